"""Cells of text: words, codes, names, and keys of rows elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from casework.identifiers import InvalidIdentifier
from ppo.interchange.cells.shape import (
    STAR,
    Cell,
    Wrong,
    cleaned,
    composed,
    folded,
    one_of,
    parts,
    quoted,
    without_repeats,
)

CODE, SHORT, FREE, EMAIL = 40, 200, 20_000, 254  # longest, in characters


@dataclass(frozen=True)
class Text(Cell):
    longest: int = SHORT
    empty: object = ""

    def read(self, text, today):
        if len(text) > self.longest:
            raise Wrong(f"The text has {len(text):,} characters; {self.longest:,} is the most. Shorten it.")
        return text

    def write(self, value):
        return cleaned(value)

    def identity(self, value):
        return composed(cleaned(value))


@dataclass(frozen=True)
class Key(Text):
    """Text that other rows point to: kept as typed, compared composed, and where `fold` says so in any letter case."""

    longest: int = CODE
    fold: bool = False

    def identity(self, value):
        return folded(value) if self.fold else composed(value)


@dataclass(frozen=True)
class Email(Cell):
    empty: object = ""

    def read(self, text, today):
        try:
            validate_email(text)
        except ValidationError:
            raise Wrong("This is not an e-mail address. Write it like name@agency.example.") from None
        if len(text) > EMAIL:
            raise Wrong(f"The address has more than {EMAIL} characters. Shorten it.")
        return text

    def identity(self, value):
        return folded(value)


@dataclass(frozen=True)
class Number(Cell):
    """An identifier of another system, checked and brought to its one form."""

    canonical: Callable[..., str]
    dated: bool = False  # its short form is read by the day
    empty: object = ""

    def read(self, text, today):
        text = text.upper()
        try:
            return self.canonical(text, today=today) if self.dated else self.canonical(text)
        except InvalidIdentifier as invalid:
            raise Wrong(f"{invalid} Correct it, or leave the cell empty.") from None


@dataclass(frozen=True)
class Points(Cell):
    """A key of another sheet. `star` lets `*` stand for all of them, which is None. `fold` ignores letter case."""

    target: str
    fold: bool = False
    star: bool = False
    empty: object = None

    def read(self, text, today):
        if len(text) > EMAIL:
            raise Wrong(f"The text has {len(text):,} characters; no reference is that long. Correct it.")
        if text == "*" and self.star:
            return STAR
        return self.identity(text)

    def identity(self, value):
        if not isinstance(value, str):
            return value
        return folded(value) if self.fold else composed(value)


@dataclass(frozen=True)
class PointsToMany(Cell):
    """Keys of another sheet, `;` between them."""

    target: str
    star: bool = False
    many = True
    empty: object = ()

    def read(self, text, today):
        if text == "*" and self.star:
            return STAR
        return without_repeats(folded(part) for part in parts(text))

    def write(self, value):
        return value if value == STAR else ";".join(value)

    def identity(self, value):
        return value if value == STAR else tuple(sorted(folded(part) for part in value))


@dataclass(frozen=True)
class Choice(Cell):
    codes: tuple[str, ...]
    star: bool = False
    empty: object = ""

    def read(self, text, today):
        if text in self.codes or (self.star and text == STAR):
            return text
        raise Wrong(f"{quoted(text)} is not one of the codes of this column. Use {one_of(self.codes)}.")


@dataclass(frozen=True)
class Choices(Cell):
    codes: tuple[str, ...]
    many = True
    empty: object = ()

    def read(self, text, today):
        found = without_repeats(parts(text))
        for code in found:
            if code not in self.codes:
                raise Wrong(f"{quoted(code)} is not one of the codes of this column. Use {one_of(self.codes)}.")
        return tuple(sorted(found, key=self.codes.index))

    def write(self, value):
        return ";".join(sorted(value, key=self.codes.index))


@dataclass(frozen=True)
class Listed(Cell):
    """A code of a reference table too long to be shown."""

    table: Callable[[], object]
    what: str
    empty: object = ""

    def read(self, text, today):
        if text not in self.table():
            raise Wrong(f"{quoted(text)} is not {self.what}. Check the code; capital letters matter.")
        return text


@dataclass(frozen=True)
class Names(Cell):
    """Names, `;` between them, in the order given."""

    many = True
    empty: object = ()

    def read(self, text, today):
        names = without_repeats(parts(text))
        if any(len(name) > SHORT for name in names):
            raise Wrong(f"One of the names has more than {SHORT} characters. Shorten it.")
        return names

    def write(self, value):
        return ";".join(cleaned(name).replace(";", ",") for name in value)
