"""Every measure of the pack: the published Wakefield figures, and a slow second implementation on random schemes."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.rules import Facts, Question, performance, rate_ratio
from reports.rules.dates import Window, age_on
from reports.rules.figures import rounded
from reports.rules.liberty import days_covered
from tests.reports.slow import Slow
from tests.reports.workbook import SHARED, WAKEFIELD, facts_from, offence_classes, sheets_of
from tests.reports.workbook import day as day_of
from tests.reports.worlds import add_later_facts, change_later_ends, random_scheme

needs_the_data = pytest.mark.skipif(SHARED is None, reason="the reference data is not beside this checkout")
REPORT_DAY = date(2007, 1, 31)
seeds = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def wakefield():
    return sheets_of(WAKEFIELD)


@pytest.fixture(scope="module")
def classes():
    return offence_classes()


@pytest.fixture(scope="module")
def pack(wakefield, classes):
    return performance(facts_from(wakefield, classes), Question(REPORT_DAY))


@needs_the_data
def test_the_published_cohort(pack):
    """Wakefield 2007 section 8.1."""
    cohort = pack["cohort"]

    assert cohort["on_scheme"] == 40
    assert [count for band, count in cohort["by_age_band"].items() if count] == [11, 9, 10, 6, 4]
    assert cohort["by_sex"] == {"male": 39, "female": 1, "other": 0, "not_recorded": 0}
    assert cohort["community"] == 13
    assert cohort["custody"] == 19
    assert cohort["custody_share"] == 47.5
    assert cohort["non_statutory"] == 6
    assert cohort["by_status"]["awaiting_court"] == 2
    assert cohort["no_offender_manager"] == 13
    assert cohort["dip_clients"] == 5
    assert cohort["mappa"] == {"1": 1, "2": 1, "3": 0}


@needs_the_data
def test_the_published_needs(pack):
    """Wakefield 2007 section 8.2."""
    assessed = sorted((block["assessed_need"] for block in pack["needs"].values()), reverse=True)

    assert assessed == [36, 35, 35, 32, 31, 29, 25, 23, 21, 18, 0, 0, 0, 0, 0]
    assert {block["of"] for block in pack["needs"].values()} == {40}


@needs_the_data
def test_offences_before_and_after(pack):
    tracked = pack["offending"]["tracked"]

    assert (tracked["people"], tracked["before"], tracked["after"]) == (40, 144, 76)
    assert tracked["change_pct"] == -47.2
    assert sum(tracked["before_by_group"].values()) == 144
    assert sum(tracked["after_by_group"].values()) == 76
    assert tracked["people_down"] + tracked["people_same"] + tracked["people_up"] == 40


@needs_the_data
@pytest.mark.parametrize(
    "day", ["2007-01-31", "2007-03-31", "2006-12-30", "2006-08-15", "2006-04-10", "2005-12-31", "2004-02-29"]
)
def test_wakefield_as_at_any_day_equals_the_slow_measures(wakefield, classes, day):
    day = date.fromisoformat(day)
    found = performance(facts_from(wakefield, classes), Question(day))
    del found["notes"]

    assert found == Slow(wakefield, classes, day).pack()


@needs_the_data
@settings(max_examples=100, deadline=None)
@given(seeds, st.integers(0, 7), st.dates(date(2005, 1, 1), date(2008, 7, 1)), st.booleans())
def test_random_schemes_equal_the_slow_measures(seed, people, day, since):
    classes, sheets = offence_classes(), random_scheme(Random(seed), people, day)
    first = date(2005, 1, 1) if since else None
    found = performance(facts_from(sheets, classes), Question(day, first))
    del found["notes"]

    assert found == Slow(sheets, classes, day, first).pack()


@needs_the_data
@settings(max_examples=100, deadline=None)
@given(seeds, st.dates(date(2005, 6, 1), date(2007, 6, 1)))
def test_what_is_dated_later_leaves_an_earlier_pack_unchanged(seed, day):
    """As-of is read from the record's dates: later facts, and later ends of earlier facts, must not show."""
    random, classes = Random(seed), offence_classes()
    sheets = random_scheme(random, people=4, day=day)
    before = performance(facts_from(sheets, classes), Question(day))

    add_later_facts(sheets, random_scheme(random, people=4, day=day), day)
    change_later_ends(sheets, day)
    assert performance(facts_from(sheets, classes), Question(day)) == before


@needs_the_data
@settings(max_examples=40, deadline=None)
@given(seeds, st.dates(date(2006, 1, 1), date(2007, 6, 1)))
def test_leaving_never_changes_the_offending_figures(seed, day):
    """Figures that reward keeping people on the list were a known fault of the national measure."""
    classes, sheets = offence_classes(), random_scheme(Random(seed), people=5, day=day)
    before = performance(facts_from(sheets, classes), Question(day))["offending"]
    for row in sheets["memberships"]:
        row["deselected_on"] = row["deselected_on"] or str(day)
        row["deselection_criterion"] = row["deselection_criterion"] or "list_review"

    assert performance(facts_from(sheets, classes), Question(day))["offending"] == before


@needs_the_data
def test_rate_ratios_of_the_reference_vectors():
    vectors = json.loads((SHARED / "reoffending_evaluation.json").read_text())["vectors"]
    vectors = [vector for vector in vectors if vector["kind"] == "rate_ratio"]
    assert len(vectors) == 10

    for vector in vectors:
        found = rate_ratio(**vector["input"])
        for name, expected in vector["expected"].items():
            if name in ("note",) or expected is None:
                assert found[name] == expected
            else:
                assert found[name] == pytest.approx(expected, abs=5.1e-7), (vector["id"], name)


@needs_the_data
def test_time_at_liberty_of_the_reference_vectors():
    """Overlapping, touching, open and one-night spells; the records forbid overlaps, the arithmetic does not."""
    vectors = json.loads((SHARED / "reoffending_evaluation.json").read_text())["vectors"]
    vectors = [vector for vector in vectors if vector["kind"] == "time_at_liberty"]
    assert len(vectors) == 16

    for vector in vectors:
        given, expected = vector["input"], vector["expected"]
        window = Window(day_of(given["window_start"]), day_of(given["window_end_exclusive"]))
        spells = [(day_of(spell["received"]), day_of(spell["released"])) for spell in given["custody_spells"]]
        assert window.days == expected["window_days"]
        assert days_covered(spells, window) == expected["custody_days"], vector["id"]


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 4), 1, 0.3),
        (Fraction(-1, 4), 1, -0.3),
        (Fraction(35, 100), 1, 0.4),
        (Decimal("2.5"), 0, 3.0),
        (Decimal("-2.5"), 0, -3.0),
        (Fraction(1, 3), 3, 0.333),
        (Fraction(2, 3), 3, 0.667),
        (0, 1, 0.0),
    ],
)
def test_halves_are_rounded_away_from_zero(value, places, expected):
    assert rounded(value, places) == expected


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1988-02-29", "2007-02-28", 18),
        ("1988-02-29", "2007-03-01", 19),
        ("1988-02-29", "2008-02-28", 19),
        ("1988-02-29", "2008-02-29", 20),
        ("1982-01-31", "2007-01-30", 24),
        ("1982-01-31", "2007-01-31", 25),
    ],
)
def test_ages_on_and_around_birthdays(born, on, age):
    assert age_on(day_of(born), day_of(on)) == age


@needs_the_data
def test_no_time_at_liberty_gives_null_not_nought():
    found = rate_ratio(events_after=0, days_at_liberty_after=0, events_before=4, days_at_liberty_before=365)

    assert found["rate_after"] is None
    assert found["rate_ratio"] is None
    assert found["ci95"] is None


def test_an_empty_scheme_has_figures_and_says_why_they_are_empty():
    found = performance(Facts(), Question(REPORT_DAY))

    assert found["cohort"]["on_scheme"] == 0
    assert found["cohort"]["custody_share"] is None
    assert found["offending"]["tracked"]["change_pct"] is None
    assert found["supervision"]["standard_met_pct"] is None
    assert found["outcomes"]["in_work_13_weeks"]["people"] is None
    assert {"nobody_tracked", "no_offences_recorded"} <= {note["code"] for note in found["notes"]}


def test_a_period_after_the_day_is_refused():
    with pytest.raises(ValueError, match="after the day"):
        performance(Facts(), Question(REPORT_DAY, since=date(2007, 2, 1)))
