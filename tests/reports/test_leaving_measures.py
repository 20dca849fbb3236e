"""Letting somebody leave never worsens a figure: offending is followed all the same, and nobody is overdue for it."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.rules import Question, performance
from tests.reports.workbook import SHARED, facts_from, offence_classes
from tests.reports.workbook import day as day_of
from tests.reports.worlds import random_scheme

needs_the_data = pytest.mark.skipif(SHARED is None, reason="the reference data is not beside this checkout")
CRITERIA = [
    "stopped_offending",
    "moved_away",
    "custodial_sentence",
    "list_review",
    "two_year_review",
    "high_risk_of_harm",
]


def on_list(row, day):
    return (
        row["tier"] == "ppo"
        and row["selected_on"]
        and day_of(row["selected_on"]) <= day
        and (not row["deselected_on"] or day_of(row["deselected_on"]) > day)
    )


@needs_the_data
@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32), st.dates(date(2006, 6, 1), date(2007, 6, 1)), st.sampled_from(CRITERIA), st.integers(0, 60)
)
def test_somebody_leaves_and_no_figure_gets_worse(seed, day, criterion, ago):
    sheets, classes = random_scheme(Random(seed), people=5, day=day), offence_classes()
    before = performance(facts_from(sheets, classes), Question(day))
    leaving = next((row for row in sheets["memberships"] if on_list(row, day)), None)
    assume(leaving is not None)
    on = max(day - timedelta(days=ago), day_of(leaving["selected_on"]))
    leaving["deselected_on"], leaving["deselection_criterion"] = on.isoformat(), criterion
    after = performance(facts_from(sheets, classes), Question(day))

    assert after["offending"] == before["offending"]  # nobody is followed any less for having left
    assert after["reviews"]["overdue"] <= before["reviews"]["overdue"]
    assert after["pathways"] == before["pathways"]
    assert after["cohort"]["on_scheme"] == before["cohort"]["on_scheme"] - 1
    assert after["cohort"]["joined"] == before["cohort"]["joined"]
    assert after["cohort"]["left"].get(criterion, 0) == before["cohort"]["left"].get(criterion, 0) + 1
