"""A panel for tests: Jordan Ellis, two years on the list, Kerry Ward below the line, and Max Reid, nominated by housing."""

from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup

from casework.models import Identity, Person
from cohort.models import Membership, Panel, PanelItem, PanelSeat, RunScore
from sharing import links

DAY = timedelta(days=1)


def standing_panel(world):
    """A panel next week about Jordan, two years on the list, to which the police, probation, housing and drugs come.

    The agency of Cherie is not invited: she runs panels by her role.
    """
    world.panel = Panel.objects.create(
        scheme=world.scheme,
        number=2,
        held_on=world.today + 7 * DAY,
        starts_at=time(14),
        chair=world.cherie,
        place="Northside Town Hall",
    )
    world.panel_item = PanelItem.objects.create(panel=world.panel, person=world.person, position=1, why="two_years")
    PanelSeat.objects.bulk_create(
        [
            PanelSeat(panel=world.panel, agency=getattr(world, code), invited_on=world.today)
            for code in ("police", "probation", "housing", "drugs")
        ]
    )
    world.panel_seated = world.ratified = world.panel
    links.sync([world.person.pk])
    return world


def panel_of(world):
    """The standing panel with Kerry (`other_item`) and Max (`nominee`, `nominee_item`) on it as well."""
    standing_panel(world)
    world.nominee = Person.objects.create(
        scheme=world.scheme,
        owner=world.police,
        ref="N003",
        family_name="Reid",
        given_names="Max",
        status="non_statutory",
    )
    Identity.objects.create(person=world.nominee, owner=world.police, scheme=world.scheme)
    world.nomination = Membership.objects.create(
        person=world.nominee, owner=world.housing, nominated_by=world.housing, nominated_on=world.today - 20 * DAY
    )
    RunScore.objects.create(
        run=world.run, person=world.nominee, rank=1, total=12, provisional=False, on_scheme=False, above_line=True,
        status="non_statutory", found=[2, 1, 0], points=[6, 5, 0],
    )  # fmt: skip
    world.nominee_item, world.other_item = PanelItem.objects.bulk_create(
        [
            PanelItem(panel=world.panel, person=world.nominee, position=2, why="above", run=world.run),
            PanelItem(panel=world.panel, person=world.other, position=3, why="below", run=world.run),
        ]
    )
    links.sync([world.person.pk, world.other.pk, world.nominee.pk])
    return world


@pytest.fixture
def panel(world):
    return panel_of(world)


def fields_of(browser, address, within="main form:has([name=membership_version])"):
    """What a browser would send back untouched, read from the page itself."""
    form = BeautifulSoup(browser.get(address).content, "html.parser").select_one(within)
    fields = {}
    for part in form.select("input[name], textarea[name], select[name]"):
        kind, name = part.get("type"), part["name"]
        if kind in ("radio", "checkbox") and not part.has_attr("checked"):
            continue
        value = part.get_text().strip("\r\n") if part.name == "textarea" else part.get("value", "")
        if part.name == "select":
            chosen = part.select_one("option[selected]")
            value = chosen["value"] if chosen else ""
        fields.setdefault(name, []).append(value)
    return {name: values for name, values in fields.items() if name not in ("csrfmiddlewaretoken", "form_id")}
