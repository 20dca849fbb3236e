"""Write the whole ledger and its seals to a file, a JSON document a line, for `sharing/verifier.py` to check."""

import json
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand

from sharing import sealed


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("output", type=Path, metavar="FILE", help="such as export.jsonl")

    def handle(self, *, output, **options):
        with psycopg.connect(settings.VERIFIER_DATABASE_URL, autocommit=True) as connection, output.open("w") as file:
            for line in sealed.lines(connection):
                file.write(json.dumps(line) + "\n")
        folder = settings.LEDGER_ANCHORS
        self.stdout.write(
            "Written. An inspector checks it with Python alone:\n"
            f"python sharing/verifier.py {output} {folder / 'anchors.txt'} {folder / 'ledger.pub'}"
        )
