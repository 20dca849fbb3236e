"""The exceptions to what agencies and the person agreed: shown once, opened in an emergency, closed to one user."""

from django.db import models
from django.db.models import Q

from sharing.constraints import ordered
from sharing.fields import free_text, key_field
from sharing.models.agreement import LEVEL_CHOICES
from sharing.models.link import Period
from sharing.records import CATEGORY_CHOICES


class Disclosure(Period):
    """One agency shows another one category of one person, once, until it ends."""

    key = key_field()
    owner = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    to_agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES)
    level = models.SmallIntegerField(choices=LEVEL_CHOICES)
    reason = free_text()

    class Meta:
        constraints = [
            ordered("disclosure", "starts_at", "ends_at"),
            models.CheckConstraint(name="disclosure_ends", condition=Q(ends_at__isnull=False)),
        ]


class Emergency(Period):
    """A user opened a record in an emergency; `categories` has one bit a category."""

    key = key_field()
    user = models.ForeignKey("sharing.User", on_delete=models.PROTECT, related_name="+")
    categories = models.IntegerField()
    reason = free_text()

    class Meta:
        constraints = [
            ordered("emergency", "starts_at", "ends_at"),
            models.CheckConstraint(name="emergency_ends", condition=Q(ends_at__isnull=False)),
        ]
        verbose_name_plural = "emergencies"


class Exclusion(Period):
    """For this user the person is not there, whatever else holds."""

    key = key_field()
    user = models.ForeignKey("sharing.User", on_delete=models.PROTECT, related_name="+")
    reason = free_text()

    class Meta:
        constraints = [ordered("exclusion", "starts_at", "ends_at")]
