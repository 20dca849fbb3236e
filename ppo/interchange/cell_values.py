"""Cells of a workbook as the text a user would type: dates as ISO, numbers without a tail, no formula believed."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal

from openpyxl.utils.datetime import from_excel

FORMULA = "This cell is calculated. Copy the column and paste it back as values."
BROKEN = "This cell shows an error. Type the value."
OUT_OF_RANGE = "This date is outside of the calendar. Type it as day, month and year."

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPABLE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def unescaped(text: str) -> str:
    """`_x000D_` stands for a character that XML cannot hold, or would change."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def escaped(text: str) -> str:
    """Characters that XML cannot hold as such escapes; text that merely looks like one keeps its looks."""
    return _ESCAPABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


class CellWriter:
    """Knows what the codes inside a cell refer to: shared strings, and which styles are dates."""

    def __init__(self, *, strings: Sequence[str], date_styles: Sequence[bool], epoch: datetime) -> None:
        self.strings = strings
        self.date_styles = date_styles
        self.epoch = epoch

    def text(self, raw: str, kind: str, style: int, *, formula: bool) -> tuple[str, str | None]:
        """The text of a cell, and what is wrong with it when it holds no plain value. Raises ValueError if damaged."""
        if kind == "e":
            return raw, BROKEN
        if formula:
            return self.plain(raw, kind, style)[0] or "=", FORMULA
        return self.plain(raw, kind, style)

    def plain(self, raw: str, kind: str, style: int) -> tuple[str, str | None]:
        if kind == "s":
            return self.shared(raw), None
        if kind in ("inlineStr", "str"):
            return unescaped(raw), None
        if not raw:
            return "", None
        if kind == "b":
            return ("yes" if raw == "1" else "no"), None
        if kind == "n":
            return self.number(raw, style)
        return raw, None  # "d": already ISO

    def shared(self, raw: str) -> str:
        index = int(raw)
        if not 0 <= index < len(self.strings):
            raise ValueError(f"no shared string {index}")
        return self.strings[index]

    def number(self, raw: str, style: int) -> tuple[str, str | None]:
        value = float(raw)
        if 0 <= style < len(self.date_styles) and self.date_styles[style]:
            return self.date(value, raw)
        if value != value or value in (float("inf"), float("-inf")):
            return raw, BROKEN
        if abs(value) < 1e15:
            return f"{Decimal(f'{value:.15g}').normalize():f}", None  # fifteen digits are what the program shows
        return raw, None

    def date(self, value: float, raw: str) -> tuple[str, str | None]:
        try:
            moment = from_excel(value, self.epoch)
        except (OverflowError, ValueError):
            return raw, OUT_OF_RANGE
        if not isinstance(moment, datetime):
            return f"{moment:%H:%M}" if isinstance(moment, time) else raw, None
        if moment.time() == time(0):
            return f"{moment:%Y-%m-%d}", None
        return moment.isoformat(timespec="seconds" if moment.second else "minutes"), None
