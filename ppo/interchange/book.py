"""What a user handed in, once it is open: sheets as rows of text, read as often as asked, never held whole in memory.

Whatever is wrong with the file itself is `Unreadable`, one sentence for the user.
"""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

MEGABYTE = 1_000_000
FILE_LIMIT = 20 * MEGABYTE
UNPACKED_LIMIT = 200 * MEGABYTE
ROW_LIMIT = 50_000


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


@contextmanager
def unpacked(archive: zipfile.ZipFile, member: str) -> Iterator[IO[bytes]]:
    """A member of the zip to read from; damage found while reading is Unreadable too."""
    try:
        with archive.open(member) as file:
            yield file
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, zipfile.zlib.error, ValueError) as cause:
        raise Unreadable(f"{PurePosixPath(member).name} is damaged: it cannot be unpacked. Save it again.") from cause
