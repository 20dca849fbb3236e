import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import sharing.fields
import sharing.history
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_offence_five_digits"),
        ("cohort", "0004_append_only"),
        ("sharing", "0008_lawful_basis"),
    ]

    operations = [
        migrations.CreateModel(
            name="MatrixVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("matrix", models.CharField(max_length=40)),
                ("matrix_version", models.PositiveIntegerField()),
                (
                    "ranking",
                    models.CharField(
                        choices=[("main", "The scheme"), ("prevent_deter", "Prevent and deter")],
                        default="main",
                        max_length=40,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("in_force_from", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="matrix_versions", to="sharing.scheme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatrixVersionVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_transaction", models.BigIntegerField(db_default=sharing.history.TransactionId(), editable=False)),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12)),
                ("matrix", models.CharField(max_length=40)),
                ("matrix_version", models.PositiveIntegerField()),
                (
                    "ranking",
                    models.CharField(
                        choices=[("main", "The scheme"), ("prevent_deter", "Prevent and deter")],
                        default="main",
                        max_length=40,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("in_force_from", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, default="", max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="cohort.matrixversion",
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
            name="SelectionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "ranking",
                    models.CharField(
                        choices=[("main", "The scheme"), ("prevent_deter", "Prevent and deter")], max_length=40
                    ),
                ),
                ("matrix", models.CharField(max_length=40)),
                ("matrix_version", models.PositiveIntegerField()),
                ("as_of", models.DateField()),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("lines", models.JSONField()),
                ("sources", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="selection_runs", to="sharing.scheme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RunScore",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run_id", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rank", models.PositiveIntegerField()),
                ("total", models.DecimalField(decimal_places=2, max_digits=12)),
                ("provisional", models.BooleanField()),
                ("on_scheme", models.BooleanField()),
                ("above_line", models.BooleanField()),
                ("status", models.CharField(max_length=40)),
                (
                    "found",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=6, max_digits=18, null=True), size=None
                    ),
                ),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=2, max_digits=12), size=None
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.person",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="cohort.selectionrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=sharing.fields.new_key, editable=False, max_length=12, unique=True)),
                ("weights", models.JSONField()),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("reason", models.TextField(default="", max_length=20000)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.capacity"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="cohort.selectionrun"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="matrixversion",
            constraint=models.UniqueConstraint(
                fields=("scheme", "matrix", "matrix_version"), name="matrix_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="matrixversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("matrix_version__isnull", True), ("matrix_version__gte", 1), _connector="OR"),
                name="matrix_version_matrix_version_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="matrixversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"),
                name="matrix_version_capacity_range",
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_matrixversionversion" ("capacity", "id", "in_force_from", "key", "matrix", "matrix_version", "pgh_created_at", "pgh_label", "pgh_obj_id", "ranking", "reason", "scheme_id", "version") VALUES (NEW."capacity", NEW."id", NEW."in_force_from", NEW."key", NEW."matrix", NEW."matrix_version", NOW(), \'insert\', NEW."id", NEW."ranking", NEW."reason", NEW."scheme_id", NEW."version"); RETURN NULL;',
                    hash="f91c24ef6f796640891d4de3d50edc9bf5e985f1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_07a63",
                    table="cohort_matrixversion",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cohort_matrixversionversion" ("capacity", "id", "in_force_from", "key", "matrix", "matrix_version", "pgh_created_at", "pgh_label", "pgh_obj_id", "ranking", "reason", "scheme_id", "version") VALUES (NEW."capacity", NEW."id", NEW."in_force_from", NEW."key", NEW."matrix", NEW."matrix_version", NOW(), \'update\', NEW."id", NEW."ranking", NEW."reason", NEW."scheme_id", NEW."version"); RETURN NULL;',
                    hash="d558bb2e2dbfac18aabda566d87336c8e6e3b139",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10afd",
                    table="cohort_matrixversion",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cohort_matrixversionversion" ("capacity", "id", "in_force_from", "key", "matrix", "matrix_version", "pgh_created_at", "pgh_label", "pgh_obj_id", "ranking", "reason", "scheme_id", "version") VALUES (OLD."capacity", OLD."id", OLD."in_force_from", OLD."key", OLD."matrix", OLD."matrix_version", NOW(), \'delete\', OLD."id", OLD."ranking", OLD."reason", OLD."scheme_id", OLD."version"); RETURN NULL;',
                    hash="d355e98dc68df9853265ca96f9f8ecdb144780b7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9bbb7",
                    table="cohort_matrixversion",
                    when="AFTER",
                ),
            ),
        ),
        sharing.history.AddTrigger(
            model_name="matrixversionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e2a93b29003ae9a2b050ef2d9c9eeb1212995ed7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0d454",
                    table="cohort_matrixversionversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="selectionrun",
            constraint=models.UniqueConstraint(fields=("scheme", "number"), name="selection_run_number_once"),
        ),
        migrations.AddConstraint(
            model_name="selectionrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                name="selection_run_number_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="selectionrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"),
                name="selection_run_capacity_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__isnull", True), ("capacity__gte", 1), _connector="OR"),
                name="proposal_capacity_range",
            ),
        ),
    ]
