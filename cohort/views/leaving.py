"""The leaving watch as people see it: who may be ready to leave, and their answers. A card removes nobody."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from casework.models import Person
from casework.page import open_page
from cohort import leaving_after, leaving_seen, panels
from cohort.changes import leaving as changes
from cohort.changes.panel import Put, panel_fill
from cohort.forms.leaving import StayForm
from cohort.models import LeavingProposal
from cohort.rules.panel import Why
from sharing.dates import day
from sharing.gate import READING, requires
from sharing.permissions import Permission
from sharing.saved import say, say_saved

Answer = LeavingProposal.Answer
GONE = "Nothing was changed: a colleague answered this already, or it is no longer met."


@requires(Permission.LEAVING_SEE, methods=READING)
def leaving_list(request):
    viewer, today = request.viewer, localdate()
    return render(
        request,
        "cohort/leaving_list.html",
        {
            "today": today,
            "cards": leaving_seen.cards(viewer, on=today),
            "asked": leaving_after.asked_of(viewer),
            "checks": leaving_after.checks_due(viewer, on=today),
            "diary": leaving_after.diary(viewer, on=today),
            "may_answer": viewer.can(Permission.LEAVING_ANSWER),
        },
    )


@requires(Permission.LEAVING_ANSWER)
def leaving_stay(request, key):
    """Stays for now, or put away: of all that the one who answers knows of."""
    page = open_page(request.viewer, key, localdate())
    findings = known(request.viewer, page.person)
    form = StayForm(request.POST or None)
    if form.is_valid():
        answered(request, page.person, findings, **form.cleaned_data)
        return redirect("leaving_list")
    return render(request, "cohort/leaving_stay.html", {"page": page, "form": form, "findings": findings})


@requires(Permission.LEAVING_ANSWER, methods=("POST",))
def leaving_send(request, key):
    """One press on a card: to the panel."""
    person = get_object_or_404(Person.objects.visible_to(request.viewer), key=key)
    if answered(request, person, known(request.viewer, person), answer=Answer.PANEL):
        say_saved(request, SENT + on_the_agenda(request.viewer, person))
    return redirect("leaving_list")


def on_the_agenda(viewer, person):
    """Put somebody on the agenda of the next panel, where one is planned and the viewer runs it; says where they are."""
    panel = panels.next_panel(viewer, on=localdate())
    if panel is None or not viewer.can(Permission.MEETING_RUN):
        return " They wait for the next agenda."
    panel_fill(panel=panel, by=viewer, put=[Put(person, Why.LEAVING)])
    return f" They are on the agenda of the panel of {day(panel.held_on)}."


def known(viewer, person):
    """The findings on the person's card, as far as the viewer knows them."""
    cards = leaving_seen.cards(viewer, on=localdate(), person=person)
    return cards[0].findings if cards else []


SENT = "Sent to the panel. Nobody leaves before the panel has decided."
SAID = {
    Answer.KEEP: "Stays for now. The card comes back on the day.",
    Answer.AWAY: "Put away. The card comes back when something changes.",
}


def answered(request, person, findings, *, answer, reason="", review_on=None):
    """Answer the cards, and say so; whether there was one."""
    try:
        changes.proposals_answer(
            person=person,
            by=request.viewer,
            criteria=[seen.criterion for seen in findings],
            answer=answer,
            at=now(),
            reason=reason,
            review_on=review_on,
        )
    except changes.ProposalsAnswered:
        say(request, GONE)
        return False
    if answer in SAID:
        say_saved(request, SAID[answer])
    return True
