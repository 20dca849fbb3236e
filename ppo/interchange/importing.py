"""One import from beginning to end: open, check everything, write everything or nothing, say what happened."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, connection, transaction

from casework.changes import refresh
from casework.models import Person
from ppo.interchange import bad_rows
from ppo.interchange.book import Book, Unreadable
from ppo.interchange.checking import Answers, Check
from ppo.interchange.known import of_scheme
from ppo.interchange.reading import opened
from ppo.interchange.rows import Problem, read_header
from ppo.interchange.sheets import SHEETS
from ppo.interchange.writing import Written, write
from reviews.changes.review_date import refresh_next_reviews
from sharing import ledger, links
from sharing.models import Scheme

PEOPLE_AT_ONCE = 5_000
ABOUT_EVERYONE = {"settings", "agencies", "conferences", "attendance"}  # name nobody, yet decide who is on whose case


@dataclass
class Outcome:
    """What an import did or would do. `written` is None when nothing was written."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    written: Written | None = None
    scheme: Scheme | None = None
    problem_file: Path | None = None


def import_scheme(
    path: Path,
    *,
    today: datetime.date,
    by=None,
    scheme_code: str | None = None,
    answers: Answers | None = None,
    dry_run: bool = False,
    good_rows: bool = False,
) -> Outcome:
    """Bring a scheme in from a file. `by` is the viewer who does it, None for a command.

    Nothing is written while a problem remains, unless `good_rows`; then the bad ones are given back beside the file.
    Never raises for what is in the file. The caller looks as the system: an import reads and writes whole schemes.
    """
    try:
        with opened(path) as book:
            return _import(book, path, today, by, scheme_code, answers or Answers(), dry_run, good_rows)
    except Unreadable as unreadable:
        return Outcome(problems=[Problem(None, None, None, path.name, str(unreadable))])


def _import(book: Book, path: Path, today, by, scheme_code, answers, dry_run, good_rows) -> Outcome:
    code = scheme_code or code_in(book, today)
    scheme = Scheme.objects.filter(code=code).first() if code else None
    if "scheme" not in book.sources and scheme is None:
        return Outcome(problems=[_no_scheme(scheme_code)])

    check = Check(book, of_scheme(scheme), today=today, answers=answers, scheme_code=scheme_code, thorough=good_rows)
    if scheme is None and not code and not check.problems:
        check.problems.append(_no_scheme(None))
    outcome = Outcome(problems=check.problems, notes=check.notes, scheme=scheme)
    if check.problems and not good_rows:
        return outcome
    try:
        with transaction.atomic():
            _check_keys_at_once()
            outcome.scheme, outcome.written = write(check, scheme, today=today)
            if outcome.scheme:
                _finish(outcome, by=by, today=today)
            if dry_run:
                transaction.set_rollback(True)
    except (IntegrityError, DataError) as refused:
        outcome.written = None
        outcome.problems = [*check.problems, _refused(refused)]
        return outcome
    if good_rows and not dry_run:
        outcome.problem_file = bad_rows.give_back(check, outcome.written, path)
    return outcome


def _finish(outcome: Outcome, *, by, today: datetime.date) -> None:
    """What follows from the rows: who is on the case, what lists show, and the line in the ledger."""
    people = outcome.written.people
    if outcome.written.changed & ABOUT_EVERYONE:
        people = people | set(Person.objects.filter(scheme=outcome.scheme).values_list("pk", flat=True))
    for some in batched(sorted(people), PEOPLE_AT_ONCE):
        refresh(people=some, today=today)
        refresh_next_reviews(some, today)
        links.sync(some)
    ledger.record(
        "scheme_import",
        by=by,
        doer="" if by else "import_scheme",
        operation=ledger.Operation.COLLECTION,
        people=outcome.written.people,
        scheme_id=outcome.scheme.pk,
        created=outcome.written.created,
        updated=outcome.written.updated,
    )


def batched(ids: list[int], size: int) -> Iterator[list[int]]:
    return (ids[first : first + size] for first in range(0, len(ids), size))


def _check_keys_at_once() -> None:
    """Parents are written before their children, so no foreign key has to wait for the end of the transaction.

    It must not: history is written by a trigger for each row, and PostgreSQL goes through all waiting checks after each
    of those, so that 50,000 rows take minutes in place of seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def code_in(book: Book, today: datetime.date) -> str | None:
    """The code of the scheme that a book is about, as its scheme sheet says."""
    if "scheme" not in book.sources:
        return None
    try:
        lines = book.sources["scheme"].lines()
        header = read_header(SHEETS["scheme"], next(lines, None))
        line = next(lines, None)
    except Unreadable:
        return None  # found again, and said, by the check
    place = header.places.get("code")
    return line.cells[place].strip() if line and place is not None and place < len(line.cells) else None


def _no_scheme(code: str | None) -> Problem:
    if code:
        return Problem(
            "scheme", None, None, code, f"There is no scheme {code}, and the file has no sheet scheme. Add it."
        )
    say = (
        "The file has no sheet scheme with a row in it. Add it, or say which scheme the file is for with --scheme CODE."
    )
    return Problem("scheme", None, None, "", say)


def _refused(error: Exception) -> Problem:
    """A last wall behind the checks. The name of the constraint helps whoever is asked about it."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or type(error).__name__
    say = f"The database refused the rows ({constraint}), so nothing was written. Import the sheets one by one to find it."
    return Problem(None, None, None, "", say)
