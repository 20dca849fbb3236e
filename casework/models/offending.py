"""Offences, arrests, intelligence and what is thought about the risk."""

from django.db import models
from django.db.models import Q

from sharing.constraints import between, ordered
from sharing.fields import free_text, short_text
from sharing.history import tracked
from sharing.policy import Category
from sharing.records import SharedRecord


@tracked
class Offence(SharedRecord):
    """One offence. The day it happened, the day of the charge and the day of the outcome are kept apart."""

    class Outcome(models.TextChoices):
        CHARGED = "charged", "Charged"
        CONVICTED = "convicted", "Convicted"
        ACQUITTED = "acquitted", "Acquitted"
        WITHDRAWN = "withdrawn", "Withdrawn"
        TIC = "tic", "Taken into consideration"
        CAUTION = "caution", "Caution"

    category = Category.OFFENDING

    number = models.PositiveIntegerField()
    offence_code = models.CharField(max_length=40)  # code of offence_classes.csv
    offence_on = models.DateField(null=True, blank=True)
    charged_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=40, choices=Outcome)
    outcome_on = models.DateField(null=True, blank=True)
    breach = models.BooleanField(null=True, blank=True)
    place = short_text()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="offence_once"),
            between("offence", "number", 1),
            ordered("offence", "offence_on", "charged_on"),
            ordered("offence", "charged_on", "outcome_on"),
            ordered("offence", "offence_on", "outcome_on"),
            models.CheckConstraint(
                name="offence_charged_is_open",
                condition=~Q(outcome="charged") | Q(charged_on__isnull=False, outcome_on__isnull=True),
            ),
            models.CheckConstraint(
                name="offence_outcome_has_day", condition=Q(outcome="charged") | Q(outcome_on__isnull=False)
            ),
        ]
        indexes = [  # few have one: what OGRS3 is worked out from is found without reading every offence
            models.Index(fields=["person"], name="offence_five_digits", condition=Q(offence_code__regex="^[0-9]{5}$"))
        ]

    def __str__(self):
        return f"Offence {self.number}"


@tracked
class Arrest(SharedRecord):
    category = Category.OFFENDING

    arrested_at = models.DateTimeField()
    arrested_at_time_known = models.BooleanField(default=True)
    offence_code = models.CharField(max_length=40, blank=True, default="")
    agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "arrested_at", "arrested_at_time_known"], name="arrest_once")
        ]

    def __str__(self):
        return f"Arrest of {self.arrested_at:%Y-%m-%d}"


@tracked
class Intelligence(SharedRecord):
    category = Category.INTELLIGENCE

    received_on = models.DateField()
    number = models.PositiveIntegerField()
    summary = free_text(blank=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "received_on", "number"], name="intelligence_once"),
            between("intelligence", "number", 1),
        ]
        verbose_name_plural = "intelligence"

    def __str__(self):
        return f"Report {self.number} of {self.received_on}"


@tracked
class RiskAssessment(SharedRecord):
    class Risk(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"
        VERY_HIGH = "very_high", "Very high"

    category = Category.RISK

    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField()
    level = models.CharField(max_length=40, choices=Risk, blank=True, default="")
    summary = free_text()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "agency", "done_on"], name="risk_assessment_once")]

    def __str__(self):
        return f"Risk assessment of {self.done_on}"
