"""The plan: who does what by when."""

from django.db import models
from django.db.models import Q

from pathways.models.need import Pathway, category_of_pathway
from sharing.constraints import between, filled_iff, ordered
from sharing.fields import free_text
from sharing.history import tracked
from sharing.permissions import Permission
from sharing.policy import Category, Level
from sharing.querysets import RecordQuerySet
from sharing.records import Detail, SharedRecord


class ActionQuerySet(RecordQuerySet):
    def open(self):
        return self.exclude(status__in=CLOSED)

    def overdue(self, *, on):
        return self.open().filter(target_on__lt=on)

    def editable_by(self, viewer):
        """Actions of the viewer's own agency; those who run meetings write down what the meeting says of any."""
        visible = self.visible_to(viewer)
        return visible if viewer.can(Permission.MEETING_RUN) else visible.filter(agency_id=viewer.agency_id)

    def for_list(self):
        return self.select_related("person", "agency", "user").order_by("target_on", "pk")


@tracked
class Action(SharedRecord):
    """One action of the plan. What it is about and what came of it is an ActionDetail."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "To do"
        IN_PROGRESS = "in_progress", "In progress"
        STUCK = "stuck", "Stuck"
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"
        NO_LONGER_NEEDED = "no_longer_needed", "No longer needed"

    class Source(models.TextChoices):
        CONFERENCE = "conference", "Case conference"
        PLAN = "plan", "Plan"
        CORE_GROUP = "core_group", "Core group"

    category = Category.PLAN
    min_level = Level.SUMMARY
    summary_fields = ("pathway", "status", "opened_on", "target_on", "closed_on")

    number = models.PositiveIntegerField()
    pathway = models.CharField(max_length=40, choices=Pathway)
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    opened_on = models.DateField()
    target_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=40, choices=Status)
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, choices=Source, blank=True, default="")

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="action_once"),
            between("action", "number", 1),
            filled_iff("action", "closed_on", Q(status__in=["done", "not_done", "no_longer_needed"])),
            ordered("action", "opened_on", "target_on"),
            ordered("action", "opened_on", "closed_on"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "target_on", "id"], name="action_open_agency", condition=Q(closed_on__isnull=True)
            ),
            models.Index(fields=["user"], name="action_open_user", condition=Q(closed_on__isnull=True)),
        ]

    def __str__(self):
        return f"Action {self.number}"


CLOSED = (Action.Status.DONE, Action.Status.NOT_DONE, Action.Status.NO_LONGER_NEEDED)


@tracked
class ActionDetail(Detail):
    """What is to be done and what came of it: in the category of the pathway."""

    action = models.OneToOneField(Action, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    pathway = models.CharField(max_length=40, choices=Pathway)  # the action's
    category = category_of_pathway()
    text = free_text(blank=False)
    outcome = free_text()
    version = models.PositiveIntegerField(default=1)  # of the action, when this was last written

    def __str__(self):
        return f"Detail of action {self.action_id}"
