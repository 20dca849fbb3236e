"""Contacts of every agency, and drug tests."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sharing.fields import free_text, short_text
from sharing.history import tracked
from sharing.policy import Category, Level
from sharing.querysets import RecordQuerySet
from sharing.records import Detail, SharedRecord, category_field


class ContactQuerySet(RecordQuerySet):
    def editable_by(self, viewer):
        """Contacts of the viewer's own agency, as far as the person is there for the viewer."""
        return self.visible_to(viewer).filter(agency_id=viewer.agency_id)

    def for_list(self):
        return self.select_related("person", "agency", "user").order_by("planned_for", "pk")


@tracked
class Contact(SharedRecord):
    """A planned or unplanned meeting with the person, and whether it was kept. What was said is a ContactNote."""

    class Kind(models.TextChoices):
        OFFICE = "office", "Office visit"
        HOME_VISIT = "home_visit", "Home visit"
        PRISON_VISIT = "prison_visit", "Prison visit"
        PHONE = "phone", "Phone"
        GROUP = "group", "Group"
        COURT = "court", "Court"
        GATE_PICKUP = "gate_pickup", "Gate pick-up"
        OTHER = "other", "Other"

    class Outcome(models.TextChoices):
        ATTENDED = "attended", "Attended"
        ACCEPTABLE_ABSENCE = "acceptable_absence", "Missed, with a good reason"
        UNACCEPTABLE_ABSENCE = "unacceptable_absence", "Did not attend"
        CANCELLED_BY_AGENCY = "cancelled_by_agency", "Cancelled by us"
        PLANNED = "planned", "Planned"

    category = Category.ENGAGEMENT

    planned_for = models.DateTimeField()
    planned_for_time_known = models.BooleanField(default=True)
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    with_agencies = models.ManyToManyField("sharing.Agency", related_name="+", blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=40, choices=Kind)
    user = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = short_text()
    outcome = models.CharField(max_length=40, choices=Outcome)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "planned_for", "planned_for_time_known", "agency"], name="contact_once"
            )
        ]
        indexes = [models.Index(fields=["planned_for"], name="contact_planned_for")]

    def __str__(self):
        return f"{self.get_kind_display()} at {self.planned_for:%Y-%m-%d %H:%M}"


@tracked
class ContactNote(Detail):
    """What was said and what follows: in the category of the kind of agency that owns it."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    category = category_field()
    note = free_text()
    follow_up = free_text()
    version = models.PositiveIntegerField(default=1)  # of the contact, when this was last written

    def __str__(self):
        return f"Note on contact {self.contact_id}"


@tracked
class DrugTest(SharedRecord):
    """That a test was taken, and when: all that `summary` shows."""

    category = Category.DRUGS
    min_level = Level.SUMMARY
    summary_fields = ("taken_at",)

    taken_at = models.DateTimeField()
    taken_at_time_known = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "taken_at", "taken_at_time_known"], name="drug_test_once")
        ]

    def __str__(self):
        return f"Test of {self.taken_at:%Y-%m-%d}"


@tracked
class DrugTestResult(Detail):
    class Setting(models.TextChoices):
        ON_ARREST = "on_arrest", "On arrest"
        LICENCE = "licence", "Licence"
        DRR = "drr", "Drug rehabilitation requirement"
        CUSTODY = "custody", "Custody"
        VOLUNTARY = "voluntary", "Voluntary"

    class Result(models.TextChoices):
        NEGATIVE = "negative", "Negative"
        POSITIVE = "positive", "Positive"
        REFUSED = "refused", "Refused"
        INVALID = "invalid", "Invalid"

    class Substance(models.TextChoices):
        OPIATES = "opiates", "Opiates"
        COCAINE = "cocaine", "Cocaine"
        AMPHETAMINE = "amphetamine", "Amphetamine"
        CANNABIS = "cannabis", "Cannabis"
        OTHER = "other", "Other"

    category = Category.DRUGS

    test = models.OneToOneField(DrugTest, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    setting = models.CharField(max_length=40, choices=Setting)
    result = models.CharField(max_length=40, choices=Result)
    substances = ArrayField(models.CharField(max_length=40, choices=Substance), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="drug_test_substances_only_positive", condition=Q(substances=[]) | Q(result="positive")
            )
        ]

    def __str__(self):
        return f"Result of test {self.test_id}"
