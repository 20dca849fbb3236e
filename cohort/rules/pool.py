"""Who is ranked: the pool of a list on a day. Everyone on it is scored alike, on the scheme or not.

Under 18 the youth offending team leads: prevent and deter is a list of its own, and nobody under 18 is ever on the other.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sharing.calendar import add_months

ADULT_MONTHS = 18 * 12
PREVENT_DETER = "prevent_deter"


class Ranking(StrEnum):
    """Which list a matrix ranks, each with its own criteria, capacity and way out."""

    MAIN = "main"
    PREVENT_DETER = PREVENT_DETER


class Membership(NamedTuple):
    nominated_on: date
    selected_on: date | None
    tier: str
    stepped_down_on: date | None = None
    deselected_on: date | None = None
    strands: Collection[str] = ()


def on_scheme(row: Membership, day: date) -> bool:
    """In the first tier on the day: selected, not left, not stepped down, as far as was known then."""
    in_tier = row.tier == "ppo" or (row.stepped_down_on is not None and row.stepped_down_on > day)
    left = row.deselected_on is not None and row.deselected_on <= day
    return row.selected_on is not None and row.selected_on <= day and in_tier and not left


def is_nominee(row: Membership, day: date) -> bool:
    """Nominated, and nobody has decided yet."""
    decided = (row.selected_on is not None and row.selected_on <= day) or (
        row.deselected_on is not None and row.deselected_on <= day
    )
    return row.nominated_on <= day and not decided


def born_by(day: date) -> date:
    """Who was born on this day or before is 18 or over on `day`."""
    return add_months(day, -ADULT_MONTHS)


def belongs(row: Membership, born: date | None, ranking: Ranking, day: date) -> bool:
    """Whether the person is ranked on this list on the day; an unknown date of birth counts as 18 or over."""
    if not (on_scheme(row, day) or is_nominee(row, day)):
        return False
    adult = born is None or born <= born_by(day)
    if ranking == Ranking.PREVENT_DETER:
        return not adult or PREVENT_DETER in row.strands
    return adult and set(row.strands) != {PREVENT_DETER}
