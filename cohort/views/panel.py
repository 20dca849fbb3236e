"""Panels: the list, setting one up, and the page of one for those who run it and those who are invited."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cohort import panels
from cohort.changes import panel as changes
from cohort.forms.panel import AttendForm, PanelChangeForm, PanelInviteForm, PanelPersonForm, PanelSetUpForm, SeatsForm
from cohort.models import Panel, PanelDecision, SelectionRun
from sharing.gate import READING, requires
from sharing.guests import agencies_of, chairs_of
from sharing.models import Capacity
from sharing.permissions import Permission, roles_with
from sharing.saved import say, say_saved

SHOWN = 50


@requires(Permission.MEETING_SEE, methods=READING)
def panel_list(request):
    today = localdate()
    seen = Panel.objects.visible_to(request.viewer).for_list()
    waiting = PanelDecision.objects.visible_to(request.viewer).waiting()
    may_confirm = request.viewer.can(Permission.PANEL_CONFIRM)
    return render(
        request,
        "cohort/panel_list.html",
        {
            "coming": list(seen.filter(held_on__gte=today).order_by("held_on", "starts_at", "pk")[:SHOWN]),
            "held": list(seen.filter(held_on__lt=today).order_by("-held_on", "-pk")[:SHOWN]),
            "waiting": waiting.filter(item__panel__in=seen).count() if may_confirm else 0,
            "may_run": request.viewer.can(Permission.MEETING_RUN),
        },
    )


@requires(Permission.MEETING_RUN)
def panel_set_up(request):
    """As the last panel was, but for the day. `?run=` comes back to a run whose people then go on the agenda."""
    form = PanelSetUpForm(
        request.POST or None, agencies=agencies_of(request.viewer), members=members_of(request.viewer),
        chairs=chairs_of(request.viewer), initial=usual(request.viewer),
    )  # fmt: skip
    if form.is_valid():
        panel = changes.panel_set_up(by=request.viewer, today=localdate(), seats=form.seats, **form.what)
        run = SelectionRun.objects.of(request.viewer.scheme_id).filter(key=request.GET.get("run", "")).first()
        say_saved(request, "The panel is set up. Now add people to its agenda.")
        return redirect(run or panel)

    return render(request, "cohort/panel_set_up.html", {"form": form})


@requires(Permission.MEETING_SEE, methods=READING)
def panel_detail(request, key):
    panel = get_object_or_404(Panel.objects.visible_to(request.viewer).for_list(), key=key)
    items, seats, today = panels.agenda_of(request.viewer, panel), panels.seats_of(panel), localdate()
    wanted = panels.terms(panel)
    here, enough = panels.quorum(panel, seats, wanted.quorum)
    own = next((seat for seat in seats if seat.agency_id == request.viewer.agency_id), None)
    found = {
        "panel": panel, "items": items, "seats": seats, "terms": wanted, "here": here, "enough": enough, "today": today,
        "to_write": sum(own.agency_id not in item.said for item in items) if own else 0, "own": own,
        "left": sum(item.decided is None or item.decided.state == "sent_back" for item in items),
        "may_run": request.viewer.can(Permission.MEETING_RUN),
        "may_confirm": request.viewer.can(Permission.PANEL_CONFIRM),
    }  # fmt: skip
    if found["may_run"]:
        attended = panels.at_the_table(seats)
        found |= {
            "run": SelectionRun.objects.of(request.viewer.scheme_id).filter(ranking="main").first(),
            "add_form": PanelPersonForm(people=panels.others(request.viewer, panel)),
            "attend_form": AttendForm(
                agencies=agencies_of(request.viewer).filter(pk__in=[seat.agency_id for seat in seats]),
                initial={"version": panel.version, "present": [agency.pk for agency in attended]},
            ),
            "unsaid": [seat for seat in seats if items and any(seat.agency_id not in item.said for item in items)],
        }
    return render(request, "cohort/panel_detail.html", found)


@requires(Permission.MEETING_RUN)
def panel_change(request, key):
    panel = get_object_or_404(Panel.objects.editable_by(request.viewer), key=key)
    chairs = chairs_of(request.viewer)
    form = PanelChangeForm(request.POST or None, chairs=chairs, initial=PanelChangeForm.values(panel))
    if form.is_valid():
        try:
            changes.panel_change(panel=panel, by=request.viewer, **form.cleaned_data)
        except changes.PanelChanged:
            return clashed(request, panel)
        say_saved(request, "Saved.")
        return redirect(panel)

    return render(request, "cohort/panel_change.html", {"form": form, "panel": panel})


@requires(Permission.MEETING_RUN)
def panel_invite(request, key):
    panel = get_object_or_404(Panel.objects.editable_by(request.viewer), key=key)
    seats = panels.seats_of(panel)
    form = PanelInviteForm(
        request.POST or None, agencies=agencies_of(request.viewer), members=members_of(request.viewer),
        initial=SeatsForm.values(seats) | {"version": panel.version},
    )  # fmt: skip
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            changes.panel_invite(panel=panel, by=request.viewer, seats=form.seats, version=version, today=localdate())
        except changes.PanelChanged:
            return clashed(request, panel)
        say_saved(request, "Invitations saved. Those invited can open the records of everyone on the agenda.")
        return redirect(panel)

    return render(request, "cohort/panel_invite.html", {"form": form, "panel": panel})


@requires(Permission.MEETING_RUN, methods=("POST",))
def panel_attend(request, key):
    """Who is here, in one press; from the panel's page or from its live page."""
    panel = get_object_or_404(Panel.objects.editable_by(request.viewer), key=key)
    invited = panel.seats.values("agency")
    form = AttendForm(request.POST, agencies=agencies_of(request.viewer).filter(pk__in=invited))
    if not form.is_valid():
        say(request, "Tick who is here, and save again.")
        return redirect(panel)
    try:
        present = {agency.pk for agency in form.cleaned_data["present"]}
        changes.panel_attend(panel=panel, by=request.viewer, present=present, version=form.cleaned_data["version"])
    except changes.PanelChanged:
        return clashed(request, panel)
    say_saved(request, "Saved who is here. The shared screen shows what all of them may see.")
    return redirect("panel_live" if request.POST.get("go") == "live" else "panel_detail", panel.key)


def clashed(request, panel):
    """409: somebody changed the panel since; nothing was saved, and the page that is now leads on."""
    return render(request, "cohort/panel_clash.html", {"panel": panel}, status=409)


def members_of(viewer):
    """Agency id -> the users who may be its member of a panel."""
    found = {}
    held = Capacity.objects.filter(
        agency__scheme=viewer.scheme_id, active=True, role__in=roles_with(Permission.MEETING_SEE)
    )
    for capacity in held.select_related("user").order_by("user__name", "pk"):
        found.setdefault(capacity.agency_id, []).append(capacity.user)
    return found


def usual(viewer):
    """As the last panel was: hour, place, chair, who was invited. Before the first: every agency."""
    last = Panel.objects.visible_to(viewer).order_by("-held_on", "-pk").first()
    if last is None:
        return {"agencies": list(agencies_of(viewer).values_list("pk", flat=True))}
    return {"starts_at": last.starts_at, "place": last.place, "chair": last.chair_id} | SeatsForm.values(
        panels.seats_of(last)
    )
