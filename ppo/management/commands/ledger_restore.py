"""Declare that the database was restored from a copy, before anything is written to it.

Two officers of different agencies answer for it. The declaration is sealed, signed and anchored; from then on the ledger
goes on, and every check of it names the restore and what was lost.
"""

from datetime import UTC, datetime

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharing import sealer
from sharing.models import Capacity


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--officer", action="append", required=True, metavar="EMAIL", help="twice: who answers for it"
        )
        parser.add_argument("--reason", required=True, help="why, and which copy was used")

    def handle(self, *, officer, reason, **options):
        held = Capacity.objects.filter(user__email__in=officer, active=True)
        if len({capacity.agency_id for capacity in held}) < 2 or len({capacity.user_id for capacity in held}) < 2:
            raise CommandError("A restore is declared by two people who sign in for two different agencies.")
        key, anchors = sealer.Key(settings.LEDGER_KEY), sealer.Anchors(settings.LEDGER_ANCHORS)
        with psycopg.connect(settings.SEALER_DATABASE_URL, autocommit=True) as connection:
            done = sealer.Sealer(connection, key, anchors).declare_restore(
                by=officer, reason=reason, at=datetime.now(UTC)
            )
        lost = done["lost_to"] - done["lost_from"] + 1
        self.stdout.write(f"Declared and sealed. {lost} checkpoints that were anchored before are not in this copy.")
