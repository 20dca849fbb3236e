import pgtrigger.compiler
import sharing.history
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pathways", "0001_initial"),
    ]

    operations = [
        sharing.history.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_actionversion" ("agency_id", "closed_on", "entered_at", "id", "key", "number", "opened_on", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "status", "target_on", "user_id", "version") VALUES (NEW."agency_id", NEW."closed_on", NEW."entered_at", NEW."id", NEW."key", NEW."number", NEW."opened_on", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."source", NEW."status", NEW."target_on", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="e882ddd6821df662e72d61f5f12c2bf8bbaf207c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_904d6",
                    table="pathways_action",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathways_actionversion" ("agency_id", "closed_on", "entered_at", "id", "key", "number", "opened_on", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "status", "target_on", "user_id", "version") VALUES (NEW."agency_id", NEW."closed_on", NEW."entered_at", NEW."id", NEW."key", NEW."number", NEW."opened_on", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'update\', NEW."id", NEW."source", NEW."status", NEW."target_on", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="b710bacd63434fc7ec4165eaccfeb8d15235cd10",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b1a8",
                    table="pathways_action",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_actionversion" ("agency_id", "closed_on", "entered_at", "id", "key", "number", "opened_on", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "status", "target_on", "user_id", "version") VALUES (OLD."agency_id", OLD."closed_on", OLD."entered_at", OLD."id", OLD."key", OLD."number", OLD."opened_on", OLD."owner_id", OLD."pathway", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."source", OLD."status", OLD."target_on", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="ca271b7b39626b361dae2a1ab69bd6241832bcd2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_849c1",
                    table="pathways_action",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="actionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a1a41f537d8dd0c295a80d08c296e1a7560426ab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f0588",
                    table="pathways_actionversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="need",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_needversion" ("area", "assessed_on", "entered_at", "id", "key", "level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (NEW."area", NEW."assessed_on", NEW."entered_at", NEW."id", NEW."key", NEW."level", NEW."owner_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."source", NEW."version"); RETURN NULL;',
                    hash="d35035c2138a2da55a8aa92dcb181510485e98fe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1ed0",
                    table="pathways_need",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="need",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathways_needversion" ("area", "assessed_on", "entered_at", "id", "key", "level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (NEW."area", NEW."assessed_on", NEW."entered_at", NEW."id", NEW."key", NEW."level", NEW."owner_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."source", NEW."version"); RETURN NULL;',
                    hash="e58ebdc626a2f4e0361c6c898bd3e5eaca315e71",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4e798",
                    table="pathways_need",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="need",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_needversion" ("area", "assessed_on", "entered_at", "id", "key", "level", "owner_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (OLD."area", OLD."assessed_on", OLD."entered_at", OLD."id", OLD."key", OLD."level", OLD."owner_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."source", OLD."version"); RETURN NULL;',
                    hash="fd5716d2ea8e8a798e95f4cc8d01a042efe719d1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6df21",
                    table="pathways_need",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="needversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b2156ac9f9c4c7197db2284e9eab1f3aa6451819",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d7ff4",
                    table="pathways_needversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_serviceversion" ("agency_id", "criteria", "id", "key", "name", "pathway", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reserved_places", "target_days", "version") VALUES (NEW."agency_id", NEW."criteria", NEW."id", NEW."key", NEW."name", NEW."pathway", NOW(), \'insert\', NEW."id", NEW."places", NEW."reserved_places", NEW."target_days", NEW."version"); RETURN NULL;',
                    hash="365858917839c90623c19dc3d967f478d36f6074",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f26d",
                    table="pathways_service",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathways_serviceversion" ("agency_id", "criteria", "id", "key", "name", "pathway", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reserved_places", "target_days", "version") VALUES (NEW."agency_id", NEW."criteria", NEW."id", NEW."key", NEW."name", NEW."pathway", NOW(), \'update\', NEW."id", NEW."places", NEW."reserved_places", NEW."target_days", NEW."version"); RETURN NULL;',
                    hash="d496e5dfa2877110e0ffd3bb48f8985043b84ded",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_66152",
                    table="pathways_service",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_serviceversion" ("agency_id", "criteria", "id", "key", "name", "pathway", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "reserved_places", "target_days", "version") VALUES (OLD."agency_id", OLD."criteria", OLD."id", OLD."key", OLD."name", OLD."pathway", NOW(), \'delete\', OLD."id", OLD."places", OLD."reserved_places", OLD."target_days", OLD."version"); RETURN NULL;',
                    hash="380ac9000291dc150b207c048b8018d3ddf79397",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d2d64",
                    table="pathways_service",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referralversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8f07bf9fb17eba9e1faa44167c84006f63b05246",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0d7e7",
                    table="pathways_referralversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_referralversion" ("decided_on", "decision", "ended_on", "entered_at", "id", "key", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_by_id", "referred_on", "service_id", "started_on", "version") VALUES (NEW."decided_on", NEW."decision", NEW."ended_on", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."referred_by_id", NEW."referred_on", NEW."service_id", NEW."started_on", NEW."version"); RETURN NULL;',
                    hash="7d03409d33e64a369ddb87ded2cdecd0a9e39111",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b456",
                    table="pathways_referral",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathways_referralversion" ("decided_on", "decision", "ended_on", "entered_at", "id", "key", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_by_id", "referred_on", "service_id", "started_on", "version") VALUES (NEW."decided_on", NEW."decision", NEW."ended_on", NEW."entered_at", NEW."id", NEW."key", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'update\', NEW."id", NEW."referred_by_id", NEW."referred_on", NEW."service_id", NEW."started_on", NEW."version"); RETURN NULL;',
                    hash="02afee80be1e08a54c5c906deddfcde8542470bd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af30c",
                    table="pathways_referral",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_referralversion" ("decided_on", "decision", "ended_on", "entered_at", "id", "key", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_by_id", "referred_on", "service_id", "started_on", "version") VALUES (OLD."decided_on", OLD."decision", OLD."ended_on", OLD."entered_at", OLD."id", OLD."key", OLD."owner_id", OLD."pathway", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."referred_by_id", OLD."referred_on", OLD."service_id", OLD."started_on", OLD."version"); RETURN NULL;',
                    hash="abf6e69dfcd8f7a5977e83db8b0d4b0fee8030cd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_953ad",
                    table="pathways_referral",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="serviceversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="936796d5e8c0664e94012b4cffd770d0adeec3f1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59dd1",
                    table="pathways_serviceversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="actiondetailversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="287940a349eb3dbeba14219f82f31f738dba96f3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_042f7",
                    table="pathways_actiondetailversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="actiondetail",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_actiondetailversion" ("action_id", "outcome", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."action_id", NEW."outcome", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'insert\', NEW."action_id", NEW."text"); RETURN NULL;',
                    hash="0c83a51b2f3ddb3d0b350dcb3c39fec307db7aad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8bdbc",
                    table="pathways_actiondetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="actiondetail",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathways_actiondetailversion" ("action_id", "outcome", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."action_id", NEW."outcome", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'update\', NEW."action_id", NEW."text"); RETURN NULL;',
                    hash="6b78fe5526abee151148d576815e88daa8e67365",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_646d7",
                    table="pathways_actiondetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="actiondetail",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_actiondetailversion" ("action_id", "outcome", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."action_id", OLD."outcome", OLD."owner_id", OLD."pathway", OLD."person_id", NOW(), \'delete\', OLD."action_id", OLD."text"); RETURN NULL;',
                    hash="1dd5c5fa8fc076e59656697b2a169cd6f8032511",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c903a",
                    table="pathways_actiondetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="needdetailversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="89d0aa910581abb4710dbc77c2376b826e45c04a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5bd0c",
                    table="pathways_needdetailversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="needdetail",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_needdetailversion" ("detail", "need_id", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."detail", NEW."need_id", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'insert\', NEW."need_id"); RETURN NULL;',
                    hash="a9d4bf9216490f410ccc6f25b1879309581bf486",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_972bb",
                    table="pathways_needdetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="needdetail",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathways_needdetailversion" ("detail", "need_id", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."detail", NEW."need_id", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'update\', NEW."need_id"); RETURN NULL;',
                    hash="0957af12c84fc55df3789419729c490bc7a523b0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5b0ed",
                    table="pathways_needdetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="needdetail",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_needdetailversion" ("detail", "need_id", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."detail", OLD."need_id", OLD."owner_id", OLD."pathway", OLD."person_id", NOW(), \'delete\', OLD."need_id"); RETURN NULL;',
                    hash="b49c8cc5f41336f15aa3293e5c9760f198de58e9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_09c4a",
                    table="pathways_needdetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referraldetailversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d5efac33d0d45c4be06e99bc201d682715726660",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3630a",
                    table="pathways_referraldetailversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referraldetail",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_referraldetailversion" ("barrier", "outcome", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."barrier", NEW."outcome", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'insert\', NEW."referral_id", NEW."referral_id"); RETURN NULL;',
                    hash="1951c1259467d5b817f063e0502f8f8464da715a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4bd34",
                    table="pathways_referraldetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referraldetail",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pathways_referraldetailversion" ("barrier", "outcome", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."barrier", NEW."outcome", NEW."owner_id", NEW."pathway", NEW."person_id", NOW(), \'update\', NEW."referral_id", NEW."referral_id"); RETURN NULL;',
                    hash="898d74515625c3321191cbcb0beeedbe6e39e680",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_73d4e",
                    table="pathways_referraldetail",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="referraldetail",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pathways_referraldetailversion" ("barrier", "outcome", "owner_id", "pathway", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (OLD."barrier", OLD."outcome", OLD."owner_id", OLD."pathway", OLD."person_id", NOW(), \'delete\', OLD."referral_id", OLD."referral_id"); RETURN NULL;',
                    hash="a85c1d2ce06dfec56dfa15a6a23ae2b801dcb0d4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cb1a3",
                    table="pathways_referraldetail",
                    when="AFTER",
                ),
            ),
        ),
    ]
