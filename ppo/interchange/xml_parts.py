"""The XML parts of a workbook, parsed as a stream that no file can make large.

Expat bounds neither the depth of elements nor the size of one tag; here both have a limit, and document types, with
them entities, are refused.
"""

from collections.abc import Iterator
from xml.parsers import expat
from zipfile import ZipFile

from ppo.interchange.book import Unreadable, unpacked

CHUNK = 1 << 16
DEPTH_LIMIT = 64
SILENT_CHUNKS = 16  # a megabyte without the end of a tag

NOT_A_WORKBOOK = "The workbook is damaged or was not written by a spreadsheet program. Save it again and try again."


class Target:
    """What one part of a workbook is parsed by: told of elements by their local names."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def text(self, data: str) -> None: ...
    def end(self, tag: str) -> None: ...


def parse(archive: ZipFile, member: str, target: Target) -> None:
    if member not in archive.namelist():
        raise Unreadable(NOT_A_WORKBOOK)
    for _ in parsed(archive, member, target):
        pass


def parsed(archive: ZipFile, member: str, target: Target) -> Iterator[None]:
    """Feed a part to its target piece by piece. Document types, and with them entities, are refused."""
    feeder = Feeder(target)
    with unpacked(archive, member) as file:
        while chunk := file.read(CHUNK):
            feeder.feed(chunk)
            yield
        feeder.feed(b"", final=True)
        yield


class Feeder:
    """Expat with the limits that expat does not have: depth, and the size of one tag."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.depth = 0
        self.silent = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        self.silent += 1
        try:
            self.parser.Parse(chunk, final)
        except (expat.ExpatError, ValueError, KeyError, OverflowError) as cause:
            raise Unreadable(NOT_A_WORKBOOK) from cause
        if self.silent > SILENT_CHUNKS:
            raise Unreadable(NOT_A_WORKBOOK)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.silent = 0
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise Unreadable(NOT_A_WORKBOOK)
        self.target.start(tag.rpartition(":")[2], attributes)

    def end(self, tag: str) -> None:
        self.silent = 0
        self.depth -= 1
        self.target.end(tag.rpartition(":")[2])

    def text(self, data: str) -> None:
        self.silent = 0
        self.target.text(data)

    def refuse(self, *_: object) -> None:
        raise Unreadable(NOT_A_WORKBOOK)
