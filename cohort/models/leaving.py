"""Leaving: what the nightly watch proposes and what people answered, the plan for afterwards, who carries on, and the days
on which somebody asks how it goes."""

from django.db import models
from django.db.models import Case, F, Q, Value, When

from cohort.models.membership import Membership
from cohort.rules.leaving import OPENS
from pathways.models import Pathway
from pathways.models.need import category_of_pathway
from sharing.constraints import filled_iff, ordered
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.policy import Category, Reach
from sharing.querysets import RecordQuerySet
from sharing.records import Detail, SharedRecord

Criterion = Membership.Criterion
REASONS = [choice for choice in Criterion.choices if choice[0] != Criterion.NOT_SELECTED]
CHECK_MONTHS = (3, 6, 12)


class LeavingProposalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answer="")

    def for_panel(self):
        """Sent to a panel, which has not decided yet."""
        kept, down = (
            Q(**{f"membership__{day}__isnull": True}) | Q(**{f"membership__{day}__lt": F("answered_at__date")})
            for day in ("kept_on", "stepped_down_on")
        )
        return self.filter(kept, down, answer=LeavingProposal.Answer.PANEL, membership__deselected_on__isnull=True)


class LeavingProposal(models.Model):
    """That a criterion was found met one night: a card, never a removal. A person answers it once.

    The system alone reads this table: a criterion tells of intelligence or risk. `cohort.leaving_seen` cuts it first.
    """

    class Answer(models.TextChoices):
        PANEL = "panel", "Sent to the panel"
        KEEP = "keep", "Stays for now"
        AWAY = "away", "Put away"
        LAPSED = "lapsed", "No longer met"

    key = key_field()
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="leaving_proposals")
    criterion = models.CharField(max_length=40, choices=REASONS)
    since = models.DateField(null=True, blank=True)
    raised_on = models.DateField()
    answer = models.CharField(max_length=40, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: it lapsed
    reason = free_text()
    review_on = models.DateField(null=True, blank=True)  # kept until then

    objects = LeavingProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "criterion"], name="leaving_proposal_open_once", condition=Q(answer="")
            ),
            filled_iff("leaving_proposal", "answered_at", ~Q(answer="")),
            filled_iff("leaving_proposal", "answered_by", Q(answer__in=["panel", "keep", "away"])),
            filled_iff("leaving_proposal", "review_on", Q(answer="keep")),
            models.CheckConstraint(
                name="leaving_proposal_kept_for_a_reason", condition=~Q(answer="keep") | Q(reason__gt="")
            ),
        ]

    def __str__(self):
        return f"Leaving proposed on {self.raised_on}"


class LeavingPlanQuerySet(RecordQuerySet):
    def of(self, membership_id):
        return self.filter(membership=membership_id)


@tracked
class LeavingPlan(SharedRecord):
    """How somebody leaves, one for a membership. Why is a LeavingReason; who carries on with what are handovers."""

    category = Category.PLAN

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="leaving_plan")
    written_on = models.DateField()
    lighter_touch = models.BooleanField(default=False)  # a lower tier instead of none
    check_on = models.DateField(null=True, blank=True)
    tell_person = models.BooleanField(default=True)
    tell_agencies = models.BooleanField(default=True)
    sent_on = models.DateField(null=True, blank=True)  # to the panel
    left_on = models.DateField(null=True, blank=True)

    objects = LeavingPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            ordered("leaving_plan", "written_on", "sent_on"),
            ordered("leaving_plan", "written_on", "left_on"),
        ]

    def __str__(self):
        return f"Leaving plan of {self.written_on}"


@tracked
class LeavingReason(Detail):
    """By which criterion, in words, and which area to tell: as secret as what the criterion rests on."""

    plan = models.OneToOneField(LeavingPlan, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    criterion = models.CharField(max_length=40, choices=REASONS)
    category = models.GeneratedField(
        expression=Case(*(When(criterion=str(one), then=Value(int(c[0]))) for one, c in OPENS.items())),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    words = free_text(blank=False)
    receiving_area = short_text()
    version = models.PositiveIntegerField(default=1)  # of the plan, when this was last written

    def __str__(self):
        return f"Reason of leaving plan {self.plan_id}"


class HandoverQuerySet(RecordQuerySet):
    def to_answer(self, viewer):
        """What the viewer's agency was asked, for those who may answer for it: not whoever meets people by name alone."""
        return self.visible_to(viewer).filter(agency=viewer.agency_id) if viewer.reach >= Reach.AGENCY else self.none()

    def asked_of(self, viewer):
        """What the viewer's agency is asked to carry on with and has not answered."""
        return self.to_answer(viewer).filter(state=Handover.State.ASKED)


@tracked
class Handover(SharedRecord):
    """That an agency carries on in one area of life: its own record, whoever asked. What it is stands in HandoverDetail."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        ACCEPTED = "accepted", "Carries on"
        DECLINED = "declined", "Declined"

    category = Category.PLAN

    plan = models.ForeignKey(LeavingPlan, on_delete=models.CASCADE, related_name="handovers")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    pathway = models.CharField(max_length=40, choices=Pathway)
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=40, choices=State, default=State.ASKED)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "agency", "pathway"], name="handover_asked_once", condition=~Q(state="declined")
            ),
            filled_iff("handover", "answered_on", ~Q(state="asked")),
            ordered("handover", "asked_on", "answered_on"),
            ordered("handover", "asked_on", "until"),
        ]

    def __str__(self):
        return f"Handover asked on {self.asked_on}"


@tracked
class HandoverDetail(Detail):
    """What the agency carries on with, and why not where it declined: in the category of the area of life."""

    handover = models.OneToOneField(Handover, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    pathway = models.CharField(max_length=40, choices=Pathway)  # the handover's
    category = category_of_pathway()
    what = free_text(blank=False)
    why_not = free_text()
    version = models.PositiveIntegerField(default=1)  # of the handover, when this was last written

    def __str__(self):
        return f"Detail of handover {self.handover_id}"


class LeavingCheckQuerySet(RecordQuerySet):
    def due(self, *, on):
        return self.filter(done_on__isnull=True, due_on__lte=on)


@tracked
class LeavingCheck(SharedRecord):
    """A day after leaving on which somebody asks how it goes."""

    class Outcome(models.TextChoices):
        WELL = "well", "Going well"
        SUPPORT = "support", "Needs more support"
        WORRY = "worry", "Worried about offending"

    category = Category.PLAN

    plan = models.ForeignKey(LeavingPlan, on_delete=models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField(choices=[(months, f"{months} months") for months in CHECK_MONTHS])
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=40, choices=Outcome, blank=True, default="")

    objects = LeavingCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            # Who steps down and leaves later is asked about from both days on.
            models.UniqueConstraint(fields=["plan", "months", "due_on"], name="leaving_check_once"),
            filled_iff("leaving_check", "done_on", Q(outcome__gt="")),
        ]
        indexes = [models.Index(fields=["due_on"], name="leaving_check_due", condition=Q(done_on__isnull=True))]

    def __str__(self):
        return f"Check {self.months} months after leaving"
