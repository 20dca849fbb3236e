from django.db import migrations

from sharing import walls


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_lists")]

    operations = [
        walls.protect_list(),
        walls.protect_facts("sharing_link"),
        walls.protect_facts("sharing_namedlink"),
        walls.protect_facts("sharing_holding"),
        walls.protect_facts("sharing_consent", write="there"),
        walls.protect_facts("sharing_disclosure"),
        walls.protect_facts("sharing_emergency"),
        walls.protect_facts("sharing_exclusion"),
        walls.protect_facts_history("sharing_consentversion"),
    ]
