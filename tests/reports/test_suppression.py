"""Small counts of people leave no pack, neither directly nor by subtraction: tried by an attacker who knows the rules."""

from copy import deepcopy
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.rules import Question, performance
from reports.rules.suppression import NOT_SHOWN, PEOPLE, suppressed
from tests.reports.test_measures import needs_the_data, seeds
from tests.reports.workbook import WAKEFIELD, Row, facts_from, offence_classes, sheets_of
from tests.reports.worlds import random_scheme

DAY = date(2006, 6, 30)
STATUS = "community_order licence non_statutory sentenced remand awaiting_court unlawfully_at_large hospital".split()  # noqa: SIM905
CELLS = [*STATUS, "not_recorded"]


def pack_of(seed, people=12):
    sheets = random_scheme(Random(seed), people)
    sheets["memberships"] = [
        Row(ref=person["ref"], tier="ppo", selected_on="2005-01-01", nominated_on="2005-01-01")
        for person in sheets["people"]
    ]
    return performance(facts_from(sheets, offence_classes()), Question(DAY))


def leaves(block, path=()):
    if isinstance(block, dict):
        for name, inner in block.items():
            yield from leaves(inner, (*path, name))
    else:
        yield path, block


def people_cells(pack):
    for path, value in leaves({name: pack[name] for name in ("cohort", "needs", "offending", "reviews", "outcomes")}):
        if any(path[: len(place)] == place for place in PEOPLE):
            yield path, value


@needs_the_data
@settings(max_examples=80, deadline=None)
@given(seeds, st.integers(0, 14), st.integers(2, 6))
def test_no_small_count_of_people_is_told(seed, people, limit):
    pack = pack_of(seed, people)
    found = suppressed(pack, limit)

    for path, value in people_cells(found):
        assert value is None or isinstance(value, str) or value >= limit, path
    for note in found["notes"]:
        if note["code"] in {"died", "few_people", "left_since_still_counted", "days_without_status", "age_not_known"}:
            assert note["count"] is None or note["count"] >= limit


@needs_the_data
@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(4, 14), st.sampled_from([2, 3, 5]))
def test_an_attacker_cannot_work_a_status_out(seed, people, limit):
    """Every way to fill in the hidden cells that fits what is published: each small one must have several values."""
    pack = pack_of(seed, people)
    found = suppressed(pack, limit)
    if isinstance(found["cohort"]["on_scheme"], str):
        return

    possible = [set() for _ in CELLS]
    for filled in fillings(found, limit, pack["cohort"]["on_scheme"]):
        for values, value in zip(possible, filled, strict=True):
            values.add(value)
    for name, values in zip(CELLS, possible, strict=True):
        assert pack["cohort"]["by_status"][name] in values, "the attacker's own sums are wrong"
        if pack["cohort"]["by_status"][name] < limit:
            assert len(values) > 1, (name, values, found["cohort"], found["outcomes"])


def fillings(found, limit, total):
    """Every filling of the nine statuses that agrees with all published counts, by plain enumeration."""
    shown = found["cohort"]["by_status"]
    choices = [choice(shown[name], limit, total) for name in CELLS]
    for filled in fill(choices, total):
        by = dict(zip(CELLS, filled, strict=True))
        checks = [
            (found["cohort"]["community"], by["community_order"] + by["licence"]),
            (found["cohort"]["non_statutory"], by["non_statutory"]),
            (found["cohort"]["custody"], by["sentenced"] + by["remand"]),
            (
                found["outcomes"]["settled_accommodation"]["of"],
                total - by["sentenced"] - by["remand"] - by["hospital"],
            ),
        ]
        if all(value in choice(published, limit, total) for published, value in checks):
            yield filled


def choice(published, limit, total):
    if published == NOT_SHOWN:
        return range(limit, total + 1)
    return range(limit) if isinstance(published, str) else range(published, published + 1)


def fill(choices, total):
    if not choices:
        if total == 0:
            yield ()
        return
    for value in choices[0]:
        if value <= total:
            for rest in fill(choices[1:], total - value):
                yield (value, *rest)


@needs_the_data
@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(4, 20))
def test_no_single_cell_is_left_to_subtraction(seed, people):
    """Ages, sexes and ethnicities with their total: never exactly one hidden, nor hidden ones that must all be nought."""
    pack = pack_of(seed, people)
    cohort = suppressed(pack, 5)["cohort"]
    if isinstance(cohort["on_scheme"], str):
        return

    tables = {
        "by_sex": list(cohort["by_sex"].values()),
        "by_ethnicity": [*cohort["by_ethnicity"].values(), cohort["ethnicity_not_recorded"]],
    }
    for name, cells in tables.items():
        hidden = [cell for cell in cells if isinstance(cell, str)]
        left = cohort["on_scheme"] - sum(cell for cell in cells if not isinstance(cell, str))
        if hidden:
            assert len(hidden) > 1, (name, cells)
            assert left > 0, (name, cells)


@needs_the_data
def test_wakefield_keeps_its_headlines():
    pack = performance(facts_from(sheets_of(WAKEFIELD), offence_classes()), Question(date(2007, 1, 31)))
    before = deepcopy(pack)
    cohort = suppressed(pack, 5)["cohort"]

    assert pack == before
    assert (cohort["on_scheme"], cohort["community"], cohort["custody"], cohort["non_statutory"]) == (40, 13, 19, 6)
    assert cohort["by_sex"] == {
        "male": NOT_SHOWN, "female": "under 5", "other": "under 5", "not_recorded": "under 5"
    }  # fmt: skip
    assert cohort["by_status"]["sentenced"] == NOT_SHOWN  # else 4 on remand would follow from 19 in custody


@needs_the_data
@pytest.mark.parametrize("people", [1, 2, 4])
def test_fewer_tracked_people_than_the_limit_hide_their_offending(people):
    pack = pack_of(7, people)
    assert pack["offending"]["tracked"]["people"] == people

    tracked = suppressed(pack, 5)["offending"]["tracked"]
    assert not [value for _, value in leaves(tracked) if isinstance(value, int | float)]
