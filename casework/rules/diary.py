"""When two contacts of one person cannot both be kept, when a week is heavy, and which could be held together. Pure.

"Too many appointments with too many people" (Birmingham 2005, 3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

USUAL = 60  # minutes a contact takes where nobody says


@dataclass(frozen=True)
class Slot:
    """A contact in the diary of the person: `number` names it to the caller. No time: some time that day."""

    number: int
    agency: int
    at: datetime
    time_known: bool = True
    minutes: int | None = None

    @property
    def until(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes or USUAL)


def clashes(wanted: Slot, others: Iterable[Slot]) -> list[Slot]:
    """Those that overlap with the wanted one; where a time is not known nothing clashes."""
    if not wanted.time_known:
        return []
    return [one for one in others if one.time_known and one.at < wanted.until and wanted.at < one.until]


def is_heavy(wanted: Slot, others: Iterable[Slot], limit: int) -> bool:
    """Whether the week has `limit` contacts already, with other agencies among them: one more could be held together."""
    others = list(others)
    return len(others) >= limit and any(one.agency != wanted.agency for one in others)


def apart(contacts: Iterable[tuple[datetime, bool, int]]) -> list[datetime]:
    """Moments of contacts, given with whether the time is known and the agency; those at the same moment count once.

    Of a contact held jointly each agency may write its own: the person came, or did not come, once. Where the time is not
    known, two agencies met the person twice that day.
    """
    return sorted(at for at, _ in {(at, None if known else agency) for at, known, agency in contacts})


def to_join(wanted: Slot, others: Iterable[Slot], now: datetime) -> Slot | None:
    """The contact of another agency still to come that is nearest to the wanted one; None without one."""
    open_ones = [one for one in others if one.agency != wanted.agency and one.time_known and one.at > now]
    return min(open_ones, key=lambda one: (abs(one.at - wanted.at), one.at, one.number), default=None)
