from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import sharing.fields
import sharing.history
from django.db import migrations, models

from sharing import walls
from sharing.walls import OFFICE


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_walls_of_search"),
        ("sharing", "0014_agreement_signing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("rule", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Waits for a second person"), ("refused", "Refused"), ("done", "Done")],
                        default="proposed",
                        max_length=40,
                    ),
                ),
                ("proposed_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True, default="", max_length=20000)),
                ("removed", models.JSONField(blank=True, default=dict)),
                ("whole", models.BooleanField(default=False)),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disposals",
                        to="casework.person",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disposals", to="sharing.scheme"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="DisposalVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("rule", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Waits for a second person"), ("refused", "Refused"), ("done", "Done")],
                        default="proposed",
                        max_length=40,
                    ),
                ),
                ("proposed_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True, default="", max_length=20000)),
                ("removed", models.JSONField(blank=True, default=dict)),
                ("whole", models.BooleanField(default=False)),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
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
                    "answered_by",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="sharing.disposal",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
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
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("reason", models.TextField(default="", max_length=20000)),
                ("placed_on", models.DateField()),
                ("review_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("end_reason", models.TextField(blank=True, default="", max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legal_holds", to="casework.person"
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
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
                "ordering": ["review_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LegalHoldVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("reason", models.TextField(default="", max_length=20000)),
                ("placed_on", models.DateField()),
                ("review_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("end_reason", models.TextField(blank=True, default="", max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "ended_by",
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
                        to="sharing.legalhold",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        db_constraint=False,
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
        migrations.CreateModel(
            name="RetentionReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("trigger_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "Keep it"), ("dispose", "Put it up for disposal")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.capacity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention_reviews",
                        to="casework.person",
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
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(default="", max_length=200)),
                (
                    "agency_kind",
                    models.CharField(
                        blank=True,
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
                        default="",
                        max_length=40,
                    ),
                ),
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
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("mappa", "People managed by MAPPA"),
                            ("sexual_violent", "People with a sexual or violent offence on record"),
                        ],
                        default="everyone",
                        max_length=40,
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("left", "The day the person left the scheme"),
                            ("entered", "The day the agency last entered anything"),
                        ],
                        max_length=40,
                    ),
                ),
                ("clear_months", models.PositiveIntegerField()),
                ("review_months", models.PositiveIntegerField()),
                ("maximum_months", models.PositiveIntegerField(blank=True, null=True)),
                ("maximum_age", models.PositiveIntegerField(blank=True, null=True)),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="retention_rules", to="sharing.scheme"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RetentionReviewVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("trigger_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "Keep it"), ("dispose", "Put it up for disposal")],
                        default="",
                        max_length=40,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("decided_on", models.DateField(blank=True, null=True)),
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
                    "decided_by",
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
                        to="sharing.retentionreview",
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
                    "rule",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.retentionrule",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="retentionreview",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.retentionrule"
            ),
        ),
        migrations.CreateModel(
            name="RetentionRuleVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(default="", max_length=200)),
                (
                    "agency_kind",
                    models.CharField(
                        blank=True,
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
                        default="",
                        max_length=40,
                    ),
                ),
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
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("mappa", "People managed by MAPPA"),
                            ("sexual_violent", "People with a sexual or violent offence on record"),
                        ],
                        default="everyone",
                        max_length=40,
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("left", "The day the person left the scheme"),
                            ("entered", "The day the agency last entered anything"),
                        ],
                        max_length=40,
                    ),
                ),
                ("clear_months", models.PositiveIntegerField()),
                ("review_months", models.PositiveIntegerField()),
                ("maximum_months", models.PositiveIntegerField(blank=True, null=True)),
                ("maximum_age", models.PositiveIntegerField(blank=True, null=True)),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="sharing.retentionrule",
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
            model_name="disposal",
            constraint=models.UniqueConstraint(fields=("scheme", "number"), name="disposal_number_once"),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")), fields=("person", "agency"), name="disposal_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_by__isnull", False), ("answered_on__isnull", False)),
                    models.Q(
                        models.Q(("answered_by__isnull", False), _negated=True),
                        models.Q(("answered_on__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disposal_answered_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), ("person__isnull", True)),
                    models.Q(
                        models.Q(("state", "done"), _negated=True),
                        ("files", []),
                        ("person__isnull", False),
                        ("removed", {}),
                        ("whole", False),
                    ),
                    _connector="OR",
                ),
                name="disposal_done_names_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("refusal", ""), _negated=True),
                    _connector="OR",
                ),
                name="disposal_refused_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("state", "proposed")),
                    models.Q(models.Q(("state", "proposed"), _negated=True), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="disposal_answered_iff_not_open",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="disposal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_disposalversion" ("agency_id", "answered_by_id", "answered_on", "files", "id", "key", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "refusal", "removed", "rule", "scheme_id", "state", "version", "whole") VALUES (NEW."agency_id", NEW."answered_by_id", NEW."answered_on", NEW."files", NEW."id", NEW."key", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."refusal", NEW."removed", NEW."rule", NEW."scheme_id", NEW."state", NEW."version", NEW."whole"); RETURN NULL;',
                    hash="98c2a1ab9c3c3c5b53ba5fe2045eed89b2534653",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_42c0d",
                    table="sharing_disposal",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="disposal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_disposalversion" ("agency_id", "answered_by_id", "answered_on", "files", "id", "key", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "refusal", "removed", "rule", "scheme_id", "state", "version", "whole") VALUES (NEW."agency_id", NEW."answered_by_id", NEW."answered_on", NEW."files", NEW."id", NEW."key", NEW."number", NEW."person_id", NOW(), \'update\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."refusal", NEW."removed", NEW."rule", NEW."scheme_id", NEW."state", NEW."version", NEW."whole"); RETURN NULL;',
                    hash="ec522a65e4416321bee7180a1bd3325121b2e368",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_95961",
                    table="sharing_disposal",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="disposal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_disposalversion" ("agency_id", "answered_by_id", "answered_on", "files", "id", "key", "number", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "refusal", "removed", "rule", "scheme_id", "state", "version", "whole") VALUES (OLD."agency_id", OLD."answered_by_id", OLD."answered_on", OLD."files", OLD."id", OLD."key", OLD."number", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."proposed_by_id", OLD."proposed_on", OLD."refusal", OLD."removed", OLD."rule", OLD."scheme_id", OLD."state", OLD."version", OLD."whole"); RETURN NULL;',
                    hash="c420c5c21aa1c5df86dbf85d4cb76fdc59f82a2d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a4e83",
                    table="sharing_disposal",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="disposalversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e8ebd63d94b46305abc1c68d8c56b7b13b02dd1a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4250c",
                    table="sharing_disposalversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("placed_on__isnull", True),
                    ("review_on__isnull", True),
                    ("review_on__gte", models.F("placed_on")),
                    _connector="OR",
                ),
                name="legal_hold_placed_on_before_review_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("placed_on__isnull", True),
                    ("ended_on__isnull", True),
                    ("ended_on__gte", models.F("placed_on")),
                    _connector="OR",
                ),
                name="legal_hold_placed_on_before_ended_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by__isnull", False), ("ended_on__isnull", False)),
                    models.Q(
                        models.Q(("ended_by__isnull", False), _negated=True),
                        models.Q(("ended_on__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="legal_hold_ended_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="legal_hold_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="legalhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), models.Q(("end_reason", ""), _negated=True), _connector="OR"
                ),
                name="legal_hold_ended_for_a_reason",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="legalhold",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_legalholdversion" ("agency_id", "end_reason", "ended_by_id", "ended_on", "id", "key", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by_id", "placed_on", "reason", "review_on", "scheme_id", "version") VALUES (NEW."agency_id", NEW."end_reason", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."key", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."placed_by_id", NEW."placed_on", NEW."reason", NEW."review_on", NEW."scheme_id", NEW."version"); RETURN NULL;',
                    hash="65f41a8aaf76b381b2bd7eeb64811de3b76a4ab9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1f90",
                    table="sharing_legalhold",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="legalhold",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_legalholdversion" ("agency_id", "end_reason", "ended_by_id", "ended_on", "id", "key", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by_id", "placed_on", "reason", "review_on", "scheme_id", "version") VALUES (NEW."agency_id", NEW."end_reason", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."key", NEW."person_id", NOW(), \'update\', NEW."id", NEW."placed_by_id", NEW."placed_on", NEW."reason", NEW."review_on", NEW."scheme_id", NEW."version"); RETURN NULL;',
                    hash="7942698a47dd8c5b825ef8f1fb90456156c4186e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_42699",
                    table="sharing_legalhold",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="legalhold",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_legalholdversion" ("agency_id", "end_reason", "ended_by_id", "ended_on", "id", "key", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_by_id", "placed_on", "reason", "review_on", "scheme_id", "version") VALUES (OLD."agency_id", OLD."end_reason", OLD."ended_by_id", OLD."ended_on", OLD."id", OLD."key", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."placed_by_id", OLD."placed_on", OLD."reason", OLD."review_on", OLD."scheme_id", OLD."version"); RETURN NULL;',
                    hash="d499586c9551d8a6f34613b2f454c99514a0624e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fb614",
                    table="sharing_legalhold",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="legalholdversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e3975ce03e45579c781b35edefb647b4a38afef9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9f868",
                    table="sharing_legalholdversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(fields=("scheme", "code"), name="retention_rule_code_once"),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by__isnull", False), ("confirmed_on__isnull", False)),
                    models.Q(
                        models.Q(("confirmed_by__isnull", False), _negated=True),
                        models.Q(("confirmed_on__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="retention_rule_confirmed_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_months__isnull", True), ("review_months__gte", 1), _connector="OR"),
                name="retention_rule_review_months_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("maximum_months__isnull", True), ("maximum_months__gte", models.F("clear_months")), _connector="OR"
                ),
                name="retention_rule_maximum_after_clear",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[a-z0-9_]{1,40}$")), name="retention_rule_code_plain"
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionrule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_retentionruleversion" ("about", "agency_kind", "category", "clear_months", "code", "confirmed_by_id", "confirmed_on", "id", "key", "maximum_age", "maximum_months", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_months", "scheme_id", "title", "trigger", "version") VALUES (NEW."about", NEW."agency_kind", NEW."category", NEW."clear_months", NEW."code", NEW."confirmed_by_id", NEW."confirmed_on", NEW."id", NEW."key", NEW."maximum_age", NEW."maximum_months", NOW(), \'insert\', NEW."id", NEW."review_months", NEW."scheme_id", NEW."title", NEW."trigger", NEW."version"); RETURN NULL;',
                    hash="8a768455fb06c0310362b1811a05c1f9f76c7645",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f776a",
                    table="sharing_retentionrule",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_retentionruleversion" ("about", "agency_kind", "category", "clear_months", "code", "confirmed_by_id", "confirmed_on", "id", "key", "maximum_age", "maximum_months", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_months", "scheme_id", "title", "trigger", "version") VALUES (NEW."about", NEW."agency_kind", NEW."category", NEW."clear_months", NEW."code", NEW."confirmed_by_id", NEW."confirmed_on", NEW."id", NEW."key", NEW."maximum_age", NEW."maximum_months", NOW(), \'update\', NEW."id", NEW."review_months", NEW."scheme_id", NEW."title", NEW."trigger", NEW."version"); RETURN NULL;',
                    hash="9066a2e4b545ebc01ab13179c50f8399c0468a2e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cdb98",
                    table="sharing_retentionrule",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_retentionruleversion" ("about", "agency_kind", "category", "clear_months", "code", "confirmed_by_id", "confirmed_on", "id", "key", "maximum_age", "maximum_months", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_months", "scheme_id", "title", "trigger", "version") VALUES (OLD."about", OLD."agency_kind", OLD."category", OLD."clear_months", OLD."code", OLD."confirmed_by_id", OLD."confirmed_on", OLD."id", OLD."key", OLD."maximum_age", OLD."maximum_months", NOW(), \'delete\', OLD."id", OLD."review_months", OLD."scheme_id", OLD."title", OLD."trigger", OLD."version"); RETURN NULL;',
                    hash="d4163873e41060f879a29d939d835a13cd45369f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6d3c3",
                    table="sharing_retentionrule",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionreviewversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d7c65c4ee7f3980c4a0f03b62fb0994c00cde797",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f5ffa",
                    table="sharing_retentionreviewversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", "")), fields=("person", "agency"), name="retention_review_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by__isnull", False), ("decided_on__isnull", False)),
                    models.Q(
                        models.Q(("decided_by__isnull", False), _negated=True),
                        models.Q(("decided_on__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="retention_review_decided_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("decision", ""), ("reason", "")),
                    models.Q(
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("decided_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="retention_review_decided_for_a_reason",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionreview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_retentionreviewversion" ("agency_id", "decided_by_id", "decided_on", "decision", "due_on", "id", "key", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "scheme_id", "trigger_on", "version") VALUES (NEW."agency_id", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."due_on", NEW."id", NEW."key", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."rule_id", NEW."scheme_id", NEW."trigger_on", NEW."version"); RETURN NULL;',
                    hash="1d5e70ee9f420443ece975dcd83c7f210f732839",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f1dc",
                    table="sharing_retentionreview",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionreview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_retentionreviewversion" ("agency_id", "decided_by_id", "decided_on", "decision", "due_on", "id", "key", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "scheme_id", "trigger_on", "version") VALUES (NEW."agency_id", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."due_on", NEW."id", NEW."key", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."rule_id", NEW."scheme_id", NEW."trigger_on", NEW."version"); RETURN NULL;',
                    hash="69113634446a5ef1c2fbdba05f42b5f40221e265",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9fbd2",
                    table="sharing_retentionreview",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionreview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_retentionreviewversion" ("agency_id", "decided_by_id", "decided_on", "decision", "due_on", "id", "key", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule_id", "scheme_id", "trigger_on", "version") VALUES (OLD."agency_id", OLD."decided_by_id", OLD."decided_on", OLD."decision", OLD."due_on", OLD."id", OLD."key", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."rule_id", OLD."scheme_id", OLD."trigger_on", OLD."version"); RETURN NULL;',
                    hash="ba53096804c2f77a10631bf9a6295495ecd3bc96",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ed08e",
                    table="sharing_retentionreview",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="retentionruleversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b0a10f1709a9cbb32929dc3a5199d3850b525e4c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_03261",
                    table="sharing_retentionruleversion",
                    when="BEFORE",
                ),
            ),
        ),
        walls.append_only("sharing_retentionruleversion"),
        *(
            operation
            for table in ("retentionreview", "legalhold", "disposal")
            for operation in (
                walls.protect_rights(f"sharing_{table}", select=OFFICE, write=OFFICE),
                walls.protect_rights_history(f"sharing_{table}version", select=OFFICE),
            )
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
