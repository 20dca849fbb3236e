"""Every published and derived vector of OGRS3, OGP and OVP, to half a unit of the last digit printed."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort import rules
from cohort.rules import PredictorError

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "predictors.json").read_text())


def vectors():
    for kind, found in VECTORS.items():
        for number, vector in enumerate(found):
            yield pytest.param(kind.removesuffix("_vectors"), vector, id=vector.get("id", f"{kind}-{number}"))


@pytest.mark.parametrize(("name", "vector"), list(vectors()))
def test_vector(name, vector):
    predictor, expected = getattr(rules, name), vector["expected"]
    if "error" in expected:
        with pytest.raises(PredictorError) as refused:
            predictor(**vector["input"])
        assert refused.value.code == expected["error"]
    else:
        agrees(predictor(**vector["input"]), expected)


def agrees(found, expected):
    for key, value in expected.items():
        if isinstance(value, dict):
            agrees(found[key], value)
        elif isinstance(value, float):
            half_a_unit = Decimal(5).scaleb(Decimal(repr(value)).as_tuple().exponent - 1)
            assert abs(Decimal(repr(found[key])) - Decimal(repr(value))) <= half_a_unit, key
        else:
            assert found[key] == value, key


def test_the_vectors_are_all_there():
    assert {kind: len(found) for kind, found in VECTORS.items()} == {
        "ogrs3_vectors": 37,
        "ogrs3_probability_vectors": 3,
        "ogp_vectors": 18,
        "ovp_vectors": 18,
    }


KNOWN = {
    "gender": "MALE",
    "dateOfBirth": date(1980, 3, 1),
    "dateOfCurrentConviction": date(2005, 3, 10),
    "dateAtStartOfFollowup": date(2005, 7, 8),
    "totalSanctionsIncludingCurrent": 70,
    "ageAtFirstSanction": 15,
    "hoCode": "80701",
}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"hoCode": "28A"}, "OFFENCE_CODE_NOT_FIVE_DIGITS"),
        ({"hoCode": ""}, "OFFENCE_CODE_NOT_FIVE_DIGITS"),
        ({"hoCode": "00000"}, "OFFENCE_CODE_NOT_MAPPED"),
        ({"hoCode": "11100"}, "NEED_DETAILS_OF_EXACT_OFFENCE"),
        ({"ageAtFirstSanction": 26}, "AGE_AT_FIRST_SANCTION_ABOVE_AGE_AT_CURRENT_CONVICTION"),
        ({"totalSanctionsIncludingCurrent": 0}, "TOTAL_SANCTIONS_LESS_THAN_ONE"),
        ({"gender": "OTHER"}, "GENDER_NOT_MALE_OR_FEMALE"),
        ({"dateAtStartOfFollowup": date(1985, 1, 1)}, "AGE_AT_START_OF_FOLLOWUP_LESS_THAN_TEN"),
    ],
)
def test_what_cannot_be_worked_out_says_why(wrong, code):
    with pytest.raises(PredictorError) as refused:
        rules.ogrs3(**KNOWN | wrong)
    assert refused.value.code == code


def test_a_group_stands_in_for_a_code_that_is_not_known():
    by_code = rules.ogrs3(**KNOWN)
    assert rules.ogrs3(**KNOWN | {"hoCode": "", "offenceGroup": "Other motoring"}) == by_code


@given(st.integers(1, 200), st.integers(1, 200))
def test_more_sanctions_in_the_same_time_never_make_it_less_likely(one, other):
    fewer, more = sorted((one, other))
    percent = [rules.ogrs3(**KNOWN | {"totalSanctionsIncludingCurrent": number})["twoYear"] for number in (fewer, more)]
    assert percent[0] <= percent[1]
    assert 1 <= percent[0] <= percent[1] <= 99


ITEM = st.integers(0, 2)


@given(st.integers(18, 90), st.integers(0, 80), st.integers(0, 80), ITEM, ITEM, ITEM, ITEM)
def test_each_sign_of_violence_adds(age, total, violent, drinks, too_much, temper, attitudes):
    def points(**more):
        return rules.ovp(
            **{
                "gender": "FEMALE",
                "ageAtStartOfFollowup": age,
                "totalSanctions": max(total, violent),
                "violentSanctions": violent,
                "recognisesImpactOnOthers": True,
                "noFixedAbodeOrTransient": False,
                "unemployed": False,
                "currentAlcoholUse": drinks,
                "excessiveAlcoholUse": too_much,
                "currentPsychiatricTreatment": False,
                "temperControl": temper,
                "proCriminalAttitudes": attitudes,
            }
            | more
        )["total"]

    assert points(gender="MALE") == points() + 5
    assert points(unemployed=True, noFixedAbodeOrTransient=True) == points() + 8
    assert points(recognisesImpactOnOthers=False, currentPsychiatricTreatment=True) == points() + 8


def test_who_is_too_young_for_the_violence_predictor():
    vector = next(v for v in VECTORS["ovp_vectors"] if v["input"]["ageAtStartOfFollowup"] == 19)
    with pytest.raises(PredictorError, match="eighteen"):
        rules.ovp(**vector["input"] | {"ageAtStartOfFollowup": 17})
