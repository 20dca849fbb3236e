from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_search_and_summary"), ("sharing", "0003_walls")]

    operations = [
        walls.protect_facts("casework_searchname"),
        walls.protect("casework_searchalias", category=Category.IDENTITY, level=Level.FULL, holds=False),
        walls.protect("casework_offendingsummary", category=Category.OFFENDING, level=Level.SUMMARY, holds=False),
    ]
