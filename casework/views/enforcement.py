from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from casework import changes, enforcing
from casework.forms.enforcement import EnforcementDecideForm, EnforcementFollowForm
from casework.models import Enforcement, Person
from casework.page import open_page, settings_of, with_settings
from casework.rules.enforcement import send_by
from sharing.dates import day
from sharing.gate import requires
from sharing.history import last_saved
from sharing.permissions import Permission
from sharing.saved import say, say_saved

CLASHING = (("sent_on", "Sent"), ("resolved_on", "Ended"), ("outcome", "What came of it"))


@requires(Permission.ENFORCEMENT_WRITE)
def enforcement_decide(request, key):
    """What was decided after absences, or after something else, by the agency that supervises."""
    today = localdate()
    page = open_page(request.viewer, key, today, **enforcing.parts(today))
    if not enforcing.decides(request.viewer, page):
        raise Http404
    steps = enforcing.steps(page)
    if not steps:
        say(request, "There is no order and no licence now, so there is nothing to enforce.")
        return redirect("contact_list", key)
    found = enforcing.absences(page)
    form = EnforcementDecideForm(
        request.POST or None,
        steps=steps,
        due=found is not None and found.due,
        days=enforcing.days_of(page.settings),
        initial={"decided_on": today},
    )
    if form.is_valid():
        try:
            decided = changes.enforcement_decide(person=page.person, by=request.viewer, **form.cleaned_data)
        except changes.EnforcementThere:
            form.add_error("kind", "This decision is recorded for that day already. Choose another, or another day.")
        else:
            say_saved(request, f"Saved. {saved_words(decided, page.settings)}")
            return redirect(f"{reverse('contact_list', args=[key])}#enforcement")

    context = {"page": page, "form": form, "absences": found, "missed": enforcing.with_return(page)}
    return render(request, "casework/enforcement_decide.html", context)


def saved_words(decided, settings):
    """“Recall, decided on 20 November 2026. It is to be sent by 23 November 2026.”"""
    by = send_by(decided.kind, decided.decided_on, enforcing.days_of(settings))
    words = f"{decided.get_kind_display()}, decided on {day(decided.decided_on)}."
    return f"{words} It is to be sent by {day(by)}." if by else words


@requires(Permission.ENFORCEMENT_WRITE)
def enforcement_follow(request, key):
    """When a decision was sent, and what came of it: by the agency that made it."""
    known = Enforcement.objects.editable_by(request.viewer).exclude(kind=Enforcement.Kind.NONE)
    decided = get_object_or_404(known.select_related("person"), key=key)
    form = EnforcementFollowForm(
        request.POST or None, enforcement=decided, initial=EnforcementFollowForm.values(decided)
    )
    back = f"{reverse('contact_list', args=[decided.person.key])}#enforcement"
    if form.is_valid():
        try:
            decided = changes.enforcement_follow(enforcement=decided, by=request.viewer, **form.answers)
        except changes.EnforcementChanged as clash:
            return clashed(request, clash.enforcement, form, back)
        else:
            say_saved(request, f"Saved. {decided.get_kind_display()} of {day(decided.decided_on)}.")
            return redirect(back)

    person = with_settings(Person.objects.filter(pk=decided.person_id), localdate()).get()
    by = send_by(decided.kind, decided.decided_on, enforcing.days_of(settings_of(person)))
    context = {"decided": decided, "person": decided.person, "form": form, "by": by, "back": back}
    return render(request, "casework/enforcement_follow.html", context)


def clashed(request, theirs, form, back):
    """409: what they saved and what was typed, side by side; saving again saves over theirs."""
    who, at = last_saved(theirs)
    typed = form.answers | {"version": theirs.version}
    clash = {
        "what": "this decision",
        "who": who,
        "at": at,
        "differences": [
            (label, said(getattr(theirs, name)), said(typed[name]))
            for name, label in CLASHING
            if getattr(theirs, name) != typed[name]
        ],
        "form": EnforcementFollowForm(enforcement=theirs, initial=typed),
        "back": back,
    }
    return render(request, "casework/contact_clash.html", clash, status=409)


def said(value):
    return day(value) if hasattr(value, "year") else value or "nothing"
