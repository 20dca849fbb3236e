"""Pure rules of casework: what a record is worth knowing about, in values only."""

from sharing.policy import Category

# What was said at a contact is as confidential as the work of those who said it.
NOTE_CATEGORY = {
    "drug_treatment": Category.DRUGS,
    "health": Category.HEALTH,
    "mental_health": Category.HEALTH,
}


def note_category(agency_kind: str) -> Category:
    """Category of the note of a contact, by the kind of agency that owns it."""
    return NOTE_CATEGORY.get(agency_kind, Category.SUPERVISION)
