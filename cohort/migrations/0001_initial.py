import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import sharing.fields
import sharing.history
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0002_initial"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("given_on", models.DateField()),
                (
                    "concern",
                    models.CharField(choices=[("none", "None"), ("some", "Some"), ("strong", "Strong")], max_length=40),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
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
                    models.UniqueConstraint(fields=("person", "agency", "given_on"), name="agency_view_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyViewVersion",
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
                ("given_on", models.DateField()),
                (
                    "concern",
                    models.CharField(choices=[("none", "None"), ("some", "Some"), ("strong", "Strong")], max_length=40),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
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
                        to="cohort.agencyview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Harm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("given_on", models.DateField()),
                ("value", models.PositiveSmallIntegerField()),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
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
                    models.UniqueConstraint(fields=("person", "given_on"), name="harm_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                            models.Q(("value__isnull", True), ("value__lte", 3), _connector="OR"),
                        ),
                        name="harm_value_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HarmVersion",
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
                ("given_on", models.DateField()),
                ("value", models.PositiveSmallIntegerField()),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
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
                        to="cohort.harm",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatrixLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matrix", models.CharField(max_length=40)),
                ("matrix_version", models.PositiveIntegerField()),
                (
                    "criterion",
                    models.CharField(
                        choices=[
                            ("offences_12m", "Offences"),
                            ("severity_12m", "Severity of offences"),
                            ("arrests_6m", "Arrests"),
                            ("ogrs3_two_year", "OGRS3, two years"),
                            ("drug_test_positive", "Positive or refused drug tests"),
                            ("intelligence_6m", "Intelligence reports"),
                            ("partner_view", "Concern of the agencies"),
                            ("community_harm", "Harm to the community"),
                            ("external_score", "Score of another tool"),
                            ("release_soon", "Release soon"),
                            ("local", "Local criterion"),
                        ],
                        max_length=40,
                    ),
                ),
                ("weight", models.DecimalField(decimal_places=4, max_digits=12)),
                ("cap", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                ("description", models.TextField(blank=True, default="", max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="matrix_lines", to="sharing.scheme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "matrix", "matrix_version", "criterion"), name="matrix_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("matrix_version__isnull", True), ("matrix_version__gte", 1), _connector="OR"
                        ),
                        name="matrix_line_matrix_version_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__isnull", True), ("weight__gte", 0), _connector="OR"),
                        name="matrix_line_weight_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cap__isnull", True), ("cap__gte", 0), _connector="OR"),
                        name="matrix_line_cap_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatrixLineVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("matrix", models.CharField(max_length=40)),
                ("matrix_version", models.PositiveIntegerField()),
                (
                    "criterion",
                    models.CharField(
                        choices=[
                            ("offences_12m", "Offences"),
                            ("severity_12m", "Severity of offences"),
                            ("arrests_6m", "Arrests"),
                            ("ogrs3_two_year", "OGRS3, two years"),
                            ("drug_test_positive", "Positive or refused drug tests"),
                            ("intelligence_6m", "Intelligence reports"),
                            ("partner_view", "Concern of the agencies"),
                            ("community_harm", "Harm to the community"),
                            ("external_score", "Score of another tool"),
                            ("release_soon", "Release soon"),
                            ("local", "Local criterion"),
                        ],
                        max_length=40,
                    ),
                ),
                ("weight", models.DecimalField(decimal_places=4, max_digits=12)),
                ("cap", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                ("description", models.TextField(blank=True, default="", max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="cohort.matrixline",
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
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("nominated_on", models.DateField()),
                (
                    "strands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("prevent_deter", "Prevent and deter"),
                                ("catch_convict", "Catch and convict"),
                                ("rehabilitate_resettle", "Rehabilitate and resettle"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[("ppo", "On the scheme"), ("stepped_down", "Stepped down")],
                        default="",
                        max_length=40,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("order", "Court order"),
                            ("licence", "Licence"),
                            ("voluntary", "Voluntary"),
                            ("refused", "Refused"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("selected_on", models.DateField(blank=True, null=True)),
                ("stepped_down_on", models.DateField(blank=True, null=True)),
                ("kept_on", models.DateField(blank=True, null=True)),
                ("deselected_on", models.DateField(blank=True, null=True)),
                (
                    "deselection_criterion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stopped_offending", "Stopped offending"),
                            ("moved_away", "Moved away"),
                            ("custodial_sentence", "Long sentence"),
                            ("list_review", "Review of the list"),
                            ("two_year_review", "Two years on the list"),
                            ("high_risk_of_harm", "High risk of harm, managed by MAPPA"),
                            ("deceased", "Died"),
                            ("not_selected", "Not selected"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "nominated_by",
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
                    models.UniqueConstraint(fields=("person", "nominated_on"), name="membership_once"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.Func("person_id", "person_id", models.Value("[]"), function="int8range"), "&&"),
                            (
                                models.Func(
                                    "nominated_on",
                                    "deselected_on",
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="membership_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nominated_on__isnull", True),
                            ("selected_on__isnull", True),
                            ("selected_on__gte", models.F("nominated_on")),
                            _connector="OR",
                        ),
                        name="membership_nominated_on_before_selected_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("selected_on__isnull", True),
                            ("deselected_on__isnull", True),
                            ("deselected_on__gte", models.F("selected_on")),
                            _connector="OR",
                        ),
                        name="membership_selected_on_before_deselected_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nominated_on__isnull", True),
                            ("deselected_on__isnull", True),
                            ("deselected_on__gte", models.F("nominated_on")),
                            _connector="OR",
                        ),
                        name="membership_nominated_on_before_deselected_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deselected_on__isnull", True), ("deselection_criterion", "")),
                            models.Q(
                                ("deselected_on__isnull", False), models.Q(("deselection_criterion", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="membership_left_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("selected_on__isnull", True), models.Q(("tier", ""), _negated=True), _connector="OR"
                        ),
                        name="membership_tier_if_selected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deselection_criterion", "not_selected"), _negated=True),
                            ("selected_on__isnull", True),
                            _connector="OR",
                        ),
                        name="membership_turned_down_never_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipVersion",
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
                ("nominated_on", models.DateField()),
                (
                    "strands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("prevent_deter", "Prevent and deter"),
                                ("catch_convict", "Catch and convict"),
                                ("rehabilitate_resettle", "Rehabilitate and resettle"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[("ppo", "On the scheme"), ("stepped_down", "Stepped down")],
                        default="",
                        max_length=40,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("order", "Court order"),
                            ("licence", "Licence"),
                            ("voluntary", "Voluntary"),
                            ("refused", "Refused"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("selected_on", models.DateField(blank=True, null=True)),
                ("stepped_down_on", models.DateField(blank=True, null=True)),
                ("kept_on", models.DateField(blank=True, null=True)),
                ("deselected_on", models.DateField(blank=True, null=True)),
                (
                    "deselection_criterion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stopped_offending", "Stopped offending"),
                            ("moved_away", "Moved away"),
                            ("custodial_sentence", "Long sentence"),
                            ("list_review", "Review of the list"),
                            ("two_year_review", "Two years on the list"),
                            ("high_risk_of_harm", "High risk of harm, managed by MAPPA"),
                            ("deceased", "Died"),
                            ("not_selected", "Not selected"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "nominated_by",
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
                        to="cohort.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "tool",
                    models.CharField(
                        choices=[
                            ("ogrs3", "OGRS3"),
                            ("ogp", "OGP"),
                            ("ovp", "OVP"),
                            ("prism", "PRISM"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("scored_on", models.DateField()),
                ("value", models.DecimalField(decimal_places=4, max_digits=12)),
                ("source", models.CharField(blank=True, default="", max_length=200)),
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
                "constraints": [models.UniqueConstraint(fields=("person", "tool", "scored_on"), name="score_once")],
            },
        ),
        migrations.CreateModel(
            name="ScoreVersion",
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
                    "tool",
                    models.CharField(
                        choices=[
                            ("ogrs3", "OGRS3"),
                            ("ogp", "OGP"),
                            ("ovp", "OVP"),
                            ("prism", "PRISM"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("scored_on", models.DateField()),
                ("value", models.DecimalField(decimal_places=4, max_digits=12)),
                ("source", models.CharField(blank=True, default="", max_length=200)),
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
                        to="cohort.score",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrackedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(default="", max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.person"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tracked_people", to="sharing.scheme"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tracked people",
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "name", "person"), name="tracked_person_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TrackedPersonVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(default="", max_length=200)),
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
                        to="cohort.trackedperson",
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
    ]
