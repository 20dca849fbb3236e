"""Rules across rows and sheets: who points to whom, and what may stand only once."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from ppo.interchange.cells import STAR
from ppo.interchange.defaults import basis_of
from ppo.interchange.known import EVERY, Known
from ppo.interchange.rows import Problem, Row
from ppo.interchange.sheets import SHEETS, Sheet
from sharing.basis import allows
from sharing.policy import Category

EVER = datetime.date.max
Spell = tuple[datetime.date, datetime.date, int, str]  # first day, day after the last, row (0: stored), start as typed
LIKE = 80  # per cent: an unreadable key and the text that rows point with, taken for each other
OFTEN = 3  # so many rows do not point to nothing by mistake when a row with an empty key would explain them

WHAT = {
    "agencies": "agency",
    "users": "user",
    "people": "person",
    "conferences": "conference",
    "agreements": "agreement",
    "services": "service",
}
# A row's user works for that row's agency.
WORKS_FOR = ("allocations", "contacts", "actions", "attendance")


@dataclass(slots=True)
class Pointer:
    """A cell whose value is the key of a row of another sheet."""

    sheet: Sheet
    row: Row
    column: str
    key: object

    @property
    def typed(self) -> str:
        return self.row.text(self.column)


@dataclass
class Keys:
    """The keys of one sheet: those of the file with their first row, and the texts of keys that could not be read."""

    rows: dict[tuple, int] = field(default_factory=dict)
    lost: list[tuple[str, bool]] = field(default_factory=list)  # text, and whether it is no key at all
    unreadable: bool = False  # the whole sheet: nothing that points to it can be judged

    def has(self, key: object) -> bool:
        return (key if isinstance(key, tuple) else (key,)) in self.rows


class Crossing:
    """Collects from every row what others are judged by, and judges when all rows have been seen."""

    def __init__(self, known: Known, today: datetime.date) -> None:
        self.known = known
        self.today = today
        self.keys: dict[str, Keys] = defaultdict(Keys)
        self.unknown: dict[str, list[Pointer]] = defaultdict(list)
        self.later: list[tuple[str, Row]] = []
        self.spells: dict[str, dict[str, list[Spell]]] = {}

    def see_key(self, sheet: Sheet, row: Row) -> Problem | None:
        """Remember the key of a row. A key that was there before is a problem on the second row."""
        keys = self.keys[sheet.name]
        unread = [name for name in sheet.key if name in row.bad]
        if unread:
            keys.lost.append((row.text(unread[0]), True))
            return None
        key = sheet.key_of(row.values)
        first = keys.rows.setdefault(key, row.number)
        if first == row.number:
            return None
        column = sheet.key[-1]
        keys.lost.append((row.text(column), False))
        say = f"Row {first} has the same {' and '.join(sheet.key)}. Delete one of the two rows, or correct this one."
        return row.problem(sheet, column, say)

    def see(self, sheet: Sheet, row: Row, *, doubled: bool) -> None:
        """Remember what a row points to and what others are measured against; `doubled` rows count for no period."""
        for column in sheet.columns:
            if column.cell.target and column.name not in row.bad:
                self.point(sheet, row, column.name)
        if sheet.name == "referrals":
            self.point_to_service(sheet, row)
        if sheet.spell and not doubled and row.bad.isdisjoint((*sheet.key, *sheet.spell)):
            start, end = sheet.spell
            of_person = self.spells.setdefault(sheet.name, defaultdict(list))[row.values["ref"]]
            of_person.append((row.values[start], row.values[end] or EVER, row.number, row.text(start)))
        if sheet.name in (*WORKS_FOR, "agreement_rules"):
            self.see_later(sheet, row)
        self.see_fact(sheet, row)

    def see_later(self, sheet: Sheet, row: Row) -> None:
        """Rows that other sheets decide about, kept only while something may be wrong with them."""
        if sheet.name in ("agreement_rules", "attendance") or self.user(sheet.name, row):
            self.later.append((sheet.name, row))

    def see_fact(self, sheet: Sheet, row: Row) -> None:
        if not row.bad.isdisjoint(sheet.key):
            return
        (key, *_) = sheet.key_of(row.values)
        if sheet.name == "users" and "agency" not in row.bad:
            self.known.user_agencies[key].add(row.values["agency"])
        elif sheet.name == "conferences" and "held_on" not in row.bad:
            self.known.held_on[key] = row.values["held_on"]
        elif sheet.name == "agreements" and "parties" not in row.bad:
            parties = row.values["parties"]
            self.known.parties[key] = EVERY if parties == STAR else frozenset(parties)
            self.known.lawful_bases[key] = row.values.get("lawful_basis") or self.known.lawful_bases.get(key, "")
        elif sheet.name == "agencies" and "kind" not in row.bad:
            self.known.kinds[key] = row.values["kind"]
            self.known.acting_for[key] = row.values.get("acting_for") or self.known.acting_for.get(key, "")
        elif sheet.name == "scheme" and row.values.get("lead_agency"):
            self.known.has_lead_agency = True
            self.known.lead_agency = row.values["lead_agency"]

    def point(self, sheet: Sheet, row: Row, name: str) -> None:
        cell = sheet.by_name[name].cell
        value = row.values[name]
        if value in (None, STAR, ()):
            return
        for key in value if cell.many else (value,):
            self.add_pointer(cell.target, Pointer(sheet, row, name, key))

    def point_to_service(self, sheet: Sheet, row: Row) -> None:
        if row.bad.isdisjoint(("service_agency", "service")):
            key = (row.values["service_agency"], row.values["service"])
            self.add_pointer("services", Pointer(sheet, row, "service", key))

    def add_pointer(self, target: str, pointer: Pointer) -> None:
        if pointer.key not in self.known.keys[target] and not self.keys[target].has(pointer.key):
            self.unknown[target].append(pointer)

    def problems(self) -> Iterator[Problem]:
        """What only all rows together show."""
        for target, pointers in self.unknown.items():
            yield from self.unknown_keys(target, pointers)
        for sheet, row in self.later:
            problem = self.agreement_rule(row) if sheet == "agreement_rules" else self.user(sheet, row)
            if problem:
                yield problem
            elif sheet == "attendance":
                yield from self.attendance(row)

    def unknown_keys(self, target: str, pointers: list[Pointer]) -> Iterator[Problem]:
        """Pointers to nothing, but for those that a bad row of the other sheet explains: that row is one problem."""
        keys = self.keys[target]
        if keys.unreadable:
            return
        missing = [p for p in pointers if not keys.has(p.key)]
        explained = _explained(keys.lost, missing)
        of_nobody = {id(p.row) for p in self.unknown["agencies"] if p.column == "service_agency"}
        for pointer in missing:
            if pointer.key in explained or (target == "services" and id(pointer.row) in of_nobody):
                continue
            key = pointer.key[1] if target == "services" else pointer.key
            say = f"There is no {WHAT[target]} '{str(key)[:60]}'. Add it to {target}, or correct this cell."
            yield pointer.row.problem(pointer.sheet, pointer.column, say)

    def user(self, sheet: str, row: Row) -> Problem | None:
        email, agency = row.values.get("user"), row.values.get("agency")
        works_for = self.known.user_agencies.get(email)
        if (
            not email
            or not agency
            or not works_for
            or agency in works_for
            or not row.bad.isdisjoint(("user", "agency"))
        ):
            return None
        if not (self.keys["agencies"].has(agency) or agency in self.known.keys["agencies"]):
            return None  # the unknown agency is a problem already
        say = f"{email} does not work for {agency.upper()}. Name somebody who does, or correct the agency."
        return row.problem(SHEETS[sheet], "user", say)

    def agreement_rule(self, row: Row) -> Problem | None:
        if "agreement" in row.bad or row.values["agreement"] not in self.known.parties:
            return None
        parties = self.known.parties[row.values["agreement"]]
        for column in ("from_agency", "to_agency"):
            agency = row.values[column]
            if parties is EVERY or column in row.bad or agency == STAR or agency in parties:
                continue
            if self.keys["agencies"].has(agency) or agency in self.known.keys["agencies"]:
                say = f"{agency.upper()} is not a party of this agreement. Add it to parties, or correct the rule."
                return row.problem(SHEETS["agreement_rules"], column, say)
        return self.lawful(row)

    def lawful(self, row: Row) -> Problem | None:
        """A rule between two named agencies that its legal basis does not let pass cannot be saved."""
        giver, receiver, category = (row.values[name] for name in ("from_agency", "to_agency", "category"))
        kinds, acting_for = self.known.kinds, self.known.acting_for
        if STAR in (giver, receiver) or "category" in row.bad or not {giver, receiver} <= kinds.keys():
            return None
        basis = row.values.get("basis") or basis_of(self.known.lawful_bases.get(row.values["agreement"], ""))
        lead = acting_for.get(receiver) or self.known.lead_agency
        if allows(
            str(basis),
            giver=kinds[giver],
            receiver=kinds[receiver],
            acting_for=kinds.get(lead, ""),
            category=Category.of(category),
        ):
            return None
        say = (
            f"The basis {basis} does not let {category} pass from {giver.upper()} to {receiver.upper()}."
            " Name another basis, or leave the rule out."
        )
        return row.problem(SHEETS["agreement_rules"], "basis", say)

    def attendance(self, row: Row) -> Iterator[Problem]:
        """Whether an agency came has to be said once the day has come."""
        if row.values["attended"] or not row.bad.isdisjoint(("attended", "conference")):
            return
        held_on = self.known.held_on.get(row.values["conference"])
        if held_on and held_on < self.today:
            say = "attended is empty, but the conference has been held. Write yes, apologies or no."
            yield row.problem(SHEETS["attendance"], "attended", say)

    def overlaps(self, sheet: Sheet, left_out: set[int]) -> Iterator[Problem]:
        """Periods of one person that overlap: one problem on the lower of two rows that follow each other in time."""
        of_people = self.spells.get(sheet.name, {})
        stored = defaultdict(list)
        for ref, start, end in self.known.spells(sheet.name, list(of_people)):
            stored[ref].append((start, end or EVER, 0, ""))
        for ref, spells in of_people.items():
            kept = [spell for spell in spells if spell[2] not in left_out]
            starts = {spell[0] for spell in kept}
            kept += [spell for spell in stored[ref] if spell[0] not in starts]
            for one, other in pairwise(sorted(kept)):
                if one[1] > other[0] and one[0] != other[0]:
                    upper, lower = sorted((one, other), key=lambda spell: spell[2])
                    where = f"row {upper[2]}" if upper[2] else "one already there"
                    say = f"This period overlaps with {where}: {ref} has one at a time. Put the dates right."
                    yield Problem(sheet.name, lower[2], sheet.spell[0], lower[3], say)

    def gaps(self) -> Iterator[str]:
        """People with days between two statuses that no status covers."""
        for ref, spells in self.spells.get("statuses", {}).items():
            if any(one[1] < other[0] for one, other in pairwise(sorted(spells))):
                yield ref


def _explained(lost: list[tuple[str, bool]], pointers: list[Pointer]) -> set:
    """Keys that rows point to and that most likely stood in rows whose own key is wrong."""
    uses: dict[object, list[Pointer]] = defaultdict(list)
    for pointer in pointers:
        uses[pointer.key].append(pointer)
    explained: set = set()
    for text, is_no_key in lost:
        left = [key for key in uses if key not in explained]
        alike = [key for key in left if fuzz.ratio(text.casefold(), uses[key][0].typed.casefold()) >= LIKE]
        often = [key for key in left if len(uses[key]) >= OFTEN] if is_no_key else []
        if found := alike or often:
            explained.add(max(found, key=lambda key: len(uses[key])))
    return explained
