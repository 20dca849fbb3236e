"""How many contacts and drug tests a week asks for, by where the person was on each of its days. Pure.

Four contacts a week in the community (Stockton annual report 2007, 3.2b), denser for a while after release; two tests a
week on licence (3.2f). A week that was partly spent elsewhere asks for its share, rounded down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.rules.where import COMMUNITY, CUSTODY

TESTED = ("licence",)
DAYS = 7


@dataclass(frozen=True)
class Spell:
    """Where the person was from `start` until `end`, which is not counted; no end: until now."""

    status: str
    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Standard:
    """The scheme's own numbers: contacts a week, those for so many weeks after release, and tests a week."""

    contacts: int
    after_release: int
    weeks: int
    tests: int


@dataclass(frozen=True)
class Week:
    """What one week asks for, from its Monday. `days` in the community; `released_on` where that makes it denser."""

    start: date
    contacts: int
    tests: int
    days: int
    released_on: date | None = None


def weeks_back(today: date, number: int) -> list[date]:
    """The Mondays of this week and of those before it, newest first."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=back) for back in range(number)]


def in_week(start: date, days: Iterable[date]) -> int:
    """How many of these days are in the week that begins on `start`."""
    return sum(start <= day < start + timedelta(days=DAYS) for day in days)


def asked(start: date, spells: Sequence[Spell], standard: Standard) -> Week:
    """What the week from `start` asks for. Days of which nothing is known ask for nothing."""
    contacts = tests = days = 0
    dense = None
    for day in (start + timedelta(days=n) for n in range(DAYS)):
        status = next((spell.status for spell in spells if spell.holds(day)), "")
        if status not in COMMUNITY:
            continue
        released = _released(day, spells)
        is_dense = released is not None and day < released + timedelta(weeks=standard.weeks)
        dense = released if is_dense else dense
        days += 1
        contacts += max(standard.after_release, standard.contacts) if is_dense else standard.contacts
        tests += standard.tests if status in TESTED else 0
    return Week(start, contacts // DAYS, tests // DAYS, days, dense)


def _released(day: date, spells: Sequence[Spell]) -> date | None:
    """The last release on or before the day."""
    return max(
        (spell.end for spell in spells if spell.status in CUSTODY and spell.end and spell.end <= day), default=None
    )
