import django.db.models.deletion
import django.db.models.functions.datetime
import sharing.fields
import sharing.history
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0002_initial"),
        ("sharing", "0001_initial"),
        ("sharing", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("target_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "To do"),
                            ("in_progress", "In progress"),
                            ("stuck", "Stuck"),
                            ("done", "Done"),
                            ("not_done", "Not done"),
                            ("no_longer_needed", "No longer needed"),
                        ],
                        max_length=40,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("conference", "Case conference"), ("plan", "Plan"), ("core_group", "Core group")],
                        default="",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["agency", "target_on", "id"],
                        name="action_open_agency",
                    ),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)), fields=["user"], name="action_open_user"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "number"), name="action_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                        name="action_number_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["done", "not_done", "no_longer_needed"]), ("closed_on__isnull", False)
                            ),
                            models.Q(
                                models.Q(("status__in", ["done", "not_done", "no_longer_needed"]), _negated=True),
                                models.Q(("closed_on__isnull", False), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="action_closed_on_iff",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on__isnull", True),
                            ("target_on__isnull", True),
                            ("target_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="action_opened_on_before_target_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on__isnull", True),
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="action_opened_on_before_closed_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionDetail",
            fields=[
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="pathways.action",
                    ),
                ),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "category",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(pathway="accommodation", then=models.Value(9)),
                            models.When(pathway="ete", then=models.Value(10)),
                            models.When(pathway="health", then=models.Value(7)),
                            models.When(pathway="drugs_alcohol", then=models.Value(8)),
                            models.When(pathway="finance", then=models.Value(11)),
                            models.When(pathway="families", then=models.Value(12)),
                            models.When(pathway="attitudes", then=models.Value(6)),
                            models.When(pathway="victims", then=models.Value(13)),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("text", models.TextField(default="", max_length=20000)),
                ("outcome", models.TextField(blank=True, default="", max_length=20000)),
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
            name="ActionDetailVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "category",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(pathway="accommodation", then=models.Value(9)),
                            models.When(pathway="ete", then=models.Value(10)),
                            models.When(pathway="health", then=models.Value(7)),
                            models.When(pathway="drugs_alcohol", then=models.Value(8)),
                            models.When(pathway="finance", then=models.Value(11)),
                            models.When(pathway="families", then=models.Value(12)),
                            models.When(pathway="attitudes", then=models.Value(6)),
                            models.When(pathway="victims", then=models.Value(13)),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("text", models.TextField(default="", max_length=20000)),
                ("outcome", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="pathways.action",
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
                        to="pathways.actiondetail",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionVersion",
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
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("target_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "To do"),
                            ("in_progress", "In progress"),
                            ("stuck", "Stuck"),
                            ("done", "Done"),
                            ("not_done", "Not done"),
                            ("no_longer_needed", "No longer needed"),
                        ],
                        max_length=40,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("conference", "Case conference"), ("plan", "Plan"), ("core_group", "Core group")],
                        default="",
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
                        to="pathways.action",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("accommodation", "Accommodation"),
                            ("ete", "Education, training and employment"),
                            ("finance", "Finance"),
                            ("relationships", "Relationships"),
                            ("lifestyle_associates", "Lifestyle and associates"),
                            ("drugs", "Drugs"),
                            ("alcohol", "Alcohol"),
                            ("emotional_wellbeing", "Emotional wellbeing"),
                            ("thinking_behaviour", "Thinking and behaviour"),
                            ("attitudes", "Attitudes"),
                            ("physical_health", "Physical health"),
                            ("mental_health", "Mental health"),
                            ("children_families", "Children and families"),
                            ("life_skills", "Life skills"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("oasys", "OASys"),
                            ("asset", "ASSET"),
                            ("case_file", "Case file"),
                            ("self_report", "What the person says"),
                        ],
                        max_length=40,
                    ),
                ),
                ("assessed_on", models.DateField()),
                (
                    "level",
                    models.CharField(
                        choices=[("none", "No need found"), ("some", "Some need"), ("severe", "Severe need")],
                        max_length=40,
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
                    models.UniqueConstraint(fields=("person", "area", "source", "assessed_on"), name="need_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedDetail",
            fields=[
                (
                    "need",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="pathways.need",
                    ),
                ),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "category",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(pathway="accommodation", then=models.Value(9)),
                            models.When(pathway="ete", then=models.Value(10)),
                            models.When(pathway="health", then=models.Value(7)),
                            models.When(pathway="drugs_alcohol", then=models.Value(8)),
                            models.When(pathway="finance", then=models.Value(11)),
                            models.When(pathway="families", then=models.Value(12)),
                            models.When(pathway="attitudes", then=models.Value(6)),
                            models.When(pathway="victims", then=models.Value(13)),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("detail", models.TextField(blank=True, default="", max_length=20000)),
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
            name="NeedDetailVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "category",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(pathway="accommodation", then=models.Value(9)),
                            models.When(pathway="ete", then=models.Value(10)),
                            models.When(pathway="health", then=models.Value(7)),
                            models.When(pathway="drugs_alcohol", then=models.Value(8)),
                            models.When(pathway="finance", then=models.Value(11)),
                            models.When(pathway="families", then=models.Value(12)),
                            models.When(pathway="attitudes", then=models.Value(6)),
                            models.When(pathway="victims", then=models.Value(13)),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("detail", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "need",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="pathways.need",
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
                        to="pathways.needdetail",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NeedVersion",
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
                    "area",
                    models.CharField(
                        choices=[
                            ("accommodation", "Accommodation"),
                            ("ete", "Education, training and employment"),
                            ("finance", "Finance"),
                            ("relationships", "Relationships"),
                            ("lifestyle_associates", "Lifestyle and associates"),
                            ("drugs", "Drugs"),
                            ("alcohol", "Alcohol"),
                            ("emotional_wellbeing", "Emotional wellbeing"),
                            ("thinking_behaviour", "Thinking and behaviour"),
                            ("attitudes", "Attitudes"),
                            ("physical_health", "Physical health"),
                            ("mental_health", "Mental health"),
                            ("children_families", "Children and families"),
                            ("life_skills", "Life skills"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("oasys", "OASys"),
                            ("asset", "ASSET"),
                            ("case_file", "Case file"),
                            ("self_report", "What the person says"),
                        ],
                        max_length=40,
                    ),
                ),
                ("assessed_on", models.DateField()),
                (
                    "level",
                    models.CharField(
                        choices=[("none", "No need found"), ("some", "Some need"), ("severe", "Severe need")],
                        max_length=40,
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
                        to="pathways.need",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("name", models.CharField(default="", max_length=200)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                ("criteria", models.TextField(blank=True, default="", max_length=20000)),
                ("reserved_places", models.PositiveIntegerField(blank=True, null=True)),
                ("places", models.PositiveIntegerField(blank=True, null=True)),
                ("target_days", models.PositiveIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="services", to="sharing.agency"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agency", "name"), name="service_once_an_agency")],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                ("referred_on", models.DateField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("waiting", "Sent"),
                            ("accepted", "Accepted"),
                            ("rejected", "Declined"),
                            ("withdrawn", "Not taken up"),
                        ],
                        max_length=40,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                (
                    "referred_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="pathways.service"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "service", "referred_on"), name="referral_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("decision", "waiting"), _negated=True), ("decided_on__isnull", False)),
                            models.Q(("decision", "waiting"), models.Q(("decided_on__isnull", False), _negated=True)),
                            _connector="OR",
                        ),
                        name="referral_decided_on_iff",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("referred_on__isnull", True),
                            ("decided_on__isnull", True),
                            ("decided_on__gte", models.F("referred_on")),
                            _connector="OR",
                        ),
                        name="referral_referred_on_before_decided_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("started_on__isnull", True),
                            ("started_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="referral_decided_on_before_started_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="referral_started_on_before_ended_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralDetail",
            fields=[
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="pathways.referral",
                    ),
                ),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "category",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(pathway="accommodation", then=models.Value(9)),
                            models.When(pathway="ete", then=models.Value(10)),
                            models.When(pathway="health", then=models.Value(7)),
                            models.When(pathway="drugs_alcohol", then=models.Value(8)),
                            models.When(pathway="finance", then=models.Value(11)),
                            models.When(pathway="families", then=models.Value(12)),
                            models.When(pathway="attitudes", then=models.Value(6)),
                            models.When(pathway="victims", then=models.Value(13)),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                (
                    "barrier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_capacity", "No places"),
                            ("criteria", "Does not meet the rules of the service"),
                            ("drug_use", "Drug use"),
                            ("arrears", "Rent arrears"),
                            ("offence_history", "Offence history"),
                            ("risk_too_high", "Risk too high"),
                            ("risk_too_low", "Risk too low"),
                            ("distance", "Too far away"),
                            ("declined_by_person", "The person said no"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("outcome", models.CharField(blank=True, default="", max_length=200)),
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
            name="ReferralDetailVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "category",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(pathway="accommodation", then=models.Value(9)),
                            models.When(pathway="ete", then=models.Value(10)),
                            models.When(pathway="health", then=models.Value(7)),
                            models.When(pathway="drugs_alcohol", then=models.Value(8)),
                            models.When(pathway="finance", then=models.Value(11)),
                            models.When(pathway="families", then=models.Value(12)),
                            models.When(pathway="attitudes", then=models.Value(6)),
                            models.When(pathway="victims", then=models.Value(13)),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                (
                    "barrier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_capacity", "No places"),
                            ("criteria", "Does not meet the rules of the service"),
                            ("drug_use", "Drug use"),
                            ("arrears", "Rent arrears"),
                            ("offence_history", "Offence history"),
                            ("risk_too_high", "Risk too high"),
                            ("risk_too_low", "Risk too low"),
                            ("distance", "Too far away"),
                            ("declined_by_person", "The person said no"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("outcome", models.CharField(blank=True, default="", max_length=200)),
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
                    "referral",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="pathways.referral",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="pathways.referraldetail",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralVersion",
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
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                ("referred_on", models.DateField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("waiting", "Sent"),
                            ("accepted", "Accepted"),
                            ("rejected", "Declined"),
                            ("withdrawn", "Not taken up"),
                        ],
                        max_length=40,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                        to="pathways.referral",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.agency",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pathways.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("name", models.CharField(default="", max_length=200)),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("accommodation", "Somewhere to live"),
                            ("ete", "Work, training and learning"),
                            ("health", "Health"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("finance", "Money"),
                            ("families", "Family and friends"),
                            ("attitudes", "Thinking and behaviour"),
                            ("victims", "Victims"),
                        ],
                        max_length=40,
                    ),
                ),
                ("criteria", models.TextField(blank=True, default="", max_length=20000)),
                ("reserved_places", models.PositiveIntegerField(blank=True, null=True)),
                ("places", models.PositiveIntegerField(blank=True, null=True)),
                ("target_days", models.PositiveIntegerField(blank=True, null=True)),
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
                        to="pathways.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
