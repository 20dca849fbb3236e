"""Bring a scheme in from a folder, a zip of CSV files or a workbook (docs/interchange.md)."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from ppo.interchange.checking import Answers
from ppo.interchange.importing import Outcome, import_scheme
from sharing.looking import looking_as_system


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and count, but write nothing")
        parser.add_argument("--good-rows", action="store_true", help="write the good rows, give the bad ones back")
        parser.add_argument("--scheme", metavar="CODE", help="the scheme, where the file has no sheet scheme")
        parser.add_argument(
            "--same",
            action="append",
            default=[],
            metavar="REF=REF",
            help="a ref of the file is this person already there",
        )
        parser.add_argument(
            "--new", action="append", default=[], metavar="REF", help="a ref of the file is nobody there"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="json prints one document")

    def handle(self, *, path, dry_run, good_rows, scheme, same, new, format, **options):
        pairs = [pair.partition("=") for pair in same]
        with looking_as_system():
            outcome = import_scheme(
                path,
                today=localdate(),
                scheme_code=scheme,
                answers=Answers(same={ref: there for ref, _, there in pairs}, new=frozenset(new)),
                dry_run=dry_run,
                good_rows=good_rows,
            )
        self.stdout.write(
            json.dumps(answer(outcome), indent=2, ensure_ascii=False) if format == "json" else words(outcome)
        )
        if not succeeded(outcome, good_rows=good_rows):
            raise SystemExit(1)


def succeeded(outcome: Outcome, *, good_rows: bool) -> bool:
    """Imported, or nothing to do; with --good-rows, anything written although there were problems."""
    if not outcome.problems:
        return True
    written = outcome.written
    return good_rows and written is not None and any([*written.created.values(), *written.updated.values()])


def answer(outcome: Outcome) -> dict:
    """The JSON document; its shape is fixed."""
    written = outcome.written
    found = {
        "created": written.created if written else {},
        "updated": written.updated if written else {},
        "unchanged": written.unchanged if written else {},
        "problems": [problem._asdict() for problem in outcome.problems],
        "notes": outcome.notes,
    }
    if outcome.problem_file:
        found["problem_file"] = str(outcome.problem_file)
    return found


def words(outcome: Outcome) -> str:
    """The same for people."""
    lines = [_line(problem) for problem in outcome.problems] + outcome.notes
    written = outcome.written
    if written is None:
        lines.append(f"{_count(len(outcome.problems), 'problem')}. Nothing was written.")
        return "\n".join(lines)
    for sheet in written.unchanged:
        counts = written.created[sheet], written.updated[sheet], written.unchanged[sheet]
        lines.append("{:18}{:>8} new {:>8} changed {:>8} the same".format(sheet, *counts))
    if outcome.problem_file:
        lines.append(f"The rows left out, each with its problem: {outcome.problem_file}")
    return "\n".join(lines)


def _line(problem) -> str:
    place = [problem.sheet, problem.row and f"row {problem.row}", problem.column]
    where = ", ".join(str(part) for part in place if part)
    value = f" [{problem.value}]" if problem.value else ""
    return f"{where}{value}: {problem.problem}" if where else problem.problem


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
