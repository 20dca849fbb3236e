"""The statement that scores a pool gives what the pure functions mean, on random schemes and random matrices."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohort.rules import Line, Ranking, belongs, places, score
from cohort.rules.pool import Membership, on_scheme
from cohort.rules.record import where
from cohort.statement import COLUMNS, Question, statement
from sharing.looking import looking_as_nobody, looking_as_system
from tests.cohort.records import DAY, careers, lines, records
from tests.cohort.stored import Store

pytestmark = pytest.mark.django_db


@st.composite
def memberships(draw):
    nominated = draw(st.dates(date(2004, 1, 1), date(2007, 3, 31)))
    later = st.dates(nominated, date(2007, 6, 30))
    selected = draw(st.none() | later)
    stepped_down = draw(st.none() | later) if selected else None
    left = draw(st.none() | st.none() | st.dates(selected or nominated, date(2007, 6, 30)))
    tier = "" if selected is None else "stepped_down" if stepped_down else "ppo"
    strands = draw(st.sets(st.sampled_from(["catch_convict", "prevent_deter"])))
    return Membership(nominated, selected, tier, stepped_down, left, tuple(strands))


def asked(question):
    with connection.cursor() as cursor:
        cursor.execute(*statement(question))
        return {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()}


def meant(question, people):
    """The same by the pure functions: person to the row."""
    pool = {
        person: record
        for person, (record, member) in people.items()
        if belongs(member, record.born, question.ranking, question.as_of)
    }
    scores = {person: score(record, question.lines, question.as_of) for person, record in pool.items()}
    place = places({person: found.total for person, found in scores.items()}, question.capacity)
    return {
        person: {
            "person_id": person,
            "rank": place[person].rank,
            "total": found.total,
            "provisional": found.provisional,
            "on_scheme": on_scheme(people[person][1], question.as_of),
            "above_line": place[person].above_line,
            "status": getattr(where(people[person][0].spells, question.as_of), "status", ""),
            "found": [line.found for line in found.lines],
            "points": [line.points for line in found.lines],
        }
        for person, found in scores.items()
    }


@given(
    st.lists(st.tuples(records(), memberships()), min_size=1, max_size=5),
    lines(),
    st.sampled_from(Ranking),
    st.none() | st.integers(1, 4),
    st.sampled_from([DAY, date(2006, 2, 28), date(2007, 3, 31)]),
    st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_the_statement_is_what_the_rules_mean(db, people, matrix, ranking, capacity, day, whole):
    with looking_as_system(), transaction.atomic():
        store = Store(capacity)
        stored = {store.add(record, member): (record, member) for record, member in people}
        question = Question(store.scheme.pk, ranking, tuple(matrix), day, capacity, whole=whole)
        assert asked(question) == meant(question, stored)
        transaction.set_rollback(True)


@given(careers(), lines("ogrs3_two_year"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_ogrs3_of_the_statement_is_the_published_one(db, record, matrix):
    member = Membership(date(2005, 1, 1), None, "")
    with looking_as_system(), transaction.atomic():
        store = Store()
        person = store.add(record, member)
        for ranking in Ranking:
            question = Question(store.scheme.pk, ranking, tuple(matrix), DAY)
            assert asked(question) == meant(question, {person: (record, member)})
        transaction.set_rollback(True)


@given(st.lists(records(), min_size=2, max_size=3), lines())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
def test_one_person_alone_gets_the_same_lines(db, made, matrix):
    member = Membership(date(2005, 1, 1), None, "")
    with looking_as_system(), transaction.atomic():
        store = Store()
        people = [store.add(record, member) for record in made]
        whole = asked(Question(store.scheme.pk, Ranking.MAIN, tuple(matrix), DAY))
        if people[0] in whole:
            alone = asked(Question(store.scheme.pk, Ranking.MAIN, tuple(matrix), DAY, people=(people[0],)))
            kept = ("total", "found", "points", "provisional")
            assert [alone[people[0]][name] for name in kept] == [whole[people[0]][name] for name in kept]
            assert alone.keys() == {people[0]}
        transaction.set_rollback(True)


def test_one_scheme_is_scored_and_by_nobody_but_the_system(world):
    question = Question(world.scheme.pk, Ranking.MAIN, (Line.of("arrests_6m", Decimal(2), None, {}),), world.today)
    assert asked(question).keys() == {world.person.pk, world.other.pk}
    with looking_as_nobody():
        assert asked(question) == {}
