"""What exactly was sent: which version of which row stood there at the moment of a disclosure.

Nothing is copied. The ledger's line keeps the numbers of the versions, the histories keep the versions, and neither can be
changed; so what was sent can be shown years later as it was, through the same policy as the record itself.
"""

from functools import cache

from django.apps import apps

from sharing.policy import Level
from sharing.records import Detail, SharedRecord


@cache
def kinds():
    """Every model of records, by label: those with a category of their own, and those where it differs by row."""
    models = [model for model in apps.get_models() if issubclass(model, SharedRecord | Detail)]
    return {model._meta.label_lower: model for model in models}


def rows_held(person_id, owner_id, category, level):
    """{label: queryset} of the records an agency holds of a category, as far as `level` shows them."""
    found = {}
    for label, model in kinds().items():
        if model.min_level > level or (isinstance(model.category, int) and model.category != category):
            continue
        rows = model.objects.filter(person_id=person_id, owner_id=owner_id)
        found[label] = rows if isinstance(model.category, int) else rows.filter(category=category)
    return found


def versions_held(person_id, owner_id, category, level):
    """What opens with a disclosure: ({label: [ids]}, {label: [numbers of versions]}), both in the order of the ids.

    What is only compiled from other records, such as the number of offences, has ids and no versions.
    """
    records, versions = {}, {}
    for label, rows in rows_held(person_id, owner_id, category, level).items():
        ids = sorted(rows.values_list("pk", flat=True))
        if not ids:
            continue
        records[label] = ids
        history = getattr(kinds()[label], "pgh_event_model", None)
        if history is not None:
            latest = history.objects.filter(pgh_obj_id__in=ids).order_by("pgh_obj_id", "-pgh_id")
            versions[label] = list(latest.distinct("pgh_obj_id").values_list("pgh_id", flat=True))
    return records, versions


def counts_held(person_id, owner_id, category, level):
    """{label: how many} of what a disclosure would open."""
    counted = {label: rows.count() for label, rows in rows_held(person_id, owner_id, category, Level(level)).items()}
    return {label: number for label, number in counted.items() if number}
