from datetime import timedelta
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from casework import changes, enforcing, meter
from casework.forms.contact import ContactAddForm, ContactMissedForm, ContactOutcomeForm
from casework.models import Contact, DrugTest, Person
from casework.page import open_page, settings_of, with_settings
from sharing.addresses import way_back
from sharing.dates import clock, short_day
from sharing.gate import READING, requires
from sharing.gather import part
from sharing.history import last_saved
from sharing.permissions import Permission
from sharing.saved import say, say_saved

Outcome = Contact.Outcome
MISSED = (Outcome.UNACCEPTABLE_ABSENCE, Outcome.ACCEPTABLE_ABSENCE)
PAGE_OF_CONTACTS = 200


@requires(Permission.PERSON_DETAIL, methods=READING)
def contact_list(request, key):
    today = localdate()
    page = open_page(
        request.viewer,
        key,
        today,
        contacts=part(
            Contact.objects.order_by("-planned_for", "-pk"), "planned_for", "planned_for_time_known", "kind", "outcome",
            "place", "version", "agency_id", agency="agency__name", user="user__name", note="detail__note",
            follow_up="detail__follow_up", limit=PAGE_OF_CONTACTS,
        ),
        tests=part(DrugTest.objects.order_by("-taken_at"), "taken_at", result="detail__result", limit=PAGE_OF_CONTACTS),
        **enforcing.parts(today),
        **meter.parts(today),
    )  # fmt: skip
    may_write = request.viewer.can(Permission.CONTACT_WRITE) and page.takes_from(request.viewer)
    return render(
        request,
        "casework/contact_list.html",
        {
            "page": page,
            "meter": meter.readings(page.found, today=today, settings=page.settings),
            "may_write": may_write,
            "most": PAGE_OF_CONTACTS,
            "absences": enforcing.absences(page),
            "missed": enforcing.with_return(page),
            "decisions": enforcing.decisions(page),
            "decides": enforcing.decides(request.viewer, page) and bool(enforcing.steps(page)),
            "supervisors": enforcing.supervisors(page),
        },
    )


@requires(Permission.CONTACT_WRITE)
def contact_add(request, key):
    page = open_page(request.viewer, key, localdate())
    if not page.takes_from(request.viewer):
        raise Http404
    moment = localtime()
    form = ContactAddForm(request.POST or None, initial={"day": moment.date(), "at": moment.time()})
    if form.is_valid():
        try:
            contact = add(form, page.person, by=request.viewer)
        except changes.ContactTaken:
            form.add_error("at", "Your agency already has a contact at this time. Enter another time.")
        else:
            return after_adding(request, contact)

    return render(request, "casework/contact_add.html", {"page": page, "form": form})


def add(form, person, *, by):
    answers = form.cleaned_data
    return changes.contact_add(
        person=person,
        by=by,
        kind=answers["kind"],
        planned_for=form.planned_for,
        time_known=answers["at"] is not None,
        outcome=answers["outcome"],
        note=answers["note"],
    )


def after_adding(request, contact):
    if contact.outcome == Outcome.UNACCEPTABLE_ABSENCE:
        return redirect("contact_missed", contact.key)
    say_saved(request, f"Saved. {contact.get_kind_display()}: {contact.get_outcome_display().lower()}.")
    return redirect("contact_list", contact.person.key)


@requires(Permission.CONTACT_WRITE)
def contact_outcome(request, key):
    """One press on a row, or the page with all four outcomes."""
    contact = get_object_or_404(Contact.objects.editable_by(request.viewer).for_list(), key=key)
    back = way_back(request, reverse("contact_list", args=[contact.person.key]))
    form = ContactOutcomeForm(request.POST or None, initial={"outcome": contact.outcome, "version": contact.version})
    if form.is_valid():
        try:
            contact = changes.contact_outcome(contact=contact, by=request.viewer, **form.cleaned_data)
        except changes.ContactChanged as clash:
            return clashed(request, clash.contact, form, back)
        else:
            return after_outcome(request, contact, back)

    return render(request, "casework/contact_outcome.html", {"contact": contact, "form": form, "back": back})


def after_outcome(request, contact, back):
    if contact.outcome == Outcome.UNACCEPTABLE_ABSENCE:
        return redirect(f"{reverse('contact_missed', args=[contact.key])}?{urlencode({'back': back})}")
    say_saved(
        request, f"Saved. {contact.get_kind_display()}: {contact.get_outcome_display().lower()}.", undo=undo(contact)
    )
    return redirect(back)


def undo(contact):
    return reverse("contact_undo", args=[contact.key, contact.version])


def clashed(request, theirs, form, back):
    """409: what they saved and what was pressed, side by side; pressing again saves over theirs."""
    pressed = Outcome(form.cleaned_data["outcome"])
    who, at = last_saved(theirs)
    clash = {
        "what": "this contact",
        "who": who,
        "at": at,
        "differences": [("Result", theirs.get_outcome_display(), pressed.label)],
        "form": ContactOutcomeForm(initial={"outcome": pressed, "version": theirs.version}),
        "back": back,
    }
    return render(request, "casework/contact_clash.html", clash, status=409)


@requires(Permission.CONTACT_WRITE)
def contact_missed(request, key):
    """After “Did not attend”: the fact is saved; why, and what follows."""
    contact = get_object_or_404(Contact.objects.editable_by(request.viewer).for_list(), key=key)
    if contact.outcome not in MISSED:
        return redirect("contact_outcome", contact.key)
    back = way_back(request, reverse("contact_list", args=[contact.person.key]))
    form = ContactMissedForm(request.POST or None, initial={"version": contact.version})
    if form.is_valid():
        try:
            contact = save_reason(form, contact, by=request.viewer)
        except changes.ContactChanged:
            say(request, "Somebody changed this contact meanwhile. Nothing of yours was saved.")
        else:
            booked = changes.contact_repeat(contact=contact, by=request.viewer) if form.cleaned_data["again"] else None
            say_saved(request, saved_words(contact, booked), undo=undo(contact))
        return redirect(back)

    return render(
        request,
        "casework/contact_missed.html",
        {
            "contact": contact,
            "form": form,
            "back": back,
            "hints": ContactMissedForm.HINTS,
            "rule": absence_rule(request.viewer, contact.person),
            "next_week": localtime(contact.planned_for) + timedelta(weeks=1),
        },
    )


def save_reason(form, contact, *, by):
    return changes.contact_outcome(
        contact=contact, by=by, outcome=form.outcome, version=form.cleaned_data["version"], follow_up=form.follow_up
    )


def saved_words(contact, booked):
    words = f"Saved. {contact.get_kind_display()}: {contact.get_outcome_display().lower()}."
    return (
        f"{words} Booked again for {short_day(booked.planned_for)} at {clock(booked.planned_for)}." if booked else words
    )


def absence_rule(viewer, person):
    """(Absences of the present order or licence, None where nothing is enforced or seen; the limit of the scheme)."""
    today = localdate()
    limit = settings_of(with_settings(Person.objects.filter(pk=person.pk), today).get())["absences_limit"]
    return enforcing.of_people([person.pk], viewer, today=today, limit=limit).get(person.pk), limit


@requires(Permission.CONTACT_WRITE, methods=("POST",))
def contact_undo(request, key, version):
    contact = get_object_or_404(Contact.objects.editable_by(request.viewer).for_list(), key=key)
    try:
        contact = changes.contact_undo(contact=contact, by=request.viewer, version=version)
    except (changes.ContactChanged, changes.NothingToUndo):
        say(request, "This contact was changed again since, so nothing was undone.")
    else:
        say_saved(request, f"Undone. {contact.get_kind_display()}: {contact.get_outcome_display().lower()}.")
    return redirect(way_back(request, reverse("contact_list", args=[contact.person.key])))
