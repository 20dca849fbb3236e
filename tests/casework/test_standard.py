"""How many contacts and tests a week asks for: values in, values out."""

from datetime import date, timedelta

import pytest

from casework.models import Status
from casework.rules.standard import COMMUNITY, Spell, Standard, asked, in_week, weeks_back

MONDAY = date(2026, 3, 9)
STANDARD = Standard(contacts=4, after_release=6, weeks=2, tests=2)


def day(number):
    """Monday of the week is 0."""
    return MONDAY + timedelta(days=number)


def of(*spells):
    week = asked(MONDAY, [Spell(*spell) for spell in spells], STANDARD)
    return week.contacts, week.tests, week.days


LONG_AGO = day(-400)


@pytest.mark.parametrize(
    ("spells", "wanted"),
    [
        ([], (0, 0, 0)),
        ([("licence", LONG_AGO)], (4, 2, 7)),
        ([("community_order", LONG_AGO)], (4, 0, 7)),
        ([("non_statutory", LONG_AGO)], (4, 0, 7)),
        ([("sentenced", LONG_AGO)], (0, 0, 0)),
        ([("hospital", LONG_AGO)], (0, 0, 0)),
        ([("unlawfully_at_large", LONG_AGO)], (0, 0, 0)),
        # released on the Monday: denser at once, and through the second week, not the third
        ([("sentenced", LONG_AGO, day(0)), ("licence", day(0))], (6, 2, 7)),
        ([("sentenced", LONG_AGO, day(-7)), ("licence", day(-7))], (6, 2, 7)),
        ([("sentenced", LONG_AGO, day(-14)), ("licence", day(-14))], (4, 2, 7)),
        # and from remand as well; three days of six and four of four are 34 of 7
        ([("remand", LONG_AGO, day(-11)), ("community_order", day(-11))], (4, 0, 7)),
        ([("remand", LONG_AGO, day(-8)), ("community_order", day(-8))], (5, 0, 7)),
        # a part of a week asks for its part, rounded down
        ([("licence", LONG_AGO, day(3)), ("remand", day(3))], (1, 0, 3)),
        ([("licence", LONG_AGO, day(4)), ("remand", day(4))], (2, 1, 4)),
        ([("sentenced", LONG_AGO, day(6)), ("licence", day(6))], (0, 0, 1)),
        # back from hospital is no release
        ([("hospital", LONG_AGO, day(-1)), ("licence", day(-1))], (4, 2, 7)),
    ],
)
def test_what_a_week_asks_for(spells, wanted):
    assert of(*spells) == wanted


def test_a_week_says_which_release_makes_it_denser():
    spells = [Spell("sentenced", LONG_AGO, day(-7)), Spell("licence", day(-7))]
    assert asked(MONDAY, spells, STANDARD).released_on == day(-7)
    assert asked(MONDAY + timedelta(weeks=1), spells, STANDARD).released_on is None


def test_after_release_is_never_thinner():
    thin = Standard(contacts=4, after_release=1, weeks=2, tests=2)
    spells = [Spell("sentenced", LONG_AGO, day(0)), Spell("licence", day(0))]
    assert asked(MONDAY, spells, thin).contacts == 4


def test_every_status_of_the_rule_is_one():
    assert set(COMMUNITY) <= set(Status.Kind.values)


@pytest.mark.parametrize("today", [date(2026, 3, 9), date(2026, 3, 15)])
def test_weeks_begin_on_monday(today):
    assert weeks_back(today, 3) == [date(2026, 3, 9), date(2026, 3, 2), date(2026, 2, 23)]
    assert in_week(MONDAY, [day(-1), day(0), day(6), day(7)]) == 2
