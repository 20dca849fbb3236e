"""Write a whole scheme as a workbook (.xlsx), a zip of CSV files (.zip) or a folder of them (docs/interchange.md)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework.models import Person
from ppo.interchange.exporting import export_scheme, one_moment
from sharing import ledger
from sharing.looking import looking_as_system
from sharing.models import Scheme


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--scheme", metavar="CODE", required=True)
        parser.add_argument("--output", type=Path, metavar="PATH", required=True)

    def handle(self, *, scheme, output, **options):
        found = Scheme.objects.filter(code=scheme).first()
        if found is None:
            raise CommandError(f"There is no scheme with the code {scheme}.")
        with one_moment(), looking_as_system():
            people = list(Person.objects.filter(scheme=found).values_list("pk", flat=True))
            ledger.record(
                "scheme_export",
                doer="export_scheme",
                operation=ledger.Operation.DISCLOSURE,
                people=people,
                scheme_id=found.pk,
            )
            try:
                export_scheme(found, output)
            except OSError as refused:
                raise CommandError(f"{output} could not be written: {refused.strerror}.") from refused
        self.stderr.write(f"{len(people)} people of {found.name} are in {output}.")
