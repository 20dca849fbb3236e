"""Where a nomination stands, and what may still be done with it. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from cohort.rules.pool import PREVENT_DETER, born_by


class Standing(StrEnum):
    """What the agency that nominated is told. Sent says nothing of whether the person was known before."""

    SENT = "sent"
    ON_AGENDA = "on_agenda"
    WAITING = "waiting"
    BROUGHT_ON = "brought_on"
    TURNED_DOWN = "turned_down"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


WORDS = {
    Standing.SENT: "Sent",
    Standing.ON_AGENDA: "On the agenda",
    Standing.WAITING: "Waiting",
    Standing.BROUGHT_ON: "On the scheme",
    Standing.TURNED_DOWN: "Not for the scheme",
    Standing.WITHDRAWN: "Withdrawn",
    Standing.ANSWERED: "Answered",
}
DECIDED = frozenset({Standing.BROUGHT_ON, Standing.TURNED_DOWN, Standing.WITHDRAWN, Standing.ANSWERED})


def under_18(born: date | None, day: date) -> bool:
    """Whether the youth offending team leads; an unknown date of birth counts as 18 or over, as in the ranking."""
    return born is not None and born > born_by(day)


def strands_for(born: date | None, day: date, wanted: tuple[str, ...]) -> list[str]:
    """The strands somebody is nominated for: nobody under 18 for anything but prevent and deter."""
    return [PREVENT_DETER] if under_18(born, day) else list(wanted)
