"""Selection runs: a whole pool scored alike on one day, frozen as it was made, and what is proposed from it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.models import Status
from cohort.models.matrix import RANKINGS
from sharing.constraints import between
from sharing.fields import free_text, key_field


class SelectionRunQuerySet(models.QuerySet):
    def of(self, scheme_id):
        """The scheme's runs, the newest first."""
        return self.filter(scheme=scheme_id).select_related("made_by__user").order_by("-number")


class SelectionRun(models.Model):
    """One run. `lines` is the matrix as it was; `sources` the agencies whose records each line rests on."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="selection_runs")
    number = models.PositiveIntegerField()
    ranking = models.CharField(max_length=40, choices=RANKINGS)
    matrix = models.CharField(max_length=40)
    matrix_version = models.PositiveIntegerField()
    as_of = models.DateField()
    capacity = models.PositiveIntegerField(null=True, blank=True)
    lines = models.JSONField()
    sources = models.JSONField()  # criterion to ids of agencies
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "sharing.Capacity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody: by command

    objects = SelectionRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="selection_run_number_once"),
            between("selection_run", "number", 1),
            between("selection_run", "capacity", 1),
        ]

    def __str__(self):
        return f"Selection run {self.number} as at {self.as_of}"

    def get_absolute_url(self):
        return f"/selection/{self.key}/"


class RunScore(models.Model):
    """What one person got in one run: for each line of the run, in its order, what was found and the points.

    Written by one statement for a whole pool, so nothing but the key is indexed and the database checks no foreign key;
    rows of a run appear with it and go with the person. No viewer reads this table: `cohort.seen` cuts it first.
    """

    pk = models.CompositePrimaryKey("run_id", "person_id")
    run = models.ForeignKey(
        SelectionRun, on_delete=models.CASCADE, related_name="scores", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(
        "casework.Person", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    rank = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=12, decimal_places=2)
    provisional = models.BooleanField()
    on_scheme = models.BooleanField()
    above_line = models.BooleanField()
    status = models.CharField(max_length=40, choices=Status.Kind, blank=True)  # where the person was on the day
    found = ArrayField(models.DecimalField(max_digits=18, decimal_places=6, null=True))  # null: the input is missing
    points = ArrayField(models.DecimalField(max_digits=12, decimal_places=2))

    def __str__(self):
        return f"Score of {self.person_id} in {self.run_id}"


class Proposal(models.Model):
    """Other weights or another line tried on a run and kept for the panel, with why. Who would cross is worked out anew."""

    key = key_field()
    run = models.ForeignKey(SelectionRun, on_delete=models.CASCADE, related_name="proposals")
    weights = models.JSONField()  # criterion to [weight, cap or null]
    capacity = models.PositiveIntegerField(null=True, blank=True)
    reason = free_text(blank=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("sharing.Capacity", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [between("proposal", "capacity", 1)]

    def __str__(self):
        return f"Proposal of {self.made_at:%Y-%m-%d}"
