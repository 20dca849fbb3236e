import contextlib

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework.forms.exclusion import ExclusionEndForm, ExclusionSetForm
from casework.models import Person
from sharing import ledger
from sharing.calendar import add_months
from sharing.changes import exclusion as changes
from sharing.forms import LedgerPersonForm
from sharing.gate import requires
from sharing.looking import looking_as_system, moment
from sharing.models import Exclusion, User
from sharing.permissions import Permission
from sharing.saved import say, say_saved

ENDED = 50  # ended ones shown


@requires(Permission.EXCLUSION_WRITE)
def exclusion_list(request):
    """Every record that is closed to somebody, those to look at again first; and the way to close another."""
    viewer, at = request.viewer, moment()
    form = LedgerPersonForm(request.POST or None)
    with looking_as_system():
        people = known_people(viewer, at)
        if form.is_valid():
            key = people.filter(ref__iexact=form.cleaned_data["ref"]).values_list("key", flat=True).first()
            if key:
                return redirect("exclusion_set", key)
            form.add_error("ref", "Nobody in this scheme has this reference.")
        running, ended = closed(Exclusion.objects.filter(person__in=people), at)
    noted([*running, *ended])
    return render(
        request,
        "casework/exclusion_list.html",
        {"form": form, "running": running, "ended": ended, "today": localdate()},
    )


@requires(Permission.EXCLUSION_WRITE)
def exclusion_set(request, key):
    """To whom one person's record is closed, and closing it to another user."""
    viewer, at = request.viewer, moment()
    with looking_as_system():
        person = get_object_or_404(known_people(viewer, at), key=key)
        running, ended = closed(Exclusion.objects.filter(person=person), at)
    users = User.objects.filter(capacities__agency__scheme=viewer.scheme_id, capacities__active=True).distinct()
    initial = {"review_on": add_months(localdate(), changes.LOOK_AGAIN)}
    form = ExclusionSetForm(request.POST or None, users=users.order_by("name", "pk"), initial=initial)
    if form.is_valid():
        try:
            changes.exclusion_set(person=person, by=viewer, at=at, **form.cleaned_data)
            say_saved(request, "The record is closed to this user from now on. They are not told.")
            return redirect("exclusion_list")
        except changes.ExclusionThere:
            form.add_error("user", "The record is closed to this user already.")
    met = Person.objects.visible_to(viewer).filter(pk=person.pk).first()
    noted([*running, *ended], {person.pk})
    return render(
        request,
        "casework/exclusion_set.html",
        {
            "called": met.full_name if met else person.ref,
            "met": met,
            "form": form,
            "running": running,
            "ended": ended,
            "today": localdate(),
        },
    )


@requires(Permission.EXCLUSION_WRITE, methods=("POST",))
def exclusion_end(request, key):
    viewer, at = request.viewer, moment()
    with looking_as_system():
        own_people = Exclusion.objects.filter(person__in=known_people(viewer, at))
        exclusion = get_object_or_404(own_people, key=key)
    form = ExclusionEndForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        changes.exclusion_end(exclusion=exclusion, by=viewer, version=form.cleaned_data["version"], at=at)
        say_saved(request, "The record is open to this user again, as far as anything else lets them see it.")
    except changes.ExclusionChanged:
        say(request, "Somebody opened this record to the user already.")
    return redirect("exclusion_list")


@requires(Permission.PERSON_DETAIL, methods=("POST",))
def conflict_declare(request, key):
    """“I know this person”: one press, and the record is closed to whoever pressed."""
    person = get_object_or_404(Person.objects.visible_to(request.viewer), key=key)
    with contextlib.suppress(changes.ExclusionThere):  # pressed in two windows at once: it is closed
        changes.conflict_declare(person=person, by=request.viewer, today=localdate(), at=moment())
    say_saved(request, "Thank you. The record is closed to you from now on, and your co-ordinator has been told.")
    return redirect("/")


def known_people(viewer, at):
    """People of the scheme, without those that are closed to whoever asks: nobody sees that they are excluded themselves."""
    shut = Exclusion.objects.running(at=at).filter(user_id=viewer.user_id)
    return Person._base_manager.filter(scheme_id=viewer.scheme_id).exclude(pk__in=shut.values("person"))


def closed(exclusions, at):
    """(those that run, the next to look at again first; those that ended, the latest first)"""
    rows = exclusions.select_related("user", "set_by", "ended_by")
    rows = rows.annotate(ref=F("person__ref"), person_key=F("person__key"))  # whoever closes records may meet nobody
    running = list(rows.running(at=at).order_by("review_on", "pk"))
    return running, list(rows.filter(ends_at__lte=at).order_by("-ends_at", "pk")[:ENDED])


def noted(rows, people=()):
    ledger.note("sharing.exclusion", people={row.person_id for row in rows} | set(people), ids=[row.pk for row in rows])
