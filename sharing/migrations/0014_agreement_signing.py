from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import sharing.fields
import sharing.history
from django.conf import settings
from django.db import migrations, models

from sharing import history, walls


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0013_consent_and_emergency"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("edition", models.PositiveIntegerField()),
                ("file", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-added_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("deputy", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("phone", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["deputy", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OfficerVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("deputy", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("phone", models.CharField(blank=True, default="", max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("edition", models.PositiveIntegerField()),
                ("name", models.CharField(default="", max_length=200)),
                ("signed_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["edition", "signed_on", "pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementrule",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementrule",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementrule",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="agreement",
            name="draft",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="agreement",
            name="edition",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="agreement",
            name="handling",
            field=models.TextField(blank=True, default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="agreementrule",
            name="approver",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="agreementrule",
            name="confidentiality",
            field=models.CharField(
                blank=True,
                choices=[
                    ("explicit_consent", "The person’s explicit consent"),
                    ("direct_care", "Implied, for direct care only"),
                    ("public_interest", "Overriding public interest"),
                    ("statute", "Statute or court order"),
                ],
                default="",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="agreementrule",
            name="confidentiality_reason",
            field=models.TextField(blank=True, default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="agreementruleversion",
            name="approver",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="agreementruleversion",
            name="confidentiality",
            field=models.CharField(
                blank=True,
                choices=[
                    ("explicit_consent", "The person’s explicit consent"),
                    ("direct_care", "Implied, for direct care only"),
                    ("public_interest", "Overriding public interest"),
                    ("statute", "Statute or court order"),
                ],
                default="",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="agreementruleversion",
            name="confidentiality_reason",
            field=models.TextField(blank=True, default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="agreementversion",
            name="draft",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="agreementversion",
            name="edition",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="agreementversion",
            name="handling",
            field=models.TextField(blank=True, default="", max_length=20000),
        ),
        history.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementversion" ("code", "draft", "edition", "ends_on", "every_agency", "handling", "id", "key", "lawful_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "review_on", "scheme_id", "starts_on", "title", "version") VALUES (NEW."code", NEW."draft", NEW."edition", NEW."ends_on", NEW."every_agency", NEW."handling", NEW."id", NEW."key", NEW."lawful_basis", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."review_on", NEW."scheme_id", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="42d1393bddc446ae8a9d1bb4101ce148e1ba1cb5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ed86",
                    table="sharing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_agreementversion" ("code", "draft", "edition", "ends_on", "every_agency", "handling", "id", "key", "lawful_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "review_on", "scheme_id", "starts_on", "title", "version") VALUES (NEW."code", NEW."draft", NEW."edition", NEW."ends_on", NEW."every_agency", NEW."handling", NEW."id", NEW."key", NEW."lawful_basis", NOW(), \'update\', NEW."id", NEW."purpose", NEW."review_on", NEW."scheme_id", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="049c5ab3f9519212f5fd297fb5e64414c3400a40",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0462c",
                    table="sharing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementversion" ("code", "draft", "edition", "ends_on", "every_agency", "handling", "id", "key", "lawful_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "review_on", "scheme_id", "starts_on", "title", "version") VALUES (OLD."code", OLD."draft", OLD."edition", OLD."ends_on", OLD."every_agency", OLD."handling", OLD."id", OLD."key", OLD."lawful_basis", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."review_on", OLD."scheme_id", OLD."starts_on", OLD."title", OLD."version"); RETURN NULL;',
                    hash="7a7b249b6a60161bd5ebbb0e62af9c482194731b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e65d2",
                    table="sharing_agreement",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="agreementrule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementruleversion" ("agreement_id", "approver", "basis", "category", "confidentiality", "confidentiality_reason", "from_agency_id", "id", "key", "level", "needs_consent", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version") VALUES (NEW."agreement_id", NEW."approver", NEW."basis", NEW."category", NEW."confidentiality", NEW."confidentiality_reason", NEW."from_agency_id", NEW."id", NEW."key", NEW."level", NEW."needs_consent", NOW(), \'insert\', NEW."id", NEW."to_agency_id", NEW."version"); RETURN NULL;',
                    hash="60561b57f555d9c816acce284c0bab14c2509af1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bbce4",
                    table="sharing_agreementrule",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="agreementrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_agreementruleversion" ("agreement_id", "approver", "basis", "category", "confidentiality", "confidentiality_reason", "from_agency_id", "id", "key", "level", "needs_consent", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version") VALUES (NEW."agreement_id", NEW."approver", NEW."basis", NEW."category", NEW."confidentiality", NEW."confidentiality_reason", NEW."from_agency_id", NEW."id", NEW."key", NEW."level", NEW."needs_consent", NOW(), \'update\', NEW."id", NEW."to_agency_id", NEW."version"); RETURN NULL;',
                    hash="3e4c8b8440b4a18627cd01c769c8dfbfecb83085",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f02ad",
                    table="sharing_agreementrule",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="agreementrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_agreementruleversion" ("agreement_id", "approver", "basis", "category", "confidentiality", "confidentiality_reason", "from_agency_id", "id", "key", "level", "needs_consent", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_agency_id", "version") VALUES (OLD."agreement_id", OLD."approver", OLD."basis", OLD."category", OLD."confidentiality", OLD."confidentiality_reason", OLD."from_agency_id", OLD."id", OLD."key", OLD."level", OLD."needs_consent", NOW(), \'delete\', OLD."id", OLD."to_agency_id", OLD."version"); RETURN NULL;',
                    hash="6aa44957e560ecd1550cb4c41483cee82871e609",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_70e4b",
                    table="sharing_agreementrule",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="agreementdocument",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
            ),
        ),
        migrations.AddField(
            model_name="agreementdocument",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="sharing.agreement"
            ),
        ),
        migrations.AddField(
            model_name="officer",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="officers", to="sharing.agency"
            ),
        ),
        migrations.AddField(
            model_name="officer",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="officerversion",
            name="agency",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sharing.agency",
            ),
        ),
        migrations.AddField(
            model_name="officerversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                to="sharing.officer",
            ),
        ),
        migrations.AddField(
            model_name="officerversion",
            name="user",
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
            model_name="signature",
            name="agency",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.agency"),
        ),
        migrations.AddField(
            model_name="signature",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="sharing.agreement"
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="capacity",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.capacity",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
            ),
        ),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.UniqueConstraint(fields=("agency", "deputy"), name="officer_one_and_one_deputy"),
        ),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), ("phone", ""), ("user__isnull", False)),
                    models.Q(("name__gt", ""), ("user__isnull", True)),
                    _connector="OR",
                ),
                name="officer_is_a_user_or_a_name",
            ),
        ),
        history.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_officerversion" ("agency_id", "deputy", "id", "key", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "user_id", "version") VALUES (NEW."agency_id", NEW."deputy", NEW."id", NEW."key", NEW."name", NOW(), \'insert\', NEW."id", NEW."phone", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="8b36434d93d5103d60682f09b1311bbae5f925fb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52708",
                    table="sharing_officer",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sharing_officerversion" ("agency_id", "deputy", "id", "key", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "user_id", "version") VALUES (NEW."agency_id", NEW."deputy", NEW."id", NEW."key", NEW."name", NOW(), \'update\', NEW."id", NEW."phone", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="0faa9aa3cacb11cd702f7aff541e08534e8080f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10585",
                    table="sharing_officer",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sharing_officerversion" ("agency_id", "deputy", "id", "key", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "user_id", "version") VALUES (OLD."agency_id", OLD."deputy", OLD."id", OLD."key", OLD."name", NOW(), \'delete\', OLD."id", OLD."phone", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="def03d8e3fbe71feb3bc9cf581d6e59c3a5dd7fc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6401",
                    table="sharing_officer",
                    when="AFTER",
                ),
            ),
        ),
        history.AddTrigger(
            model_name="officerversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d8d521c7ba5ab0478416b8ba83bc4f24341feb3b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0bd75",
                    table="sharing_officerversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                fields=("agreement", "agency", "edition"), name="signature_once_an_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__isnull", True), ("capacity", models.F("recorded_by")), _connector="OR"),
                name="signature_here_is_ones_own",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="agreementrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category__in", (7, 8)), ("confidentiality__gt", "")),
                    models.Q(
                        models.Q(("category__in", (7, 8)), _negated=True),
                        ("approver", ""),
                        ("confidentiality", ""),
                        ("confidentiality_reason", ""),
                    ),
                    _connector="OR",
                ),
                name="agreement_rule_confidentiality_iff",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confidentiality", "explicit_consent"), _negated=True),
                    ("needs_consent", True),
                    _connector="OR",
                ),
                name="agreement_rule_explicit_consent_is_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approver__gt", ""), ("confidentiality", "public_interest"), ("confidentiality_reason__gt", "")
                    ),
                    models.Q(models.Q(("confidentiality", "public_interest"), _negated=True), ("approver", "")),
                    _connector="OR",
                ),
                name="agreement_rule_public_interest_is_approved",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(
                condition=models.Q(("subject__startswith", "sharing.agreement:")),
                fields=["subject", "id"],
                name="ledger_agreement",
            ),
        ),
        walls.append_only("sharing_signature", "sharing_agreementdocument", "sharing_officerversion"),
    ]
