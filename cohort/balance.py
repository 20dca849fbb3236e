"""What a run does to the make-up of the list: how many would be on, where they are, their sex and ethnicity.

Counts only. Sex and ethnicity are as recorded now; the place is that of the day of the run.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F

from casework.models import Status
from casework.reference import ethnicities
from cohort.models import RunScore

COMMUNITY = frozenset({Status.Kind.COMMUNITY_ORDER, Status.Kind.LICENCE, Status.Kind.NON_STATUTORY})
CUSTODY = frozenset({Status.Kind.SENTENCED, Status.Kind.REMAND})
SEX = {"male": "Men", "female": "Women", "other": "Other"}
NOT_RECORDED = "Not recorded"
UNKNOWN_ETHNICITY = frozenset({"", "UN", "MERGE", "Z1"})


class Cell(NamedTuple):
    """So many people alike in everything that is counted."""

    on_scheme: bool
    above_line: bool
    status: str
    sex: str | None
    ethnicity: str | None
    provisional: bool
    people: int


class Group(NamedTuple):
    """People of one kind: in the pool, on the scheme now, and above the line."""

    label: str
    pool: int
    on_scheme: int
    above: int


@dataclass(frozen=True)
class Balance:
    pool: int
    on_scheme: int
    above: int
    provisional: int
    coming: int  # above the line and not on the scheme
    leaving: int  # on the scheme and below the line
    where: list[Group]
    sex: list[Group]
    ethnicity: list[Group]


def cells_of(run):
    """The cells of a run, for the system. One statement."""
    about = {"sex": F("person__identity__sex"), "ethnicity": F("person__identity__ethnicity")}
    rows = RunScore.objects.filter(run=run).values("on_scheme", "above_line", "status", "provisional", **about)
    return [Cell(**row) for row in rows.annotate(people=Count("person_id"))]


def balance(cells):
    """The make-up of a run, or of what would become of it."""
    return Balance(
        pool=_count(cells, lambda cell: True),
        on_scheme=_count(cells, lambda cell: cell.on_scheme),
        above=_count(cells, lambda cell: cell.above_line),
        provisional=_count(cells, lambda cell: cell.provisional),
        coming=_count(cells, lambda cell: cell.above_line and not cell.on_scheme),
        leaving=_count(cells, lambda cell: cell.on_scheme and not cell.above_line),
        where=_groups(cells, where, ("In the community", "In custody", "Elsewhere")),
        sex=_groups(cells, lambda cell: SEX.get(cell.sex, NOT_RECORDED), (*SEX.values(), NOT_RECORDED)),
        ethnicity=_groups(cells, ethnic_group),
    )


def where(cell):
    """In the community, in custody or neither: hospital, unlawfully at large, waiting for court, not recorded."""
    if cell.status in COMMUNITY:
        return "In the community"
    return "In custody" if cell.status in CUSTODY else "Elsewhere"


def ethnic_group(cell):
    """The wider group of the code; what was never recorded stands apart from an answer not given."""
    code = cell.ethnicity or ""
    return NOT_RECORDED if code in UNKNOWN_ETHNICITY or code not in ethnicities() else ethnicities()[code].group


def _groups(cells, label, labels=None):
    """Groups that occur, in the order of the labels, else by name with what is not recorded last."""
    found = {label(cell) for cell in cells}
    ordered = labels or sorted(found, key=lambda name: (name == NOT_RECORDED, name))
    return [
        Group(
            name,
            _count(cells, lambda cell, name=name: label(cell) == name),
            _count(cells, lambda cell, name=name: label(cell) == name and cell.on_scheme),
            _count(cells, lambda cell, name=name: label(cell) == name and cell.above_line),
        )
        for name in ordered
        if name in found
    ]


def _count(cells, holds):
    return sum(cell.people for cell in cells if holds(cell))
