"""One value of one field: in words for the paper, and as it is kept for the machine-readable copy."""

from datetime import date, datetime, time
from decimal import Decimal

from casework.reference import ethnicities, offence_classes, prisons
from sharing.dates import clock, day
from sharing.policy import WORDS, Category, Level

# Columns that hold a code of a reference table: name -> (table, what of its row says it in words).
CODES = {
    "offence_code": (offence_classes, "description"),
    "ethnicity": (ethnicities, "description"),
    "establishment": (prisons, "name"),
}
LEVELS = {Level.SUMMARY: "the least that helps", Level.FULL: "all of it"}


def spoken(row, field):
    """The value in words; empty text where nothing is recorded."""
    value = getattr(row, field.name)
    if field.many_to_many:
        return ", ".join(str(one) for one in value.all())
    if value in (None, "", []):
        return ""
    if field.name in CODES:
        return _of_table(field.name, value)
    if special := _in_own_words(field.name, value):
        return special
    return _plain(value, row, field)


def kept(row, field):
    """The value as JSON holds it."""
    value = getattr(row, field.name)
    if field.many_to_many:
        return [str(one) for one in value.all()]
    if field.is_relation:
        return None if value is None else _named(value)
    return _fitting(value)


def _fitting(value):
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date | time) else value


def _of_table(name, code):
    table, says = CODES[name]
    found = table().get(code)
    return getattr(found, says) if found else str(code)


def _in_own_words(name, value):
    if name == "category":
        return WORDS[Category(value)]
    if name == "categories":
        return ", ".join(words for category, words in WORDS.items() if value >> category & 1)
    if name == "shown":  # what an offer told another scheme: pairs of what it is and the words
        return "; ".join(f"{what}: {words}" for what, words in value)
    return LEVELS[Level(value)] if name == "level" and isinstance(value, int) else ""


def _named(row):
    """What another row is called: of a meeting or a panel also its day, as it is written elsewhere."""
    if not hasattr(row, "held_on"):
        return str(row)
    what = row.get_kind_display() if hasattr(row, "kind") else str(row._meta.verbose_name).capitalize()
    return f"{what}, {day(row.held_on)}"


def _plain(value, row, field):
    if field.is_relation:
        return _named(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        known = getattr(row, f"{field.name}_time_known", True)
        return f"{day(value)} at {clock(value)}" if known else day(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        choices = dict(getattr(field.base_field, "choices", None) or ())
        return ", ".join(str(choices.get(one, one)) for one in value)
    return str(dict(field.choices).get(value, value)) if field.choices else str(value)
