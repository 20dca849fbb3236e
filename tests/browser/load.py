"""Put the standing cast into the database the browsers' server uses: `python -m tests.browser.load`."""

import django
from django.db import transaction

if __name__ == "__main__":
    django.setup()

    from reports.tasks import packs_ahead
    from sharing.looking import looking_as_system
    from tests.world import made

    with transaction.atomic(), looking_as_system():
        made()
    packs_ahead()
