"""Which people and records are there for a viewer, as querysets over the compiled list rows."""

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, Value

from sharing.models.listrow import ListRow
from sharing.policy import Level


def visible_people(people, viewer):
    """People with a live list row for this viewer."""
    return people.filter(Exists(ListRow.objects.live_for(viewer).filter(person_id=OuterRef("pk"))))


def visible_records(records, viewer, level=Level.FULL):
    """Records of visible people at this level or above: one EXISTS with everything inside it."""
    category = records.model.category
    category = Value(int(category)) if isinstance(category, int) else OuterRef("category")
    code = ExpressionWrapper(
        OuterRef("owner_id") * 64 + category * 4 + Value(int(level)), output_field=BigIntegerField()
    )

    def bit(name):
        return ExpressionWrapper(F(name).bitrightshift(category).bitand(1), output_field=IntegerField())

    rows = (
        ListRow.objects.live_for(viewer)
        .filter(person_id=OuterRef("person_id"))
        .alias(code=code, consent_bit=bit("consents"), full_bit=bit("full_of"))
    )
    allowed = (
        Q(own=True, agency_id=OuterRef("owner_id"))
        | Q(full_bit=1)
        | Q(works=True, code__in=list(viewer.open))
        | Q(works=True, consent_bit=1, code__in=list(viewer.asked))
        | Q(disclosed__contains=[code])
    )
    return records.filter(Exists(rows.filter(allowed)))
