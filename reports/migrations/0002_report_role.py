from django.db import migrations

# Issued figures, small counts already hidden, and the returns: what a spreadsheet or a dashboard may read by itself.
READS = (
    "grant select (id, key, scheme_id, number, as_of, period_from, period_to, made_at, marking, figures)"
    " on reports_issuedpack to ppo_report;"
    "grant select (id, key, scheme_id, month, made_at, measures, gaps) on reports_datareturn to ppo_report"
)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_packs_and_returns"), ("sharing", "0011_roles")]

    operations = [migrations.RunSQL(READS, migrations.RunSQL.noop)]
