"""What the person agreed to, in which words, and, kept apart from it, whether the person was told."""

from django.db import models
from django.db.models import Q

from sharing import ledger, lists
from sharing.constraints import filled_iff, ordered
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.policy import Category, Level
from sharing.querysets import PolicyQuerySet
from sharing.records import CATEGORY_CHOICES, SharedRecord


class ConsentWordingQuerySet(models.QuerySet):
    def of(self, scheme_id):
        """The product's own wordings and the scheme's, the newest first."""
        return self.filter(Q(scheme__isnull=True) | Q(scheme=scheme_id)).order_by("-in_force_from", "-pk")

    def in_force(self, scheme_id, *, on):
        """The wording a form signed on the day carries: the newest by then. None before the first."""
        return self.of(scheme_id).filter(in_force_from__lte=on).first()


class ConsentWording(models.Model):
    """What the form says that the person signs. Never changed: new words are a new row with a number and a day."""

    key = key_field()
    scheme = models.ForeignKey(
        "sharing.Scheme", null=True, blank=True, on_delete=models.PROTECT, related_name="consent_wordings"
    )  # none: the wording that comes with the product
    number = models.PositiveIntegerField()
    in_force_from = models.DateField()
    text = free_text(blank=False)

    objects = ConsentWordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"], name="consent_wording_number_once", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"{'Version' if self.scheme_id else 'Standard version'} {self.number}"


class ConsentQuerySet(PolicyQuerySet):
    def visible_to(self, viewer):
        """Consents are part of who the person is: for those who may see that in full."""
        shown = self.filter(lists.Allowed(viewer, Level.FULL, Category.IDENTITY)) if viewer.audiences else self.none()
        shown._through_policy = True
        return shown

    def live(self, *, on):
        return self.filter(given_on__lte=on).exclude(withdrawn_on__lte=on).exclude(expires_on__lte=on)

    def _note(self, rows):
        people, ids = {row.person_id for row in rows}, [row.pk for row in rows]
        ledger.note("sharing.consent", people=people, ids=ids, categories=[Category.IDENTITY])


@tracked
class Consent(models.Model):
    """The person agreed to share. No category means all of them, no agency means every agency. Days in London.

    In force while given_on <= day < the earlier of withdrawn_on and expires_on; without either until one is set.
    """

    class How(models.TextChoices):
        FORM = "form", "Signed a form"
        ALOUD = "aloud", "Said so aloud"
        INTERPRETER = "interpreter", "Said so through an interpreter"
        WRITTEN = "written", "Wrote a letter or message"

    key = key_field()
    person = models.ForeignKey("casework.Person", on_delete=models.CASCADE, related_name="consents")
    owner = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    category = models.SmallIntegerField(choices=CATEGORY_CHOICES, null=True, blank=True)
    to_agency = models.ForeignKey("sharing.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=40, choices=How, blank=True, default="")
    wording = models.ForeignKey(ConsentWording, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    witness = short_text()
    document = short_text()
    version = models.PositiveIntegerField(default=1)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "category", "to_agency", "given_on"], name="consent_once", nulls_distinct=False
            ),
            ordered("consent", "given_on", "withdrawn_on"),
            ordered("consent", "given_on", "expires_on"),
        ]

    def __str__(self):
        return f"Consent of {self.given_on}"


@tracked
class PersonTold(SharedRecord):
    """That the person was told who holds what about them and why, or the ground in law on which they were not."""

    class Ground(models.TextChoices):
        """Data Protection Act 2018, section 44(4)."""

        INQUIRY = "inquiry", "It would obstruct an official inquiry"
        CRIME = "crime", "It would harm preventing or finding out a crime"
        PUBLIC_SECURITY = "public_security", "Public security"
        NATIONAL_SECURITY = "national_security", "National security"
        RIGHTS = "rights", "The rights and freedoms of others"

    category = Category.IDENTITY

    told_on = models.DateField(null=True, blank=True)
    language = short_text()
    told_by = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=40, choices=Ground, blank=True, default="")  # why the person was not told
    reason = free_text()

    class Meta:
        constraints = [
            filled_iff("person_told", "told_on", Q(ground="")),
            models.CheckConstraint(name="person_told_not_because", condition=Q(ground="") | ~Q(reason="")),
        ]

    def __str__(self):
        return f"Told on {self.told_on}" if self.told_on else f"Not told: {self.get_ground_display()}"
