from django.db import migrations

from sharing import walls


class Migration(migrations.Migration):
    dependencies = [("cohort", "0005_selection")]

    operations = [
        walls.protect_hidden("cohort_runscore"),
        walls.append_only("cohort_matrixversionversion"),
        # Frozen as made: neither a run nor what anybody got in it is ever changed.
        migrations.RunSQL(
            "revoke update on cohort_runscore, cohort_selectionrun, cohort_proposal from ppo_app",
            migrations.RunSQL.noop,
        ),
    ]
