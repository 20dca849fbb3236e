import pgtrigger.compiler
import sharing.history
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cohort", "0001_initial"),
    ]

    operations = [
        sharing.history.AddTrigger(
            model_name="agencyview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_agencyviewversion" ("agency_id", "concern", "entered_at", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version") VALUES (NEW."agency_id", NEW."concern", NEW."entered_at", NEW."given_on", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."version"); RETURN NULL;',
                    hash="0630caf66b82a8a6946ea6afd492b2a4be290f45",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db4a5",
                    table="cohort_agencyview",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agencyview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_agencyviewversion" ("agency_id", "concern", "entered_at", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version") VALUES (NEW."agency_id", NEW."concern", NEW."entered_at", NEW."given_on", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."version"); RETURN NULL;',
                    hash="a21e702a848c749f0cbb39cf45299ad58fa8cadf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a8e9",
                    table="cohort_agencyview",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agencyview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_agencyviewversion" ("agency_id", "concern", "entered_at", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version") VALUES (OLD."agency_id", OLD."concern", OLD."entered_at", OLD."given_on", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."version"); RETURN NULL;',
                    hash="978e9bcb04d3703117052071adeefb9da9ecd41f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fafd4",
                    table="cohort_agencyview",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agencyviewversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="edcdb3947b57172e9471de12dae8a09145969075",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5bc97",
                    table="cohort_agencyviewversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="harm",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_harmversion" ("entered_at", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "value", "version") VALUES (NEW."entered_at", NEW."given_on", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."value", NEW."version"); RETURN NULL;',
                    hash="49a4eadcef614ba1c09ff666a56ea33a19f8de6a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1b200",
                    table="cohort_harm",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="harm",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_harmversion" ("entered_at", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "value", "version") VALUES (NEW."entered_at", NEW."given_on", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."value", NEW."version"); RETURN NULL;',
                    hash="c3c885a848a988dab1c98cde61e759ed52f3fd7f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_093c1",
                    table="cohort_harm",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="harm",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_harmversion" ("entered_at", "given_on", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "value", "version") VALUES (OLD."entered_at", OLD."given_on", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."value", OLD."version"); RETURN NULL;',
                    hash="8790e65e7da50bcc16ea2ea1f5183d8b5de476a1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1c62a",
                    table="cohort_harm",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="harmversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0ba271aeaa19767dea1001247939bfa967aea864",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_edeea",
                    table="cohort_harmversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_matrixlineversion" ("cap", "criterion", "description", "id", "matrix", "matrix_version", "parameters", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "version", "weight") VALUES (NEW."cap", NEW."criterion", NEW."description", NEW."id", NEW."matrix", NEW."matrix_version", NEW."parameters", NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."version", NEW."weight"); RETURN NULL;',
                    hash="de7f2e3fdc31a09b2d19360c9f1ac74a35a58a20",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4210b",
                    table="cohort_matrixline",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_matrixlineversion" ("cap", "criterion", "description", "id", "matrix", "matrix_version", "parameters", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "version", "weight") VALUES (NEW."cap", NEW."criterion", NEW."description", NEW."id", NEW."matrix", NEW."matrix_version", NEW."parameters", NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."version", NEW."weight"); RETURN NULL;',
                    hash="c20f5ab25c7b76031eabcb6042e50de410a474c2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33d68",
                    table="cohort_matrixline",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_matrixlineversion" ("cap", "criterion", "description", "id", "matrix", "matrix_version", "parameters", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "version", "weight") VALUES (OLD."cap", OLD."criterion", OLD."description", OLD."id", OLD."matrix", OLD."matrix_version", OLD."parameters", NOW(), \'delete\', OLD."id", OLD."scheme_id", OLD."version", OLD."weight"); RETURN NULL;',
                    hash="203d8b6ca6730a66c115dd77976d2baefbca6fb1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_184d9",
                    table="cohort_matrixline",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixlineversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b386f73023e25664fae1d5f9b3c9971afd730d46",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_31637",
                    table="cohort_matrixlineversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_membershipversion" ("basis", "deselected_on", "deselection_criterion", "entered_at", "id", "kept_on", "key", "nominated_by_id", "nominated_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "selected_on", "stepped_down_on", "strands", "tier", "version") VALUES (NEW."basis", NEW."deselected_on", NEW."deselection_criterion", NEW."entered_at", NEW."id", NEW."kept_on", NEW."key", NEW."nominated_by_id", NEW."nominated_on", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."selected_on", NEW."stepped_down_on", NEW."strands", NEW."tier", NEW."version"); RETURN NULL;',
                    hash="3647d3360020fa086a399d856607f124229e038a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b3d95",
                    table="cohort_membership",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_membershipversion" ("basis", "deselected_on", "deselection_criterion", "entered_at", "id", "kept_on", "key", "nominated_by_id", "nominated_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "selected_on", "stepped_down_on", "strands", "tier", "version") VALUES (NEW."basis", NEW."deselected_on", NEW."deselection_criterion", NEW."entered_at", NEW."id", NEW."kept_on", NEW."key", NEW."nominated_by_id", NEW."nominated_on", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."selected_on", NEW."stepped_down_on", NEW."strands", NEW."tier", NEW."version"); RETURN NULL;',
                    hash="ebcd31f3734b5e82f9527f71b66d3e41e3f9cd11",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eda43",
                    table="cohort_membership",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_membershipversion" ("basis", "deselected_on", "deselection_criterion", "entered_at", "id", "kept_on", "key", "nominated_by_id", "nominated_on", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "selected_on", "stepped_down_on", "strands", "tier", "version") VALUES (OLD."basis", OLD."deselected_on", OLD."deselection_criterion", OLD."entered_at", OLD."id", OLD."kept_on", OLD."key", OLD."nominated_by_id", OLD."nominated_on", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."selected_on", OLD."stepped_down_on", OLD."strands", OLD."tier", OLD."version"); RETURN NULL;',
                    hash="313b4041ee28b07e33c3be9dcb1cd7f6b9d03836",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5f120",
                    table="cohort_membership",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="membershipversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7134d4eb3d7cebb912550acb0f486c8091b5aba3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cdf49",
                    table="cohort_membershipversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="score",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_scoreversion" ("entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scored_on", "source", "tool", "value", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."scored_on", NEW."source", NEW."tool", NEW."value", NEW."version"); RETURN NULL;',
                    hash="0bca63bed4c5075437a50f3436f4668785fca25f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3479",
                    table="cohort_score",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="score",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_scoreversion" ("entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scored_on", "source", "tool", "value", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."scored_on", NEW."source", NEW."tool", NEW."value", NEW."version"); RETURN NULL;',
                    hash="05c3f4708dcc4ed0bcc2ecf7473f6a5006186b1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e315b",
                    table="cohort_score",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="score",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_scoreversion" ("entered_at", "id", "key", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scored_on", "source", "tool", "value", "version") VALUES (OLD."entered_at", OLD."id", OLD."key", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."scored_on", OLD."source", OLD."tool", OLD."value", OLD."version"); RETURN NULL;',
                    hash="87daf0ad0db741eb5dbd2463afe5be96ad191fc0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1243f",
                    table="cohort_score",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="scoreversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="62687fc0512657589ea0952fb81a1bd17e2c4178",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0e562",
                    table="cohort_scoreversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="trackedperson",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_trackedpersonversion" ("id", "name", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id") VALUES (NEW."id", NEW."name", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."scheme_id"); RETURN NULL;',
                    hash="29ff52e98938cac2b64111b7c8636eb47d5440a3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_57d2e",
                    table="cohort_trackedperson",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="trackedperson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_trackedpersonversion" ("id", "name", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id") VALUES (NEW."id", NEW."name", NEW."person_id", NOW(), \'update\', NEW."id", NEW."scheme_id"); RETURN NULL;',
                    hash="8df306deb06ace559fa81ee23e6df0bda702424c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1de8",
                    table="cohort_trackedperson",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="trackedperson",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_trackedpersonversion" ("id", "name", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id") VALUES (OLD."id", OLD."name", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."scheme_id"); RETURN NULL;',
                    hash="4c57a1a569695014dd5752c88a11b5e2863a7d7c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_40cc4",
                    table="cohort_trackedperson",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="trackedpersonversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ac7f21b5c76004c487ee0ea014d07464b8e0313b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b2376",
                    table="cohort_trackedpersonversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
