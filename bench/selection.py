"""Scoring a pool: with the breakdown stored, against bare SQL; with other weights; one person alone; and a loop over people.

The register gets what a matrix reads, 20 offences a person among it, in a transaction that is rolled back at the end. Before
any clock starts, everyone's score is compared with one that is worked out here, row by row, from plain readings.
"""

import statistics
import time
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import psycopg
from django.db import connections
from django.utils.timezone import localdate

from bench.ratio import AnswersDiffer, Measured
from casework import models as casework
from casework.reference import offence_classes
from cohort import models as cohort
from cohort.changes.run import INTO, joined_at_once
from cohort.rules import Line, Ranking, Record, score
from cohort.rules.record import DrugTest, Harm, Offence, Spell, ToolScore, View
from cohort.statement import COLUMNS, Question, statement
from cohort.trial import weighed, weights_of
from sharing.looking import token

DAY, CAPACITY, SCHEME, RUN = date(2026, 10, 31), 60, 1, 1
# criterion: weight, cap, months
MATRIX = {
    "offences_12m": ("3", "30", 24),
    "severity_12m": ("0.02", "20", 24),
    "arrests_6m": ("2", "10", 6),
    "ogrs3_two_year": ("0.2", "20", None),
    "drug_test_positive": ("5", "10", 6),
    "intelligence_6m": ("2", "10", 6),
    "partner_view": ("5", "15", None),
    "community_harm": ("5", "15", None),
}
SINCE = {24: date(2024, 10, 31), 6: date(2026, 4, 30)}
WORKED_BY_HAND = 100  # people of the loop
TURNS = 12
PROMISED = 100_000  # people of whom the loop has to be 500 times as slow

MORE = Path(__file__).with_suffix(".sql")
BARE = Path(__file__).with_name("selection_bare.sql")
SESSIONS, ALIAS = {}, "selection"


def prepared(bench):
    """One session with the filled register, everyone's stored score checked once. It ends with the process.

    It is Django's, so that the loop over people reads the same rows: a superuser's, that takes the application's role.
    """
    if bench.database not in SESSIONS:
        connections.databases[ALIAS] = connections.databases["default"] | {"USER": "postgres"}
        connections[ALIAS].ensure_connection()
        session = connections[ALIAS].connection
        session.execute("begin")
        session.execute(MORE.read_text())
        SESSIONS[bench.database] = session
        as_system(session)
        stored(session)()
        check(session)
    return SESSIONS[bench.database]


def as_system(session):
    """The application role, looking as the system: row security is on."""
    session.execute("set local role ppo_app")
    session.execute("select set_config('app.viewer', %s, true)", [token("s0")])


def lines():
    return tuple(
        Line.of(name, Decimal(weight), Decimal(cap), {"months": months} if months else {})
        for name, (weight, cap, months) in MATRIX.items()
    )


def question(people=None):
    return Question(SCHEME, Ranking.MAIN, lines(), DAY, CAPACITY, people, whole=people is None)


def in_text(session, text, parameters):
    """The statement with its values in the text, so that it keeps its plan."""
    return psycopg.ClientCursor(session).mogrify(text, parameters)


def stored(session):
    """A function that scores everyone and stores the breakdown, as a run of a large scheme does; seconds it took."""
    text, parameters = statement(question())
    text = in_text(session, INTO.format(columns=", ".join(COLUMNS), text=text), parameters | {"run": RUN})

    def run():
        session.execute("reset role")
        session.execute("truncate cohort_runscore")
        session.execute("set local role ppo_app")
        with joined_at_once(session):
            return timed(lambda: session.execute(text), 1)

    return run


def bare(session):
    """A function that asks what an analyst would; (its answer, seconds it took)."""
    classes = offence_classes()
    weights = [one.weight for one in classes.values()]
    text = in_text(session, BARE.read_text(), {"codes": list(classes), "weights": weights})

    def ask():
        session.execute("reset role")
        found = []
        took = timed(lambda: found.append(session.execute(text).fetchone()), 1)
        session.execute("set local role ppo_app")
        return found[0], took

    return ask


def in_turns(limit, ours):
    """The Measured of two functions that say how long they took, turn by turn; the fastest of each counts."""
    theirs, own = (sorted(column) for column in zip(*((limit(), ours()) for _ in range(TURNS)), strict=True))
    return Measured(own[0] / theirs[0], theirs[0] * 1000, own[0] * 1000, statistics.median(theirs) / theirs[0])


def selection_stored(bench):
    """Scoring everyone and storing every line's found value and points, against bare SQL that keeps nothing."""
    session = prepared(bench)
    full, plain = stored(session), bare(session)
    full()
    counted = "select count(*), sum(total), count(*) filter (where above_line) from cohort_runscore"
    if (kept := session.execute(counted).fetchone()) != (answer := plain()[0][:3]):
        raise AnswersDiffer(f"bare SQL gave {answer}, the statement {kept}")
    return in_turns(lambda: plain()[1], full)


def selection_weights(bench):
    """Other weights on a run that was made, against making it."""
    session = prepared(bench)
    full = stored(session)
    full()
    run = cohort.SelectionRun(pk=RUN, lines=frozen())
    weights = {name: (weight * 2, cap) for name, (weight, cap) in weights_of(run).items()}
    text = in_text(session, *weighed(run, weights, CAPACITY))
    found = {person: total for person, total, _ in session.execute(text).fetchall()}
    if found != twice_by_hand(session):
        raise AnswersDiffer("other weights give other totals than worked out from what was found")
    return in_turns(full, lambda: timed(lambda: session.execute(text).fetchall(), 1))


def twice_by_hand(session):
    """Person to total with every weight doubled, from what the run found."""
    doubled = [(Decimal(weight) * 2, Decimal(cap)) for weight, cap, _ in MATRIX.values()]
    return {
        person: sum(
            min((value or 0) * weight, cap).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for value, (weight, cap) in zip(found, doubled, strict=True)
        )
        for person, found in session.execute("select person_id, found from cohort_runscore").fetchall()
    }


def selection_one(bench):
    """One person scored anew, against everyone of a register of 100,000: smaller registers count as their share of it."""
    session = prepared(bench)
    full, person = stored(session), bench.people // 2
    full()
    text = in_text(session, *statement(question(people=(person,))))
    alone = session.execute(text).fetchone()[COLUMNS.index("total")]
    if (alone,) != session.execute("select total from cohort_runscore where person_id = %s", [person]).fetchone():
        raise AnswersDiffer("one person alone gets another total")
    one = in_turns(full, lambda: timed(lambda: session.execute(text).fetchall(), 50))
    return replace(one, ratio=one.ratio * bench.people / 100_000)


def selection_loop(bench):
    """Everyone at once and stored, against a loop over people with a query a table: some of it, times the pool."""
    session = prepared(bench)
    full = stored(session)
    full()
    people = range(1, 1 + WORKED_BY_HAND)
    known = dict(session.execute("select person_id, total from cohort_runscore").fetchall())
    if {p: score(record_of(p), lines(), DAY).total for p in people} != {p: known[p] for p in people}:
        raise AnswersDiffer("the loop over people gives other totals than the statement")

    def loop():
        return timed(lambda: [score(record_of(p), lines(), DAY) for p in people], 1) / len(people) * len(known)

    measured = in_turns(loop, full)
    if bench.people < PROMISED:
        from bench.contests import NotThere

        raise NotThere(f"promised of {PROMISED:,} people; of these it is {1 / measured.ratio:.0f} times as fast")
    return measured


def timed(run, repeat):
    begun = time.perf_counter()
    for _ in range(repeat):
        run()
    return (time.perf_counter() - begun) / repeat


def frozen():
    return [
        {"criterion": name, "weight": weight, "cap": cap, "parameters": {}, "description": ""}
        for name, (weight, cap, _) in MATRIX.items()
    ]


def record_of(person):
    """One person's record as a loop in Python reads it: a query a table."""

    def read(kind, model, *columns):
        return tuple(map(kind._make, model.objects.using(ALIAS).filter(person=person).values_list(*columns)))

    def days(model, column):
        return tuple(model.objects.using(ALIAS).filter(person=person).values_list(column, flat=True))

    tests = casework.DrugTestResult.objects.using(ALIAS).filter(person=person).select_related("test")
    return Record(
        offences=read(
            Offence,
            casework.Offence,
            "offence_code",
            "charged_on",
            "outcome",
            "offence_on",
            "outcome_on",
            "breach",
            "number",
        ),
        arrested_on=tuple(map(localdate, days(casework.Arrest, "arrested_at"))),
        intelligence_on=days(casework.Intelligence, "received_on"),
        tests=tuple(DrugTest(localdate(row.test.taken_at), row.result) for row in tests),
        views=read(View, cohort.AgencyView, "agency_id", "given_on", "concern"),
        harms=read(Harm, cohort.Harm, "given_on", "value"),
        scores=read(ToolScore, cohort.Score, "tool", "scored_on", "value"),
        spells=read(Spell, casework.Status, "start", "end", "status", "sentence_months", "release_on"),
    )


# ---------------------------------------------------------------- everyone's score, worked out the dull way


def check(session):
    """Raises AnswersDiffer unless every stored row is what a reading row by row gives."""
    session.execute("reset role")
    found = by_hand(session)
    rows = session.execute("select person_id, total, above_line, points from cohort_runscore").fetchall()
    session.execute("set local role ppo_app")
    points = {person: [worth(name, found[name].get(person)) for name in MATRIX] for person in found["pool"]}
    if {person: (total, got) for person, total, _, got in rows} != {p: (sum(got), got) for p, got in points.items()}:
        raise AnswersDiffer("scores differ from those worked out row by row")
    totals = sorted(sum(got) for got in points.values())
    above = {p for p, got in points.items() if len(totals) - bisect_left(totals, sum(got)) <= CAPACITY}
    if {person for person, _, is_above, _ in rows if is_above} != above:
        raise AnswersDiffer("the line lies elsewhere than worked out by hand")


def worth(name, value):
    weight, cap, _ = MATRIX[name]
    return min(Decimal(value or 0) * Decimal(weight), Decimal(cap)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def by_hand(session):
    """Criterion to {person: found}, and the pool."""
    found = {name: defaultdict(Decimal) for name in MATRIX}
    found["pool"] = [person for (person,) in session.execute("select person_id from cohort_membership").fetchall()]
    weights = {code: one.weight or Decimal(0) for code, one in offence_classes().items()}
    for person, code, charged_on, outcome, outcome_on, breach in session.execute(
        "select person_id, offence_code, charged_on, outcome, outcome_on, breach from casework_offence"
    ):
        late = outcome_on is not None and outcome_on > DAY
        if SINCE[24] < charged_on <= DAY and not breach and (late or outcome in ("charged", "convicted", "caution")):
            found["offences_12m"][person] += 1
            found["severity_12m"][person] += weights[code]
    london = "(%s at time zone 'Europe/London')::date"
    for name, text in (
        ("arrests_6m", f"select person_id, {london % 'arrested_at'} from casework_arrest"),
        ("intelligence_6m", "select person_id, received_on from casework_intelligence"),
        (
            "drug_test_positive",
            f"select t.person_id, {london % 'taken_at'} from casework_drugtest t join casework_drugtestresult r"
            " on r.test_id = t.id where r.result = 'positive'",
        ),
    ):
        for person, on in session.execute(text):
            found[name][person] += SINCE[6] < on <= DAY
    for person, concern in session.execute("select person_id, concern from cohort_agencyview"):
        found["partner_view"][person] += {"none": 0, "some": 1, "strong": 3}[concern]
    for name, table in (("community_harm", "cohort_harm"), ("ogrs3_two_year", "cohort_score")):
        found[name].update(session.execute(f"select person_id, value from {table}").fetchall())
    return found
