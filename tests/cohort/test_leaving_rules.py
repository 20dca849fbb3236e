"""Who may be ready to leave: the statement and the rules against a dull second reading, and the edges of every criterion."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohort.leaving import watched
from cohort.rules import leaving
from cohort.rules.leaving import Below, Harm, Held, Record, Terms, findings, first_after, months_until, release_day
from sharing.calendar import add_months
from sharing.looking import looking_as_nobody, looking_as_system
from tests.cohort.lives import DAY, lives, named, stored
from tests.cohort.stored import Store

ONE = timedelta(days=1)
TERMS = Terms()
HALF_A_YEAR = date(2006, 7, 31)
quiet = Record(selected_on=date(2005, 6, 1))


def met(record, day=DAY, **more):
    return {row.criterion: row for row in findings(record, day, TERMS, **more)}


@pytest.mark.django_db
@given(
    st.lists(lives(), min_size=4, max_size=8),
    st.sampled_from([DAY, date(2006, 2, 28), date(2007, 3, 31), date(2006, 8, 30)]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_the_statement_names_whom_a_dull_reading_names(db, made, day):
    with looking_as_system(), transaction.atomic():
        store = Store()
        people = {stored(store, life): life for life in made}
        silent = not any(one <= day for life in made for one in (*life.arrests, *life.reports))
        wanted = {person: named(life, day, silent=silent) for person, life in people.items()}
        found = {
            person: {str(row.criterion): {str(one) for one in row.blocked_by} for row in rows}
            for person, rows in watched(store.scheme, on=day).items()
        }
        assert found == {person: said for person, said in wanted.items() if said or person in found}
        some = list(people)[:2]
        assert watched(store.scheme, on=day, people=some).keys() == found.keys() & set(some)
        transaction.set_rollback(True)


@given(lives(), st.sampled_from([DAY, date(2006, 8, 30)]))
@settings(max_examples=100, deadline=None)
def test_since_is_the_first_day_on_which_it_was_met(life, day):
    """Of what only time brings: silence and two years."""
    record = Record(
        selected_on=life.selected,
        last_arrest_on=max((one for one in life.arrests if one <= day), default=None),
        last_intelligence_on=max((one for one in life.reports if one <= day), default=None),
    )
    for criterion, row in met(record, day).items():
        assert criterion in met(record, row.since)
        assert criterion not in met(record, row.since - ONE)


@given(lives())
@settings(max_examples=100, deadline=None)
def test_one_more_arrest_never_brings_somebody_nearer_to_the_way_out(life):
    record = Record(selected_on=life.selected, last_arrest_on=max(life.arrests, default=None))
    later = replace(record, last_arrest_on=max([*life.arrests, DAY]))
    assert met(later).keys() <= met(record).keys()


@pytest.mark.parametrize("what", ["last_arrest_on", "last_charge_on", "last_intelligence_on"])
def test_before_the_months_is_strict(what):
    assert "stopped_offending" in met(replace(quiet, **{what: HALF_A_YEAR - ONE}))
    assert "stopped_offending" not in met(replace(quiet, **{what: HALF_A_YEAR}))


def test_at_liberty_on_every_day_of_the_months():
    assert "stopped_offending" in met(replace(quiet, last_day_held=HALF_A_YEAR))
    assert "stopped_offending" not in met(replace(quiet, last_day_held=HALF_A_YEAR + ONE))


def test_on_the_list_for_at_least_the_months():
    assert "stopped_offending" in met(Record(selected_on=HALF_A_YEAR))
    assert "stopped_offending" not in met(Record(selected_on=HALF_A_YEAR + ONE))


def test_where_nothing_is_recorded_of_anybody_silence_says_nothing():
    assert "stopped_offending" not in met(quiet, judgeable=False)


def test_a_failed_test_and_an_open_charge_speak_against():
    row = met(replace(quiet, last_failed_test_on=HALF_A_YEAR + ONE, open_charge=True))["stopped_offending"]
    assert row.blocked_by == ("drug_test", "open_charge")
    assert row.evidence["last_failed_test_on"] == HALF_A_YEAR + ONE
    before = met(replace(quiet, last_failed_test_on=HALF_A_YEAR))["stopped_offending"]
    assert before.blocked_by == ()
    assert before.evidence["last_failed_test_on"] is None


def test_two_years_in_custody_is_not_more_than_two_years():
    held = Held("sentenced", date(2006, 6, 1), None, date(2009, 1, 31))
    record = replace(quiet, held=held, last_day_held=DAY, assessed=True)
    assert "custodial_sentence" not in met(record)
    row = met(replace(record, held=held._replace(release_on=date(2009, 2, 1))))["custodial_sentence"]
    assert (row.since, row.blocked_by, row.evidence["months_left"]) == (held.start, (), 24)


def test_a_long_sentence_waits_for_every_agency_and_never_frees_the_highest_risk():
    held = Held("hospital", date(2006, 6, 1), None, date(2012, 2, 1))
    record = replace(quiet, held=held, last_day_held=DAY)
    assert met(record)["custodial_sentence"].blocked_by == ("risk_assessment",)
    waiting = met(replace(record, assessed=True, unassessed=("WYP",)))["custodial_sentence"]
    assert waiting.blocked_by == ("risk_assessment",)
    assert waiting.evidence["not_assessed_by"] == ["WYP"]
    dangerous = replace(record, assessed=True, harms=(Harm(DAY, 3),))
    assert met(dangerous)["custodial_sentence"].blocked_by == ("highest_risk",)
    assert met(replace(record, assessed=True, mappa_level=3))["custodial_sentence"].blocked_by == ("highest_risk",)


def test_without_a_day_of_release_half_the_sentence_counts():
    assert release_day(Held("sentenced", date(2006, 1, 31), 2)) == date(2006, 2, 28)
    assert release_day(Held("sentenced", date(2006, 1, 31), 3)) == date(2006, 3, 15)
    assert release_day(Held("hospital", date(2006, 1, 31))) is None
    assert "custodial_sentence" not in met(replace(quiet, held=Held("hospital", date(2006, 1, 31)), last_day_held=DAY))


def test_kept_since_two_years_is_decided():
    joined = Record(selected_on=date(2005, 1, 31))
    assert met(joined)["two_year_review"].since == DAY
    assert "two_year_review" in met(replace(joined, kept_on=DAY - ONE))
    assert "two_year_review" not in met(replace(joined, kept_on=DAY))


def test_high_harm_has_a_day_and_a_level_has_none():
    harms = (Harm(date(2006, 1, 1), 3), Harm(date(2006, 5, 1), 1), Harm(date(2006, 9, 1), 3), Harm(DAY, 3))
    assert met(replace(quiet, harms=harms))["high_risk_of_harm"].since == date(2006, 9, 1)
    assert "high_risk_of_harm" not in met(replace(quiet, harms=harms[:2]))
    assert met(replace(quiet, harms=harms, mappa_level=2))["high_risk_of_harm"].since is None
    assert "high_risk_of_harm" not in met(replace(quiet, mappa_level=1))


def test_below_the_line_names_the_run():
    below = Below(DAY, 4, 48, 45, date(2006, 10, 31))
    row = met(replace(quiet, below=below))["list_review"]
    assert row.since == date(2006, 10, 31)
    assert row.evidence == {"run": 4, "as_of": DAY, "rank": 48, "places": 45}


def test_death_fills_in_a_card_from_its_day_on():
    assert met(replace(quiet, died_on=DAY))["deceased"].since == DAY
    assert "deceased" not in met(replace(quiet, died_on=DAY + ONE))


@given(st.dates(date(2004, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_the_first_day_after_is_the_first(begins, months):
    day = first_after(begins, months)
    assert add_months(day, -months) >= begins
    assert add_months(day - ONE, -months) < begins


@given(st.dates(date(2004, 1, 1), date(2030, 1, 1)), st.dates(date(2004, 1, 1), date(2030, 1, 1)))
def test_whole_months_until(day, end):
    months = months_until(end, day)
    assert months == 0 or add_months(day, months) <= end
    assert end <= day or add_months(day, months + 1) > end


@pytest.mark.django_db
def test_only_the_system_reads_and_one_scheme_at_a_time(world):
    assert watched(world.scheme, on=world.today).keys() == {world.person.pk, world.other.pk}
    with looking_as_nobody():
        assert watched(world.scheme, on=world.today) == {}


def test_the_criteria_are_those_of_the_record():
    from cohort.models import Membership

    assert {str(one) for one in leaving.Criterion} | {"not_selected"} == set(Membership.Criterion.values)
