"""Put the standing cast into the database the browsers' server uses: `python -m tests.browser.load`."""

from datetime import timedelta

import django
from django.db import transaction

if __name__ == "__main__":
    django.setup()

    from django.utils.timezone import now

    from cohort.changes.leaving_night import proposals_raise
    from pathways.models import Action
    from reports.tasks import packs_ahead
    from sharing.looking import looking_as_system
    from tests.world import made

    with transaction.atomic(), looking_as_system():
        world = made()
        # A second late action of Alice's: after one press the next row has to be near.
        Action.objects.filter(pk=world.next_action.pk).update(target_on=world.today - timedelta(days=3))
    proposals_raise(scheme=world.scheme, today=world.today, at=now())
    packs_ahead()
