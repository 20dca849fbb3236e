"""Every row of every sheet is looked at before anything is written; all problems are found at once.

A check can be asked for its good rows afterwards. They are read again from the file, so that a sheet of any length takes
little memory.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ppo.interchange.book import Book, Line, Source, Unreadable
from ppo.interchange.cells import composed
from ppo.interchange.crossing import Crossing
from ppo.interchange.known import Known
from ppo.interchange.matching import Someone, possible_doubles
from ppo.interchange.register import Register
from ppo.interchange.rows import Header, Problem, Row, RowReader, read_header
from ppo.interchange.sheets import SHEETS, Sheet
from ppo.interchange.tables import TABLES

PROBLEM_LIMIT = 100_000  # more than anyone reads; a wrong file, not a file with mistakes


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said about possible same people: `same` maps a ref of the file to one already there."""

    same: Mapping[str, str] = field(default_factory=dict)
    new: frozenset[str] = frozenset()


class Check:
    """The result of looking through a book. `problems` in the order of sheets and rows; `notes` do not block."""

    def __init__(
        self,
        book: Book,
        known: Known,
        *,
        today: datetime.date,
        answers: Answers,
        scheme_code: str | None,
        thorough: bool,
    ):
        self.book = book
        self.known = known
        self.today = today
        self.answers = answers
        self.scheme_code = scheme_code
        self.thorough = thorough
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.bad: dict[str, set[int]] = defaultdict(set)
        self.headers: dict[str, Header] = {}
        self.people: list[Someone] = []
        self.lacking: dict[str, dict] = {}
        self.owner_wanted = False
        self.crossing = Crossing(known, today)
        self.look_through()

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets that are in the book and whose columns are right, in the order in which they are written."""
        return [sheet for name, sheet in SHEETS.items() if name in self.headers and not self.headers[name].problems]

    def look_through(self) -> None:
        self.notes += [f"{name} is no sheet of the interchange and was left alone." for name in self.book.left_alone]
        for name, source in self.book.sources.items():
            if name not in SHEETS:
                self.notes.append(f"The sheet {source.name} is not known and was left alone.")
        self.check_answers()
        for name, sheet in SHEETS.items():
            if name in self.book.sources:
                self.look_through_sheet(sheet, self.book.sources[name])
        self.find_across()
        order = {name: place for place, name in enumerate(SHEETS)}
        self.problems.sort(key=lambda p: (order.get(p.sheet, -1), p.row or 0, _place(p)))

    def check_answers(self) -> None:
        for ref, there in self.answers.same.items():
            if composed(there) not in self.known.keys["people"]:
                say = f"--same {ref}={there}: nobody of the scheme has the ref {there}. Name a person who is there."
                self.problems.append(Problem(None, None, None, f"{ref}={there}", say))

    def look_through_sheet(self, sheet: Sheet, source: Source) -> None:
        lines = source.lines()
        try:
            first = next(lines, None)
            if first is None:
                self.notes.append(f"The sheet {source.name} is empty.")
                return
            self.take_header(sheet, first)
            reader = self.reader(sheet)
            for line in lines:
                if self.headers[sheet.name].unusable:
                    break
                self.look_at_row(sheet, reader.read(line))
            self.crossing.done(sheet)
        except Unreadable as unreadable:
            self.give_up(sheet, str(unreadable))
        if sheet.name not in self.headers or self.headers[sheet.name].unusable:
            self.crossing.keys[sheet.name].unreadable = True

    def give_up(self, sheet: Sheet, say: str) -> None:
        """The sheet breaks off: one sentence, in place of whatever its first rows would have said."""
        self.problems = [problem for problem in self.problems if problem.sheet != sheet.name]
        self.problems.append(Problem(sheet.name, None, None, "", say))
        self.crossing.forget(sheet)
        self.headers.pop(sheet.name, None)

    def take_header(self, sheet: Sheet, first: Line) -> None:
        header = read_header(sheet, first)
        self.headers[sheet.name] = header
        self.problems += header.problems
        for name in header.unknown:
            self.notes.append(f"{sheet.name}: the column {name[:60]} is not known and was left alone.")

    def reader(self, sheet: Sheet) -> RowReader:
        same = {composed(ref): composed(there) for ref, there in self.answers.same.items()}
        return RowReader(sheet, self.headers[sheet.name], today=self.today, same=same)

    def look_at_row(self, sheet: Sheet, row: Row) -> None:
        clash = self.crossing.see_key(sheet, row)
        if clash:
            row.problems.append(clash)
        whole = self.whole(sheet, row)
        row.problems += self.crossing.see(sheet, whole, doubled=clash is not None)
        row.problems += _row_rules(sheet, whole)
        if sheet.name == "people" and "ref" not in row.bad:
            self.people.append(_someone(row))
        if sheet.name == "scheme":
            row.problems += self.other_scheme(row)
        self.owner_wanted = self.owner_wanted or (sheet.owned and not row.values.get("owner"))
        self.add(row.problems)
        if len(self.problems) + self.crossing.unknown_pointers() > PROBLEM_LIMIT:
            raise Unreadable(f"There are more than {PROBLEM_LIMIT:,} problems. Check that it is the right file.")

    def add(self, problems: Collection[Problem]) -> None:
        for problem in problems:
            if problem.row:
                self.bad[problem.sheet].add(problem.row)
            self.problems.append(problem)

    def whole(self, sheet: Sheet, row: Row) -> Row:
        """The row as it will be: cells of columns that the file lacks are as they stand, else empty."""
        values = {name: column.cell.empty for name, column in sheet.by_name.items()}
        values |= self.stored(sheet).get(self.key_of(sheet, row), {})
        return row.whole(values | row.values)

    def key_of(self, sheet: Sheet, row: Row) -> tuple | None:
        return sheet.key_of(row.values) if row.bad.isdisjoint(sheet.key) else None

    def stored(self, sheet: Sheet) -> dict[tuple, dict[str, object]]:
        """Of rows already there, the cells that a rule asks for and the file lacks."""
        asked = {name for rule in sheet.rules for name in rule.columns} - self.headers[sheet.name].places.keys()
        if self.known.scheme is None or not asked or sheet.name not in TABLES:
            return {}
        if sheet.name not in self.lacking:
            rows = TABLES[sheet.name].kept(Register(self.known.scheme).load_all())
            self.lacking[sheet.name] = {
                sheet.key_of(kept.values): {name: kept.values[name] for name in asked} for kept in rows
            }
        return self.lacking[sheet.name]

    def other_scheme(self, row: Row) -> Iterator[Problem]:
        code = row.values["code"]
        if len(self.crossing.keys["scheme"].rows) > 1:
            yield row.problem(SHEETS["scheme"], "code", "One file holds one scheme. Delete the other row.")
        elif self.scheme_code and code != self.scheme_code and "code" not in row.bad:
            say = f"The file is of the scheme {code}, not of {self.scheme_code}. Choose the right one."
            yield row.problem(SHEETS["scheme"], "code", say)

    def find_across(self) -> None:
        self.add(list(self.crossing.problems()))
        for name in self.crossing.spells:
            self.find_overlaps(SHEETS[name])
        self.add(list(self.doubles()))
        self.add(list(self.owners()))
        gaps = sorted(self.crossing.gaps())
        if gaps:
            some = ", ".join(gaps[:20]) + (" ..." if len(gaps) > 20 else "")
            self.notes.append(f"statuses: {len(gaps)} people have days without a status: {some}.")

    def find_overlaps(self, sheet: Sheet) -> None:
        """Once for a report; until none is left when the good rows are to be written without the bad ones."""
        left_out = self.bad[sheet.name] if self.thorough else set()
        while found := list(self.crossing.overlaps(sheet, left_out)):
            self.add(found)
            if not self.thorough:
                return

    def doubles(self) -> Iterator[Problem]:
        """The same PNC ID twice, and people who may be somebody already there."""
        first: dict[str, str] = {}
        in_file = {someone.ref for someone in self.people}
        for other in self.known.people:
            if other.pnc_id and composed(other.ref) not in in_file:
                first[other.pnc_id] = other.ref
        newcomers = []
        for someone in self.people:
            is_new = someone.ref not in self.known.keys["people"]
            other = first.setdefault(someone.pnc_id, someone.ref) if someone.pnc_id else someone.ref
            if other != someone.ref and not (is_new and composed(other) in self.known.keys["people"]):
                say = f"{other} has the same PNC ID. Correct one of the two, or make them one person."
                yield Problem("people", someone.row, "pnc_id", someone.pnc_id, say)
            elif is_new:
                newcomers.append(someone)
        for someone, other in possible_doubles(newcomers, self.known.people):
            if someone.ref not in self.answers.new:
                yield _possible_same(someone, other)

    def owners(self) -> Iterator[Problem]:
        """Without a lead agency there is nobody to own a record that names no owner."""
        scheme_is_bad = any(problem.sheet == "scheme" for problem in self.problems)
        if self.owner_wanted and not self.known.has_lead_agency and not scheme_is_bad:
            say = "The scheme has no lead_agency, which owns every record that names no owner. Fill it in."
            yield Problem("scheme", 2 if "scheme" in self.headers else None, "lead_agency", "", say)

    def good_rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows without a problem, read again."""
        bad = self.bad.get(sheet.name, frozenset())
        lines = self.book.sources[sheet.name].lines()
        next(lines)
        reader = self.reader(sheet)
        for line in lines:
            if line.number in bad:
                continue
            row = reader.read(line)
            if row.problems:
                raise Unreadable(f"{sheet.name} changed while it was read. Import it again.")
            yield row


def _row_rules(sheet: Sheet, row: Row) -> Iterator[Problem]:
    """One problem a cell at most, and none that rests on an unreadable cell."""
    blamed = set(row.bad)
    for rule in sheet.rules:
        found = rule.broken(row.values, frozenset(blamed))
        if found and found[0] not in blamed:
            column, say = found
            blamed.add(column)
            yield row.problem(sheet, column, say)


def _place(problem: Problem) -> int:
    sheet = SHEETS.get(problem.sheet or "")
    names = list(sheet.by_name) if sheet else []
    return names.index(problem.column) if problem.column in names else -1


def _someone(row: Row) -> Someone:
    values = row.values
    return Someone(
        composed(values["ref"]),
        values.get("family_name", ""),
        values.get("given_names", ""),
        values.get("date_of_birth"),
        values.get("pnc_id", ""),
        row.number,
    )


def _possible_same(someone: Someone, other: Someone) -> Problem:
    born = f", born {other.date_of_birth:%d/%m/%Y}" if other.date_of_birth else ""
    name = f"{other.family_name}, {other.given_names}".strip(", ")
    say = (
        f"Possible same person: {other.ref} ({name}{born}). "
        f"Say --same {someone.ref}={other.ref} if it is, --new {someone.ref} if it is not."
    )
    return Problem("people", someone.row, "ref", someone.ref, say)
