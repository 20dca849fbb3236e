"""Every key that one persona was given, tried by every other: in the address, in the form, in the question.

A key of somebody who is not there answers as a key that nobody has: the same status, the same words.
"""

import os
import re

import pytest
from django.urls import reverse

from sharing.fields import LETTERS
from tests.matrix.cast import PERSONAS
from tests.matrix.channels import LISTS, WITH_PAGES, tabs
from tests.matrix.judging import gated, leaks
from tests.matrix.oracle import FULL, NONE
from tests.matrix.reading import ask, without_tokens
from tests.matrix.recipes import NOWHERE, RECIPES, Cell, Recipe
from tests.matrix.world import browser

EVERY = "PROVE" in os.environ
TRYING = list(PERSONAS) if EVERY else ["housing"]
FILLING_IN = WITH_PAGES if EVERY else ["mentor"]
GIVEN_TO = WITH_PAGES if EVERY else ["coordinator", "probation"]
OF_A_KIND = 12 if EVERY else 1  # keys tried of each kind
TOKEN = re.compile(rf"(?<![a-z0-9])[{LETTERS}]{{12}}(?![a-z0-9])")
# Forms and questions that name a row besides the one in the address: where in them.
NAMED_IN = {
    "agenda_add": "person",
    "action_add": "agency",
    "consent_give": "to_agency",
    "capacity_choose": "capacity",
    "meeting_invite": "agencies",
    "handover_ask": "agency",
    "transfer_offer": "to_scheme",
    "ledger_list": "ref",
    "person_find": "q",
}
ASKED_BY = ("/people/?lead={}", "/people/?agency={}", "/ledger/?purpose=lawfulness&person={}", "/?at={}")
# Names under which a form might smuggle in a row of its own choosing.
SMUGGLED = ("person", "key", "contact", "action", "item", "meeting", "consent", "id", "pk", "owner", "agency_id")


@pytest.fixture(scope="module")
def keys(matrix):
    """Kind -> keys, of everything that the pages gave to anybody."""
    kinds = {row.it.key: row.kind for row in matrix.rows if hasattr(row.it, "key")}
    kinds |= {meeting.key: "reviews.meeting" for meeting in matrix.meeting.values()}
    kinds |= {agency.key: "sharing.agency" for agency in matrix.agency.values()}
    kinds |= {user.key: "sharing.user" for user in matrix.user.values()}
    kinds |= {capacity.key: "sharing.capacity" for capacity in matrix.capacity.values()}
    emitted = {}
    for name in GIVEN_TO:
        visitor = browser(matrix, name)
        relations = [relation for relation in matrix.person if matrix.oracle.is_there(name, relation)]
        for address in [*LISTS, *(one for relation in relations for one in tabs(matrix, relation))]:
            for token in TOKEN.findall(ask(visitor, "GET", address).body):
                if token in kinds:
                    emitted.setdefault(kinds[token], set()).add(token)
    emitted["sharing.capacity"] = {capacity.key for capacity in matrix.capacity.values()}  # no page gives others' away
    return {kind: sorted(found) for kind, found in emitted.items()}


def test_there_are_keys_to_try(keys):
    needed = {"casework.person", "casework.contact", "pathways.action", "sharing.consent", "reviews.agendaitem"}
    assert keys.keys() >= needed | {"reviews.meeting", "sharing.agency"}


def foreign(matrix, name, keys):
    """A few keys of each kind of rows that are not there for the persona; and of kinds that are about nobody."""
    rows = {row.it.key: row for row in matrix.rows if hasattr(row.it, "key")}
    meetings = {meeting.key: relation for relation, meeting in matrix.meeting.items()}
    for found in keys.values():
        hidden = [
            key
            for key in found
            if (key in rows and matrix.oracle.sees(name, rows[key]) == NONE)
            or (key in meetings and not invited(matrix, name, meetings[key]))
            or (key not in rows and key not in meetings)
        ]
        step = max(1, len(hidden) // OF_A_KIND)
        yield from hidden[::step][:OF_A_KIND]


def invited(matrix, name, relation):
    guests = {guest.agency.code for guest in matrix.meeting[relation].guests}
    runs = PERSONAS[name].reach == "scheme" and relation != "elsewhere"
    return runs or PERSONAS[name].agency in guests


@pytest.mark.parametrize("name", TRYING)
def test_a_key_of_others_in_the_address_is_a_key_of_nobody(matrix, keys, name):
    visitor, wrong, tried = browser(matrix, name), [], 0
    for route in gated():
        if not re.search(r"<\w+:key>", route.pattern):
            continue
        method = "GET" if "GET" in route.view.methods else "POST"
        cell = Cell(matrix, route, method, name, "own")
        unknown = answer_of(cell, visitor, NOWHERE)
        for key in foreign(matrix, name, keys):
            tried += 1
            seen = answer_of(cell, visitor, key)
            if without_tokens(seen, key) != without_tokens(unknown, NOWHERE):
                wrong.append(f"{method} {route} as {name} with a key of {key_words(matrix, key)}: {seen.status}")
            wrong += [f"{method} {route} as {name}: {words}" for words in leaks(cell, seen)]
    assert tried
    assert not wrong, "\n".join(wrong[:12])


def answer_of(cell, visitor, key):
    where = reverse(cell.route.name, args=[key, *cell.page.more])
    body = cell.recipe.body
    fields = body(cell) if body and cell.method == "POST" and cell.persona.agency else {}
    seen = ask(visitor, cell.method, where, fields)
    seen.typed = {str(value).lower() for value in fields.values()}
    return seen


def key_words(matrix, key):
    return next((str(row) for row in matrix.rows if getattr(row.it, "key", "") == key), "something about nobody")


@pytest.mark.parametrize("name", FILLING_IN)
def test_a_key_of_others_in_a_form_does_nothing_to_them(matrix, keys, name):
    """In the field that takes a row, and under every name a form might smuggle one in; the address is the user's own."""
    visitor, wrong, tried = browser(matrix, name), [], 0
    for route in gated():
        recipe = RECIPES.get(route.name, Recipe())
        if "POST" not in route.view.methods:
            continue
        cell = Cell(matrix, route, "POST", name, "own")
        fields = recipe.body(cell) if recipe.body else {}
        where = reverse(
            route.name, args=[*([getattr(cell.subject, "key", NOWHERE)] if cell.about else []), *cell.page.more]
        )
        for key in foreign(matrix, name, keys):
            tried += 1
            smuggled = {name_: key for name_ in SMUGGLED if name_ not in fields}
            seen = ask(visitor, "POST", where, smuggled | fields | {NAMED_IN.get(route.name, "person_key"): key})
            seen.typed = {key, *(str(value).lower() for value in fields.values())}
            if seen.status >= 500:
                wrong.append(f"POST {route} as {name} with {key_words(matrix, key)}: {seen.status}")
            wrong += [f"POST {route} as {name} with {key_words(matrix, key)}: {words}" for words in leaks(cell, seen)]
            wrong += [f"POST {route} as {name}: {words}" for words in beside(matrix, cell, seen)]
    assert tried
    assert not wrong, "\n".join(wrong[:12])


def beside(matrix, cell, seen):
    """Lines that tell of an act on anybody but the person in the address."""
    if cell.about is None or cell.route.name in ("agenda_add", "agenda_due", "agenda_move"):
        return  # their acts are on whom the form chose, whom `leaks` has looked at
    for line in seen.lines:
        known = {
            matrix.relation_of[pk] for pk in line.people if pk in matrix.relation_of
        }  # else made by the form itself
        others = known - {cell.relation}
        if others:
            yield f"the line {line.event} tells of {', '.join(sorted(others))} too"


@pytest.mark.parametrize("name", FILLING_IN)
def test_a_key_of_others_in_a_question_finds_nobody(matrix, keys, name):
    visitor, wrong = browser(matrix, name), []
    (route,) = [route for route in gated() if route.name == "person_list"]
    for key in foreign(matrix, name, keys):
        for where in ASKED_BY:
            cell = Cell(matrix, route, "GET", name, "own")
            seen = ask(visitor, "GET", where.format(key))
            wrong += [f"{where} as {name} with {key_words(matrix, key)}: {words}" for words in leaks(cell, seen)]
            assert seen.status < 500
    assert not wrong, "\n".join(wrong[:12])


def test_the_walk_would_notice(matrix):
    """A page of somebody there is no page of nobody: what the comparison rests on."""
    visitor, own = browser(matrix, "housing"), matrix.person["own"].key
    assert matrix.oracle.sees("housing", matrix.rows_of("casework.person", "own")[0]) == FULL
    there = ask(visitor, "GET", reverse("person_detail", args=[own]))
    nobody = ask(visitor, "GET", reverse("person_detail", args=[NOWHERE]))
    assert without_tokens(there, own) != without_tokens(nobody, NOWHERE)
