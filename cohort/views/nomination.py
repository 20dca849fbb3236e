"""Nominating somebody, and following what becomes of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework.models import Offence, OffendingSummary, Person
from casework.page import open_page
from cohort import nominations
from cohort.changes import nomination as changes
from cohort.changes import placing
from cohort.forms.nomination import LookUpForm, NewPersonForm, NominationForm, PlaceForm, PressForm, parts_of
from cohort.models import Nomination, NominationSuggestion, UnplacedNomination
from sharing.calendar import add_months
from sharing.dates import day
from sharing.gate import READING, requires
from sharing.gather import part
from sharing.looking import moment
from sharing.permissions import Permission
from sharing.policy import Reach
from sharing.saved import say, say_saved

MOST_ASKED = 10


@requires(Permission.NOMINATE, methods=READING)
def nomination_list(request):
    viewer, today = request.viewer, localdate()
    found = nominations.lines(viewer, today)
    shown = {
        "waiting": [line for line in found if not line.decided],
        "decided": [line for line in found if line.decided],
        "everyone": viewer.reach == Reach.SCHEME,
        "suggested": NominationSuggestion.objects.visible_to(viewer).waiting().count(),
        "next_panel": nominations.next_panel(viewer.scheme_id, today),
    }
    return render(request, "cohort/nomination_list.html", shown)


@requires(Permission.NOMINATE)
def nomination_add(request):
    """Look somebody up; where nobody is found, or it is none of these, nominate somebody new on the same page."""
    viewer, today = request.viewer, localdate()
    if request.method != "POST" or "look" in request.POST:
        return _look_up(request, viewer, today)

    asked = Person.objects.visible_to(viewer).filter(key__in=request.POST.getlist("asked")[:MOST_ASKED])
    form = NewPersonForm(request.POST, readers=nominations.readers_for(viewer), maybe=list(asked))
    if form.is_valid():
        try:
            to = {"person": form.person} if form.person else {"who": form.who}
            sent = changes.nominate(by=viewer, said=form.said, today=today, at=moment(), **to)
        except changes.PossibleSamePerson as possible:
            form = _which_one(request, viewer, possible.people)
        except changes.AlreadyOnScheme as there:
            form.add_error("is_it", f"{_already(there, today)} Nothing was sent.")
        else:
            return _sent(request, sent, today)
    shown = {"form": form, "agency": viewer.agency.name, "who_they_are": _who_they_are(viewer, form, today)}
    return render(request, "cohort/nomination_add.html", shown)


def _who_they_are(viewer, form, today):
    """{key: birth, number and standing} of the people it may be, to tell them apart."""
    people = list(form.maybe.values())
    known, standing = nominations.identities(viewer, people), nominations.standing_words(viewer, people, today)
    return {
        person.key: ". ".join(filter(None, [nominations.identity_words(known.get(person.pk)), standing.get(person.pk)]))
        for person in people
    }


def _look_up(request, viewer, today):
    started = request.POST.get("who", "").strip()[:200]
    look = LookUpForm(request.POST if request.method == "POST" else None)
    shown = {"look": look, "agency": viewer.agency.name, "form": None, "results": [], "asked": started}
    if look.is_valid():
        parts = parts_of(started)
        results = nominations.found_for(viewer, parts, started, today)
        if parts.get("pnc_id") and len(results) == 1:
            return redirect("nomination_person", results[0].person.key)
        people = [row.person for row in results]
        shown |= {
            "results": results,
            "standing": nominations.standing_words(viewer, people, today),
            "form": NewPersonForm(initial=parts, readers=nominations.readers_for(viewer)),
        }
    return render(request, "cohort/nomination_add.html", shown)


def _which_one(request, viewer, likely):
    """The form once more, with the people it may be and everything that was typed."""
    people = Person.objects.visible_to(viewer).in_bulk(likely[:MOST_ASKED])
    data = request.POST.copy()
    data.pop("is_it", None)
    form = NewPersonForm(
        data, readers=nominations.readers_for(viewer), maybe=[people[pk] for pk in likely if pk in people]
    )
    form.is_valid()
    form.add_error("is_it", "Choose whether it is one of these.")
    return form


@requires(Permission.NOMINATE)
def nomination_person(request, key):
    """Nominate somebody the user meets; `?because=` names a suggestion of the record that this follows."""
    viewer, today = request.viewer, localdate()
    a_year_ago = add_months(today, -12)
    page = open_page(
        viewer,
        key,
        today,
        offences=part(
            Offence.objects.filter(charged_on__gt=a_year_ago, charged_on__lte=today).exclude(
                outcome__in=(Offence.Outcome.ACQUITTED, Offence.Outcome.WITHDRAWN)
            ),
            "number",
            "offence_code",
        ),
        summaries=part(OffendingSummary.objects, "offences", "latest_group", "latest_month", owner_name="owner__name"),
    )
    standing = nominations.how_it_stands(viewer, page.person, today)
    form = NominationForm(request.POST or None, readers=nominations.readers_for(viewer))
    if standing.may_nominate and form.is_valid():
        try:
            sent = changes.nominate(by=viewer, said=form.said, today=today, at=moment(), person=page.person)
        except changes.AlreadyOnScheme as there:
            form.add_error(None, f"{_already(there, today)} Nothing was sent.")
        else:
            return _sent(request, sent, today)
    shown = {"page": page, "form": form, "standing": standing, "agency": viewer.agency.name}
    return render(request, "cohort/nomination_person.html", shown | {"facts": nominations.offending(page)})


def _already(there, today):
    if isinstance(there, changes.NominatedAlready):
        return "Your agency has nominated this person already."
    return f"{nominations.membership_words(there.membership, today)}."


def _sent(request, sent, today):
    panel = nominations.next_panel(request.viewer.scheme_id, today)
    meets = f" The panel meets on {day(panel)}." if panel else ""
    say_saved(request, f"Sent.{meets} You will see the decision here.")
    return redirect("nomination_list")


def nomination_of(viewer, key):
    """Either kind of nomination behind an address. Raises Http404 where it is not there for the viewer."""
    rows = Nomination.objects.visible_to(viewer).select_related("person", "owner", "sent_by__user")
    if found := rows.filter(key=key).first():
        return found
    found = UnplacedNomination.objects.visible_to(viewer).select_related("agency", "sent_by__user", "nomination")
    return get_object_or_404(found, key=key)


@requires(Permission.NOMINATE, methods=READING)
def nomination_detail(request, key):
    viewer, today = request.viewer, localdate()
    row = nomination_of(viewer, key)
    placed = getattr(row, "nomination", None)
    if placed is not None and Nomination.objects.visible_to(viewer).filter(pk=placed.pk).exists():
        return redirect(placed)
    return render(request, "cohort/nomination_detail.html", _shown(viewer, row, today))


def _shown(viewer, row, today, form=None):
    unplaced = isinstance(row, UnplacedNomination)
    agency_id = row.agency_id if unplaced else row.owner_id
    line = nominations.line_of_unplaced(row) if unplaced else _line(viewer, row, today)
    waits = not line.decided and not (unplaced and row.state != UnplacedNomination.State.WAITING)
    may_place = unplaced and waits and viewer.can(Permission.NOMINATION_PLACE)
    maybe = nominations.who_may_be(viewer, row) if may_place else []
    if may_place and form is None:
        form = PlaceForm(maybe=maybe, initial={"version": row.version})
    caution = nominations.cautions(viewer, row)
    return {
        "row": row,
        "line": line,
        "facts": nominations.facts(row, line),
        "caution": caution,
        "may_read": nominations.names_of(caution.readers) if caution and caution.owner_id == viewer.agency_id else None,
        "may_withdraw": waits and agency_id == viewer.agency_id,
        "form": form,
        "maybe": maybe,
        "identities": nominations.identities(viewer, maybe),
        "standing": nominations.standing_words(viewer, maybe, today),
        "unplaced": unplaced,
    }


def _line(viewer, row, today):
    outcome = nominations.outcomes(viewer, [row]).get(row.membership_id)
    return nominations.line_of(row, outcome, today, nominations.agendas([row.person_id], today).get(row.person_id))


@requires(Permission.NOMINATE, methods=("POST",))
def nomination_withdraw(request, key):
    viewer = request.viewer
    row = nomination_of(viewer, key)
    if viewer.agency_id != (row.agency_id if isinstance(row, UnplacedNomination) else row.owner_id):
        raise Http404
    form = PressForm(request.POST)
    try:
        if not form.is_valid():
            raise changes.NominationDecided(row)
        changes.nomination_withdraw(nomination=row, by=viewer, version=form.cleaned_data["version"], today=localdate())
    except changes.NominationDecided:
        say(request, "This nomination changed while you had it open. This is how it is now.")
        return redirect(row)
    say_saved(request, "Withdrawn. Your agency does not put this person forward any more.")
    return redirect("nomination_list")


@requires(Permission.NOMINATION_PLACE)
def nomination_place(request, key):
    """Say whom a nomination is about, or answer it without passing it on."""
    viewer, today = request.viewer, localdate()
    rows = UnplacedNomination.objects.visible_to(viewer).select_related("agency", "sent_by__user", "nomination")
    row = get_object_or_404(rows, key=key)
    maybe = nominations.who_may_be(viewer, row)
    form = PlaceForm(request.POST or None, maybe=maybe, initial={"version": row.version})
    if form.is_valid():
        given = form.cleaned_data
        about = {"unplaced": row, "by": viewer, "version": given["version"], "today": today, "at": moment()}
        try:
            if given["who"] == PlaceForm.ANSWER:
                placing.nomination_answer(answer=given["answer"].strip(), **about)
                say_saved(request, "Answered. The agency is told, and the panel does not see it.")
            else:
                placing.nomination_place(person=form.person, **about)
                say_saved(request, "Passed on. The panel sees it with the others.")
            return redirect("nomination_list")
        except placing.PersonThere:
            form.add_error("who", "Somebody has this PNC number: it is that person. Choose them, or answer.")
        except changes.NominatedAlready:
            form.add_error("who", "This agency has nominated that person already. Answer it instead.")
        except changes.NominationDecided:
            say(request, "This nomination changed while you had it open. This is how it is now.")
            return redirect(row)
    return render(request, "cohort/nomination_detail.html", _shown(viewer, row, today, form))
