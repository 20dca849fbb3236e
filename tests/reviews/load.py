"""Load the standing cast with a conference of many recipients, and press the button: `python -m tests.reviews.load 12`."""

import sys

import django
from django.db import transaction

if __name__ == "__main__":
    django.setup()

    from django.utils import timezone

    from reviews.changes.pack import conference_packs_make, recipients
    from sharing.looking import looking_as_system
    from sharing.models import Capacity, User
    from tests.reviews.conference import conference_of
    from tests.world import made, viewer_of

    with transaction.atomic(), looking_as_system():
        world = conference_of(made())
        missing = int(sys.argv[1]) - len(recipients(world.meeting))
        users = User.objects.bulk_create(
            [User(email=f"more{n}@north.example", name=f"Officer {n}", password="!") for n in range(missing)]
        )
        agencies = [world.police, world.probation, world.housing, world.drugs]
        Capacity.objects.bulk_create(
            [Capacity(user=user, agency=agencies[n % 4], role="practitioner") for n, user in enumerate(users)]
        )
    with looking_as_system():
        conference_packs_make(meeting=world.meeting, by=viewer_of(world.dora), at=timezone.now())
