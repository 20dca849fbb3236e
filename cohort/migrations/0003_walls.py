from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level


class Migration(migrations.Migration):
    dependencies = [("cohort", "0002_initial"), ("sharing", "0002_lists")]

    operations = [
        walls.protect("cohort_membership", category=Category.IDENTITY, level=Level.FULL),
        walls.protect_history("cohort_membershipversion", category=Category.IDENTITY, level=Level.FULL),
        walls.protect("cohort_agencyview", category=Category.RISK, level=Level.FULL),
        walls.protect_history("cohort_agencyviewversion", category=Category.RISK, level=Level.FULL),
        walls.protect("cohort_harm", category=Category.RISK, level=Level.FULL),
        walls.protect_history("cohort_harmversion", category=Category.RISK, level=Level.FULL),
        walls.protect("cohort_score", category=Category.RISK, level=Level.FULL),
        walls.protect_history("cohort_scoreversion", category=Category.RISK, level=Level.FULL),
        walls.protect_facts("cohort_trackedperson"),
        walls.protect_facts_history("cohort_trackedpersonversion"),
    ]
