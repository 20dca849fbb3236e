"""What a record is worth knowing about, in values only."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sharing.policy import Category

Offence = TypeVar("Offence", bound=Any)  # a named tuple with charged_on, outcome and outcome_on

# What was said at a contact is as confidential as the work of those who said it.
NOTE_CATEGORY = {
    "drug_treatment": Category.DRUGS,
    "health": Category.HEALTH,
    "mental_health": Category.HEALTH,
}


def note_category(agency_kind: str) -> Category:
    """Category of the note of a contact, by the kind of agency that owns it."""
    return NOTE_CATEGORY.get(agency_kind, Category.SUPERVISION)


def known_offences(offences: Iterable[Offence], day: date) -> Iterator[Offence]:
    """The offences as they were known at the end of the day: a later outcome is not known, a later charge not there."""
    for row in offences:
        if row.charged_on is not None and row.charged_on > day:
            continue
        if row.outcome_on is None or row.outcome_on <= day:
            yield row
        elif row.charged_on is not None:
            yield row._replace(outcome="charged", outcome_on=None)
