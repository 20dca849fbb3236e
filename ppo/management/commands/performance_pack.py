"""Print a scheme's performance figures, or write the pack a steering group gets as .pdf or .xlsx."""

import hashlib
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from ppo.management.answering import AnsweringCommand, a_day
from reports import figures
from reports.reading import CohortUnknown
from reports.story.offending import headline
from sharing.pdf import PdfUnavailable


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--from", type=a_day, dest="since", metavar="YYYY-MM-DD", help="first day of the period")
        parser.add_argument("--cohort", metavar="NAME", help="track the frozen cohort of this name")
        parser.add_argument("--output", type=Path, metavar="FILE", help="write the pack to this .pdf or .xlsx file")

    def answer(self, *, scheme, as_of, since, cohort, output, **options):
        at = timezone.now()
        try:
            found = figures.pack(scheme, as_of=as_of, since=since, cohort=cohort, at=at)
        except (CohortUnknown, ValueError) as refused:
            raise CommandError(str(refused)) from refused
        return found if output is None else found | {"file": self.write(output, scheme, found, at)}

    def write(self, output, scheme, found, at):
        """The pack for the steering group, small counts hidden, as the file its name asks for."""
        hidden = figures.for_steering(scheme, found)
        try:
            if output.suffix == ".pdf":
                data = figures.pdf_of(hidden, number=0, at=at)
            elif output.suffix == ".xlsx":
                data = figures.xlsx_of(hidden, at=at)
            else:
                raise CommandError(f"{output.name} must end in .pdf or .xlsx.")
            output.write_bytes(data)
        except (PdfUnavailable, OSError) as failed:
            raise CommandError(f"The pack could not be written: {failed}") from failed
        return {"name": output.name, "sha256": hashlib.sha256(data).hexdigest()}

    def say(self, found):
        """The headlines, or the file that was written."""
        if "file" in found:
            self.stdout.write(f"Written to {found['file']['name']}, SHA-256 {found['file']['sha256']}")
            return
        tracked, cohort = found["offending"]["tracked"], found["cohort"]
        self.stdout.write(f"{found['scheme']} as at {found['as_of']}")
        self.stdout.write(headline(tracked))
        self.stdout.write(f"{cohort['custody']} of {cohort['on_scheme']} people on the scheme are in custody.")
        self.stdout.write("All figures: --format json. The pack for the steering group: --output pack.pdf")
