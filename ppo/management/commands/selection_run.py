"""Score everyone on the scheme and every nominee by a selection matrix, and print the ranking."""

from django.core.management.base import CommandError
from django.utils import timezone

from cohort import matrices
from cohort.changes.run import RunAheadOfTime, selection_run
from cohort.models import RunScore
from ppo.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--matrix", required=True, metavar="NAME", help="name of the matrix")
        parser.add_argument("--version", type=int, metavar="N", dest="number", help="default: the one in force")

    def create_parser(self, prog_name, subcommand, **options):
        """Django's own --version gives way: here it is the version of the matrix."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **options)

    def answer(self, *, scheme, as_of, matrix, number, **options):
        try:
            version = matrices.version_of(scheme, on=as_of, matrix=matrix, number=number)
            run = selection_run(
                version=version,
                as_of=as_of,
                today=max(timezone.localdate(), as_of),
                at=timezone.now(),
                doer="manage.py selection_run",
            )
        except (matrices.MatrixUnknown, matrices.MatrixUnusable, RunAheadOfTime) as refused:
            raise CommandError(str(refused)) from refused
        return {"run": run.key, "capacity": run.capacity, "ranking": list(ranking(run))}

    def say(self, found):
        for row in found["ranking"]:
            provisional = " provisional" if row["provisional"] else ""
            line = "above the line" if row["above_line"] else "below the line"
            self.stdout.write(f"{row['rank']:>4}  {row['ref']}  {row['total']:.2f}{provisional}, {line}")


def ranking(run):
    """The rows of the answer, in rank order, ties by reference."""
    for row in RunScore.objects.filter(run=run).select_related("person").order_by("rank", "person__ref"):
        yield {
            "rank": row.rank,
            "ref": row.person.ref,
            "total": float(row.total),
            "provisional": row.provisional,
            "on_scheme": row.on_scheme,
            "above_line": row.above_line,
            "lines": [
                {
                    "criterion": line["criterion"],
                    "found": plain(found),
                    "points": float(points),
                    "cap": None if line["cap"] is None else plain(line["cap"]),
                    "missing": found is None,
                }
                for line, found, points in zip(run.lines, row.found, row.points, strict=True)
            ],
        }


def plain(value):
    """A number as JSON has it: whole where it is; None stays None."""
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
