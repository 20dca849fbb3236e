"""What agencies agreed to share."""

from django.db import models
from django.db.models import F, Q

from sharing.basis import CONFIDENTIAL
from sharing.constraints import ordered
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.policy import Level
from sharing.records import CATEGORY_CHOICES

LEVEL_CHOICES = [(int(Level.SUMMARY), "summary"), (int(Level.FULL), "full")]


@tracked
class Agreement(models.Model):
    """An information sharing agreement. In force while starts_on <= day < ends_on, a draft never; review_on only warns.

    `edition` counts the texts: what a signature names. It rises with title, purpose, basis, handling, parties and items,
    not with a new review date or an end, which leave what was signed as it is.
    """

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="agreements")
    code = models.CharField(max_length=40)
    title = short_text(blank=False)
    lawful_basis = short_text(blank=False)
    purpose = free_text()
    handling = free_text()  # how it is kept right and safe, how long, and whom people ask about their rights
    every_agency = models.BooleanField(default=False)  # parties "*"
    parties = models.ManyToManyField("sharing.Agency", related_name="agreements", blank=True)
    starts_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    draft = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="agreement_code_once_a_scheme"),
            ordered("agreement", "starts_on", "review_on"),
            ordered("agreement", "starts_on", "ends_on"),
        ]

    def __str__(self):
        return self.title


@tracked
class AgreementRule(models.Model):
    """Which records pass from whom to whom. No agency on a side means every party of the agreement."""

    class Basis(models.TextChoices):
        CDA115 = "cda115", "Crime and Disorder Act 1998, section 115"
        OMA14 = "oma14", "Offender Management Act 2007, section 14"
        CJA325 = "cja325", "Criminal Justice Act 2003, section 325"
        CONSENT = "consent", "The person's consent"
        OTHER = "other", "Other"

    class Confidentiality(models.TextChoices):
        """What lifts the duty of confidence for health and treatment: apart from the legal basis, which does not."""

        EXPLICIT_CONSENT = "explicit_consent", "The person’s explicit consent"
        DIRECT_CARE = "direct_care", "Implied, for direct care only"
        PUBLIC_INTEREST = "public_interest", "Overriding public interest"
        STATUTE = "statute", "Statute or court order"

    key = key_field()
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="rules")
    from_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES)
    level = models.SmallIntegerField(choices=LEVEL_CHOICES)
    needs_consent = models.BooleanField()
    basis = models.CharField(max_length=40, choices=Basis)
    statute = short_text()  # which power, where the basis is none of those named; brought in without, it is asked for
    confidentiality = models.CharField(max_length=40, choices=Confidentiality, blank=True, default="")
    approver = short_text()  # who answers for the public interest, by name and post
    confidentiality_reason = free_text()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_rule_statute_of_another_basis", condition=Q(statute="") | Q(basis="other")
            ),
            models.CheckConstraint(
                name="agreement_rule_confidentiality_iff",
                condition=Q(category__in=CONFIDENTIAL, confidentiality__gt="")
                | (~Q(category__in=CONFIDENTIAL) & Q(confidentiality="", approver="", confidentiality_reason="")),
            ),
            models.CheckConstraint(
                name="agreement_rule_explicit_consent_is_asked",
                condition=~Q(confidentiality="explicit_consent") | Q(needs_consent=True),
            ),
            models.CheckConstraint(
                name="agreement_rule_public_interest_is_approved",
                condition=Q(confidentiality="public_interest", approver__gt="", confidentiality_reason__gt="")
                | (~Q(confidentiality="public_interest") & Q(approver="")),
            ),
            models.UniqueConstraint(
                fields=["agreement", "from_agency", "to_agency", "category"],
                name="agreement_rule_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="agreement_rule_not_to_itself",
                condition=Q(from_agency__isnull=True) | Q(to_agency__isnull=True) | ~Q(from_agency=F("to_agency")),
            ),
        ]

    def __str__(self):
        return f"{self.agreement_id}: {self.get_category_display()} at {self.get_level_display()}"


class LawfulPair(models.Model):
    """One cell of the shipped table `basis.csv`: on this basis this kind of agency may give this category to that kind."""

    basis = models.CharField(max_length=40, choices=AgreementRule.Basis)
    giver = models.CharField(max_length=40)
    receiver = models.CharField(max_length=40)
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["basis", "giver", "receiver", "category"], name="lawful_pair_once")
        ]

    def __str__(self):
        return f"{self.basis}: {self.get_category_display()} from {self.giver} to {self.receiver}"
