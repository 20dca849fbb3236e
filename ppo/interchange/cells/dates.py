"""Cells of days and moments, in London."""

import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ppo.interchange.cells.shape import Cell, Wrong

LONDON = ZoneInfo("Europe/London")

_DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4}))", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC, or a day whose time is not known; then `at` is its midnight in London.

    UTC, because Python holds two moments of the doubled hour for different as soon as one of them is in London time.
    """

    at: datetime.datetime
    has_time: bool


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
            midnight = datetime.datetime.combine(day, datetime.time(), LONDON)
            return Moment(midnight.astimezone(datetime.UTC), has_time=False)
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


def _day(found: "re.Match[str]") -> datetime.date:
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise Wrong(f"There is no such day as {found[0]}. Check day and month.") from None


def _moment(day: datetime.date, clock: "re.Match[str]") -> datetime.datetime:
    try:
        local = datetime.datetime.combine(day, datetime.time(int(clock[1]), int(clock[2]), int(clock[3] or 0)))
        offset = datetime.datetime.fromisoformat(f"{local.isoformat()}{clock[4]}").tzinfo if clock[4] else LONDON
        moment = local.replace(tzinfo=offset).astimezone(datetime.UTC)
        back = moment.astimezone(offset)
        moment.astimezone(LONDON)  # as it will be shown
    except (ValueError, OverflowError):
        raise Wrong(f"There is no such time as {clock[0]}. Write it like 14:30.") from None
    if back.replace(tzinfo=None) != local:
        raise Wrong(f"The clocks went forward that night: there was no {clock[1]}:{clock[2]}. Check the time.")
    return moment
