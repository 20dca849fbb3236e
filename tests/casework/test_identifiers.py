"""Every published vector of PNC, CRO, prison number and CRN, through the functions the house uses."""

import datetime
import json
from pathlib import Path

import pytest

from casework import identifiers
from casework.identifiers import InvalidIdentifier

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "identifiers.json").read_text())["vectors"]
CANONICAL = {
    "PNC": identifiers.canonical_pnc,
    "CRO": identifiers.canonical_cro,
    "PRISON_NUMBER": identifiers.canonical_prison_number,
    "CRN": identifiers.canonical_crn,
}


def vectors(*kinds):
    return [pytest.param(vector, id=vector["id"]) for vector in VECTORS if vector["type"] in kinds]


@pytest.mark.parametrize("vector", vectors(*CANONICAL))
def test_the_canonical_form(vector):
    canonical = CANONICAL[vector["type"]]
    expected = vector["expected"]

    if expected is None:
        with pytest.raises(InvalidIdentifier, match=r"^[A-Z].*[a-z0-9A-Z]\.$"):
            canonical(vector["input"])
    elif isinstance(expected, dict):
        for clock_year, text in expected.items():
            new_year = datetime.date(int(clock_year.removeprefix("clock_year_")), 1, 1)
            assert canonical(vector["input"], today=new_year) == text
    else:
        assert canonical(vector["input"]) == expected
        assert canonical(expected) == expected


@pytest.mark.parametrize("vector", vectors("PNC_EQUAL"))
def test_same_pnc(vector):
    assert identifiers.same_pnc(*vector["input"]) is vector["expected"]


@pytest.mark.parametrize("vector", vectors("PNC_SEARCH_FORM"))
def test_what_to_search_for(vector):
    assert identifiers.pnc_search_form(vector["input"]) == vector["expected"]


def test_every_kind_of_vector_is_tested():
    assert {vector["type"] for vector in VECTORS} == {*CANONICAL, "PNC_EQUAL", "PNC_SEARCH_FORM"}


def test_two_invalid_texts_are_not_the_same_person():
    assert not identifiers.same_pnc("unknown", "unknown")
    assert not identifiers.same_pnc("1979/0163001B", "")


def test_the_century_turns_with_the_clock():
    assert identifiers.canonical_pnc("27/777E", today=datetime.date(2026, 12, 31)) == "1927/0000777E"
    assert identifiers.canonical_pnc("27/777E", today=datetime.date(2027, 1, 1)) == "2027/0000777E"


@pytest.mark.parametrize("text", ["１９７９/0163001B", "1979/0163001B\n", "1979/163001B", "197/163001B", None])
def test_near_misses_are_refused(text):
    with pytest.raises(InvalidIdentifier):
        identifiers.canonical_pnc(text)
