"""Other weights or another line, tried on a run: who would cross, and how the balance would shift.

Worked out from what the run found, by one statement, without reading the record again. For a viewer it uses only the lines
known to them of everyone in it: who crosses when one weight changes would tell what any other line holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import connection

from cohort.balance import Cell, balance
from cohort.seen import SeenScore, read_lines
from cohort.statement import points_of
from sharing.looking import looking_as_system

TEXT = """with given as (
    select person_id, {found} from cohort_runscore
     where run_id = %(run)s and (%(people)s::bigint[] is null or person_id = any(%(people)s::bigint[]))),
counted as (select given.*, {points} from given),
totals as (select person_id, {total} as total from counted)
select person_id, total,
       %(capacity)s::int is null or count(*) over (order by total desc) <= %(capacity)s::int as above_line from totals"""


@dataclass(frozen=True)
class Crossing:
    """A person on the other side of the line than before."""

    row: SeenScore
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Trial:
    left_out: list[str]  # labels of lines that the trial does without
    coming: list[Crossing]  # below the line before, above it now
    going: list[Crossing]
    now: object  # balance before and after
    then: object


def weighed(run, weights, capacity, *, criteria=None, people=None):
    """(text, parameters): person, total and side of the line with other weights, criterion to (weight, cap).

    `criteria`: these lines alone; `people`: these ids alone. Run it as the system.
    """
    chosen = [
        (place, replace(line, weight=weights[line.criterion][0], cap=weights[line.criterion][1]))
        for place, line in enumerate(read_lines(run), start=1)
        if criteria is None or line.criterion in criteria
    ]
    parameters = {"run": run.pk, "capacity": capacity, "people": people}
    numbers = range(len(chosen))
    text = TEXT.format(
        found=", ".join(f"found[{place}] as f{n}" for n, (place, _) in enumerate(chosen)),
        points=", ".join(f"{points_of(n, line, parameters)} as p{n}" for n, (_, line) in enumerate(chosen)),
        total=" + ".join(f"p{n}" for n in numbers),
    )
    return text, parameters


def weights_of(run) -> Mapping[str, tuple[Decimal, Decimal | None]]:
    """Criterion to (weight, cap), as the run has them."""
    return {line.criterion: (line.weight, line.cap) for line in read_lines(run)}


def trial(seen, weights, capacity):
    """The Trial of a run as one viewer sees it. Two statements."""
    run, rows = seen.run, {row.person.pk: row for row in seen.rows}
    left_out = [one["label"] for one in run.lines if one["criterion"] not in seen.known_for_all]
    if not seen.known_for_all or not rows:
        nothing = balance([])
        return Trial(left_out, [], [], nothing, nothing)
    before = _asked(run, weights_of(run), run.capacity, seen.known_for_all, rows)
    after = _asked(run, weights, capacity, seen.known_for_all, rows)
    crossed = [
        Crossing(rows[person], before[person][0], after[person][0])
        for person in rows
        if before[person][1] != after[person][1]
    ]
    return Trial(
        left_out,
        [one for one in crossed if after[one.row.person.pk][1]],
        [one for one in crossed if not after[one.row.person.pk][1]],
        _balance(rows, before),
        _balance(rows, after),
    )


def _asked(run, weights, capacity, criteria, rows):
    with looking_as_system(), connection.cursor() as cursor:
        cursor.execute(*weighed(run, weights, capacity, criteria=criteria, people=list(rows)))
        return {person: (total, above) for person, total, above in cursor.fetchall()}


def _balance(rows, placed):
    return balance(
        [
            Cell(
                row.on_scheme,
                placed[person][1],
                row.status.status if row.status else "",
                row.identity.sex,
                row.identity.ethnicity,
                row.provisional,
                1,
            )
            for person, row in rows.items()
        ]
    )
