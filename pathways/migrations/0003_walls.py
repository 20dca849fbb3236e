from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level


class Migration(migrations.Migration):
    dependencies = [("pathways", "0002_initial"), ("sharing", "0002_lists")]

    operations = [
        walls.protect("pathways_need", category=Category.NEEDS, level=Level.SUMMARY),
        walls.protect_history("pathways_needversion", category=Category.NEEDS, level=Level.SUMMARY),
        walls.protect("pathways_needdetail", level=Level.FULL),
        walls.protect_history("pathways_needdetailversion", level=Level.FULL),
        walls.protect("pathways_action", category=Category.PLAN, level=Level.SUMMARY, others_may_add=True),
        walls.protect_history("pathways_actionversion", category=Category.PLAN, level=Level.SUMMARY),
        walls.protect("pathways_actiondetail", level=Level.FULL, others_may_add=True),
        walls.protect_history("pathways_actiondetailversion", level=Level.FULL),
        walls.protect("pathways_referral", category=Category.PLAN, level=Level.SUMMARY),
        walls.protect_history("pathways_referralversion", category=Category.PLAN, level=Level.SUMMARY),
        walls.protect("pathways_referraldetail", level=Level.FULL),
        walls.protect_history("pathways_referraldetailversion", level=Level.FULL),
    ]
