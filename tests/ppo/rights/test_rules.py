"""The clock of a request by examples of the law, and by properties over random days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppo.rights import rules
from sharing.calendar import add_months, is_working_day

DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


def due(received, **more):
    return rules.clock(received_on=date.fromisoformat(received), on=date.fromisoformat(received), **more).due_on


@pytest.mark.parametrize(
    ("received", "expected", "why"),
    [
        ("2026-09-03", "2026-10-05", "3 October is a Saturday"),
        ("2026-09-04", "2026-10-05", "4 October is a Sunday"),
        ("2026-11-20", "2026-12-21", "20 December is a Sunday"),
        ("2026-03-31", "2026-04-30", "April has no 31st"),
        ("2026-01-29", "2026-03-02", "February ends on Saturday 28"),
        ("2026-01-31", "2026-03-02", "so does the month of the 31st"),
        ("2028-01-31", "2028-02-29", "a leap day is the last of its month"),
        ("2028-02-29", "2028-03-29", "and begins one"),
        ("2027-01-29", "2027-03-01", "28 February 2027 is a Sunday"),
        ("2026-11-25", "2026-12-29", "Christmas, a weekend and its substitute day"),
        ("2026-03-03", "2026-04-07", "Good Friday to Easter Monday"),
        ("2026-12-01", "2027-01-04", "New Year's Day, then a weekend"),
    ],
)
def test_one_month_by_the_calendar(received, expected, why):
    assert due(received) == date.fromisoformat(expected), why


def test_identity_starts_the_clock_anew():
    asked = {"identity_asked_on": date(2026, 9, 7)}
    waiting = rules.clock(received_on=date(2026, 9, 3), on=date(2026, 12, 1), **asked)
    assert (waiting.due_on, waiting.stopped_since, waiting.late) == (None, date(2026, 9, 7), False)
    assert due("2026-09-03", **asked, identity_proved_on=date(2026, 9, 21)) == date(2026, 10, 21)


def test_identity_known_already_does_not():
    assert due("2026-09-01", identity_proved_on=date(2026, 9, 21)) == date(2026, 10, 1)


def test_the_days_of_a_question_do_not_count_the_first_and_the_last_included():
    """Section 54(3C)(b): beginning with the day of asking and ending with the day of the answer."""
    assert due("2026-09-01", questions=[(date(2026, 9, 8), date(2026, 9, 8))]) == date(2026, 10, 2)
    assert due("2026-09-01", questions=[(date(2026, 9, 8), date(2026, 9, 14))]) == date(2026, 10, 8)


def test_two_questions_at_once_stop_it_once():
    both = [(date(2026, 9, 8), date(2026, 9, 14)), (date(2026, 9, 10), date(2026, 9, 15))]
    assert due("2026-09-01", questions=both) == date(2026, 10, 9)


def test_an_open_question_leaves_no_day_to_say():
    stopped = rules.clock(
        received_on=date(2026, 9, 1), questions=[(date(2026, 9, 8), None)], extended=True, on=date(2027, 1, 1)
    )
    assert (stopped.due_on, stopped.stopped_since, stopped.late) == (None, date(2026, 9, 8), False)


def test_two_further_months_are_told_within_the_first():
    told = rules.clock(received_on=date(2026, 9, 1), extended=True, on=date(2026, 9, 20))
    assert (told.notice_by, told.due_on) == (date(2026, 10, 1), date(2026, 12, 1))


@given(DAYS, st.booleans())
def test_the_end_is_a_working_day_no_sooner_than_the_month_and_hardly_later(received, extended):
    found = rules.clock(received_on=received, extended=extended, on=received)
    month = add_months(received, 3 if extended else 1)
    assert is_working_day(found.due_on)
    assert timedelta(0) <= found.due_on - month <= timedelta(days=4)
    assert all(not is_working_day(month + n * DAY) for n in range((found.due_on - month).days))


@given(DAYS, st.lists(st.tuples(st.integers(-20, 60), st.integers(0, 30)), max_size=5))
def test_each_day_of_questions_counts_once_and_never_before_the_start(received, spans):
    questions = [(received + start * DAY, received + (start + length) * DAY) for start, length in spans]
    days = {asked + n * DAY for asked, answered in questions for n in range((answered - asked).days + 1)}
    counted = rules.days_paused(questions, since=received)
    assert counted == len([day for day in days if day >= received])
    earlier = rules.clock(received_on=received, on=received).due_on
    assert rules.clock(received_on=received, questions=questions, on=received).due_on >= earlier


@given(DAYS, DAYS)
def test_days_left_are_counted_from_the_day_asked(received, on):
    found = rules.clock(received_on=received, on=on)
    assert found.days_left == (found.due_on - on).days
    assert found.late == (on > found.due_on)


@given(DAYS, st.integers(0, 120), st.integers(6, 120), st.none() | st.integers(12, 240), st.integers(0, 5))
def test_reviews_come_one_interval_apart_and_never_after_the_maximum(trigger, clear, every, most, kept):
    terms = {"trigger_on": trigger, "clear_months": clear, "review_every": every, "maximum_months": most}
    first, again = (rules.review_due(**terms, reviews=n) for n in (kept, kept + 1))
    assert again >= first
    if most is None:
        assert first == add_months(trigger, clear + kept * every)
    else:
        assert first <= add_months(trigger, most)
        assert rules.past_maximum(trigger_on=trigger, maximum_months=most, on=add_months(trigger, most))


def test_age_a_hundred_of_a_leap_day():
    assert rules.until_age(date(1996, 2, 29), 100) == date(2096, 2, 29)
    assert rules.until_age(date(2000, 2, 29), 101) == date(2101, 3, 1)
