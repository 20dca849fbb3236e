from django.db import migrations

from sharing import walls


class Migration(migrations.Migration):
    dependencies = [("cohort", "0003_walls")]

    operations = [
        walls.append_only("cohort_matrixlineversion"),
    ]
