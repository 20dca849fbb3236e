"""The criteria of a selection matrix: what each finds in a person's record as it was known at the end of a day.

A criterion gives a number, or None where its input is missing: then it gets no points and the total is provisional.
"In the last n months" is the n calendar months up to and including the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from casework import reference
from casework.rules import known_offences
from cohort.rules.parameters import Parameters
from cohort.rules.predictors import PredictorError, ogrs3
from cohort.rules.record import SANCTIONS, Offence, Record, counts, latest, where
from sharing.calendar import add_months, age_on

Found = Decimal | None
CONCERN = {"none": 0, "some": 1, "strong": 3}
SHORT_SENTENCE = 12  # months; below it nobody supervises after release
GENDER = {"male": "MALE", "female": "FEMALE"}


@dataclass(frozen=True)
class Criterion:
    """What a line of a matrix may count: how it is found, what its number is, and what it takes as parameters."""

    find: Callable[[Record, Parameters, date], Found]
    unit: str  # of the number found
    says: str  # with {months}, {days} and {tool} of the line
    asks: tuple[str, ...] = ()
    months: int = 12  # where the line says nothing


def offences(record: Record, parameters: Parameters, day: date) -> Found:
    """Offences in the window, each 1 or at the weight of its class."""
    weights = parameters.class_weights
    return sum((weights.get(row.code, Decimal(1)) for row in _in_window(record, parameters, day)), Decimal(0))


def severity(record: Record, parameters: Parameters, day: date) -> Found:
    """Crime severity weights of the same offences (Office for National Statistics); a class without one adds nothing."""
    return sum(
        (severity_weights().get(row.code, Decimal(0)) for row in _in_window(record, parameters, day)), Decimal(0)
    )


def arrests(record: Record, parameters: Parameters, day: date) -> Found:
    return _days_within(record.arrested_on, parameters, day)


def intelligence(record: Record, parameters: Parameters, day: date) -> Found:
    """How many reports came in; never what they say."""
    return _days_within(record.intelligence_on, parameters, day)


def drug_tests(record: Record, parameters: Parameters, day: date) -> Found:
    """Tests that were positive or refused."""
    return _days_within((row.day for row in record.tests if row.result in ("positive", "refused")), parameters, day)


def ogrs3_two_year(record: Record, parameters: Parameters, day: date) -> Found:
    """The last percentage entered, with its source and date; without one, worked out where the record has the inputs."""
    entered = _entered(record, "ogrs3", day)
    return _worked_out(record, day) if entered is None else entered


def partner_view(record: Record, parameters: Parameters, day: date) -> Found:
    """The latest view of each agency together: no concern 0, some 1, strong 3. Missing where no agency gave one."""
    agencies = {row.agency for row in record.views if row.given_on <= day}
    views = [latest((row for row in record.views if row.agency == agency), day) for agency in agencies]
    return Decimal(sum(CONCERN[row.concern] for row in views if row is not None)) if views else None


def community_harm(record: Record, parameters: Parameters, day: date) -> Found:
    """0 to 3, as the panel last put it."""
    last = latest(record.harms, day)
    return None if last is None else Decimal(last.value)


def external_score(record: Record, parameters: Parameters, day: date) -> Found:
    """The last value of the tool the line names: a score made elsewhere or the panel's own."""
    return _entered(record, parameters.tool, day)


def release_soon(record: Record, parameters: Parameters, day: date) -> Found:
    """1 where a sentence under 12 months ends within the days: nobody will supervise. Missing without length or date."""
    spell = where(record.spells, day)
    if spell is None or spell.status != "sentenced":
        return Decimal(0)
    if spell.sentence_months is None:
        return None
    if spell.sentence_months >= SHORT_SENTENCE:
        return Decimal(0)
    if spell.release_on is None:
        return None
    return Decimal(day <= spell.release_on <= day + timedelta(days=parameters.days))


def current_conviction(record: Record, day: date) -> Offence | None:
    """The latest conviction or caution with a five-digit code that was on record at the end of the day."""
    rows = [
        row for row in known_offences(record.offences, day) if row.outcome in SANCTIONS and is_five_digits(row.code)
    ]
    return max(rows, key=lambda row: (row.outcome_on or date.min, row.number), default=None)


def follow_up(record: Record, convicted_on: date, day: date) -> date:
    """Where the years that are predicted begin: the release from a sentence after the conviction, else the conviction."""
    spell = where(record.spells, day)
    if spell is not None and spell.status == "sentenced":
        return max(convicted_on, spell.release_on or day)
    ends = [s.end for s in record.spells if s.status == "sentenced" and s.end is not None and s.end <= day]
    return max([convicted_on, *ends])


def is_five_digits(code: str) -> bool:
    return len(code) == 5 and code.isascii() and code.isdigit()


@cache
def severity_weights() -> Mapping[str, Decimal]:
    return {code: one.weight for code, one in reference.offence_classes().items() if one.weight is not None}


def _worked_out(record: Record, day: date) -> Found:
    current = current_conviction(record, day)
    first, total, born = record.first_sanction_on, record.sanctions_total, record.born
    if current is None or current.outcome_on is None or first is None or total is None or born is None:
        return None
    try:
        found = ogrs3(
            gender=GENDER.get(record.sex, record.sex),
            dateOfBirth=born,
            dateOfCurrentConviction=current.outcome_on,
            dateAtStartOfFollowup=follow_up(record, current.outcome_on, day),
            totalSanctionsIncludingCurrent=total,
            ageAtFirstSanction=age_on(born, first),
            hoCode=current.code,
        )
    except PredictorError:
        return None
    return Decimal(found["twoYear"])


def _in_window(record: Record, parameters: Parameters, day: date) -> Sequence[Offence]:
    rows = [row for row in known_offences(record.offences, day) if counts(row)]
    after = add_months(day, -parameters.months)
    dates = [(row.offence_on if parameters.by_offence else row.charged_on, row) for row in rows]
    return [row for on, row in dates if on is not None and after < on <= day]


def _days_within(days: Iterable[date], parameters: Parameters, day: date) -> Decimal:
    after = add_months(day, -parameters.months)
    return Decimal(sum(after < on <= day for on in days))


def _entered(record: Record, tool: str, day: date) -> Found:
    rows = [row for row in record.scores if row.tool == tool and row.scored_on <= day]
    return max(rows, key=lambda row: row.scored_on).value if rows else None


CRITERIA: Mapping[str, Criterion] = {
    "offences_12m": Criterion(
        offences, "offences", "Offences charged in the last {months} months", ("months", "basis", "class_weights")
    ),
    "severity_12m": Criterion(
        severity, "severity", "Crime severity weight of offences in the last {months} months", ("months", "basis")
    ),
    "arrests_6m": Criterion(arrests, "arrests", "Arrests in the last {months} months", ("months",), 6),
    "ogrs3_two_year": Criterion(ogrs3_two_year, "per cent", "OGRS3: likelihood of a conviction within two years"),
    "drug_test_positive": Criterion(
        drug_tests, "tests", "Positive or refused drug tests in the last {months} months", ("months",), 6
    ),
    "intelligence_6m": Criterion(
        intelligence, "reports", "Intelligence reports in the last {months} months, counted only", ("months",), 6
    ),
    "partner_view": Criterion(partner_view, "concern", "Concern of each agency: none 0, some 1, strong 3"),
    "community_harm": Criterion(community_harm, "of 3", "Harm to the community as the panel put it, 0 to 3"),
    "external_score": Criterion(external_score, "score", "Last score of the tool {tool}", ("tool",)),
    "release_soon": Criterion(
        release_soon, "", "Release within {days} days from a sentence under 12 months", ("days",)
    ),
    "local": Criterion(external_score, "", "Local criterion: the panel's value, entered as {tool}", ("tool",)),
}  # fmt: skip
