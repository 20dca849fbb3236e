"""When an answer is due, and when a record is looked at again. Pure: days in, days out; days are London dates.

Law: Data Protection Act 2018, section 54, and UK GDPR, Article 12A, both as the Data (Use and Access) Act 2025, section 76,
made them: one month beginning with the relevant time, which is the latest of receipt and of the proof of identity where it
was asked for; two further months where the person is told so, with reasons, within the first; the days from asking what a
request is about to the answer, both included, do not count. A month ends on the day of the same number, or on the last day
of a shorter month; a period that would end on a Saturday, Sunday or bank holiday ends on the next working day (Regulation
1182/71, Article 3, which section 205 applies to the whole Act).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sharing.calendar import DAY, add_months, working_day_from

MONTHS = 1
FURTHER_MONTHS = 2
COMPLAINT_DAYS = 30  # to acknowledge a complaint: Data Protection Act 2018, section 164A


@dataclass(frozen=True)
class Clock:
    """Where the clock of one request stands on one day.

    `starts_on` is None while identity is awaited; `due_on` is None then and while a question is open, since neither day
    can be known; `notice_by` is the last day to tell the person of an extension; `days_left` counts to `due_on`, below
    zero when late.
    """

    starts_on: date | None
    due_on: date | None
    notice_by: date | None
    stopped_since: date | None = None
    days_left: int | None = None

    @property
    def late(self) -> bool:
        return self.days_left is not None and self.days_left < 0


def clock(
    *,
    received_on: date,
    identity_asked_on: date | None = None,
    identity_proved_on: date | None = None,
    questions: Iterable[tuple[date, date | None]] = (),
    extended: bool = False,
    on: date,
) -> Clock:
    """`questions`: (asked, answered or None) about what the request means; overlapping ones count once."""
    if identity_asked_on and not identity_proved_on:
        return Clock(None, None, None, stopped_since=identity_asked_on)
    starts_on = max(received_on, identity_proved_on) if identity_asked_on and identity_proved_on else received_on
    asked = sorted(questions, key=lambda one: one[0])
    open_since = min((when for when, answered in asked if answered is None), default=None)
    if open_since is not None:
        return Clock(starts_on, None, None, stopped_since=max(open_since, starts_on))
    paused = days_paused([(when, answered) for when, answered in asked if answered is not None], since=starts_on)
    notice_by = end_of(starts_on, MONTHS, paused)
    due_on = end_of(starts_on, MONTHS + FURTHER_MONTHS, paused) if extended else notice_by
    return Clock(starts_on, due_on, notice_by, days_left=(due_on - on).days)


def end_of(starts_on: date, months: int, paused: int = 0) -> date:
    """The last day of a period of calendar months beginning with a day, without the days that do not count."""
    return working_day_from(add_months(starts_on, months) + paused * DAY)


def days_paused(questions: Iterable[tuple[date, date]], *, since: date) -> int:
    """Days that do not count: from each asking to its answer, both included; never twice, never before the start."""
    days: set[date] = set()
    for asked, answered in questions:
        first = max(asked, since)
        days |= {first + n * DAY for n in range((answered - first).days + 1)}
    return len(days)


def review_due(
    *, trigger_on: date, clear_months: int, review_every: int, maximum_months: int | None, reviews: int
) -> date:
    """The day a record is looked at again: at the end of its clear period, then at each further interval after that, and
    no later than its maximum. `reviews`: how many times it was kept so far."""
    due = add_months(trigger_on, clear_months + reviews * review_every)
    return due if maximum_months is None else min(due, add_months(trigger_on, maximum_months))


def past_maximum(*, trigger_on: date, maximum_months: int | None, on: date) -> bool:
    """Whether it may be kept no longer, whatever reason is given; a legal hold alone stops it then."""
    return maximum_months is not None and on >= add_months(trigger_on, maximum_months)


def until_age(born: date, years: int) -> date:
    """The birthday at which somebody reaches an age; of 29 February, 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
