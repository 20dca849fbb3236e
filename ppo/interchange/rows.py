"""Lines of text become rows of values; every bad cell becomes one problem."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ppo.interchange.book import Line
from ppo.interchange.cells import Wrong, tidy
from ppo.interchange.sheets import Column, Sheet

REMEMBERED = 4_000  # values of one column: codes and dates come again and again
SHOWN = 200  # characters of a bad value that are given back
GIVEN_BACK = "problem"  # the column that a workbook of bad rows has more; ignored when it comes again


class Problem(NamedTuple):
    """What is wrong and what to do. A whole sheet has no row, a whole file no sheet either."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str
    problem: str


@dataclass(slots=True)
class Row:
    """One row: `values` by column name, without the columns that the file does not have; `bad` are unreadable ones."""

    number: int
    values: dict[str, object]
    problems: list[Problem] = field(default_factory=list)
    bad: frozenset[str] = frozenset()
    line: Line | None = None
    places: Mapping[str, int] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """The cell as it was typed, as much of it as is given back."""
        place = self.places.get(column)
        return self.line.cells[place][:SHOWN] if place is not None and place < len(self.line.cells) else ""

    def whole(self, values: dict[str, object]) -> "Row":
        """The same row with these values in place of its own."""
        return Row(self.number, values, bad=self.bad, line=self.line, places=self.places)

    def problem(self, sheet: Sheet, column: str | None, say: str) -> Problem:
        return Problem(sheet.name, self.number, column, self.text(column) if column else "", say)


@dataclass(slots=True)
class Header:
    """Where each known column stands. `unusable` is set when no row of the sheet can be read."""

    places: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    named: frozenset[int] = frozenset()
    unusable: bool = False


def read_header(sheet: Sheet, line: Line | None) -> Header:
    """Find the columns of a sheet in its first row, in any order and letter case."""
    header = Header()
    names = [cell.strip().lower() for cell in line.cells] if line and line.number == 1 else []
    header.named = frozenset(place for place, name in enumerate(names) if name)
    for place, name in enumerate(names):
        if name in sheet.by_name:
            header.places.setdefault(name, place)
        elif name and name != GIVEN_BACK:
            header.unknown.append(name)

    if not header.places:
        header.unusable = True
        say = f"Row 1 holds none of the column names of {sheet.name}. Put them there: {', '.join(sheet.by_name)}."
        header.problems.append(Problem(sheet.name, 1, None, ", ".join(names)[:SHOWN], say))
        return header

    for column in sheet.columns:
        if say := _column_trouble(column, names):
            header.problems.append(Problem(sheet.name, 1, column.name, "", say))
            header.places.pop(column.name, None)  # whichever of two was meant, it is not read
            header.unusable = header.unusable or column.is_key
    return header


def _column_trouble(column: Column, names: list[str]) -> str | None:
    if names.count(column.name) > 1:
        return f"The column {column.name} is there twice. Delete one of them."
    if (column.required or column.always_there) and column.name not in names:
        return f"The column {column.name} is missing. Add it to row 1."
    return None


class RowReader:
    """Reads the rows of one sheet. `same` maps refs of the file to refs of people already there."""

    def __init__(self, sheet: Sheet, header: Header, *, today: datetime.date, same: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.header = header
        self.today = today
        self.same = same
        self.columns = [
            (column, header.places[column.name]) for column in sheet.columns if column.name in header.places
        ]
        self.known: dict[str, dict[str, object]] = {column.name: {} for column in sheet.columns}
        self.refs = [
            column.name for column in sheet.columns if column.cell.target == "people" or _is_ref(sheet, column)
        ]

    def read(self, line: Line) -> Row:
        """The values of one line, and a problem for each cell that holds none. Rules of the row come later."""
        row = Row(line.number, {}, line=line, places=self.header.places)
        bad = []
        for column, place in self.columns:
            text = line.cells[place] if place < len(line.cells) else ""
            try:
                row.values[column.name] = self.value(column, text, line.faults.get(place))
            except Wrong as wrong:
                bad.append(column.name)
                row.values[column.name] = column.cell.empty
                row.problems.append(row.problem(self.sheet, column.name, str(wrong)))
        row.bad = frozenset(bad)
        for name in self.refs if self.same else ():
            row.values[name] = self.same.get(row.values[name], row.values[name])
        row.problems += self.stray_cells(line)
        return row

    def value(self, column: Column, text: str, fault: str | None) -> object:
        if fault:
            raise Wrong(fault)
        remembered = self.known[column.name]
        if text in remembered:
            return remembered[text]
        value = self.fresh_value(column, text)
        if len(remembered) < REMEMBERED and len(text) < SHOWN:
            remembered[text] = value
        return value

    def fresh_value(self, column: Column, text: str) -> object:
        tidied = tidy(text)
        if tidied:
            return column.cell.read(tidied, self.today)
        if column.required:
            raise Wrong(f"{column.name} is empty, but every row needs it. Fill it in.")
        return column.cell.empty

    def stray_cells(self, line: Line) -> Iterator[Problem]:
        """Something stands under no name. It would be lost, so it is said."""
        for place, cell in enumerate(line.cells):
            if place not in self.header.named and (cell.strip() or place in line.faults):
                say = "This row has more cells than there are column names. Name the column, or delete the cell."
                yield Problem(self.sheet.name, line.number, None, cell[:SHOWN], say)
                return


def _is_ref(sheet: Sheet, column: Column) -> bool:
    return sheet.name == "people" and column.name == "ref"
