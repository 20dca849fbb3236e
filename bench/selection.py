"""Scoring a pool: with the breakdown stored, against bare SQL; with other weights; one person alone; and a loop over people.

The register gets what a matrix reads, 20 offences a person among it, in a transaction that is rolled back at the end. Before
any clock starts, everyone's score is compared with one that is worked out here, row by row, from plain readings.
"""

import statistics
import time
from bisect import bisect_left
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import psycopg

from bench import register
from bench.ratio import AnswersDiffer, Contest, Measured
from casework.reference import offence_classes
from cohort.changes.run import INTO
from cohort.models import SelectionRun
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

MORE = """
set local session_replication_role = replica;
truncate cohort_runscore;
insert into casework_offence (id, key, person_id, owner_id, version, number, offence_code, offence_on, charged_on, outcome,
                              outcome_on, breach, place)
    select (select max(id) from casework_offence) + row_number() over (), bench_key('more' || id || '.' || j), id, 14, 1,
           2000 + j,
           bench_one('{28A,30A,34B,39,45,46,48,49,105A,92D}', 'mo' || id || '.' || j), on_day, on_day + 20,
           case when j % 9 = 0 then 'charged' when j % 10 = 1 then 'acquitted' else 'convicted' end,
           case when j % 9 <> 0 then on_day + 80 end, j % 7 = 0, ''
      from casework_person p cross join generate_series(1, 10) j
           cross join lateral (select date '2026-10-20' - bench_number('md' || id || '.' || j) % 1800 as on_day) d;
insert into casework_arrest (id, key, person_id, owner_id, version, arrested_at, arrested_at_time_known, offence_code)
    select row_number() over (), bench_key('arrest' || id || '.' || j), id, 14, 1,
           timestamptz '2026-10-30 12:00+00' - interval '1 minute' * j
           - interval '1 day' * (bench_number('ad' || id || '.' || j) % 720), true, '28A'
      from casework_person p cross join generate_series(1, 3) j;
insert into casework_intelligence (id, key, person_id, owner_id, version, received_on, number, summary)
    select row_number() over (), bench_key('intelligence' || id || '.' || j), id, 14, 1,
           date '2026-10-30' - bench_number('id' || id || '.' || j) % 720, j, 'Seen in town'
      from casework_person p cross join generate_series(1, 2) j;
insert into cohort_agencyview (id, key, person_id, owner_id, version, agency_id, given_on, concern, reason)
    select row_number() over (), bench_key('view' || id || '.' || a), id, a, 1, a, date '2026-10-01' - a,
           bench_one('{none,some,strong}', 'v' || id || '.' || a), ''
      from casework_person p cross join generate_series(1, 3) a where bench_number('w' || id || '.' || a) % 2 = 0;
insert into cohort_harm (id, key, person_id, owner_id, version, given_on, value, reason)
    select row_number() over (), bench_key('harm' || id), id, 14, 1, date '2026-10-01', bench_number('h' || id) % 4, ''
      from casework_person p where bench_number('hh' || id) % 5 = 0;
insert into cohort_score (id, key, person_id, owner_id, version, tool, scored_on, value, source)
    select row_number() over (), bench_key('score' || id), id, 14, 1, 'ogrs3', date '2026-05-01',
           bench_number('s' || id) % 100, ''
      from casework_person p where id % 2 = 0;
set local session_replication_role = origin;
analyze casework_offence, casework_arrest, casework_intelligence, cohort_agencyview, cohort_harm, cohort_score;
"""
# What an analyst would write for this matrix and this day, without row security and keeping nothing.
BARE = """
select count(*), sum(total), count(*) filter (where above) from (
  select total, count(*) over (order by total desc) <= 60 as above from (
    select least(coalesce(o.n, 0) * 3, 30) + round(least(coalesce(o.severity, 0) * 0.02, 20), 2)
         + least(coalesce(a.n, 0) * 2, 10) + round(least(coalesce(s.value, 0) * 0.2, 20), 2)
         + least(coalesce(t.n, 0) * 5, 10) + least(coalesce(i.n, 0) * 2, 10) + least(coalesce(v.n, 0) * 5, 15)
         + least(coalesce(h.value, 0) * 5, 15) as total
      from cohort_membership m
      left join (select o.person_id, count(*) as n, sum(c.severity) as severity from casework_offence o
                   left join unnest(%(codes)s::text[], %(weights)s::numeric[]) as c(code, severity)
                          on c.code = o.offence_code
                  where o.charged_on > '2024-10-31' and o.charged_on <= '2026-10-31' and not o.breach
                    and (o.outcome in ('charged', 'convicted', 'caution') or o.outcome_on > '2026-10-31') group by 1) o
             using (person_id)
      left join (select person_id, count(*) as n from casework_arrest where arrested_at >= '2026-05-01 00:00+01'
                    and arrested_at < '2026-11-01 00:00+00' group by 1) a using (person_id)
      left join (select person_id, count(*) as n from casework_intelligence where received_on > '2026-04-30'
                    and received_on <= '2026-10-31' group by 1) i using (person_id)
      left join (select t.person_id, count(*) as n from casework_drugtest t
                   join casework_drugtestresult r on r.test_id = t.id where r.result in ('positive', 'refused')
                    and t.taken_at >= '2026-05-01 00:00+01'
                    and t.taken_at < '2026-11-01 00:00+00' group by 1) t using (person_id)
      left join (select person_id, sum(case concern when 'some' then 1 when 'strong' then 3 else 0 end) as n
                   from cohort_agencyview group by 1) v using (person_id)
      left join cohort_harm h using (person_id)
      left join cohort_score s using (person_id)) scored) ranked
"""
SESSIONS = {}


def prepared(bench):
    """One session with the filled register, everyone's stored score checked once. It ends with the process."""
    if bench.database not in SESSIONS:
        session = register.connect(bench.database)
        session.execute("begin")
        session.execute(MORE)
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
    return Question(SCHEME, Ranking.MAIN, lines(), DAY, CAPACITY, people)


def in_text(session, text, parameters):
    """The statement with its values in the text, so that it keeps its plan."""
    return psycopg.ClientCursor(session).mogrify(text, parameters)


def stored(session):
    """A function that scores everyone and stores the breakdown, as a run does."""
    text, parameters = statement(question())
    text = in_text(session, INTO.format(columns=", ".join(COLUMNS), text=text), parameters | {"run": RUN})

    def run():
        session.execute("reset role")
        session.execute("truncate cohort_runscore")
        session.execute("set local role ppo_app")
        return session.execute(text).rowcount

    return run


def bare(session):
    classes = offence_classes()
    values = {"codes": list(classes), "weights": [one.weight for one in classes.values()]}
    text = in_text(session, BARE, values)

    def ask():
        session.execute("reset role")
        found = session.execute(text).fetchone()
        session.execute("set local role ppo_app")
        return found

    return ask


def selection_stored(bench):
    """Scoring everyone and storing every line's found value and points, against bare SQL that keeps nothing."""
    session = prepared(bench)
    stored(session)()
    answer = bare(session)()
    counted = "select count(*), sum(total), count(*) filter (where above_line) from cohort_runscore"
    if (kept := session.execute(counted).fetchone()) != answer:
        raise AnswersDiffer(f"bare SQL gave {answer}, the statement {kept}")
    return Contest(bare(session), stored(session), lambda answer, rows: answer[0] == rows)


def selection_weights(bench):
    """Other weights on a run that was made, against making it."""
    session = prepared(bench)
    full = stored(session)
    full()
    run = SelectionRun(pk=RUN, lines=frozen())
    weights = {name: (weight * 2, cap) for name, (weight, cap) in weights_of(run).items()}
    text = in_text(session, *weighed(run, weights, CAPACITY))
    return Contest(full, lambda: len(session.execute(text).fetchall()), lambda all_of_them, again: all_of_them == again)


def selection_one(bench):
    """One person scored anew, against everyone of a register of 100,000: smaller registers count as their share of it."""
    session = prepared(bench)
    text, parameters = statement(question(people=(bench.people // 2,)))
    text, full = in_text(session, text, parameters), stored(session)
    session.prepare_threshold = 1
    took = {full: [], None: []}
    for _ in range(5):
        took[full].append(timed(full, 1))
        took[None].append(timed(lambda: session.execute(text).fetchall(), 200))
    session.prepare_threshold = 5
    whole, one = statistics.median(took[full]) * 100_000 / bench.people, min(took[None])
    return Measured(one / whole, whole * 1000, one * 1000, statistics.median(took[None]) / one)


def selection_loop(bench):
    """Everyone at once and stored, against a loop over people with a reading a table: some of it, times the pool."""
    session = prepared(bench)
    full = stored(session)
    people = range(bench.people // 4, bench.people // 4 + WORKED_BY_HAND)
    known = dict(session.execute("select person_id, total from cohort_runscore").fetchall())
    begun = time.perf_counter()
    looped = {person: score(record_of(session, person), lines(), DAY).total for person in people}
    each = (time.perf_counter() - begun) / WORKED_BY_HAND
    if looped != {person: known[person] for person in people}:
        raise AnswersDiffer("the loop over people gives other totals than the statement")
    pool, took = len(known), [timed(full, 1) for _ in range(5)]
    return Measured(
        min(took) / (each * pool), each * pool * 1000, min(took) * 1000, statistics.median(took) / min(took)
    )


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


def record_of(session, person):
    """One person's record, by one reading of each table."""

    def read(kind, columns, table, more=""):
        text = f"select {columns} from {table} t {more} where t.person_id = %s"
        return tuple(kind(*row) for row in session.execute(text, [person]).fetchall())

    return Record(
        offences=read(
            Offence, "offence_code, charged_on, outcome, offence_on, outcome_on, breach, number", "casework_offence"
        ),
        arrested_on=read(lambda on: on, "(arrested_at at time zone 'Europe/London')::date", "casework_arrest"),
        intelligence_on=read(lambda on: on, "received_on", "casework_intelligence"),
        tests=read(
            DrugTest,
            "(taken_at at time zone 'Europe/London')::date, result",
            "casework_drugtest",
            "join casework_drugtestresult r on r.test_id = t.id",
        ),
        views=read(View, "agency_id, given_on, concern", "cohort_agencyview"),
        harms=read(Harm, "given_on, value", "cohort_harm"),
        scores=read(ToolScore, "tool, scored_on, value", "cohort_score"),
        spells=read(Spell, 'start, "end", status, sentence_months, release_on', "casework_status"),
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
