"""Commands that answer one question about one scheme: `--scheme`, `--as-of` and `--format json`, the same everywhere."""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate

from sharing.looking import looking_as_system
from sharing.models import Scheme


def a_day(text):
    """An ISO date of the command line; argparse turns the ValueError into words."""
    return date.fromisoformat(text)


a_day.__name__ = "date"


class AnsweringCommand(BaseCommand):
    """A command with one answer. Subclasses give `answer` (and `say`, for people); what it returns must fit JSON."""

    def add_arguments(self, parser):
        parser.add_argument("--scheme", metavar="CODE", help="code of the scheme; needed where there are several")
        parser.add_argument("--as-of", type=a_day, metavar="YYYY-MM-DD", help="the day to answer for (default today)")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="json prints one document")

    def handle(self, *, scheme, as_of, format, **options):
        with transaction.atomic(), looking_as_system():
            found = self.answer(scheme=self.scheme(scheme), as_of=as_of or localdate(), **options)
            if format == "json":
                self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False, default=_iso))
            else:
                self.say(found)

    def answer(self, *, scheme, as_of, **options):
        raise NotImplementedError

    def say(self, found):
        """The answer for people; the JSON where a command has no other words."""
        self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False, default=_iso))

    def scheme(self, code):
        """The scheme of the code, or the only one. Raises CommandError."""
        schemes = Scheme.objects.all() if code is None else Scheme.objects.filter(code=code)
        found = list(schemes[:2])
        if len(found) == 1:
            return found[0]
        if found:
            codes = ", ".join(Scheme.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(f"There are several schemes. Say which one with --scheme: {codes}.")
        raise CommandError("No scheme is loaded." if code is None else f"There is no scheme with the code {code}.")


def _iso(value):
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    raise TypeError(f"{value!r} does not fit JSON")
