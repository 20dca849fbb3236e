"""Needs by area of life: what was assessed, and beside it what people said themselves.

Source: Wakefield 2007 sections 7.2 (what people said) and 8.2 (what was assessed); they differ, so both are kept.
Unit: people.
"""

from collections import defaultdict
from collections.abc import Iterable

from reports.rules.facts import Key, Need

AREAS = (
    "accommodation",
    "ete",
    "finance",
    "relationships",
    "lifestyle_associates",
    "drugs",
    "alcohol",
    "emotional_wellbeing",
    "thinking_behaviour",
    "attitudes",
    "physical_health",
    "mental_health",
    "children_families",
    "life_skills",
    "victims",
)
ASSESSED = frozenset({"oasys", "asset", "case_file"})
SELF_REPORTED = frozenset({"self_report"})
SEVERITY = {"none": 0, "some": 1, "severe": 2}


def needs(rows: Iterable[Need], people: set[Key]) -> dict[str, dict[str, int]]:
    """The block `needs`: for each of the 15 areas, people with an assessed and with a self-reported need (M10, M11)."""
    found = [row for row in rows if row.person in people]
    interviewed = len({row.person for row in found if row.source in SELF_REPORTED})
    assessed = with_need(row for row in found if row.source in ASSESSED)
    said = with_need(row for row in found if row.source in SELF_REPORTED)
    return {
        area: {
            "assessed_need": len(assessed[area]),
            "of": len(people),
            "self_reported_need": len(said[area]),
            "interviewed": interviewed,
        }
        for area in AREAS
    }


def with_need(rows: Iterable[Need]) -> defaultdict[str, set[Key]]:
    """People in need by area: their latest assessment says `some` or `severe`.

    On one day the more severe counts, whatever the source; a later `none` ends a need (M10).
    """
    latest: dict[tuple[Key, str], Need] = {}
    for row in rows:
        before = latest.get((row.person, row.area))
        if before is None or _weight(row) > _weight(before):
            latest[row.person, row.area] = row
    people: defaultdict[str, set[Key]] = defaultdict(set)
    for (person, area), row in latest.items():
        if SEVERITY[row.level]:
            people[area].add(person)
    return people


def _weight(row: Need) -> tuple[int, int]:
    return row.assessed_on.toordinal(), SEVERITY[row.level]
