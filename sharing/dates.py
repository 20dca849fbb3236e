"""How dates, moments and counts are put into words, one way for pages, papers and mail.

Dates are Europe/London dates; moments are aware datetimes, turned to London time here.
"""

from datetime import date, datetime

from django.utils.timezone import is_naive, localdate, localtime

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905


def london_date(moment: date | datetime) -> date:
    """The London date of a moment; a date is itself."""
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if is_naive(moment) else localdate(moment)


def day(moment):
    """14 November 2026"""
    on = london_date(moment)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(moment):
    """14 Nov 2026, for tight tables"""
    on = london_date(moment)
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def weekday(moment):
    """Saturday 14 November 2026, for appointments and meetings"""
    return f"{WEEKDAYS[london_date(moment).weekday()]} {day(moment)}"


def clock(moment):
    """14:05; prisons, police and probation all keep the 24-hour clock"""
    if isinstance(moment, datetime) and not is_naive(moment):
        moment = localtime(moment)
    return f"{moment.hour:02}:{moment.minute:02}"


def easy_clock(moment):
    """2pm, 10:30am, 12 noon: for papers that people take home"""
    hour, minute = (int(part) for part in clock(moment).split(":"))
    if minute == 0 and hour in (0, 12):
        return "12 noon" if hour else "midnight"
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{half}"


def count(number, one, many=None):
    """`count(1, "person", "people")` is “1 person”; without `many` an s is added."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(number):
    """A Decimal as people write it: 12.50 as 12.5, 3.0000 as 3, 1234 as 1,234."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def change(number):
    """By how much something went up or down: “+12”, “-3”, “no change”; of what was not there before “new”."""
    if number is None:
        return "new"
    return f"{'+' if number > 0 else ''}{amount(number)}" if number else "no change"


def ago_or_in(moment, today=None):
    """How far a day is from `today`: “6 days ago”, “yesterday”, “today”, “tomorrow”, “in 3 weeks”.

    Days up to a fortnight, then whole weeks, and whole months from 12 weeks on, always rounded towards today.
    """
    days = (london_date(moment) - (today or localdate())).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    words = distance(abs(days))
    return f"in {words}" if days > 0 else f"{words} ago"


def overdue(moment, today=None):
    """“6 days overdue”, from two months on “2 months overdue”; nothing on the day itself and before it."""
    days = ((today or localdate()) - london_date(moment)).days
    if days <= 0:
        return ""
    return f"{count(days, 'day') if days <= 60 else distance(days)} overdue"


def distance(days):
    if days <= 14:
        return count(days, "day")
    if days < 12 * 7:
        return count(days // 7, "week")
    return count(int(days / 30.4375), "month")


def listed(things):
    """“a”, “a and b”, “a, b and c”; nothing for nothing."""
    *most, last = things or [""]
    return f"{', '.join(most)} and {last}" if most else last
