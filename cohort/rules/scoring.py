"""From what the criteria find to a score: the points of each line, their sum, the ranking and the line.

Points are rounded half up to two decimals; the total is the sum of the lines as they are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple, TypeVar

from cohort.rules.criteria import CRITERIA, Found
from cohort.rules.parameters import LineProblem, Parameters
from cohort.rules.record import Record

Who = TypeVar("Who", bound=Hashable)
CENT = Decimal("0.01")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One criterion of a matrix with its weight; without a cap it gives any number of points."""

    criterion: str
    weight: Decimal
    cap: Decimal | None
    parameters: Parameters
    description: str = ""

    @classmethod
    def of(
        cls, criterion: str, weight: Decimal, cap: Decimal | None, parameters: Mapping[str, Any], description: str = ""
    ) -> Line:
        """Raises LineProblem."""
        if weight < 0 or (cap is not None and cap < 0):
            raise LineProblem("Weight and cap must be numbers from 0.")
        read = Parameters.of(parameters, months=CRITERIA[criterion].months)
        return cls(criterion, weight, cap, read, description)

    @property
    def says(self) -> str:
        """What the line counts, in plain words: the scheme's own, or those of the criterion."""
        given = self.parameters
        return self.description or CRITERIA[self.criterion].says.format(
            months=given.months, days=given.days, tool=given.tool.upper() if given.tool != "other" else "other"
        )

    def points(self, found: Found) -> Decimal:
        """The points for what was found; nothing for a missing input."""
        if found is None:
            return NOTHING
        if self.parameters.bands:
            points = max((got for lowest, got in self.parameters.bands if lowest <= found), default=NOTHING)
        else:
            points = found * self.weight
        return (points if self.cap is None else min(points, self.cap)).quantize(CENT, ROUND_HALF_UP)


class Scored(NamedTuple):
    """One line of a score. `found` None: the input is missing."""

    criterion: str
    found: Found
    points: Decimal

    @property
    def missing(self) -> bool:
        return self.found is None


class Score(NamedTuple):
    lines: tuple[Scored, ...]
    total: Decimal
    provisional: bool  # an input is missing: the total may still go up


class Place(NamedTuple):
    """Where a score stands. Who ties across the line is below it: nobody is brought on for their reference's sake."""

    rank: int
    above_line: bool


def score(record: Record, lines: Sequence[Line], day: date) -> Score:
    """What a matrix makes of a record as it was known at the end of the day."""
    scored = []
    for line in lines:
        found = CRITERIA[line.criterion].find(record, line.parameters, day)
        scored.append(Scored(line.criterion, found, line.points(found)))
    return total(scored)


def total(scored: Iterable[Scored]) -> Score:
    lines = tuple(scored)
    return Score(lines, sum((line.points for line in lines), NOTHING), any(line.missing for line in lines))


def places(totals: Mapping[Who, Decimal], capacity: int | None) -> dict[Who, Place]:
    """The rank of everyone (1, 2, 2, 4), and whether all who score as much fit above the line; no capacity: all fit."""
    alike = Counter(totals.values())
    ranks, higher = {}, 0
    for value in sorted(alike, reverse=True):
        ranks[value] = Place(higher + 1, capacity is None or higher + alike[value] <= capacity)
        higher += alike[value]
    return {who: ranks[value] for who, value in totals.items()}
