import os
from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from sharing import verifier

SQL = Path(__file__).with_suffix(".sql").read_text()


def commit_to_details(apps, schema_editor):
    """Lines written before there were commitments get theirs now, as the owner, with the guard down for this moment."""
    entries = apps.get_model("sharing", "LedgerEntry").objects
    schema_editor.execute("alter table sharing_ledgerentry disable trigger append_only")
    for pk, facts in entries.values_list("pk", "facts").iterator():
        salt = os.urandom(16)
        entries.filter(pk=pk).update(salt=salt, commitment=verifier.commitment(salt, {"facts": facts, "reason": ""}))
    schema_editor.execute("alter table sharing_ledgerentry enable trigger append_only")


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0006_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerCheckpoint",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("entries", "Lines"),
                            ("heartbeat", "Nothing to seal"),
                            ("restore", "Declared restore"),
                        ],
                        max_length=40,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("floor", models.BigIntegerField()),
                ("upto_transaction", models.BigIntegerField()),
                ("upto_entry", models.BigIntegerField()),
                ("highest", models.BigIntegerField()),
                ("count", models.IntegerField()),
                ("leaves", models.BinaryField()),
                ("statement", models.TextField(blank=True, default="")),
                ("previous", models.BinaryField()),
                ("root", models.BinaryField()),
                ("key", models.CharField(max_length=16)),
                ("signature", models.BinaryField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="commitment",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="reason",
            field=models.TextField(blank=True, default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="recipients",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="salt",
            field=models.BinaryField(null=True),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["transaction", "id"], name="ledger_order"),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["people"], name="ledger_people"),
        ),
        migrations.RunPython(commit_to_details, migrations.RunPython.noop),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
