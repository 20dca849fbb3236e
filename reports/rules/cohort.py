"""Who is on the scheme: the stock at the end of a day, and who came and went in a period.

Source: Wakefield 2007 section 8.1 for the tables; docs/measures.md for the definitions. Unit: people, unless said.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from reports.rules.dates import Window, age_on, covers
from reports.rules.facts import Facts, Key, Order, Person, Status
from reports.rules.figures import percentage

STATUSES = (
    "community_order",
    "licence",
    "non_statutory",
    "sentenced",
    "remand",
    "awaiting_court",
    "unlawfully_at_large",
    "hospital",
)
NOT_RECORDED = "not_recorded"
COMMUNITY = ("community_order", "licence")
CUSTODY = ("sentenced", "remand")
OFFENDER_MANAGERS = frozenset({"probation_om", "yot_om"})
SEXES = ("male", "female", "other", NOT_RECORDED)
ETHNICITY_NOT_RECORDED = frozenset({"", "UN", "MERGE", "Z1"})
AGE_BANDS = (
    ("under_18", 17),
    ("18-20", 20),
    ("21-25", 25),
    ("26-30", 30),
    ("31-35", 35),
    ("36-40", 40),
    ("over_40", 999),
)
MAPPA_LEVELS = (1, 2, 3)
LEAVING_CRITERIA = (
    "stopped_offending",
    "moved_away",
    "custodial_sentence",
    "list_review",
    "two_year_review",
    "high_risk_of_harm",
    "deceased",
)
ORDER_KINDS = ("crasbo", "cbo", "drr", "other")


def cohort(facts: Facts, day: date, period: Window) -> dict[str, Any]:
    """The block `cohort`: stocks at the end of `day`, and who joined and left in `period`. Facts as known that day."""
    on_scheme = facts.on_scheme(day)
    people = [person for person in facts.people if person.key in on_scheme]
    by_status = status_counts(facts.statuses, on_scheme, day)
    custody = sum(by_status[status] for status in CUSTODY)
    return {
        "on_scheme": len(on_scheme),
        "capacity": facts.capacity,
        "by_status": by_status,
        "community": sum(by_status[status] for status in COMMUNITY),
        "custody": custody,
        "custody_share": percentage(custody, len(on_scheme)),
        "non_statutory": by_status["non_statutory"],
        "no_offender_manager": len(on_scheme - with_offender_manager(facts, day)),
        "dip_clients": sum(person.dip_client for person in people),
        "deter_young_offenders": sum(person.deter_young_offender for person in people),
        "mappa": counts((person.mappa_level for person in people), MAPPA_LEVELS),
        "by_age_band": age_bands(people, day),
        "by_sex": counts((person.sex or NOT_RECORDED for person in people), SEXES),
        "by_ethnicity": ethnicities(people),
        "ethnicity_not_recorded": sum(person.ethnicity in ETHNICITY_NOT_RECORDED for person in people),
        "joined": joined(facts, period),
        "left": left(facts, period),
        "orders": orders_in_force(facts.orders, on_scheme, day),
    }


def counts(found: Iterable[Any], values: Iterable[Any]) -> dict[str, int]:
    """How often each value of an enumeration was found, 0 included (G7)."""
    tally = Counter(found)
    return {str(value): tally[value] for value in values}


def status_counts(statuses: Iterable[Status], people: Iterable[Key], day: date) -> dict[str, int]:
    """People by where they are at the end of the day, those without a status as `not_recorded` (M2)."""
    where = {row.person: row.status for row in statuses if covers(row.start, row.end, day)}
    return counts((where.get(person, NOT_RECORDED) for person in people), (*STATUSES, NOT_RECORDED))


def with_offender_manager(facts: Facts, day: date) -> set[Key]:
    """People with an open allocation to a probation or youth offending team offender manager."""
    return {
        row.person for row in facts.allocations if row.role in OFFENDER_MANAGERS and covers(row.start, row.end, day)
    }


def age_bands(people: Iterable[Person], day: date) -> dict[str, int]:
    """People by age in completed years on the day (G4). Without a date of birth in none; a note says so."""
    ages = [age_on(person.date_of_birth, day) for person in people if person.date_of_birth is not None]
    return counts((next(band for band, top in AGE_BANDS if age <= top) for age in ages), dict(AGE_BANDS))


def ethnicities(people: Iterable[Person]) -> dict[str, int]:
    """People by self-defined ethnicity code, the codes that occur; not recorded (M6) is counted apart."""
    tally = Counter(person.ethnicity for person in people if person.ethnicity not in ETHNICITY_NOT_RECORDED)
    return dict(sorted(tally.items()))


def joined(facts: Facts, period: Window) -> int:
    """Selections in the period. Unit: memberships (M7)."""
    return sum(period.holds(row.selected_on) for row in facts.memberships)


def left(facts: Facts, period: Window) -> dict[str, int]:
    """Leavings in the period by criterion, nominees turned down left out. Unit: memberships (M7)."""
    return counts((row.criterion for row in facts.memberships if period.holds(row.deselected_on)), LEAVING_CRITERIA)


def orders_in_force(orders: Iterable[Order], people: set[Key], day: date) -> Mapping[str, dict[str, int]]:
    """Orders of people on the scheme by kind: made and in force on the day, and asked for but pending (M8, I24)."""
    standing = [row for row in orders if row.person in people and covers(row.made_on, row.ends_on, day)]
    made = counts((row.kind for row in standing if not row.pending), ORDER_KINDS)
    pending = counts((row.kind for row in standing if row.pending), ORDER_KINDS)
    return {kind: {"made": made[kind], "pending": pending[kind]} for kind in ORDER_KINDS}
