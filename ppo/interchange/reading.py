"""Opens what a user hands in: a folder or zip of CSV files, or a workbook. Nothing in it is trusted."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ppo.interchange import csv_files, workbook
from ppo.interchange.book import FILE_LIMIT, MEGABYTE, UNPACKED_LIMIT, Book, Unreadable

DIRECTORY_LIMIT = 1 * MEGABYTE  # of a zip: some ten thousand names; more would fill memory before it can be judged

SAVE_AS = "Save it as an Excel workbook (.xlsx) or as CSV files and try again."


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    """The book at `path`. Raises Unreadable, here or while its lines are read."""
    if path.is_dir():
        yield csv_files.folder(path)
        return

    _refuse_unless_a_file(path)
    if not _starts_like_a_zip(path):
        raise Unreadable(_not_a_book(path))
    with _as_zip(path) as archive:
        yield workbook.book(archive) if workbook.is_workbook(archive) else csv_files.zipped(archive)


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
