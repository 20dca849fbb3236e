"""Workbooks (.xlsx) read as a stream of rows, in a bounded space whatever the file holds.

A reader of our own: openpyxl keeps every shared string and every element it has passed, so that a file of 300 KB takes
it 600 MB. Here one element is held at a time, text is kept packed, and every count has a limit.
"""

import posixpath
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from ppo.interchange.book import Book, Line, Source, Unreadable, limited
from ppo.interchange.cell_values import CellWriter, unescaped
from ppo.interchange.xml_parts import NOT_A_WORKBOOK, Target, parse, parsed

WORKBOOK = "xl/workbook.xml"
TEXT_LIMIT = 40_000  # characters of one cell: twice what a column may hold, so that it is still refused as too long
STRINGS_LIMIT = 64_000_000  # bytes of all shared strings
STRINGS_COUNT = 2_000_000
STYLES_LIMIT = 65_000
COLUMN_LIMIT = 16_384

TOO_MUCH_TEXT = "The workbook holds more text than a scheme has. Save its sheets as CSV files and try again."


def is_workbook(archive: ZipFile) -> bool:
    return WORKBOOK in archive.namelist()


def book(archive: ZipFile) -> Book:
    """The sheets of a workbook, hidden ones included. Raises Unreadable."""
    outline = _Outline()
    parse(archive, WORKBOOK, outline)
    targets = _Relations()
    parse(archive, "xl/_rels/workbook.xml.rels", targets)
    writer = CellWriter(
        strings=_strings(archive, targets.of_kind("sharedStrings")),
        date_styles=_date_styles(archive, targets.of_kind("styles")),
        epoch=MAC_EPOCH if outline.from_1904 else WINDOWS_EPOCH,
    )

    found = Book()
    for name, relation in outline.sheets:
        member = targets.by_id.get(relation)
        if member is None or member not in archive.namelist():
            raise Unreadable(NOT_A_WORKBOOK)
        found.add(Source(name, partial(_sheet_lines, archive, member, name, writer)))
    return found


def _sheet_lines(archive: ZipFile, member: str, name: str, writer: CellWriter) -> Iterator[Line]:
    return limited(_lines(archive, member, writer), name)


def _lines(archive: ZipFile, member: str, writer: CellWriter) -> Iterator[Line]:
    sheet = _Sheet(writer)
    for _ in parsed(archive, member, sheet):
        while sheet.lines:
            yield sheet.lines.popleft()


class _Outline(Target):
    """xl/workbook.xml: the names of the sheets in order, and from which day dates are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Relations(Target):
    """Which part of the archive an id of the workbook means."""

    def __init__(self) -> None:
        self.by_id: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            member = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
            self.by_id[attributes["Id"]] = member
            self.kinds[attributes["Type"].rpartition("/")[2]] = member

    def of_kind(self, kind: str) -> str | None:
        return self.kinds.get(kind)


@dataclass(slots=True)
class _Packed:
    """Many strings in one block of memory: a Python string costs fifty bytes before its first letter."""

    block: bytearray
    ends: "array[int]"

    def __getitem__(self, index: int) -> str:
        begin = self.ends[index - 1] if index else 0
        return self.block[begin : self.ends[index]].decode()

    def __len__(self) -> int:
        return len(self.ends)


class _Strings(Target):
    """xl/sharedStrings.xml: one text an `si`, its runs joined, phonetic guides left out."""

    def __init__(self) -> None:
        self.packed = _Packed(bytearray(), array("Q"))
        self.pieces: list[str] = []
        self.wanted = False
        self.phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.pieces = []
        elif tag == "rPh":
            self.phonetic = True
        self.wanted = tag == "t" and not self.phonetic

    def text(self, data: str) -> None:
        if self.wanted and sum(map(len, self.pieces)) <= TEXT_LIMIT:
            self.pieces.append(data)

    def end(self, tag: str) -> None:
        self.wanted = False
        if tag == "rPh":
            self.phonetic = False
        elif tag == "si":
            self.packed.block += unescaped("".join(self.pieces)[: TEXT_LIMIT + 1]).encode("utf-8", "surrogatepass")
            self.packed.ends.append(len(self.packed.block))
            if len(self.packed.block) > STRINGS_LIMIT or len(self.packed.ends) > STRINGS_COUNT:
                raise Unreadable(TOO_MUCH_TEXT)


def _strings(archive: ZipFile, member: str | None) -> _Packed:
    target = _Strings()
    if member:
        parse(archive, member, target)
    return target.packed


class _Styles(Target):
    """xl/styles.xml: for each cell style, whether it shows a date."""

    def __init__(self) -> None:
        self.formats = dict(BUILTIN_FORMATS)
        self.is_date: list[bool] = []
        self.in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and len(self.formats) < STYLES_LIMIT:
            self.formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:500]
        elif tag == "cellXfs":
            self.in_cells = True
        elif tag == "xf" and self.in_cells and len(self.is_date) < STYLES_LIMIT:
            self.is_date.append(bool(is_date_format(self.formats.get(int(attributes.get("numFmtId", 0))))))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self.in_cells = False


def _date_styles(archive: ZipFile, member: str | None) -> list[bool]:
    target = _Styles()
    if member:
        parse(archive, member, target)
    return target.is_date


class _Sheet(Target):
    """A worksheet: rows of cells, each cell turned into text as soon as it ends."""

    def __init__(self, writer: CellWriter) -> None:
        self.writer = writer
        self.lines: deque[Line] = deque()
        self.number = 0
        self.cells: list[str] = []
        self.faults: dict[int, str] = {}
        self.column = -1
        self.kind = self.style = ""
        self.formula = self.wanted = self.phonetic = False
        self.pieces: list[str] = []
        self.length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.start_cell(attributes)
        elif tag in ("v", "t"):
            self.wanted = not self.phonetic
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":
            self.phonetic = True
        elif tag == "row":
            self.number = int(attributes.get("r", self.number + 1))
            self.cells, self.faults, self.column = [], {}, -1

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
        if self.column >= COLUMN_LIMIT:
            raise Unreadable(NOT_A_WORKBOOK)
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.formula, self.pieces, self.length = False, [], 0

    def text(self, data: str) -> None:
        if self.wanted and self.length <= TEXT_LIMIT:
            self.pieces.append(data[: TEXT_LIMIT + 1])
            self.length += len(data)

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.wanted = False
        elif tag == "rPh":
            self.phonetic = False
        elif tag == "c":
            self.end_cell()
        elif tag == "row" and self.cells:
            self.lines.append(Line(self.number, self.cells, self.faults))

    def end_cell(self) -> None:
        text, fault = self.writer.text("".join(self.pieces), self.kind, int(self.style), formula=self.formula)
        if not text and not fault:
            return
        self.cells.extend([""] * (self.column + 1 - len(self.cells)))
        self.cells[self.column] = text
        if fault:
            self.faults[self.column] = fault


def _column(coordinate: str) -> int:
    """The column of `AB12`, counted from 0."""
    index = 0
    for letter in coordinate.rstrip("0123456789"):
        index = index * 26 + ord(letter) - 64
        if not 1 <= index <= COLUMN_LIMIT:
            raise Unreadable(NOT_A_WORKBOOK)
    return index - 1
