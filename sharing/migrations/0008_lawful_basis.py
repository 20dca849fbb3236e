from pathlib import Path

from django.db import migrations, models

from sharing import basis
from sharing.records import CATEGORY_CHOICES


def ship(apps, schema_editor):
    """The table as the product ships it; a later edition is a later migration."""
    cells = apps.get_model("sharing", "LawfulPair").objects
    cells.bulk_create(
        [
            cells.model(basis=code, giver=giver, receiver=receiver, category=int(category))
            for code, giver, receiver, category in sorted(basis.pairs())
        ],
        batch_size=5000,
    )


class Migration(migrations.Migration):
    dependencies = [("sharing", "0007_ledger_seal")]

    operations = [
        migrations.CreateModel(
            name="LawfulPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("cda115", "Crime and Disorder Act 1998, section 115"),
                            ("oma14", "Offender Management Act 2007, section 14"),
                            ("cja325", "Criminal Justice Act 2003, section 325"),
                            ("consent", "The person's consent"),
                            ("other", "Other"),
                        ],
                        max_length=40,
                    ),
                ),
                ("giver", models.CharField(max_length=40)),
                ("receiver", models.CharField(max_length=40)),
                ("category", models.SmallIntegerField(choices=CATEGORY_CHOICES)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("basis", "giver", "receiver", "category"), name="lawful_pair_once")
                ]
            },
        ),
        migrations.RunPython(ship, migrations.RunPython.noop),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop),
    ]
