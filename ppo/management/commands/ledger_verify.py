"""Check that nothing in the ledger was changed, removed, added or put in another order since it was sealed."""

import json
import sys
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharing import sealed, verifier


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--anchors", type=Path, metavar="FILE", help="roots kept outside: anchors.txt or a saved mail"
        )
        parser.add_argument(
            "--key", type=Path, metavar="FILE", help="public keys (default ledger.pub among the anchors)"
        )
        parser.add_argument("--format", choices=["text", "json"], default="json", help="text is for people")

    def handle(self, *, anchors, key, format, **options):
        try:
            keys = verifier.public_keys((key or settings.LEDGER_ANCHORS / "ledger.pub").read_text())
            kept = anchors and anchors.read_text()
        except OSError as missing:
            raise CommandError(f"{missing.filename} cannot be read: {missing.strerror}.") from None
        with psycopg.connect(settings.VERIFIER_DATABASE_URL, autocommit=True) as connection:
            verdict = verifier.verify(sealed.lines(connection), keys=keys, anchors=kept)
        if format == "json":
            self.stdout.write(json.dumps(verdict, indent=2, ensure_ascii=False))
        else:
            self.say(verdict)
        if not verdict["ok"]:
            sys.exit(1)

    def say(self, verdict):
        self.stdout.write(
            f"{verdict['sealed']:,} of {verdict['events']:,} lines sealed in {verdict['checkpoints']:,} checkpoints."
        )
        for restore in verdict["restores"]:
            self.stdout.write(f"Restored from a copy, declared {restore['at']} by {' and '.join(restore['by'])}.")
        for gap in verdict["gaps"]:
            self.stdout.write(f"Nobody sealed between {gap['from']} and {gap['to']}.")
        for problem in verdict["problems"]:
            self.stdout.write(problem)
        self.stdout.write("Nothing was touched." if verdict["ok"] else "The ledger was touched, or lines are missing.")
