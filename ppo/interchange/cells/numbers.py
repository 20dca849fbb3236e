"""Cells of numbers, of yes and no, and of JSON."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal

from ppo.interchange.cells.shape import HIDDEN, Cell, Wrong, quoted
from ppo.interchange.cells.texts import FREE

_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
_AMOUNT = re.compile(r"-?\d{1,8}(\.\d{1,4})?", re.ASCII)


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
        raise Wrong(f"{quoted(text)} is neither yes nor no. Write yes or no.")

    def write(self, value):
        return "" if value is None else ("yes" if value else "no")


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
        if HIDDEN.search(json.dumps(value, ensure_ascii=False)) or "\\u0000" in json.dumps(value):
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
