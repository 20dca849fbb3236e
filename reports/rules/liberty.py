"""Time at liberty: the days a person could have offended in the community.

Liberty is every day not in `sentenced`, `remand` or `hospital`; unlawfully at large counts as liberty, and so do days
without a status (M16), which a note says. Overlapping spells are counted once.
"""

from collections.abc import Iterable
from datetime import date

from reports.rules.dates import Window, covers
from reports.rules.facts import Status

NOT_AT_LIBERTY = frozenset({"sentenced", "remand", "hospital"})


def days_covered(spells: Iterable[tuple[date, date | None]], window: Window) -> int:
    """How many days of the window the spells cover together. Spells are half-open; None is still open."""
    covered, reached = 0, window.start
    for start, end in sorted((start, end or window.end) for start, end in spells):
        start, end = max(start, reached), min(end, window.end)
        if start < end:
            covered += (end - start).days
            reached = end
    return covered


def days_at_liberty(statuses: Iterable[Status], window: Window) -> int:
    """Days of the window not spent in custody or secure hospital. Unit: days."""
    kept = ((row.start, row.end) for row in statuses if row.status in NOT_AT_LIBERTY)
    return window.days - days_covered(kept, window)


def days_without_status(statuses: Iterable[Status], window: Window) -> int:
    """Days of the window for which nothing is recorded; they count as liberty. Unit: days."""
    return window.days - days_covered(((row.start, row.end) for row in statuses), window)


def at_liberty(statuses: Iterable[Status], day: date) -> bool:
    """Whether the person was neither in custody nor in secure hospital on the day."""
    return not any(row.status in NOT_AT_LIBERTY and covers(row.start, row.end, day) for row in statuses)


def at_liberty_throughout(statuses: Iterable[Status], window: Window) -> bool:
    """Whether no day of the window was spent in custody or secure hospital."""
    return days_at_liberty(statuses, window) == window.days
