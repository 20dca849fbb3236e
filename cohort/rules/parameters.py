"""The parameters of a matrix line, read from the JSON of the sheet once and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from casework import reference

TOOLS = ("ogrs3", "ogp", "ovp", "prism", "other")
LONGEST = 600  # months or weeks of anything


class LineProblem(ValueError):
    """A line of a matrix cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Parameters:
    """What a line says beyond weight and cap. `bands` are (from, points), ascending; `class_weights` by offence class."""

    months: int = 12
    days: int = 90
    by_offence: bool = False
    tool: str = "other"
    bands: tuple[tuple[Decimal, Decimal], ...] = ()
    class_weights: Mapping[str, Decimal] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any], *, months: int) -> Parameters:
        """From the JSON of a line; `months` where it says none. Names that mean nothing are left. Raises LineProblem."""
        return cls(
            months=_whole(said, "months", months, lowest=1),
            days=_whole(said, "days", cls.days, lowest=0),
            by_offence=_basis(said.get("basis", "charge")),
            tool=_tool(said.get("tool", cls.tool)),
            bands=_bands(said.get("bands", ())),
            class_weights=_class_weights(said.get("class_weights", {})),
        )


def _whole(said: Mapping[str, Any], name: str, default: int, *, lowest: int) -> int:
    value = said.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= LONGEST:
        raise LineProblem(f"{name.capitalize()} must be a whole number from {lowest} to {LONGEST}.")
    return value


def _basis(said: Any) -> bool:
    if said not in ("charge", "offence"):
        raise LineProblem("Basis must be charge or offence.")
    return bool(said == "offence")


def _tool(said: Any) -> str:
    if said not in TOOLS:
        raise LineProblem(f"Tool must be one of {', '.join(TOOLS)}.")
    return str(said)


def _bands(said: Any) -> tuple[tuple[Decimal, Decimal], ...]:
    """More of what is counted may never give fewer points: both numbers of each band are higher than those before."""
    try:
        bands = tuple((_number(lowest), _number(points)) for lowest, points in said)
    except (TypeError, ValueError) as wrong:
        raise LineProblem("Bands must be pairs of numbers: from, points.") from wrong
    for (low, few), (high, many) in pairwise(bands):
        if not (low < high and few <= many):
            raise LineProblem("Bands must go up: each starts higher than the one before and gives no fewer points.")
    return bands


def _class_weights(said: Any) -> Mapping[str, Decimal]:
    """By class, or by group of classes; a class's own weight goes before its group's."""
    if not isinstance(said, Mapping):
        raise LineProblem("Weights of classes must name classes or groups of the offence list.")
    classes = reference.offence_classes()
    groups = {one.group for one in classes.values()}
    if unknown := sorted(str(name) for name in said if name not in classes and name not in groups):
        raise LineProblem(f"{unknown[0]} is no class and no group of the offence list.")
    weights = {name: _number(value) for name, value in said.items()}
    return {
        code: weights[code] if code in weights else weights[one.group]
        for code, one in classes.items()
        if code in weights or one.group in weights
    }


def _number(said: Any) -> Decimal:
    try:
        if isinstance(said, bool):
            raise TypeError
        value = Decimal(str(said))
    except (InvalidOperation, TypeError) as wrong:
        raise LineProblem(f"{said} must be a number.") from wrong
    if not value.is_finite() or value < 0:
        raise LineProblem(f"{said} must be a number from 0.")
    return value
