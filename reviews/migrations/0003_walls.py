from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_initial"), ("sharing", "0002_lists")]

    operations = [
        walls.protect("reviews_review", category=Category.CONFERENCE, level=Level.FULL),
        walls.protect_history("reviews_reviewversion", category=Category.CONFERENCE, level=Level.FULL),
        walls.protect_facts("reviews_agendaitem", write="there"),
        walls.protect_facts_history("reviews_agendaitemversion"),
    ]
