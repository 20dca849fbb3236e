"""The agenda of a meeting, one press at a time."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate

from casework.models import Person
from reviews.changes import meeting as changes
from reviews.forms import AgendaAddForm
from reviews.models import AgendaItem, Meeting, Review
from sharing import ledger
from sharing.dates import count
from sharing.gate import requires
from sharing.permissions import Permission
from sharing.saved import say, say_saved


def agenda_of(viewer, meeting):
    """Items of the people who are there for the viewer, each with `reviewed`; what is shown of them is their name."""
    items = list(AgendaItem.objects.filter(meeting=meeting).for_list())
    held = Review.objects.visible_to(viewer).filter(meeting=meeting).held(on=localdate())
    reviewed = set(held.values_list("person_id", flat=True))
    for item in items:
        item.reviewed = item.person_id in reviewed
    ledger.note("reviews.agendaitem", people=[item.person_id for item in items], ids=[item.pk for item in items])
    return items


def others(viewer, meeting):
    """People who are there for the viewer and not on the agenda."""
    there = meeting.agenda.values("person")
    return Person.objects.visible_to(viewer).exclude(pk__in=there).order_by("sort_name", "pk")


def due_for(viewer, meeting):
    """People due for review by the day of the meeting who are there for the viewer; the earliest first."""
    ids = changes.people_due(meeting, on=localdate())
    seen = Person.objects.visible_to(viewer).in_bulk(ids)
    return [seen[pk] for pk in ids if pk in seen]


@requires(Permission.MEETING_RUN, methods=("POST",))
def agenda_add(request, key):
    """One person, chosen from a list."""
    meeting = get_object_or_404(Meeting.objects.editable_by(request.viewer), key=key)
    form = AgendaAddForm(request.POST, people=others(request.viewer, meeting))
    if form.is_valid():
        changes.agenda_add(meeting=meeting, by=request.viewer, people=[form.cleaned_data["person"]])
        say_saved(request, "Added to the agenda.")
    else:
        say(request, "Choose a person to add.")
    return to_agenda(meeting)


@requires(Permission.MEETING_RUN, methods=("POST",))
def agenda_due(request, key):
    """Everyone who is due, with one press."""
    meeting = get_object_or_404(Meeting.objects.editable_by(request.viewer), key=key)
    added = changes.agenda_add(meeting=meeting, by=request.viewer, people=due_for(request.viewer, meeting))
    if added:
        say_saved(request, f"{count(added, 'person', 'people')} added to the agenda.")
    else:
        say(request, "Nobody else is due by then.")
    return to_agenda(meeting)


@requires(Permission.MEETING_RUN, methods=("POST",))
def agenda_move(request, key):
    item = get_object_or_404(AgendaItem.objects.editable_by(request.viewer).for_list(), key=key)
    changes.agenda_move(item=item, by=request.viewer, earlier=request.POST.get("way") == "up")
    return to_agenda(item.meeting, item)


@requires(Permission.MEETING_RUN, methods=("POST",))
def agenda_remove(request, key):
    item = get_object_or_404(AgendaItem.objects.editable_by(request.viewer).for_list(), key=key)
    changes.agenda_remove(item=item, by=request.viewer)
    say_saved(request, "Taken off the agenda.")
    return to_agenda(item.meeting)


def to_agenda(meeting, item=None):
    return redirect(reverse("meeting_detail", args=[meeting.key]) + (f"#{item.key}" if item else "#agenda"))
