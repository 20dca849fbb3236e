from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level

# An offer is read by whoever runs the scheme that makes it, as long as the person is there for them, and the one that gets
# it. Offers and answers are written by the system: neither scheme writes in the other's name.
SCHEME = "(select a.scheme_id from sharing_agency a where a.id = (select sharing_viewer_agency()))"
OFFERS = f"""(select sharing_viewer_reach()) = 3 and (cohort_transfer.to_scheme_id = {SCHEME}
    or cohort_transfer.from_scheme_id = {SCHEME} and {walls.THERE.format(table="cohort_transfer")})"""


class Migration(migrations.Migration):
    dependencies = [("cohort", "0015_letters_and_transfers"), ("sharing", "0016_compiled_rows")]

    operations = [
        walls.protect("cohort_letter", category=Category.IDENTITY, level=Level.FULL),
        walls.protect_history("cohort_letterversion", category=Category.IDENTITY, level=Level.FULL),
        walls.protect_rights("cohort_transfer", select=OFFERS, write="false"),
        # Words that a letter was made from stay as they were.
        migrations.RunSQL("revoke update, delete on cohort_letterwording from ppo_app", migrations.RunSQL.noop),
    ]
