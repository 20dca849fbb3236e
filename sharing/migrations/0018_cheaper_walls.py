from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0017_next_review")]

    operations = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop)]
