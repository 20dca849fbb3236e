"""Calendar arithmetic that every floor's rules share. Pure."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)

# Where the ministry moved a bank holiday of England and Wales, or gave one more: (usual day, day held or None for one more).
MOVED = {
    2012: ((date(2012, 5, 28), date(2012, 6, 4)),),
    2020: ((date(2020, 5, 4), date(2020, 5, 8)),),
    2022: ((date(2022, 5, 30), date(2022, 6, 2)),),
}
ONCE = {
    2011: (date(2011, 4, 29),),
    2012: (date(2012, 6, 5),),
    2022: (date(2022, 6, 3), date(2022, 9, 19)),
    2023: (date(2023, 5, 8),),
}


def add_months(day: date, months: int) -> date:
    """The same day of the month so many calendar months on; a day that month lacks becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    """Age in completed years; a birthday of 29 February falls on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous rule of 1876 (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales (since 1978): those at a weekend are held on the next day that is free."""
    sunday = easter(year)
    last_of = {month: date(year, month, 31) for month in (5, 8)}
    early_may = next(date(year, 5, n) for n in range(1, 8) if date(year, 5, n).weekday() == 0)
    mondays = {early_may, *(day - DAY * day.weekday() for day in last_of.values())}
    days = {sunday - 2 * DAY, sunday + DAY, *mondays}
    moved = dict(MOVED.get(year, ()))
    days = {moved.get(day, day) for day in days} | set(ONCE.get(year, ()))
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:
            fixed += DAY
        days.add(fixed)
    return frozenset(days)


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_day_from(day: date) -> date:
    """The day itself, or the next working day after it."""
    while not is_working_day(day):
        day += DAY
    return day


def add_working_days(day: date, number: int) -> date:
    """The day that many working days after `day`, which itself does not count."""
    for _ in range(number):
        day = working_day_from(day + DAY)
    return day
