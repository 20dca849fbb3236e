"""What reviews know about who is on the case: the agencies invited to a meeting with the person on the agenda."""

from datetime import timedelta

from cohort.links import access_days
from reviews.models import AgendaItem, Attendance, Review
from sharing import links
from sharing.models import Link

IMPORTED_DAYS_BEFORE = 28  # an invitation that came with an import has no day of its own


@links.source(Link.Reason.MEETING)
def meetings(people):
    """From the invitation until some days after the meeting, the last of them included.

    On the agenda is who stands on it, and who was reviewed: imported meetings bring reviews alone.
    """
    rows = (
        set(AgendaItem.objects.filter(person__in=people).values_list("person_id", "meeting_id"))
        | set(Review.objects.filter(person__in=people).values_list("person_id", "meeting_id"))
    )  # fmt: skip
    invited = {}
    for row in Attendance.objects.filter(meeting__in={meeting for _, meeting in rows}).select_related("meeting"):
        invited.setdefault(row.meeting_id, []).append(row)
    days = access_days({row.meeting.scheme_id for each in invited.values() for row in each})
    return [
        (person, row.agency_id, *_period(row, days[row.meeting.scheme_id]))
        for person, meeting in rows
        for row in invited.get(meeting, ())
    ]


def _period(invitation, days):
    held_on = invitation.meeting.held_on
    first = invitation.invited_on or held_on - timedelta(days=IMPORTED_DAYS_BEFORE)
    return first, held_on + timedelta(days=days + 1)
