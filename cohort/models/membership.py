"""Who is on the scheme, from nomination to leaving, and whose offending is followed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cohort.rules.membership import Days, state_of
from sharing.constraints import one_at_a_time, ordered
from sharing.fields import free_text, short_text
from sharing.history import tracked
from sharing.policy import Category
from sharing.querysets import RecordQuerySet
from sharing.records import SharedRecord


class MembershipQuerySet(RecordQuerySet):
    def on_scheme(self, *, on):
        """In the first tier on that day: selected, not left, not stepped down, as far as was known then."""
        in_tier = Q(tier="ppo") | Q(stepped_down_on__gt=on)
        return self.filter(in_tier, Q(deselected_on__isnull=True) | Q(deselected_on__gt=on), selected_on__lte=on)


@tracked
class Membership(SharedRecord):
    """From nomination to leaving. A nominee turned down leaves as `not_selected`; coming back is a second row."""

    class Strand(models.TextChoices):
        PREVENT_DETER = "prevent_deter", "Prevent and deter"
        CATCH_CONVICT = "catch_convict", "Catch and convict"
        REHABILITATE_RESETTLE = "rehabilitate_resettle", "Rehabilitate and resettle"

    class Tier(models.TextChoices):
        PPO = "ppo", "On the scheme"
        STEPPED_DOWN = "stepped_down", "Stepped down"

    class Basis(models.TextChoices):
        ORDER = "order", "Court order"
        LICENCE = "licence", "Licence"
        VOLUNTARY = "voluntary", "Voluntary"
        REFUSED = "refused", "Refused"

    class Criterion(models.TextChoices):
        STOPPED_OFFENDING = "stopped_offending", "Stopped offending"
        MOVED_AWAY = "moved_away", "Moved away"
        CUSTODIAL_SENTENCE = "custodial_sentence", "Long sentence"
        LIST_REVIEW = "list_review", "Review of the list"
        TWO_YEAR_REVIEW = "two_year_review", "Two years on the list"
        HIGH_RISK_OF_HARM = "high_risk_of_harm", "High risk of harm, managed by MAPPA"
        DECEASED = "deceased", "Died"
        NOT_SELECTED = "not_selected", "Not selected"

    category = Category.IDENTITY

    nominated_on = models.DateField()
    nominated_by = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    strands = ArrayField(models.CharField(max_length=40, choices=Strand), default=list, blank=True)
    tier = models.CharField(max_length=40, choices=Tier, blank=True, default="")
    basis = models.CharField(max_length=40, choices=Basis, blank=True, default="")
    selected_on = models.DateField(null=True, blank=True)
    stepped_down_on = models.DateField(null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)  # a nominee waits until then; who is on: staying is decided
    deselected_on = models.DateField(null=True, blank=True)
    deselection_criterion = models.CharField(max_length=40, choices=Criterion, blank=True, default="")
    reason = free_text()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "nominated_on"], name="membership_once"),
            one_at_a_time("membership", "nominated_on", "deselected_on"),
            ordered("membership", "nominated_on", "selected_on"),
            ordered("membership", "selected_on", "deselected_on"),
            ordered("membership", "nominated_on", "deselected_on"),
            models.CheckConstraint(
                name="membership_left_for_a_reason",
                condition=Q(deselected_on__isnull=True, deselection_criterion="")
                | (Q(deselected_on__isnull=False) & ~Q(deselection_criterion="")),
            ),
            models.CheckConstraint(
                name="membership_tier_if_selected", condition=Q(selected_on__isnull=True) | ~Q(tier="")
            ),
            models.CheckConstraint(
                name="membership_turned_down_never_on",
                condition=~Q(deselection_criterion="not_selected") | Q(selected_on__isnull=True),
            ),
        ]

    def __str__(self):
        return f"Nominated {self.nominated_on}"

    @property
    def days(self):
        """The days of it, for the rules."""
        return Days(*(getattr(self, name) for name in Days._fields))

    @property
    def state(self):
        """Where it stands as recorded, whatever the day."""
        return state_of(self.days, self.tier)


@tracked
class TrackedPerson(models.Model):
    """One person of a frozen cohort whose offending is followed."""

    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="tracked_people")
    name = short_text(blank=False)
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "name", "person"], name="tracked_person_once")]
        verbose_name_plural = "tracked people"

    def __str__(self):
        return self.name
