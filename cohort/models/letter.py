"""Letters to the person, and to an area they move to: the scheme's own words, and each letter as it was handed over."""

from django.db import models
from django.db.models import Q

from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.models import AgreementRule
from sharing.policy import Category
from sharing.querysets import RecordQuerySet
from sharing.records import SharedRecord


class LetterKind(models.TextChoices):
    BROUGHT_ON = "brought_on", "On being brought on"
    LEAVING = "leaving", "On leaving"
    AREA = "area", "To the area that takes over"


class Language(models.TextChoices):
    """Languages a letter can be in, as the page and the file name them to a screen reader. Left to right only."""

    ENGLISH = "en", "English"
    WELSH = "cy", "Welsh"
    POLISH = "pl", "Polish"
    ROMANIAN = "ro", "Romanian"
    PORTUGUESE = "pt", "Portuguese"
    LITHUANIAN = "lt", "Lithuanian"
    SOMALI = "so", "Somali"


class LetterWordingQuerySet(models.QuerySet):
    def of(self, scheme_id):
        return self.filter(scheme=scheme_id).order_by("kind", "language", "-number")

    def latest(self, scheme_id, kind, language):
        """The scheme's newest words; None where it has none of its own."""
        return self.of(scheme_id).filter(kind=kind, language=language).first()


class LetterWording(models.Model):
    """The scheme's words for a kind of letter in a language. Never changed: new words are a new row, with why."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="letter_wordings")
    kind = models.CharField(max_length=40, choices=LetterKind)
    language = models.CharField(max_length=40, choices=Language, default=Language.ENGLISH)
    number = models.PositiveIntegerField()
    text = free_text(blank=False)
    reason = free_text(blank=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")

    objects = LetterWordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "kind", "language", "number"], name="letter_wording_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.get_language_display()}, version {self.number}"


@tracked
class Letter(SharedRecord):
    """One letter, word for word. It may be written anew until it was given; then it stays as the person has it."""

    category = Category.IDENTITY
    Kind = LetterKind

    membership = models.ForeignKey("cohort.Membership", on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=40, choices=LetterKind)
    language = models.CharField(max_length=40, choices=Language, default=Language.ENGLISH)
    large_print = models.BooleanField(default=False)
    to = short_text()  # the area a letter of that kind is for; every other is for the person
    basis = models.CharField(max_length=40, choices=AgreementRule.Basis, blank=True, default="")  # of telling that area
    text = free_text(blank=False)
    written_on = models.DateField()
    written_by = models.ForeignKey("sharing.User", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey("sharing.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_together = models.BooleanField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "kind"], name="letter_once_a_kind"),
            models.CheckConstraint(
                name="letter_to_an_area_on_a_basis",
                condition=Q(kind="area", to__gt="", basis__gt="") | (~Q(kind="area") & Q(to="", basis="")),
            ),
            models.CheckConstraint(
                name="letter_given_in_full",
                condition=Q(given_on__isnull=True, given_by__isnull=True, read_together__isnull=True)
                | Q(given_on__isnull=False, given_by__isnull=False, read_together__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_written_on_before_given_on",
                condition=Q(given_on__isnull=True) | Q(given_on__gte=models.F("written_on")),
            ),
        ]

    def __str__(self):
        return f"Letter of {self.written_on}"

    def get_absolute_url(self):
        return f"/letters/{self.key}/"
