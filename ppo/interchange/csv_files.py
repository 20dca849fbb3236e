"""CSV files of a folder or a zip as sheets: encoding and separator found out, lines never longer than memory bears."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZipFile

from ppo.interchange.book import FILE_LIMIT, UNPACKED_LIMIT, Book, Line, Source, Unreadable, limited, unpacked

LINE_LIMIT = 1_000_000  # characters
CHUNK = 1 << 20
NOT_TEXT = "is not a CSV file in UTF-8 or Windows-1252. Save it as 'CSV UTF-8' and try again."

Opener = Callable[[], AbstractContextManager[IO[bytes]]]


def _keep_unassigned(error: UnicodeError) -> tuple[str, int]:
    """Five bytes stand for nothing in Windows-1252; they become control characters, which the cell is refused for."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("ppo_keep_unassigned", _keep_unassigned)


def folder(path: Path) -> Book:
    """The CSV files that lie directly in a folder."""
    book = Book()
    total = 0
    for file in sorted(path.iterdir()):
        if file.suffix.lower() != ".csv" or file.name.startswith("."):
            book.left_alone.append(file.name)
            continue
        if file.is_symlink() or not file.is_file():
            raise Unreadable(f"{file.name} is a link or device in place of a file, so nothing was read.")
        size = file.stat().st_size
        total += size
        if size > FILE_LIMIT:
            raise Unreadable(f"{file.name} is larger than 20 MB. Split it, and import the parts one after the other.")
        _add(book, file.stem, partial(file.open, "rb"))
    if total > UNPACKED_LIMIT:
        raise Unreadable("The files are larger than 200 MB together. Split the scheme and try again.")
    return _with_a_sheet(book)


def zipped(archive: ZipFile) -> Book:
    """The CSV files of a zip, in whatever folder inside it they lie."""
    book = Book()
    for entry in archive.infolist():
        place = PurePosixPath(entry.filename)
        if entry.is_dir() or "__MACOSX" in place.parts:  # Apple's own shadow of every file
            continue
        if place.suffix.lower() != ".csv" or place.name.startswith("."):
            book.left_alone.append(entry.filename)
            continue
        _add(book, place.stem, partial(unpacked, archive, entry.filename))
    return _with_a_sheet(book)


def _with_a_sheet(book: Book) -> Book:
    if not book.sources:
        raise Unreadable("There is no CSV file in it. Its files are named after the sheets: scheme.csv, people.csv ...")
    return book


def _add(book: Book, name: str, opener: Opener) -> None:
    book.add(Source(name, lambda: limited(_lines(opener, f"{name}.csv"), name)))


def _lines(opener: Opener, name: str) -> Iterator[Line]:
    encoding = _encoding(opener, name)
    with opener() as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, errors="ppo_keep_unassigned", newline="")
        physical = _Lines(text, name)
        reader = csv.reader(physical, delimiter=_separator(physical.first))
        try:
            for number, cells in enumerate(reader, start=1):
                physical.since_last_row = 0
                yield Line(number, cells)
        except csv.Error as cause:
            raise Unreadable(
                f"{name} cannot be read near line {reader.line_num}: a quotation mark is probably never closed."
            ) from cause


class _Lines:
    """Physical lines for the CSV reader, none and no row of them longer than the limit."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self.text = text
        self.name = name
        self.since_last_row = 0
        self.first = text.readline(LINE_LIMIT + 1)
        self.is_first = True

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.first if self.is_first else self.text.readline(LINE_LIMIT + 1)
        self.is_first = False
        self.since_last_row += len(line)
        if self.since_last_row > LINE_LIMIT:
            raise Unreadable(
                f"{self.name} has a row of more than a million characters. Check that it is the right file."
            )
        if not line:
            raise StopIteration
        return line


def _encoding(opener: Opener, name: str) -> str:
    """Valid UTF-8 is UTF-8, everything else Windows-1252; what has NUL bytes or a UTF-16 mark is neither."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = True
    with opener() as file:
        start = True
        while chunk := file.read(CHUNK):
            if b"\0" in chunk or (start and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))):
                raise Unreadable(f"{name} {NOT_TEXT}")
            start = False
            valid = valid and _decodes(decoder, chunk)
    return "utf-8-sig" if valid and _decodes(decoder, b"", final=True) else "cp1252"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _separator(header: str) -> str:
    """Comma or semicolon: column names hold neither, so the header tells. Tabs do not separate."""
    return ";" if header.count(";") > header.count(",") else ","
