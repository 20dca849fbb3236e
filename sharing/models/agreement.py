"""What agencies agreed to share, what the person agreed to, and the exceptions to both."""

from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase

from sharing.constraints import ordered
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.policy import Level
from sharing.records import CATEGORY_CHOICES

LEVEL_CHOICES = [(int(Level.SUMMARY), "summary"), (int(Level.FULL), "full")]


@tracked
class Agreement(models.Model):
    """An information sharing agreement. In force while starts_on <= day < ends_on; review_on only warns."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="agreements")
    code = models.CharField(max_length=40)
    title = short_text(blank=False)
    lawful_basis = short_text(blank=False)
    purpose = free_text()
    every_agency = models.BooleanField(default=False)  # parties "*"
    parties = models.ManyToManyField("sharing.Agency", related_name="agreements", blank=True)
    starts_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
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

    key = key_field()
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="rules")
    from_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES)
    level = models.SmallIntegerField(choices=LEVEL_CHOICES)
    needs_consent = models.BooleanField()
    basis = models.CharField(max_length=40, choices=Basis)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
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


@tracked
class Consent(models.Model):
    """The person agreed to share. No category means all of them, no agency means every agency. Days in London."""

    key = key_field()
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="consents")
    owner = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES, null=True, blank=True)
    to_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    document = short_text()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "category", "to_agency", "given_on"], name="consent_once", nulls_distinct=False
            ),
            ordered("consent", "given_on", "withdrawn_on"),
        ]

    def __str__(self):
        return f"Consent of {self.given_on}"


class Period(models.Model):
    """From a moment until a moment, the latter not included; no end means open."""

    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Link(Period):
    """A fact that puts an agency on the case of a person. Derived from dated records by `sharing.links`."""

    class Reason(models.TextChoices):
        ALLOCATION = "allocation", "works with the person"
        ACTION = "action", "has an action in the plan"
        REFERRAL = "referral", "accepted a referral"
        CUSTODY = "custody", "holds the person"
        MEETING = "meeting", "is invited to a meeting about the person"

    agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40, choices=Reason)

    class Meta:
        indexes = [models.Index(fields=["person"], name="link_person")]
        constraints = [ordered("link", "starts_at", "ends_at")]


class NamedLink(UserObjectPermissionBase):
    """A person opened to one user alone, such as a volunteer mentor: the exception, with its reason and dates.

    A permission row of django-guardian on the person; the decision reads it through the list rows, never by asking
    guardian, whose answers know neither dates nor exclusions.
    """

    content_object = models.ForeignKey(
        "casework.Person", on_delete=models.CASCADE, related_name="named_links", db_column="person_id"
    )
    agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    reason = short_text(blank=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [ordered("named_link", "starts_at", "ends_at")]


class Disclosure(Period):
    """One agency shows another one category of one person, once, until it ends."""

    key = key_field()
    owner = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    to_agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES)
    level = models.SmallIntegerField(choices=LEVEL_CHOICES)
    reason = free_text()

    class Meta:
        constraints = [
            ordered("disclosure", "starts_at", "ends_at"),
            models.CheckConstraint(name="disclosure_ends", condition=Q(ends_at__isnull=False)),
        ]


class Emergency(Period):
    """A user opened a record in an emergency; `categories` has one bit a category."""

    key = key_field()
    user = models.ForeignKey("sharing.User", on_delete=models.PROTECT, related_name="+")
    categories = models.IntegerField()
    reason = free_text()

    class Meta:
        constraints = [
            ordered("emergency", "starts_at", "ends_at"),
            models.CheckConstraint(name="emergency_ends", condition=Q(ends_at__isnull=False)),
        ]
        verbose_name_plural = "emergencies"


class Exclusion(Period):
    """For this user the person is not there, whatever else holds."""

    key = key_field()
    user = models.ForeignKey("sharing.User", on_delete=models.PROTECT, related_name="+")
    reason = free_text()

    class Meta:
        constraints = [ordered("exclusion", "starts_at", "ends_at")]


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
