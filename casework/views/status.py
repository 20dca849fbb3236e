from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now

from casework import changes
from casework.forms.status import HINTS, KINDS, UNKNOWN, StatusForm
from casework.models import Person, Status
from casework.overview import may_say_where, release_of
from casework.page import open_page
from casework.reference import prisons
from casework.rules.where import where_of
from sharing.addresses import way_back
from sharing.dates import day
from sharing.gate import requires
from sharing.history import last_saved
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.STATUS_WRITE)
def status_change(request, key):
    """Where the person is, on one form: for those who work with them and see what is recorded."""
    today = localdate()
    page = open_page(request.viewer, key, today)
    spell = next(iter(page["where"]), None)
    if not may_say_where(page.found):
        raise Http404
    back = way_back(request, reverse("person_detail", args=[key]))
    form = StatusForm(request.POST or None, initial=StatusForm.values(spell), now=spell)
    if form.is_valid():
        try:
            status = save(form, page.person, by=request.viewer)
        except changes.StatusChanged as clash:
            return clashed(request, clash.status, form)
        except changes.StatusOverlaps as clash:
            form.add_error("start", overlaps(clash.status))
        else:
            return after_saving(request, page.person, status, back)

    release = release_of(spell, today) if spell else None
    return render(
        request,
        "casework/status_change.html",
        {"page": page, "form": form, "back": back, "hints": HINTS, "release": release, "now": spell},
    )


def save(form, person, *, by):
    return changes.status_change(
        person=person, by=by, said=form.said, wrong=form.wrong, recorded=form.recorded_at, at=now()
    )


def overlaps(other):
    until = f" until {day(other.end)}" if other.end else ""
    return f"{other.get_status_display()} is recorded from {day(other.start)}{until}. Enter a day after {day(other.start)}."


def after_saving(request, person, status, back):
    """Back to where the form was opened; a prison that let the person go does not work with them any more."""
    say_saved(request, f"Saved. {person.full_name}: {place_words(where_of(status))}.")
    if Person.objects.visible_to(request.viewer).filter(pk=person.pk).exists():
        return redirect(back)
    return redirect("home")


def place_words(said):
    prison = prisons().get(said.establishment)
    return f"{KINDS[said.status]}{f', {prison.name}' if prison else ''}"


def clashed(request, theirs, form):
    """409: what they said and what was typed, side by side; saving again is asked about what they said."""
    if theirs is None:
        say(request, "Somebody took away where the person was. Nothing of yours was saved.")
        return redirect(request.path)
    who, at = last_saved(theirs)
    data = form.data.copy()
    data["recorded"], data["version"] = theirs.key, theirs.version
    clash = {
        "what": "where the person is",
        "who": who,
        "at": at,
        "differences": list(zip(PARTS, told(where_of(theirs)), told(form.said), strict=True)),
        "form": StatusForm(data, now=theirs),
    }
    return render(request, "casework/status_clash.html", clash, status=409)


PARTS = ("Where", "Since", "Length of the sentence", "Release date", "Who gave the release date")


def told(said):
    months = f"{said.sentence_months} months" if said.sentence_months else ""
    source = dict(Status.ReleaseSource.choices).get(said.release_source, "")
    return place_words(said), day(said.start), months, day(said.release_on) if said.release_on else UNKNOWN, source


@requires(Permission.STATUS_WRITE, methods=("POST",))
def status_confirm(request, key):
    """One press: still there."""
    status = status_of(request.viewer, key)
    back = way_back(request, reverse("person_detail", args=[status.person.key]))
    try:
        status = changes.status_confirm(
            status=status, by=request.viewer, version=version_in(request), today=localdate()
        )
    except changes.StatusChanged:
        say(request, "Somebody changed where the person is meanwhile. Nothing of yours was saved.")
    else:
        undo = reverse("status_undo", args=[status.key, status.version])
        say_saved(request, f"Saved. {status.person.full_name} is still there, confirmed today.", undo=undo)
    return redirect(back)


@requires(Permission.STATUS_WRITE, methods=("POST",))
def status_undo(request, key, version):
    status = status_of(request.viewer, key)
    back = way_back(request, reverse("person_detail", args=[status.person.key]))
    try:
        changes.status_undo(status=status, by=request.viewer, version=version)
    except (changes.StatusChanged, changes.NothingToTakeBack):
        say(request, "This cannot be taken back any more: somebody changed it since.")
    else:
        say_saved(request, "Taken back.")
    return redirect(back)


def status_of(viewer, key):
    return get_object_or_404(Status.objects.editable_by(viewer).open().select_related("person"), key=key)


def version_in(request):
    """The version the button was drawn at; 0, which nothing has, for what is no number."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
