"""Due dates, exemption and reminders as pure rules: the sentences of the interface, and two simulated years day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.rules import (
    LastReview,
    Reached,
    Sentence,
    Stage,
    Terms,
    counts_from,
    due,
    due_date,
    exempt_until,
    reached,
    recipients,
)
from sharing.calendar import add_months

TERMS = Terms()
DAY = timedelta(days=1)
days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("selected_on", "held_on", "next_on", "expected"),
    [
        ("2006-01-31", None, None, "2006-04-30"),  # interval after joining, a missing day is the month's last
        ("2006-01-31", "2006-03-14", "2006-05-01", "2006-05-01"),  # the day that the meeting set
        ("2006-01-31", "2006-03-14", None, "2006-06-14"),
        ("2006-01-31", "2006-03-14", "2007-03-14", "2006-09-14"),  # never past the longest interval
    ],
)
def test_due_date(selected_on, held_on, next_on, expected):
    day = lambda text: text and date.fromisoformat(text)  # noqa: E731
    last = LastReview(day(held_on), day(next_on)) if held_on else None
    assert due_date(day(selected_on), last, TERMS) == day(expected)


def test_a_lengthy_sentence_exempts_until_three_months_before_release():
    sentence = Sentence(date(2006, 1, 10), None, date(2007, 1, 11))  # twelve months and a day
    seen = {
        on: due(selected_on=date(2005, 1, 1), last=None, sentences=[sentence], day=on, terms=TERMS).exempt
        for on in (date(2006, 1, 9), date(2006, 1, 10), date(2006, 10, 10), date(2006, 10, 11))
    }
    assert list(seen.values()) == [False, True, True, False]


@pytest.mark.parametrize("release_on", [None, date(2007, 1, 10)])
def test_a_sentence_of_twelve_months_or_without_a_release_exempts_from_nothing(release_on):
    assert exempt_until(Sentence(date(2006, 1, 10), None, release_on), TERMS) is None


def test_an_exemption_stops_the_overdue_days_and_leaves_the_date():
    sentence = Sentence(date(2006, 1, 10), None, date(2009, 1, 10))
    row = due(selected_on=date(2005, 1, 1), last=None, sentences=[sentence], day=date(2007, 1, 1), terms=TERMS)
    assert (row.due_on, row.overdue_days, row.exempt) == (date(2005, 4, 1), 0, True)
    assert row.reason == "Serving a lengthy sentence: no review is needed before 10 October 2008."


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (None, "Not reviewed since joining on 1 January 2005."),
        (LastReview(date(2006, 1, 5), date(2006, 3, 1)), "Last reviewed on 5 January 2006; the meeting set this date."),
        (LastReview(date(2006, 1, 5), None), "Last reviewed on 5 January 2006; a review is held every 3 months."),
        (
            LastReview(date(2006, 1, 5), date(2007, 1, 5)),
            "Last reviewed on 5 January 2006; no review may be later than 6 months after that.",
        ),
    ],
)
def test_the_reason_is_said_in_words(last, reason):
    row = due(selected_on=date(2005, 1, 1), last=last, sentences=[], day=date(2006, 2, 1), terms=TERMS)
    assert row.reason == reason


@given(days, days, st.none() | days, st.integers(1, 6), st.integers(6, 12))
def test_no_due_date_is_later_than_the_longest_interval(selected_on, held_on, next_on, interval, longest):
    terms = Terms(review_interval_months=interval, review_longest_months=longest)
    assert due_date(selected_on, LastReview(held_on, next_on), terms) <= add_months(held_on, longest)
    if next_on is None:
        assert due_date(selected_on, LastReview(held_on, None), terms) == add_months(held_on, interval)


@given(st.lists(st.tuples(days, st.none() | st.integers(1, 900), st.integers(1, 2000)), max_size=4), days)
def test_reminders_of_a_review_count_from_a_day_on_which_the_person_is_not_exempt(spells, due_on):
    rows = [
        Sentence(start, start + end * DAY if end else None, start + release * DAY) for start, end, release in spells
    ]
    counted = counts_from(due_on, rows, TERMS)

    def exempt(day):
        return due(selected_on=day, last=None, sentences=rows, day=day, terms=TERMS).exempt

    assert counted >= due_on
    assert not exempt(counted)
    assert counted == due_on or exempt(counted - DAY)


def rounds(due_on, ran, before=14):
    """What was said about one date when the rounds ran on these days."""
    said, last = [], None
    for today in ran:
        since = max(last or today - DAY, today - 28 * DAY)
        if stage := reached(due_on, since=since, today=today, reminder_days_before=before):
            said.append((today, stage))
        last = today
    return said


def test_one_date_is_said_once_at_each_stage():
    due_on = date(2026, 3, 2)
    every_day = [due_on + n * DAY for n in range(-60, 90)]
    assert [((today - due_on).days, *stage) for today, stage in rounds(due_on, every_day)] == [
        (-14, Stage.COMING, -14),
        (0, Stage.DUE, 0),
        (7, Stage.OVERDUE, 7),
        (14, Stage.OVERDUE, 14),
        (21, Stage.OVERDUE, 21),
        (28, Stage.ESCALATED, 28),
    ]


def test_a_day_without_a_round_is_made_up_for_with_one_reminder():
    due_on = date(2026, 3, 2)
    ran = [due_on + n * DAY for n in (-20, -15, -3, 16, 17)]
    assert rounds(due_on, ran) == [
        (due_on - 3 * DAY, Reached(Stage.COMING, -14)),
        (due_on + 16 * DAY, Reached(Stage.OVERDUE, 14)),
    ]


@given(st.lists(st.integers(2, 150), min_size=1, max_size=12), st.sets(st.integers(0, 729), max_size=40))
def test_two_years_of_one_person_nobody_missed_and_none_twice(gaps, missed):
    """Reviews are held some days apart over two years of daily rounds, some of which do not run."""
    start = date(2024, 1, 1)
    held = [start]
    for gap in gaps:
        held.append(held[-1] + gap * DAY)

    said, last = [], None
    for today in (start + n * DAY for n in range(730) if n not in missed):
        due_on = due_date(start, LastReview(max(day for day in held if day <= today), None), TERMS)
        since = max(last or today - DAY, today - 28 * DAY)
        if stage := reached(due_on, since=since, today=today, reminder_days_before=14):
            said.append((due_on, stage))
        last = today

    assert len(said) == len(set(said))
    for before, after in zip(held, [*held[1:], date.max], strict=True):
        due_on = add_months(before, 3)
        window = [
            start + n * DAY for n in range(730) if n not in missed and before < start + n * DAY < min(after, date.max)
        ]
        if any(due_on <= today < due_on + 28 * DAY for today in window):
            assert due_on in {day for day, _ in said}


def test_the_lead_worker_gets_it_else_the_coordinators_and_at_last_the_chairs_too():
    people = {"coordinators": ["dora"], "chairs": ["cherie", "dora"]}
    assert recipients(Stage.DUE, lead="alice", **people) == ["alice"]
    assert recipients(Stage.DUE, lead=None, **people) == ["dora"]
    assert recipients(Stage.ESCALATED, lead="alice", **people) == ["cherie", "dora"]
