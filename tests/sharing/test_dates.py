"""Days, times and counts in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from sharing import dates

TODAY = date(2026, 11, 20)


def test_days_and_times():
    assert dates.day(date(2026, 11, 4)) == "4 November 2026"
    assert dates.short_day(date(2026, 11, 4)) == "4 Nov 2026"
    assert dates.weekday(date(2026, 11, 14)) == "Saturday 14 November 2026"


def test_moments_are_told_in_london_time():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert (dates.day(late), dates.clock(late)) == ("1 July 2026", "00:30")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 14), "6 days ago"),
        (date(2026, 12, 4), "in 14 days"),
        (date(2026, 12, 5), "in 2 weeks"),
        (date(2027, 2, 12), "in 2 months"),
        (date(2025, 11, 20), "11 months ago"),
    ],
)
def test_how_far_a_day_is(on, words):
    assert dates.ago_or_in(on, TODAY) == words


def test_overdue_says_nothing_on_the_day_itself():
    assert dates.overdue(date(2026, 11, 19), TODAY) == "1 day overdue"
    assert dates.overdue(date(2026, 10, 20), TODAY) == "31 days overdue"
    assert dates.overdue(date(2026, 3, 20), TODAY) == "8 months overdue"
    assert dates.overdue(TODAY, TODAY) == ""


def test_counts():
    assert dates.count(1, "person", "people") == "1 person"
    assert dates.count(0, "day") == "0 days"
    assert dates.count(1234, "person", "people") == "1,234 people"


def test_amounts_and_changes():
    assert [dates.amount(Decimal(text)) for text in ("12.50", "3.0000", "1234", "0.00")] == ["12.5", "3", "1,234", "0"]
    assert [dates.change(one) for one in (Decimal("12"), Decimal("-3.5"), Decimal("0.00"), None)] == [
        "+12",
        "-3.5",
        "no change",
        "new",
    ]
