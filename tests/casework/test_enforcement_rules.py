"""When a decision about enforcement is due, and how fast it goes: values in, values out."""

from datetime import date, datetime

import pytest

from casework.models import Enforcement, Status
from casework.rules.enforcement import EVERY_STEP, STEPS, absences, back_after, follow_up, send_by
from tests.world import LONDON

BEGAN = date(2026, 3, 2)


def judged(*missed, decided=(), status="licence", limit=2):
    return absences(
        status=status,
        since=BEGAN,
        missed=[date(2026, 3, day) for day in missed],
        decided=[date(2026, 3, day) for day in decided],
        limit=limit,
    )


@pytest.mark.parametrize(
    ("missed", "decided", "counted", "unanswered", "due"),
    [
        ((), (), 0, 0, False),
        ((5,), (), 1, 1, False),
        ((5, 9), (), 2, 2, True),
        ((5, 9, 9), (), 3, 3, True),
        ((1, 9), (), 1, 1, False),  # the first was before the licence began
        ((2, 9), (), 2, 2, True),  # on the day it began it counts
        ((5, 9), (9,), 2, 0, False),  # decided on the day
        ((5, 9), (10,), 2, 0, False),
        ((5, 9), (6,), 2, 1, True),  # a warning after the first does not answer the second
        ((5, 9, 12), (10,), 3, 1, True),  # each further one makes the next due
        ((5, 9, 12), (10, 12), 3, 0, False),
    ],
)
def test_the_second_absence_makes_a_decision_due(missed, decided, counted, unanswered, due):
    found = judged(*missed, decided=decided)
    assert (found.missed, found.unanswered, found.due) == (counted, unanswered, due)
    assert found.since == BEGAN


def test_the_limit_is_the_schemes_own():
    assert not judged(5, 9, limit=3).due
    assert judged(5, limit=1).due


@pytest.mark.parametrize("status", [code for code in Status.Kind.values if code not in STEPS])
def test_without_an_order_or_licence_there_is_nothing_to_enforce(status):
    assert judged(5, 9, status=status) is None


def test_the_steps_are_kinds_of_decision():
    assert set(EVERY_STEP) == set(Enforcement.Kind.values)
    assert "recall" not in STEPS["community_order"]
    assert set(STEPS) <= set(Status.Kind.values)


def test_the_clock_counts_working_days():
    friday = date(2026, 3, 6)
    assert send_by("recall", friday, {"recall": 1, "breach": 10}) == date(2026, 3, 9)
    assert send_by("breach", friday, {"recall": 1, "breach": 10}) == date(2026, 3, 20)
    assert send_by("warning", friday, {"recall": 1, "breach": 10}) is None


@pytest.mark.parametrize(
    ("kind", "sent", "resolved", "today", "words"),
    [
        ("recall", None, None, 9, "Waiting"),  # on the last day it is not late
        ("recall", None, None, 10, "Late"),
        ("recall", 10, None, 12, "Sent"),
        ("recall", 10, 12, 12, "Finished"),
        ("breach", None, 12, 12, "Finished"),
        ("warning", None, None, 30, "Waiting"),
        ("warning", 7, None, 30, "Finished"),
        ("none", None, None, 6, "Finished"),
    ],
)
def test_where_a_decision_stands(kind, sent, resolved, today, words):
    def day(number):
        return number and date(2026, 3, number)

    by = send_by(kind, date(2026, 3, 6), {"recall": 1, "breach": 1})
    assert follow_up(kind=kind, sent_on=day(sent), resolved_on=day(resolved), by=by, today=day(today)) == words


def test_back_in_contact_is_the_first_contact_kept_after_it():
    def at(day, hour):
        return datetime(2026, 3, day, hour, tzinfo=LONDON)

    kept = [at(20, 9), at(9, 15), at(9, 9), at(2, 9)]
    assert back_after(at(9, 10), kept) == at(9, 15)
    assert back_after(at(20, 9), kept) is None
