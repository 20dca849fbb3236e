"""The clocks of custody: what has to happen by when, from the day somebody comes in until the day they come out.

Nobody ticks a list. Each step is done by the work itself: a contact, an action, a notice. The times are settings
(`sharing.rules.SETTINGS`): first check within 24 hours (Stockton 2009), housing within 48 hours and a visit three months
before release (Birmingham 2005), police told 30 days before (Wakefield 2007).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from sharing.calendar import add_months

DAY = timedelta(days=1)
WATCHED = 28 * DAY  # after four weeks a first check is no first check any more: reviews go on from there


class Step(Enum):
    FIRST_CHECK = "first_check"
    HOUSING = "housing"
    VISIT = "visit"
    POLICE_TOLD = "police_told"
    GATE = "gate"


class State(Enum):
    DONE = "done"
    LATE = "late"
    TODAY = "today"
    NOW = "now"  # it is time to see to it
    AHEAD = "ahead"


@dataclass(frozen=True)
class Terms:
    """The settings the clocks run by."""

    first_check_hours: int
    housing_hours: int
    prison_visit_months: int
    prison_booking_days: int
    release_notice_days: int


@dataclass(frozen=True)
class Clock:
    """One step: from which day on somebody sees to it, and by which day it is done."""

    step: Step
    from_on: date
    due_on: date

    def state(self, done: bool, today: date) -> State:
        if done:
            return State.DONE
        if self.due_on <= today:
            return State.LATE if self.due_on < today else State.TODAY
        return State.NOW if self.from_on <= today else State.AHEAD


def terms_of(settings: Mapping[str, int]) -> Terms:
    return Terms(**{name: int(settings[name]) for name in Terms.__dataclass_fields__})


def clocks(start: date, release_on: date | None, terms: Terms, today: date) -> tuple[Clock, ...]:
    """The clocks of a stay that began on `start`, the first to run out first.

    Of the reception only the day is known: 24 hours run out at the end of the next day. Without a release date, and when it
    has passed, nothing is counted from it: first it has to be known.
    """
    found = list(_of_reception(start, terms, today))
    if release_on is not None and release_on >= today:
        found += _of_release(start, release_on, terms)
    return tuple(sorted(found, key=lambda clock: clock.due_on))


def _of_reception(start: date, terms: Terms, today: date) -> tuple[Clock, ...]:
    if today - start > WATCHED:
        return ()
    return (
        Clock(Step.FIRST_CHECK, start, start + _days(terms.first_check_hours)),
        Clock(Step.HOUSING, start, start + _days(terms.housing_hours)),
    )


def _of_release(start: date, release_on: date, terms: Terms) -> tuple[Clock, ...]:
    """Those before release. Who comes in late for a visit has as long as a prison needs to book it, up to that day."""
    soonest = start + terms.prison_booking_days * DAY
    visit = min(max(add_months(release_on, -terms.prison_visit_months), soonest), release_on)
    notice = max(release_on - terms.release_notice_days * DAY, start)
    return (
        Clock(Step.VISIT, visit - terms.prison_booking_days * DAY, visit),
        Clock(Step.POLICE_TOLD, notice, notice),
        Clock(Step.GATE, notice, release_on),
    )


def _days(hours: int) -> timedelta:
    """Whole days that hold so many hours."""
    return -(-hours // 24) * DAY
