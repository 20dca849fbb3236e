from datetime import timedelta
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from casework import changes, enforcing, meter
from casework.forms.contact import ContactMissedForm, ContactOutcomeForm
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
# The names of the agencies that hold it as well, in the scheme's own order.
JOINT = ArraySubquery(
    Contact.with_agencies.through.objects.filter(contact_id=OuterRef("pk"))
    .order_by("agency__position", "agency_id")
    .values("agency__name")
)
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
            Contact.objects.annotate(joint=JOINT).order_by("-planned_for", "-pk"), "joint", "planned_for",
            "planned_for_time_known", "kind", "outcome",
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
            "repeats": repeats(page["contacts"], request.viewer, today),
            "absences": enforcing.absences(page),
            "missed": enforcing.with_return(page),
            "decisions": enforcing.decisions(page),
            "decides": enforcing.decides(request.viewer, page) and bool(enforcing.steps(page)),
            "supervisors": enforcing.supervisors(page),
        },
    )


def repeats(contacts, viewer, today):
    """Keys of the agency's own contacts of the last seven days that are not booked for the same time next week."""
    own = [contact for contact in contacts if contact.agency_id == viewer.agency_id]
    taken = {(localtime(contact.planned_for), contact.planned_for_time_known) for contact in own}
    week = timedelta(weeks=1)
    return {
        contact.key
        for contact in own
        if contact.outcome != Outcome.PLANNED
        and today - week <= localdate(contact.planned_for) <= today
        and (localtime(contact.planned_for) + week, contact.planned_for_time_known) not in taken
    }


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
