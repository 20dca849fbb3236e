"""Of somebody who left the scheme: the same pages, held to the same recipes.

Everybody in the world of the matrix is on the scheme; here one of them has left, for as long as a test takes.
"""

import os
from datetime import timedelta

import pytest
from django.db import transaction

from casework.changes import refresh
from tests.matrix.channels import WITH_PAGES
from tests.matrix.judging import gated, judge
from tests.matrix.recipes import Cell
from tests.matrix.world import browser

EVERY = "PROVE" in os.environ
PAGES = ("leaving_plan", "leaving_print", "leaving_back", "leaving_check", "handover_ask", "handover_answer")
READERS = WITH_PAGES if EVERY else ["police", "health", "coordinator"]
RELATIONS = ("own", "team", "former", "emergency") if EVERY else ("own", "team")


@pytest.fixture(params=RELATIONS)
def left(request, matrix):
    """The relation of whoever left the day before yesterday."""
    membership = matrix.membership[request.param]
    went = {"deselected_on": matrix.today - timedelta(days=2), "deselection_criterion": "moved_away"}
    stays = {name: getattr(membership, name) for name in went}
    with transaction.atomic():
        _set(matrix, membership, went)
        yield request.param
        transaction.set_rollback(True)
    for name, value in stays.items():
        setattr(membership, name, value)


def _set(matrix, membership, values):
    type(membership).objects.filter(pk=membership.pk).update(**values)
    refresh(people=[membership.person_id], today=matrix.today)
    for name, value in values.items():
        setattr(membership, name, value)


@pytest.mark.parametrize("name", READERS)
def test_what_is_shown_of_somebody_who_left_is_what_the_rules_say(matrix, left, name):
    visitor, wrong = browser(matrix, name), []
    for route in gated():
        if route.name in PAGES:
            for method in ("GET", "POST"):
                wrong += judge(Cell(matrix, route, method, name, left), visitor)
    assert not wrong, "\n".join(wrong[:12])
