"""Services, and referrals to them."""

from django.db import models
from django.db.models import Q

from pathways.models.need import Pathway, category_of_pathway
from sharing.constraints import filled_iff, ordered
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.policy import Category, Level
from sharing.records import Detail, SharedRecord


@tracked
class Service(models.Model):
    """What an agency offers in one area of life."""

    key = key_field()
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="services")
    name = short_text(blank=False)
    pathway = models.CharField(max_length=40, choices=Pathway)
    criteria = free_text()
    reserved_places = models.PositiveIntegerField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    target_days = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="service_once_an_agency")]

    def __str__(self):
        return self.name


@tracked
class Referral(SharedRecord):
    """A referral and its dates. Why it was turned down and what came of it is a ReferralDetail."""

    class Decision(models.TextChoices):
        WAITING = "waiting", "Sent"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Declined"
        WITHDRAWN = "withdrawn", "Not taken up"

    category = Category.PLAN
    min_level = Level.SUMMARY
    summary_fields = ("pathway", "decision", "referred_on", "decided_on", "started_on", "ended_on")

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="referrals")
    pathway = models.CharField(max_length=40, choices=Pathway)  # the service's, when it was made
    referred_on = models.DateField()
    referred_by = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=40, choices=Decision)
    decided_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "service", "referred_on"], name="referral_once"),
            filled_iff("referral", "decided_on", ~Q(decision="waiting")),
            ordered("referral", "referred_on", "decided_on"),
            ordered("referral", "decided_on", "started_on"),
            ordered("referral", "started_on", "ended_on"),
        ]

    def __str__(self):
        return f"Referral of {self.referred_on}"


@tracked
class ReferralDetail(Detail):
    class Barrier(models.TextChoices):
        NO_CAPACITY = "no_capacity", "No places"
        CRITERIA = "criteria", "Does not meet the rules of the service"
        DRUG_USE = "drug_use", "Drug use"
        ARREARS = "arrears", "Rent arrears"
        OFFENCE_HISTORY = "offence_history", "Offence history"
        RISK_TOO_HIGH = "risk_too_high", "Risk too high"
        RISK_TOO_LOW = "risk_too_low", "Risk too low"
        DISTANCE = "distance", "Too far away"
        DECLINED_BY_PERSON = "declined_by_person", "The person said no"
        OTHER = "other", "Other"

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    pathway = models.CharField(max_length=40, choices=Pathway)
    category = category_of_pathway()
    barrier = models.CharField(max_length=40, choices=Barrier, blank=True, default="")
    outcome = short_text()

    def __str__(self):
        return f"Detail of referral {self.referral_id}"
