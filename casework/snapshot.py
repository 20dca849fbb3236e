"""What exactly was sent about a person, row by row, as it was then: the versions a ledger line names, through the policy."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import ForeignKey

from casework.reference import offence_classes
from sharing import ledger
from sharing.dates import clock, day, listed
from sharing.lists import Allowed
from sharing.looking import looking_as_system
from sharing.models import Agency, User
from sharing.policy import WORDS, Category
from sharing.sent import kinds

# Keys, counts and joins: they say nothing that was sent.
INSIDE = {"id", "key", "person", "owner", "version", "entered_at", "category", "scheme"}
NAMED = (Agency, User)


@dataclass(frozen=True)
class Item:
    """One row as it was sent."""

    title: str
    owner: str
    category: str
    facts: tuple  # (name, value in words)


def items(reader, entry):
    """[Item] of what a line sent about the reader's person, as far as the reader may see it. A statement for each table.

    A governance lead sees what their own agency had in it; everybody else what the policy lets them see of it today.
    """
    # Looking as the system: the lead meets nobody, and is given rows of their own agency alone.
    seen = looking_as_system() if reader.governs else contextlib.nullcontext()
    with seen:
        rows = [
            (model, row)
            for label, ids in sorted(entry.facts.get("records", {}).items())
            if (model := kinds().get(label)) is not None and hasattr(model, "pgh_event_model")
            for row in _versions(reader, entry, label, model, ids)
        ]
        names = _names(rows)
    for model, row in rows:
        ledger.note(
            model._meta.label_lower,
            people=[reader.person.pk],
            ids=[row.pgh_obj_id],
            categories=[_category(model, row)],
        )
    return [_item(model, row, names) for model, row in rows]


def _versions(reader, entry, label, model, ids):
    history = model.pgh_event_model.objects.filter(person_id=reader.person.pk)
    numbers = entry.facts.get("versions", {}).get(label)
    if numbers is not None:
        found = history.filter(pgh_id__in=numbers).order_by("pgh_obj_id")
    else:  # papers name the records; what stood in them then is the latest version of that moment
        found = history.filter(pgh_obj_id__in=ids, pgh_created_at__lte=entry.at)
        found = found.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    if reader.governs:
        return list(found.filter(owner_id=reader.viewer.agency_id))
    return list(found.filter(Allowed(reader.viewer, model.min_level, model.category)))


def _category(model, row):
    return Category(model.category if isinstance(model.category, int) else row.category)


def _names(rows):
    """(model, id) -> name of every agency and user that the rows name. Two statements."""
    wanted = {model: set() for model in NAMED}
    for model, row in rows:
        wanted[Agency].add(row.owner_id)
        for field in _fields(model):
            if isinstance(field, ForeignKey) and field.related_model in wanted:
                wanted[field.related_model].add(getattr(row, field.attname))
    return {
        (model, pk): str(found)
        for model in NAMED
        for pk, found in model.objects.in_bulk(wanted[model] - {None}).items()
    }


def _fields(model):
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in INSIDE
        and not field.primary_key
        and (not field.is_relation or field.related_model in NAMED)
        and not field.name.endswith("_time_known")
    ]


def _item(model, row, names):
    said = [(_named(field), _words(field, row, names)) for field in _fields(model)]
    return Item(
        title=str(model._meta.verbose_name).capitalize(),
        owner=names[Agency, row.owner_id],
        category=WORDS[_category(model, row)],
        facts=tuple((name, words) for name, words in said if words),
    )


def _named(field):
    words = str(field.verbose_name)
    if words.endswith((" on", " at")):
        words = f"{words[:-3]}, when"
    return words.removesuffix(" id").removesuffix(" code").capitalize()


def _words(field, row, names):
    value = getattr(row, field.attname)
    if value is None or value in ("", [], ()):
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), "")
    if field.name == "offence_code":
        known = offence_classes().get(value)
        return f"{known.description} ({value})" if known else value
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{day(value)} at {clock(value)}"
    if isinstance(value, date):
        return day(value)
    return listed([str(one) for one in value]) if isinstance(value, list) else str(value)
