"""Print the record of processing from the register of fields; with --check, say whether the committed one is the same."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ppo.rights import processing

FILE = Path(__file__).resolve().parents[3] / "docs" / "record-of-processing.md"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true", help="write docs/record-of-processing.md")
        what.add_argument("--check", action="store_true", help="end with 1 where that file says something else")

    def handle(self, *, write, check, **options):
        made = processing.document()
        if write:
            FILE.write_text(made, encoding="utf-8")
        elif check:
            if FILE.read_text(encoding="utf-8") != made:
                raise CommandError(
                    "docs/record-of-processing.md is not what the register says. Run manage.py ropa --write."
                )
        else:
            self.stdout.write(made, ending="")
