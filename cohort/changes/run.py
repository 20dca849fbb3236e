"""Running a selection: the pool scored by one statement, frozen with the matrix it was scored by."""

import contextlib
from dataclasses import replace

from django.db import connection, transaction
from django.db.models import Max

from casework.models import Person
from cohort import matrices
from cohort.models import MatrixLine, RunScore, SelectionRun
from cohort.rules import Ranking
from cohort.sources import sources_of
from cohort.statement import COLUMNS, Question, statement
from sharing import ledger
from sharing.looking import looking_as_system
from sharing.models import Scheme

INTO = """insert into cohort_runscore (run_id, {columns}) select %(run)s, {columns} from ({text}) scored"""


MANY = 2000  # people of a scheme, from which on it is read whole
WAYS_OF_FEW = ("enable_nestloop", "enable_indexscan")


class RunAheadOfTime(ValueError):
    """A run says how things stand at the end of a day: it cannot be a day to come."""


@transaction.atomic
def selection_run(*, version, as_of, today, at, by=None, doer=""):
    """Score the pool of the version's list as at the end of a day and keep it. Returns the SelectionRun.

    Scored as the system, so that a score does not depend on who presses the button. Repeated as at the same day on the
    same record it is the same. Raises RunAheadOfTime, and MatrixUnusable where a line means nothing.
    """
    if as_of > today:
        raise RunAheadOfTime("A run cannot be made as at a day to come.")
    lines, capacity = matrices.lines_of(version), matrices.capacity_of(version)
    with looking_as_system():
        scheme = Scheme.objects.select_for_update().get(pk=version.scheme_id)  # numbers are given one at a time
        last = SelectionRun.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"] or 0
        run = SelectionRun(
            scheme=scheme,
            number=last + 1,
            ranking=version.ranking,
            matrix=version.matrix,
            matrix_version=version.matrix_version,
            as_of=as_of,
            capacity=capacity,
            lines=[frozen(row) for row in matrices.stored_lines(version)],
            sources=sources_of(scheme.pk, [line.criterion for line in lines]),
            made_at=at,
            made_by_id=getattr(by, "capacity_id", None),
        )
        run.save(force_insert=True)
        score_into(run, Question(scheme.pk, Ranking(version.ranking), lines, as_of, capacity))
        people = sorted(RunScore.objects.filter(run=run).values_list("person_id", flat=True))
    ledger.record(
        "selection_run", by=by, doer=doer, people=people, scheme_id=scheme.pk, run=run.key, as_of=as_of.isoformat(),
        matrix=version.matrix, version=version.matrix_version,
    )  # fmt: skip
    return run


def score_into(run, question):
    """Write what everyone of the pool gets, in the one statement that also works it out."""
    large = Person.objects.filter(scheme=question.scheme_id)[MANY : MANY + 1].exists()
    text, parameters = statement(replace(question, whole=large))
    with connection.cursor() as cursor, joined_at_once(cursor) if large else contextlib.nullcontext():
        cursor.execute(INTO.format(columns=", ".join(COLUMNS), text=text), parameters | {"run": run.pk})


@contextlib.contextmanager
def joined_at_once(cursor):
    """Behind row security every row looks dear to the planner, and it would rather look up each person in each table or read
    a table along an index: right for a small scheme in a large register, slow for a large one."""
    for way in WAYS_OF_FEW:
        cursor.execute(f"set local {way} = off")
    yield
    for way in WAYS_OF_FEW:
        cursor.execute(f"set local {way} = on")


def frozen(row):
    """A line as the run keeps it: numbers as text, so that they come back as they were."""
    return {
        "criterion": row.criterion,
        "label": MatrixLine.Criterion(row.criterion).label,
        "weight": str(row.weight),
        "cap": None if row.cap is None else str(row.cap),
        "parameters": row.parameters,
        "description": row.description,
    }
