"""Who did or saw what: append-only, written in the transaction of the act itself, sealed a moment later."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from sharing.fields import free_text, short_text
from sharing.history import TransactionId
from sharing.models.scheme import Capacity
from sharing.permissions import Role

AGREEMENTS = "sharing.agreement:"  # how the subject of a line about an agreement begins


def led_by_others(viewer):
    """Ids of agencies whose reading is for other governance leads to ask about; none for the lead agency's."""
    leads = Capacity.objects.filter(agency__scheme_id=viewer.scheme_id, role=Role.GOVERNANCE, active=True)
    if viewer.role != Role.GOVERNANCE or viewer.agency_id == viewer.scheme.lead_agency_id:
        leads = leads.none()
    return leads.exclude(agency_id=viewer.agency_id).values_list("agency_id", flat=True)


class _About(models.Func):
    """Numbers of the lines about a person, found by the index that row-level security keeps from a query of our own."""

    template = "(select sharing_ledger_about(%(expressions)s))"
    output_field = models.BigIntegerField()


class LedgerQuerySet(models.QuerySet):
    """Row-level security shows the application its users' own lines, and more to co-ordinators and governance leads."""

    def about(self, person_id):
        """Lines of acts that showed or touched this person, as far as whoever looks may read them."""
        return self.filter(pk__in=_About(person_id))

    def about_agreement(self, agreement):
        """Lines of the changes of one agreement, the newest first: they name nobody on the scheme.

        Found by the transactions that wrote the agreement, what was signed and its documents: an index for them would be
        kept at every line there is.
        """
        wrote = agreement.pgh_event_model.objects.filter(pgh_obj_id=agreement.pk).values_list("pgh_transaction")
        wrote = wrote.union(
            agreement.signatures.values_list("transaction"), agreement.documents.values_list("transaction")
        )
        return self.filter(transaction__in=wrote, subject=f"{AGREEMENTS}{agreement.key}", people=[]).order_by("-pk")

    def after(self, checkpoint):
        """Lines that a checkpoint and those before it do not seal; with None all of them."""
        if checkpoint is None:
            return self.all()
        behind = Q(transaction__gt=checkpoint.upto_transaction)
        behind |= Q(transaction=checkpoint.upto_transaction, pk__gt=checkpoint.upto_entry)
        return self.filter(behind, pk__gt=checkpoint.floor)

    def readable_by(self, viewer):
        """Lines of the viewer's scheme, without those of agencies that have a governance lead of their own to answer to.

        Whether somebody may read the ledger at all is a permission, not asked here.
        """
        return self.filter(scheme_id=viewer.scheme_id).exclude(agency_id__in=led_by_others(viewer))


class LedgerEntry(models.Model):
    """One act. `people` are ids of everyone shown or touched; `facts` says which records and categories, never content.

    `facts` and `reason` are the details, which may lawfully be erased one day: a seal covers only their commitment, the
    SHA-256 of salt and details (`sharing.verifier`). Without the salt nobody can guess what they were.
    """

    class Operation(models.TextChoices):
        """The six operations of the Data Protection Act 2018, section 62."""

        COLLECTION = "collection", "Collected"
        ALTERATION = "alteration", "Changed"
        CONSULTATION = "consultation", "Looked at"
        DISCLOSURE = "disclosure", "Disclosed"
        COMBINATION = "combination", "Combined"
        ERASURE = "erasure", "Erased"

    transaction = models.BigIntegerField(db_default=TransactionId(), editable=False)
    at = models.DateTimeField(db_default=TransactionNow(), editable=False)
    event = models.CharField(max_length=40)
    operation = models.CharField(max_length=40, choices=Operation)
    scheme_id = models.BigIntegerField(null=True)
    capacity_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField(null=True)
    doer = short_text()  # words for who acted where no user did: a command, a task
    people = ArrayField(models.BigIntegerField(), default=list)
    subject = short_text()  # "pathways.action:7q4k2mabcdef"
    recipients = ArrayField(models.BigIntegerField(), default=list)  # agencies that something was disclosed to
    facts = models.JSONField(default=dict)
    reason = free_text()  # as typed, where access was out of the ordinary
    salt = models.BinaryField(null=True, editable=False)  # 16 bytes; none once the details are erased
    commitment = models.BinaryField(editable=False)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["transaction", "id"], name="ledger_order"),
            GinIndex(fields=["people"], name="ledger_people"),
            models.Index(fields=["scheme_id", "at"], name="ledger_scheme_at"),
            models.Index(fields=["user_id", "at"], name="ledger_user_at"),
        ]
        verbose_name_plural = "ledger entries"

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"


class LedgerCheckpoint(models.Model):
    """One seal over the lines since the seal before, signed with a key the database never holds (see `sharing.sealer`).

    Lines are in the order of (transaction, id): a number is taken before its transaction commits, so the order of numbers
    alone would pass over late ones.
    """

    class Kind(models.TextChoices):
        ENTRIES = "entries", "Lines"
        HEARTBEAT = "heartbeat", "Nothing to seal"
        RESTORE = "restore", "Declared restore"

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40, choices=Kind)
    at = models.DateTimeField()
    floor = models.BigIntegerField()  # lines up to this id were written before the last declared restore
    upto_transaction = models.BigIntegerField()
    upto_entry = models.BigIntegerField()
    highest = models.BigIntegerField()  # the greatest id sealed so far
    count = models.IntegerField()
    leaves = models.BinaryField()  # 32 bytes a line, in order: tells which line was touched
    statement = models.TextField(blank=True, default="")  # JSON: who declared a restore, why, and what it lost
    previous = models.BinaryField()  # SHA-256 of root and signature of the checkpoint before
    root = models.BinaryField()
    key = models.CharField(max_length=16)  # the first 16 hex digits of the SHA-256 of the public key
    signature = models.BinaryField()

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"checkpoint {self.number}"
