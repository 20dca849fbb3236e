"""Who did or saw what: append-only, written in the transaction of the act itself."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models

from sharing.fields import short_text
from sharing.history import TransactionId


class LedgerEntry(models.Model):
    """One act. `people` are ids of everyone shown or touched; `facts` says which records and categories, never content."""

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
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["scheme_id", "at"], name="ledger_scheme_at"),
            models.Index(fields=["user_id", "at"], name="ledger_user_at"),
        ]
        verbose_name_plural = "ledger entries"

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"
