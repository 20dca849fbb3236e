"""Whatever way somebody asks whether a person is there, the answer is one: list, page, search, count, meeting, paper.

The classic leak is a page that is refused and a list that tells; so each way is asked for each person, as everybody.
"""

import os
import re

import pytest
from django.urls import reverse

from reviews.packs.paper import pack
from tests.matrix.cast import PERSONAS, RELATIONS, WORKING
from tests.matrix.channels import TABS, WITH_PAGES
from tests.matrix.oracle import FULL
from tests.matrix.reading import ask
from tests.matrix.world import browser

EVERY = "PROVE" in os.environ
PARTNERS = ("prison", "housing", "drugs", "health", "mentor")  # their home page has everyone the agency works with
COUNTED = re.compile(r"Showing \d+ to \d+ of (\d+) (?:person|people)")
NOBODY = re.compile(r"\b0 people\b")


def linked(world, seen):
    """The people whose page an answer leads to, by link or by being led there."""
    keys = {person.key: relation for relation, person in world.person.items()}
    found = re.findall(r"/people/([a-z0-9]{12})/", seen.body + seen.location)
    return {keys[key] for key in found if key in keys}


def there(world, name):
    return {relation for relation in RELATIONS if world.oracle.is_there(name, relation)}


def known(world, name):
    """Those whose numbers and other names the persona may see."""
    (rows,) = [world.rows_of("casework.identity")]
    return {row.person for row in rows if world.oracle.sees(name, row) == FULL}


@pytest.mark.parametrize("name", PERSONAS)
def test_list_count_page_and_search_agree(matrix, name):
    visitor, expected = browser(matrix, name), there(matrix, name)

    listed = ask(visitor, "GET", "/people/")
    assert linked(matrix, listed) == expected
    if name in WITH_PAGES:
        counted = COUNTED.search(listed.body)
        assert int(counted[1] if counted else 0) == len(expected)
        assert counted or NOBODY.search(listed.body)

    opened, by_name, by_number = set(), set(), set()
    for relation, person in matrix.person.items():
        tabs = TABS if EVERY else TABS[:1]
        # Not there is 404; a tab that the role may not use, 403 of everybody.
        answers = {ask(visitor, "GET", reverse(tab, args=[person.key])).status == 200 for tab in tabs}
        assert len(answers) == 1, f"some tabs of {relation} open for {name} and some do not"
        opened |= {relation} if answers == {True} else set()
        by_name |= {relation} & found(matrix, visitor, person.family_name)
        (identity,) = matrix.rows_of("casework.identity", relation)
        by_number |= {relation} & found(matrix, visitor, identity.it.pnc_id)
    assert opened == expected
    assert by_name == expected
    assert by_number == known(matrix, name)


def found(world, visitor, words):
    return linked(world, ask(visitor, "POST", "/find/", {"q": words}))


@pytest.mark.parametrize("name", PARTNERS)
def test_home_has_those_of_the_list(matrix, name):
    assert linked(matrix, ask(browser(matrix, name), "GET", "/?whose=agency")) == there(matrix, name)


@pytest.mark.parametrize("name", WITH_PAGES)
def test_an_agenda_has_who_is_there(matrix, name):
    """And the list of meetings counts no more."""
    visitor, persona = browser(matrix, name), PERSONAS[name]
    for relation, meeting in matrix.meeting.items():
        guests = {guest.agency.code for guest in meeting.guests}
        invited = relation != "elsewhere" and (persona.reach == "scheme" or persona.agency in guests)
        seen = ask(visitor, "GET", reverse("meeting_detail", args=[meeting.key]))
        assert seen.status == (200 if invited else 404), relation
        agenda = {relation} & linked(matrix, seen) if invited else set()
        assert agenda == ({relation} & there(matrix, name) if invited else set())


@pytest.mark.parametrize("name", [n for n in WITH_PAGES if n != "mentor"] if EVERY else ["housing", "coordinator"])
def test_a_pack_has_who_is_there(matrix, name):
    """Of those who get one: the invited, and those who run meetings."""
    for relation in WORKING if EVERY else ("plan", "excluded"):
        made = pack(matrix.meeting[relation], matrix.capacity[name], at=matrix.now, copy_number=1)
        people = {matrix.relation_of[pk] for pk in made.people}
        assert people == {relation} & there(matrix, name), relation
