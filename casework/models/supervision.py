"""Where the person is, who works with them, which orders bind them and what followed when they were not kept."""

from django.db import models
from django.db.models import Q

from sharing.constraints import one_at_a_time, ordered
from sharing.fields import free_text, short_text
from sharing.history import tracked
from sharing.policy import Category
from sharing.records import SharedRecord


@tracked
class Status(SharedRecord):
    """Where the person is, from a day until a day (not included). Exactly one at a time."""

    class Kind(models.TextChoices):
        COMMUNITY_ORDER = "community_order", "In the community, court order"
        LICENCE = "licence", "In the community, on licence"
        NON_STATUTORY = "non_statutory", "In the community, no order"
        SENTENCED = "sentenced", "In custody, sentenced"
        REMAND = "remand", "In custody, on remand"
        AWAITING_COURT = "awaiting_court", "Waiting for court"
        UNLAWFULLY_AT_LARGE = "unlawfully_at_large", "Unlawfully at large"
        HOSPITAL = "hospital", "In hospital"

    category = Category.SUPERVISION

    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=40, choices=Kind)
    establishment = models.CharField(max_length=40, blank=True, default="")  # code of prisons.csv
    sentence_months = models.PositiveIntegerField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "start"], name="status_once"),
            models.UniqueConstraint(fields=["person"], name="status_one_open", condition=Q(end__isnull=True)),
            ordered("status", "start", "end"),
            one_at_a_time("status", "start", "end"),
        ]
        verbose_name_plural = "statuses"

    def __str__(self):
        return f"{self.get_status_display()} from {self.start}"


@tracked
class Allocation(SharedRecord):
    """Who works with the person, in which part."""

    class Role(models.TextChoices):
        PROBATION_OM = "probation_om", "Probation offender manager"
        POLICE_OM = "police_om", "Police offender manager"
        YOT_OM = "yot_om", "Youth offending case manager"
        KEY_WORKER = "key_worker", "Key worker"
        DRUG_WORKER = "drug_worker", "Drug worker"
        OUTREACH = "outreach", "Outreach worker"
        MENTOR = "mentor", "Mentor"

    LEAD_ROLES = (Role.PROBATION_OM, Role.YOT_OM, Role.KEY_WORKER)  # the lead worker, in this order
    MANAGER_ROLES = (Role.PROBATION_OM, Role.YOT_OM)  # an offender manager

    category = Category.SUPERVISION

    role = models.CharField(max_length=40, choices=Role)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    user = models.ForeignKey(
        "sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "start"], name="allocation_once"),
            ordered("allocation", "start", "end"),
        ]
        indexes = [models.Index(fields=["user"], name="allocation_open_user", condition=Q(end__isnull=True))]

    def __str__(self):
        return f"{self.get_role_display()} from {self.start}"


@tracked
class Order(SharedRecord):
    class Kind(models.TextChoices):
        CRASBO = "crasbo", "Criminal anti-social behaviour order"
        CBO = "cbo", "Criminal behaviour order"
        DRR = "drr", "Drug rehabilitation requirement"
        OTHER = "other", "Other order"

    category = Category.SUPERVISION

    kind = models.CharField(max_length=40, choices=Kind)
    made_on = models.DateField()  # of a pending order, the day it was asked for
    ends_on = models.DateField(null=True, blank=True)
    pending = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "made_on"], name="order_once"),
            ordered("order", "made_on", "ends_on"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.made_on}"


@tracked
class Enforcement(SharedRecord):
    class Kind(models.TextChoices):
        WARNING = "warning", "Warning"
        BREACH = "breach", "Breach"
        RECALL = "recall", "Recall"

    category = Category.SUPERVISION

    kind = models.CharField(max_length=40, choices=Kind)
    decided_on = models.DateField()
    agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = free_text()
    resolved_on = models.DateField(null=True, blank=True)
    outcome = short_text()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "decided_on"], name="enforcement_once"),
            ordered("enforcement", "decided_on", "resolved_on"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.decided_on}"
