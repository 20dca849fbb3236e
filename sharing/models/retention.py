"""How long records are kept, who looks at them again, what must not be touched, and what was removed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sharing.constraints import between, ordered, together
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.models.scheme import Agency
from sharing.records import CATEGORY_CHOICES


@tracked
class RetentionRule(models.Model):
    """How long agencies of a kind keep what they hold of one person, in months from what starts the time.

    Where several rules fit, the longest time counts for all that the agency holds of the person.
    """

    class Trigger(models.TextChoices):
        LEFT = "left", "The day the person left the scheme"
        ENTERED = "entered", "The day the agency last entered anything"

    class About(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        MAPPA = "mappa", "People managed by MAPPA"
        SEXUAL_VIOLENT = "sexual_violent", "People with a sexual or violent offence on record"

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="retention_rules")
    code = models.CharField(max_length=40)  # as the ledger and certificates name it
    title = short_text(blank=False)
    agency_kind = models.CharField(max_length=40, choices=Agency.Kind, blank=True, default="")  # empty: every kind
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES, null=True, blank=True)  # none: every category
    about = models.CharField(max_length=40, choices=About, default=About.EVERYONE)
    trigger = models.CharField(max_length=40, choices=Trigger)
    clear_months = models.PositiveIntegerField()
    review_months = models.PositiveIntegerField()
    maximum_months = models.PositiveIntegerField(null=True, blank=True)
    maximum_age = models.PositiveIntegerField(null=True, blank=True)  # of the person, in years
    confirmed_on = models.DateField(null=True, blank=True)  # shipped rules are examples until somebody signs for them
    confirmed_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="retention_rule_code_once"),
            together("retention_rule", "confirmed_on", "confirmed_by"),
            between("retention_rule", "review_months", 1),
            models.CheckConstraint(
                name="retention_rule_maximum_after_clear",
                condition=Q(maximum_months__isnull=True) | Q(maximum_months__gte=F("clear_months")),
            ),
            models.CheckConstraint(name="retention_rule_code_plain", condition=Q(code__regex=r"^[a-z0-9_]{1,40}$")),
        ]
        ordering = ["pk"]

    def __str__(self):
        return self.title


@tracked
class RetentionReview(models.Model):
    """One look at what one agency holds of one person: due on a day, then kept for a reason or put up for disposal."""

    class Decision(models.TextChoices):
        KEEP = "keep", "Keep it"
        DISPOSE = "dispose", "Put it up for disposal"

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="retention_reviews")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+")
    trigger_on = models.DateField()
    due_on = models.DateField()
    decision = models.CharField(max_length=40, choices=Decision, blank=True, default="")
    reason = free_text()
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency"], name="retention_review_one_open", condition=Q(decision="")
            ),
            together("retention_review", "decided_on", "decided_by"),
            models.CheckConstraint(
                name="retention_review_decided_for_a_reason",
                condition=Q(decision="", reason="", decided_on__isnull=True)
                | (~Q(decision="") & ~Q(reason="") & Q(decided_on__isnull=False)),
            ),
        ]
        ordering = ["due_on", "pk"]

    def __str__(self):
        return f"Review due {self.due_on}"


@tracked
class LegalHold(models.Model):
    """Nothing of this person, or nothing that one agency holds, is disposed of while the hold lasts."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="legal_holds")
    agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = free_text(blank=False)
    placed_on = models.DateField()
    placed_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = free_text()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            ordered("legal_hold", "placed_on", "review_on"),
            ordered("legal_hold", "placed_on", "ended_on"),
            together("legal_hold", "ended_on", "ended_by"),
            models.CheckConstraint(name="legal_hold_for_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="legal_hold_ended_for_a_reason", condition=Q(ended_on__isnull=True) | ~Q(end_reason="")
            ),
        ]
        ordering = ["review_on", "pk"]

    def __str__(self):
        return f"Hold of {self.placed_on}"


@tracked
class Disposal(models.Model):
    """Put up by one user, confirmed by another; then a certificate: what kind, how many, by which rule, and no person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for a second person"
        REFUSED = "refused", "Refused"
        DONE = "done", "Done"

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="disposals")
    number = models.PositiveIntegerField()  # of the certificate
    person = models.ForeignKey(
        "casework.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="disposals"
    )
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    state = models.CharField(max_length=40, choices=State, default=State.PROPOSED)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refusal = free_text()
    removed = models.JSONField(default=dict, blank=True)  # table -> how many rows
    whole = models.BooleanField(default=False)  # the last contribution: the person went with it
    files = ArrayField(models.CharField(max_length=200), default=list, blank=True)  # still to be taken from storage
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="disposal_number_once"),
            models.UniqueConstraint(
                fields=["person", "agency"], name="disposal_one_open", condition=Q(state="proposed")
            ),
            together("disposal", "answered_on", "answered_by"),
            models.CheckConstraint(
                name="disposal_done_names_nobody",
                condition=(Q(state="done") & Q(person__isnull=True))
                | (~Q(state="done") & Q(person__isnull=False, removed={}, whole=False, files=[])),
            ),
            models.CheckConstraint(
                name="disposal_refused_for_a_reason", condition=~Q(state="refused") | ~Q(refusal="")
            ),
            models.CheckConstraint(
                name="disposal_answered_iff_not_open",
                condition=Q(state="proposed", answered_on__isnull=True)
                | (~Q(state="proposed") & Q(answered_on__isnull=False)),
            ),
        ]
        ordering = ["-number"]

    def __str__(self):
        return f"Disposal {self.number}"

    @property
    def certificate(self):
        return f"{self.scheme.code}/DIS/{self.number}"

    def get_absolute_url(self):
        return f"/rights/disposals/{self.key}/"
