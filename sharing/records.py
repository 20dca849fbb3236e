"""What every record of a person has in common: whom it is about, who owns it, what kind of information it is."""

from django.db import models
from django.db.models.functions import Now

from sharing.fields import key_field
from sharing.policy import Category, Level
from sharing.querysets import RecordQuerySet

CATEGORY_CHOICES = [(int(category), category.code) for category in Category]


class SharedRecord(models.Model):
    """A record of one person, owned by one agency.

    `category` is a constant of the class, or a column where it differs by row. `min_level` is how far a viewer must be let
    in to see the row at all; what only `full` may see of a row that shows at `summary` lives in a sibling `Detail`.
    """

    category = None
    min_level = Level.FULL
    summary_fields = ()

    key = key_field()
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="%(class)s_set")
    owner = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


class Detail(models.Model):
    """The part of a record that only `full` may see: same person and owner, its own category, its own wall."""

    min_level = Level.FULL

    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


def category_field():
    return models.SmallIntegerField(choices=CATEGORY_CHOICES)
