"""After a panel: the second pair of eyes, the steering group's yes, and the minutes."""

from collections import Counter

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from casework.models import Person
from cohort import full_list, panels
from cohort.changes import panel_decision as changes
from cohort.forms.panel_decision import SendBackForm
from cohort.models import Panel, PanelDecision, PanelPosition
from cohort.models.panel import OUTCOMES
from cohort.rules.panel import SECOND_USER, Outcome
from sharing.gate import READING, requires
from sharing.gather import gather, part
from sharing.looking import looking_as_system
from sharing.models import Setting
from sharing.permissions import Permission
from sharing.rules import setting_values
from sharing.saved import say, say_saved


@requires(Permission.PANEL_CONFIRM)
def panel_confirm(request, key):
    """What was written down, by whom, and two ways on: confirm it, or send it back."""
    decision = get_object_or_404(
        PanelDecision.objects.visible_to(request.viewer).select_related(
            "item__panel__scheme", "person", "decided_by__user", "confirmed_by__user", "lead_agency", "lead"
        ),
        key=key, item__panel__scheme=request.viewer.scheme_id,
    )  # fmt: skip
    panel = decision.item.panel
    wants = panels.terms(panel).ratified
    own = decision.outcome in SECOND_USER and decision.decided_by.user_id == request.viewer.user_id
    stood = PanelPosition.objects.visible_to(request.viewer).filter(decision=decision)
    form = SendBackForm(request.POST if "back" in request.POST else None)
    if request.method == "POST" and ("back" not in request.POST or form.is_valid()):
        try:
            done = settle(request, decision, wants, form)
        except (changes.DecisionChanged, changes.MembershipMoved):
            return render(request, "cohort/panel_clash.html", {"panel": panel}, status=409)
        except changes.DecisionRefused as refused:
            say(request, str(refused))
            return redirect("panel_confirm", decision.key)
        say_saved(request, done)
        return redirect(panel)

    return render(
        request,
        "cohort/panel_confirm.html",
        {
            "full": room_for(request.viewer, decision),
            "decision": decision, "panel": panel, "form": form, "own": own, "waits_for_steering": wants,
            "positions": list(stood.select_related("owner").order_by("owner__position", "owner_id")),
        },
    )  # fmt: skip


def room_for(viewer, decision):
    """What is said of a full list before somebody more comes on; None otherwise."""
    waits = decision.outcome == Outcome.BRING_ON and decision.state != "in_force"
    return full_list.told(viewer, at=timezone.now()) if waits else None


def settle(request, decision, wants, form):
    """Confirms or sends back; returns what the user is told."""
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdecimal() else 0  # of no version: somebody else's is never written over
    known = {"decision": decision, "by": request.viewer, "version": version, "ratified": wants}
    if "back" in request.POST:
        changes.panel_send_back(**known, reason=form.cleaned_data["reason"])
        return "Sent back. Nothing has changed for the person."
    changes.panel_confirm(**known, now=timezone.now())
    return "Confirmed. It is in force."


@requires(Permission.PANEL_RATIFY)
def panel_ratify(request, key):
    """For the steering group: that the panel met, who was there, and counts. Never who it was about."""
    panel = get_object_or_404(Panel.objects.filter(scheme=request.viewer.scheme_id).select_related("scheme"), key=key)
    wants = panels.terms(panel)
    if request.method == "POST":
        try:
            changes.panel_ratify(panel=panel, by=request.viewer, ratified=wants.ratified, now=timezone.now())
        except changes.DecisionRefused as refused:
            say(request, str(refused))
        else:
            say_saved(request, "Ratified. The decisions can now be confirmed.")
        return redirect("panel_ratify", panel.key)

    seats = panels.seats_of(panel)
    here, enough = panels.quorum(panel, seats, wants.quorum)
    return render(
        request,
        "cohort/panel_ratify.html",
        {
            "panel": panel,
            "seats": seats,
            "terms": wants,
            "here": here,
            "enough": enough,
            "counts": counts(panel),
            "waiting": is_waiting(panel),
            "said": panels.said_who_came(seats),
        },
    )


def is_waiting(panel):
    with looking_as_system():
        return PanelDecision.objects.filter(item__panel=panel, state="decided").exists()


def counts(panel):
    """(what, how many or None where so few are not told to the steering group) of a panel's decisions."""
    least = setting_values(Setting.objects.in_force(scheme=panel.scheme_id, on=panel.held_on))["suppress_below"]
    with looking_as_system():
        rows = list(PanelDecision.objects.filter(item__panel=panel).values_list("outcome", "suggested", "state"))
        dissent = PanelPosition.objects.filter(decision__item__panel=panel, position="oppose")
        opposed = dissent.values("decision").distinct().count()
    by_outcome = Counter(outcome for outcome, _, _ in rows)
    total = len(rows)

    def told(number):
        """The number, unless it or what it leaves of all decisions is so small that it tells of somebody."""
        return number if all(part == 0 or part >= least for part in (number, total - number)) else None

    found = [
        ("Decisions", total if total == 0 or total >= least else None),
        ("Waiting to be ratified", told(sum(state == "decided" for *_, state in rows))),
        ("Otherwise than suggested", told(sum(one != other for one, other, _ in rows))),
        ("With a dissent", told(opposed)),
    ]
    if any(number < least for number in by_outcome.values()):  # one left out could be worked out from the others
        return [*found, ("By what was decided", None)] if rows else found
    return [*found, *((words, by_outcome[outcome]) for outcome, words in OUTCOMES if by_outcome[outcome])]


@requires(Permission.MEETING_SEE, methods=READING)
def panel_minutes(request, key):
    """What was decided and why, who stood where and who answers for it; on paper as on the screen."""
    panel = get_object_or_404(Panel.objects.visible_to(request.viewer).for_list(), key=key)
    items, seats = panels.agenda_of(request.viewer, panel), panels.seats_of(panel)
    wanted = panels.terms(panel)
    here, enough = panels.quorum(panel, seats, wanted.quorum)
    found = {one.person.pk: one for one in gather(people_of(items), request.viewer, **minuted(panel))}
    return render(
        request,
        "cohort/panel_minutes.html",
        {
            "panel": panel, "seats": seats, "terms": wanted, "here": here, "enough": enough,
            "said": panels.said_who_came(seats),
            "rows": [(item, found[item.person_id]) for item in items if item.person_id in found],
        },
    )  # fmt: skip


def people_of(items):
    return Person.objects.filter(pk__in=[item.person_id for item in items])


def minuted(panel):
    """The parts of the minutes, as gathered."""
    decisions = PanelDecision.objects.filter(item__panel=panel)
    stood = PanelPosition.objects.filter(decision__item__panel=panel).order_by("owner__position", "owner_id")
    return {
        "decision": part(
            decisions, "outcome", "suggested", "until", "criterion", "reason", "otherwise", "state", "decided_at",
            "confirmed_at", "first_visit_on", lead="lead__name", lead_agency="lead_agency__name",
            decided_by="decided_by__user__name", confirmed_by="confirmed_by__user__name",
        ),
        "positions": part(stood, "position", "words", agency="owner__name"),
    }  # fmt: skip
