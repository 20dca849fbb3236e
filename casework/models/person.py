"""Who the person is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sharing.constraints import between, ordered
from sharing.fields import free_text, key_field, short_text
from sharing.history import tracked
from sharing.policy import Category
from sharing.querysets import PersonQuerySet
from sharing.records import Detail, SharedRecord


@tracked
class Person(models.Model):
    """The name that everyone who works with the person knows, and what lists sort by. All else is in records."""

    key = key_field()
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="people")
    ref = models.CharField(max_length=40)
    owner = models.ForeignKey("sharing.Agency", on_delete=models.PROTECT, related_name="+")
    family_name = short_text(blank=False)
    given_names = short_text()
    version = models.PositiveIntegerField(default=1)
    # List facts: set by the changes of the floor that knows them, copied into the list rows by a trigger.
    sort_name = models.GeneratedField(
        expression=models.functions.Lower(
            models.functions.Concat("family_name", models.Value(", "), "given_names"), output_field=models.TextField()
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    status = models.CharField(max_length=40, blank=True, default="")  # the open status
    area = models.CharField(max_length=200, blank=True, default="")  # ward of the open address
    next_review_on = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "ref"], name="person_ref_once_a_scheme")]
        permissions = [("work_with", "Works with this person although the agency does not")]
        verbose_name_plural = "people"

    def __str__(self):
        return self.list_name

    @property
    def list_name(self):
        return f"{self.family_name}, {self.given_names}" if self.given_names else self.family_name

    @property
    def full_name(self):
        return f"{self.given_names} {self.family_name}".strip()

    def get_absolute_url(self):
        return f"/people/{self.key}/"


class Sex(models.TextChoices):
    MALE = "male", "Male"
    FEMALE = "female", "Female"
    OTHER = "other", "Other"
    NOT_RECORDED = "not_recorded", "Not recorded"


@tracked
class Identity(Detail):
    """What identifies the person: birth, numbers, other names."""

    category = Category.IDENTITY

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="identity")
    date_of_birth = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    first_sanction_on = models.DateField(null=True, blank=True)
    sanctions_total = models.PositiveIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=40, choices=Sex, blank=True, default="")
    ethnicity = models.CharField(max_length=40, blank=True, default="")  # code of ethnicity.csv
    pnc_id = models.CharField(max_length=40, blank=True, default="")
    cro_number = models.CharField(max_length=40, blank=True, default="")
    prison_number = models.CharField(max_length=40, blank=True, default="")
    crn = models.CharField(max_length=40, blank=True, default="")
    deter_young_offender = models.BooleanField(null=True, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # The same as the person's, so that a number is unique within a scheme.
    scheme = models.ForeignKey("sharing.Scheme", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *(
                models.CheckConstraint(name=f"identity_{field}_canonical", condition=Q(**{f"{field}__regex": form}))
                for field, form in {
                    "pnc_id": r"^(\d{4}/\d{7}[A-Z])?$",
                    "cro_number": r"^(\d{6}/\d{2}[A-Z]|SF\d{2}/\d{1,6}[A-Z])?$",
                    "prison_number": r"^([A-Z]\d{4}[A-Z]{2})?$",
                    "crn": r"^([A-Z]\d{6})?$",
                }.items()
            ),
            models.UniqueConstraint(fields=["scheme", "pnc_id"], name="identity_pnc_once", condition=~Q(pnc_id="")),
            ordered("identity", "date_of_birth", "died_on"),
        ]
        verbose_name_plural = "identities"

    def __str__(self):
        return f"Identity of {self.person_id}"


@tracked
class Mappa(Detail):
    """Multi-agency public protection: category and level."""

    category = Category.RISK

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="mappa")
    mappa_category = models.PositiveSmallIntegerField()
    mappa_level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [between("mappa", "mappa_category", 1, 4), between("mappa", "mappa_level", 1, 3)]

    def __str__(self):
        return f"MAPPA category {self.mappa_category}, level {self.mappa_level}"


@tracked
class DipClient(Detail):
    """Whether the drug intervention programme works with the person."""

    category = Category.DRUGS

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="dip")
    dip_client = models.BooleanField()

    def __str__(self):
        return "DIP client" if self.dip_client else "Not a DIP client"


@tracked
class Address(SharedRecord):
    class Kind(models.TextChoices):
        SETTLED = "settled", "Settled"
        TEMPORARY = "temporary", "Temporary"
        APPROVED_PREMISES = "approved_premises", "Approved premises"
        NO_FIXED_ABODE = "no_fixed_abode", "No fixed abode"

    category = Category.HOUSING

    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    lines = free_text()
    postcode = models.CharField(max_length=40, blank=True, default="")
    kind = models.CharField(max_length=40, choices=Kind)
    out_of_area = models.BooleanField(null=True, blank=True)
    ward = short_text()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "start"], name="address_once"),
            ordered("address", "start", "end"),
        ]
        verbose_name_plural = "addresses"

    def __str__(self):
        return f"{self.get_kind_display()} address from {self.start}"


@tracked
class Job(SharedRecord):
    category = Category.EMPLOYMENT

    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    employer = short_text()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "start"], name="job_once"),
            ordered("job", "start", "end"),
        ]

    def __str__(self):
        return f"Job from {self.start}"
