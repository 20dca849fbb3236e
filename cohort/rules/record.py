"""What scoring reads of one person, and what of it was known at the end of a day.

Days are Europe/London dates; spells are half-open (start <= day < end, no end: still open).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

COUNTED = frozenset({"charged", "convicted", "caution"})
SANCTIONS = frozenset({"convicted", "caution"})


class Offence(NamedTuple):
    code: str  # class of the offence list, or a five-digit Home Office code
    charged_on: date | None
    outcome: str
    offence_on: date | None = None
    outcome_on: date | None = None
    breach: bool = False
    number: int = 0


class DrugTest(NamedTuple):
    day: date
    result: str


class View(NamedTuple):
    """What one agency thinks; `concern` is none, some or strong."""

    agency: int | str
    given_on: date
    concern: str


class Harm(NamedTuple):
    """Harm to the community as the panel puts it, 0 to 3."""

    given_on: date
    value: int


class ToolScore(NamedTuple):
    """The value of a tool that was worked out elsewhere."""

    tool: str
    scored_on: date
    value: Decimal


class Spell(NamedTuple):
    """Where the person is."""

    start: date
    end: date | None
    status: str
    sentence_months: int | None = None
    release_on: date | None = None


@dataclass(frozen=True)
class Record:
    """Everything about one person that a criterion may look at, of any date."""

    born: date | None = None
    sex: str = ""
    first_sanction_on: date | None = None
    sanctions_total: int | None = None
    offences: tuple[Offence, ...] = ()
    arrested_on: tuple[date, ...] = ()
    intelligence_on: tuple[date, ...] = ()
    tests: tuple[DrugTest, ...] = ()
    views: tuple[View, ...] = ()
    harms: tuple[Harm, ...] = ()
    scores: tuple[ToolScore, ...] = ()
    spells: tuple[Spell, ...] = ()


def counts(row: Offence) -> bool:
    """Whether an offence is in the main figure, as performance packs count it: no breach, TIC or acquittal."""
    return row.outcome in COUNTED and not row.breach


class GivenOn(Protocol):
    @property
    def given_on(self) -> date: ...


Given = TypeVar("Given", bound=GivenOn)


def latest(rows: Iterable[Given], day: date) -> Given | None:
    """The last that was given by the end of the day."""
    return max((row for row in rows if row.given_on <= day), key=lambda row: row.given_on, default=None)


def where(spells: Iterable[Spell], day: date) -> Spell | None:
    """The spell that covers the day."""
    return next((s for s in spells if s.start <= day and (s.end is None or day < s.end)), None)
