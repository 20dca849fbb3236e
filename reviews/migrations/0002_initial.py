import pgtrigger.compiler
import sharing.history
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("reviews", "0001_initial"),
    ]

    operations = [
        sharing.history.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_meetingversion" ("chair_id", "held_on", "id", "key", "kind", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id", "starts_at", "version") VALUES (NEW."chair_id", NEW."held_on", NEW."id", NEW."key", NEW."kind", NEW."number", NOW(), \'insert\', NEW."id", NEW."place", NEW."scheme_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="0816e89ab7425e74eacef34547beaef70fcd6154",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4fbc6",
                    table="reviews_meeting",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reviews_meetingversion" ("chair_id", "held_on", "id", "key", "kind", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id", "starts_at", "version") VALUES (NEW."chair_id", NEW."held_on", NEW."id", NEW."key", NEW."kind", NEW."number", NOW(), \'update\', NEW."id", NEW."place", NEW."scheme_id", NEW."starts_at", NEW."version"); RETURN NULL;',
                    hash="8720cbe1e71ffebbef3fb81e30a6ef0b436114ca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e4978",
                    table="reviews_meeting",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_meetingversion" ("chair_id", "held_on", "id", "key", "kind", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id", "starts_at", "version") VALUES (OLD."chair_id", OLD."held_on", OLD."id", OLD."key", OLD."kind", OLD."number", NOW(), \'delete\', OLD."id", OLD."place", OLD."scheme_id", OLD."starts_at", OLD."version"); RETURN NULL;',
                    hash="cc0b74d44b0751f98b1e9f30ffb18f530ef142db",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_71659",
                    table="reviews_meeting",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="attendanceversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="be1950fdda493dc25a7675db269b0d0fd5ed05f2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b6696",
                    table="reviews_attendanceversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_attendanceversion" ("agency_id", "attended", "contribution", "id", "invited_on", "key", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version") VALUES (NEW."agency_id", NEW."attended", NEW."contribution", NEW."id", NEW."invited_on", NEW."key", NEW."meeting_id", NOW(), \'insert\', NEW."id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="7268d123052d3cdc213db37c0674c9cc5150b759",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_06964",
                    table="reviews_attendance",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reviews_attendanceversion" ("agency_id", "attended", "contribution", "id", "invited_on", "key", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version") VALUES (NEW."agency_id", NEW."attended", NEW."contribution", NEW."id", NEW."invited_on", NEW."key", NEW."meeting_id", NOW(), \'update\', NEW."id", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="c47a07540004ba5cdd5264cad30939d88ae511a1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_54e7c",
                    table="reviews_attendance",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_attendanceversion" ("agency_id", "attended", "contribution", "id", "invited_on", "key", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version") VALUES (OLD."agency_id", OLD."attended", OLD."contribution", OLD."id", OLD."invited_on", OLD."key", OLD."meeting_id", NOW(), \'delete\', OLD."id", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="3d61e07d9879d7850d3908e1a50afa5d74255da4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9bde4",
                    table="reviews_attendance",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agendaitemversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cc9dc522fab1e7da780b91a786cad9cd5ddaaca2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a84d9",
                    table="reviews_agendaitemversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_agendaitemversion" ("id", "key", "meeting_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slot_at", "version") VALUES (NEW."id", NEW."key", NEW."meeting_id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."position", NEW."slot_at", NEW."version"); RETURN NULL;',
                    hash="bbd967aefe3c9530e2d89c81edce463d23161e1d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_75e30",
                    table="reviews_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reviews_agendaitemversion" ("id", "key", "meeting_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slot_at", "version") VALUES (NEW."id", NEW."key", NEW."meeting_id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."position", NEW."slot_at", NEW."version"); RETURN NULL;',
                    hash="1b150a708c9fce30628699d5b149cbc638fc2040",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_449da",
                    table="reviews_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_agendaitemversion" ("id", "key", "meeting_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slot_at", "version") VALUES (OLD."id", OLD."key", OLD."meeting_id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."slot_at", OLD."version"); RETURN NULL;',
                    hash="0ebe2412aebcb1cbd53782410aeb514eb114d9ba",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f1711",
                    table="reviews_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="meetingversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="23e9ccc7233b58aa8f11016b5f6410dee53eb96a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f711f",
                    table="reviews_meetingversion",
                    when="BEFORE",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_reviewversion" ("entered_at", "id", "key", "meeting_id", "next_review_on", "owner_id", "person_attended", "person_comment", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."meeting_id", NEW."next_review_on", NEW."owner_id", NEW."person_attended", NEW."person_comment", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="90f8bd055fc88a8b1815c1d3872abc350cdf6812",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7a7c1",
                    table="reviews_review",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reviews_reviewversion" ("entered_at", "id", "key", "meeting_id", "next_review_on", "owner_id", "person_attended", "person_comment", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "version") VALUES (NEW."entered_at", NEW."id", NEW."key", NEW."meeting_id", NEW."next_review_on", NEW."owner_id", NEW."person_attended", NEW."person_comment", NEW."person_id", NOW(), \'update\', NEW."id", NEW."summary", NEW."version"); RETURN NULL;',
                    hash="2c812db6396340605063bf5ccdb9eb68f159f5b3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b34c8",
                    table="reviews_review",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reviews_reviewversion" ("entered_at", "id", "key", "meeting_id", "next_review_on", "owner_id", "person_attended", "person_comment", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "version") VALUES (OLD."entered_at", OLD."id", OLD."key", OLD."meeting_id", OLD."next_review_on", OLD."owner_id", OLD."person_attended", OLD."person_comment", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."summary", OLD."version"); RETURN NULL;',
                    hash="f1199581a0c2e43104eb0b051708ec35c5cc59c7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_98b05",
                    table="reviews_review",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="reviewversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4d08a0e3c8638ebdac4f0ec382fb273595170469",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b6710",
                    table="reviews_reviewversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
