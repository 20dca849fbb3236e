from django.db import migrations

from sharing import walls


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_job_part")]

    operations = [
        walls.append_only(
            "sharing_agencyversion",
            "sharing_agreementversion",
            "sharing_agreementruleversion",
            "sharing_capacityversion",
            "sharing_schemeversion",
            "sharing_settingversion",
        ),
    ]
