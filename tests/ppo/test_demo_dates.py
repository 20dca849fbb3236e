"""The demo's dates: near today whatever the day, weekdays kept."""

import csv
import datetime
import re
from pathlib import Path

import pytest

from ppo.demo import dates

SCHEME = Path(dates.__file__).parent / "scheme"
DAYS = [datetime.date(2026, 11, 16) + datetime.timedelta(days=n) for n in range(8)] + [datetime.date(2028, 2, 29)]


def rows(sheet):
    with (SCHEME / f"{sheet}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("today", DAYS)
def test_the_report_day_is_at_most_six_days_ago_and_keeps_its_weekday(today):
    report_day = datetime.date.fromisoformat(dates.moved("2007-01-31", today))
    assert 0 <= (today - report_day).days <= 6
    assert report_day.weekday() == dates.REPORT_DAY.weekday()


@pytest.mark.parametrize("today", DAYS)
def test_next_week_is_next_week(today):
    day = datetime.date.fromisoformat(dates.moved("@next_week+2", today))
    assert day.isocalendar()[:2] == (today + datetime.timedelta(weeks=1)).isocalendar()[:2]
    assert day.weekday() == 2


def test_times_stay_and_words_stay():
    today = datetime.date(2026, 11, 20)
    assert dates.moved("@today-1T11:00", today) == "2026-11-19T11:00"
    assert dates.moved("2007-01-30T09:15", today) == "2026-11-17T09:15"
    assert dates.moved("2014/9212522Y", today) == "2014/9212522Y"
    assert dates.moved("", today) == ""


def test_the_files_hold_nobody_but_birds():
    """The people are plainly made up: no name, address or number that could be somebody's."""
    people = rows("people")
    assert len(people) == 47
    assert len({person["family_name"] for person in people}) == 47
    assert all(row["postcode"].startswith("ZZ99") for row in rows("addresses"))
    assert all(user["email"].endswith("@demo.example") for user in rows("users"))
    assert all(re.fullmatch(r"01632 9602\d\d", user["phone"]) for user in rows("users"))


def test_no_time_falls_into_the_hour_that_spring_leaves_out():
    for file in SCHEME.glob("*.csv"):
        assert "T01:" not in file.read_text(encoding="utf-8"), file.name
