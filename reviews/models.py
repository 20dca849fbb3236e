"""Meetings, who comes, whom they are about, what was agreed, and the papers made for them."""

from django.db import models

from sharing.constraints import between
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.permissions import Permission
from sharing.policy import Category
from sharing.querysets import RecordQuerySet
from sharing.records import SharedRecord


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Every meeting of the scheme for those who run them, else those with an invitation for the viewer."""
        meetings = self.filter(scheme=viewer.scheme_id)
        if viewer.can(Permission.MEETING_RUN):
            return meetings
        invited = Attendance.objects.filter(agency=viewer.agency_id).filter(
            models.Q(user__isnull=True) | models.Q(user=viewer.user_id)
        )
        return meetings.filter(pk__in=invited.values("meeting"))

    def editable_by(self, viewer):
        return self.visible_to(viewer) if viewer.can(Permission.MEETING_RUN) else self.none()

    def for_list(self):
        people = AgendaItem.objects.filter(meeting=models.OuterRef("pk")).values("meeting")
        counted = models.Subquery(people.annotate(number=models.Count("pk")).values("number"))
        return self.select_related("scheme", "chair").annotate(people_count=counted)


@tracked
class Meeting(models.Model):
    class Kind(models.TextChoices):
        CASE_CONFERENCE = "case_conference", "Case conference"
        CORE_GROUP = "core_group", "Core group"
        PRACTITIONER_FORUM = "practitioner_forum", "Practitioner forum"
        SELECTION_PANEL = "selection_panel", "Selection panel"

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, choices=Kind)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    chair = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = short_text()
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="meeting_number_once_a_scheme"),
            between("meeting", "number", 1),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.held_on}"


@tracked
class Attendance(models.Model):
    """One agency invited to one meeting; the row is the invitation. `invited_on` is empty for imported rows."""

    class Attended(models.TextChoices):
        YES = "yes", "Came"
        APOLOGIES = "apologies", "Sent apologies"
        NO = "no", "Did not come"

    key = key_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attended = models.CharField(max_length=40, choices=Attended, blank=True, default="")  # empty until it was held
    contribution = free_text()
    invited_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "agency"], name="attendance_once")]

    def __str__(self):
        return f"{self.agency} at {self.meeting_id}"


class AgendaItemQuerySet(models.QuerySet):
    def editable_by(self, viewer):
        """Items of meetings the viewer may run. Row security leaves out people who are not there for the viewer."""
        return self.filter(meeting__in=Meeting.objects.editable_by(viewer))

    def for_list(self):
        return self.select_related("person", "meeting__scheme").order_by("position", "pk")


@tracked
class AgendaItem(models.Model):
    """One person on the agenda of one meeting."""

    key = key_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="agenda_items")
    position = models.PositiveIntegerField()
    slot_at = models.TimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="agenda_item_once")]
        ordering = ["position", "pk"]

    def __str__(self):
        return f"Item {self.position} of {self.meeting_id}"


class ReviewQuerySet(RecordQuerySet):
    def editable_by(self, viewer):
        return self.visible_to(viewer).filter(meeting__in=Meeting.objects.editable_by(viewer))

    def held(self, *, on):
        """Reviews that took place: something was kept, or the meeting is over. An agenda may be brought in as empty ones."""
        kept = ~models.Q(summary="", person_comment="") | models.Q(person_attended__isnull=False)
        return self.filter(
            kept | models.Q(next_review_on__isnull=False) | models.Q(version__gt=1) | models.Q(meeting__held_on__lt=on)
        )


@tracked
class Review(SharedRecord):
    """What a meeting said and agreed about one person."""

    category = Category.CONFERENCE

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reviews")
    person_attended = models.BooleanField(null=True, blank=True)
    person_comment = free_text()
    summary = free_text()
    next_review_on = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="review_once")]

    def __str__(self):
        return f"Review at {self.meeting_id}"


class ConferencePackQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """One's own copies; for those who run meetings, that the others exist too."""
        packs = self.filter(meeting__scheme=viewer.scheme_id)
        return packs if viewer.can(Permission.MEETING_RUN) else packs.filter(capacity=viewer.capacity_id)

    def for_list(self):
        return self.select_related("capacity__user", "capacity__agency").order_by("copy_number")


class ConferencePack(models.Model):
    """One pack as issued to one recipient: the bytes kept, their hash, and what they held."""

    key = key_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="packs")
    capacity = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    part = models.OneToOneField("sharing.Part", null=True, on_delete=models.SET_NULL, related_name="+")  # never twice
    copy_number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    marking = short_text()
    pages = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    downloaded_at = models.DateTimeField(null=True, blank=True)  # first fetched by its recipient

    objects = ConferencePackQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "copy_number"], name="conference_pack_copy_once")]

    def __str__(self):
        return f"Copy {self.copy_number} of {self.meeting_id}"


class Reminder(models.Model):
    """One reminder that went out. The key says it all: the same one is never made twice."""

    class Kind(models.TextChoices):
        REVIEW = "review", "Review"
        ACTION = "action", "Action"
        AGREEMENT = "agreement", "Agreement"
        REFERRAL = "referral", "Referral"
        CONSENT = "consent", "Consent"
        EMERGENCY = "emergency", "Emergency access"

    class Stage(models.TextChoices):
        COMING = "coming", "Coming"
        DUE = "due", "Due"
        OVERDUE = "overdue", "Overdue"
        ESCALATED = "escalated", "Escalated"

    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=40, choices=Kind)
    ref = models.CharField(max_length=100)
    to = models.ForeignKey("sharing.User", on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    stage = models.CharField(max_length=40, choices=Stage)
    days = models.SmallIntegerField()  # after the due date: overdue is said three times
    sent_at = models.DateTimeField()
    mail = models.ForeignKey("sharing.Mail", null=True, on_delete=models.SET_NULL, related_name="reminders")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "scheme", "ref", "due_on", "stage", "days", "to"], name="reminder_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.stage}"


class ReminderRound(models.Model):
    """The day up to which reminders of a scheme went out, so that a day without a round is made up for."""

    scheme = models.OneToOneField("sharing.Scheme", on_delete=models.CASCADE, related_name="+")
    through_on = models.DateField()

    def __str__(self):
        return f"Reminders through {self.through_on}"
