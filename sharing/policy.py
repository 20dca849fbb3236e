"""The decision: what a viewer may see of one record, how far, and why. Pure: values in, values out.

Everything that depends on the person is in one to three *list rows*, everything that depends on the viewer in two sets of
codes; `decide` is arithmetic on both. Precedence and the words of `basis`: docs/decisions/0002-sharing.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol


class Category(IntEnum):
    """What kind of information a record is. Codes are stored; the order is the interchange's and never changes."""

    IDENTITY = 0
    ENGAGEMENT = 1
    SUPERVISION = 2
    OFFENDING = 3
    INTELLIGENCE = 4
    RISK = 5
    NEEDS = 6
    HEALTH = 7
    DRUGS = 8
    HOUSING = 9
    EMPLOYMENT = 10
    FINANCE = 11
    FAMILY = 12
    VICTIMS = 13
    PLAN = 14
    CONFERENCE = 15

    @property
    def code(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, code: str) -> Category:
        return cls[code.upper()]


class Level(IntEnum):
    """How far a record may be seen. What each category shows at `summary` is in docs/interchange.md."""

    NONE = 0
    SUMMARY = 1
    FULL = 2

    @property
    def code(self) -> str:
        return self.name.lower()


class Reach(IntEnum):
    """Which people a capacity can meet at all, through its role."""

    NOBODY = 0  # steering, analyst, administrator, duty: nothing at person level
    NAMED = 1  # people named to this user alone, such as a volunteer mentor's
    AGENCY = 2  # people of the agency
    SCHEME = 3  # everyone of the scheme, at the agency's levels: co-ordinator and chair


WORDS = {
    Category.IDENTITY: "Name and identity",
    Category.ENGAGEMENT: "Contacts and whether they were kept",
    Category.SUPERVISION: "Where they are, orders and supervision",
    Category.OFFENDING: "Offences and arrests",
    Category.INTELLIGENCE: "Intelligence",
    Category.RISK: "Risk",
    Category.NEEDS: "Needs",
    Category.HEALTH: "Health",
    Category.DRUGS: "Drug tests and treatment",
    Category.HOUSING: "Somewhere to live",
    Category.EMPLOYMENT: "Work, training and learning",
    Category.FINANCE: "Money",
    Category.FAMILY: "Family and friends",
    Category.VICTIMS: "Victims",
    Category.PLAN: "Plan and actions",
    Category.CONFERENCE: "Meetings and what was agreed",
}

# Never said to exist where it may not be seen: no box, no count, no gap.
SILENT = frozenset({Category.INTELLIGENCE, Category.RISK, Category.VICTIMS})


class Rows(Protocol):
    """One live list row: what holds between one audience and one person at one moment.

    ``consented_on`` maps a category to the day of the earliest consent that covers it towards ``agency_id``;
    ``disclosed_on`` maps a right to the day of the disclosure; ``emergency_at`` maps a category to the moment (UTC, to the
    minute) at which the first live emergency access that opens it began; ``denied`` names the users for whom the person is
    not there.
    """

    agency_id: int
    works: bool
    own: bool
    consented_on: Mapping[str, str]
    disclosed_on: Mapping[str, str]
    emergency_at: Mapping[str, str]
    denied: Sequence[int] | None


@dataclass(frozen=True)
class Viewer:
    """One user in one capacity, with everything that does not depend on the person. Loaded once a request.

    `open` and `asked` map a right to the code of the agreement it first rests on; a right is
    ``owner * 64 + category * 4 + level``, and a right at full is there at summary too. `asked` needs the person's consent.
    """

    capacity_id: int
    user_id: int
    agency_id: int
    scheme_id: int
    reach: Reach
    open: Mapping[int, str] = field(default_factory=dict)
    asked: Mapping[int, str] = field(default_factory=dict)

    @property
    def audiences(self) -> list[int]:
        """Whose list rows count, the widest first: everyone as seen from this agency, the agency, this capacity."""
        everyone, agency, named = self.agency_id * 4 + 3, self.agency_id * 4 + 1, self.capacity_id * 4 + 2
        return {
            Reach.NOBODY: [],
            Reach.NAMED: [named],
            Reach.AGENCY: [agency, named],
            Reach.SCHEME: [everyone, agency, named],
        }[self.reach]

    @property
    def main_audience(self) -> int:
        """What the people list walks: one audience, so that its index order is the list's order. 0 for nobody."""
        return (self.audiences or [0])[0]


def right(owner: int, category: int, level: int) -> int:
    """One number for "records of this owner and category, at this level"; SQL uses the same sum."""
    return owner * 64 + category * 4 + level


def decide(viewer: Viewer, rows: Sequence[Rows], owner: int, category: Category) -> tuple[Level, str]:
    """Level and basis of the records of one owner and category about the person whose live list rows are given.

    Exclusion beats everything. Then the strongest level wins, then the most ordinary reason: own, agreement, agreement
    with consent, disclosure, emergency. The basis says which, or why not: docs/decisions/0002-sharing.md.
    """
    if any(viewer.user_id in (row.denied or ()) for row in rows):
        return Level.NONE, "excluded"
    if owner == viewer.agency_id and (viewer.reach >= Reach.AGENCY or any(row.own for row in rows)):
        return Level.FULL, "own"

    for level in (Level.FULL, Level.SUMMARY):
        basis = _basis_at(viewer, rows, right(owner, category, level), category)
        if basis:
            return level, basis

    return Level.NONE, _why_not(viewer, rows, owner, category)


def _basis_at(viewer: Viewer, rows: Sequence[Rows], wanted: int, category: Category) -> str:
    working = [row for row in rows if row.works]
    if working and wanted in viewer.open:
        return f"rule:{viewer.open[wanted]}"
    consents = [row.consented_on[str(int(category))] for row in working if str(int(category)) in row.consented_on]
    if consents and wanted in viewer.asked:
        return f"rule:{viewer.asked[wanted]}+consent:{min(consents)}"
    for row in rows:
        if str(wanted) in row.disclosed_on:
            return f"disclosure:{row.disclosed_on[str(wanted)]}"
    for row in rows:
        if str(int(category)) in row.emergency_at:
            return f"emergency:{row.emergency_at[str(int(category))]}"
    return ""


def _why_not(viewer: Viewer, rows: Sequence[Rows], owner: int, category: Category) -> str:
    if not any(row.works for row in rows):
        return "not_on_case"
    return "no_consent" if right(owner, category, Level.SUMMARY) in viewer.asked else "no_rule"
