"""Clashes, heavy weeks and what could be held together: values in, values out."""

from datetime import datetime

import pytest

from casework.rules.diary import Slot, apart, clashes, is_heavy, to_join
from tests.world import LONDON

OURS, THEIRS, OTHERS = 1, 2, 3


def at(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


def slot(number, agency, day, hour, minute=0, **more):
    return Slot(number, agency, at(day, hour, minute), **more)


WANTED = slot(0, OURS, 11, 10)


@pytest.mark.parametrize(
    ("other", "clash"),
    [
        (slot(1, THEIRS, 11, 10), True),
        (slot(1, THEIRS, 11, 10, 59), True),
        (slot(1, THEIRS, 11, 11), False),  # one after the other
        (slot(1, THEIRS, 11, 9), False),
        (slot(1, THEIRS, 11, 9, 1), True),
        (slot(1, THEIRS, 11, 9, minutes=120), True),
        (slot(1, THEIRS, 11, 9, 1, minutes=30), False),
        (slot(1, THEIRS, 12, 10), False),
        (slot(1, THEIRS, 11, 10, time_known=False), False),
        (slot(1, OURS, 11, 10, 30), True),  # a colleague's as well
    ],
)
def test_what_clashes(other, clash):
    assert clashes(WANTED, [other]) == ([other] if clash else [])


def test_without_a_time_nothing_clashes():
    assert clashes(slot(0, OURS, 11, 0, time_known=False), [slot(1, THEIRS, 11, 0)]) == []


def test_a_week_is_heavy_when_others_fill_it():
    ours, theirs = [slot(n, OURS, 10, 8 + n) for n in (1, 2)], [slot(3, THEIRS, 12, 9)]
    assert is_heavy(WANTED, ours + theirs, 3)
    assert not is_heavy(WANTED, ours + theirs, 4)
    assert not is_heavy(WANTED, ours, 2)  # nobody to hold one together with


def test_the_nearest_of_another_agency_still_to_come_is_the_one_to_join():
    past, near, far = slot(1, THEIRS, 9, 10), slot(2, OTHERS, 12, 10), slot(3, THEIRS, 13, 10)
    unknown, own = slot(4, THEIRS, 11, 0, time_known=False), slot(5, OURS, 11, 10)
    assert to_join(WANTED, [far, near, past, unknown, own], at(10, 0)) == near
    assert to_join(WANTED, [past, own, unknown], at(10, 0)) is None


def test_what_is_held_jointly_counts_once():
    ten, eleven = at(11, 10), at(11, 11)
    assert apart([(ten, True, OURS), (ten, True, THEIRS), (eleven, True, OURS)]) == [ten, eleven]
    assert apart([(ten, False, OURS), (ten, False, THEIRS)]) == [ten, ten]
    assert apart([]) == []
