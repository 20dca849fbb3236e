from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0019_agreement_transactions")]

    operations = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop)]
