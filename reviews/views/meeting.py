"""Meetings: the list, setting one up, and the page of one for those who run it and those who are invited."""

from datetime import time

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cohort.models import Panel
from reviews.changes import meeting as changes
from reviews.changes.pack import recipients, running_job
from reviews.forms import AgendaAddForm, MeetingInviteForm, MeetingSetUpForm
from reviews.models import ConferencePack, Meeting, Review
from reviews.views.agenda import agenda_of, due_for, others
from sharing.gate import READING, requires
from sharing.guests import agencies_of, chairs_of
from sharing.permissions import Permission
from sharing.saved import say_saved

SHOWN = 50


@requires(Permission.MEETING_SEE, methods=READING)
def meeting_list(request):
    today = localdate()
    coming, held = [], []
    for kind in (Meeting, Panel):  # one list of all that people meet for, whichever floor keeps it
        seen = kind.objects.visible_to(request.viewer).for_list()
        coming += seen.filter(held_on__gte=today).order_by("held_on", "starts_at", "pk")[:SHOWN]
        held += seen.filter(held_on__lt=today).order_by("-held_on", "-pk")[:SHOWN]
    coming.sort(key=lambda meeting: (meeting.held_on, meeting.starts_at or time.min, meeting.number))
    held.sort(key=lambda meeting: (meeting.held_on, meeting.number), reverse=True)
    may_run = request.viewer.can(Permission.MEETING_RUN)
    return render(
        request,
        "reviews/meeting_list.html",
        {"coming": coming[:SHOWN], "held": held[:SHOWN], "may_run": may_run, "today": today},
    )


@requires(Permission.MEETING_RUN)
def meeting_set_up(request):
    agencies = agencies_of(request.viewer)
    form = MeetingSetUpForm(
        request.POST or None, agencies=agencies, chairs=chairs_of(request.viewer), initial=_usual(request.viewer)
    )
    if form.is_valid():
        meeting = changes.meeting_set_up(by=request.viewer, today=localdate(), **form.cleaned_data)
        say_saved(request, "The meeting is set up. Now add people to its agenda.")
        return redirect("meeting_detail", meeting.key)

    return render(request, "reviews/meeting_set_up.html", {"form": form})


@requires(Permission.MEETING_SEE, methods=READING)
def meeting_detail(request, key):
    meeting = get_object_or_404(Meeting.objects.visible_to(request.viewer).for_list(), key=key)
    items = agenda_of(request.viewer, meeting)
    packs = list(ConferencePack.objects.visible_to(request.viewer).filter(meeting=meeting).for_list())
    found = {
        "meeting": meeting,
        "items": items,
        "reviewed": [] if items else _reviewed(request.viewer, meeting),
        "left": sum(not item.reviewed for item in items),
        "attendances": list(meeting.attendances.select_related("agency", "user").order_by("agency__position", "pk")),
        "packs": packs,
        "own_packs": [pack for pack in packs if pack.capacity_id == request.viewer.capacity_id],
        "may_run": request.viewer.can(Permission.MEETING_RUN),
        "today": localdate(),
    }
    if found["may_run"]:
        found |= {
            "due": due_for(request.viewer, meeting),
            "add_form": AgendaAddForm(people=others(request.viewer, meeting)),
            "copies": len(recipients(meeting)) if found["attendances"] and items else 0,
            "job": running_job(meeting),
        }
    return render(request, "reviews/meeting_detail.html", found)


@requires(Permission.MEETING_RUN)
def meeting_invite(request, key):
    meeting = get_object_or_404(Meeting.objects.editable_by(request.viewer), key=key)
    invited = list(meeting.attendances.values_list("agency_id", flat=True))
    agencies = agencies_of(request.viewer)
    form = MeetingInviteForm(request.POST or None, agencies=agencies, initial={"agencies": invited})
    if form.is_valid():
        changes.meeting_invite(
            meeting=meeting, by=request.viewer, agencies=list(form.cleaned_data["agencies"]), today=localdate()
        )
        say_saved(request, "Invitations saved. Those invited can open the records of everyone on the agenda.")
        return redirect("meeting_detail", meeting.key)

    return render(request, "reviews/meeting_invite.html", {"form": form, "meeting": meeting})


def _reviewed(viewer, meeting):
    """Reviews of a meeting that was brought in without an agenda, by name of the person."""
    reviews = Review.objects.visible_to(viewer).filter(meeting=meeting)
    return list(reviews.select_related("person").order_by("person__sort_name", "pk"))


def _usual(viewer):
    """As the last case conference was: kind, time, place, chair and who was invited."""
    last = (
        Meeting.objects.visible_to(viewer).filter(kind=Meeting.Kind.CASE_CONFERENCE).order_by("-held_on", "-pk").first()
    )
    if last is None:
        return {"kind": Meeting.Kind.CASE_CONFERENCE}
    return {
        "kind": Meeting.Kind.CASE_CONFERENCE,
        "starts_at": last.starts_at,
        "place": last.place,
        "chair": last.chair_id,
        "agencies": list(last.attendances.values_list("agency_id", flat=True)),
    }
