"""Seal the ledger into signed checkpoints, until stopped: a process of its own, not for the web server or the worker."""

import signal
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharing import sealer


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, **options):
        if not settings.SEALER_DATABASE_URL:
            raise CommandError("SEALER_DATABASE_URL is not set: the ledger is not being sealed.")
        over = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: over.set())
        key, anchors = sealer.Key(settings.LEDGER_KEY), sealer.Anchors(settings.LEDGER_ANCHORS)
        sealer.run(address=settings.SEALER_DATABASE_URL, key=key, anchors=anchors, over=over)
