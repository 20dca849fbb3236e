"""The statement that scores a whole pool at once: the same answer as `cohort.rules`, at the speed of the database.

A matrix becomes one SELECT over the pool and one grouped reading of each table that its lines count. Everything a scheme
sets is a bound parameter; the text is put together from the words below alone. Run it as the system.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.reference import offence_classes, ogrs3_groups
from cohort.rules.criteria import severity_weights
from cohort.rules.pool import Ranking, born_by
from cohort.rules.predictors import AGE_BANDS, FIRST_SANCTION, HORIZON, OFFENCE_GROUPS, RATE, REPEAT
from sharing.calendar import add_months
from sharing.links import midnight

COLUMNS = ("person_id", "rank", "total", "provisional", "on_scheme", "above_line", "status", "found", "points")

POOL = """pool as materialized (
    select m.person_id, i.date_of_birth, i.sex, i.first_sanction_on, i.sanctions_total,
           coalesce(m.selected_on <= %(day)s and (m.tier = 'ppo' or m.stepped_down_on > %(day)s), false) as on_scheme,
           coalesce(s.status, '') as status, s.sentence_months, s.release_on
      from cohort_membership m
      join casework_person p on p.id = m.person_id and p.scheme_id = %(scheme)s
      left join casework_identity i on i.person_id = m.person_id
      left join casework_status s on s.person_id = m.person_id and s.start <= %(day)s
                                 and (s."end" is null or s."end" > %(day)s)
     where m.nominated_on <= %(day)s and (m.deselected_on is null or m.deselected_on > %(day)s)
       and (m.selected_on is null or m.selected_on > %(day)s or m.tier = 'ppo' or m.stepped_down_on > %(day)s)
       and {belongs}{chosen})"""
BELONGS = {
    # Not `strands <> '{prevent_deter}'`: behind row security the planner would take that for nobody.
    Ranking.MAIN: "(i.date_of_birth is null or i.date_of_birth <= %(born_by)s)"
    " and (cardinality(m.strands) <> 1 or m.strands[1] <> 'prevent_deter')",
    Ranking.PREVENT_DETER: "(i.date_of_birth > %(born_by)s or 'prevent_deter' = any(m.strands))",
}
OF_THE_POOL = " join pool using (person_id)"
CHOSEN = " and m.person_id = any(%(people)s::bigint[])"

OFFENCES = """offences as (
    select o.person_id, {sums} from casework_offence o join pool using (person_id)
      left join unnest(%(classes)s::text[], %(severities)s::numeric[], %(class_weights)s::numeric[])
             as c(code, severity, weight) on c.code = o.offence_code
     where {windows} and not coalesce(o.breach, false) group by 1)"""
SUMS = {
    "offences_12m": "{counted}{rows} as counted",
    "severity_12m": "sum(coalesce(c.severity, 0)){rows} as severity",
}
# As known on the day: an outcome after it is not, so the charge stands.
CHARGED = """(o.charged_on > %({after})s and o.charged_on <= %(day)s
        and (o.outcome in ('charged', 'convicted', 'caution') or o.outcome_on > %(day)s))"""
COMMITTED = """(o.offence_on > %({after})s and o.offence_on <= %(day)s
        and (o.charged_on <= %(day)s and (o.outcome in ('charged', 'convicted', 'caution') or o.outcome_on > %(day)s)
          or o.charged_on is null and o.outcome in ('charged', 'convicted', 'caution') and o.outcome_on <= %(day)s))"""
ARRESTS = """arrests as (
    select a.person_id, count(*) as found from casework_arrest a join pool using (person_id)
     where a.arrested_at >= %(after_arrests)s and a.arrested_at < %(before)s group by 1)"""
INTELLIGENCE = """intelligence as (
    select n.person_id, count(*) as found from casework_intelligence n join pool using (person_id)
     where n.received_on > %(after_intelligence)s and n.received_on <= %(day)s group by 1)"""
TESTS = """tests as (
    select t.person_id, count(*) as found from casework_drugtest t join pool using (person_id)
      join casework_drugtestresult r on r.test_id = t.id and r.result in ('positive', 'refused')
     where t.taken_at >= %(after_tests)s and t.taken_at < %(before)s group by 1)"""
VIEWS = """views as (
    select person_id, sum(case concern when 'some' then 1 when 'strong' then 3 else 0 end) as found
      from (select distinct on (v.person_id, v.agency_id) v.person_id, v.concern
              from cohort_agencyview v join pool using (person_id) where v.given_on <= %(day)s
             order by v.person_id, v.agency_id, v.given_on desc) latest group by 1)"""
HARMS = """harms as (
    select distinct on (h.person_id) h.person_id, h.value as found from cohort_harm h join pool using (person_id)
     where h.given_on <= %(day)s order by h.person_id, h.given_on desc)"""
SCORES = """scores as (
    select person_id, {tools}
      from (select distinct on (s.person_id, s.tool) s.person_id, s.tool, s.value
              from cohort_score s join pool using (person_id)
             where s.tool = any(%(tools)s::text[]) and s.scored_on <= %(day)s
             order by s.person_id, s.tool, s.scored_on desc) latest group by 1)"""
# OGRS3 as cohort.rules.predictors has it, for those with all its inputs; whoever lacks one has no row or a null.
WORKED_OUT = """convicted as (
    select distinct on (o.person_id) o.person_id, o.offence_code, o.outcome_on
      from casework_offence o join pool using (person_id)
     where o.offence_code ~ '^[0-9]{{5}}$' and o.outcome in ('convicted', 'caution') and o.outcome_on <= %(day)s
     order by o.person_id, o.outcome_on desc, o.number desc),
released as (
    select s.person_id, max(s."end") as released_on from casework_status s join convicted using (person_id)
     where s.status = 'sentenced' and s."end" <= %(day)s group by 1),
careers as (
    select c.person_id, g.coefficient, p.sex, p.sanctions_total as n, p.date_of_birth as born, c.outcome_on as convicted_on,
           {age_convicted} as age, {age_first} as age_first,
           case when p.status = 'sentenced' then greatest(c.outcome_on, coalesce(p.release_on, %(day)s))
                else greatest(c.outcome_on, r.released_on) end as followed_on
      from convicted c join pool p using (person_id) left join released r using (person_id)
      join unnest(%(ho_codes)s::text[], %(ho_coefficients)s::float8[]) as g(code, coefficient) on g.code = c.offence_code
     where p.first_sanction_on is not null and p.sanctions_total >= 1 and p.sex in ('male', 'female')),
worked_out as (
    select person_id, least(greatest(round(round((1 / (1 + exp(-(
               case sex when 'male' then band.male else band.female end + case n when 1 then %(first)s::float8 else
               %(repeat)s::float8 end + %(rate)s::float8 * ln(n / (10 + age - age_first)::float8) + coefficient
               + %(two_years)s::float8))))::numeric, 5) * 100), 1), 99) as found
      from (select *, {age_followed} as age_followed from careers) career
      join lateral (select male, female from unnest(%(ages)s::int[], %(males)s::float8[], %(females)s::float8[])
                 as b(age, male, female) where b.age <= age_followed order by b.age desc limit 1) band on true
     where convicted_on > born and age >= 10 and age_first <= age)"""
AGE = """(extract(year from {day}) - extract(year from {born}) - ((extract(month from {day}), extract(day from {day}))
               < (extract(month from {born}), extract(day from {born})))::int)::int"""
RELEASE = """case when pool.status <> 'sentenced' or pool.sentence_months >= 12 then 0
                when pool.sentence_months is null or pool.release_on is null then null
                else (pool.release_on >= %(day)s and pool.release_on <= %(released_by)s)::int end"""

FOUND = {
    "offences_12m": "coalesce(offences.counted, 0)",
    "severity_12m": "coalesce(offences.severity, 0)",
    "arrests_6m": "coalesce(arrests.found, 0)",
    "ogrs3_two_year": "coalesce(scores.ogrs3, worked_out.found)",
    "drug_test_positive": "coalesce(tests.found, 0)",
    "intelligence_6m": "coalesce(intelligence.found, 0)",
    "partner_view": "views.found",
    "community_harm": "harms.found",
    "external_score": "scores.external_score",
    "release_soon": RELEASE,
    "local": "scores.local",
}
TEXT = """with {readings},
counted as (select pool.person_id, pool.on_scheme, pool.status, {found} from pool {joins}),
given as (select counted.*, {points} from counted),
totals as (select given.*, {total} as total from given)
select person_id, rank() over (order by total desc) as rank, total, ({missing}) as provisional, on_scheme,
       %(capacity)s::int is null or count(*) over (order by total desc) <= %(capacity)s::int as above_line, status,
       array[{f}]::numeric[] as found, array[{p}]::numeric(12,2)[] as points
  from totals"""


@dataclass(frozen=True)
class Question:
    """Which pool is scored by which lines (`rules.Line`), as at which day. `people`: these ids alone; their rank is none.

    `whole`: tables are read whole and not by the people of the pool, which is faster where most are in it.
    """

    scheme_id: int
    ranking: Ranking
    lines: tuple
    as_of: date
    capacity: int | None = None
    people: tuple[int, ...] | None = None
    whole: bool = False


def statement(question):
    """(text, parameters) of the SELECT with COLUMNS, one row a person of the pool, in no order."""
    readings, joined, parameters = _readings(question, {line.criterion: line for line in question.lines})
    numbers = range(len(question.lines))
    text = TEXT.format(
        readings=",\n".join(readings),
        joins=" ".join(f"left join {name} using (person_id)" for name in joined),
        found=", ".join(f"({FOUND[line.criterion]})::numeric as f{n}" for n, line in enumerate(question.lines)),
        points=", ".join(f"{points_of(n, line, parameters)} as p{n}" for n, line in enumerate(question.lines)),
        total=" + ".join(f"p{n}" for n in numbers),
        missing=" or ".join(f"f{n} is null" for n in numbers),
        f=", ".join(f"f{n}" for n in numbers),
        p=", ".join(f"p{n}" for n in numbers),
    )
    return text, parameters


def _readings(question, lines):
    """The tables that these lines need: their readings, the names that are joined to the pool, the parameters."""
    day = question.as_of
    parameters = {
        "scheme": question.scheme_id,
        "day": day,
        "before": midnight(day + timedelta(days=1)),
        "born_by": born_by(day),
        "capacity": question.capacity,
    }
    chosen = ""
    if question.people is not None:
        chosen, parameters["people"] = CHOSEN, list(question.people)
    readings = [POOL.format(belongs=BELONGS[question.ranking], chosen=chosen)]
    joined = []
    for criteria, read in READERS:
        if present := {name: lines[name] for name in criteria if name in lines}:
            texts, names = read(present, parameters)
            readings += texts
            joined += [name for name in names if name not in joined]
    if question.whole:
        readings = [readings[0], *(text.replace(OF_THE_POOL, "") for text in readings[1:])]
    return readings, joined, parameters


def _offences(lines, parameters):
    classes = offence_classes()
    weights = lines["offences_12m"].parameters.class_weights if "offences_12m" in lines else {}
    parameters |= {
        "classes": list(classes),
        "severities": [severity_weights().get(code) for code in classes],
        "class_weights": [weights.get(code) for code in classes],
    }
    windows = {}
    for name in ("offences_12m", "severity_12m"):
        if name in lines:
            given = lines[name].parameters
            after = f"after_{given.months}_months"
            parameters[after] = add_months(parameters["day"], -given.months)
            windows[name] = (COMMITTED if given.by_offence else CHARGED).format(after=after)
    one = len(set(windows.values())) == 1  # then every row that is read counts in every line
    counted = "sum(coalesce(c.weight, 1))" if weights else "count(*)"
    sums = ", ".join(
        SUMS[name].format(counted=counted, rows="" if one else f" filter (where {window})")
        for name, window in windows.items()
    )
    return [OFFENCES.format(sums=sums, windows=f"({' or '.join(dict.fromkeys(windows.values()))})")], ["offences"]


def _since(text, name, months_of, moment=False):
    """A reading of events in the months of its line, by day or by moment."""

    def read(lines, parameters):
        after = add_months(parameters["day"], -lines[months_of].parameters.months)
        parameters[f"after_{name}"] = midnight(after + timedelta(days=1)) if moment else after
        return [text], [name]

    return read


def _scores(lines, parameters):
    """Values of the tools that lines name, one column a line."""
    tools = {
        "ogrs3" if name == "ogrs3_two_year" else name: "ogrs3" if name == "ogrs3_two_year" else line.parameters.tool
        for name, line in lines.items()
    }
    parameters["tools"] = sorted(set(tools.values()))
    columns = []
    for column, tool in tools.items():
        parameters[f"tool_{column}"] = tool
        columns.append(f"max(value) filter (where tool = %(tool_{column})s) as {column}")
    texts, names = [SCORES.format(tools=", ".join(columns))], ["scores"]
    if "ogrs3_two_year" in lines:
        texts.append(_worked_out(parameters))
        names.append("worked_out")
    return texts, names


def _worked_out(parameters):
    groups = ogrs3_groups()
    ages, males, females = (list(column) for column in zip(*AGE_BANDS, strict=True))
    parameters |= {
        "ho_codes": list(groups),
        "ho_coefficients": [OFFENCE_GROUPS[group] for group in groups.values()],
    }
    parameters |= {"ages": ages, "males": males, "females": females}
    parameters |= {"first": FIRST_SANCTION, "repeat": REPEAT, "rate": RATE, "two_years": HORIZON[2]}
    born = "p.date_of_birth"
    return WORKED_OUT.format(
        age_convicted=AGE.format(day="c.outcome_on", born=born),
        age_first=AGE.format(day="p.first_sanction_on", born=born),
        age_followed=AGE.format(day="followed_on", born="born"),
    )


def _release(lines, parameters):
    parameters["released_by"] = parameters["day"] + timedelta(days=lines["release_soon"].parameters.days)
    return [], []


READERS = (
    (("offences_12m", "severity_12m"), _offences),
    (("arrests_6m",), _since(ARRESTS, "arrests", "arrests_6m", moment=True)),
    (("intelligence_6m",), _since(INTELLIGENCE, "intelligence", "intelligence_6m")),
    (("drug_test_positive",), _since(TESTS, "tests", "drug_test_positive", moment=True)),
    (("partner_view",), lambda lines, parameters: ([VIEWS], ["views"])),
    (("community_harm",), lambda lines, parameters: ([HARMS], ["harms"])),
    (("ogrs3_two_year", "external_score", "local"), _scores),
    (("release_soon",), _release),
)


def points_of(number, line, parameters):
    """Points of what was found in column `f<number>`: rounded half up to two decimals, nothing for a missing input."""
    found = f"f{number}"
    if line.parameters.bands:
        worth = _banded(number, line.parameters.bands, parameters)
    else:
        parameters[f"w{number}"] = line.weight
        worth = f"{found} * %(w{number})s::numeric"
    if line.cap is not None:
        parameters[f"c{number}"] = line.cap
        worth = f"least({worth}, %(c{number})s::numeric)"
    # LEAST passes over a null and would give a missing input the cap.
    return f"case when {found} is null then 0::numeric(12,2) else ({worth})::numeric(12,2) end"


def _banded(number, bands, parameters):
    whens = []
    for place, (lowest, points) in enumerate(reversed(bands)):
        parameters[f"b{number}_{place}"], parameters[f"p{number}_{place}"] = lowest, points
        whens.append(f"when f{number} >= %(b{number}_{place})s::numeric then %(p{number}_{place})s::numeric")
    return f"case {' '.join(whens)} else 0 end"
