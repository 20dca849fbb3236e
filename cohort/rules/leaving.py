"""When somebody may be ready to leave: the six criteria and death, with the evidence and what speaks against. Pure.

Source: offender management update 2009, 5.2; every number is a setting of the scheme. A finding proposes and never decides.
Days are Europe/London dates; everything is as known at the end of `day`: what is dated later is not in the record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sharing.calendar import add_months
from sharing.policy import Category

DAY = timedelta(days=1)
HALF_A_MONTH = timedelta(days=15)
HIGHEST_HARM = 3
MANAGED_BY_MAPPA = 2  # and above
HIGHEST_MAPPA = 3


class Criterion(StrEnum):
    STOPPED_OFFENDING = "stopped_offending"
    MOVED_AWAY = "moved_away"
    CUSTODIAL_SENTENCE = "custodial_sentence"
    LIST_REVIEW = "list_review"
    TWO_YEAR_REVIEW = "two_year_review"
    HIGH_RISK_OF_HARM = "high_risk_of_harm"
    DECEASED = "deceased"


class Blocker(StrEnum):
    """What has to be looked at before anybody leaves by the criterion."""

    DRUG_TEST = "drug_test"  # positive or refused in the time in which nothing happened
    OPEN_CHARGE = "open_charge"
    RISK_ASSESSMENT = "risk_assessment"  # an agency on the case has not recorded one
    HIGHEST_RISK = "highest_risk"


# What a criterion tells of whoever it names: the first is what a reason to leave is kept as.
OPENS = {
    Criterion.STOPPED_OFFENDING: (Category.INTELLIGENCE, Category.OFFENDING, Category.SUPERVISION),
    Criterion.MOVED_AWAY: (Category.HOUSING,),
    Criterion.CUSTODIAL_SENTENCE: (Category.SUPERVISION,),
    Criterion.LIST_REVIEW: (Category.OFFENDING,),
    Criterion.TWO_YEAR_REVIEW: (Category.IDENTITY,),
    Criterion.HIGH_RISK_OF_HARM: (Category.RISK,),
    Criterion.DECEASED: (Category.IDENTITY,),
}
AGAINST = {
    Blocker.DRUG_TEST: Category.DRUGS,
    Blocker.OPEN_CHARGE: Category.OFFENDING,
    Blocker.RISK_ASSESSMENT: Category.RISK,
    Blocker.HIGHEST_RISK: Category.RISK,
}


@dataclass(frozen=True)
class Terms:
    """The scheme's numbers about leaving, in months."""

    stopped_offending_months: int = 6
    custody_deselect_months: int = 24
    two_year_months: int = 24
    reselect_months_before: int = 3

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Terms:
        """From a mapping of all settings (`sharing.rules.setting_values`)."""
        return cls(**{name: values[name] for name in cls.__dataclass_fields__})


class Held(NamedTuple):
    """Sentenced or in a secure hospital on the day."""

    status: str
    start: date
    sentence_months: int | None = None
    release_on: date | None = None


class Harm(NamedTuple):
    given_on: date
    value: int


class Below(NamedTuple):
    """Below the line in the latest run; `since` is the day of the first of the runs in a row that found so."""

    as_of: date
    number: int
    rank: int
    places: int
    since: date


@dataclass(frozen=True)
class Record:
    """What is known of one person on the scheme. Where there are several of a kind, the last."""

    selected_on: date
    kept_on: date | None = None
    died_on: date | None = None
    last_arrest_on: date | None = None
    last_charge_on: date | None = None
    last_intelligence_on: date | None = None
    last_failed_test_on: date | None = None  # positive or refused
    last_day_held: date | None = None  # sentenced, on remand or in hospital
    open_charge: bool = False
    held: Held | None = None
    moved_on: date | None = None  # since when an address out of the area is open
    mappa_level: int | None = None
    harms: tuple[Harm, ...] = ()  # in order
    below: Below | None = None
    assessed: bool = False  # somebody recorded a risk assessment
    unassessed: tuple[str, ...] = ()  # codes of agencies on the case that did not

    @property
    def harm(self) -> Harm | None:
        return self.harms[-1] if self.harms else None


class Finding(NamedTuple):
    """That a criterion is met. `since`: the day on which it first was; None where nothing says so."""

    criterion: Criterion
    since: date | None
    evidence: dict[str, Any]
    blocked_by: tuple[Blocker, ...] = ()


def findings(record: Record, day: date, terms: Terms, *, judgeable: bool = True) -> list[Finding]:
    """Every criterion that is met at the end of the day, in the order of its code.

    `judgeable`: the scheme records arrests or intelligence at all; where it does not, silence says nothing.
    """
    stopped = stopped_offending(record, day, terms) if judgeable else None
    rows = [
        died(record, day),
        stopped,
        custodial_sentence(record, day, terms),
        list_review(record),
        moved_away(record),
        two_year_review(record, day, terms),
        high_risk_of_harm(record),
    ]
    return sorted((row for row in rows if row is not None), key=lambda row: row.criterion)


def stopped_offending(record: Record, day: date, terms: Terms) -> Finding | None:
    """Neither arrested nor charged nor in a report for the months, on the list and at liberty all the while."""
    months = terms.stopped_offending_months
    begins = add_months(day, -months)
    last = (record.last_arrest_on, record.last_charge_on, record.last_intelligence_on)
    # What happened on the day itself at which the months begin is not before it.
    earliest = [one + DAY for one in last if one] + [record.selected_on]
    if record.last_day_held:
        earliest.append(record.last_day_held)
    if begins < max(earliest):
        return None
    blockers = []
    failed = record.last_failed_test_on
    if failed and failed > begins:
        blockers.append(Blocker.DRUG_TEST)
    if record.open_charge:
        blockers.append(Blocker.OPEN_CHARGE)
    evidence = {
        "months": months,
        "selected_on": record.selected_on,
        "last_arrest_on": record.last_arrest_on,
        "last_charge_on": record.last_charge_on,
        "last_intelligence_on": record.last_intelligence_on,
        "last_failed_test_on": failed if Blocker.DRUG_TEST in blockers else None,
        "open_charge": record.open_charge,
    }
    return Finding(Criterion.STOPPED_OFFENDING, first_after(max(earliest), months), evidence, tuple(blockers))


def first_after(begins: date, months: int) -> date:
    """The first day from which so many months back lead to `begins` or later."""
    day = add_months(begins, months) - 4 * DAY  # months differ by up to three days in length
    while add_months(day, -months) < begins:
        day += DAY
    return day


def release_day(held: Held) -> date | None:
    """When the person is likely to be released: the day recorded, else half the sentence after its start."""
    if held.release_on is not None:
        return held.release_on
    if held.sentence_months is None:
        return None
    whole, odd = divmod(held.sentence_months, 2)
    return add_months(held.start, whole) + HALF_A_MONTH * odd


def custodial_sentence(record: Record, day: date, terms: Terms) -> Finding | None:
    """Likely in custody or a secure hospital for longer than the months; only after every agency assessed the risk."""
    release = record.held and release_day(record.held)
    if record.held is None or release is None or release <= add_months(day, terms.custody_deselect_months):
        return None
    blockers = []
    if record.unassessed or not record.assessed:
        blockers.append(Blocker.RISK_ASSESSMENT)
    if highest_risk(record):
        blockers.append(Blocker.HIGHEST_RISK)
    evidence = {
        "status": record.held.status,
        "since": record.held.start,
        "release_on": release,
        "release_recorded": record.held.release_on is not None,
        "months_left": months_until(release, day),
        "not_assessed_by": list(record.unassessed),
    }
    return Finding(Criterion.CUSTODIAL_SENTENCE, record.held.start, evidence, tuple(blockers))


def months_until(end: date, day: date) -> int:
    """Whole calendar months from the day to the end; 0 where it is over."""
    months = max(0, (end.year - day.year) * 12 + end.month - day.month)
    return months - 1 if months and add_months(day, months) > end else months


def highest_risk(record: Record) -> bool:
    """Those who pose the greatest risk to their community."""
    return record.mappa_level == HIGHEST_MAPPA or (record.harm is not None and record.harm.value == HIGHEST_HARM)


def moved_away(record: Record) -> Finding | None:
    if record.moved_on is None:
        return None
    return Finding(Criterion.MOVED_AWAY, record.moved_on, {"moved_on": record.moved_on})


def two_year_review(record: Record, day: date, terms: Terms) -> Finding | None:
    """On the list for so long, and nobody has decided since that the person stays."""
    reached = add_months(record.selected_on, terms.two_year_months)
    if reached > day or (record.kept_on is not None and record.kept_on >= reached):
        return None
    evidence = {
        "selected_on": record.selected_on,
        "months_on_list": months_until(day, record.selected_on),
        "kept_on": record.kept_on,
    }
    return Finding(Criterion.TWO_YEAR_REVIEW, reached, evidence)


def list_review(record: Record) -> Finding | None:
    if record.below is None:
        return None
    below = record.below
    evidence = {"run": below.number, "as_of": below.as_of, "rank": below.rank, "places": below.places}
    return Finding(Criterion.LIST_REVIEW, below.since, evidence)


def high_risk_of_harm(record: Record) -> Finding | None:
    """Better managed by MAPPA. The level has no day, so neither has the finding that rests on it."""
    by_level = record.mappa_level is not None and record.mappa_level >= MANAGED_BY_MAPPA
    by_harm = record.harm is not None and record.harm.value == HIGHEST_HARM
    if not by_level and not by_harm:
        return None
    evidence = {
        "mappa_level": record.mappa_level,
        "harm": record.harm.value if record.harm else None,
        "harm_on": record.harm.given_on if record.harm else None,
    }
    return Finding(Criterion.HIGH_RISK_OF_HARM, None if by_level else highest_since(record.harms), evidence)


def highest_since(harms: Sequence[Harm]) -> date:
    """The day of the first of the highest values in a row that the last one ends."""
    since = harms[-1].given_on
    for harm in reversed(harms):
        if harm.value != HIGHEST_HARM:
            break
        since = harm.given_on
    return since


def died(record: Record, day: date) -> Finding | None:
    if record.died_on is None or record.died_on > day:
        return None
    return Finding(Criterion.DECEASED, record.died_on, {"died_on": record.died_on})


def reselect_on(held: Held, terms: Terms) -> date | None:
    """When somebody who left for a long sentence is looked at again: so many months before release."""
    release = release_day(held)
    return None if release is None else add_months(release, -terms.reselect_months_before)
