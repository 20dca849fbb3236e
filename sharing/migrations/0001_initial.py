import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import sharing.fields
import sharing.history
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("casework", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("phone", models.CharField(blank=True, default="", max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="user_email_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(default="", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police", "Police"),
                            ("probation", "Probation"),
                            ("prison", "Prison"),
                            ("community_safety", "Community safety"),
                            ("housing", "Housing"),
                            ("yot", "Youth offending team"),
                            ("drug_treatment", "Drug treatment"),
                            ("health", "Health"),
                            ("mental_health", "Mental health"),
                            ("ete", "Education, training and employment"),
                            ("benefits", "Benefits"),
                            ("voluntary", "Voluntary agency"),
                            ("cps", "Crown Prosecution Service"),
                            ("courts", "Courts"),
                            ("victims", "Victim support"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("establishment", models.CharField(blank=True, default="", max_length=40)),
                ("phone", models.CharField(blank=True, default="", max_length=200)),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "acting_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acted_for_by",
                        to="sharing.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(default="", max_length=200)),
                ("lawful_basis", models.CharField(default="", max_length=200)),
                ("purpose", models.TextField(blank=True, default="", max_length=20000)),
                ("every_agency", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("review_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("parties", models.ManyToManyField(blank=True, related_name="agreements", to="sharing.agency")),
            ],
        ),
        migrations.CreateModel(
            name="AgreementRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                (
                    "category",
                    models.SmallIntegerField(
                        choices=[
                            (0, "identity"),
                            (1, "engagement"),
                            (2, "supervision"),
                            (3, "offending"),
                            (4, "intelligence"),
                            (5, "risk"),
                            (6, "needs"),
                            (7, "health"),
                            (8, "drugs"),
                            (9, "housing"),
                            (10, "employment"),
                            (11, "finance"),
                            (12, "family"),
                            (13, "victims"),
                            (14, "plan"),
                            (15, "conference"),
                        ]
                    ),
                ),
                ("level", models.SmallIntegerField(choices=[(1, "summary"), (2, "full")])),
                ("needs_consent", models.BooleanField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("cda115", "Crime and Disorder Act 1998, section 115"),
                            ("oma14", "Offender Management Act 2007, section 14"),
                            ("cja325", "Criminal Justice Act 2003, section 325"),
                            ("consent", "The person's consent"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="sharing.agreement"
                    ),
                ),
                (
                    "from_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "from_agency", "to_agency", "category"),
                        name="agreement_rule_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_agency__isnull", True),
                            ("to_agency__isnull", True),
                            models.Q(("from_agency", models.F("to_agency")), _negated=True),
                            _connector="OR",
                        ),
                        name="agreement_rule_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementRuleVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                (
                    "category",
                    models.SmallIntegerField(
                        choices=[
                            (0, "identity"),
                            (1, "engagement"),
                            (2, "supervision"),
                            (3, "offending"),
                            (4, "intelligence"),
                            (5, "risk"),
                            (6, "needs"),
                            (7, "health"),
                            (8, "drugs"),
                            (9, "housing"),
                            (10, "employment"),
                            (11, "finance"),
                            (12, "family"),
                            (13, "victims"),
                            (14, "plan"),
                            (15, "conference"),
                        ]
                    ),
                ),
                ("level", models.SmallIntegerField(choices=[(1, "summary"), (2, "full")])),
                ("needs_consent", models.BooleanField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("cda115", "Crime and Disorder Act 1998, section 115"),
                            ("oma14", "Offender Management Act 2007, section 14"),
                            ("cja325", "Criminal Justice Act 2003, section 325"),
                            ("consent", "The person's consent"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "from_agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.agreementrule",
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Capacity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Co-ordinator"),
                            ("chair", "Conference chair"),
                            ("practitioner", "Practitioner"),
                            ("steering", "Steering group member"),
                            ("governance", "Information governance lead"),
                            ("analyst", "Analyst"),
                            ("administrator", "Scheme administrator"),
                            ("duty", "Duty officer"),
                        ],
                        max_length=40,
                    ),
                ),
                ("job_title", models.CharField(blank=True, default="", max_length=200)),
                ("named_only", models.BooleanField(default=False)),
                ("active", models.BooleanField(default=True)),
                (
                    "reach",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("active", False)), then=models.Value(0)),
                            models.When(role__in=["coordinator", "chair"], then=models.Value(3)),
                            models.When(named_only=True, role="practitioner", then=models.Value(1)),
                            models.When(role="practitioner", then=models.Value(2)),
                            default=models.Value(0),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="capacities", to="sharing.agency"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "capacities",
                "constraints": [models.UniqueConstraint(fields=("user", "agency"), name="capacity_once_an_agency")],
            },
        ),
        migrations.CreateModel(
            name="CapacityVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Co-ordinator"),
                            ("chair", "Conference chair"),
                            ("practitioner", "Practitioner"),
                            ("steering", "Steering group member"),
                            ("governance", "Information governance lead"),
                            ("analyst", "Analyst"),
                            ("administrator", "Scheme administrator"),
                            ("duty", "Duty officer"),
                        ],
                        max_length=40,
                    ),
                ),
                ("job_title", models.CharField(blank=True, default="", max_length=200)),
                ("named_only", models.BooleanField(default=False)),
                ("active", models.BooleanField(default=True)),
                (
                    "reach",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(models.Q(("active", False)), then=models.Value(0)),
                            models.When(role__in=["coordinator", "chair"], then=models.Value(3)),
                            models.When(named_only=True, role="practitioner", then=models.Value(1)),
                            models.When(role="practitioner", then=models.Value(2)),
                            default=models.Value(0),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                (
                    "category",
                    models.SmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "identity"),
                            (1, "engagement"),
                            (2, "supervision"),
                            (3, "offending"),
                            (4, "intelligence"),
                            (5, "risk"),
                            (6, "needs"),
                            (7, "health"),
                            (8, "drugs"),
                            (9, "housing"),
                            (10, "employment"),
                            (11, "finance"),
                            (12, "family"),
                            (13, "victims"),
                            (14, "plan"),
                            (15, "conference"),
                        ],
                        null=True,
                    ),
                ),
                ("given_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("document", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="casework.person"
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "category", "to_agency", "given_on"),
                        name="consent_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_on__isnull", True),
                            ("withdrawn_on__isnull", True),
                            ("withdrawn_on__gte", models.F("given_on")),
                            _connector="OR",
                        ),
                        name="consent_given_on_before_withdrawn_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                (
                    "category",
                    models.SmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "identity"),
                            (1, "engagement"),
                            (2, "supervision"),
                            (3, "offending"),
                            (4, "intelligence"),
                            (5, "risk"),
                            (6, "needs"),
                            (7, "health"),
                            (8, "drugs"),
                            (9, "housing"),
                            (10, "employment"),
                            (11, "finance"),
                            (12, "family"),
                            (13, "victims"),
                            (14, "plan"),
                            (15, "conference"),
                        ],
                        null=True,
                    ),
                ),
                ("given_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("document", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.consent",
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                (
                    "category",
                    models.SmallIntegerField(
                        choices=[
                            (0, "identity"),
                            (1, "engagement"),
                            (2, "supervision"),
                            (3, "offending"),
                            (4, "intelligence"),
                            (5, "risk"),
                            (6, "needs"),
                            (7, "health"),
                            (8, "drugs"),
                            (9, "housing"),
                            (10, "employment"),
                            (11, "finance"),
                            (12, "family"),
                            (13, "victims"),
                            (14, "plan"),
                            (15, "conference"),
                        ]
                    ),
                ),
                ("level", models.SmallIntegerField(choices=[(1, "summary"), (2, "full")])),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.person"
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="disclosure_starts_at_before_ends_at",
                    ),
                    models.CheckConstraint(condition=models.Q(("ends_at__isnull", False)), name="disclosure_ends"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Emergency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("categories", models.IntegerField()),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.person"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "emergencies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="emergency_starts_at_before_ends_at",
                    ),
                    models.CheckConstraint(condition=models.Q(("ends_at__isnull", False)), name="emergency_ends"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.person"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="exclusion_starts_at_before_ends_at",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "agency_id",
                        "category",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("category", models.SmallIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.TextField(blank=True, default="", max_length=20000)),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("facts", models.JSONField(default=dict)),
                ("parts", models.PositiveIntegerField(default=0)),
                ("done_parts", models.PositiveIntegerField(default=0)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "capacity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="sharing.capacity",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("failed_at__isnull", True)),
                        fields=["made_at"],
                        name="job_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", True), ("failed_at__isnull", True), _connector="OR"),
                        name="job_done_or_failed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done_parts__lte", models.F("parts"))), name="job_done_parts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                (
                    "at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow(), editable=False),
                ),
                ("event", models.CharField(max_length=40)),
                (
                    "operation",
                    models.CharField(
                        choices=[
                            ("collection", "Collected"),
                            ("alteration", "Changed"),
                            ("consultation", "Looked at"),
                            ("disclosure", "Disclosed"),
                            ("combination", "Combined"),
                            ("erasure", "Erased"),
                        ],
                        max_length=40,
                    ),
                ),
                ("scheme_id", models.BigIntegerField(null=True)),
                ("capacity_id", models.BigIntegerField(null=True)),
                ("user_id", models.BigIntegerField(null=True)),
                ("agency_id", models.BigIntegerField(null=True)),
                ("doer", models.CharField(blank=True, default="", max_length=200)),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("subject", models.CharField(blank=True, default="", max_length=200)),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name_plural": "ledger entries",
                "indexes": [
                    models.Index(fields=["scheme_id", "at"], name="ledger_scheme_at"),
                    models.Index(fields=["user_id", "at"], name="ledger_user_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("allocation", "works with the person"),
                            ("action", "has an action in the plan"),
                            ("referral", "accepted a referral"),
                            ("custody", "holds the person"),
                            ("meeting", "is invited to a meeting about the person"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person"], name="link_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="link_starts_at_before_ends_at",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "audience",
                        "starts_at",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("audience", models.BigIntegerField()),
                ("agency_id", models.BigIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("works", models.BooleanField()),
                ("own", models.BooleanField()),
                ("full_of", models.IntegerField()),
                ("consents", models.IntegerField()),
                ("consented_on", models.JSONField(default=dict)),
                (
                    "disclosed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                ("disclosed_on", models.JSONField(default=dict)),
                ("emergency_at", models.DateTimeField(null=True)),
                (
                    "denied",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), null=True, size=None
                    ),
                ),
                ("sort_name", models.TextField()),
                ("status", models.CharField(max_length=40)),
                ("area", models.TextField()),
                ("next_review_on", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="list_rows", to="casework.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["audience", "next_review_on", "person"],
                        include=("area", "status", "starts_at", "ends_at", "denied"),
                        name="listrow_review",
                    ),
                    models.Index(
                        fields=["audience", "sort_name", "person"],
                        include=("starts_at", "ends_at", "denied"),
                        name="listrow_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.TextField(blank=True, default="", max_length=20000)),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("once", models.CharField(max_length=200, unique=True)),
                ("subject", models.CharField(default="", max_length=200)),
                ("body", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mails", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True), ("failed_at__isnull", True)),
                        fields=["made_at"],
                        name="mail_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", True), ("failed_at__isnull", True), _connector="OR"),
                        name="mail_done_or_failed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(default="", max_length=200)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        db_column="person_id",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_links",
                        to="casework.person",
                    ),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="named_link_starts_at_before_ends_at",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("once", models.CharField(max_length=200, unique=True)),
                ("text", models.CharField(default="", max_length=200)),
                ("address", models.CharField(blank=True, default="", max_length=200)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "capacity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="sharing.capacity"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RulePack",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "recipient_id", "starts_at", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("open", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("asked", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("open_by", models.JSONField()),
                ("asked_by", models.JSONField()),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("code", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(default="", max_length=200)),
                ("area", models.CharField(blank=True, default="", max_length=200)),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[("small", "Small area"), ("large", "Large area")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "lead_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="sharing.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"),
                        name="scheme_capacity_range",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(default="", max_length=200)),
                ("lawful_basis", models.CharField(default="", max_length=200)),
                ("purpose", models.TextField(blank=True, default="", max_length=20000)),
                ("every_agency", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("review_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="sharing.scheme"
            ),
        ),
        migrations.CreateModel(
            name="AgencyVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(default="", max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police", "Police"),
                            ("probation", "Probation"),
                            ("prison", "Prison"),
                            ("community_safety", "Community safety"),
                            ("housing", "Housing"),
                            ("yot", "Youth offending team"),
                            ("drug_treatment", "Drug treatment"),
                            ("health", "Health"),
                            ("mental_health", "Mental health"),
                            ("ete", "Education, training and employment"),
                            ("benefits", "Benefits"),
                            ("voluntary", "Voluntary agency"),
                            ("cps", "Crown Prosecution Service"),
                            ("courts", "Courts"),
                            ("victims", "Victim support"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("establishment", models.CharField(blank=True, default="", max_length=40)),
                ("phone", models.CharField(blank=True, default="", max_length=200)),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "acting_for",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.agency",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="agency",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="agencies", to="sharing.scheme"
            ),
        ),
        migrations.CreateModel(
            name="SchemeVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(default="", max_length=200)),
                ("area", models.CharField(blank=True, default="", max_length=200)),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[("small", "Small area"), ("large", "Large area")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "lead_agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form_id", models.CharField(max_length=40)),
                ("sent_at", models.DateTimeField()),
                ("location", models.CharField(blank=True, default="", max_length=200)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "form_id"), name="form_sent_once")],
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("value", models.DecimalField(decimal_places=4, max_digits=12)),
                ("in_force_from", models.DateField()),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="settings", to="sharing.scheme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "name", "in_force_from"), name="setting_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="SettingVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("value", models.DecimalField(decimal_places=4, max_digits=12)),
                ("in_force_from", models.DateField()),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.setting",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(fields=("scheme", "code"), name="agreement_code_once_a_scheme"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("review_on__isnull", True),
                    ("review_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="agreement_starts_on_before_review_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="agreement_starts_on_before_ends_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(
                models.F("scheme"), django.db.models.functions.text.Lower("code"), name="agency_code_once_a_scheme"
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreementrule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementruleversion" ("agreement_id", "basis", "category", "from_agency_id", "id", "key", "level", "needs_consent", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version") VALUES (NEW."agreement_id", NEW."basis", NEW."category", NEW."from_agency_id", NEW."id", NEW."key", NEW."level", NEW."needs_consent", NOW(), \'insert\', NEW."id", NEW."to_agency_id", NEW."version"); RETURN NULL;',
                    hash="5fba37e0000c913045e0834eec0f43edb63ebe58",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bbce4",
                    table="sharing_agreementrule",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreementrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_agreementruleversion" ("agreement_id", "basis", "category", "from_agency_id", "id", "key", "level", "needs_consent", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version") VALUES (NEW."agreement_id", NEW."basis", NEW."category", NEW."from_agency_id", NEW."id", NEW."key", NEW."level", NEW."needs_consent", NOW(), \'update\', NEW."id", NEW."to_agency_id", NEW."version"); RETURN NULL;',
                    hash="552f8d3f6cd3358fb485b470d5f44c33d9d6a226",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f02ad",
                    table="sharing_agreementrule",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreementrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementruleversion" ("agreement_id", "basis", "category", "from_agency_id", "id", "key", "level", "needs_consent", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version") VALUES (OLD."agreement_id", OLD."basis", OLD."category", OLD."from_agency_id", OLD."id", OLD."key", OLD."level", OLD."needs_consent", NOW(), \'delete\', OLD."id", OLD."to_agency_id", OLD."version"); RETURN NULL;',
                    hash="f354d375b361d60049f8cdbcee23dadca18b65e4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_70e4b",
                    table="sharing_agreementrule",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreementruleversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3814fed473a82c3817dbaaac188d00041dbfbfea",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_91aae",
                    table="sharing_agreementruleversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="capacity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_capacityversion" ("active", "agency_id", "id", "job_title", "key", "named_only", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "version") VALUES (NEW."active", NEW."agency_id", NEW."id", NEW."job_title", NEW."key", NEW."named_only", NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="6f471c9bd82849cb80045c51531170462a6cf22e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ebfd5",
                    table="sharing_capacity",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="capacity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_capacityversion" ("active", "agency_id", "id", "job_title", "key", "named_only", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "version") VALUES (NEW."active", NEW."agency_id", NEW."id", NEW."job_title", NEW."key", NEW."named_only", NOW(), \'update\', NEW."id", NEW."role", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="fb37812cfded9d4286c0db39d4013c9bc280fe34",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40222",
                    table="sharing_capacity",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="capacity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_capacityversion" ("active", "agency_id", "id", "job_title", "key", "named_only", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "version") VALUES (OLD."active", OLD."agency_id", OLD."id", OLD."job_title", OLD."key", OLD."named_only", NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="d519f9d461813c19d61e42a3192608516597b453",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a107",
                    table="sharing_capacity",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="capacityversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1e525bc6c3dd80ca85718ec0c50b12d8d675cbf6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_66146",
                    table="sharing_capacityversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_consentversion" ("category", "document", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version", "withdrawn_on") VALUES (NEW."category", NEW."document", NEW."given_on", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."to_agency_id", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                    hash="bbe983eaa74058094e0a8f3e3c841c565df8d3eb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d319a",
                    table="sharing_consent",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_consentversion" ("category", "document", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version", "withdrawn_on") VALUES (NEW."category", NEW."document", NEW."given_on", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."to_agency_id", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                    hash="fd6e77c9ff148f2876bad0869d217842be61f17d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_00db3",
                    table="sharing_consent",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_consentversion" ("category", "document", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version", "withdrawn_on") VALUES (OLD."category", OLD."document", OLD."given_on", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."to_agency_id", OLD."version", OLD."withdrawn_on"); RETURN NULL;',
                    hash="43375de1fd01fedd41f90c8ddf160c16a977fcbf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e315",
                    table="sharing_consent",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="consentversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b5a591b766e0952e73c18e98556ef649726d8047",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_08916",
                    table="sharing_consentversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_schemeversion" ("area", "capacity", "code", "id", "key", "lead_agency_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "version") VALUES (NEW."area", NEW."capacity", NEW."code", NEW."id", NEW."key", NEW."lead_agency_id", NEW."name", NOW(), \'insert\', NEW."id", NEW."size", NEW."version"); RETURN NULL;',
                    hash="d8950e25e8d4b214d1647a37ddce0f671c54271d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61dd9",
                    table="sharing_scheme",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_schemeversion" ("area", "capacity", "code", "id", "key", "lead_agency_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "version") VALUES (NEW."area", NEW."capacity", NEW."code", NEW."id", NEW."key", NEW."lead_agency_id", NEW."name", NOW(), \'update\', NEW."id", NEW."size", NEW."version"); RETURN NULL;',
                    hash="870763a6a34dc7afae87922f26f9ce7636c0b5ff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_07268",
                    table="sharing_scheme",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_schemeversion" ("area", "capacity", "code", "id", "key", "lead_agency_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "version") VALUES (OLD."area", OLD."capacity", OLD."code", OLD."id", OLD."key", OLD."lead_agency_id", OLD."name", NOW(), \'delete\', OLD."id", OLD."size", OLD."version"); RETURN NULL;',
                    hash="2bc08d67932fe12fa2f023ab264bfe99a9ceafa4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fb870",
                    table="sharing_scheme",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreementversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c1e086497a70a0a3b066a5f2466f0f1d9a5f54da",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_244b5",
                    table="sharing_agreementversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementversion" ("code", "ends_on", "every_agency", "id", "key", "lawful_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "review_on", "scheme_id", "starts_on", "title", "version") VALUES (NEW."code", NEW."ends_on", NEW."every_agency", NEW."id", NEW."key", NEW."lawful_basis", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."review_on", NEW."scheme_id", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="7e8dde24bab47a949981402a6dbbb08518fc31aa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ed86",
                    table="sharing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_agreementversion" ("code", "ends_on", "every_agency", "id", "key", "lawful_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "review_on", "scheme_id", "starts_on", "title", "version") VALUES (NEW."code", NEW."ends_on", NEW."every_agency", NEW."id", NEW."key", NEW."lawful_basis", NOW(), \'update\', NEW."id", NEW."purpose", NEW."review_on", NEW."scheme_id", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="31c582d66ce49b77dcba489e9883e04c4b0fbdc2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0462c",
                    table="sharing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementversion" ("code", "ends_on", "every_agency", "id", "key", "lawful_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "review_on", "scheme_id", "starts_on", "title", "version") VALUES (OLD."code", OLD."ends_on", OLD."every_agency", OLD."id", OLD."key", OLD."lawful_basis", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."review_on", OLD."scheme_id", OLD."starts_on", OLD."title", OLD."version"); RETURN NULL;',
                    hash="c7f70ca972c40e5718b88f5e68c0f4df4d598c57",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e65d2",
                    table="sharing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agencyversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1303780798a436e0c7e378f40c7776291fde8b0b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_31875",
                    table="sharing_agencyversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agencyversion" ("acting_for_id", "code", "establishment", "id", "key", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "scheme_id", "version") VALUES (NEW."acting_for_id", NEW."code", NEW."establishment", NEW."id", NEW."key", NEW."kind", NEW."name", NOW(), \'insert\', NEW."id", NEW."phone", NEW."position", NEW."scheme_id", NEW."version"); RETURN NULL;',
                    hash="7f244567f5adb51306f26d32b5fa2ad0aee3a8be",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cb28e",
                    table="sharing_agency",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_agencyversion" ("acting_for_id", "code", "establishment", "id", "key", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "scheme_id", "version") VALUES (NEW."acting_for_id", NEW."code", NEW."establishment", NEW."id", NEW."key", NEW."kind", NEW."name", NOW(), \'update\', NEW."id", NEW."phone", NEW."position", NEW."scheme_id", NEW."version"); RETURN NULL;',
                    hash="9dd476dec75b6a5a31a9b063b76d2128c6f3575e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_60bfe",
                    table="sharing_agency",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agency",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agencyversion" ("acting_for_id", "code", "establishment", "id", "key", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "scheme_id", "version") VALUES (OLD."acting_for_id", OLD."code", OLD."establishment", OLD."id", OLD."key", OLD."kind", OLD."name", NOW(), \'delete\', OLD."id", OLD."phone", OLD."position", OLD."scheme_id", OLD."version"); RETURN NULL;',
                    hash="176a5aeb4d624c2fe39ea577c5ae6fc004f6dc3f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6654d",
                    table="sharing_agency",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="schemeversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6eb9c8377b85625cbd5e4b6ed5647dd838336efd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4efaa",
                    table="sharing_schemeversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="setting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_settingversion" ("id", "in_force_from", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme_id", "value") VALUES (NEW."id", NEW."in_force_from", NEW."name", NOW(), \'insert\', NEW."id", NEW."reason", NEW."scheme_id", NEW."value"); RETURN NULL;',
                    hash="4f10084020eefd6ff5fceb08d8c7c0d294014511",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3e3ae",
                    table="sharing_setting",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="setting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_settingversion" ("id", "in_force_from", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme_id", "value") VALUES (NEW."id", NEW."in_force_from", NEW."name", NOW(), \'update\', NEW."id", NEW."reason", NEW."scheme_id", NEW."value"); RETURN NULL;',
                    hash="3fdaeb72259f32377f28608e68d28e55fda399d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_69b9e",
                    table="sharing_setting",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="setting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_settingversion" ("id", "in_force_from", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme_id", "value") VALUES (OLD."id", OLD."in_force_from", OLD."name", NOW(), \'delete\', OLD."id", OLD."reason", OLD."scheme_id", OLD."value"); RETURN NULL;',
                    hash="299188dd46887f668c5003fea7f7e959ac366f8d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_660a3",
                    table="sharing_setting",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="settingversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3a72975f3268196d0ea63614c77076b454de6dbc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d887b",
                    table="sharing_settingversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
