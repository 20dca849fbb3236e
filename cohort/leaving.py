"""Who may be ready to leave, as the record stood on a day: read in one statement and put to the rules.

Reads everyone of a scheme, so callers look as the system, and cut what comes out before a viewer has it.
"""

from datetime import timedelta

from django.db import connection

from cohort.rules.leaving import Below, Harm, Held, Record, Terms, findings
from sharing.links import midnight
from sharing.models import Setting
from sharing.rules import setting_values

# Everything dated after the day is not there yet; an end or an outcome after it is not known.
READING = """
with on_list as materialized (
    select m.person_id, m.selected_on, case when m.kept_on <= %(day)s then m.kept_on end as kept_on
      from cohort_membership m join casework_person p on p.id = m.person_id
     where p.scheme_id = %(scheme)s {chosen}
       and m.selected_on <= %(day)s and (m.deselected_on is null or m.deselected_on > %(day)s)
       and (m.tier = 'ppo' or m.stepped_down_on > %(day)s)),
arrests as (
    select a.person_id, (max(a.arrested_at) at time zone 'Europe/London')::date as last
      from casework_arrest a join on_list using (person_id) where a.arrested_at < %(before)s group by 1),
charges as (
    select o.person_id, max(o.charged_on) as last,
           bool_or(o.outcome = 'charged' or o.outcome_on > %(day)s) as open
      from casework_offence o join on_list using (person_id) where o.charged_on <= %(day)s group by 1),
reports as (
    select n.person_id, max(n.received_on) as last
      from casework_intelligence n join on_list using (person_id) where n.received_on <= %(day)s group by 1),
tests as (
    select t.person_id, (max(t.taken_at) at time zone 'Europe/London')::date as last
      from casework_drugtest t join on_list using (person_id)
      join casework_drugtestresult r on r.test_id = t.id and r.result in ('positive', 'refused')
     where t.taken_at < %(before)s group by 1),
custody as (
    select s.person_id, max(least(s."end" - 1, %(day)s)) as last
      from casework_status s join on_list using (person_id)
     where s.status in ('sentenced', 'remand', 'hospital') and s.start <= %(day)s group by 1),
moves as (
    select d.person_id, min(d.start) as since
      from casework_address d join on_list using (person_id)
     where d.out_of_area and d.start <= %(day)s and (d."end" is null or d."end" > %(day)s) group by 1),
harms as (
    select h.person_id, array_agg(h.given_on order by h.given_on) as days, array_agg(h.value order by h.given_on) as worth
      from cohort_harm h join on_list using (person_id) where h.given_on <= %(day)s group by 1),
runs as (
    select id, ranking, number, as_of, capacity,
           row_number() over (partition by ranking order by as_of desc, number desc) as nth
      from cohort_selectionrun where scheme_id = %(scheme)s and as_of <= %(day)s),
under as (
    select c.person_id, r.ranking, r.number, r.as_of, r.capacity, r.nth, c.rank, c.on_scheme,
           r.nth - row_number() over (partition by c.person_id, r.ranking order by r.nth) as gap
      from cohort_runscore c join runs r on r.id = c.run_id join on_list on on_list.person_id = c.person_id
     where not c.above_line),
below as (
    select distinct on (person_id) person_id, min(as_of) as since, max(as_of) filter (where nth = 1) as as_of,
           max(number) filter (where nth = 1) as number, max(rank) filter (where nth = 1) as rank,
           max(capacity) filter (where nth = 1) as places
      from under where gap = 0 group by person_id, ranking
    having bool_or(nth = 1 and on_scheme) order by person_id, ranking),
on_case as (
    select distinct k.person_id, k.agency_id from sharing_link k join on_list using (person_id)
     where k.starts_at < %(before)s and (k.ends_at is null or k.ends_at >= %(before)s)),
unassessed as (
    select o.person_id, array_agg(a.code order by a.code collate "C") as codes
      from on_case o join sharing_agency a on a.id = o.agency_id
     where not exists (select from casework_riskassessment r where r.person_id = o.person_id
                          and r.agency_id = o.agency_id and r.done_on <= %(day)s) group by 1)
select on_list.person_id, on_list.selected_on, on_list.kept_on, i.died_on, arrests.last, charges.last, reports.last,
       tests.last, custody.last, coalesce(charges.open, false),
       s.status, s.start, s.sentence_months, s.release_on, moves.since, m.mappa_level, harms.days, harms.worth,
       below.as_of, below.number, below.rank, below.places, below.since,
       exists (select from casework_riskassessment r where r.person_id = on_list.person_id and r.done_on <= %(day)s),
       unassessed.codes,
       exists (select from casework_arrest a join casework_person p on p.id = a.person_id
                where p.scheme_id = %(scheme)s and a.arrested_at < %(before)s)
    or exists (select from casework_intelligence n join casework_person p on p.id = n.person_id
                where p.scheme_id = %(scheme)s and n.received_on <= %(day)s)
  from on_list
  left join casework_identity i on i.person_id = on_list.person_id
  left join casework_mappa m on m.person_id = on_list.person_id
  left join casework_status s on s.person_id = on_list.person_id and s.status in ('sentenced', 'hospital')
                             and s.start <= %(day)s and (s."end" is null or s."end" > %(day)s)
  left join arrests on arrests.person_id = on_list.person_id
  left join charges on charges.person_id = on_list.person_id
  left join reports on reports.person_id = on_list.person_id
  left join tests on tests.person_id = on_list.person_id
  left join custody on custody.person_id = on_list.person_id
  left join moves on moves.person_id = on_list.person_id
  left join harms on harms.person_id = on_list.person_id
  left join below on below.person_id = on_list.person_id
  left join unassessed on unassessed.person_id = on_list.person_id
"""
CHOSEN = "and p.id = any(%(people)s::bigint[])"


def terms(scheme, *, on):
    """The scheme's numbers about leaving in force on a day."""
    return Terms.of(setting_values(Setting.objects.in_force(scheme=scheme, on=on)))


def watched(scheme, *, on, people=None):
    """Person id -> [Finding] of everyone on the scheme at the end of that day (or those of `people`). Two statements."""
    numbers = terms(scheme, on=on)
    found = {}
    for person, record, judgeable in read(scheme, on=on, people=people):
        found[person] = findings(record, on, numbers, judgeable=judgeable)
    return found


def read(scheme, *, on, people=None):
    """(person id, Record, whether silence says anything in this scheme). One statement."""
    asked = {"scheme": scheme.pk, "day": on, "before": midnight(on + timedelta(days=1))}
    if people is not None:
        asked["people"] = list(people)
    with connection.cursor() as cursor:
        cursor.execute(READING.format(chosen="" if people is None else CHOSEN), asked)
        for row in cursor.fetchall():
            yield row[0], _record(*row[1:-1]), row[-1]


def _record(
    selected_on, kept_on, died_on, arrest, charge, report, test, last_held, open_charge,
    status, start, months, release, moved, mappa, days, worth,
    run_on, run, rank, places, below_since, assessed, unassessed,
):  # fmt: skip
    return Record(
        selected_on=selected_on,
        kept_on=kept_on,
        died_on=died_on,
        last_arrest_on=arrest,
        last_charge_on=charge,
        last_intelligence_on=report,
        last_failed_test_on=test,
        last_day_held=last_held,
        open_charge=open_charge,
        held=Held(status, start, months, release) if status else None,
        moved_on=moved,
        mappa_level=mappa,
        harms=tuple(Harm(day, value) for day, value in zip(days or (), worth or (), strict=True)),
        below=None if run is None else Below(run_on, run, rank, places, below_since),
        assessed=assessed,
        unassessed=tuple(unassessed or ()),
    )
