"""Codes of the interchange and ids of the database, in both directions, for one scheme."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from casework.models import Person
from pathways.models import Service
from ppo.interchange.cells import composed, folded
from reviews.models import Meeting
from sharing.models import Agency, Agreement, Capacity, Scheme


@dataclass
class Register:
    """`ids` finds by the key in the form in which it is compared, `codes` the key as it is exported."""

    scheme: Scheme | None
    ids: dict[str, dict[object, int]] = field(default_factory=dict)
    codes: dict[str, dict[int, object]] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)  # of agencies
    first_of_kind: dict[str, int] = field(default_factory=dict)
    pathways: dict[int, str] = field(default_factory=dict)  # of services
    lawful_bases: dict[str, str] = field(default_factory=dict)  # of agreements

    def load(self, target: str) -> None:
        """Read the keys of one sheet afresh, after its rows were written."""
        LOADERS[target](self)

    def load_all(self) -> "Register":
        for target in LOADERS:
            self.load(target)
        return self

    def id_of(self, target: str, key: object) -> int | None:
        """The id behind a key, in any form it may be typed. Raises KeyError."""
        return None if key in (None, "", "*") else self.ids[target][COMPARED[target](key)]

    def has(self, target: str, key: object) -> bool:
        return key in (None, "", "*") or COMPARED[target](key) in self.ids[target]

    def code_of(self, target: str, pk: int | None) -> object:
        return None if pk is None else self.codes[target][pk]

    def take(self, target: str, rows: Iterable[tuple[int, object]]) -> None:
        self.codes[target] = dict(rows)
        self.ids[target] = {COMPARED[target](code): pk for pk, code in self.codes[target].items()}


def _service_key(key: tuple[str, str]) -> tuple[str, str]:
    return folded(key[0]), composed(key[1])


COMPARED: dict[str, Callable] = {
    "agencies": folded,
    "users": folded,
    "people": composed,
    "conferences": lambda number: number,
    "agreements": composed,
    "services": _service_key,
}


def _agencies(register: Register) -> None:
    rows = list(
        Agency.objects.filter(scheme=register.scheme).values_list("pk", "code", "kind")
    )  # in the scheme's order
    register.take("agencies", [(pk, code) for pk, code, _ in rows])
    register.kinds = {pk: kind for pk, _, kind in rows}
    register.first_of_kind = {kind: pk for pk, _, kind in reversed(rows)}


def _users(register: Register) -> None:
    users = Capacity.objects.filter(agency__scheme=register.scheme).values_list("user_id", "user__email")
    register.take("users", users)


def _people(register: Register) -> None:
    register.take("people", Person.objects.filter(scheme=register.scheme).values_list("pk", "ref"))


def _conferences(register: Register) -> None:
    register.take("conferences", Meeting.objects.filter(scheme=register.scheme).values_list("pk", "number"))


def _agreements(register: Register) -> None:
    rows = list(Agreement.objects.filter(scheme=register.scheme).values_list("pk", "code", "lawful_basis"))
    register.take("agreements", [(pk, code) for pk, code, _ in rows])
    register.lawful_bases = {composed(code): words for _, code, words in rows}


def _services(register: Register) -> None:
    rows = list(
        Service.objects.filter(agency__scheme=register.scheme).values_list("pk", "agency_id", "name", "pathway")
    )
    agencies = register.codes["agencies"]
    register.take("services", [(pk, (agencies[agency], name)) for pk, agency, name, _ in rows])
    register.pathways = {pk: pathway for pk, *_, pathway in rows}


LOADERS = {
    "agencies": _agencies,
    "users": _users,
    "people": _people,
    "conferences": _conferences,
    "agreements": _agreements,
    "services": _services,
}
