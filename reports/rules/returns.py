"""The monthly return: who is on the list, where they are, and how many were tested, as at the end of a month.

Source: the Home Office monthly PPO return as Birmingham 2005 section 5 and Stockton-OM paper 2 describe it; O1. Unit:
people. Each measure has a lag in days after the month: earlier than that, records may still be on their way, and the
figure is not yet judgeable.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from reports.rules.cohort import (
    COMMUNITY,
    ETHNICITY_NOT_RECORDED,
    NOT_RECORDED,
    SEXES,
    age_bands,
    counts,
    joined,
    left,
    status_counts,
)
from reports.rules.dates import Window, calendar_month
from reports.rules.facts import Facts, Key, Person
from reports.rules.known import known

IN_PROCESS = ("awaiting_court", "remand")
TARGETED = ("non_statutory", "unlawfully_at_large")
STATUS_LAG, DECISION_LAG, TEST_LAG = 7, 14, 28  # days


class Measure(NamedTuple):
    code: str
    label: str
    value: Any
    lag_days: int


class Gap(NamedTuple):
    """A person on the list and what the return needs and does not find."""

    person: Key
    field: str


def month_measures(facts: Facts, month: date, day: date) -> list[Measure]:
    """Every measure of the return for the calendar month `month` lies in, as known at the end of `day`.

    Stocks are as at the end of the month, or of `day` where the month is not over yet.
    """
    window = calendar_month(month)
    last = min(window.last_day, day)
    facts = known(facts, day)
    period = Window(window.start, window.end)
    on_list = facts.on_scheme(last)
    people = [person for person in facts.people if person.key in on_list]
    status = status_counts(facts.statuses, on_list, last)
    supervised = sum(status[code] for code in COMMUNITY)
    return [
        Measure("on_list", "People on the list", len(on_list), STATUS_LAG),
        Measure("joined", "Joined in the month", joined(facts, period), DECISION_LAG),
        Measure("left", "Left in the month", sum(left(facts, period).values()), DECISION_LAG),
        Measure("community", "In the community, under an order or on licence", supervised, STATUS_LAG),
        Measure("custody_sentenced", "In custody, sentenced", status["sentenced"], STATUS_LAG),
        Measure("custody_remand", "In custody, on remand", status["remand"], STATUS_LAG),
        Measure("in_process", "Awaiting court or on remand", sum(status[code] for code in IN_PROCESS), STATUS_LAG),
        Measure("supervised", "Supervised under an order or on licence", supervised, STATUS_LAG),
        Measure("targeted", "Targeted: no order, or at large", sum(status[code] for code in TARGETED), STATUS_LAG),
        *_tests(facts, period),
        Measure("ethnicity_missing", "Ethnicity not recorded", _no_ethnicity(people), STATUS_LAG),
        Measure("age_bands", "By age", age_bands(people, last), STATUS_LAG),
        Measure("sex", "By sex", counts((each.sex or NOT_RECORDED for each in people), SEXES), STATUS_LAG),
    ]


def _tests(facts: Facts, period: Window) -> list[Measure]:
    tests = [row for row in facts.drug_tests if period.holds(row.day)]
    tested = {row.person for row in tests if row.result != "refused"}
    positive = {row.person for row in tests if row.result == "positive"}
    return [
        Measure("tested", "Tested for drugs in the month", len(tested), TEST_LAG),
        Measure("tested_positive", "Tested positive in the month", len(positive), TEST_LAG),
    ]


def _no_ethnicity(people: Iterable[Person]) -> int:
    return sum(person.ethnicity in ETHNICITY_NOT_RECORDED for person in people)


def not_yet_judgeable(measure: Measure, month: date, day: date) -> bool:
    """Whether records of the month may still be on their way on the day."""
    return day < calendar_month(month).last_day + timedelta(days=measure.lag_days)


def gaps(facts: Facts, month: date, day: date) -> list[Gap]:
    """What is missing on people on the list: date of birth, sex, ethnicity, or where they are."""
    last = min(calendar_month(month).last_day, day)
    facts = known(facts, day)
    on_list = facts.on_scheme(last)
    placed = {row.person for row in facts.statuses if row.start <= last and (row.end is None or last < row.end)}
    missing: dict[str, Callable[[Person], bool]] = {
        "date_of_birth": lambda person: person.date_of_birth is None,
        "sex": lambda person: person.sex in ("", NOT_RECORDED),
        "ethnicity": lambda person: person.ethnicity in ETHNICITY_NOT_RECORDED,
        "status": lambda person: person.key not in placed,
    }
    return [
        Gap(person.key, name)
        for person in facts.people
        if person.key in on_list
        for name, is_missing in missing.items()
        if is_missing(person)
    ]
