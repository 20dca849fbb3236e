"""Who answers for an agreement: the officers each agency designates, their signatures, and the document as signed."""

from django.db import models
from django.db.models import Q

from sharing.fields import key_field, short_text
from sharing.history import TransactionId, tracked


@tracked
class Officer(models.Model):
    """The one who signs for an agency, or the deputy. Without a user: somebody who signs on paper."""

    key = key_field()
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="officers")
    deputy = models.BooleanField(default=False)
    user = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = short_text()
    phone = short_text()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "deputy"], name="officer_one_and_one_deputy"),
            models.CheckConstraint(
                name="officer_is_a_user_or_a_name",
                condition=Q(user__isnull=False, name="", phone="") | Q(user__isnull=True, name__gt=""),
            ),
        ]
        ordering = ["deputy", "pk"]

    def __str__(self):
        return self.user.name if self.user_id else self.name


class Signature(models.Model):
    """An agency signed one edition of an agreement. Added, never changed: another edition is another signature."""

    key = key_field()
    agreement = models.ForeignKey("sharing.Agreement", on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    name = short_text(blank=False)  # as it stood on the day
    signed_on = models.DateField()
    capacity = models.ForeignKey(  # who signed here; nobody: on paper
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    transaction = models.BigIntegerField(db_default=TransactionId(), editable=False)  # the ledger line has the same

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "agency", "edition"], name="signature_once_an_edition"),
            models.CheckConstraint(
                name="signature_here_is_ones_own",
                condition=Q(capacity__isnull=True) | Q(capacity=models.F("recorded_by")),
            ),
        ]
        ordering = ["edition", "signed_on", "pk"]

    def __str__(self):
        return f"{self.name}, edition {self.edition}"


class AgreementDocument(models.Model):
    """The agreement on paper, as a file: the newest is the document, earlier ones stay. Added, never changed."""

    key = key_field()
    agreement = models.ForeignKey("sharing.Agreement", on_delete=models.PROTECT, related_name="documents")
    edition = models.PositiveIntegerField()
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    transaction = models.BigIntegerField(db_default=TransactionId(), editable=False)  # the ledger line has the same

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return f"Edition {self.edition}"
