"""What one cell may hold: `read` turns its text into a value or says what is wrong, `write` turns it back.

Reading what `write` wrote gives the same value, so that what is exported comes back unchanged.
"""

import datetime
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from casework.identifiers import InvalidIdentifier

LONDON = ZoneInfo("Europe/London")
CODE, SHORT, FREE, EMAIL = 40, 200, 20_000, 254  # longest, in characters
STAR = "*"

_DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4}))", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
_AMOUNT = re.compile(r"-?\d{1,8}(\.\d{1,4})?", re.ASCII)
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Wrong(ValueError):
    """The text is no such value. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, or a day whose time is not known; then `at` is its midnight in London."""

    at: datetime.datetime
    has_time: bool


def tidy(text: str) -> str:
    """Trimmed, line breaks as LF. Raises Wrong for characters that cannot be seen and change what is read."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.strip(" \t\n\xa0\ufeff")
    if hidden := _HIDDEN.search(text):
        raise Wrong(
            f"The cell holds an unseen control character (U+{ord(hidden[0]):04X}). Delete the text and retype it."
        )
    return text.strip()


def composed(text: str) -> str:
    """The form in which texts are compared: accents composed, whatever form they are kept in."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class Cell:
    """Any text. `target` names the sheet that the value is a key of, `many` says that the value is a tuple."""

    target: str | None = None
    many = False
    empty: object = None  # the value of an empty cell

    def read(self, text: str, today: datetime.date) -> object:
        raise NotImplementedError

    def write(self, value: object) -> str:
        return "" if value is None else str(value)

    def identity(self, value: object) -> object:
        """The form in which two values are the same."""
        return composed(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Text(Cell):
    longest: int = SHORT
    empty: object = ""

    def read(self, text, today):
        if len(text) > self.longest:
            raise Wrong(f"The text has {len(text):,} characters; {self.longest:,} is the most. Shorten it.")
        return text


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
        return _without_repeats(folded(part) for part in _parts(text))

    def write(self, value):
        return value if value == STAR else ";".join(value)

    def identity(self, value):
        return value if value == STAR else tuple(sorted(folded(part) for part in value))


def folded(text: str) -> str:
    """The form in which e-mails and agency codes are compared."""
    return composed(text).casefold()


@dataclass(frozen=True)
class Choice(Cell):
    codes: tuple[str, ...]
    star: bool = False
    empty: object = ""

    def read(self, text, today):
        if text in self.codes or (self.star and text == STAR):
            return text
        raise Wrong(f"{_quoted(text)} is not one of the codes of this column. Use {_one_of(self.codes)}.")


@dataclass(frozen=True)
class Choices(Cell):
    codes: tuple[str, ...]
    many = True
    empty: object = ()

    def read(self, text, today):
        found = _without_repeats(_parts(text))
        for code in found:
            if code not in self.codes:
                raise Wrong(f"{_quoted(code)} is not one of the codes of this column. Use {_one_of(self.codes)}.")
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
            raise Wrong(f"{_quoted(text)} is not {self.what}. Check the code; capital letters matter.")
        return text


@dataclass(frozen=True)
class Names(Cell):
    """Names, `;` between them, in the order given."""

    many = True
    empty: object = ()

    def read(self, text, today):
        names = _without_repeats(_parts(text))
        if any(len(name) > SHORT for name in names):
            raise Wrong(f"One of the names has more than {SHORT} characters. Shorten it.")
        return names

    def write(self, value):
        return ";".join(value)


@dataclass(frozen=True)
class Date(Cell):
    def read(self, text, today):
        found = _DAY.fullmatch(text)
        if not found:
            raise Wrong("This is not a date. Write it as day, month and four-digit year, like 31/01/2007.")
        return _day(found)

    def write(self, value):
        return "" if value is None else value.isoformat()


@dataclass(frozen=True)
class At(Cell):
    """A date and time in London; a date alone means that the time is not known."""

    def read(self, text, today):
        found = _DAY.match(text)
        if not found:
            raise Wrong("This is not a date and time. Write it like 2007-01-31T14:30, or the date alone.")
        day = _day(found)
        rest = text[found.end() :]
        if not rest:
            return Moment(datetime.datetime.combine(day, datetime.time(), LONDON), has_time=False)
        clock = _TIME.fullmatch(rest[1:]) if rest[0] in "T " else None
        if not clock:
            raise Wrong("The time cannot be read. Write it like 2007-01-31T14:30.")
        return Moment(_moment(day, clock), has_time=True)

    def write(self, value):
        if value is None:
            return ""
        local = value.at.astimezone(LONDON)
        if not value.has_time:
            return local.date().isoformat()
        text = local.replace(tzinfo=None).isoformat(timespec="seconds" if local.second else "minutes")
        return text + ("+00:00" if local.fold else "")  # the second of the two hours from one to two in autumn


@dataclass(frozen=True)
class Whole(Cell):
    least: int = 0
    most: int | None = None

    def read(self, text, today):
        if not _WHOLE.fullmatch(text):
            raise Wrong(f"This is not a whole number. {self.wanted()}")
        value = int(text)
        if value < self.least or (self.most is not None and value > self.most):
            raise Wrong(f"{value} is out of range. {self.wanted()}")
        return value

    def wanted(self) -> str:
        return f"Use {self.least} or more." if self.most is None else f"Use {self.least} to {self.most}."


@dataclass(frozen=True)
class PointsToNumber(Whole):
    """A key of another sheet that is a number."""

    least: int = 1
    target: str | None = None


@dataclass(frozen=True)
class Amount(Cell):
    """A number with up to four decimals."""

    least: int | None = None

    def read(self, text, today):
        if not _AMOUNT.fullmatch(text):
            raise Wrong("This is not a number with at most four decimals. Write it like 12.5, without signs or units.")
        value = Decimal(text)
        if self.least is not None and value < self.least:
            raise Wrong(f"{text} is out of range. Use {self.least} or more.")
        return value

    def write(self, value):
        return "" if value is None else f"{value + 0:.4f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class YesNo(Cell):
    def read(self, text, today):
        answer = text.lower()
        if answer in ("yes", "y", "true", "1"):
            return True
        if answer in ("no", "n", "false", "0"):
            return False
        raise Wrong(f"{_quoted(text)} is neither yes nor no. Write yes or no.")

    def write(self, value):
        return "" if value is None else ("yes" if value else "no")


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
class Parameters(Cell):
    """A JSON object."""

    empty: object = None

    def read(self, text, today):
        if len(text) > FREE:
            raise Wrong(f"The text has {len(text):,} characters; {FREE:,} is the most. Shorten it.")
        try:
            value = json.loads(text, object_pairs_hook=_once_each, parse_constant=_refuse_constant)
        except Wrong:
            raise
        except (ValueError, RecursionError):
            raise Wrong('This is not JSON. Write it like {"months": 12}.') from None
        if not isinstance(value, dict):
            raise Wrong('This is not a JSON object. Write it like {"months": 12}.')
        if _HIDDEN.search(json.dumps(value, ensure_ascii=False)) or "\\u0000" in json.dumps(value):
            raise Wrong("The JSON holds an unseen control character. Delete it.")
        return value

    def identity(self, value):
        return value or {}

    def write(self, value):
        return json.dumps(value or {}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Wrong("A name stands twice in the JSON. Keep one of them.")
    if any(isinstance(value, float) and value in (float("inf"), float("-inf")) for value in found.values()):
        raise Wrong("A number in the JSON is too large. Write a smaller one.")
    return found


def _refuse_constant(name: str) -> object:
    raise Wrong(f"{name} is not a number. Write the number.")


def _day(found: "re.Match[str]") -> datetime.date:
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise Wrong(f"There is no such day as {found[0]}. Check day and month.") from None


def _moment(day: datetime.date, clock: "re.Match[str]") -> datetime.datetime:
    try:
        local = datetime.datetime.combine(day, datetime.time(int(clock[1]), int(clock[2]), int(clock[3] or 0)))
        if clock[4]:
            return datetime.datetime.fromisoformat(f"{local.isoformat()}{clock[4]}").astimezone(LONDON)
        moment = local.replace(tzinfo=LONDON)
        back = moment.astimezone(datetime.UTC).astimezone(LONDON)
    except (ValueError, OverflowError):
        raise Wrong(f"There is no such time as {clock[0]}. Write it like 14:30.") from None
    if back.replace(tzinfo=None) != local:
        raise Wrong(f"The clocks went forward that night: there was no {clock[1]}:{clock[2]}. Check the time.")
    return moment


def _parts(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in text.split(";")) if part]


def _without_repeats(parts) -> tuple[str, ...]:
    found = tuple(parts)
    for place, part in enumerate(found):
        if part in found[:place]:
            raise Wrong(f"{_quoted(part)} stands twice in the list. Keep one of them.")
    return found


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"


def _one_of(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} or {codes[-1]}"
