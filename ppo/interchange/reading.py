"""Opens what a user hands in: a folder or zip of CSV files, or a workbook. Nothing in it is trusted.

A book gives its sheets as rows of text, as often as asked, without ever holding a whole sheet in memory. Whatever
is wrong with the file itself is `Unreadable`, one sentence for the user.
"""

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

MEGABYTE = 1_000_000
FILE_LIMIT = 20 * MEGABYTE
UNPACKED_LIMIT = 200 * MEGABYTE
ROW_LIMIT = 50_000
DIRECTORY_LIMIT = 1 * MEGABYTE  # of a zip: some ten thousand names; more would fill memory before it can be judged

SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV files and try again."


class Unreadable(Exception):
    """The file, or one sheet of it, cannot be read. The message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands: `number` is its own, the header being 1; `faults` names cells that hold no plain value."""

    number: int
    cells: list[str]
    faults: dict[int, str] = field(default_factory=dict)

    def is_empty(self) -> bool:
        return not self.faults and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet: its name as written, and `lines`, which reads it from the beginning whenever it is called."""

    name: str
    lines: Callable[[], Iterator[Line]]


@dataclass(slots=True)
class Book:
    """Everything that was handed in. `left_alone` names files that are no sheet."""

    sources: dict[str, Source] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)  # sheet name to sentence

    def add(self, source: Source) -> None:
        name = source.name.strip().lower()
        if name in self.sources or name in self.broken:
            raise Unreadable(f"There are two sheets called {name}. Keep one of them and try again.")
        self.sources[name] = source


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    """The book at `path`. Raises Unreadable, here or while its lines are read."""
    from ppo.interchange import csv_files, workbook

    if path.is_dir():
        yield csv_files.folder(path)
        return

    _refuse_unless_a_file(path)
    if not _starts_like_a_zip(path):
        raise Unreadable(_not_a_book(path))
    with _as_zip(path) as archive:
        yield workbook.book(archive) if workbook.is_workbook(archive) else csv_files.zipped(archive)


def limited(lines: Iterator[Line], name: str) -> Iterator[Line]:
    """The rows that hold something, up to the limit of a sheet."""
    count = 0
    for line in lines:
        if line.is_empty():
            continue
        count += 1
        if count > ROW_LIMIT + 1:  # the header is one of them
            raise Unreadable(
                f"{name} has more than {ROW_LIMIT:,} rows. Split it, and import the parts one after the other."
            )
        yield line


def _refuse_unless_a_file(path: Path) -> None:
    if not path.exists():
        raise Unreadable(f"There is nothing at {path}. Check the name.")
    if not path.is_file():
        raise Unreadable(f"{path.name} is neither a file nor a folder.")
    if path.stat().st_size > FILE_LIMIT:
        raise Unreadable(f"{path.name} is larger than 20 MB. Split the scheme into smaller files and try again.")


def _starts_like_a_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _not_a_book(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(8)
    if start == bytes.fromhex("d0cf11e0a1b11ae1"):
        return f"{path.name} is an old Excel file (.xls) or has a password. {SAVE_AS}"
    if path.suffix.lower() == ".csv":
        return f"{path.name} is one sheet. Give the folder it lies in, or a zip of it."
    return f"{path.name} is neither a workbook nor a zip of CSV files. {SAVE_AS}"


@contextmanager
def _as_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    damaged = Unreadable(f"{path.name} is damaged: it cannot be unpacked. Save or copy it again and try again.")
    _refuse_a_huge_directory(path, damaged)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as cause:
        raise damaged from cause
    with archive:
        for entry in archive.infolist():
            _refuse_a_hostile_entry(entry)
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
            raise Unreadable(f"{path.name} unpacks to more than 200 MB. Split the scheme and try again.")
        yield archive


def _refuse_a_huge_directory(path: Path, damaged: Unreadable) -> None:
    """The list of names is read whole when a zip is opened, so its size is looked at before."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))  # the end record with the longest comment
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise damaged
    large = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07")  # zip64: nothing under 20 MB needs it
    if large or int.from_bytes(tail[at + 12 : at + 16], "little") > DIRECTORY_LIMIT:
        raise Unreadable(f"{path.name} holds far too many files to be a scheme. Check that it is the right one.")


def _refuse_a_hostile_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name:
        raise Unreadable(f"The zip holds a file that points outside of it ({name!r}), so none of it was read.")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Unreadable(f"The zip holds a link or device ({name!r}) in place of a file, so none of it was read.")
    if entry.flag_bits & 0x1:
        raise Unreadable("The zip has a password. Save it without one and try again.")


@contextmanager
def unpacked(archive: zipfile.ZipFile, member: str) -> Iterator[IO[bytes]]:
    """A member of the zip to read from; damage found while reading is Unreadable too."""
    try:
        with archive.open(member) as file:
            yield file
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, zipfile.zlib.error, ValueError) as cause:
        raise Unreadable(f"{PurePosixPath(member).name} is damaged: it cannot be unpacked. Save it again.") from cause
