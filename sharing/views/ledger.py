from datetime import date, timedelta
from urllib.parse import urlencode

from django.apps import apps
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from sharing import ledger, operations, watching
from sharing.forms import LedgerFilterForm, LedgerPersonForm
from sharing.gate import READING, requires
from sharing.links import midnight
from sharing.looking import looking_as_system
from sharing.models import Agency, LedgerEntry, User
from sharing.models.ledger import led_by_others
from sharing.permissions import Permission
from sharing.policy import Category

A_PAGE = 50


@requires(Permission.LEDGER_SEE)
def ledger_list(request):
    """Who looked at what. Reading it needs one of the purposes the law names, and is a line of its own."""
    viewer = request.viewer
    agencies = Agency.objects.filter(scheme=viewer.scheme)
    asked = LedgerFilterForm(request.GET or None, agencies=agencies)
    person_form = LedgerPersonForm(request.POST or None)
    if person_form.is_valid():
        key = _key_of(person_form.cleaned_data["ref"], viewer.scheme)
        if key:
            return redirect(f"{request.path}?{urlencode({**request.GET.dict(), 'person': key, 'before': ''})}")
        person_form.add_error("ref", "Nobody in this scheme has this reference.")
    lines, older = _lines(viewer, asked.cleaned_data) if asked.is_valid() else (None, None)
    context = {"form": asked, "person_form": person_form, "lines": lines}
    context["older"] = older and "?" + urlencode({**request.GET.dict(), "before": older})
    return render(request, "sharing/ledger_list.html", context)


@requires(Permission.LEDGER_SEE, methods=READING)
def ledger_watch(request):
    """What stands out in the reading of one day, so that somebody asks."""
    viewer = request.viewer
    try:
        on = date.fromisoformat(request.GET.get("on") or str(localdate() - timedelta(days=1)))
    except ValueError:
        raise Http404 from None
    ledger.say(purpose="self_monitoring")
    with looking_as_system():
        found = watching.findings(viewer.scheme, on=on)
    elsewhere = set(led_by_others(viewer))
    found = [finding for finding in found if finding.agency_id not in elsewhere]
    people = _people({finding.person_id for finding in found}, viewer.scheme)
    ledger.note("casework.person", people=people)
    users = User.objects.in_bulk({finding.user_id for finding in found})
    agencies = Agency.objects.in_bulk({finding.agency_id for finding in found})
    lines = [
        {
            "kind": finding.kind.label,
            "who": users[finding.user_id].name,
            "agency": agencies[finding.agency_id].name,
            "ref": people[finding.person_id]["ref"] if finding.person_id in people else "",
            "times": finding.times,
            "usual": finding.usual,
            "at": finding.first_at,
        }
        for finding in found
    ]
    silences = watching.silences(midnight(on), min(midnight(on + timedelta(days=1)), now()))
    return render(request, "sharing/ledger_watch.html", {"on": on, "lines": lines, "silences": silences})


def _key_of(ref, scheme):
    with looking_as_system():
        people = apps.get_model("casework", "Person")._base_manager.filter(scheme=scheme, ref__iexact=ref)
        return people.values_list("key", flat=True).first()


def _lines(viewer, asked):
    """(lines for the page, the id that older ones come before or None), noted on this page's own line."""
    ledger.say(purpose=asked["purpose"])
    found = list(_matching(viewer, asked).order_by("-pk")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    people = _people({person for entry in shown for person in entry.people}, viewer.scheme)
    ledger.note("casework.person", people=people)
    users = User.objects.in_bulk({entry.user_id for entry in shown})
    agencies = Agency.objects.in_bulk({entry.agency_id for entry in shown})
    lines = [
        {
            "at": entry.at,
            "who": users[entry.user_id].name if entry.user_id in users else entry.doer or "The system",
            "agency": agencies.get(entry.agency_id),
            "operation": entry.get_operation_display(),
            "people": [people[person] for person in entry.people if person in people],
            **_own(entry, viewer),
        }
        for entry in shown
    ]
    return lines, found[A_PAGE - 1].pk if len(found) > A_PAGE else None


def _own(entry, viewer):
    """What exactly it was: said of one's own agency only, since the kind of record may be what another keeps to itself."""
    if entry.agency_id != viewer.agency_id:
        return {"words": "", "categories": [], "reason": ""}
    categories = [Category(number).name.lower() for number in entry.facts.get("categories", [])]
    return {"words": operations.words(entry.event, entry.operation), "categories": categories, "reason": entry.reason}


def _matching(viewer, asked):
    lines = LedgerEntry.objects.readable_by(viewer)
    if asked["person"]:
        with looking_as_system():
            people = apps.get_model("casework", "Person")._base_manager.filter(
                scheme=viewer.scheme, key=asked["person"]
            )
            lines = lines.about(people.values_list("pk", flat=True).first() or 0)
    if asked["agency"]:
        lines = lines.filter(agency_id=asked["agency"].pk)
    if asked["operation"]:
        lines = lines.filter(operation=asked["operation"])
    if asked["since"]:
        lines = lines.filter(at__gte=midnight(asked["since"]))
    if asked["until"]:
        lines = lines.filter(at__lt=midnight(asked["until"] + timedelta(days=1)))
    return lines.filter(pk__lt=asked["before"]) if asked["before"] else lines


def _people(ids, scheme):
    """Id to reference and key of people of the scheme: the ledger's readers need to know whom, not by name."""
    with looking_as_system():
        people = apps.get_model("casework", "Person")._base_manager.filter(pk__in=ids, scheme=scheme)
        return {pk: {"ref": ref, "key": key} for pk, ref, key in people.values_list("pk", "ref", "key")}
