"""What is silent and not shown leaves no trace: every page is the same as if nobody had ever written it down.

Not only the words of a record but headings, counts, "none yet" and what a form offers would tell that there is one. So
everything silent that a persona may not know is taken out of the world, and each page is asked for again.
"""

import os

import pytest
from django.db import transaction
from django.urls import reverse

from casework.changes import refresh
from sharing import links
from tests.matrix.cast import WORKING
from tests.matrix.channels import LISTS, WITH_PAGES
from tests.matrix.judging import ABOUT_A_PERSON, address, gated
from tests.matrix.oracle import NONE
from tests.matrix.reading import ask, without_tokens
from tests.matrix.recipes import Cell
from tests.matrix.world import browser

EVERY = "PROVE" in os.environ
SILENT = ("intelligence", "risk", "victims")  # ux.md P20: nothing may say that anybody holds any
READERS = WITH_PAGES if EVERY else ["council_coordinator"]
# That there is a reason for leaving which one may not read is said by the form that leaves it alone (decision note 24).
SAID_TO_BE_THERE = ("cohort.leavingreason",)


def pages(matrix, name, relation, visitor):
    """Address -> answer of every page about the person that the persona opens, and of the lists."""
    cells = [Cell(matrix, route, "GET", name, relation) for route in gated() if "GET" in route.view.methods]
    opened = [cell for cell in cells if cell.about in ABOUT_A_PERSON and cell.may(cell.page.permission) and cell.met]
    asked = {where: ask(visitor, "GET", where) for where in [*map(address, opened), *LISTS]}
    return {where: without_tokens(seen) for where, seen in asked.items()}


def hidden(matrix, name, relation):
    """Everything silent about the person of which the persona may know nothing."""
    return [
        row
        for row in matrix.rows
        if row.person == relation
        and row.category in SILENT
        and row.kind not in SAID_TO_BE_THERE
        and matrix.oracle.sees(name, row) == NONE
    ]


@pytest.mark.parametrize("relation", WORKING if EVERY else ("own",))
@pytest.mark.parametrize("name", READERS)
def test_pages_are_the_same_without_what_is_silent(matrix, name, relation):
    visitor, gone, person = browser(matrix, name), {}, matrix.person[relation]
    for row in hidden(matrix, name, relation):
        gone.setdefault(type(row.it), []).append(row.pk)
    before = pages(matrix, name, relation, visitor)
    with transaction.atomic():
        for kind, ids in gone.items():
            kind._base_manager.filter(pk__in=ids).delete()
        links.sync([person.pk])
        refresh(people=[person.pk], today=matrix.today)
        after = pages(matrix, name, relation, visitor)
        transaction.set_rollback(True)

    assert len(gone) > 5, "nothing was hidden, so nothing was compared"
    assert len(before) > 20 or not matrix.oracle.is_there(name, relation)
    assert [where for where in before if before[where] != after[where]] == []


def test_the_comparison_would_notice(matrix):
    """Of what the persona does see, one record less is another page."""
    visitor, (status,) = browser(matrix, "housing"), matrix.rows_of("casework.status", "own")
    where = reverse("person_detail", args=[matrix.person["own"].key])
    before = without_tokens(ask(visitor, "GET", where))
    assert without_tokens(ask(visitor, "GET", where)) == before
    with transaction.atomic():
        type(status.it).objects.filter(pk=status.pk).delete()
        refresh(people=[matrix.person["own"].pk], today=matrix.today)
        after = without_tokens(ask(visitor, "GET", where))
        transaction.set_rollback(True)
    assert before != after
