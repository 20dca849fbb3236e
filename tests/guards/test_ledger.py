"""No page shows a person without its line: on every address, for everyone who may open it."""

import html
import re

import pytest

from sharing import ledger
from sharing.models import LedgerEntry
from tests.guards import house
from tests.guards.test_permissions import PAGES, address
from tests.world import client_of

READERS = ("alice", "dora", "hal", "bob", "gina", "steve")
NAMES = {"person": "Ellis", "other": "Ward", "elsewhere": "Shah"}


def readable(world):
    """(route, address) of every page there is to read."""
    for route in house.routes():
        if route.gated and PAGES[route.name].got == 200:
            yield route, address(route, world)


def shown(world, answer):
    """Ids of the people whose names stand in the answer."""
    text = html.unescape(answer.content.decode())
    return {getattr(world, person).pk for person, name in NAMES.items() if re.search(rf"\b{name}\b", text)}


@pytest.mark.parametrize("name", READERS)
def test_what_shows_a_person_writes_one_line_that_names_them(world, name):
    client = client_of(getattr(world, name))
    for route, where in readable(world):
        before = set(LedgerEntry.objects.values_list("pk", flat=True))
        answer = client.get(where)
        people = shown(world, answer) if answer.status_code == 200 else set()
        lines = list(LedgerEntry.objects.exclude(pk__in=before))

        assert len(lines) <= 1, route
        if not people:
            continue
        assert lines, f"{route} shows somebody to {name} and writes nothing"
        (line,) = lines
        assert (line.event, line.operation) == (route.name, "consultation")
        assert line.user_id == getattr(world, name).pk
        assert people <= set(line.people), route
        assert line.facts["records"], route


def test_pages_about_one_person_name_nobody_else(world):
    client = client_of(world.alice)
    for route, where in readable(world):
        if PAGES[route.name].about == "person" and PAGES[route.name].answers("alice", "practitioner", "GET") == 200:
            client.get(where)
            assert LedgerEntry.objects.filter(event=route.name).latest("pk").people == [world.person.pk], route


def test_a_refused_page_says_nothing_and_needs_no_line(world):
    client = client_of(world.carol)
    before = LedgerEntry.objects.count()
    for _, where in readable(world):
        answer = client.get(where)
        assert shown(world, answer) <= {world.elsewhere.pk}
    lines = LedgerEntry.objects.order_by("pk")[before:]
    assert {person for line in lines for person in line.people} <= {world.elsewhere.pk}


@pytest.mark.parametrize("name", READERS)
def test_without_its_line_nothing_is_shown(world, name, monkeypatch):
    """The INSERT fails in the database itself: 503, and not a word of anybody."""
    client = client_of(getattr(world, name))
    usual = {where: shown(world, client.get(where)) for _, where in readable(world)}
    monkeypatch.setattr(ledger, "INSERT", ledger.INSERT.replace("select id,", "select null::bigint,"))
    for route, where in readable(world):
        answer = client.get(where)
        assert shown(world, answer) == set(), route
        if usual[where]:
            assert answer.status_code == 503, route
