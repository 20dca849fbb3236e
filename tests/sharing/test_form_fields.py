"""Dates and times as people write them, and the words when one part is wrong."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from sharing import form_fields
from sharing.form_fields import ClockField, DayField


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(form_fields, "localdate", lambda: date(2026, 11, 20))


@pytest.mark.parametrize(
    "text",
    [
        "1/2/26", "01/02/2026", "1-2-2026", "1.2.26", "1 2 2026", "1 Feb 2026", "1 february 2026", "1st Feb 26", "01feb2026",
        "2026-02-01", " 1/2/2026 ",
    ],
)  # fmt: skip
def test_every_usual_way_to_write_a_day(text):
    assert DayField().clean(text) == date(2026, 2, 1)


@pytest.mark.parametrize("name", ["Sep", "Sept", "september"])
def test_september_has_three_short_forms(name):
    assert DayField().clean(f"3 {name} 2026") == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2026", "The day must be a number from 1 to 28: February 2026 has 28 days."),
        ("0/1/2026", "The day must be a number from 1 to 31: January 2026 has 31 days."),
        ("1/13/2026", "The month must be a number from 1 to 12."),
        ("1/2/0026", "The year must have four digits, for example 2026."),
        ("1 Foo 2026", "“Foo” is not a month. Write it as a number or a name, for example Nov."),
        ("next week", "Enter the date as day, month and year, for example 14/11/2026."),
        ("1/2", "Enter the date as day, month and year, for example 14/11/2026."),
    ],
)
def test_the_words_say_which_part_is_wrong(text, words):
    with pytest.raises(ValidationError) as wrong:
        DayField().clean(text)
    assert wrong.value.messages == [words]


@pytest.mark.parametrize(("text", "year"), [("1/2/98", 1998), ("1/2/27", 1927), ("1/2/26", 2026)])
def test_two_digits_of_a_day_in_the_past_are_the_latest_year_gone(text, year):
    assert DayField(in_past=True).clean(text).year == year


@pytest.mark.parametrize(("text", "year"), [("1/2/36", 2036), ("1/2/37", 1937)])
def test_two_digits_otherwise_reach_ten_years_ahead(text, year):
    assert DayField().clean(text).year == year


def test_a_day_to_come_is_refused_where_only_the_past_makes_sense():
    with pytest.raises(ValidationError, match="The date must be today or earlier"):
        DayField(in_past=True).clean("21/11/2026")
    assert DayField(in_past=True).clean("20/11/2026") == date(2026, 11, 20)


def test_a_day_that_need_not_be_given_may_be_missing():
    assert DayField(required=False).clean("") is None


def test_a_day_is_shown_as_it_is_typed():
    assert DayField().widget.format_value(date(2026, 2, 1)) == "01/02/2026"
    assert not DayField().has_changed(date(2026, 2, 1), "1 Feb 2026")
    assert DayField().has_changed(date(2026, 2, 1), "nonsense")


@pytest.mark.parametrize(
    ("text", "at"),
    [("14:05", time(14, 5)), ("14.05", time(14, 5)), ("1405", time(14, 5)), ("9", time(9)), ("2pm", time(14)),
     ("12 am", time(0)), ("12:30pm", time(12, 30))],
)  # fmt: skip
def test_every_usual_way_to_write_a_time(text, at):
    assert ClockField().clean(text) == at


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("24:00", "The hour must be a number from 0 to 23."),
        ("10:60", "The minutes must be a number from 0 to 59."),
        ("14pm", "With am or pm the hour must be a number from 1 to 12."),
        ("noon", "Enter the time as hours and minutes, for example 14:05."),
    ],
)
def test_the_words_say_which_part_of_a_time_is_wrong(text, words):
    with pytest.raises(ValidationError) as wrong:
        ClockField().clean(text)
    assert wrong.value.messages == [words]
