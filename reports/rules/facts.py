"""The facts of a scheme that measures are made from: plain rows, one kind for each kind of record.

A person, agency or offence class is named by any hashable key. Dates are Europe/London dates; spells are half-open.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

Key = Hashable


class Person(NamedTuple):
    key: Key
    date_of_birth: date | None = None
    died_on: date | None = None
    sex: str = "not_recorded"
    ethnicity: str = ""
    dip_client: bool = False
    deter_young_offender: bool = False
    mappa_level: int | None = None


class Membership(NamedTuple):
    person: Key
    tier: str
    selected_on: date | None
    stepped_down_on: date | None = None
    deselected_on: date | None = None
    criterion: str = ""

    def on_scheme(self, day: date) -> bool:
        """On the scheme: in the tier `ppo` on that day, selected_on ≤ day < deselected_on."""
        selected = self.selected_on is not None and self.selected_on <= day
        still = self.deselected_on is None or day < self.deselected_on
        in_tier = self.tier == "ppo" or (self.stepped_down_on is not None and day < self.stepped_down_on)
        return selected and still and in_tier


class Status(NamedTuple):
    person: Key
    start: date
    end: date | None
    status: str
    release_on: date | None = None


class Allocation(NamedTuple):
    person: Key
    role: str
    start: date
    end: date | None = None


class Order(NamedTuple):
    person: Key
    kind: str
    made_on: date
    ends_on: date | None
    pending: bool


class Offence(NamedTuple):
    person: Key
    offence_class: Key
    charged_on: date | None
    outcome: str
    outcome_on: date | None = None
    breach: bool = False


class Need(NamedTuple):
    person: Key
    area: str
    source: str
    assessed_on: date
    level: str


class Contact(NamedTuple):
    person: Key
    day: date
    outcome: str


class DrugTest(NamedTuple):
    person: Key
    day: date
    result: str


class Referral(NamedTuple):
    person: Key
    pathway: str
    referred_on: date
    decision: str
    decided_on: date | None = None
    barrier: str = ""
    started_on: date | None = None
    ended_on: date | None = None


class Action(NamedTuple):
    person: Key
    pathway: str
    opened_on: date
    target_on: date | None
    status: str
    closed_on: date | None = None
    outcome: str = ""


class Attendance(NamedTuple):
    agency: Key
    day: date
    attended: str


class Review(NamedTuple):
    """A person reviewed at a case conference; other meetings are not reviews (R1)."""

    person: Key
    held_on: date
    next_review_on: date | None = None
    person_attended: bool | None = None


class Address(NamedTuple):
    person: Key
    start: date
    end: date | None
    kind: str


class Job(NamedTuple):
    person: Key
    start: date
    end: date | None = None


class OffenceClass(NamedTuple):
    """What an offence class stands for: its group, its ONS severity weight, and the average cost of one crime."""

    group: str
    severity: Decimal | None
    cost: Decimal | None


@dataclass(frozen=True)
class Settings:
    """The scheme's own numbers that measures need (domain.md, rules with numbers)."""

    contacts_per_week: int = 4
    review_interval_months: int = 3
    review_longest_months: int = 6
    lengthy_sentence_months: int = 12
    reselect_months_before: int = 3
    treatment_weeks: int = 12
    suppress_below: int = 5
    target_pct: Decimal | None = None


@dataclass(frozen=True)
class Facts:
    """Everything on record that measures count, for one scheme."""

    capacity: int | None = None
    agencies: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    classes: Mapping[Key, OffenceClass] = field(default_factory=dict)
    price_year: str = "2003/04"
    people: tuple[Person, ...] = ()
    memberships: tuple[Membership, ...] = ()
    statuses: tuple[Status, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    orders: tuple[Order, ...] = ()
    offences: tuple[Offence, ...] = ()
    needs: tuple[Need, ...] = ()
    contacts: tuple[Contact, ...] = ()
    drug_tests: tuple[DrugTest, ...] = ()
    referrals: tuple[Referral, ...] = ()
    actions: tuple[Action, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    reviews: tuple[Review, ...] = ()
    addresses: tuple[Address, ...] = ()
    jobs: tuple[Job, ...] = ()

    def on_scheme(self, day: date) -> set[Key]:
        """The people on the scheme on that day."""
        return {membership.person for membership in self.memberships if membership.on_scheme(day)}


class _OfPerson(Protocol):
    @property
    def person(self) -> Key: ...


Row = TypeVar("Row", bound=_OfPerson)


def by_person(rows: Iterable[Row]) -> Mapping[Key, list[Row]]:
    """Rows gathered by person; a person without rows has an empty list."""
    gathered: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        gathered[row.person].append(row)
    return gathered
