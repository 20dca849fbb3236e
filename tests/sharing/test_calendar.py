"""Bank holidays against the list that the government published, and arithmetic of working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing import calendar

# gov.uk/bank-holidays, England and Wales
PUBLISHED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_the_published_ones(year):
    assert sorted(f"{day:%m-%d}" for day in calendar.bank_holidays(year)) == PUBLISHED[year].split()


@given(st.dates(date(1978, 1, 1), date(2150, 12, 31)), st.integers(0, 40))
def test_working_days(day, number):
    after = calendar.add_working_days(day, number)
    passed = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    assert sum(map(calendar.is_working_day, passed)) == number
    assert calendar.is_working_day(calendar.working_day_from(day))


@given(st.integers(1978, 2200))
def test_eight_holidays_or_more_and_none_at_a_weekend(year):
    days = calendar.bank_holidays(year)
    assert len(days) >= 8
    assert all(day.weekday() < 5 and day.year == year for day in days)
