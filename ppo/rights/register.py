"""The register of fields: for every field of every table whether the person it is about gets to see it.

`ppo/data/subject_access.csv`, beside `fields.csv`; ppo/data/README.md says what the words mean. A guard holds both
against the models, so that a new field without a place fails the build.
"""

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.apps import apps

FOLDER = Path(__file__).resolve().parents[1] / "data"
PACK, RESTRICTED, NEVER, TITLE = "pack", "restricted", "never", "title"
EVERY_FIELD = "*"
# Why something is never in a pack.
REASONS = {
    "inside": "names, counts or joins rows inside the system and says nothing about the person",
    "twice": "stands in the pack in another place, or was made from what does",
    "staff": "what an agency keeps about its own staff, or who among them it was; the agency is named",
    "work": "tells a member of staff to look at something that stands in the pack",
    "rights": "the handling of a request, a review or a hold, made by the office that keeps the records lawful",
    "nobody": "is about no person on the scheme",
}


@dataclass(frozen=True)
class Kind:
    """One table as the pack tells it; `told` is name -> words in the order of the register."""

    label: str
    title: str = ""
    told: dict = field(default_factory=dict)
    restricted: frozenset = frozenset()  # names that are kept back until somebody decides to give them
    never: dict = field(default_factory=dict)  # name -> reason; {"*": reason} for the whole table

    @property
    def model(self):
        return apps.get_model(self.label)


def rows(name):
    """Rows of one file of the register, as dictionaries."""
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def fields():
    """Label of every table to its row of `fields.csv`."""
    return {row["model"]: row for row in rows("fields.csv")}


@cache
def kinds():
    """Label of every table to its Kind, in the order of the register."""
    found = {}
    for row in rows("subject_access.csv"):
        found.setdefault(row["model"], []).append(row)
    return {label: _kind(label, lines) for label, lines in found.items()}


def told():
    """The kinds that a pack has something to tell of."""
    return [kind for kind in kinds().values() if kind.told]


def _kind(label, lines):
    by = {what: [line for line in lines if line["sar"] == what] for what in (PACK, RESTRICTED, NEVER, TITLE)}
    return Kind(
        label=label,
        title=by[TITLE][0]["words"] if by[TITLE] else "",
        told={line["fields"]: line["words"] for line in lines if line["sar"] in (PACK, RESTRICTED)},
        restricted=frozenset(line["fields"] for line in by[RESTRICTED]),
        never={name: line["words"] for line in by[NEVER] for name in line["fields"].split()},
    )
