"""Where a person is: what somebody means who says it anew, and whether a release date is still to be believed."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

CUSTODY = ("sentenced", "remand")
COMMUNITY = ("community_order", "licence", "non_statutory")
ELSEWHERE = ("awaiting_court", "unlawfully_at_large", "hospital")
FRIDAY = 4
STALE_AFTER = timedelta(days=14)  # a fortnight without anybody saying that it still holds


@dataclass(frozen=True)
class Where:
    """Where somebody is from a day on; what only custody has is empty elsewhere."""

    status: str
    start: date
    establishment: str = ""
    sentence_months: int | None = None
    release_on: date | None = None
    release_source: str = ""

    @property
    def place(self) -> tuple[str, str]:
        return self.status, self.establishment


def where_of(row: Any) -> Where:
    """What a status says, or a row that a page gathered of one."""
    return Where(row.status, row.start, row.establishment, row.sentence_months, row.release_on, row.release_source)


class Meaning(Enum):
    """What it means that a person is said to be somewhere from a day on, beside what is recorded."""

    NEW = "new"  # from that day something else holds
    DETAILS = "details"  # the same, said more exactly
    SAME_LATER = "same_later"  # the same from a later day: another order, or was the day wrong?
    OTHER_EARLIER = "other_earlier"  # something else from that very day or before: was the record wrong?


def meaning(recorded: Where | None, said: Where) -> Meaning:
    """What was meant. The last two have to be asked: both readings are likely, and each undoes the other."""
    if recorded is None:
        return Meaning.NEW
    if said.place == recorded.place:
        return Meaning.SAME_LATER if said.start > recorded.start else Meaning.DETAILS
    return Meaning.NEW if said.start > recorded.start else Meaning.OTHER_EARLIER


class Release(Enum):
    """How much a release date is worth on a day."""

    NONE = "none"
    AHEAD = "ahead"
    TODAY = "today"
    PASSED = "passed"  # and nobody has said since where the person is
    HELD = "held"  # passed, and somebody said since that the person is still in custody


def release(status: str, release_on: date | None, confirmed_on: date | None, today: date) -> Release:
    """Of a status that is open today. A date in the past says that something is wrong, never that somebody is out."""
    if status not in CUSTODY or release_on is None:
        return Release.NONE
    if release_on >= today:
        return Release.TODAY if release_on == today else Release.AHEAD
    return Release.HELD if confirmed_on and confirmed_on > release_on else Release.PASSED


def stale(confirmed_on: date | None, start: date, today: date) -> bool:
    """Whether nobody has said for a fortnight that the person is still there."""
    return today - (confirmed_on or start) > STALE_AFTER


def offices_close_early(release_on: date) -> bool:
    """Whether the day is a Friday: whoever comes out after noon finds housing and benefits shut until Monday."""
    return release_on.weekday() == FRIDAY
