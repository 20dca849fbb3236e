from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_initial"), ("sharing", "0002_lists")]

    operations = [
        walls.protect_people("casework_person"),
        walls.protect_people_history("casework_personversion"),
        walls.protect("casework_identity", category=Category.IDENTITY, level=Level.FULL),
        walls.protect_history("casework_identityversion", category=Category.IDENTITY, level=Level.FULL),
        walls.protect("casework_mappa", category=Category.RISK, level=Level.FULL),
        walls.protect_history("casework_mappaversion", category=Category.RISK, level=Level.FULL),
        walls.protect("casework_dipclient", category=Category.DRUGS, level=Level.FULL),
        walls.protect_history("casework_dipclientversion", category=Category.DRUGS, level=Level.FULL),
        walls.protect("casework_address", category=Category.HOUSING, level=Level.FULL),
        walls.protect_history("casework_addressversion", category=Category.HOUSING, level=Level.FULL),
        walls.protect("casework_job", category=Category.EMPLOYMENT, level=Level.FULL),
        walls.protect_history("casework_jobversion", category=Category.EMPLOYMENT, level=Level.FULL),
        walls.protect("casework_status", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect_history("casework_statusversion", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect("casework_allocation", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect_history("casework_allocationversion", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect("casework_order", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect_history("casework_orderversion", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect("casework_enforcement", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect_history("casework_enforcementversion", category=Category.SUPERVISION, level=Level.FULL),
        walls.protect("casework_offence", category=Category.OFFENDING, level=Level.FULL),
        walls.protect_history("casework_offenceversion", category=Category.OFFENDING, level=Level.FULL),
        walls.protect("casework_arrest", category=Category.OFFENDING, level=Level.FULL),
        walls.protect_history("casework_arrestversion", category=Category.OFFENDING, level=Level.FULL),
        walls.protect("casework_intelligence", category=Category.INTELLIGENCE, level=Level.FULL),
        walls.protect_history("casework_intelligenceversion", category=Category.INTELLIGENCE, level=Level.FULL),
        walls.protect("casework_riskassessment", category=Category.RISK, level=Level.FULL),
        walls.protect_history("casework_riskassessmentversion", category=Category.RISK, level=Level.FULL),
        walls.protect("casework_contact", category=Category.ENGAGEMENT, level=Level.FULL),
        walls.protect_history("casework_contactversion", category=Category.ENGAGEMENT, level=Level.FULL),
        walls.protect("casework_contactnote", level=Level.FULL),
        walls.protect_history("casework_contactnoteversion", level=Level.FULL),
        walls.protect("casework_drugtest", category=Category.DRUGS, level=Level.SUMMARY),
        walls.protect_history("casework_drugtestversion", category=Category.DRUGS, level=Level.SUMMARY),
        walls.protect("casework_drugtestresult", category=Category.DRUGS, level=Level.FULL),
        walls.protect_history("casework_drugtestresultversion", category=Category.DRUGS, level=Level.FULL),
        walls.protect_children("casework_contact_with_agencies", "casework_contact", "contact_id"),
    ]
