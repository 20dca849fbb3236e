"""Rules across rows and sheets: who points to whom, and what may stand only once."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ppo.interchange.cells import STAR
from ppo.interchange.defaults import basis_of
from ppo.interchange.known import EVERY, Known
from ppo.interchange.pointers import WHAT, Keys, Pointer, explained_by
from ppo.interchange.rows import Problem, Row
from ppo.interchange.sheets import Sheet
from sharing.basis import CARE, allows
from sharing.policy import Category

EVER = datetime.date.max
Spell = tuple[datetime.date, datetime.date, int, str]  # first day, day after the last, row (0: stored), start as typed
# A row's user works for that row's agency.
WORKS_FOR = ("allocations", "contacts", "actions", "attendance")


class Crossing:
    """Collects from every row what others are judged by, and judges when all rows have been seen."""

    def __init__(self, known: Known, today: datetime.date) -> None:
        self.known = known
        self.today = today
        self.keys: dict[str, Keys] = defaultdict(Keys)
        self.unknown: dict[str, list[Pointer]] = defaultdict(list)
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

    def see(self, sheet: Sheet, row: Row, *, doubled: bool) -> Iterator[Problem]:
        """Remember what a row points to and what others are measured against, and measure it against those before it.

        Sheets come in an order in which what decides about a row is known when it comes. `doubled` rows count for no period.
        """
        for column in sheet.columns:
            if column.cell.target and column.name not in row.bad:
                self.point(sheet, row, column.name)
        if sheet.name == "referrals":
            self.point_to_service(sheet, row)
        if sheet.spell and not doubled and row.bad.isdisjoint((*sheet.key, *sheet.spell)):
            self.see_spell(sheet, row)
        self.see_fact(sheet, row)
        if sheet.name in WORKS_FOR:
            yield from self.user(sheet, row)
        if sheet.name == "agreement_rules":
            yield from self.agreement_rule(sheet, row)
        elif sheet.name == "attendance":
            yield from self.attendance(sheet, row)

    def see_spell(self, sheet: Sheet, row: Row) -> None:
        """Remember a period, unless it ends before it starts: that is a problem of its own already."""
        start, end = (row.values[name] for name in sheet.spell)
        if end is None or start < end:
            of_person = self.spells.setdefault(sheet.name, defaultdict(list))[row.values["ref"]]
            of_person.append((start, end or EVER, row.number, row.text(sheet.spell[0])))

    def done(self, sheet: Sheet) -> None:
        """All rows of a sheet have been seen; its keys are kept only where rows of other sheets point to them."""
        if sheet.name not in WHAT:
            self.keys[sheet.name].rows.clear()

    def see_fact(self, sheet: Sheet, row: Row) -> None:
        if not row.bad.isdisjoint(sheet.key):
            return
        (key, *_) = sheet.key_of(row.values)
        if sheet.name == "users" and "agency" not in row.bad:
            self.see_user(key, row.values["agency"])
        elif sheet.name == "conferences" and "held_on" not in row.bad:
            self.known.held_on[key] = row.values["held_on"]
        elif sheet.name == "agreements" and "parties" not in row.bad:
            self.see_parties(key, row.values["parties"])
            self.known.lawful_bases[key] = row.values.get("lawful_basis") or self.known.lawful_bases.get(key, "")
        elif sheet.name == "agencies" and "kind" not in row.bad:
            self.known.kinds[key] = row.values["kind"]
            self.known.acting_for[key] = row.values.get("acting_for") or self.known.acting_for.get(key, "")
        elif sheet.name == "scheme" and row.values.get("lead_agency"):
            self.known.has_lead_agency = True
            self.known.lead_agency = row.values["lead_agency"]

    def see_parties(self, agreement: str, parties: object) -> None:
        """With a party that is not there nothing can be said about the rules."""
        if parties == STAR:
            self.known.parties[agreement] = EVERY
        elif all(map(self.is_agency, parties)):
            self.known.parties[agreement] = frozenset(parties)
        else:
            self.known.parties.pop(agreement, None)

    def see_user(self, email: str, agency: str) -> None:
        """Whoever works for an agency that is not there is one problem; of the rows of that user nothing can be said."""
        works_for = self.known.user_agencies[email]
        if self.is_agency(agency):
            works_for.add(agency)
        else:
            works_for.clear()

    def point(self, sheet: Sheet, row: Row, name: str) -> None:
        cell = sheet.by_name[name].cell
        value = row.values[name]
        if value in (None, STAR, ()):
            return
        for key in value if cell.many else (value,):
            self.add_pointer(cell.target, Pointer(sheet.name, row.number, name, key, row.text(name)))

    def point_to_service(self, sheet: Sheet, row: Row) -> None:
        if row.bad.isdisjoint(("service_agency", "service")):
            key = (row.values["service_agency"], row.values["service"])
            self.add_pointer("services", Pointer(sheet.name, row.number, "service", key, row.text("service")))

    def add_pointer(self, target: str, pointer: Pointer) -> None:
        if pointer.key not in self.known.keys[target] and not self.keys[target].has(pointer.key):
            self.unknown[target].append(pointer)

    def forget(self, sheet: Sheet) -> None:
        """What was remembered of a sheet that cannot be read to its end."""
        self.spells.pop(sheet.name, None)
        for target, pointers in self.unknown.items():
            self.unknown[target] = [pointer for pointer in pointers if pointer.sheet != sheet.name]

    def unknown_pointers(self) -> int:
        return sum(map(len, self.unknown.values()))

    def problems(self) -> Iterator[Problem]:
        """Pointers that lead nowhere, now that every key has been seen."""
        for target, pointers in list(self.unknown.items()):
            yield from self.unknown_keys(target, pointers)

    def unknown_keys(self, target: str, pointers: list[Pointer]) -> Iterator[Problem]:
        """Pointers to nothing, but for those that a bad row of the other sheet explains: that row is one problem."""
        keys = self.keys[target]
        if keys.unreadable:
            return
        missing = [p for p in pointers if not keys.has(p.key)]
        explained = explained_by(keys.lost, missing)
        of_nobody = {p.row for p in self.unknown.get("agencies", ()) if p.column == "service_agency"}
        for pointer in missing:
            if pointer.key in explained or (target == "services" and pointer.row in of_nobody):
                continue
            key = pointer.key[1] if target == "services" else pointer.key
            say = f"There is no {WHAT[target]} '{str(key)[:60]}'. Add it to {target}, or correct this cell."
            yield Problem(pointer.sheet, pointer.row, pointer.column, pointer.typed, say)

    def user(self, sheet: Sheet, row: Row) -> Iterator[Problem]:
        email, agency = row.values["user"], row.values["agency"]
        works_for = self.known.user_agencies.get(email)
        if (
            not email
            or not agency
            or not works_for
            or agency in works_for
            or not row.bad.isdisjoint(("user", "agency"))
        ):
            return
        if self.is_agency(agency):
            say = f"{email} does not work for {agency.upper()}. Name somebody who does, or correct the agency."
            yield row.problem(sheet, "user", say)

    def is_agency(self, code: str) -> bool:
        """An agency that is not known is a problem already."""
        return self.keys["agencies"].has(code) or code in self.known.keys["agencies"]

    def agreement_rule(self, sheet: Sheet, row: Row) -> Iterator[Problem]:
        if "agreement" in row.bad or row.values["agreement"] not in self.known.parties:
            return
        parties = self.known.parties[row.values["agreement"]]
        for column in ("from_agency", "to_agency"):
            agency = row.values[column]
            if parties is EVERY or column in row.bad or agency == STAR or agency in parties:
                continue
            if self.is_agency(agency):
                say = f"{agency.upper()} is not a party of this agreement. Add it to parties, or correct the rule."
                yield row.problem(sheet, column, say)
                return
        yield from self.lawful(sheet, row)
        yield from self.direct_care(sheet, row)

    def direct_care(self, sheet: Sheet, row: Row) -> Iterator[Problem]:
        """Care is between those who treat the person; of two others it would say what is not so."""
        if row.values.get("confidentiality") != "direct_care":
            return
        for column in ("from_agency", "to_agency"):
            kind = self.known.kinds.get(row.values[column])
            if kind and kind not in CARE:
                say = f"{row.values[column].upper()} treats nobody, so direct_care does not fit. Name another ground."
                yield row.problem(sheet, "confidentiality", say)
                return

    def lawful(self, sheet: Sheet, row: Row) -> Iterator[Problem]:
        """A rule between two named agencies that its legal basis does not let pass cannot be saved."""
        giver, receiver, category = (row.values[name] for name in ("from_agency", "to_agency", "category"))
        kinds, acting_for = self.known.kinds, self.known.acting_for
        readable = row.bad.isdisjoint(("category", "basis")) and {giver, receiver} <= kinds.keys()
        if STAR in (giver, receiver) or not readable:
            return
        basis = row.values["basis"] or basis_of(self.known.lawful_bases.get(row.values["agreement"], ""))
        lead = acting_for.get(receiver) or self.known.lead_agency
        if not allows(
            str(basis),
            giver=kinds[giver],
            receiver=kinds[receiver],
            acting_for=kinds.get(lead, ""),
            category=Category.of(category),
        ):
            say = (
                f"The basis {basis} does not let {category} pass from {giver.upper()} to {receiver.upper()}."
                " Name another basis, or leave the rule out."
            )
            yield row.problem(sheet, "basis", say)

    def attendance(self, sheet: Sheet, row: Row) -> Iterator[Problem]:
        """Whether an agency came has to be said once the day has come."""
        if row.values["attended"] or not row.bad.isdisjoint(("attended", "conference")):
            return
        held_on = self.known.held_on.get(row.values["conference"])
        if held_on and held_on < self.today:
            say = "attended is empty, but the conference has been held. Write yes, apologies or no."
            yield row.problem(sheet, "attended", say)

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
            said = set()
            for one, other in pairwise(sorted(kept)):
                upper, lower = sorted((one, other), key=lambda spell: spell[2])
                if one[1] > other[0] and one[0] != other[0] and lower[2] not in said:
                    said.add(lower[2])
                    where = f"row {upper[2]}" if upper[2] else "one already there"
                    say = f"This period overlaps with {where}: {ref} has one at a time. Put the dates right."
                    yield Problem(sheet.name, lower[2], sheet.spell[0], lower[3], say)

    def gaps(self) -> Iterator[str]:
        """People with days between two statuses that no status covers."""
        for ref, spells in self.spells.get("statuses", {}).items():
            if any(one[1] < other[0] for one, other in pairwise(sorted(spells))):
                yield ref
