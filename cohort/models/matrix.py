"""The selection matrix: which criteria count, how much, and from when."""

from django.db import models
from django.db.models import Q

from cohort.rules.pool import Ranking
from sharing.constraints import between
from sharing.fields import free_text, key_field
from sharing.history import tracked

RANKINGS = [(Ranking.MAIN.value, "The scheme"), (Ranking.PREVENT_DETER.value, "Prevent and deter")]


class MatrixVersionQuerySet(models.QuerySet):
    def in_force(self, *, on):
        """Versions in force on a day, the one that counts first: the latest to begin, of one day the highest number."""
        begun = self.filter(Q(in_force_from__isnull=True) | Q(in_force_from__lte=on))
        return begun.order_by(models.F("in_force_from").desc(nulls_last=True), "-matrix_version", "matrix")


@tracked
class MatrixVersion(models.Model):
    """One version of a matrix. It is never changed once saved: a change is a further version, with its reason."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="matrix_versions")
    matrix = models.CharField(max_length=40)
    matrix_version = models.PositiveIntegerField()  # column `version` of the sheet
    ranking = models.CharField(max_length=40, choices=RANKINGS, default=Ranking.MAIN.value)
    capacity = models.PositiveIntegerField(null=True, blank=True)  # places of its list; none: the scheme's
    in_force_from = models.DateField(null=True, blank=True)  # none: as long as anybody remembers
    reason = free_text()
    version = models.PositiveIntegerField(default=1)

    objects = MatrixVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "matrix", "matrix_version"], name="matrix_version_once"),
            between("matrix_version", "matrix_version", 1),
            between("matrix_version", "capacity", 1),
        ]

    def __str__(self):
        return f"{self.matrix} {self.matrix_version}"


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
