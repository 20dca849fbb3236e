"""Ask the reference, the decision, the querysets and row-level security about the same worlds, and compare."""

import contextlib
import random
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, models, transaction
from django.db.models import Value

from casework import models as casework
from pathways import models as pathways
from ppo.policy_diff import model, worlds
from ppo.policy_diff.loading import load
from sharing import policy
from sharing.looking import looking_as, looking_as_system
from sharing.models import Capacity, ListRow
from sharing.policy import Category
from sharing.viewer import of_capacity, with_rules

BATCH = 10
# kind of record -> tables with one row for it: (name, model, category or None for the record's own)
TABLES = {
    "contact": [(casework.Contact, 1)],
    "note": [(casework.Contact, 1), (casework.ContactNote, None)],
    "offence": [(casework.Offence, 3)],
    "intelligence": [(casework.Intelligence, 4)],
    "need": [(pathways.Need, 6)],
    "test": [(casework.DrugTest, 8), (casework.DrugTestResult, 8)],
    "address": [(casework.Address, 9)],
    "action": [(pathways.Action, 14)],
    "enforcement": [(casework.Enforcement, 2)],
    "job": [(casework.Job, 10)],
}


@dataclass
class Tally:
    """What was compared: a cell is (viewer, person, owner, category, moment) with a record, on every side."""

    worlds: int = 0
    cells: int = 0
    allowed: int = 0
    disagreements: list = field(default_factory=list)


class _Undo(Exception):
    pass


def run(*, count, seed, fault=contextlib.nullcontext, stop_at_first=False):
    """Compare `count` worlds from `seed`; the same seed gives the same ones. `fault` makes a context with a fault in it."""
    tally = Tally()
    for start in range(0, count, BATCH):
        batch = _batch(seed, start, min(BATCH, count - start))
        with contextlib.suppress(_Undo), transaction.atomic():
            movable_clock()
            with fault():
                with connection.cursor() as cursor:
                    cursor.execute("set local role ppo_app")
                _compare(batch, tally, turn=start // BATCH)
            raise _Undo
        tally.worlds += len(batch)
        if tally.disagreements and stop_at_first:
            break
    return tally


def _batch(seed, start, size):
    """Worlds that stand on the same moment, so that one clock serves them all; each from a generator of its own."""
    at = worlds.moment(random.Random(f"{seed}-{start}"))  # noqa: S311, a repeatable one is wanted
    return [worlds.world(random.Random(f"{seed}-{start}-{n}"), at) for n in range(size)]  # noqa: S311


def movable_clock():
    """Inside this transaction alone the policies' clock reads a setting."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create or replace function sharing_moment() returns timestamptz language sql stable parallel safe as"
            " $$select coalesce(nullif(current_setting('app.moment', true), '')::timestamptz, now())$$"
        )


def stand_at(moment):
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.moment', %s, true)", [moment.isoformat()])


def _compare(batch, tally, turn):
    at = batch[0].at
    stand_at(at - timedelta(hours=1))  # compiled an hour earlier: validity must come from the clock, not from the build
    with looking_as_system():
        load(batch, turn)
    with looking_as_system():
        for edge in worlds.EDGES:
            stand_at(at + edge)
            askers = [(w, capacity) for w in batch for capacity, when in w.askers if when == edge]
            ids = [capacity.row.pk for _, capacity in askers]
            viewers = {c.pk: of_capacity(c) for c in with_rules(Capacity.objects.filter(pk__in=ids))}
            for w, capacity in askers:
                _ask(w, capacity, viewers[capacity.row.pk], at + edge, list(_cells(w)), tally)


def _cells(w):
    """(table, row id, person, owner, category) for every row there is."""
    for record in w.records:
        for table, category in TABLES[record.kind]:
            yield table, record.row.pk, record.person, record.owner, record.category if category is None else category


def _ask(w, capacity, viewer, moment, cells, tally):
    expected, people = {}, {p for p in w.people if model.is_there(w, capacity, p, moment)}
    for key in {cell[2:] for cell in cells}:
        expected[key] = model.decide(w, capacity, *key, moment)

    # As the system every row is open, so the queryset alone decides.
    tables = {cell[0] for cell in cells}
    by_queryset = _rows(table.objects.visible_to(viewer) for table in tables)
    ids = {w.person[p].pk: p for p in w.people}
    rows = {}
    for row in ListRow.objects.filter(audience__in=viewer.audiences, person_id__in=ids).at_moment():
        rows.setdefault(ids[row.person_id], []).append(row)
    people_by_queryset = set(casework.Person.objects.visible_to(viewer).values_list("pk", flat=True))
    with looking_as(capacity.row.pk):  # no filter at all: the wall alone decides
        by_wall = _rows(table.objects.all() for table in tables)
        people_by_wall = set(casework.Person.objects.values_list("pk", flat=True))

    there = {w.person[p].pk for p in people}
    if not there == people_by_queryset == people_by_wall:
        tally.disagreements.append(
            (w.tag, capacity.user, str(moment), "people", there ^ people_by_queryset, there ^ people_by_wall)
        )
    for table, pk, person, owner, category in cells:
        level, basis = expected[person, owner, category]
        decided = policy.decide(viewer, rows.get(person, ()), w.agency[owner].pk, Category(category))
        shown = level >= table.min_level and person in people
        sides = (shown, (table._meta.db_table, pk) in by_queryset, (table._meta.db_table, pk) in by_wall)
        tally.cells += 1
        tally.allowed += shown
        if len(set(sides)) > 1 or tuple(decided) != (level, basis):
            tally.disagreements.append(
                (w.tag, capacity.user, str(moment), table._meta.db_table, pk, sides, (level, basis), tuple(decided))
            )


def _rows(querysets):
    """{(table, id)} of several querysets in one statement."""
    first, *others = (
        q.order_by().values_list(Value(q.model._meta.db_table, output_field=models.TextField()), "pk")
        for q in querysets
    )
    return set(first.union(*others, all=True))
