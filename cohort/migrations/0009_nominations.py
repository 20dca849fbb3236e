import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import sharing.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_known_spellings"),
        ("cohort", "0008_look_again"),
        ("sharing", "0016_compiled_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("nominated_on", models.DateField()),
                ("reason", models.TextField(default="", max_length=20000)),
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
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("offences", "Offences or arrests"),
                                ("intelligence", "Intelligence"),
                                ("drug_test", "Drug tests"),
                                ("contacts", "Missed appointments"),
                                ("custody", "About to leave custody"),
                                ("community", "Complaints of residents or victims"),
                                ("other", "Something else"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="nominations",
                        to="cohort.membership",
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
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NominationSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("positive_test", "Positive drug test"),
                            ("missed_treatment", "Did not attend drug treatment"),
                            ("leaving_custody", "About to leave custody"),
                            ("frequent_arrests", "Arrested often, for serious offences"),
                        ],
                        max_length=40,
                    ),
                ),
                ("evidence_on", models.DateField()),
                ("count", models.PositiveIntegerField(default=1)),
                ("suggested_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("nominated", "Nominated"), ("put_away", "Put away")],
                        default="waiting",
                        max_length=40,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.capacity",
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
        ),
        migrations.CreateModel(
            name="UnplacedNomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("nominated_on", models.DateField()),
                ("family_name", models.CharField(default="", max_length=200)),
                ("given_names", models.CharField(blank=True, default="", max_length=200)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("pnc_id", models.CharField(blank=True, default="", max_length=40)),
                ("reason", models.TextField(default="", max_length=20000)),
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
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("offences", "Offences or arrests"),
                                ("intelligence", "Intelligence"),
                                ("drug_test", "Drug tests"),
                                ("contacts", "Missed appointments"),
                                ("custody", "About to leave custody"),
                                ("community", "Complaints of residents or victims"),
                                ("other", "Something else"),
                            ],
                            max_length=40,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "With the co-ordinator"),
                            ("placed", "Passed on"),
                            ("answered", "Answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=40,
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, default="", max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "nomination",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unplaced",
                        to="cohort.nomination",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharing.scheme"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NominationCaution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(default="", max_length=20000)),
                (
                    "readers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "nomination",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="caution",
                        to="cohort.nomination",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "unplaced",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="caution",
                        to="cohort.unplacednomination",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("membership", "owner"),
                name="nomination_once_an_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nominated_on__isnull", True),
                    ("withdrawn_on__isnull", True),
                    ("withdrawn_on__gte", models.F("nominated_on")),
                    _connector="OR",
                ),
                name="nomination_nominated_on_before_withdrawn_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationsuggestion",
            constraint=models.UniqueConstraint(
                fields=("person", "owner", "kind", "evidence_on"), name="nomination_suggestion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationsuggestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("person", "owner", "kind"),
                name="nomination_suggestion_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationsuggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("closed_on__isnull", False)),
                    models.Q(("state", "waiting"), models.Q(("closed_on__isnull", False), _negated=True)),
                    _connector="OR",
                ),
                name="nomination_suggestion_closed_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationsuggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("closed_by__isnull", False)),
                    models.Q(("state", "waiting"), models.Q(("closed_by__isnull", False), _negated=True)),
                    _connector="OR",
                ),
                name="nomination_suggestion_closed_by_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationsuggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suggested_on__isnull", True),
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("suggested_on")),
                    _connector="OR",
                ),
                name="nomination_suggestion_suggested_on_before_closed_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationsuggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "put_away"), models.Q(("reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "put_away"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="nomination_suggestion_put_away_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="unplacednomination",
            index=models.Index(fields=["scheme", "state", "nominated_on"], name="unplaced_nomination_waiting"),
        ),
        migrations.AddConstraint(
            model_name="unplacednomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("closed_on__isnull", False)),
                    models.Q(("state", "waiting"), models.Q(("closed_on__isnull", False), _negated=True)),
                    _connector="OR",
                ),
                name="unplaced_nomination_closed_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="unplacednomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("closed_by__isnull", False)),
                    models.Q(("state", "waiting"), models.Q(("closed_by__isnull", False), _negated=True)),
                    _connector="OR",
                ),
                name="unplaced_nomination_closed_by_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="unplacednomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nominated_on__isnull", True),
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("nominated_on")),
                    _connector="OR",
                ),
                name="unplaced_nomination_nominated_on_before_closed_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="nominationcaution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("nomination__isnull", False), ("person__isnull", False)),
                    models.Q(("nomination__isnull", True), ("person__isnull", True), ("unplaced__isnull", False)),
                    _connector="OR",
                ),
                name="nomination_caution_of_one",
            ),
        ),
    ]
