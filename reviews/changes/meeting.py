"""Setting a meeting up: when and where, who is on the agenda, who is invited. Each puts agencies on or off the case."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from cohort.numbers import next_number
from reviews.clock import due_reviews
from reviews.models import AgendaItem, Attendance, Meeting
from sharing import ledger, links
from sharing.looking import looking_as_system
from sharing.models import Scheme
from sharing.places import moved

SLOT = timedelta(minutes=10)  # for each person


class AgendaChanged(Exception):
    """Somebody changed the agenda since the page was opened."""


@transaction.atomic
def meeting_set_up(*, by, kind, held_on, agencies, today, starts_at=None, place="", chair=None):
    """Make the next meeting of the scheme of `by` and invite these agencies; returns it."""
    scheme = Scheme.objects.select_for_update().get(pk=by.scheme_id)  # numbers are given one at a time
    meeting = Meeting.objects.create(
        scheme=scheme, number=next_number(scheme), kind=kind, held_on=held_on, starts_at=starts_at, place=place,
        chair=chair,
    )  # fmt: skip
    ledger.record("meeting_set_up", by=by, operation=ledger.Operation.COLLECTION, subject=meeting, kind=kind)
    meeting_invite(meeting=meeting, by=by, agencies=agencies, today=today)
    return meeting


@transaction.atomic
def meeting_invite(*, meeting, by, agencies, today):
    """Invite these agencies, and only these: an invitation that is taken back ends the agency's part in the case.

    An agency that came, or said it would not, stays. Returns how many invitations changed.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    invited = {row.agency_id: row for row in meeting.attendances.all()}
    wanted = {agency.pk for agency in agencies}
    gone = [row for pk, row in invited.items() if pk not in wanted and not row.attended]
    Attendance.objects.filter(pk__in=[row.pk for row in gone]).delete()
    fresh = [agency for agency in agencies if agency.pk not in invited]
    Attendance.objects.bulk_create([Attendance(meeting=meeting, agency=agency, invited_on=today) for agency in fresh])
    people = _people(meeting)
    links.sync(people)
    ledger.record(
        "meeting_invite", by=by, operation=ledger.Operation.DISCLOSURE, subject=meeting, people=people,
        invited=sorted(agency.pk for agency in fresh), taken_back=sorted(row.agency_id for row in gone),
    )  # fmt: skip
    return len(fresh) + len(gone)


@transaction.atomic
def agenda_add(*, meeting, by, people):
    """Put these people at the end of the agenda, those already on it left where they are. Returns how many were added."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    there = set(_people(meeting))
    fresh = [person for person in people if person.pk not in there]
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    AgendaItem.objects.bulk_create(
        [
            AgendaItem(meeting=meeting, person=person, position=last + place)
            for place, person in enumerate(fresh, start=1)
        ]
    )
    _set_slots(meeting)
    added = [person.pk for person in fresh]
    links.sync(added)
    ledger.record(
        "agenda_add", by=by, operation=ledger.Operation.DISCLOSURE, subject=meeting, people=added, added=len(added)
    )
    return len(added)


def people_due(meeting, *, on):
    """Ids of people due for review by the day of the meeting and not on its agenda, the exempt left out; earliest first."""
    with looking_as_system():
        due = due_reviews(meeting.scheme, on=on)
        there = set(_people(meeting))
    ripe = [(row.due_on, pk) for pk, row in due.items() if row.due_on <= meeting.held_on and not row.exempt]
    return [pk for _, pk in sorted(ripe) if pk not in there]


@transaction.atomic
def agenda_move(*, item, by, earlier):
    """Let the item change places with its neighbour; at the end of the list nothing happens."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if items := moved(meeting.agenda.order_by("position", "pk"), item, earlier=earlier):
        AgendaItem.objects.bulk_update(items, ["position"])
        _set_slots(meeting)
        ledger.record("agenda_move", by=by, subject=meeting, people=[item.person_id], earlier=earlier)


@transaction.atomic
def agenda_remove(*, item, by):
    """Take a person off the agenda, which ends the part of the invited agencies in the case."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    person = item.person_id
    AgendaItem.objects.filter(pk=item.pk).delete()
    _set_slots(meeting)
    links.sync([person])
    ledger.record("agenda_remove", by=by, subject=meeting, people=[person])


def _people(meeting):
    return list(meeting.agenda.values_list("person_id", flat=True))


def _set_slots(meeting):
    """Ten minutes each, in order, where the meeting has a time."""
    items = list(meeting.agenda.order_by("position", "pk"))
    first = meeting.starts_at and datetime.combine(meeting.held_on, meeting.starts_at)
    for place, item in enumerate(items):
        item.slot_at = (first + place * SLOT).time() if first else None
    AgendaItem.objects.bulk_update(items, ["slot_at"])
