from django.db import migrations

from sharing.walls import SEEN


class Migration(migrations.Migration):
    dependencies = [("sharing", "0021_statute_in_words")]

    operations = [
        migrations.RunSQL(f"alter policy app_select on sharing_listrow using {SEEN}", migrations.RunSQL.noop),
    ]
