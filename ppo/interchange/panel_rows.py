"""Selection panels in the sheets of meetings.

A panel set up here is a row of `conferences` like any other, and who came stands in `attendance`. Coming back, the row is
known by its number and goes to the panel; a selection panel under a number nobody has is a conference held elsewhere, with
nothing left to decide.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cohort.models import Panel, PanelSeat
from ppo.interchange.register import Register
from ppo.interchange.rows import Row
from sharing.models import Scheme

if TYPE_CHECKING:
    from ppo.interchange.writing import Written

KIND = "selection_panel"
BEFORE = datetime.timedelta(days=28)  # an invitation that comes with a file counts from so long before


def held_on(scheme: Scheme) -> dict[int, datetime.date]:
    """Number to day of the scheme's panels."""
    return dict(Panel.objects.filter(scheme=scheme).values_list("number", "held_on"))


def kept_conferences(register: Register) -> Iterator[dict[str, object]]:
    for panel in Panel.objects.filter(scheme=register.scheme):
        yield {
            "number": panel.number,
            "kind": KIND,
            "held_on": panel.held_on,
            "chair": register.code_of("users", panel.chair_id),
            "place": panel.place,
        }


def kept_attendance(register: Register, today: datetime.date) -> Iterator[dict[str, object]]:
    """Who was never said to have come to a panel that is over did not come."""
    seats = PanelSeat.objects.filter(panel__scheme=register.scheme).select_related("panel")
    for seat in seats:
        yield {
            "conference": seat.panel.number,
            "agency": register.code_of("agencies", seat.agency_id),
            "user": register.code_of("users", seat.user_id),
            "attended": seat.attended or ("no" if seat.panel.held_on < today else ""),
            "contribution": "",
        }


def apart(name: str, rows: Iterable[Row], register: Register, written: "Written") -> Iterator[Row]:
    """The rows that are not about a panel kept here; those that are go to it on the way."""
    take, column = {"conferences": (_conference, "number"), "attendance": (_attended, "conference")}.get(
        name, (None, "")
    )
    if take is None:
        yield from rows
        return
    panels = {panel.number: panel for panel in Panel.objects.filter(scheme=register.scheme)}
    for row in rows:
        panel = panels.get(row.values[column])
        if panel is None:
            yield row
            continue
        created, changed = take(panel, row.values, register)
        written.count(name, created=int(created), updated=int(changed), unchanged=int(not created and not changed))


def _conference(panel: Panel, values: dict[str, object], register: Register) -> tuple[bool, bool]:
    wanted = {"held_on": values["held_on"]}
    if "chair" in values:
        wanted["chair_id"] = register.id_of("users", values["chair"])
    if "place" in values:
        wanted["place"] = values["place"]
    return False, _take_on(panel, wanted)


def _attended(panel: Panel, values: dict[str, object], register: Register) -> tuple[bool, bool]:
    agency = register.id_of("agencies", values["agency"])
    wanted = {"attended": values["attended"]}
    if "user" in values:
        wanted["user_id"] = register.id_of("users", values["user"])
    seat = PanelSeat.objects.filter(panel=panel, agency=agency).first()
    if seat is None:
        PanelSeat.objects.create(panel=panel, agency_id=agency, invited_on=panel.held_on - BEFORE, **wanted)
        return True, False
    return False, _take_on(seat, wanted)


def _take_on(row: Panel | PanelSeat, wanted: dict[str, object]) -> bool:
    """Let the row say what is wanted; whether anything changed."""
    different = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.version += 1
        row.save(update_fields=[*different, "version"])
    return bool(different)
