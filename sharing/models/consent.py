"""What the person agreed to."""

from django.db import models

from sharing.constraints import ordered
from sharing.fields import key_field, short_text
from sharing.history import tracked
from sharing.records import CATEGORY_CHOICES


@tracked
class Consent(models.Model):
    """The person agreed to share. No category means all of them, no agency means every agency. Days in London."""

    key = key_field()
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="consents")
    owner = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES, null=True, blank=True)
    to_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    document = short_text()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "category", "to_agency", "given_on"], name="consent_once", nulls_distinct=False
            ),
            ordered("consent", "given_on", "withdrawn_on"),
        ]

    def __str__(self):
        return f"Consent of {self.given_on}"
