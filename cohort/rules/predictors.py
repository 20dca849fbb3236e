"""OGRS3, OGP and OVP: how likely it is that somebody is convicted again, from published formulas.

Arguments are spelt as the published implementation spells them. Percentages are whole numbers from 1 to 99; ages are
completed years. Sources: Howard, Francis, Soothill and Humphreys (2009), Ministry of Justice Research Summary 7/09, for
OGRS3; the history of hmpps-arns-risk-actuarial-api (commits 52792f4 and 2905966) for coefficients and for OGP and OVP.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from casework.reference import ogrs3_groups
from sharing.calendar import age_on

YOUNGEST = 10
YEARS_BEFORE = 10  # added to the years of the criminal career in the rate of sanctions
RATE = 1.25112
FIRST_SANCTION, REPEAT = 0.12614, 0.46306
HORIZON = {1: 1.40256, 2: 2.1217}  # years to the constant of the logistic
# First age of the band: coefficient of a man, of a woman. The published value for women of 16 and 17 breaks the trend.
AGE_BANDS: Sequence[tuple[int, float, float]] = (
    (50, -2.0253, -2.4498),
    (40, -1.4997, -1.5247),
    (35, -1.368, -1.4219),
    (30, -1.326, -1.1291),
    (25, -1.1667, -1.0528),
    (21, -1.0515, -1.0285),
    (18, -0.6251, -0.8975),
    (16, -0.0616, -0.9592),
    (14, 0.07578, 0.66952),
    (12, 0.08392, 0.61385),
    (10, 0.0, 0.785),
)
OFFENCE_GROUPS: Mapping[str, float] = {
    "Violence": 0.0,
    "Other motoring": 0.2622,
    "Drink driving and related offences": -0.1214,
    "Other offence": -0.0607,
    "Sexual (not against child)": 0.0328,
    "Criminal damage": 0.205,
    "Sexual (against child)": -0.6534,
    "Soliciting or prostitution": 0.7606,
    "Burglary (domestic)": -0.1239,
    "Burglary (other)": 0.2406,
    "Robbery": -0.6348,
    "Taking & driving away and related offences": 0.3801,
    "Theft (non-motor)": 0.6612,
    "Theft from vehicles": 0.4272,
    "Fraud and forgery": 0.1599,
    "Handling stolen goods": 0.3519,
    "Public order": 0.1819,
    "Drug possession/supply": 0.0772,
    "Drug import/export/production": -0.7956,
    "Absconding or bail offences": 0.7334,
}
TOO_BROAD = frozenset({"08800", "11100", "14100"})  # the group depends on the exact offence
OGP_ONE, OGP_TWO, OGP_POINT = -3.6832, -3.0795, 0.0616
OVP_ONE, OVP_TWO, OVP_POINT = -4.5215, -3.8773, 0.0722
OGRS3_BANDS = ((90, "VERY_HIGH"), (75, "HIGH"), (50, "MEDIUM"), (0, "LOW"))
OGP_BANDS = ((85, "VERY_HIGH"), (67, "HIGH"), (34, "MEDIUM"), (0, "LOW"))
OVP_BANDS = ((80, "VERY_HIGH"), (60, "HIGH"), (30, "MEDIUM"), (0, "LOW"))
LEVELS = (0, 3, 5)  # points of no, some and strong signs
OVP_AGES = (
    (51, 0), (46, 2), (41, 4), (36, 6), (31, 8), (26, 10), (24, 12), (22, 14), (20, 17), (18, 20),
)  # fmt: skip
OVP_NOT_VIOLENT = ((21, 5), (11, 4), (5, 3), (3, 2), (0, 0))


class PredictorError(ValueError):
    """The predictor cannot be worked out from these inputs; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code.replace("_", " ").capitalize() + ".")
        self.code = code


def ogrs3(
    *,
    gender: str,
    dateOfBirth: date | str,
    dateOfCurrentConviction: date | str,
    dateAtStartOfFollowup: date | str,
    totalSanctionsIncludingCurrent: int,
    ageAtFirstSanction: int,
    hoCode: str = "",
    offenceGroup: str = "",
    coefficientGiven: float | None = None,
) -> Mapping[str, Any]:
    """The Offender Group Reconviction Scale 3: parts, `total`, `p1` and `p2` (0 to 1), `oneYear`, `twoYear`, `band`.

    The age that counts is the one at the start of follow-up: the sentence if not custodial, else the release. Raises
    PredictorError.
    """
    born, convicted, followed = map(_day, (dateOfBirth, dateOfCurrentConviction, dateAtStartOfFollowup))
    if convicted <= born:
        raise PredictorError("CONVICTION_ON_OR_BEFORE_BIRTH")
    age, age_followed = age_on(born, convicted), age_on(born, followed)
    _check_career(age, age_followed, ageAtFirstSanction, totalSanctionsIncludingCurrent)
    parts = {
        "ageGenderScore": _age_gender(age_followed, gender),
        "convictionStatusScore": FIRST_SANCTION if totalSanctionsIncludingCurrent == 1 else REPEAT,
        "copasScore": RATE * math.log(totalSanctionsIncludingCurrent / (YEARS_BEFORE + age - ageAtFirstSanction)),
        "offenceCoefficient": _offence(hoCode, offenceGroup) if coefficientGiven is None else float(coefficientGiven),
    }
    total = math.fsum(parts.values())
    one, two = (ogrs3_probability(total=total, horizon=years)["probability"] for years in (1, 2))
    percent = _percent(two)
    return {
        "ageAtConviction": age,
        "ageAtFollowup": age_followed,
        **parts,
        "total": total,
        "p1": one,
        "p2": two,
        "oneYear": _percent(one),
        "twoYear": percent,
        "band": _first(OGRS3_BANDS, percent),
    }


def ogrs3_probability(*, total: float, horizon: int) -> Mapping[str, float]:
    """`probability` (0 to 1, five decimals) of a reconviction within `horizon` years, 1 or 2, from an OGRS3 total."""
    return {"probability": _rounded(_logistic(total + HORIZON[horizon]), 5)}


def ogp(
    *,
    ogrs3TwoYear: int,
    noFixedAbodeOrTransient: bool,
    unemployed: bool,
    regularOffendingActivities: int,
    currentDrugMisuse: int,
    motivationToTackleDrugs: int,
    problemSolving: int,
    awarenessOfConsequences: int,
    understandsOthersViews: int,
    proCriminalAttitudes: int,
) -> Mapping[str, Any]:
    """The OASys General reoffending Predictor: points by part, their `total`, `oneYear`, `twoYear`, `band`.

    `ogrs3TwoYear` is a percentage; the OASys items are 0, 1 or 2. Raises PredictorError.
    """
    items = (regularOffendingActivities, currentDrugMisuse, motivationToTackleDrugs, problemSolving)
    _check_items(*items, awarenessOfConsequences, understandsOthersViews, proCriminalAttitudes)
    thinking = problemSolving + awarenessOfConsequences + understandsOthersViews
    parts = {
        "ogrs": _whole(Decimal("0.6") * ogrs3TwoYear),
        "accommodation": 5 * noFixedAbodeOrTransient,
        "employment": 5 * unemployed,
        "regularActivities": LEVELS[regularOffendingActivities],
        "drugs": _whole(Decimal("3.75") * (currentDrugMisuse + motivationToTackleDrugs)),
        "thinking": _whole(Decimal(thinking * 5) / 6),
        "attitudes": LEVELS[proCriminalAttitudes],
    }
    return _predicted(parts, OGP_POINT, OGP_ONE, OGP_TWO, OGP_BANDS)


def ovp(
    *,
    gender: str,
    ageAtStartOfFollowup: int,
    totalSanctions: int,
    violentSanctions: int,
    recognisesImpactOnOthers: bool,
    noFixedAbodeOrTransient: bool,
    unemployed: bool,
    currentAlcoholUse: int,
    excessiveAlcoholUse: int,
    currentPsychiatricTreatment: bool,
    temperControl: int,
    proCriminalAttitudes: int,
) -> Mapping[str, Any]:
    """The OASys Violence Predictor: points by part, their `total`, `oneYear`, `twoYear`, `band`.

    `totalSanctions` counts the current one; the OASys items are 0, 1 or 2. Raises PredictorError.
    """
    _check_items(currentAlcoholUse, excessiveAlcoholUse, temperControl, proCriminalAttitudes)
    if not 0 <= violentSanctions <= totalSanctions:
        raise PredictorError("VIOLENT_SANCTIONS_NOT_WITHIN_TOTAL_SANCTIONS")
    if ageAtStartOfFollowup < OVP_AGES[-1][0]:
        raise PredictorError("AGE_AT_START_OF_FOLLOWUP_LESS_THAN_EIGHTEEN")
    parts = {
        "anySanction": 5 * (totalSanctions > 0),
        "violent": _violent(violentSanctions),
        "nonViolent": _first(OVP_NOT_VIOLENT, totalSanctions - violentSanctions),
        "age": _first(OVP_AGES, ageAtStartOfFollowup),
        "gender": 5 * (_gender(gender) == "MALE"),
        "recogniseImpact": 4 * (not recognisesImpactOnOthers),
        "accommodation": 4 * noFixedAbodeOrTransient,
        "employment": 4 * unemployed,
        "alcohol": math.ceil(Decimal("2.5") * (currentAlcoholUse + excessiveAlcoholUse)),
        "psychiatric": 4 * currentPsychiatricTreatment,
        "temper": 3 * temperControl,
        "attitudes": 3 * proCriminalAttitudes,
    }
    return _predicted(parts, OVP_POINT, OVP_ONE, OVP_TWO, OVP_BANDS)


def _predicted(
    parts: Mapping[str, int], point: float, one: float, two: float, bands: Sequence[tuple[int, str]]
) -> Mapping[str, Any]:
    total = sum(parts.values())
    percent = _percent(_logistic(point * total + two))
    return {
        "parts": parts,
        "total": total,
        "oneYear": _percent(_logistic(point * total + one)),
        "twoYear": percent,
        "band": _first(bands, percent),
    }


def _check_career(age: int, age_followed: int, age_first: int, sanctions: int) -> None:
    if age < YOUNGEST:
        raise PredictorError("AGE_AT_CURRENT_CONVICTION_LESS_THAN_TEN")
    if age_followed < YOUNGEST:
        raise PredictorError("AGE_AT_START_OF_FOLLOWUP_LESS_THAN_TEN")
    if age_first > age:
        raise PredictorError("AGE_AT_FIRST_SANCTION_ABOVE_AGE_AT_CURRENT_CONVICTION")
    if sanctions < 1:
        raise PredictorError("TOTAL_SANCTIONS_LESS_THAN_ONE")


def _check_items(*items: int) -> None:
    if any(item not in (0, 1, 2) for item in items):
        raise PredictorError("OASYS_ITEM_NOT_0_1_OR_2")


def _offence(code: str, group: str) -> float:
    if not code and group in OFFENCE_GROUPS:
        return OFFENCE_GROUPS[group]
    if code in TOO_BROAD:
        raise PredictorError("NEED_DETAILS_OF_EXACT_OFFENCE")
    if not (len(code) == 5 and code.isascii() and code.isdigit()):
        raise PredictorError("OFFENCE_CODE_NOT_FIVE_DIGITS")
    if code not in ogrs3_groups():
        raise PredictorError("OFFENCE_CODE_NOT_MAPPED")
    return OFFENCE_GROUPS[ogrs3_groups()[code]]


def _age_gender(age: int, gender: str) -> float:
    male = _gender(gender) == "MALE"
    return next(man if male else woman for first, man, woman in AGE_BANDS if age >= first)


def _gender(gender: str) -> str:
    if gender not in ("MALE", "FEMALE"):
        raise PredictorError("GENDER_NOT_MALE_OR_FEMALE")
    return gender


def _violent(sanctions: int) -> int:
    return (0, 4, 7, 9)[sanctions] if sanctions < 4 else min(sanctions + 7, 25)


def _first(bands: Sequence[tuple[int, Any]], value: int) -> Any:
    return next(said for lowest, said in bands if value >= lowest)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _percent(probability: float) -> int:
    return min(max(_whole(Decimal(repr(probability)) * 100), 1), 99)


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _rounded(value: float, decimals: int) -> float:
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day
