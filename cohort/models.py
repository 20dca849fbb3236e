"""Who is on the scheme and why: memberships, the selection matrix and what it scores."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sharing.constraints import between, one_at_a_time, ordered
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


@tracked
class MatrixLine(models.Model):
    """One criterion of one version of a selection matrix."""

    class Criterion(models.TextChoices):
        OFFENCES_12M = "offences_12m", "Offences"
        SEVERITY_12M = "severity_12m", "Severity of offences"
        ARRESTS_6M = "arrests_6m", "Arrests"
        OGRS3_TWO_YEAR = "ogrs3_two_year", "OGRS3, two years"
        DRUG_TEST_POSITIVE = "drug_test_positive", "Positive or refused drug tests"
        INTELLIGENCE_6M = "intelligence_6m", "Intelligence reports"
        PARTNER_VIEW = "partner_view", "Concern of the agencies"
        COMMUNITY_HARM = "community_harm", "Harm to the community"
        EXTERNAL_SCORE = "external_score", "Score of another tool"
        RELEASE_SOON = "release_soon", "Release soon"
        LOCAL = "local", "Local criterion"

    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="matrix_lines")
    matrix = models.CharField(max_length=40)
    matrix_version = models.PositiveIntegerField()  # column `version` of the sheet
    criterion = models.CharField(max_length=40, choices=Criterion)
    weight = models.DecimalField(max_digits=12, decimal_places=4)
    cap = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    parameters = models.JSONField(default=dict, blank=True)
    description = free_text()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "matrix", "matrix_version", "criterion"], name="matrix_line_once"
            ),
            between("matrix_line", "matrix_version", 1),
            between("matrix_line", "weight", 0),
            between("matrix_line", "cap", 0),
        ]

    def __str__(self):
        return f"{self.matrix} {self.matrix_version}: {self.criterion}"


@tracked
class AgencyView(SharedRecord):
    class Concern(models.TextChoices):
        NONE = "none", "None"
        SOME = "some", "Some"
        STRONG = "strong", "Strong"

    category = Category.RISK

    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    concern = models.CharField(max_length=40, choices=Concern)
    reason = free_text()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "agency", "given_on"], name="agency_view_once")]

    def __str__(self):
        return f"View of {self.given_on}"


@tracked
class Harm(SharedRecord):
    category = Category.RISK

    given_on = models.DateField()
    value = models.PositiveSmallIntegerField()
    reason = free_text()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "given_on"], name="harm_once"),
            between("harm", "value", 0, 3),
        ]

    def __str__(self):
        return f"Harm {self.value} on {self.given_on}"


@tracked
class Score(SharedRecord):
    class Tool(models.TextChoices):
        OGRS3 = "ogrs3", "OGRS3"
        OGP = "ogp", "OGP"
        OVP = "ovp", "OVP"
        PRISM = "prism", "PRISM"
        OTHER = "other", "Other"

    category = Category.RISK

    tool = models.CharField(max_length=40, choices=Tool)
    scored_on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=4)
    source = short_text()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "tool", "scored_on"], name="score_once")]

    def __str__(self):
        return f"{self.get_tool_display()} {self.value.normalize():f}"


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
