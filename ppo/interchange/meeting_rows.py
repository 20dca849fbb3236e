"""What meetings keep otherwise than the sheets show it."""

import datetime
from collections.abc import Iterator

from ppo.interchange.register import Register
from ppo.interchange.tables import TABLES
from reviews.models import AgendaItem, Review


def kept_attendance(register: Register, today: datetime.date) -> Iterator[dict[str, object]]:
    """Rows of attendance. Who was never said to have come to a meeting that is over did not come, as measures count it."""
    held_on = dict(register.scheme.meetings.values_list("number", "held_on"))
    for kept in TABLES["attendance"].kept(register):
        answered = kept.values["attended"] or held_on[kept.values["conference"]] >= today
        yield kept.values if answered else kept.values | {"attended": "no"}


def kept_reviews(register: Register) -> Iterator[dict[str, object]]:
    """Reviews, and people on an agenda about whom nothing was said yet: a row of empty cells, owned by the lead agency."""
    for kept in TABLES["reviews"].kept(register):
        yield kept.values
    reviewed = set(Review.objects.filter(meeting__scheme=register.scheme).values_list("meeting_id", "person_id"))
    waiting = AgendaItem.objects.filter(meeting__scheme=register.scheme).values_list(
        "meeting_id", "person_id", "person__owner"
    )
    empty = {column.name: column.cell.empty for column in TABLES["reviews"].sheet.columns}
    for meeting, person, owner in waiting:
        if (meeting, person) not in reviewed:
            yield empty | {
                "conference": register.code_of("conferences", meeting),
                "ref": register.code_of("people", person),
                "owner": register.code_of("agencies", register.scheme.lead_agency_id or owner),
            }
