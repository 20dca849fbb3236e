"""Schemes, their settings, agencies and the people who sign in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower

from sharing.constraints import between
from sharing.fields import key_field, short_text
from sharing.history import tracked
from sharing.permissions import Role
from sharing.policy import Reach


@tracked
class Scheme(models.Model):
    class Size(models.TextChoices):
        SMALL = "small", "Small area"
        LARGE = "large", "Large area"

    key = key_field()
    code = models.CharField(max_length=40, unique=True)
    name = short_text(blank=False)
    area = short_text()
    size = models.CharField(max_length=40, choices=Size, blank=True, default="")
    capacity = models.PositiveIntegerField(null=True, blank=True)
    lead_agency = models.ForeignKey("Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="leads")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [between("scheme", "capacity", 1)]

    def __str__(self):
        return self.name


class SettingQuerySet(models.QuerySet):
    def in_force(self, *, scheme, on):
        """Name to value of the scheme's own settings on a day; `rules.setting_values` adds the defaults."""
        rows = self.filter(scheme=scheme, in_force_from__lte=on).order_by("in_force_from", "pk")
        return dict(rows.values_list("name", "value"))


@tracked
class Setting(models.Model):
    """A rule with a number, from a day on. The latest row in force counts; older ones are its history."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="settings")
    name = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=4)
    in_force_from = models.DateField()
    reason = short_text()

    objects = SettingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "name", "in_force_from"], name="setting_once_a_day")]

    def __str__(self):
        return f"{self.name} = {self.value.normalize():f}"


@tracked
class Agency(models.Model):
    class Kind(models.TextChoices):
        POLICE = "police", "Police"
        PROBATION = "probation", "Probation"
        PRISON = "prison", "Prison"
        COMMUNITY_SAFETY = "community_safety", "Community safety"
        HOUSING = "housing", "Housing"
        YOT = "yot", "Youth offending team"
        DRUG_TREATMENT = "drug_treatment", "Drug treatment"
        HEALTH = "health", "Health"
        MENTAL_HEALTH = "mental_health", "Mental health"
        ETE = "ete", "Education, training and employment"
        BENEFITS = "benefits", "Benefits"
        VOLUNTARY = "voluntary", "Voluntary agency"
        CPS = "cps", "Crown Prosecution Service"
        COURTS = "courts", "Courts"
        VICTIMS = "victims", "Victim support"
        OTHER = "other", "Other"

    key = key_field()
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="agencies")
    code = models.CharField(max_length=40)
    name = short_text(blank=False)
    kind = models.CharField(max_length=40, choices=Kind)
    establishment = models.CharField(max_length=40, blank=True, default="")  # a prison's code in prisons.csv
    acting_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="acted_for_by")
    phone = short_text()
    position = models.PositiveIntegerField(default=0)  # order in the scheme's own list
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("scheme", Lower("code"), name="agency_code_once_a_scheme")]
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. What they may do comes from a capacity, never from here."""

    key = key_field()
    email = models.EmailField(max_length=254, unique=True)
    name = short_text()
    phone = short_text()
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self):
        return self.name or self.email


@tracked
class Capacity(models.Model):
    """One user in one agency in one role: what every page, decision and ledger line is made in."""

    key = key_field()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="capacities")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="capacities")
    role = models.CharField(max_length=40, choices=Role)
    job_title = short_text()
    named_only = models.BooleanField(default=False)  # meets only people named to this user, such as a mentor
    active = models.BooleanField(default=True)
    reach = models.GeneratedField(
        expression=Case(
            When(Q(active=False), then=Value(int(Reach.NOBODY))),
            When(role__in=[Role.COORDINATOR, Role.CHAIR], then=Value(int(Reach.SCHEME))),
            When(role=Role.PRACTITIONER, named_only=True, then=Value(int(Reach.NAMED))),
            When(role=Role.PRACTITIONER, then=Value(int(Reach.AGENCY))),
            default=Value(int(Reach.NOBODY)),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "agency"], name="capacity_once_an_agency")]
        verbose_name_plural = "capacities"

    def __str__(self):
        return f"{self.user}, {self.agency}"
