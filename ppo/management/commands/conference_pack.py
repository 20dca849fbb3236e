"""Make the pack of one conference exactly as one user may have it, and write it to a file."""

from pathlib import Path

from django.core.management.base import CommandError

from ppo.management.answering import AnsweringCommand
from reviews.changes.pack import pack_print
from reviews.models import Meeting
from reviews.packs.paper import PackRefused
from sharing.matrix import moment_of
from sharing.models import Capacity
from sharing.viewer import viewer_of


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--conference", type=int, required=True, metavar="N", help="number of the meeting")
        parser.add_argument("--for", dest="email", required=True, metavar="EMAIL", help="whose pack it is")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="where to write the PDF")

    def answer(self, *, scheme, as_of, conference, email, output, **options):
        try:
            meeting = Meeting.objects.get(scheme=scheme, number=conference)
            by = viewer_of(email=email, scheme=scheme)
            made = pack_print(meeting=meeting, by=by, at=moment_of(as_of))
        except Meeting.DoesNotExist as missing:
            raise CommandError(f"The scheme has no meeting number {conference}.") from missing
        except (Capacity.DoesNotExist, PackRefused) as refused:
            raise CommandError(str(refused)) from refused
        output.write_bytes(made.data)
        return {
            "file": str(output),
            "sha256": made.sha256,
            "pages": made.pages,
            "people": len(made.people),
            "withheld": made.withheld,
        }
