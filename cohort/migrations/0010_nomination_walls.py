from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level

AGENCY = "(select sharing_viewer_agency())"
REACH = "(select sharing_viewer_reach())"
# What was typed of somebody who may be there already points at nobody: it is its agency's, and the co-ordinators' to place.
OWN_SCHEME = f"scheme_id = (select a.scheme_id from sharing_agency a where a.id = {AGENCY})"  # noqa: S608, our own words
UNPLACED = f"({REACH} >= 2 and agency_id = {AGENCY} or {REACH} = 3 and {OWN_SCHEME})"
MEANT = f"(owner_id = {AGENCY} or {AGENCY} = any(readers))"
THERE = walls.THERE.format(table="cohort_nominationcaution")
CAUTION = f"({REACH} >= 2 and {MEANT} and (person_id is null or {THERE}))"


class Migration(migrations.Migration):
    dependencies = [("cohort", "0009_nominations")]

    operations = [
        walls.protect("cohort_nomination", category=Category.IDENTITY, level=Level.FULL),
        walls.protect("cohort_nominationsuggestion", level=Level.FULL, holds=False),
        walls.protect_rights("cohort_unplacednomination", select=UNPLACED, write="false"),
        walls.protect_rights("cohort_nominationcaution", select=CAUTION, write="false"),
    ]
