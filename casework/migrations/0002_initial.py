import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import sharing.fields
import sharing.history
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0001_initial"),
        ("sharing", "0001_initial"),
        ("sharing", "__first__"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="owner",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"),
        ),
        migrations.AddField(
            model_name="person",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="people", to="sharing.scheme"
            ),
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("lines", models.TextField(blank=True, default="", max_length=20000)),
                ("postcode", models.CharField(blank=True, default="", max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("settled", "Settled"),
                            ("temporary", "Temporary"),
                            ("approved_premises", "Approved premises"),
                            ("no_fixed_abode", "No fixed abode"),
                        ],
                        max_length=40,
                    ),
                ),
                ("out_of_area", models.BooleanField(blank=True, null=True)),
                ("ward", models.CharField(blank=True, default="", max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "addresses",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "start"), name="address_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="address_start_before_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddressVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("lines", models.TextField(blank=True, default="", max_length=20000)),
                ("postcode", models.CharField(blank=True, default="", max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("settled", "Settled"),
                            ("temporary", "Temporary"),
                            ("approved_premises", "Approved premises"),
                            ("no_fixed_abode", "No fixed abode"),
                        ],
                        max_length=40,
                    ),
                ),
                ("out_of_area", models.BooleanField(blank=True, null=True)),
                ("ward", models.CharField(blank=True, default="", max_length=200)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.address",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("probation_om", "Probation offender manager"),
                            ("police_om", "Police offender manager"),
                            ("yot_om", "Youth offending case manager"),
                            ("key_worker", "Key worker"),
                            ("drug_worker", "Drug worker"),
                            ("outreach", "Outreach worker"),
                            ("mentor", "Mentor"),
                        ],
                        max_length=40,
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("end__isnull", True)), fields=["user"], name="allocation_open_user"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "role", "start"), name="allocation_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="allocation_start_before_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("probation_om", "Probation offender manager"),
                            ("police_om", "Police offender manager"),
                            ("yot_om", "Youth offending case manager"),
                            ("key_worker", "Key worker"),
                            ("drug_worker", "Drug worker"),
                            ("outreach", "Outreach worker"),
                            ("mentor", "Mentor"),
                        ],
                        max_length=40,
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.allocation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Arrest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("arrested_at", models.DateTimeField()),
                ("arrested_at_time_known", models.BooleanField(default=True)),
                ("offence_code", models.CharField(blank=True, default="", max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "arrested_at", "arrested_at_time_known"), name="arrest_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArrestVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("arrested_at", models.DateTimeField()),
                ("arrested_at_time_known", models.BooleanField(default=True)),
                ("offence_code", models.CharField(blank=True, default="", max_length=40)),
                (
                    "agency",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.arrest",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("planned_for", models.DateTimeField()),
                ("planned_for_time_known", models.BooleanField(default=True)),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("office", "Office visit"),
                            ("home_visit", "Home visit"),
                            ("prison_visit", "Prison visit"),
                            ("phone", "Phone"),
                            ("group", "Group"),
                            ("court", "Court"),
                            ("gate_pickup", "Gate pick-up"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("attended", "Attended"),
                            ("acceptable_absence", "Missed, with a good reason"),
                            ("unacceptable_absence", "Did not attend"),
                            ("cancelled_by_agency", "Cancelled by us"),
                            ("planned", "Planned"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("with_agencies", models.ManyToManyField(blank=True, related_name="+", to="sharing.agency")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["planned_for"], name="contact_planned_for")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "planned_for", "planned_for_time_known", "agency"), name="contact_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactNote",
            fields=[
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="casework.contact",
                    ),
                ),
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
                ("note", models.TextField(blank=True, default="", max_length=20000)),
                ("follow_up", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactNoteVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
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
                ("note", models.TextField(blank=True, default="", max_length=20000)),
                ("follow_up", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="casework.contact",
                    ),
                ),
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
                        to="casework.contactnote",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("planned_for", models.DateTimeField()),
                ("planned_for_time_known", models.BooleanField(default=True)),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("office", "Office visit"),
                            ("home_visit", "Home visit"),
                            ("prison_visit", "Prison visit"),
                            ("phone", "Phone"),
                            ("group", "Group"),
                            ("court", "Court"),
                            ("gate_pickup", "Gate pick-up"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("attended", "Attended"),
                            ("acceptable_absence", "Missed, with a good reason"),
                            ("unacceptable_absence", "Did not attend"),
                            ("cancelled_by_agency", "Cancelled by us"),
                            ("planned", "Planned"),
                        ],
                        max_length=40,
                    ),
                ),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.contact",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DipClient",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="dip",
                        serialize=False,
                        to="casework.person",
                    ),
                ),
                ("dip_client", models.BooleanField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DipClientVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("dip_client", models.BooleanField()),
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
                        serialize=False,
                        to="casework.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.dipclient",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DrugTest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("taken_at", models.DateTimeField()),
                ("taken_at_time_known", models.BooleanField(default=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "taken_at", "taken_at_time_known"), name="drug_test_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DrugTestResult",
            fields=[
                (
                    "test",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="casework.drugtest",
                    ),
                ),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("on_arrest", "On arrest"),
                            ("licence", "Licence"),
                            ("drr", "Drug rehabilitation requirement"),
                            ("custody", "Custody"),
                            ("voluntary", "Voluntary"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("negative", "Negative"),
                            ("positive", "Positive"),
                            ("refused", "Refused"),
                            ("invalid", "Invalid"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "substances",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("opiates", "Opiates"),
                                ("cocaine", "Cocaine"),
                                ("amphetamine", "Amphetamine"),
                                ("cannabis", "Cannabis"),
                                ("other", "Other"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("substances", []), ("result", "positive"), _connector="OR"),
                        name="drug_test_substances_only_positive",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DrugTestResultVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("on_arrest", "On arrest"),
                            ("licence", "Licence"),
                            ("drr", "Drug rehabilitation requirement"),
                            ("custody", "Custody"),
                            ("voluntary", "Voluntary"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("negative", "Negative"),
                            ("positive", "Positive"),
                            ("refused", "Refused"),
                            ("invalid", "Invalid"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "substances",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("opiates", "Opiates"),
                                ("cocaine", "Cocaine"),
                                ("amphetamine", "Amphetamine"),
                                ("cannabis", "Cannabis"),
                                ("other", "Other"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
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
                    "test",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="casework.drugtest",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.drugtestresult",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DrugTestVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("taken_at", models.DateTimeField()),
                ("taken_at_time_known", models.BooleanField(default=True)),
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
                        to="casework.drugtest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Enforcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("warning", "Warning"), ("breach", "Breach"), ("recall", "Recall")], max_length=40
                    ),
                ),
                ("decided_on", models.DateField()),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("resolved_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind", "decided_on"), name="enforcement_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("resolved_on__isnull", True),
                            ("resolved_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="enforcement_decided_on_before_resolved_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnforcementVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("warning", "Warning"), ("breach", "Breach"), ("recall", "Recall")], max_length=40
                    ),
                ),
                ("decided_on", models.DateField()),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("resolved_on", models.DateField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=200)),
                (
                    "agency",
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
                        to="casework.enforcement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="identity",
                        serialize=False,
                        to="casework.person",
                    ),
                ),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("died_on", models.DateField(blank=True, null=True)),
                ("first_sanction_on", models.DateField(blank=True, null=True)),
                ("sanctions_total", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("male", "Male"),
                            ("female", "Female"),
                            ("other", "Other"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("ethnicity", models.CharField(blank=True, default="", max_length=40)),
                ("pnc_id", models.CharField(blank=True, default="", max_length=40)),
                ("cro_number", models.CharField(blank=True, default="", max_length=40)),
                ("prison_number", models.CharField(blank=True, default="", max_length=40)),
                ("crn", models.CharField(blank=True, default="", max_length=40)),
                ("deter_young_offender", models.BooleanField(blank=True, null=True)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.scheme"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "identities",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pnc_id__regex", "^(\\d{4}/\\d{7}[A-Z])?$")),
                        name="identity_pnc_id_canonical",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cro_number__regex", "^(\\d{6}/\\d{2}[A-Z]|SF\\d{2}/\\d{1,6}[A-Z])?$")),
                        name="identity_cro_number_canonical",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prison_number__regex", "^([A-Z]\\d{4}[A-Z]{2})?$")),
                        name="identity_prison_number_canonical",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("crn__regex", "^([A-Z]\\d{6})?$")), name="identity_crn_canonical"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pnc_id", ""), _negated=True),
                        fields=("scheme", "pnc_id"),
                        name="identity_pnc_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_of_birth__isnull", True),
                            ("died_on__isnull", True),
                            ("died_on__gte", models.F("date_of_birth")),
                            _connector="OR",
                        ),
                        name="identity_date_of_birth_before_died_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("died_on", models.DateField(blank=True, null=True)),
                ("first_sanction_on", models.DateField(blank=True, null=True)),
                ("sanctions_total", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("male", "Male"),
                            ("female", "Female"),
                            ("other", "Other"),
                            ("not_recorded", "Not recorded"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("ethnicity", models.CharField(blank=True, default="", max_length=40)),
                ("pnc_id", models.CharField(blank=True, default="", max_length=40)),
                ("cro_number", models.CharField(blank=True, default="", max_length=40)),
                ("prison_number", models.CharField(blank=True, default="", max_length=40)),
                ("crn", models.CharField(blank=True, default="", max_length=40)),
                ("deter_young_offender", models.BooleanField(blank=True, null=True)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
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
                        serialize=False,
                        to="casework.person",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.identity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Intelligence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("received_on", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("summary", models.TextField(default="", max_length=20000)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "intelligence",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "received_on", "number"), name="intelligence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                        name="intelligence_number_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntelligenceVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("received_on", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("summary", models.TextField(default="", max_length=20000)),
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
                        to="casework.intelligence",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("employer", models.CharField(blank=True, default="", max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "start"), name="job_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="job_start_before_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("employer", models.CharField(blank=True, default="", max_length=200)),
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
                        to="casework.job",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mappa",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mappa",
                        serialize=False,
                        to="casework.person",
                    ),
                ),
                ("mappa_category", models.PositiveSmallIntegerField()),
                ("mappa_level", models.PositiveSmallIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mappa_category__isnull", True), ("mappa_category__gte", 1), _connector="OR"),
                            models.Q(("mappa_category__isnull", True), ("mappa_category__lte", 4), _connector="OR"),
                        ),
                        name="mappa_mappa_category_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mappa_level__isnull", True), ("mappa_level__gte", 1), _connector="OR"),
                            models.Q(("mappa_level__isnull", True), ("mappa_level__lte", 3), _connector="OR"),
                        ),
                        name="mappa_mappa_level_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MappaVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("mappa_category", models.PositiveSmallIntegerField()),
                ("mappa_level", models.PositiveSmallIntegerField()),
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
                        serialize=False,
                        to="casework.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.mappa",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Offence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("offence_code", models.CharField(max_length=40)),
                ("offence_on", models.DateField(blank=True, null=True)),
                ("charged_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("charged", "Charged"),
                            ("convicted", "Convicted"),
                            ("acquitted", "Acquitted"),
                            ("withdrawn", "Withdrawn"),
                            ("tic", "Taken into consideration"),
                            ("caution", "Caution"),
                        ],
                        max_length=40,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("breach", models.BooleanField(blank=True, null=True)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "number"), name="offence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                        name="offence_number_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offence_on__isnull", True),
                            ("charged_on__isnull", True),
                            ("charged_on__gte", models.F("offence_on")),
                            _connector="OR",
                        ),
                        name="offence_offence_on_before_charged_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("charged_on__isnull", True),
                            ("outcome_on__isnull", True),
                            ("outcome_on__gte", models.F("charged_on")),
                            _connector="OR",
                        ),
                        name="offence_charged_on_before_outcome_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offence_on__isnull", True),
                            ("outcome_on__isnull", True),
                            ("outcome_on__gte", models.F("offence_on")),
                            _connector="OR",
                        ),
                        name="offence_offence_on_before_outcome_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "charged"), _negated=True),
                            models.Q(("charged_on__isnull", False), ("outcome_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="offence_charged_is_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", "charged"), ("outcome_on__isnull", False), _connector="OR"),
                        name="offence_outcome_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OffenceVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("offence_code", models.CharField(max_length=40)),
                ("offence_on", models.DateField(blank=True, null=True)),
                ("charged_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("charged", "Charged"),
                            ("convicted", "Convicted"),
                            ("acquitted", "Acquitted"),
                            ("withdrawn", "Withdrawn"),
                            ("tic", "Taken into consideration"),
                            ("caution", "Caution"),
                        ],
                        max_length=40,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("breach", models.BooleanField(blank=True, null=True)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
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
                        to="casework.offence",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("crasbo", "Criminal anti-social behaviour order"),
                            ("cbo", "Criminal behaviour order"),
                            ("drr", "Drug rehabilitation requirement"),
                            ("other", "Other order"),
                        ],
                        max_length=40,
                    ),
                ),
                ("made_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("pending", models.BooleanField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind", "made_on"), name="order_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("made_on")),
                            _connector="OR",
                        ),
                        name="order_made_on_before_ends_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("crasbo", "Criminal anti-social behaviour order"),
                            ("cbo", "Criminal behaviour order"),
                            ("drr", "Drug rehabilitation requirement"),
                            ("other", "Other order"),
                        ],
                        max_length=40,
                    ),
                ),
                ("made_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("pending", models.BooleanField(blank=True, null=True)),
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
                        to="casework.order",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("ref", models.CharField(max_length=40)),
                ("family_name", models.CharField(default="", max_length=200)),
                ("given_names", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat("family_name", models.Value(", "), "given_names"),
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                ("status", models.CharField(blank=True, default="", max_length=40)),
                ("area", models.CharField(blank=True, default="", max_length=200)),
                ("next_review_on", models.DateField(blank=True, null=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="casework.person",
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
        migrations.CreateModel(
            name="RiskAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("done_on", models.DateField()),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High"), ("very_high", "Very high")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("summary", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "agency", "done_on"), name="risk_assessment_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskAssessmentVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("done_on", models.DateField()),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High"), ("very_high", "Very high")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("summary", models.TextField(blank=True, default="", max_length=20000)),
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
                        to="casework.riskassessment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Status",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("community_order", "In the community, court order"),
                            ("licence", "In the community, on licence"),
                            ("non_statutory", "In the community, no order"),
                            ("sentenced", "In custody, sentenced"),
                            ("remand", "In custody, on remand"),
                            ("awaiting_court", "Waiting for court"),
                            ("unlawfully_at_large", "Unlawfully at large"),
                            ("hospital", "In hospital"),
                        ],
                        max_length=40,
                    ),
                ),
                ("establishment", models.CharField(blank=True, default="", max_length=40)),
                ("sentence_months", models.PositiveIntegerField(blank=True, null=True)),
                ("release_on", models.DateField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "statuses",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "start"), name="status_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("end__isnull", True)), fields=("person",), name="status_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="status_start_before_end",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.Func("person_id", "person_id", models.Value("[]"), function="int8range"), "&&"),
                            (
                                models.Func(
                                    "start",
                                    "end",
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="status_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("community_order", "In the community, court order"),
                            ("licence", "In the community, on licence"),
                            ("non_statutory", "In the community, no order"),
                            ("sentenced", "In custody, sentenced"),
                            ("remand", "In custody, on remand"),
                            ("awaiting_court", "Waiting for court"),
                            ("unlawfully_at_large", "Unlawfully at large"),
                            ("hospital", "In hospital"),
                        ],
                        max_length=40,
                    ),
                ),
                ("establishment", models.CharField(blank=True, default="", max_length=40)),
                ("sentence_months", models.PositiveIntegerField(blank=True, null=True)),
                ("release_on", models.DateField(blank=True, null=True)),
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
                        to="casework.status",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(fields=("scheme", "ref"), name="person_ref_once_a_scheme"),
        ),
        sharing.history.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_personversion" ("area", "family_name", "given_names", "id", "key", "next_review_on", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "scheme_id", "status", "version") VALUES (NEW."area", NEW."family_name", NEW."given_names", NEW."id", NEW."key", NEW."next_review_on", NEW."owner_id", NOW(), \'insert\', NEW."id", NEW."ref", NEW."scheme_id", NEW."status", NEW."version"); RETURN NULL;',
                    hash="e19344dde33f677ddab65ca86b94c846ffc90dcf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b0d98",
                    table="casework_person",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_personversion" ("area", "family_name", "given_names", "id", "key", "next_review_on", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "scheme_id", "status", "version") VALUES (NEW."area", NEW."family_name", NEW."given_names", NEW."id", NEW."key", NEW."next_review_on", NEW."owner_id", NOW(), \'update\', NEW."id", NEW."ref", NEW."scheme_id", NEW."status", NEW."version"); RETURN NULL;',
                    hash="02ff25a454d0c3aea955b59facf0ba5dfe3730d5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aa838",
                    table="casework_person",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_personversion" ("area", "family_name", "given_names", "id", "key", "next_review_on", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "scheme_id", "status", "version") VALUES (OLD."area", OLD."family_name", OLD."given_names", OLD."id", OLD."key", OLD."next_review_on", OLD."owner_id", NOW(), \'delete\', OLD."id", OLD."ref", OLD."scheme_id", OLD."status", OLD."version"); RETURN NULL;',
                    hash="427cbae58bb3039f75699ae6eaa28675291c7968",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f5b9",
                    table="casework_person",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contactversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="10e21ba72572d5ee2797c2c7653e68491408c2cc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_20a03",
                    table="casework_contactversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_contactversion" ("agency_id", "entered_at", "id", "key", "kind", "minutes", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_for", "planned_for_time_known", "user_id", "version") VALUES (NEW."agency_id", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."minutes", NEW."outcome", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_for", NEW."planned_for_time_known", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="842cd41e121ef96039aa5750a285c028aabe4e5b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2589a",
                    table="casework_contact",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_contactversion" ("agency_id", "entered_at", "id", "key", "kind", "minutes", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_for", "planned_for_time_known", "user_id", "version") VALUES (NEW."agency_id", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."minutes", NEW."outcome", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."place", NEW."planned_for", NEW."planned_for_time_known", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="da37f3543a9030110a086e041998faa6864da1f8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7b6a9",
                    table="casework_contact",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_contactversion" ("agency_id", "entered_at", "id", "key", "kind", "minutes", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_for", "planned_for_time_known", "user_id", "version") VALUES (OLD."agency_id", OLD."entered_at", OLD."id", OLD."key", OLD."kind", OLD."minutes", OLD."outcome", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_for", OLD."planned_for_time_known", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="2dbbf54f7f89c25f171045c2d19aaa36440873c2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a70f",
                    table="casework_contact",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="arrestversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8ba93778a8d6ced12797242d1e6c070e8189fd87",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_18779",
                    table="casework_arrestversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="arrest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_arrestversion" ("agency_id", "arrested_at", "arrested_at_time_known", "entered_at", "id", "key", "offence_code", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."agency_id", NEW."arrested_at", NEW."arrested_at_time_known", NEW."entered_at", NEW."id", NEW."key", NEW."offence_code", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="1addfaf161d8468c5ccd678bb2d38529d92e31a2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aaa92",
                    table="casework_arrest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="arrest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_arrestversion" ("agency_id", "arrested_at", "arrested_at_time_known", "entered_at", "id", "key", "offence_code", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."agency_id", NEW."arrested_at", NEW."arrested_at_time_known", NEW."entered_at", NEW."id", NEW."key", NEW."offence_code", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="eece45d35c8bb61ef113325a86b38636f17e9a87",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_62283",
                    table="casework_arrest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="arrest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_arrestversion" ("agency_id", "arrested_at", "arrested_at_time_known", "entered_at", "id", "key", "offence_code", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."agency_id", OLD."arrested_at", OLD."arrested_at_time_known", OLD."entered_at", OLD."id", OLD."key", OLD."offence_code", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="f58bd7bdc3eddcace004ff8f6509fe8cbf09263c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_059a5",
                    table="casework_arrest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="allocationversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5b968c51721347cf8739f41cf5060bb751bdc5cc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3754a",
                    table="casework_allocationversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="allocation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_allocationversion" ("agency_id", "end", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start", "user_id", "version") VALUES (NEW."agency_id", NEW."end", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."role", NEW."start", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="ef0fc825f390224c3a082a4ba6867eb2124ed691",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d8f02",
                    table="casework_allocation",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="allocation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_allocationversion" ("agency_id", "end", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start", "user_id", "version") VALUES (NEW."agency_id", NEW."end", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."role", NEW."start", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="26345d57ae4277c6fc7fe10d1e744e4f9aa2eaa9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6fc7f",
                    table="casework_allocation",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="allocation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_allocationversion" ("agency_id", "end", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start", "user_id", "version") VALUES (OLD."agency_id", OLD."end", OLD."entered_at", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."role", OLD."start", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="520c8afd4f1a17dec74b914e1d3369abf5c14792",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e543a",
                    table="casework_allocation",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="addressversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="de2d2f17740ff7018a3c2eb2ea24bb2cdb30014a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f2eef",
                    table="casework_addressversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_addressversion" ("end", "entered_at", "id", "key", "kind", "lines", "out_of_area", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "start", "version", "ward") VALUES (NEW."end", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."lines", NEW."out_of_area", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."postcode", NEW."start", NEW."version", NEW."ward"); RETURN NULL;',
                    hash="0d9c2d14a60ee1a0b426919d1ae8e6e3c4252f62",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_21fca",
                    table="casework_address",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_addressversion" ("end", "entered_at", "id", "key", "kind", "lines", "out_of_area", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "start", "version", "ward") VALUES (NEW."end", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."lines", NEW."out_of_area", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."postcode", NEW."start", NEW."version", NEW."ward"); RETURN NULL;',
                    hash="83fd64095226ff0a3e20b046f6b89923609906f5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8bd3d",
                    table="casework_address",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="address",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_addressversion" ("end", "entered_at", "id", "key", "kind", "lines", "out_of_area", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "start", "version", "ward") VALUES (OLD."end", OLD."entered_at", OLD."id", OLD."key", OLD."kind", OLD."lines", OLD."out_of_area", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."postcode", OLD."start", OLD."version", OLD."ward"); RETURN NULL;',
                    hash="6fb5bcf95c36dd06395cae8b9ed2bd3f1e5f7c66",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9a4f2",
                    table="casework_address",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_drugtestversion" ("entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_at_time_known", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."taken_at", NEW."taken_at_time_known", NEW."version"); RETURN NULL;',
                    hash="db4e1958d633e4bc0ca83f658fae13e708c99ba2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70f0b",
                    table="casework_drugtest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_drugtestversion" ("entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_at_time_known", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."taken_at", NEW."taken_at_time_known", NEW."version"); RETURN NULL;',
                    hash="675a981baa2b47f97b0f5233c941ae2cc76acf6a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5509e",
                    table="casework_drugtest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_drugtestversion" ("entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_at_time_known", "version") VALUES (OLD."entered_at", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."taken_at", OLD."taken_at_time_known", OLD."version"); RETURN NULL;',
                    hash="3294a6e6008bec8522f819ee9ce1641cf21f3d1d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7ff3a",
                    table="casework_drugtest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtestversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1a6129b34e14a81b83ae43883e76ff7ccaf26b47",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_89585",
                    table="casework_drugtestversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="enforcement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_enforcementversion" ("agency_id", "decided_on", "entered_at", "id", "key", "kind", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolved_on", "version") VALUES (NEW."agency_id", NEW."decided_on", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."outcome", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."resolved_on", NEW."version"); RETURN NULL;',
                    hash="f52d7568112b8d1996a074b9e1c98c3cd99b0810",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a557",
                    table="casework_enforcement",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="enforcement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_enforcementversion" ("agency_id", "decided_on", "entered_at", "id", "key", "kind", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolved_on", "version") VALUES (NEW."agency_id", NEW."decided_on", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."outcome", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."resolved_on", NEW."version"); RETURN NULL;',
                    hash="acf49035e41fedf0b0c666219818d7604ab34113",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3e0ae",
                    table="casework_enforcement",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="enforcement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_enforcementversion" ("agency_id", "decided_on", "entered_at", "id", "key", "kind", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolved_on", "version") VALUES (OLD."agency_id", OLD."decided_on", OLD."entered_at", OLD."id", OLD."key", OLD."kind", OLD."outcome", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."resolved_on", OLD."version"); RETURN NULL;',
                    hash="a3dab422fbaa491d312641598373d1fde614fc22",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8736a",
                    table="casework_enforcement",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="enforcementversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e7b6afc9d242b7372227c87403501ba78000626f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_122d0",
                    table="casework_enforcementversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="intelligence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_intelligenceversion" ("entered_at", "id", "key", "number", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "summary", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."number", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."received_on", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="0859bc9ef4b4e55f89e01003ce2f92613dfe5687",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c37d3",
                    table="casework_intelligence",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="intelligence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_intelligenceversion" ("entered_at", "id", "key", "number", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "summary", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."number", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."received_on", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="398c32390504c8a80250ba9c3feed7ceed6553aa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2a34e",
                    table="casework_intelligence",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="intelligence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_intelligenceversion" ("entered_at", "id", "key", "number", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "summary", "version") VALUES (OLD."entered_at", OLD."id", OLD."key", OLD."number", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."received_on", OLD."summary", OLD."version"); RETURN NULL;',
                    hash="f7a598c53afb10018c0424c94c3660cbadb7c784",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_be60b",
                    table="casework_intelligence",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="intelligenceversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9249b0c93c56446d88ee4f00653ba4939524fed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e4383",
                    table="casework_intelligenceversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="job",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_jobversion" ("employer", "end", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "version") VALUES (NEW."employer", NEW."end", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."start", NEW."version"); RETURN NULL;',
                    hash="3da57622c1659712a6565092d3d74da8761f4483",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d7a09",
                    table="casework_job",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="job",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_jobversion" ("employer", "end", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "version") VALUES (NEW."employer", NEW."end", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."start", NEW."version"); RETURN NULL;',
                    hash="61d42ec497a7b14861a7d7dcd92486c53926ac36",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0df38",
                    table="casework_job",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="job",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_jobversion" ("employer", "end", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "version") VALUES (OLD."employer", OLD."end", OLD."entered_at", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."start", OLD."version"); RETURN NULL;',
                    hash="188fdd5c12bc11900a71439c50247232cdbc4bd6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_07082",
                    table="casework_job",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="jobversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f723d70db7a26c0c164082fe6b66ebb28b7af4df",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_88a85",
                    table="casework_jobversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="offence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_offenceversion" ("breach", "charged_on", "entered_at", "id", "key", "number", "offence_code", "offence_on", "outcome", "outcome_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "version") VALUES (NEW."breach", NEW."charged_on", NEW."entered_at", NEW."id", NEW."key", NEW."number", NEW."offence_code", NEW."offence_on", NEW."outcome", NEW."outcome_on", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."place", NEW."version"); RETURN NULL;',
                    hash="fff7edf8a3b0febc75cb4a2576981466b807b369",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e08fa",
                    table="casework_offence",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="offence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_offenceversion" ("breach", "charged_on", "entered_at", "id", "key", "number", "offence_code", "offence_on", "outcome", "outcome_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "version") VALUES (NEW."breach", NEW."charged_on", NEW."entered_at", NEW."id", NEW."key", NEW."number", NEW."offence_code", NEW."offence_on", NEW."outcome", NEW."outcome_on", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."place", NEW."version"); RETURN NULL;',
                    hash="cad39fa6b656e19c127e3699d01cea8854cd7723",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bfd02",
                    table="casework_offence",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="offence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_offenceversion" ("breach", "charged_on", "entered_at", "id", "key", "number", "offence_code", "offence_on", "outcome", "outcome_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "version") VALUES (OLD."breach", OLD."charged_on", OLD."entered_at", OLD."id", OLD."key", OLD."number", OLD."offence_code", OLD."offence_on", OLD."outcome", OLD."outcome_on", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."place", OLD."version"); RETURN NULL;',
                    hash="44af0df72dc9baedceeea123bb3c66b530f043bc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5f48d",
                    table="casework_offence",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="offenceversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="56ae924b8f0c5de389b36ca08d0f07100a753dc7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_79618",
                    table="casework_offenceversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="order",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_orderversion" ("ends_on", "entered_at", "id", "key", "kind", "made_on", "owner_id", "pending", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."ends_on", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."made_on", NEW."owner_id", NEW."pending", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="1d78d80e777cfead268febfbe0b3aa4bbe994ea9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9ca76",
                    table="casework_order",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="order",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_orderversion" ("ends_on", "entered_at", "id", "key", "kind", "made_on", "owner_id", "pending", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."ends_on", NEW."entered_at", NEW."id", NEW."key", NEW."kind", NEW."made_on", NEW."owner_id", NEW."pending", NEW."person_id", NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="c73124942f1dfc7b28cfcc49f5c42cd171dab706",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_806e9",
                    table="casework_order",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="order",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_orderversion" ("ends_on", "entered_at", "id", "key", "kind", "made_on", "owner_id", "pending", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."ends_on", OLD."entered_at", OLD."id", OLD."key", OLD."kind", OLD."made_on", OLD."owner_id", OLD."pending", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="5632a295b2f5d12dd1e6949279ea8c350fd4adeb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b202b",
                    table="casework_order",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="orderversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e05cd39f55eeb75c3c28521176be508e0dd5f1cc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0823e",
                    table="casework_orderversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="personversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="db6a7fec1f4b66fdc642beb4f24355be08de3f5d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_096ae",
                    table="casework_personversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="riskassessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_riskassessmentversion" ("agency_id", "done_on", "entered_at", "id", "key", "level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "version") VALUES (NEW."agency_id", NEW."done_on", NEW."entered_at", NEW."id", NEW."key", NEW."level", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="ef3f1f83856865ba853a215962fcb375d552edfd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_915bc",
                    table="casework_riskassessment",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="riskassessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_riskassessmentversion" ("agency_id", "done_on", "entered_at", "id", "key", "level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "version") VALUES (NEW."agency_id", NEW."done_on", NEW."entered_at", NEW."id", NEW."key", NEW."level", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="033fe10b22c431cfbe8ea96141d854ce7811035d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ff4f2",
                    table="casework_riskassessment",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="riskassessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_riskassessmentversion" ("agency_id", "done_on", "entered_at", "id", "key", "level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "version") VALUES (OLD."agency_id", OLD."done_on", OLD."entered_at", OLD."id", OLD."key", OLD."level", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."summary", OLD."version"); RETURN NULL;',
                    hash="60a9b184658f95da93eaaf82cd51df2afc75f514",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e9f74",
                    table="casework_riskassessment",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="riskassessmentversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="afa650881701566ff5d2c3a025ab506fc214edb3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e677f",
                    table="casework_riskassessmentversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="status",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_statusversion" ("end", "entered_at", "establishment", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "sentence_months", "start", "status", "version") VALUES (NEW."end", NEW."entered_at", NEW."establishment", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."release_on", NEW."sentence_months", NEW."start", NEW."status", NEW."version"); RETURN NULL;',
                    hash="b568436e15572441a2f172ff05f407403dff3c6b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ee8a4",
                    table="casework_status",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="status",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_statusversion" ("end", "entered_at", "establishment", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "sentence_months", "start", "status", "version") VALUES (NEW."end", NEW."entered_at", NEW."establishment", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."release_on", NEW."sentence_months", NEW."start", NEW."status", NEW."version"); RETURN NULL;',
                    hash="3e3deb70ade5e0a4af67a742d898137e15cf3d9d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_76136",
                    table="casework_status",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="status",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_statusversion" ("end", "entered_at", "establishment", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "sentence_months", "start", "status", "version") VALUES (OLD."end", OLD."entered_at", OLD."establishment", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."release_on", OLD."sentence_months", OLD."start", OLD."status", OLD."version"); RETURN NULL;',
                    hash="41384fec756bd137fb7ebff8e74c3a84ea48b48f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_115c4",
                    table="casework_status",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="statusversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6c6a8dac5ae6d05c25a6307104a905a5769ee806",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_86b5b",
                    table="casework_statusversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contactnoteversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="07e2e52c88225f5437a29abe073a2625426dbadf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2fa40",
                    table="casework_contactnoteversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contactnote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_contactnoteversion" ("category", "contact_id", "follow_up", "note", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category", NEW."contact_id", NEW."follow_up", NEW."note", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."contact_id"); RETURN NULL;',
                    hash="25621e9fd5b3a7d807f889a6cf46c137b5b029e0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98f5a",
                    table="casework_contactnote",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contactnote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_contactnoteversion" ("category", "contact_id", "follow_up", "note", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category", NEW."contact_id", NEW."follow_up", NEW."note", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."contact_id"); RETURN NULL;',
                    hash="c2ea25f2a218100b9db989b7f50dd9f497d9a994",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_96854",
                    table="casework_contactnote",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="contactnote",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_contactnoteversion" ("category", "contact_id", "follow_up", "note", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."category", OLD."contact_id", OLD."follow_up", OLD."note", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."contact_id"); RETURN NULL;',
                    hash="020146f0e371e733ae24bc2d18a4ffdff3709cdc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e9095",
                    table="casework_contactnote",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="dipclientversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a0f4dbb742665061163aa19d4c92cde3e122431f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b646b",
                    table="casework_dipclientversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="dipclient",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_dipclientversion" ("dip_client", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dip_client", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."person_id"); RETURN NULL;',
                    hash="1227ee4324b2e4482bece5f986648d16baa209a8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_668b5",
                    table="casework_dipclient",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="dipclient",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_dipclientversion" ("dip_client", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dip_client", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."person_id"); RETURN NULL;',
                    hash="0584f5766f5c58b44cf93a79a4644509f286b481",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3693a",
                    table="casework_dipclient",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="dipclient",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_dipclientversion" ("dip_client", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."dip_client", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."person_id"); RETURN NULL;',
                    hash="8965cbea5de2781caa1f3c0bd440e9ba8a19baa9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0780e",
                    table="casework_dipclient",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="identityversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="572fa07773eec73ba4bc72ac0089e7d916250c06",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ed237",
                    table="casework_identityversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="identity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_identityversion" ("aliases", "crn", "cro_number", "date_of_birth", "deter_young_offender", "died_on", "ethnicity", "first_sanction_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pnc_id", "prison_number", "sanctions_total", "scheme_id", "sex") VALUES (NEW."aliases", NEW."crn", NEW."cro_number", NEW."date_of_birth", NEW."deter_young_offender", NEW."died_on", NEW."ethnicity", NEW."first_sanction_on", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."person_id", NEW."pnc_id", NEW."prison_number", NEW."sanctions_total", NEW."scheme_id", NEW."sex"); RETURN NULL;',
                    hash="97234710317b119871a9eac5d471ac5586aa3e04",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a1b8",
                    table="casework_identity",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="identity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_identityversion" ("aliases", "crn", "cro_number", "date_of_birth", "deter_young_offender", "died_on", "ethnicity", "first_sanction_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pnc_id", "prison_number", "sanctions_total", "scheme_id", "sex") VALUES (NEW."aliases", NEW."crn", NEW."cro_number", NEW."date_of_birth", NEW."deter_young_offender", NEW."died_on", NEW."ethnicity", NEW."first_sanction_on", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."person_id", NEW."pnc_id", NEW."prison_number", NEW."sanctions_total", NEW."scheme_id", NEW."sex"); RETURN NULL;',
                    hash="ec38ccee36403dccdfecdf7a8ab36b8d0d591321",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_135b8",
                    table="casework_identity",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="identity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_identityversion" ("aliases", "crn", "cro_number", "date_of_birth", "deter_young_offender", "died_on", "ethnicity", "first_sanction_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pnc_id", "prison_number", "sanctions_total", "scheme_id", "sex") VALUES (OLD."aliases", OLD."crn", OLD."cro_number", OLD."date_of_birth", OLD."deter_young_offender", OLD."died_on", OLD."ethnicity", OLD."first_sanction_on", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."person_id", OLD."pnc_id", OLD."prison_number", OLD."sanctions_total", OLD."scheme_id", OLD."sex"); RETURN NULL;',
                    hash="af5455dddc705fa7f30c25fd4394c4519770be59",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b5dc5",
                    table="casework_identity",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="mappaversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba3d278812628693fc70858f5ee3f3a34ba378bb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d10fb",
                    table="casework_mappaversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="mappa",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_mappaversion" ("mappa_category", "mappa_level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."mappa_category", NEW."mappa_level", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."person_id"); RETURN NULL;',
                    hash="0ff5c6b90c406cd369bd3db2fc5d305bf992736a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f5f9a",
                    table="casework_mappa",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="mappa",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_mappaversion" ("mappa_category", "mappa_level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."mappa_category", NEW."mappa_level", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."person_id"); RETURN NULL;',
                    hash="fc01d76039a2a1c12e9841704faf684c71970a9f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bca3b",
                    table="casework_mappa",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="mappa",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_mappaversion" ("mappa_category", "mappa_level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."mappa_category", OLD."mappa_level", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."person_id"); RETURN NULL;',
                    hash="e6bce0c22a7707f234d8e1b8acc2c2a7b3054139",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_60a73",
                    table="casework_mappa",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtestresultversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ecf142d57d213728ff65705ea18f90b4ff60014b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c9f59",
                    table="casework_drugtestresultversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtestresult",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_drugtestresultversion" ("owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "setting", "substances", "test_id") VALUES (NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."test_id", NEW."result", NEW."setting", NEW."substances", NEW."test_id"); RETURN NULL;',
                    hash="8e5483af4fb83cee6be654e2dfd9e84314256cfa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2c7f0",
                    table="casework_drugtestresult",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtestresult",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "casework_drugtestresultversion" ("owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "setting", "substances", "test_id") VALUES (NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."test_id", NEW."result", NEW."setting", NEW."substances", NEW."test_id"); RETURN NULL;',
                    hash="5a8c14753c446529f5e5f7b7c2c69679d99e8c0a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b17f6",
                    table="casework_drugtestresult",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="drugtestresult",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "casework_drugtestresultversion" ("owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "setting", "substances", "test_id") VALUES (OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."test_id", OLD."result", OLD."setting", OLD."substances", OLD."test_id"); RETURN NULL;',
                    hash="d4e6625970cbafee13cf7fbd6839ed942dc05cf6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_afb8a",
                    table="casework_drugtestresult",
                    when="AFTER",
                ),
            ),
        ),
    ]
