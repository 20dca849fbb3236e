import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_known_spellings"),
        ("cohort", "0006_selection_walls"),
    ]

    operations = [
        migrations.AlterField(
            model_name="runscore",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="casework.person",
            ),
        ),
        migrations.AlterField(
            model_name="runscore",
            name="status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("community_order", "In the community, court order"),
                    ("licence", "In the community, on licence"),
                    ("non_statutory", "In the community, no order"),
                    ("sentenced", "In custody, sentenced"),
                    ("remand", "In custody, on remand"),
                    ("awaiting_court", "Waiting for court"),
                    ("unlawfully_at_large", "Unlawfully at large"),
                    ("hospital", "In hospital"),
                ],
                max_length=40,
            ),
        ),
    ]
