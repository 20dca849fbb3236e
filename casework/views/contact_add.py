"""Adding a contact, planning the next one, and what stands in its way."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now

from casework import changes, diary
from casework.forms.contact import ContactAddForm
from casework.models import Contact, Person
from casework.page import open_page, settings_of, with_settings
from casework.rules.diary import Slot
from sharing.addresses import way_back
from sharing.dates import clock, listed, short_day
from sharing.gate import requires
from sharing.permissions import Permission
from sharing.saved import say_saved

Outcome = Contact.Outcome


@requires(Permission.CONTACT_WRITE)
def contact_add(request, key):
    page = open_page(request.viewer, key, localdate())
    if not page.takes_from(request.viewer):
        raise Http404
    moment = localtime()
    involved = {one.agency_id for one in page["allocations"]} - {request.viewer.agency_id}
    form = ContactAddForm(request.POST or None, agencies=involved, initial={"day": moment.date(), "at": moment.time()})
    advice = None
    if form.is_valid():
        advice = advice_on(form, page, request.viewer)
        joint = advice.joint if advice and advice.joint and advice.joint.key == request.POST.get("join") else None
        if "join" in request.POST and not joint:
            form.add_error("at", "There is no such contact to join any more. Look at the time again.")
        elif not advice or joint or "anyway" in request.POST:
            try:
                contact = add(form, page.person, by=request.viewer, joint=joint)
            except changes.ContactTaken:
                form.add_error("at", "Your agency already has a contact at this time. Enter another time.")
            else:
                return after_adding(request, contact)

    return render(request, "casework/contact_add.html", {"page": page, "form": form, "advice": advice})


def advice_on(form, page, viewer):
    """What stands in the way of a contact that is planned; nothing of one that has happened."""
    if form.cleaned_data["outcome"] != Outcome.PLANNED:
        return None
    wanted = Slot(0, viewer.agency_id, form.planned_for, time_known=form.cleaned_data["at"] is not None)
    limit = page.settings["contacts_per_week"]
    return diary.advice(viewer, page.person, wanted=wanted, limit=limit, now=now())


def add(form, person, *, by, joint=None):
    """The contact as typed; `joint`: at the time of that contact of another agency, and together with it."""
    answers = form.cleaned_data
    return changes.contact_add(
        person=person,
        by=by,
        kind=answers["kind"],
        planned_for=joint.planned_for if joint else form.planned_for,
        time_known=joint is not None or answers["at"] is not None,
        outcome=answers["outcome"],
        note=answers["note"],
        place=joint.place if joint else "",
        together={*answers.get("together", ()), *([joint.agency] if joint else ())},
    )


def after_adding(request, contact):
    words = f"Saved. {contact.get_kind_display()}: {contact.get_outcome_display().lower()}."
    if "again" in request.POST:
        words = f"{words} {again_words(request.viewer, contact)}"
    if contact.outcome == Outcome.UNACCEPTABLE_ABSENCE:
        return redirect("contact_missed", contact.key)
    say_saved(request, words)
    return redirect("contact_list", contact.person.key)


@requires(Permission.CONTACT_WRITE, methods=("POST",))
def contact_repeat(request, key):
    """The same contact at the same time next week, in one press."""
    contact = get_object_or_404(Contact.objects.editable_by(request.viewer).for_list(), key=key)
    say_saved(request, again_words(request.viewer, contact))
    return redirect(way_back(request, reverse("contact_list", args=[contact.person.key])))


def again_words(viewer, contact):
    """Book it again, and say when, and what else is then as far as the viewer may know."""
    booked = changes.contact_repeat(contact=contact, by=viewer)
    if booked is None:
        return "Your agency already has a contact at the same time next week."
    words = f"Booked again for {short_day(booked.planned_for)}"
    if booked.planned_for_time_known:
        words += f" at {clock(booked.planned_for)}"
    person = with_settings(Person.objects.filter(pk=contact.person_id), localdate()).get()
    limit = settings_of(person)["contacts_per_week"]
    found = diary.advice(viewer, person, wanted=diary.slot_of(booked), limit=limit, now=now())
    others = listed([f"{one.agency.name} at {clock(one.planned_for)}" for one in found.clashing])
    return f"{words}. At the same time: {others}. Combine or move one." if others else f"{words}."
