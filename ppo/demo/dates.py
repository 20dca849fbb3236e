"""Moves the demo's dates to today, so that a fresh demo always has a conference next week and something overdue.

The files hold the scheme as it stood on REPORT_DAY. Every plain date moves by the same whole number of weeks, so that
weekdays stay and the report day is at most six days ago. What has to lie near today is written `@today-2`,
`@next_week+1T10:00` (next_week is Monday of the week to come) and takes its date from the day of loading.
"""

import datetime
import re

REPORT_DAY = datetime.date(2007, 1, 31)
PLAIN = re.compile(r"\b\d{4}-\d{2}-\d{2}")
NEAR = re.compile(r"^@(today|next_week)([+-]\d+)?")


def moved(cell, today):
    """The cell with its dates as of `today`; everything that is no date stays as it is."""
    if near := NEAR.match(cell):
        start = today if near[1] == "today" else today + datetime.timedelta(days=7 - today.weekday())
        return f"{start + datetime.timedelta(days=int(near[2] or 0))}{cell[near.end() :]}"
    shift = datetime.timedelta(weeks=(today - REPORT_DAY).days // 7)
    return PLAIN.sub(lambda found: str(datetime.date.fromisoformat(found[0]) + shift), cell)
