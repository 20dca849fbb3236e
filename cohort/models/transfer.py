"""Moving to another scheme: what one scheme offers, and what the other answers by its own policy."""

from django.db import models
from django.db.models import Q

from sharing.constraints import ordered
from sharing.fields import free_text, key_field


class TransferQuerySet(models.QuerySet):
    def moves(self):
        """Those by which a person came under the other scheme."""
        return self.filter(kind="move", decision="accepted")

    def between(self, scheme_id):
        """What a scheme offered or was offered, the newest first."""
        mine = self.filter(Q(from_scheme=scheme_id) | Q(to_scheme=scheme_id))
        return mine.select_related("from_scheme", "to_scheme", "offered_by__user", "decided_by__user").order_by(
            "-offered_at", "-pk"
        )


class Transfer(models.Model):
    """One offer. The other scheme sees `shown` and nothing else of the person until it accepts.

    One scheme manages a person at any time: by accepting, the other takes the record over, and what the first may still
    read ends on `access_ends_on`. `inform` only tells the other scheme that somebody managed here lives or offends there.
    """

    class Kind(models.TextChoices):
        MOVE = "move", "Take the person over"
        INFORM = "inform", "Only know about the person"

    class Decision(models.TextChoices):
        WAITING = "waiting", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    key = key_field()
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="transfers")
    kind = models.CharField(max_length=40, choices=Kind)
    from_scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="+")
    to_scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="+")
    shown = models.JSONField()  # [[what it is, words]], as it was on the day of the offer
    reason = free_text(blank=False)
    access_ends_on = models.DateField()  # the first day without
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=40, choices=Decision, default=Decision.WAITING)
    decision_reason = free_text()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="transfer_between_two", condition=~Q(from_scheme=models.F("to_scheme"))),
            models.CheckConstraint(
                name="transfer_decided_in_full",
                condition=Q(decision="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["person"], name="transfer_offer_once", condition=Q(kind="move", decision="waiting")
            ),
            ordered("transfer", "offered_at", "decided_at"),
        ]

    def __str__(self):
        return f"Transfer offered {self.offered_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return f"/transfers/{self.key}/"
