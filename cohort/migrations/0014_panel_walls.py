from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level


class Migration(migrations.Migration):
    dependencies = [("cohort", "0013_panels")]

    operations = [
        walls.protect_facts("cohort_panelitem", write="there"),
        walls.protect_facts_history("cohort_panelitemversion"),
        *[
            operation
            for table in ("cohort_panelparagraph", "cohort_paneldecision", "cohort_panelposition")
            for operation in (
                walls.protect(table, category=Category.CONFERENCE, level=Level.FULL),
                walls.protect_history(f"{table}version", category=Category.CONFERENCE, level=Level.FULL),
            )
        ],
        walls.append_only("cohort_panelversion", "cohort_panelseatversion"),
    ]
