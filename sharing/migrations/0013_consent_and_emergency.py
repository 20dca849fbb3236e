from datetime import date
from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import sharing.fields
import sharing.history
from django.conf import settings
from django.db import migrations, models

from sharing import walls
from sharing.policy import Category, Level


# The type they return is a row of the table that changes.
DROPPED = """set local role ppo_keeper;
drop function sharing_list_at(bigint[], timestamptz), sharing_list_rebuild(bigint[]), sharing_list_compile(bigint[], timestamptz);
reset role;"""
SQL = Path(__file__).with_suffix(".sql").read_text()
WORDING = """I agree that the agencies named on this form may share the information named on this form, so that they can help me together.

I can say no. If I say no, I still get help, and what the law says must be shared is still shared.

I can change my mind at any time. I tell my worker, and the sharing stops that day.

This form lasts for one year. Then I am asked again.

Somebody has read this to me, or I have read it myself, and I could ask questions."""


def of_identity(table):
    return {"table": table, "category": "0", "right": f"{table}.owner_id*64 + {int(Level.FULL)}"}


def ship(apps, schema_editor):
    """The standard wording, in easy words. Another edition is another row of a later migration."""
    apps.get_model("sharing", "ConsentWording").objects.create(number=1, in_force_from=date(2026, 1, 1), text=WORDING)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_walls_of_compiled"),
        ("sharing", "0012_ledger_walls"),
    ]

    operations = [
        migrations.RunSQL(DROPPED, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="ConsentWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("in_force_from", models.DateField()),
                ("text", models.TextField(default="", max_length=20000)),
            ],
        ),
        migrations.CreateModel(
            name="PersonTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "entered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("told_on", models.DateField(blank=True, null=True)),
                ("language", models.CharField(blank=True, default="", max_length=200)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inquiry", "It would obstruct an official inquiry"),
                            ("crime", "It would harm preventing or finding out a crime"),
                            ("public_security", "Public security"),
                            ("national_security", "National security"),
                            ("rights", "The rights and freedoms of others"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
            ],
        ),
        migrations.CreateModel(
            name="PersonToldVersion",
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
                ("told_on", models.DateField(blank=True, null=True)),
                ("language", models.CharField(blank=True, default="", max_length=200)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inquiry", "It would obstruct an official inquiry"),
                            ("crime", "It would harm preventing or finding out a crime"),
                            ("public_security", "Public security"),
                            ("national_security", "National security"),
                            ("rights", "The rights and freedoms of others"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="consent",
            name="expires_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("form", "Signed a form"),
                    ("aloud", "Said so aloud"),
                    ("interpreter", "Said so through an interpreter"),
                    ("written", "Wrote a letter or message"),
                ],
                default="",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="witness",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="consentversion",
            name="expires_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consentversion",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("form", "Signed a form"),
                    ("aloud", "Said so aloud"),
                    ("interpreter", "Said so through an interpreter"),
                    ("written", "Wrote a letter or message"),
                ],
                default="",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="consentversion",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consentversion",
            name="witness",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="emergency",
            name="agency",
            field=models.ForeignKey(
                default=None, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="emergency",
            name="kind",
            field=models.CharField(
                choices=[
                    ("life", "Risk to life"),
                    ("staff", "Risk to staff on a visit"),
                    ("child", "Risk to a child"),
                    ("other", "Other"),
                ],
                default=None,
                max_length=40,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="emergency",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("justified", "Justified"),
                    ("not_justified", "Not justified"),
                    ("needs_action", "Needs action"),
                ],
                default="",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="emergency",
            name="review",
            field=models.TextField(blank=True, default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="emergency",
            name="review_due_on",
            field=models.DateField(default=None),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="emergency",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="emergency",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("relative", "Related to the person"),
                    ("conflict", "Conflict of interest"),
                    ("victim", "Was harmed by the person"),
                    ("knows", "Said that they know the person"),
                ],
                default="",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="review_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="set_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RemoveField("listrow", "emergency_at"),
        migrations.AddField("listrow", "emergency_at", models.JSONField(default=dict)),
        sharing.history.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_consentversion" ("category", "document", "expires_on", "given_on", "how", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_by_id", "to_agency_id", "version", "withdrawn_on", "witness", "wording_id") VALUES (NEW."category", NEW."document", NEW."expires_on", NEW."given_on", NEW."how", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."taken_by_id", NEW."to_agency_id", NEW."version", NEW."withdrawn_on", NEW."witness", NEW."wording_id"); RETURN NULL;',
                    hash="301ecf1645f0695dbe954e19aa81977161ecdfa9",
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
                    func='INSERT INTO "sharing_consentversion" ("category", "document", "expires_on", "given_on", "how", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_by_id", "to_agency_id", "version", "withdrawn_on", "witness", "wording_id") VALUES (NEW."category", NEW."document", NEW."expires_on", NEW."given_on", NEW."how", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."taken_by_id", NEW."to_agency_id", NEW."version", NEW."withdrawn_on", NEW."witness", NEW."wording_id"); RETURN NULL;',
                    hash="fd1a5370cf9503bd4f3c4f6ebbf6753ba77bb9ec",
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
                    func='INSERT INTO "sharing_consentversion" ("category", "document", "expires_on", "given_on", "how", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_by_id", "to_agency_id", "version", "withdrawn_on", "witness", "wording_id") VALUES (OLD."category", OLD."document", OLD."expires_on", OLD."given_on", OLD."how", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."taken_by_id", OLD."to_agency_id", OLD."version", OLD."withdrawn_on", OLD."witness", OLD."wording_id"); RETURN NULL;',
                    hash="9e975cd848db38c69f54cd3153031c8dce382921",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e315",
                    table="sharing_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("outcome", ""), _negated=True), ("reviewed_at__isnull", False)),
                    models.Q(("outcome", ""), models.Q(("reviewed_at__isnull", False), _negated=True)),
                    _connector="OR",
                ),
                name="emergency_reviewed_at_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                    models.Q(
                        models.Q(("reviewed_at__isnull", False), _negated=True),
                        models.Q(("reviewed_by__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="emergency_reviewed_by_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="emergency_reviewed_by_another",
            ),
        ),
        migrations.AddField(
            model_name="consentwording",
            name="scheme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consent_wordings",
                to="sharing.scheme",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="wording",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.consentwording",
            ),
        ),
        migrations.AddField(
            model_name="consentversion",
            name="wording",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sharing.consentwording",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_on__isnull", True),
                    ("expires_on__isnull", True),
                    ("expires_on__gte", models.F("given_on")),
                    _connector="OR",
                ),
                name="consent_given_on_before_expires_on",
            ),
        ),
        migrations.AddField(
            model_name="persontold",
            name="owner",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"),
        ),
        migrations.AddField(
            model_name="persontold",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_set", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="persontold",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="persontoldversion",
            name="owner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sharing.agency",
            ),
        ),
        migrations.AddField(
            model_name="persontoldversion",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="casework.person",
            ),
        ),
        migrations.AddField(
            model_name="persontoldversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                to="sharing.persontold",
            ),
        ),
        migrations.AddField(
            model_name="persontoldversion",
            name="told_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="consentwording",
            constraint=models.UniqueConstraint(
                fields=("scheme", "number"), name="consent_wording_number_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="persontold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", ""), ("told_on__isnull", False)),
                    models.Q(
                        models.Q(("ground", ""), _negated=True), models.Q(("told_on__isnull", False), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="person_told_told_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="persontold",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="person_told_not_because",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="persontold",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_persontoldversion" ("entered_at", "ground", "id", "key", "language", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "told_by_id", "told_on", "version") VALUES (NEW."entered_at", NEW."ground", NEW."id", NEW."key", NEW."language", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."told_by_id", NEW."told_on", NEW."version"); RETURN NULL;',
                    hash="e59c5a2c654d583a1d18398d7acc70516e4c3663",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ad8c",
                    table="sharing_persontold",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="persontold",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_persontoldversion" ("entered_at", "ground", "id", "key", "language", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "told_by_id", "told_on", "version") VALUES (NEW."entered_at", NEW."ground", NEW."id", NEW."key", NEW."language", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."told_by_id", NEW."told_on", NEW."version"); RETURN NULL;',
                    hash="303863f8c32f80496ace22735efd5c0f92f9dd7b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50be1",
                    table="sharing_persontold",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="persontold",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_persontoldversion" ("entered_at", "ground", "id", "key", "language", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "told_by_id", "told_on", "version") VALUES (OLD."entered_at", OLD."ground", OLD."id", OLD."key", OLD."language", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."told_by_id", OLD."told_on", OLD."version"); RETURN NULL;',
                    hash="45458c6ab1e8e2d6da18feb65800c2e324b8e27f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_702c7",
                    table="sharing_persontold",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="persontoldversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aceadbdc5d83e7ac0fc31a3ec292c2da7659a61e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_55177",
                    table="sharing_persontoldversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        # Consents say who the person is and what about: for those who may see the identity in full.
        walls.narrow("sharing_consent", walls.ALLOWED.format(**of_identity("sharing_consent"))),
        walls.narrow("sharing_consentversion", walls.ALLOWED.format(**of_identity("sharing_consentversion"))),
        # An emergency is its user's and the reviewers'; whom a record is closed to, and why, is nobody's on the case.
        walls.narrow("sharing_emergency", "sharing_emergency.user_id = (select sharing_viewer_user())"),
        walls.narrow("sharing_exclusion"),
        walls.protect("sharing_persontold", category=Category.IDENTITY, level=Level.FULL, holds=False),
        walls.protect_history("sharing_persontoldversion", category=Category.IDENTITY, level=Level.FULL),
        walls.append_only("sharing_consentwording"),
        migrations.RunPython(ship, migrations.RunPython.noop),
    ]
