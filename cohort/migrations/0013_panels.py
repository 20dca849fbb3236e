import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import sharing.fields
import sharing.history
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_known_spellings"),
        ("cohort", "0012_leaving_walls"),
        ("sharing", "0018_cheaper_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Panel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("ratified_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ratified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="panels", to="sharing.scheme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PanelDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("membership_version", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("bring_on", "Bring on"),
                            ("wait", "Wait until a day"),
                            ("not_for", "Not for the scheme"),
                            ("leave", "Leave"),
                            ("keep", "Keep"),
                            ("keep_review", "Keep, and review on a day"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "suggested",
                    models.CharField(
                        choices=[
                            ("bring_on", "Bring on"),
                            ("wait", "Wait until a day"),
                            ("not_for", "Not for the scheme"),
                            ("leave", "Leave"),
                            ("keep", "Keep"),
                            ("keep_review", "Keep, and review on a day"),
                        ],
                        max_length=40,
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "criterion",
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
                ("reason", models.TextField(default="", max_length=20000)),
                ("otherwise", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("decided", "Waits to be confirmed"),
                            ("ratified", "Ratified, waits to be confirmed"),
                            ("in_force", "In force"),
                            ("sent_back", "Sent back"),
                        ],
                        max_length=40,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_back", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cohort.membership"
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
            name="PanelItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("position", models.PositiveIntegerField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("above", "Nominated, above the line"),
                            ("below", "On the list, below the line"),
                            ("two_years", "Two years on the list"),
                            ("nominated", "Nominated"),
                            ("leaving", "Sent to the panel to leave"),
                            ("added", "Added by hand"),
                        ],
                        max_length=40,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="cohort.panel"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="panel_items", to="casework.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohort.selectionrun",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PanelDecisionVersion",
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
                ("membership_version", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("bring_on", "Bring on"),
                            ("wait", "Wait until a day"),
                            ("not_for", "Not for the scheme"),
                            ("leave", "Leave"),
                            ("keep", "Keep"),
                            ("keep_review", "Keep, and review on a day"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "suggested",
                    models.CharField(
                        choices=[
                            ("bring_on", "Bring on"),
                            ("wait", "Wait until a day"),
                            ("not_for", "Not for the scheme"),
                            ("leave", "Leave"),
                            ("keep", "Keep"),
                            ("keep_review", "Keep, and review on a day"),
                        ],
                        max_length=40,
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "criterion",
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
                ("reason", models.TextField(default="", max_length=20000)),
                ("otherwise", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("decided", "Waits to be confirmed"),
                            ("ratified", "Ratified, waits to be confirmed"),
                            ("in_force", "In force"),
                            ("sent_back", "Sent back"),
                        ],
                        max_length=40,
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_back", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohort.membership",
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
                        to="cohort.paneldecision",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohort.panelitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="paneldecision",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="decision", to="cohort.panelitem"
            ),
        ),
        migrations.CreateModel(
            name="PanelItemVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("position", models.PositiveIntegerField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("above", "Nominated, above the line"),
                            ("below", "On the list, below the line"),
                            ("two_years", "Two years on the list"),
                            ("nominated", "Nominated"),
                            ("leaving", "Sent to the panel to leave"),
                            ("added", "Added by hand"),
                        ],
                        max_length=40,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "panel",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohort.panel",
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
                        to="cohort.panelitem",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohort.selectionrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelParagraph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("text", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="paragraphs", to="cohort.panelitem"
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
            name="PanelParagraphVersion",
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
                ("text", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohort.panelitem",
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
                        to="cohort.panelparagraph",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelPosition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("support", "Supports"),
                            ("oppose", "Disagrees"),
                            ("abstain", "Abstains"),
                            ("absent", "Not here"),
                        ],
                        max_length=40,
                    ),
                ),
                ("words", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="positions", to="cohort.paneldecision"
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
            name="PanelPositionVersion",
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
                    "position",
                    models.CharField(
                        choices=[
                            ("support", "Supports"),
                            ("oppose", "Disagrees"),
                            ("abstain", "Abstains"),
                            ("absent", "Not here"),
                        ],
                        max_length=40,
                    ),
                ),
                ("words", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohort.paneldecision",
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
                        to="cohort.panelposition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                (
                    "attended",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Came"), ("apologies", "Sent apologies"), ("no", "Did not come")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("invited_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="cohort.panel"
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
            ],
        ),
        migrations.CreateModel(
            name="PanelSeatVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                (
                    "attended",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Came"), ("apologies", "Sent apologies"), ("no", "Did not come")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("invited_on", models.DateField()),
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
                    "panel",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohort.panel",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="cohort.panelseat",
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
            name="PanelVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, default="", max_length=200)),
                ("ratified_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "chair",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="cohort.panel",
                    ),
                ),
                (
                    "ratified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.capacity",
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
            model_name="panel",
            constraint=models.UniqueConstraint(fields=("scheme", "number"), name="panel_number_once"),
        ),
        migrations.AddConstraint(
            model_name="panel",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                name="panel_number_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="panel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ratified_at__isnull", True), ("ratified_by__isnull", True)),
                    models.Q(("ratified_at__isnull", False), ("ratified_by__isnull", False)),
                    _connector="OR",
                ),
                name="panel_ratified_by_somebody",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelversion" ("chair_id", "held_on", "id", "key", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "ratified_at", "ratified_by_id", "scheme_id", "starts_at", "version") VALUES (NEW."chair_id", NEW."held_on", NEW."id", NEW."key", NEW."number", NOW(), \'insert\', NEW."id", NEW."place", NEW."ratified_at", NEW."ratified_by_id", NEW."scheme_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="4a0aa0d4c045aea331d69ee9bc2c58c033c98899",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b75a8",
                    table="cohort_panel",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_panelversion" ("chair_id", "held_on", "id", "key", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "ratified_at", "ratified_by_id", "scheme_id", "starts_at", "version") VALUES (NEW."chair_id", NEW."held_on", NEW."id", NEW."key", NEW."number", NOW(), \'update\', NEW."id", NEW."place", NEW."ratified_at", NEW."ratified_by_id", NEW."scheme_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="466d47cd58a098363ed94e3f4e3c0ff1388bc390",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_37823",
                    table="cohort_panel",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelversion" ("chair_id", "held_on", "id", "key", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "ratified_at", "ratified_by_id", "scheme_id", "starts_at", "version") VALUES (OLD."chair_id", OLD."held_on", OLD."id", OLD."key", OLD."number", NOW(), \'delete\', OLD."id", OLD."place", OLD."ratified_at", OLD."ratified_by_id", OLD."scheme_id", OLD."starts_at", OLD."version"); RETURN NULL;',
                    hash="3252f579c6883f30831931ac7e8bbe733ba8d352",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3b105",
                    table="cohort_panel",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.UniqueConstraint(fields=("panel", "person"), name="panel_item_once"),
        ),
        sharing.history.AddTrigger(
            model_name="panelitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelitemversion" ("id", "key", "panel_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "run_id", "version", "why") VALUES (NEW."id", NEW."key", NEW."panel_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."position", NEW."run_id", NEW."version", NEW."why"); RETURN NULL;',
                    hash="ca5df2f1fa20bd5a1bce4b9349c4bbfa78e4dfc1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8d70c",
                    table="cohort_panelitem",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_panelitemversion" ("id", "key", "panel_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "run_id", "version", "why") VALUES (NEW."id", NEW."key", NEW."panel_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."position", NEW."run_id", NEW."version", NEW."why"); RETURN NULL;',
                    hash="1a114b5566e0799be332bf56c28c9fb9144beaba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_625b8",
                    table="cohort_panelitem",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelitemversion" ("id", "key", "panel_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "run_id", "version", "why") VALUES (OLD."id", OLD."key", OLD."panel_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."run_id", OLD."version", OLD."why"); RETURN NULL;',
                    hash="a0f5e9a2d56abf514b636e2b79b457d8540015b2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bbca",
                    table="cohort_panelitem",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="paneldecisionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0fd3b6293f7e94243b5ee9b45b6948a720d5c936",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a5e15",
                    table="cohort_paneldecisionversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["keep_review", "wait"]), ("until__isnull", False)),
                    models.Q(
                        models.Q(("outcome__in", ["keep_review", "wait"]), _negated=True), ("until__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="panel_decision_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "leave"), models.Q(("criterion", ""), _negated=True)),
                    models.Q(models.Q(("outcome", "leave"), _negated=True), ("criterion", "")),
                    _connector="OR",
                ),
                name="panel_decision_leaves_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="panel_decision_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", models.F("suggested")), models.Q(("otherwise", ""), _negated=True), _connector="OR"
                ),
                name="panel_decision_otherwise_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False), ("state", "in_force")),
                    models.Q(
                        models.Q(("state", "in_force"), _negated=True),
                        ("confirmed_at__isnull", True),
                        ("confirmed_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="panel_decision_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="paneldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by__isnull", True),
                    models.Q(("outcome__in", ["bring_on", "leave", "not_for"]), _negated=True),
                    models.Q(("confirmed_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="panel_decision_by_two",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="paneldecision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_paneldecisionversion" ("basis", "confirmed_at", "confirmed_by_id", "criterion", "decided_at", "decided_by_id", "entered_at", "id", "item_id", "key", "membership_id", "membership_version", "otherwise", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sent_back", "state", "strands", "suggested", "until", "version") VALUES (NEW."basis", NEW."confirmed_at", NEW."confirmed_by_id", NEW."criterion", NEW."decided_at", NEW."decided_by_id", NEW."entered_at", NEW."id", NEW."item_id", NEW."key", NEW."membership_id", NEW."membership_version", NEW."otherwise", NEW."outcome", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."sent_back", NEW."state", NEW."strands", NEW."suggested", NEW."until", NEW."version"); RETURN NULL;',
                    hash="bfb73a2341be4a7232b85d5c5db41a790aaea652",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0c7d6",
                    table="cohort_paneldecision",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="paneldecision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_paneldecisionversion" ("basis", "confirmed_at", "confirmed_by_id", "criterion", "decided_at", "decided_by_id", "entered_at", "id", "item_id", "key", "membership_id", "membership_version", "otherwise", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sent_back", "state", "strands", "suggested", "until", "version") VALUES (NEW."basis", NEW."confirmed_at", NEW."confirmed_by_id", NEW."criterion", NEW."decided_at", NEW."decided_by_id", NEW."entered_at", NEW."id", NEW."item_id", NEW."key", NEW."membership_id", NEW."membership_version", NEW."otherwise", NEW."outcome", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."sent_back", NEW."state", NEW."strands", NEW."suggested", NEW."until", NEW."version"); RETURN NULL;',
                    hash="0ae0394d63b285359082befceacdb4ede28d597c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de9d3",
                    table="cohort_paneldecision",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="paneldecision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_paneldecisionversion" ("basis", "confirmed_at", "confirmed_by_id", "criterion", "decided_at", "decided_by_id", "entered_at", "id", "item_id", "key", "membership_id", "membership_version", "otherwise", "outcome", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sent_back", "state", "strands", "suggested", "until", "version") VALUES (OLD."basis", OLD."confirmed_at", OLD."confirmed_by_id", OLD."criterion", OLD."decided_at", OLD."decided_by_id", OLD."entered_at", OLD."id", OLD."item_id", OLD."key", OLD."membership_id", OLD."membership_version", OLD."otherwise", OLD."outcome", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."sent_back", OLD."state", OLD."strands", OLD."suggested", OLD."until", OLD."version"); RETURN NULL;',
                    hash="30043858fc27316a18223b89f04734fa81f85cf3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e17c4",
                    table="cohort_paneldecision",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelitemversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="38f236e768dd6e5b1540789d4021b08144376a6f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_36c12",
                    table="cohort_panelitemversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelparagraph",
            constraint=models.UniqueConstraint(fields=("item", "owner"), name="panel_paragraph_once"),
        ),
        sharing.history.AddTrigger(
            model_name="panelparagraph",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelparagraphversion" ("entered_at", "id", "item_id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."entered_at", NEW."id", NEW."item_id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                    hash="10a423a072ffc808d2f331ad4b9399dbbbdcfe3b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e1a7",
                    table="cohort_panelparagraph",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelparagraph",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_panelparagraphversion" ("entered_at", "id", "item_id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."entered_at", NEW."id", NEW."item_id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                    hash="1497a29fd07075a4dd85cbc0adc7eff61ac3318c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af7c2",
                    table="cohort_panelparagraph",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelparagraph",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelparagraphversion" ("entered_at", "id", "item_id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (OLD."entered_at", OLD."id", OLD."item_id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."text", OLD."version"); RETURN NULL;',
                    hash="d9cd109295a005a5b4ba135274695c7673a655e8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_81a62",
                    table="cohort_panelparagraph",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelparagraphversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3439a5f3b5bc39738bd03236150d733c7903f98a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7bfea",
                    table="cohort_panelparagraphversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelposition",
            constraint=models.UniqueConstraint(fields=("decision", "owner"), name="panel_position_once"),
        ),
        migrations.AddConstraint(
            model_name="panelposition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("position", "oppose"), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="panel_position_dissent_in_words",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelposition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelpositionversion" ("decision_id", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version", "words") VALUES (NEW."decision_id", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."position", NEW."version", NEW."words"); RETURN NULL;',
                    hash="7c4e53fc33d21bbb17b038d811757360c648e6c5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5de1b",
                    table="cohort_panelposition",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelposition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_panelpositionversion" ("decision_id", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version", "words") VALUES (NEW."decision_id", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."position", NEW."version", NEW."words"); RETURN NULL;',
                    hash="a692dace1bfce85ff7665c8972651eef90a925a1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_99cde",
                    table="cohort_panelposition",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelposition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelpositionversion" ("decision_id", "entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version", "words") VALUES (OLD."decision_id", OLD."entered_at", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."version", OLD."words"); RETURN NULL;',
                    hash="460f361a4132b3ec137822f6e3ad7c3646c71be6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_735d8",
                    table="cohort_panelposition",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelpositionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c386fe40f778189f7faa460a4472b1e9aa52ad72",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_84741",
                    table="cohort_panelpositionversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelseat",
            constraint=models.UniqueConstraint(fields=("panel", "agency"), name="panel_seat_once"),
        ),
        sharing.history.AddTrigger(
            model_name="panelseat",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelseatversion" ("agency_id", "attended", "id", "invited_on", "key", "panel_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version") VALUES (NEW."agency_id", NEW."attended", NEW."id", NEW."invited_on", NEW."key", NEW."panel_id", NOW(), \'insert\', NEW."id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="9616f8e334e355767f77a609928ce78c40a0fb54",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd227",
                    table="cohort_panelseat",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelseat",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_panelseatversion" ("agency_id", "attended", "id", "invited_on", "key", "panel_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version") VALUES (NEW."agency_id", NEW."attended", NEW."id", NEW."invited_on", NEW."key", NEW."panel_id", NOW(), \'update\', NEW."id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="d96fa88247b4f95bb14523e601d28f3569481155",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4f47d",
                    table="cohort_panelseat",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelseat",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_panelseatversion" ("agency_id", "attended", "id", "invited_on", "key", "panel_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version") VALUES (OLD."agency_id", OLD."attended", OLD."id", OLD."invited_on", OLD."key", OLD."panel_id", NOW(), \'delete\', OLD."id", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="229a8f15e7d2a2bf13e2dcfa4ce595e1ab20de21",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ad596",
                    table="cohort_panelseat",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelseatversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2f8a7dc5a2e8063e9cd414bc2d981f303d3b8733",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aaa09",
                    table="cohort_panelseatversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="panelversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3b94a3e7ada7b9f8e00e093022c7a5c75a24eecc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5c70b",
                    table="cohort_panelversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
