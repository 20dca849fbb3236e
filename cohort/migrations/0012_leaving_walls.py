from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level


class Migration(migrations.Migration):
    dependencies = [("cohort", "0011_leaving")]

    operations = [
        walls.protect_hidden("cohort_leavingproposal"),
        walls.protect("cohort_leavingplan", category=Category.PLAN, level=Level.FULL),
        walls.protect_history("cohort_leavingplanversion", category=Category.PLAN, level=Level.FULL),
        walls.protect("cohort_leavingreason", level=Level.FULL),
        walls.protect_history("cohort_leavingreasonversion", level=Level.FULL),
        walls.protect("cohort_handover", category=Category.PLAN, level=Level.FULL),
        walls.protect_history("cohort_handoverversion", category=Category.PLAN, level=Level.FULL),
        walls.protect("cohort_handoverdetail", level=Level.FULL),
        walls.protect_history("cohort_handoverdetailversion", level=Level.FULL),
        walls.protect("cohort_leavingcheck", category=Category.PLAN, level=Level.FULL),
        walls.protect_history("cohort_leavingcheckversion", category=Category.PLAN, level=Level.FULL),
    ]
