"""Days, calendar months and ages, as every measure counts them. Windows are half-open: start ≤ day < end."""

from datetime import date, timedelta
from typing import NamedTuple

from sharing.calendar import add_months

ONE_DAY = timedelta(days=1)


class Window(NamedTuple):
    """A stretch of days, from `start` up to but not including `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        return self.end - ONE_DAY

    def holds(self, day: date | None) -> bool:
        """Whether the day is known and inside; a date that is not known is in no window."""
        return day is not None and self.start <= day < self.end


def covers(start: date, end: date | None, day: date) -> bool:
    """Whether a spell from `start` up to but not including `end` (None: still open) covers the day."""
    return start <= day and (end is None or day < end)


def months_to(day: date, months: int) -> Window:
    """The last so many calendar months up to and including the day: (day − months, day] (G3)."""
    return Window(add_months(day, -months) + ONE_DAY, day + ONE_DAY)


def calendar_month(day: date) -> Window:
    """The calendar month the day lies in."""
    first = day.replace(day=1)
    return Window(first, add_months(first, 1))


def whole_months(start: date, end: date) -> int:
    """How many whole calendar months fit between the two days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def financial_year(day: date) -> date:
    """1 April on or before the day."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


def age_on(born: date, day: date) -> int:
    """Age in completed years; a birthday of 29 February falls on 1 March in other years (G4)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def monday(day: date) -> date:
    """The Monday of the week the day lies in."""
    return day - timedelta(days=day.weekday())


def weeks_to(day: date, weeks: int) -> list[Window]:
    """The last so many whole weeks, Monday to Sunday, ending on the last Sunday on or before the day (M26)."""
    end = monday(day + ONE_DAY)
    return [Window(end - timedelta(weeks=n), end - timedelta(weeks=n - 1)) for n in range(weeks, 0, -1)]
