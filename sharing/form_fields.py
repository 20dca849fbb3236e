"""Fields of forms that take what people really type, and say which part of it is wrong."""

import calendar
import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from .dates import MONTHS

NUMBERS = re.compile(r"(\d{1,2})[/.\-\s]+(\d{1,2})[/.\-\s]+(\d{4}|\d{2})")
NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[/.\-\s]*([a-z]{3,})[/.,\-\s]*(\d{4}|\d{2})", re.IGNORECASE)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)


class DayInput(forms.TextInput):
    """One box for a whole date; a date shows as it is written, 14/11/2026."""

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", "class": "govuk-input--width-10", **(attrs or {})})

    def format_value(self, value):
        if isinstance(value, datetime.date):
            return f"{value.day:02}/{value.month:02}/{value.year:04}"
        return value


class DayField(forms.Field):
    """A date as people write it: 1/2/26, 01/02/2026, 1 Feb 2026, 1st February 2026 or 2026-02-01.

    Gives a `datetime.date`. With `in_past` a later day than today is refused and a two-digit year is the latest one
    that is not to come; otherwise two digits mean the hundred years that end ten years from now.
    """

    widget = DayInput

    def __init__(self, *, in_past=False, example="14/11/2026", **kwargs):
        self.in_past = in_past
        kwargs.setdefault("help_text", f"For example, {example}.")
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.date):
            return value
        year, month, day = self.parts(str(value).strip())
        self.check_parts(year, month, day)
        return datetime.date(year, month, day)

    def parts(self, text):
        if found := ISO.fullmatch(text):
            return tuple(int(part) for part in found.groups())
        if found := NUMBERS.fullmatch(text):
            return self.full_year(found[3]), int(found[2]), int(found[1])
        if found := NAMED_MONTH.fullmatch(text):
            return self.full_year(found[3]), month_number(found[2]), int(found[1])
        raise ValidationError("Enter the date as day, month and year, for example 14/11/2026.", code="shape")

    def full_year(self, digits):
        if len(digits) == 4:
            return int(digits)
        newest = localdate().year + (0 if self.in_past else 10)
        return newest - (newest - int(digits)) % 100

    def check_parts(self, year, month, day):
        if not 1 <= month <= 12:
            raise ValidationError("The month must be a number from 1 to 12.", code="month")
        if not 1900 <= year <= 2199:
            raise ValidationError("The year must have four digits, for example 2026.", code="year")
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise ValidationError(
                f"The day must be a number from 1 to {days}: {MONTHS[month - 1]} {year} has {days} days.", code="day"
            )

    def validate(self, value):
        super().validate(value)
        if self.in_past and value and value > localdate():
            raise ValidationError("The date must be today or earlier.", code="future")

    def has_changed(self, initial, data):
        try:
            return super().has_changed(initial, self.to_python(data))
        except ValidationError:
            return True


def month_number(name):
    """The number of a month given by three or more letters of its name; raises `ValidationError`."""
    for number, month in enumerate(MONTHS, start=1):
        if month.lower().startswith(name.lower()) or name.lower() == "sept" == month.lower()[:4]:
            return number
    raise ValidationError(f"“{name}” is not a month. Write it as a number or a name, for example Nov.", code="month")


class ClockInput(forms.TextInput):
    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", "class": "govuk-input--width-5", **(attrs or {})})

    def format_value(self, value):
        return f"{value.hour:02}:{value.minute:02}" if isinstance(value, datetime.time) else value


class ClockField(forms.Field):
    """A time of day on the 24-hour clock, as 14:05, 14.05, 1405 or 2pm. Gives a `datetime.time`."""

    widget = ClockInput

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "For example, 14:05.")
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.time):
            return value
        found = CLOCK.fullmatch(str(value).strip())
        if not found:
            raise ValidationError("Enter the time as hours and minutes, for example 14:05.", code="shape")
        return self.time_of(int(found[1]), int(found[2] or 0), (found[3] or "").lower())

    def time_of(self, hour, minute, half):
        if half and not 1 <= hour <= 12:
            raise ValidationError("With am or pm the hour must be a number from 1 to 12.", code="hour")
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour > 23:
            raise ValidationError("The hour must be a number from 0 to 23.", code="hour")
        if minute > 59:
            raise ValidationError("The minutes must be a number from 0 to 59.", code="minute")
        return datetime.time(hour, minute)
