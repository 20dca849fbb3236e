"""Issued packs and returns, frozen as issued: rows are added and never changed, and the database sees to it."""

from django.db import models
from django.db.models import Q

from sharing.fields import key_field, short_text


class IssuedPackQuerySet(models.QuerySet):
    def of(self, scheme):
        """The scheme's packs, the newest day first; of one day, the one issued last."""
        return self.filter(scheme=scheme).order_by("-as_of", "-number")

    def through(self, as_of):
        """(as_of, on the scheme, in custody) by day up to one; of one day, as its last pack told it."""
        told = self.filter(as_of__lte=as_of).order_by("as_of", "number")
        rows = told.values_list("as_of", "figures__cohort__on_scheme", "figures__cohort__custody")
        return sorted({as_of: (as_of, people, custody) for as_of, people, custody in rows}.values())

    def ahead(self, *, as_of):
        """Those made by the clock, as at one day, of every scheme."""
        return self.filter(as_of=as_of, made_by__isnull=True)


class IssuedPack(models.Model):
    """One performance pack: its figures, small counts already hidden, and the files made of them."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="issued_packs")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    period_from = models.DateField()
    period_to = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(  # nobody: made ahead, by the clock
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    marking = short_text()
    figures = models.JSONField()
    pages = models.PositiveIntegerField()
    pdf_file = models.CharField(max_length=200)
    pdf_sha256 = models.CharField(max_length=64)
    pdf_size = models.PositiveIntegerField()
    xlsx_file = models.CharField(max_length=200)
    xlsx_sha256 = models.CharField(max_length=64)
    xlsx_size = models.PositiveIntegerField()

    objects = IssuedPackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="issued_pack_number_once"),
            models.UniqueConstraint(
                fields=["scheme", "as_of"], name="issued_pack_ahead_once", condition=Q(made_by__isnull=True)
            ),
            models.CheckConstraint(
                name="issued_pack_period_ends_on_its_day",
                condition=Q(period_to=models.F("as_of"), period_from__lte=models.F("as_of")),
            ),
        ]

    def __str__(self):
        return f"Pack {self.number} as at {self.as_of}"

    def get_absolute_url(self):
        return f"/reports/{self.key}/"


class DataReturn(models.Model):
    """One monthly return as it was made, with its figures and without the names behind its gaps."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="data_returns")
    month = models.DateField()  # its first day
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")
    measures = models.JSONField()
    gaps = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(name="data_return_first_of_month", condition=Q(month__day=1)),
        ]

    def __str__(self):
        return f"Return for {self.month:%B %Y}"
