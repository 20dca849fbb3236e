"""`/`: the first page after sign-in. What it shows depends on the role and, for practitioners, on the kind of agency."""

from datetime import timedelta

from django.shortcuts import render
from django.utils.timezone import localdate, now

from casework import emergency
from casework.questions import to_answer
from cohort.forms.check import CheckForm
from ppo.rights.views.home import falling_due
from reports.figures import document_of
from reports.models import IssuedPack
from sharing.gate import requires
from sharing.models import Agency
from sharing.permissions import Permission, Role

from . import mine, prison, scheme

NEWS_DAYS = 7
PACKS = 9  # the newest and the last eight
# Agencies whose practitioners lead on a person; the others have their own part of the plan.
LEADING = (Agency.Kind.POLICE, Agency.Kind.PROBATION, Agency.Kind.YOT)


@requires(Permission.HOME_SEE, methods=("GET", "HEAD"))
def home(request):
    viewer = request.viewer
    page = PAGES.get(viewer.role) or of_practitioner(viewer)
    return page(request, viewer, localdate())


def of_practitioner(viewer):
    if prison.is_prison(viewer):
        return worker if prison.has_own_people(viewer) else prison_desk
    return worker if viewer.agency.kind in LEADING else partner


def row_of(request, actions, appointments):
    """The row the last change led back to, such as `overdue-2`, if it is on the page; what was saved is said there."""
    blocks = {
        "overdue": actions.overdue,
        "soon": actions.soon,
        "today": appointments.today,
        "unrecorded": appointments.unrecorded,
    }
    return next((found for block, rows in blocks.items() if (found := row_at(request, block, rows))), "")


def row_at(request, block, rows):
    named, _, number = request.GET.get("at", "").partition("-")
    there = named == block and number.isdecimal() and 1 <= int(number) <= len(rows)
    return f"{block}-{int(number)}" if there else ""


def worker(request, viewer, today):
    """A lead worker: late first, then today, then the week, then news."""
    own, rules = mine.people(viewer), scheme.settings_of(viewer, today=today)
    actions, appointments = mine.actions(viewer, today=today), mine.appointments(viewer, today=today)
    return render(
        request,
        "home/worker.html",
        {
            "today": today,
            "at": row_of(request, actions, appointments),
            "people": own,
            "unbooked": mine.without_contact(own, viewer, today=today),
            "actions": actions,
            "appointments": appointments,
            "enforcement": mine.enforcement_due(own, viewer, today=today, rules=rules),
            "contacts": mine.contacts_this_week(own, viewer, today=today, rules=rules),
            "reviews": mine.reviews_due(own, viewer, today=today),
            "news": mine.news(viewer, own, since=now() - timedelta(days=NEWS_DAYS)),
            "to_answer": to_answer(viewer, today),
            "notices": mine.notices(viewer),
        },
    )


def partner(request, viewer, today):
    """An agency with a part of the plan: half a minute a week has to be enough."""
    whole_agency = request.GET.get("whose") != "mine"
    actions = mine.actions(viewer, today=today, whole_agency=whole_agency)
    appointments = mine.appointments(viewer, today=today, whole_agency=whole_agency)
    return render(
        request,
        "home/partner.html",
        {
            "today": today,
            "at": row_of(request, actions, appointments),
            "whole_agency": whole_agency,
            "referrals": mine.referrals_to_answer(viewer),
            "actions": actions,
            "appointments": appointments,
            "people": mine.shared_people(viewer),
            "to_answer": to_answer(viewer, today),
            "notices": mine.notices(viewer),
        },
    )


def prison_desk(request, viewer, today):
    """A prison: who of the scheme is here, the next to come out first. Below it the agency's own part of the plans."""
    rules = scheme.settings_of(viewer, today=today)
    everyone = prison.inmates(viewer, today=today, notice_days=rules["release_notice_days"])
    show = request.GET.get("show", "")
    show = show if show in prison.SHOWN else ""
    actions, appointments = (
        mine.actions(viewer, today=today, whole_agency=True),
        mine.appointments(viewer, today=today, whole_agency=True),
    )
    return render(
        request,
        "home/prison.html",
        {
            "today": today,
            "at": row_at(request, "here", prison.shown(everyone, show)) or row_of(request, actions, appointments),
            "show": show,
            "lists": [(key, words, len(prison.shown(everyone, key))) for key, words in prison.SHOWN.items()],
            "inmates": prison.shown(everyone, show),
            "notice_days": rules["release_notice_days"],
            "actions": actions,
            "appointments": appointments,
            "to_answer": to_answer(viewer, today),
            "notices": mine.notices(viewer),
        },
    )


def coordinator(request, viewer, today):
    """The co-ordinator's page is the deputy's page too, so that the scheme is in nobody's head."""
    everyone, rules = scheme.people(viewer, today=today), scheme.settings_of(viewer, today=today)
    numbers = scheme.numbers(everyone)
    return render(
        request,
        "home/coordinator.html",
        {
            "today": today,
            "numbers": numbers,
            "warnings": scheme.fill(viewer, numbers, rules).warnings,
            "waiting": scheme.waiting(viewer, everyone, rules, today=today),
            "late": scheme.overdue_by_agency(viewer, today=today),
            "meetings": scheme.meetings(viewer, today=today),
            "to_answer": to_answer(viewer, today),
            "notices": mine.notices(viewer),
        },
    )


def steering(request, viewer, today):
    """Aggregates only: no person, no name, on this page or behind it. The newest pack is one press away."""
    packs = list(IssuedPack.objects.of(viewer.scheme).defer("figures")[:PACKS])
    return render(
        request,
        "home/steering.html",
        {
            "today": today,
            "pack": packs[0] if packs else None,
            "headlines": document_of(packs[0].figures).headlines if packs else (),
            "earlier": packs[1:],
            "notices": mine.notices(viewer),
        },
    )


def office(request, viewer, today):
    """Governance, analysts, administrators: what they may do, and what they were told."""
    allowed = [permission.label for permission in Permission if viewer.can(permission)]
    context = {"today": today, "allowed": allowed, "notices": mine.notices(viewer)}
    if viewer.can(Permission.RIGHTS_RUN):
        context["rights"] = falling_due(viewer, today)
    if viewer.can(Permission.EMERGENCY_REVIEW):
        context["emergencies"], context["emergencies_due"] = emergency.waiting_for(viewer, at=now())
    return render(request, "home/office.html", context)


def duty(request, viewer, today):
    """A custody officer: the one box."""
    return render(request, "home/duty.html", {"today": today, "form": CheckForm(), "notices": mine.notices(viewer)})


PAGES = {
    Role.COORDINATOR: coordinator,
    Role.CHAIR: coordinator,
    Role.STEERING: steering,
    Role.GOVERNANCE: office,
    Role.ANALYST: office,
    Role.ADMINISTRATOR: office,
    Role.DUTY: duty,
}
