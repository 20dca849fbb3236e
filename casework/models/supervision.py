"""Where the person is, who works with them, which orders bind them and what followed when they were not kept."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from casework.rules.where import CUSTODY
from sharing.constraints import one_at_a_time, ordered
from sharing.fields import free_text, short_text
from sharing.history import tracked
from sharing.models import ListRow
from sharing.policy import Category
from sharing.querysets import RecordQuerySet
from sharing.records import SharedRecord


class StatusQuerySet(RecordQuerySet):
    def open(self):
        """Those that hold until somebody says otherwise."""
        return self.filter(end__isnull=True)

    def release_passed(self, today):
        """Of these, those of somebody in custody past their release date, about whom nobody has said anything since."""
        silent = Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=F("release_on"))
        return self.filter(silent, status__in=CUSTODY, release_on__lt=today)

    def editable_by(self, viewer):
        """Those the viewer sees of people they work with: whoever knows may say, whichever agency's record it is."""
        working = ListRow.objects.live_for(viewer).filter(person_id=OuterRef("person_id"), works=True)
        return self.visible_to(viewer).filter(Exists(working))


@tracked
class Status(SharedRecord):
    """Where the person is, from a day until a day (not included). Exactly one at a time.

    Whichever agency says that the person moved, the record stays with the agency it was with: what others see of where
    somebody is must not change because another one noticed.
    """

    class Kind(models.TextChoices):
        COMMUNITY_ORDER = "community_order", "In the community, court order"
        LICENCE = "licence", "In the community, on licence"
        NON_STATUTORY = "non_statutory", "In the community, no order"
        SENTENCED = "sentenced", "In custody, sentenced"
        REMAND = "remand", "In custody, on remand"
        AWAITING_COURT = "awaiting_court", "Waiting for court"
        UNLAWFULLY_AT_LARGE = "unlawfully_at_large", "Unlawfully at large"
        HOSPITAL = "hospital", "In hospital"

    class ReleaseSource(models.TextChoices):
        PRISON = "prison", "The prison"
        COURT = "court", "The court, or the warrant"
        PROBATION = "probation", "Probation"
        WORKED_OUT = "worked_out", "Worked out from the sentence"
        PERSON = "person", "The person, or the family"

    category = Category.SUPERVISION

    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=40, choices=Kind)
    establishment = models.CharField(max_length=40, blank=True, default="")  # code of prisons.csv
    sentence_months = models.PositiveIntegerField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)
    release_source = models.CharField(max_length=40, choices=ReleaseSource, blank=True, default="")
    confirmed_on = models.DateField(null=True, blank=True)  # when somebody last said that it still holds

    objects = StatusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "start"], name="status_once"),
            models.UniqueConstraint(fields=["person"], name="status_one_open", condition=Q(end__isnull=True)),
            ordered("status", "start", "end"),
            ordered("status", "start", "confirmed_on"),
            models.CheckConstraint(
                name="status_source_of_a_release", condition=Q(release_source="") | Q(release_on__isnull=False)
            ),
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


class EnforcementQuerySet(RecordQuerySet):
    def editable_by(self, viewer):
        """Decisions of the viewer's own agency, as far as the person is there for the viewer."""
        return self.visible_to(viewer).filter(agency_id=viewer.agency_id)


@tracked
class Enforcement(SharedRecord):
    """What was decided after absences or another failure, and what came of it."""

    class Kind(models.TextChoices):
        WARNING = "warning", "Warning"
        BREACH = "breach", "Breach"
        RECALL = "recall", "Recall"
        NONE = "none", "No enforcement"

    category = Category.SUPERVISION

    kind = models.CharField(max_length=40, choices=Kind)
    decided_on = models.DateField()
    agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = free_text()
    sent_on = models.DateField(null=True, blank=True)  # to the person, the court, or those who recall
    resolved_on = models.DateField(null=True, blank=True)
    outcome = short_text()

    objects = EnforcementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "decided_on"], name="enforcement_once"),
            ordered("enforcement", "decided_on", "sent_on"),
            ordered("enforcement", "decided_on", "resolved_on"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.decided_on}"
