"""Meetings, who came and what was said."""

from ppo.interchange.sheets.shape import (
    Column,
    Sheet,
    agency,
    choice,
    conference,
    date,
    flag,
    free,
    key,
    may,
    must,
    number,
    person,
    short,
    user,
)
from reviews.models import Attendance, Meeting

SHEETS = (
    Sheet(
        "conferences",
        (
            key("number", number),
            must("kind", choice(Meeting.Kind)),
            must("held_on", date),
            may("chair", user),
            may("place", short),
        ),
    ),
    Sheet(
        "attendance",
        (
            key("conference", conference),
            key("agency", agency),
            may("user", user),
            Column(
                "attended", choice(Attendance.Attended), always_there=True
            ),  # filled once the day has come: `crossing`
            may("contribution", free),
        ),
    ),
    Sheet(
        "reviews",
        (
            key("conference", conference),
            key("ref", person),
            may("person_attended", flag),
            may("person_comment", free),
            may("summary", free),
            may("next_review_on", date),
            may("owner", agency),
        ),
        owned=True,
    ),
)
