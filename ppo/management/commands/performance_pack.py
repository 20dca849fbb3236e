"""Print a scheme's performance figures, or write the pack a steering group gets as .pdf or .xlsx."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from ppo.management.answering import AnsweringCommand, a_day
from reports import figures
from reports.reading import CohortUnknown


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--from", type=a_day, dest="since", metavar="YYYY-MM-DD", help="first day of the period")
        parser.add_argument("--cohort", metavar="NAME", help="track the frozen cohort of this name")
        parser.add_argument("--output", type=Path, metavar="FILE", help="write the pack to this .pdf or .xlsx file")

    def answer(self, *, scheme, as_of, since, cohort, output, **options):
        try:
            return figures.pack(scheme, as_of=as_of, since=since, cohort=cohort, at=timezone.now())
        except (CohortUnknown, ValueError) as refused:
            raise CommandError(str(refused)) from refused
