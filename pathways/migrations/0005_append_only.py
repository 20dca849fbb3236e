from django.db import migrations

from sharing import walls


class Migration(migrations.Migration):
    dependencies = [("pathways", "0004_action_detail_version")]

    operations = [
        walls.append_only("pathways_serviceversion"),
    ]
