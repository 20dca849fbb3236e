"""The exceptions to what agencies and the person agreed: shown once, opened in an emergency, closed to one user."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from sharing.basis import CONFIDENTIAL
from sharing.constraints import filled_iff, ordered, together
from sharing.fields import free_text, key_field, short_text
from sharing.models.agreement import LEVEL_CHOICES, AgreementRule
from sharing.models.link import Period
from sharing.models.listrow import Moment
from sharing.records import CATEGORY_CHOICES


class DisclosureQuerySet(models.QuerySet):
    def live(self, at):
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def at_moment(self):
        """Those that hold now, by the clock of the policies."""
        return self.live(Moment())


class Disclosure(Period):
    """One agency shows another one category of one person, once, until it ends.

    The legal basis, what lifts the duty of confidence (for health and treatment) and why it is done are three answers, not
    one. That the basis lets the category pass between the two agencies is checked by the database as well.
    """

    class Confidentiality(models.TextChoices):
        """What lifts the duty of confidence for health and treatment; the legal basis does not."""

        EXPLICIT_CONSENT = "explicit_consent", "The person’s explicit consent"
        DIRECT_CARE = "direct_care", "Implied, for direct care only"
        PUBLIC_INTEREST = "public_interest", "Overriding public interest"
        STATUTE = "statute", "Statute or court order"

    key = key_field()
    owner = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    to_agency = models.ForeignKey("sharing.Agency", on_delete=models.CASCADE, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES)
    level = models.SmallIntegerField(choices=LEVEL_CHOICES)
    basis = models.CharField(max_length=40, choices=AgreementRule.Basis, default=AgreementRule.Basis.OTHER)
    confidentiality = models.CharField(max_length=40, choices=Confidentiality, blank=True, default="")
    approver = short_text()  # who answers for an overriding public interest, by name and post
    reason = free_text()
    made_by = models.ForeignKey("sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        constraints = [
            ordered("disclosure", "starts_at", "ends_at"),
            models.CheckConstraint(name="disclosure_ends", condition=Q(ends_at__isnull=False)),
            models.CheckConstraint(name="disclosure_not_to_itself", condition=~Q(owner=F("to_agency"))),
            models.CheckConstraint(
                name="disclosure_confidentiality_iff",
                condition=Q(category__in=CONFIDENTIAL, confidentiality__gt="")
                | (~Q(category__in=CONFIDENTIAL) & Q(confidentiality="")),
            ),
            models.CheckConstraint(
                name="disclosure_public_interest_is_approved",
                condition=Q(confidentiality="public_interest", approver__gt="")
                | (~Q(confidentiality="public_interest") & Q(approver="")),
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()} until {self.ends_at:%Y-%m-%d}"

    @property
    def last_day(self):
        """The last day in London on any of which it holds."""
        return localdate(self.ends_at - timedelta(microseconds=1))


class EmergencyQuerySet(models.QuerySet):
    def running(self, *, at):
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def to_review(self):
        return self.filter(reviewed_at__isnull=True)


class Emergency(Period):
    """A user, working for one agency, opened a record in an emergency; `categories` has one bit a category.

    Opened, ended and reviewed once each, by changes with a ledger line each; the review is somebody else's.
    """

    class Kind(models.TextChoices):
        LIFE = "life", "Risk to life"
        STAFF = "staff", "Risk to staff on a visit"
        CHILD = "child", "Risk to a child"
        OTHER = "other", "Other"

    class Outcome(models.TextChoices):
        JUSTIFIED = "justified", "Justified"
        NOT_JUSTIFIED = "not_justified", "Not justified"
        NEEDS_ACTION = "needs_action", "Needs action"

    key = key_field()
    user = models.ForeignKey("sharing.User", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    categories = models.IntegerField()
    kind = models.CharField(max_length=40, choices=Kind)
    reason = free_text()
    review_due_on = models.DateField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40, choices=Outcome, blank=True, default="")
    review = free_text()

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        constraints = [
            ordered("emergency", "starts_at", "ends_at"),
            models.CheckConstraint(name="emergency_ends", condition=Q(ends_at__isnull=False)),
            filled_iff("emergency", "reviewed_at", ~Q(outcome="")),
            together("emergency", "reviewed_by", "reviewed_at"),
            models.CheckConstraint(
                name="emergency_reviewed_by_another",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
            ),
        ]
        verbose_name_plural = "emergencies"


class ExclusionQuerySet(models.QuerySet):
    def running(self, *, at):
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


class Exclusion(Period):
    """For this user the person is not there, whatever else holds."""

    class Kind(models.TextChoices):
        RELATIVE = "relative", "Related to the person"
        CONFLICT = "conflict", "Conflict of interest"
        VICTIM = "victim", "Was harmed by the person"
        KNOWS = "knows", "Said that they know the person"

    key = key_field()
    user = models.ForeignKey("sharing.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, choices=Kind, blank=True, default="")
    reason = free_text()
    review_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        constraints = [ordered("exclusion", "starts_at", "ends_at")]
