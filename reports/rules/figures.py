"""Arithmetic of figures: exact until the last step, rounded half away from zero, and null where none can be made."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import exp, log, sqrt
from typing import TypedDict

Z95 = 1.959963984540054  # two-sided 95 per cent of the normal distribution
DAYS_PER_YEAR = 365
DAYS_PER_MONTH = Fraction("30.4375")

Number = int | Fraction | Decimal


def rounded(value: Number, places: int = 1) -> float:
    """Round half away from zero: 0.25 to 0.3, −0.25 to −0.3. Exact fractions go in, so there is no near miss."""
    scaled = abs(Fraction(value)) * 10**places + Fraction(1, 2)
    sign = -1 if value < 0 else 1
    return sign * int(scaled) / float(10**places)


def pounds(value: Number) -> int:
    """Whole pounds, half away from zero."""
    return int(rounded(value, 0))


def percentage(part: int, whole: int) -> float | None:
    """Part of a whole in per cent, one decimal; null when the whole is empty."""
    return rounded(Fraction(100 * part, whole)) if whole else None


def change_pct(before: Number, after: Number) -> float | None:
    """Change in per cent of what was before, one decimal; negative means a fall; null when nothing was before."""
    return rounded(100 * (Fraction(after) - Fraction(before)) / Fraction(before)) if before else None


def months(days: int) -> float:
    """Days as months of 30.4375 days, one decimal."""
    return rounded(days / DAYS_PER_MONTH)


def median(values: Iterable[int]) -> float | None:
    """The middle value, or halfway between the two middle ones, one decimal; null when there is none."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else rounded(Fraction(ordered[middle - 1] + ordered[middle], 2))


class RateRatio(TypedDict):
    rate_before: float | None
    rate_after: float | None
    rate_ratio: float | None
    change_percent: float | None
    se_log: float | None
    ci95: tuple[float, float] | None
    note: str


def rate_ratio(
    *, events_after: int, days_at_liberty_after: int, events_before: int, days_at_liberty_before: int
) -> RateRatio:
    """Offences per year at liberty, after against before, with its 95 per cent interval by the log method.

    Unit: offences a year; the ratio has none (1 means no change). Null where there was no time at liberty or nothing
    before; the interval is null when either count is 0. Source: standard method for two Poisson rates, se(log) =
    √(1/a + 1/b).
    """
    before = _rate(events_before, days_at_liberty_before)
    after = _rate(events_after, days_at_liberty_after)
    ratio = None if after is None or not before else after / before
    se = sqrt(1 / events_after + 1 / events_before) if ratio else None
    return RateRatio(
        rate_before=_float(before),
        rate_after=_float(after),
        rate_ratio=_float(ratio),
        change_percent=None if ratio is None else float(100 * (ratio - 1)),
        se_log=se,
        ci95=None if ratio is None or se is None else (exp(log(ratio) - Z95 * se), exp(log(ratio) + Z95 * se)),
        note=_why_no_ratio(before, after),
    )


def _why_no_ratio(before: Fraction | None, after: Fraction | None) -> str:
    if before is None or after is None:
        return "no time at liberty: rate undefined"
    return "" if before else "no events before: ratio undefined"


def _rate(events: int, days: int) -> Fraction | None:
    return Fraction(events * DAYS_PER_YEAR, days) if days else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def day_text(day: date) -> str:
    """A day as people write it: 31 January 2007."""
    return f"{day.day} {day:%B %Y}"
