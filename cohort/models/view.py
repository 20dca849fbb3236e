"""What agencies and the panel put in: views, harm, and scores of other tools."""

from django.db import models

from sharing.constraints import between
from sharing.fields import free_text, short_text
from sharing.history import tracked
from sharing.policy import Category
from sharing.records import SharedRecord


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
