"""The selection panel: who meets, about whom, what each agency says beforehand, and what is decided with which positions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cohort.models.membership import Membership
from cohort.rules.panel import DATED, SECOND_USER, Outcome, State, Why
from sharing.constraints import between
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.permissions import Permission
from sharing.policy import Category
from sharing.querysets import RecordQuerySet
from sharing.records import SharedRecord

OUTCOMES = [
    (Outcome.BRING_ON.value, "Bring on"),
    (Outcome.WAIT.value, "Wait until a day"),
    (Outcome.NOT_FOR.value, "Not for the scheme"),
    (Outcome.LEAVE.value, "Leave"),
    (Outcome.STEP_DOWN.value, "Step down to the lower tier"),
    (Outcome.KEEP.value, "Keep"),
    (Outcome.KEEP_REVIEW.value, "Keep, and review on a day"),
]
STATES = [
    (State.DECIDED.value, "Waits to be confirmed"),
    (State.RATIFIED.value, "Ratified, waits to be confirmed"),
    (State.IN_FORCE.value, "In force"),
    (State.SENT_BACK.value, "Sent back"),
]
WHYS = [
    (Why.ABOVE.value, "Nominated, above the line"),
    (Why.BELOW.value, "On the list, below the line"),
    (Why.TWO_YEARS.value, "Two years on the list"),
    (Why.NOMINATED.value, "Nominated"),
    (Why.LEAVING.value, "Sent to the panel to leave"),
    (Why.ADDED.value, "Added by hand"),
]

DATED_CODES = sorted(one.value for one in DATED)
SECOND_USER_CODES = sorted(one.value for one in SECOND_USER)


class PanelQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Every panel of the scheme for those who run them, else those to which the viewer's agency is invited."""
        panels = self.filter(scheme=viewer.scheme_id)
        if viewer.can(Permission.MEETING_RUN):
            return panels
        return panels.filter(pk__in=PanelSeat.objects.filter(agency=viewer.agency_id).values("panel"))

    def editable_by(self, viewer):
        return self.visible_to(viewer) if viewer.can(Permission.MEETING_RUN) else self.none()

    def to_come(self, *, scheme, on):
        """The scheme's panels from that day on, the next one first."""
        return self.filter(scheme=scheme, held_on__gte=on).order_by("held_on", "starts_at", "pk")

    def for_list(self):
        people = PanelItem.objects.filter(panel=models.OuterRef("pk")).values("panel")
        counted = models.Subquery(people.annotate(number=models.Count("pk")).values("number"))
        return self.select_related("scheme", "chair").annotate(people_count=counted)


@tracked
class Panel(models.Model):
    """One meeting of the panel. Its number is of the same series as those of conferences."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="panels")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = short_text()
    chair = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ratified_at = models.DateTimeField(null=True, blank=True)
    ratified_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PanelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="panel_number_once"),
            between("panel", "number", 1),
            models.CheckConstraint(
                name="panel_ratified_by_somebody",
                condition=Q(ratified_at__isnull=True, ratified_by__isnull=True)
                | Q(ratified_at__isnull=False, ratified_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Panel of {self.held_on}"

    def get_absolute_url(self):
        return f"/panel/{self.key}/"


@tracked
class PanelSeat(models.Model):
    """An agency invited to a panel; `user`: its member of the panel, where one is named."""

    class Attended(models.TextChoices):
        YES = "yes", "Came"
        APOLOGIES = "apologies", "Sent apologies"
        NO = "no", "Did not come"

    key = key_field()
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attended = models.CharField(max_length=40, choices=Attended, blank=True, default="")  # empty until it was held
    invited_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "agency"], name="panel_seat_once")]

    def __str__(self):
        return f"{self.agency} at {self.panel_id}"


class PanelItemQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Items of panels that are there for the viewer. Row security leaves out people who are not."""
        return self.filter(panel__in=Panel.objects.visible_to(viewer))

    def editable_by(self, viewer):
        return self.filter(panel__in=Panel.objects.editable_by(viewer))

    def for_list(self):
        return self.select_related("person", "panel__scheme", "run").order_by("position", "pk")


@tracked
class PanelItem(models.Model):
    """One person on the agenda of one panel, and why."""

    key = key_field()
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="agenda")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="panel_items")
    position = models.PositiveIntegerField()
    why = models.CharField(max_length=40, choices=WHYS)
    run = models.ForeignKey("SelectionRun", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = PanelItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "person"], name="panel_item_once")]
        ordering = ["position", "pk"]

    def __str__(self):
        return f"Item {self.position} of {self.panel_id}"


@tracked
class PanelParagraph(SharedRecord):
    """What the agency that owns it says of a person before the panel; an empty text is “nothing to add”."""

    category = Category.CONFERENCE

    item = models.ForeignKey(PanelItem, on_delete=models.CASCADE, related_name="paragraphs")
    text = free_text()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "owner"], name="panel_paragraph_once")]

    def __str__(self):
        return f"Paragraph on {self.item_id}"


class PanelDecisionQuerySet(RecordQuerySet):
    def waiting(self):
        """Written down, and not in force yet."""
        return self.filter(state__in=[State.DECIDED.value, State.RATIFIED.value])


@tracked
class PanelDecision(SharedRecord):
    """What the panel decided of one person, and how far it has come.

    `membership_version` is the one the panel looked at. `suggested` is what was ticked when the page opened, `otherwise`
    why the panel decided something else. Who comes on is led by `lead` of `lead_agency`, and first seen on a day.
    """

    category = Category.CONFERENCE

    item = models.OneToOneField(PanelItem, on_delete=models.CASCADE, related_name="decision")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    membership_version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=40, choices=OUTCOMES)
    suggested = models.CharField(max_length=40, choices=OUTCOMES)
    until = models.DateField(null=True, blank=True)
    criterion = models.CharField(max_length=40, choices=Membership.Criterion, blank=True, default="")
    strands = ArrayField(models.CharField(max_length=40, choices=Membership.Strand), default=list, blank=True)
    basis = models.CharField(max_length=40, choices=Membership.Basis, blank=True, default="")
    lead_agency = models.ForeignKey(
        "sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # none: who leads stays as it is
    lead = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_visit_on = models.DateField(null=True, blank=True)
    reason = free_text(blank=False)
    otherwise = free_text()
    state = models.CharField(max_length=40, choices=STATES)
    decided_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    sent_back = free_text()  # why it came back

    objects = PanelDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="panel_decision_dated",
                condition=Q(outcome__in=DATED_CODES, until__isnull=False)
                | (~Q(outcome__in=DATED_CODES) & Q(until__isnull=True)),
            ),
            models.CheckConstraint(
                name="panel_decision_leaves_for_a_reason",
                condition=(Q(outcome=Outcome.LEAVE.value) & ~Q(criterion=""))
                | (~Q(outcome=Outcome.LEAVE.value) & Q(criterion="")),
            ),
            models.CheckConstraint(
                name="panel_decision_leads_who_comes_on",
                condition=Q(outcome=Outcome.BRING_ON.value)
                | Q(lead_agency__isnull=True, lead__isnull=True, first_visit_on__isnull=True),
            ),
            models.CheckConstraint(
                name="panel_decision_lead_of_an_agency", condition=Q(lead__isnull=True) | Q(lead_agency__isnull=False)
            ),
            models.CheckConstraint(name="panel_decision_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="panel_decision_otherwise_for_a_reason",
                condition=Q(outcome=models.F("suggested")) | ~Q(otherwise=""),
            ),
            models.CheckConstraint(
                name="panel_decision_confirmed",
                condition=Q(state=State.IN_FORCE.value, confirmed_at__isnull=False, confirmed_by__isnull=False)
                | (~Q(state=State.IN_FORCE.value) & Q(confirmed_at__isnull=True, confirmed_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="panel_decision_by_two",
                condition=Q(confirmed_by__isnull=True)
                | ~Q(outcome__in=SECOND_USER_CODES)
                | ~Q(confirmed_by=models.F("decided_by")),
            ),
        ]

    def __str__(self):
        return f"Decision on {self.item_id}"


@tracked
class PanelPosition(SharedRecord):
    """Where the agency that owns it stood on a decision, and its dissent in words."""

    class Position(models.TextChoices):
        SUPPORT = "support", "Supports"
        OPPOSE = "oppose", "Disagrees"
        ABSTAIN = "abstain", "Abstains"
        ABSENT = "absent", "Not here"

    category = Category.CONFERENCE

    decision = models.ForeignKey(PanelDecision, on_delete=models.CASCADE, related_name="positions")
    position = models.CharField(max_length=40, choices=Position)
    words = free_text()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "owner"], name="panel_position_once"),
            models.CheckConstraint(
                name="panel_position_dissent_in_words", condition=~Q(position="oppose") | ~Q(words="")
            ),
        ]

    def __str__(self):
        return f"Position on {self.decision_id}"
