"""When a person is due for review, who is exempt, and when which reminder goes to whom. Pure: dates in, dates out.

Source of the intervals: Stockton annual report 2007, 3.1 and 3.2a; every number is a setting of the scheme. Days are
Europe/London dates; spells are half-open (start <= day < end, no end: still open).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from sharing.calendar import add_months

Who = TypeVar("Who")


@dataclass(frozen=True)
class Terms:
    """The scheme's settings that decide about reviews, in months, and reminders, in days."""

    review_interval_months: int = 3
    review_longest_months: int = 6
    lengthy_sentence_months: int = 12
    reselect_months_before: int = 3
    reminder_days_before: int = 14
    consent_warning_days: int = 30

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Terms:
        """From a mapping of all settings (`sharing.rules.setting_values`)."""
        return cls(**{name: values[name] for name in cls.__dataclass_fields__})


class LastReview(NamedTuple):
    """The last case conference that reviewed the person since they joined."""

    held_on: date
    next_review_on: date | None


class Sentence(NamedTuple):
    """A spell in custody, sentenced."""

    start: date
    end: date | None
    release_on: date | None


class Due(NamedTuple):
    """When one person is to be reviewed, as known on one day, and why then."""

    due_on: date
    overdue_days: int
    last_review_on: date | None
    exempt: bool
    reason: str


def due_date(selected_on: date, last: LastReview | None, terms: Terms) -> date:
    """The day by which the person is to be reviewed: the date set, else the interval, never past the longest."""
    if last is None:
        return add_months(selected_on, terms.review_interval_months)
    due_on = last.next_review_on or add_months(last.held_on, terms.review_interval_months)
    return min(due_on, add_months(last.held_on, terms.review_longest_months))


def exempt_until(sentence: Sentence, terms: Terms) -> date | None:
    """The day from which somebody serving a lengthy sentence is reviewed again; None when it exempts from nothing.

    Lengthy: more than the set months from its start to the release. Without a day of release nobody is exempt.
    """
    if sentence.release_on is None:
        return None
    if sentence.release_on <= add_months(sentence.start, terms.lengthy_sentence_months):
        return None
    ends = add_months(sentence.release_on, -terms.reselect_months_before)
    return min(ends, sentence.end) if sentence.end else ends


def exemption(sentences: Iterable[Sentence], day: date, terms: Terms) -> date | None:
    """The day on which the exemption that holds on `day` ends, or None."""
    ends = [until for row in sentences if row.start <= day and (until := exempt_until(row, terms)) and day < until]
    return max(ends, default=None)


def due(*, selected_on: date, last: LastReview | None, sentences: Sequence[Sentence], day: date, terms: Terms) -> Due:
    """When the person is due, seen on `day`. An exemption stops the overdue days, it does not move the date."""
    due_on = due_date(selected_on, last, terms)
    until = exemption(sentences, day, terms)
    return Due(
        due_on=due_on,
        overdue_days=0 if until else max(0, (day - due_on).days),
        last_review_on=last.held_on if last else None,
        exempt=until is not None,
        reason=_reason(selected_on, last, due_on, until, terms),
    )


def _reason(selected_on: date, last: LastReview | None, due_on: date, until: date | None, terms: Terms) -> str:
    if until:
        return f"Serving a lengthy sentence: no review is needed before {_words(until)}."
    if last is None:
        return f"Not reviewed since joining on {_words(selected_on)}."
    was = f"Last reviewed on {_words(last.held_on)}"
    if last.next_review_on == due_on:
        return f"{was}; the meeting set this date."
    if last.next_review_on is None and due_on == add_months(last.held_on, terms.review_interval_months):
        return f"{was}; a review is held every {_months(terms.review_interval_months)}."
    return f"{was}; no review may be later than {_months(terms.review_longest_months)} after that."


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _months(number: int) -> str:
    return "month" if number == 1 else f"{number} months"


class Stage(StrEnum):
    """How far a reminder has got."""

    COMING = "coming"
    DUE = "due"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


class Reached(NamedTuple):
    """A stage and its distance from the due date in days, negative before it."""

    stage: Stage
    days: int


OVERDUE_DAYS = (7, 14, 21)
ESCALATED_DAYS = 28
# An agreement takes several agencies to renew: those who answer for it are warned this many days before its review.
AGREEMENT_WARNINGS = (60, 30, 7)


def stages(reminder_days_before: int, warnings: Sequence[int] = ()) -> list[Reached]:
    """Every reminder about one date, in order; `warnings` are further days before it."""
    before = sorted({reminder_days_before, *warnings}, reverse=True)
    return [
        *(Reached(Stage.COMING, -days) for days in before),
        Reached(Stage.DUE, 0),
        *(Reached(Stage.OVERDUE, days) for days in OVERDUE_DAYS),
        Reached(Stage.ESCALATED, ESCALATED_DAYS),
    ]


def reached(
    due_on: date, *, since: date, today: date, reminder_days_before: int, warnings: Sequence[int] = ()
) -> Reached | None:
    """The furthest stage whose day is after `since` and not after `today`: what the run of today has to say.

    `since` is the day the last run covered, so a day without a run is made up for, with one reminder and not with each
    that was passed over.
    """
    every = stages(reminder_days_before, warnings)
    passed = [stage for stage in every if since < due_on + timedelta(days=stage.days) <= today]
    return passed[-1] if passed else None


def counts_from(due_on: date, sentences: Iterable[Sentence], terms: Terms) -> date:
    """The first day on or after the due date on which the person is not exempt: what reminders of a review count from."""
    day = due_on
    rows = list(sentences)
    while until := exemption(rows, day, terms):
        day = until
    return day


def recipients(stage: Stage, *, lead: Who | None, coordinators: Sequence[Who], chairs: Sequence[Who]) -> list[Who]:
    """Who gets it: the lead worker, else the co-ordinators; escalated, the chairs and who supervises: the co-ordinators."""
    if stage is Stage.ESCALATED:
        return list(dict.fromkeys([*chairs, *coordinators]))
    return [lead] if lead else list(coordinators)
