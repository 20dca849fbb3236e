"""When a decision about enforcement is due, what can be decided, how fast it goes, and whether the person came back. Pure.

Two absences without a good reason make a decision due (Birmingham 2005, 3); recalls and breaches are fast-tracked
(Stockton annual report 2007, 3.2e). Where there is no order and no licence there is nothing to enforce.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sharing.calendar import add_working_days

Moment = TypeVar("Moment", date, datetime)

# Status of the person -> what can be decided, mildest first. On licence there may be an order of a court besides.
STEPS = {
    "community_order": ("warning", "breach", "none"),
    "licence": ("warning", "breach", "recall", "none"),
}
EVERY_STEP = STEPS["licence"]  # where the status is not known


@dataclass(frozen=True)
class Absences:
    """Contacts missed without a good reason since the present order or licence began."""

    since: date
    missed: int
    unanswered: int  # of those, after the last decision
    limit: int

    @property
    def reached(self) -> bool:
        return self.missed >= self.limit

    @property
    def due(self) -> bool:
        """Whether somebody must decide: the limit is reached, and no decision was made since the last absence."""
        return self.reached and self.unanswered > 0


def absences(
    *, status: str, since: date, missed: Iterable[date], decided: Iterable[date], limit: int
) -> Absences | None:
    """What stands of these days of absence and of decision; None where there is nothing to enforce.

    A decision answers every absence up to and on its day, also one that is typed in later. After it, with the limit
    reached, each further absence makes the next decision due.
    """
    if status not in STEPS:
        return None
    counted = [day for day in missed if day >= since]
    last = max(decided, default=date.min)
    return Absences(since, len(counted), sum(day > last for day in counted), limit)


def send_by(kind: str, decided_on: date, days: Mapping[str, int]) -> date | None:
    """The day by which a decision of this kind is to be sent; `days` are working days by kind. None: no clock."""
    return add_working_days(decided_on, days[kind]) if kind in days else None


def follow_up(*, kind: str, sent_on: date | None, resolved_on: date | None, by: date | None, today: date) -> str:
    """Where a decision stands, in one word of the product."""
    if kind == "none" or resolved_on or (kind == "warning" and sent_on):
        return "Finished"
    if sent_on:
        return "Sent"
    return "Late" if by is not None and today > by else "Waiting"


def back_after(missed: Moment, kept: Iterable[Moment]) -> Moment | None:
    """The first contact that was kept after the one missed; None while there is none."""
    return min((one for one in kept if one > missed), default=None)
