from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import sharing.fields
import sharing.history
from django.db import migrations, models

from sharing import walls
from sharing.walls import AGENCY, OFFICE

# An agency that answers a part of a request may know the request.
ASKED = "exists (select from sharing_requestpart p where p.request_id = {column} and p.agency_id = (select sharing_viewer_agency()))"


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_walls_of_compiled"),
        ("sharing", "0008_lawful_basis"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=100)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("give", "Give all of it"),
                            ("part", "Give it without some lines"),
                            ("withhold", "Keep all of it back"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "lines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("ground", models.CharField(blank=True, default="", max_length=40)),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("prejudice", models.TextField(blank=True, default="", max_length=20000)),
                ("told", models.BooleanField(default=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField()),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
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
            name="RequestPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                (
                    "regime",
                    models.CharField(
                        choices=[("part3", "Data Protection Act 2018, Part 3"), ("gdpr", "UK GDPR")], max_length=40
                    ),
                ),
                ("items", models.PositiveIntegerField(default=0)),
                ("given", models.PositiveIntegerField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("pdf_file", models.CharField(blank=True, default="", max_length=200)),
                ("json_file", models.CharField(blank=True, default="", max_length=200)),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
                ("handed_on", models.DateField(blank=True, null=True)),
                ("handed_how", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
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
                (
                    "released_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.scheme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemDecisionVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("item", models.CharField(max_length=100)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("give", "Give all of it"),
                            ("part", "Give it without some lines"),
                            ("withhold", "Keep all of it back"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "lines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                ("ground", models.CharField(blank=True, default="", max_length=40)),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("prejudice", models.TextField(blank=True, default="", max_length=20000)),
                ("told", models.BooleanField(default=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("decided_on", models.DateField()),
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
                        db_constraint=False,
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
                        to="sharing.itemdecision",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.requestpart",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="itemdecision",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="sharing.requestpart"
            ),
        ),
        migrations.CreateModel(
            name="SubjectRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(default="", max_length=200)),
                ("address", models.TextField(blank=True, default="", max_length=20000)),
                ("asked_for", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("letter", "By letter"),
                            ("email", "By e-mail"),
                            ("in_person", "In person or by phone"),
                            ("solicitor", "Through somebody acting for them"),
                        ],
                        max_length=40,
                    ),
                ),
                ("received_on", models.DateField()),
                (
                    "identity",
                    models.CharField(
                        choices=[
                            ("known", "We know who it is"),
                            ("asked", "Proof was asked for"),
                            ("proved", "Proved"),
                        ],
                        max_length=40,
                    ),
                ),
                ("identity_asked_on", models.DateField(blank=True, null=True)),
                ("identity_proved_on", models.DateField(blank=True, null=True)),
                ("identity_proof", models.CharField(blank=True, default="", max_length=200)),
                ("searched_on", models.DateField(blank=True, null=True)),
                ("extended_on", models.DateField(blank=True, null=True)),
                ("extension_reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("given", "Given"),
                            ("nothing", "Nothing to give"),
                            ("not_proved", "Identity never proved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subject_requests",
                        to="casework.person",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subject_requests",
                        to="sharing.scheme",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("question", models.TextField(default="", max_length=20000)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="sharing.subjectrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RequestPartVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                (
                    "regime",
                    models.CharField(
                        choices=[("part3", "Data Protection Act 2018, Part 3"), ("gdpr", "UK GDPR")], max_length=40
                    ),
                ),
                ("items", models.PositiveIntegerField(default=0)),
                ("given", models.PositiveIntegerField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("pdf_file", models.CharField(blank=True, default="", max_length=200)),
                ("json_file", models.CharField(blank=True, default="", max_length=200)),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
                ("handed_on", models.DateField(blank=True, null=True)),
                ("handed_how", models.CharField(blank=True, default="", max_length=200)),
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
                        to="sharing.requestpart",
                    ),
                ),
                (
                    "released_by",
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
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.subjectrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="requestpart",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="sharing.subjectrequest"
            ),
        ),
        migrations.CreateModel(
            name="SubjectRequestVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(default="", max_length=200)),
                ("address", models.TextField(blank=True, default="", max_length=20000)),
                ("asked_for", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("letter", "By letter"),
                            ("email", "By e-mail"),
                            ("in_person", "In person or by phone"),
                            ("solicitor", "Through somebody acting for them"),
                        ],
                        max_length=40,
                    ),
                ),
                ("received_on", models.DateField()),
                (
                    "identity",
                    models.CharField(
                        choices=[
                            ("known", "We know who it is"),
                            ("asked", "Proof was asked for"),
                            ("proved", "Proved"),
                        ],
                        max_length=40,
                    ),
                ),
                ("identity_asked_on", models.DateField(blank=True, null=True)),
                ("identity_proved_on", models.DateField(blank=True, null=True)),
                ("identity_proof", models.CharField(blank=True, default="", max_length=200)),
                ("searched_on", models.DateField(blank=True, null=True)),
                ("extended_on", models.DateField(blank=True, null=True)),
                ("extension_reason", models.TextField(blank=True, default="", max_length=20000)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("given", "Given"),
                            ("nothing", "Nothing to give"),
                            ("not_proved", "Identity never proved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="",
                        max_length=40,
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="sharing.subjectrequest",
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
                    "taken_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sharing.capacity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        sharing.history.AddTrigger(
            model_name="itemdecisionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8d80c8c13d338d47ba5b80c9164ddc1ebe5c4ce1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_615d6",
                    table="sharing_itemdecisionversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="itemdecision",
            constraint=models.UniqueConstraint(fields=("part", "item"), name="item_decision_once"),
        ),
        migrations.AddConstraint(
            model_name="itemdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "give"), ("ground", ""), ("lines", []), ("review_on__isnull", True)),
                    models.Q(
                        models.Q(("decision", "give"), _negated=True),
                        models.Q(("ground", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("prejudice", ""), _negated=True),
                        ("review_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="item_decision_kept_back_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "part"), models.Q(("lines", []), _negated=True)),
                    models.Q(models.Q(("decision", "part"), _negated=True), ("lines", [])),
                    _connector="OR",
                ),
                name="item_decision_lines_iff_part",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="itemdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_itemdecisionversion" ("agency_id", "decided_by_id", "decided_on", "decision", "ground", "id", "item", "lines", "part_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prejudice", "reason", "review_on", "told", "version") VALUES (NEW."agency_id", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."ground", NEW."id", NEW."item", NEW."lines", NEW."part_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."prejudice", NEW."reason", NEW."review_on", NEW."told", NEW."version"); RETURN NULL;',
                    hash="4fb7137e33d6026a54dd2e21cf24abe56b41ee4a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4e697",
                    table="sharing_itemdecision",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="itemdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_itemdecisionversion" ("agency_id", "decided_by_id", "decided_on", "decision", "ground", "id", "item", "lines", "part_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prejudice", "reason", "review_on", "told", "version") VALUES (NEW."agency_id", NEW."decided_by_id", NEW."decided_on", NEW."decision", NEW."ground", NEW."id", NEW."item", NEW."lines", NEW."part_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."prejudice", NEW."reason", NEW."review_on", NEW."told", NEW."version"); RETURN NULL;',
                    hash="ba409e8d8d703d41398dbb7d2022b4323df6f91b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc079",
                    table="sharing_itemdecision",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="itemdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_itemdecisionversion" ("agency_id", "decided_by_id", "decided_on", "decision", "ground", "id", "item", "lines", "part_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prejudice", "reason", "review_on", "told", "version") VALUES (OLD."agency_id", OLD."decided_by_id", OLD."decided_on", OLD."decision", OLD."ground", OLD."id", OLD."item", OLD."lines", OLD."part_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."prejudice", OLD."reason", OLD."review_on", OLD."told", OLD."version"); RETURN NULL;',
                    hash="fafa1ecba2b88e3d1cb5c332418516b2023c7c55",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1541d",
                    table="sharing_itemdecision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.UniqueConstraint(fields=("scheme", "number"), name="subject_request_number_once"),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                name="subject_request_number_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("outcome", ""), _negated=True), ("answered_on__isnull", False)),
                    models.Q(("outcome", ""), models.Q(("answered_on__isnull", False), _negated=True)),
                    _connector="OR",
                ),
                name="subject_request_answered_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("identity", "proved"), ("identity_proved_on__isnull", False)),
                    models.Q(
                        models.Q(("identity", "proved"), _negated=True),
                        models.Q(("identity_proved_on__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="subject_request_identity_proved_on_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("identity_asked_on__isnull", True),
                    ("identity_proved_on__isnull", True),
                    ("identity_proved_on__gte", models.F("identity_asked_on")),
                    _connector="OR",
                ),
                name="subject_request_identity_asked_on_before_identity_proved_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_on__isnull", True),
                    ("answered_on__isnull", True),
                    ("answered_on__gte", models.F("received_on")),
                    _connector="OR",
                ),
                name="subject_request_received_on_before_answered_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_on__isnull", True), ("extension_reason", "")),
                    models.Q(("extended_on__isnull", False), models.Q(("extension_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="subject_request_extended_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="subjectrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "given"), _negated=True), ("person__isnull", False), _connector="OR"
                ),
                name="subject_request_given_to_somebody",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="subjectrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_subjectrequestversion" ("address", "answered_on", "asked_for", "channel", "extended_on", "extension_reason", "id", "identity", "identity_asked_on", "identity_proof", "identity_proved_on", "key", "name", "number", "outcome", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "scheme_id", "searched_on", "taken_by_id", "version") VALUES (NEW."address", NEW."answered_on", NEW."asked_for", NEW."channel", NEW."extended_on", NEW."extension_reason", NEW."id", NEW."identity", NEW."identity_asked_on", NEW."identity_proof", NEW."identity_proved_on", NEW."key", NEW."name", NEW."number", NEW."outcome", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."received_on", NEW."scheme_id", NEW."searched_on", NEW."taken_by_id", NEW."version"); RETURN NULL;',
                    hash="6e4b867a59dd1913e90278078ae0d1f7a65eeac5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79377",
                    table="sharing_subjectrequest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="subjectrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_subjectrequestversion" ("address", "answered_on", "asked_for", "channel", "extended_on", "extension_reason", "id", "identity", "identity_asked_on", "identity_proof", "identity_proved_on", "key", "name", "number", "outcome", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "scheme_id", "searched_on", "taken_by_id", "version") VALUES (NEW."address", NEW."answered_on", NEW."asked_for", NEW."channel", NEW."extended_on", NEW."extension_reason", NEW."id", NEW."identity", NEW."identity_asked_on", NEW."identity_proof", NEW."identity_proved_on", NEW."key", NEW."name", NEW."number", NEW."outcome", NEW."person_id", NOW(), \'update\', NEW."id", NEW."received_on", NEW."scheme_id", NEW."searched_on", NEW."taken_by_id", NEW."version"); RETURN NULL;',
                    hash="1f8a216d418db96c4c3c68b51ea77607a551dbc3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_06fc9",
                    table="sharing_subjectrequest",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="subjectrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_subjectrequestversion" ("address", "answered_on", "asked_for", "channel", "extended_on", "extension_reason", "id", "identity", "identity_asked_on", "identity_proof", "identity_proved_on", "key", "name", "number", "outcome", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "scheme_id", "searched_on", "taken_by_id", "version") VALUES (OLD."address", OLD."answered_on", OLD."asked_for", OLD."channel", OLD."extended_on", OLD."extension_reason", OLD."id", OLD."identity", OLD."identity_asked_on", OLD."identity_proof", OLD."identity_proved_on", OLD."key", OLD."name", OLD."number", OLD."outcome", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."received_on", OLD."scheme_id", OLD."searched_on", OLD."taken_by_id", OLD."version"); RETURN NULL;',
                    hash="d3011991e4eff785b96eb35b39952eb9503d011c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7725f",
                    table="sharing_subjectrequest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="requestquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_on__isnull", True),
                    ("answered_on__isnull", True),
                    ("answered_on__gte", models.F("asked_on")),
                    _connector="OR",
                ),
                name="request_question_asked_on_before_answered_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestquestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_on__isnull", True)), fields=("request",), name="request_question_one_open"
            ),
        ),
        sharing.history.AddTrigger(
            model_name="requestpartversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="57c57ba6abcf8a0e39139c8d1ab048109171b4f9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bf04c",
                    table="sharing_requestpartversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="requestpart",
            constraint=models.UniqueConstraint(fields=("request", "agency"), name="request_part_once"),
        ),
        migrations.AddConstraint(
            model_name="requestpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_by__isnull", False), ("released_at__isnull", False)),
                    models.Q(
                        models.Q(("released_by__isnull", False), _negated=True),
                        models.Q(("released_at__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="request_part_released_at_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at__isnull", False), ("given__isnull", False)),
                    models.Q(
                        models.Q(("released_at__isnull", False), _negated=True),
                        models.Q(("given__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="request_part_given_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("handed_on__isnull", True), ("released_at__isnull", False), _connector="OR"),
                name="request_part_handed_after_release",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="requestpart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_requestpartversion" ("agency_id", "given", "handed_how", "handed_on", "id", "items", "json_file", "key", "pdf_file", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regime", "released_at", "released_by_id", "request_id", "scheme_id", "sha256", "version") VALUES (NEW."agency_id", NEW."given", NEW."handed_how", NEW."handed_on", NEW."id", NEW."items", NEW."json_file", NEW."key", NEW."pdf_file", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."regime", NEW."released_at", NEW."released_by_id", NEW."request_id", NEW."scheme_id", NEW."sha256", NEW."version"); RETURN NULL;',
                    hash="8bdbd7de97d27e2ac6f03fe7b8f0beb993c2fd30",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b7ae3",
                    table="sharing_requestpart",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="requestpart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_requestpartversion" ("agency_id", "given", "handed_how", "handed_on", "id", "items", "json_file", "key", "pdf_file", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regime", "released_at", "released_by_id", "request_id", "scheme_id", "sha256", "version") VALUES (NEW."agency_id", NEW."given", NEW."handed_how", NEW."handed_on", NEW."id", NEW."items", NEW."json_file", NEW."key", NEW."pdf_file", NEW."person_id", NOW(), \'update\', NEW."id", NEW."regime", NEW."released_at", NEW."released_by_id", NEW."request_id", NEW."scheme_id", NEW."sha256", NEW."version"); RETURN NULL;',
                    hash="f19d51ce76c116169ecd16093bb137e4d39657ee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_41ef3",
                    table="sharing_requestpart",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="requestpart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_requestpartversion" ("agency_id", "given", "handed_how", "handed_on", "id", "items", "json_file", "key", "pdf_file", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regime", "released_at", "released_by_id", "request_id", "scheme_id", "sha256", "version") VALUES (OLD."agency_id", OLD."given", OLD."handed_how", OLD."handed_on", OLD."id", OLD."items", OLD."json_file", OLD."key", OLD."pdf_file", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."regime", OLD."released_at", OLD."released_by_id", OLD."request_id", OLD."scheme_id", OLD."sha256", OLD."version"); RETURN NULL;',
                    hash="7e7714f25a7abe400861297cc359f1e3e822e6dc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_47c6e",
                    table="sharing_requestpart",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="subjectrequestversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d21c0653e680b868cf0c4efa977b77cdfefeb41e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_26a44",
                    table="sharing_subjectrequestversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
        walls.protect_rights(
            "sharing_subjectrequest",
            select=f"{OFFICE} or {ASKED.format(column='sharing_subjectrequest.id')}",
            write=OFFICE,
        ),
        walls.protect_rights_history("sharing_subjectrequestversion", select=OFFICE),
        walls.protect_children("sharing_requestquestion", "sharing_subjectrequest", "request_id"),
        walls.protect_rights("sharing_requestpart", select=f"{OFFICE} or {AGENCY}", write=f"{OFFICE} or {AGENCY}"),
        walls.protect_rights_history("sharing_requestpartversion", select=f"{OFFICE} or {AGENCY}"),
        # What is kept back and why is for the agency that decided it alone.
        walls.protect_rights("sharing_itemdecision", select=AGENCY, write=AGENCY),
        walls.protect_rights_history("sharing_itemdecisionversion", select=AGENCY),
    ]
