"""The screen that everyone in the room looks at: what may stand there is worked out before the page is made.

Whoever runs a conference shares their screen with every agency that is there, and sometimes with the person. Then a record
shows as far as it shows to the agency that may see least of it, and what may not be said to exist does not show at all, to
whomever it would. In front of the person nobody else on the agenda is named.
"""

from reviews.models import Attendance
from sharing.policy import SILENT, Level
from sharing.together import together

SHARED, JOINING = "shared", "joining"
AWAY = (Attendance.Attended.APOLOGIES, Attendance.Attended.NO)
HELD = "screen"  # in the session: {"meeting": key, "item": key, "how": SHARED or JOINING}


def how(request, meeting):
    """SHARED, JOINING, or "" where the screen is the user's own."""
    held = request.session.get(HELD) or {}
    return held.get("how", "") if held.get("meeting") == meeting.key else ""


def sits_with(request, meeting):
    """The key of the agenda item whose person is in the room; None where nobody is."""
    return request.session[HELD]["item"] if how(request, meeting) == JOINING else None


def turn(request, item, how):
    """Share the screen, let the person of the item join, or, with neither, take the screen back."""
    if how in (SHARED, JOINING):
        request.session[HELD] = {"meeting": item.meeting.key, "item": item.key, "how": how}
    else:
        request.session.pop(HELD, None)


def room_of(meeting):
    """The agencies that are there, or expected and not said to be away."""
    there = meeting.attendances.exclude(attended__in=AWAY).select_related("agency").order_by("agency__position", "pk")
    return [one.agency for one in there]


def level_in(room, person, *, at):
    """`level_of(owner, category)` for these agencies together, of one person. Two statements."""
    along = together(scheme_id=person.scheme_id, people=[person.pk], agencies=room, at=at)

    def level_of(owner, category):
        return Level.NONE if category in SILENT else along.level(person.pk, owner, category)

    return level_of
