"""Compare list rows and rule packs with the facts they are compiled from, put right what differs; exit code 1 if any did."""

import sys

from django.utils import timezone

from ppo.management.answering import AnsweringCommand
from sharing.changes.compiled import compiled_mend
from sharing.models import Agency


class Command(AnsweringCommand):
    help = __doc__

    def answer(self, *, scheme, as_of, **options):
        people, agencies = compiled_mend(scheme=scheme, by="compiled_check", at=timezone.now())
        self.differed = bool(people or agencies)
        return {
            "people": sorted(scheme.people.filter(pk__in=people).values_list("ref", flat=True)),
            "agencies": sorted(Agency.objects.filter(pk__in=agencies).values_list("code", flat=True)),
        }

    def handle(self, **options):
        super().handle(**options)
        if self.differed:
            sys.exit(1)

    def say(self, found):
        for name, differing in found.items():
            words = ", ".join(differing) or "as the facts say"
            self.stdout.write(f"Compiled rows of {name}: {words}")
