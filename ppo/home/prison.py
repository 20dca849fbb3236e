"""The prison's own home: who of the scheme is here, who comes out when, and what has to be asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from casework.models import Allocation, Status
from casework.overview import confirmed_words, release_of, release_words
from casework.rules.where import Release, stale
from sharing.models import Agency

MOST = 200  # people of one scheme in one prison
A_WEEK = timedelta(days=7)
SHOWN = {"": "Here now", "arrived": "Arrived this week", "leaving": "Leaving soon"}


@dataclass(frozen=True)
class Inmate:
    """One person of the scheme in the prison, as a row."""

    status: Status
    release: str
    confirmed: str
    doubt: str  # what has to be asked, or nothing
    arrived: bool  # within the last week
    leaving: bool  # within the time in which the police have to be told, or already late

    @property
    def person(self):
        return self.status.person


def is_prison(viewer):
    return viewer.agency.kind == Agency.Kind.PRISON and bool(viewer.agency.establishment)


def has_own_people(viewer):
    """Whether the viewer is somebody's worker by name; they have that home, wherever they sit."""
    return Allocation.objects.visible_to(viewer).filter(user_id=viewer.user_id, end__isnull=True).exists()


def inmates(viewer, *, today, notice_days):
    """Everyone the prison sees as being in it, the next to come out first, those without a date last. One statement."""
    here = Status.objects.visible_to(viewer).open().filter(establishment=viewer.agency.establishment, start__lte=today)
    rows = here.select_related("person").order_by(F("release_on").asc(nulls_last=True), "person__sort_name")[:MOST]
    return [inmate(row, today, notice_days) for row in rows]


def inmate(row: Status, today: date, notice_days: int) -> Inmate:
    return Inmate(
        status=row,
        release=release_words(row, today),
        confirmed=confirmed_words(row, today),
        doubt=doubt(row, today),
        arrived=row.start > today - A_WEEK,
        leaving=row.release_on is not None and row.release_on <= today + timedelta(days=notice_days),
    )


def doubt(row, today):
    if release_of(row, today) == Release.PASSED:
        return "Release date has passed"
    return "Not confirmed for two weeks" if stale(row.confirmed_on, row.start, today) else ""


def shown(rows, show):
    """The rows of one of SHOWN."""
    return [one for one in rows if show == "" or getattr(one, show)]
