"""Who has to decide about enforcement, of whom, and on which absences: the rule over what one viewer may see."""

from collections import defaultdict
from types import SimpleNamespace

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count
from django.utils.timezone import localdate

from casework.models import Allocation, Contact, Enforcement, Status
from casework.overview import open_on
from casework.rules import enforcement as rules
from casework.rules.diary import apart
from sharing import ledger
from sharing.gather import part
from sharing.models import Agency
from sharing.permissions import Permission
from sharing.policy import Category

MOST = 50  # absences, decisions of one page
SEEN = 200
SUPERVISING = (Agency.Kind.PROBATION, Agency.Kind.YOT)
MISSED = Contact.Outcome.UNACCEPTABLE_ABSENCE


def parts(today):
    """Absences, when the person was seen, and decisions, for a page about one person."""
    seen = Contact.objects.filter(outcome=Contact.Outcome.ATTENDED, planned_for__date__lte=today)
    missed = Contact.objects.filter(outcome=MISSED, planned_for__date__lte=today)
    return {
        "missed": part(
            missed.order_by("-planned_for", "-pk"), "planned_for", "planned_for_time_known", "kind",
            "agency_id", agency="agency__name", follow_up="detail__follow_up", limit=MOST,
        ),
        "seen": part(seen.order_by("-planned_for"), "planned_for", limit=SEEN),
        "decided": part(
            Enforcement.objects.order_by("-decided_on", "-pk"), "kind", "decided_on", "reason", "sent_on", "resolved_on",
            "outcome", "agency_id", agency="agency__name", limit=MOST,
        ),
    }  # fmt: skip


def absences(page):
    """The rule on the parts of the page; None where nothing can be enforced, or it is not seen whether something can."""
    for spell in page["where"]:
        return rules.absences(
            status=spell.status,
            since=spell.start,
            missed=days_of_contacts(page["missed"]),
            decided=[one.decided_on for one in page["decided"] if one.decided_on <= page.today],
            limit=page.settings["absences_limit"],
        )
    return None


def days_of_contacts(rows):
    """The London day of each meeting that these contacts are, held jointly once."""
    return [localdate(at) for at in apart((row.planned_for, row.planned_for_time_known, row.agency_id) for row in rows)]


def steps(page):
    """The kinds of decision that can be made: all where it is not seen which status the person has."""
    for spell in page["where"]:
        return rules.STEPS.get(spell.status, ())
    return rules.EVERY_STEP


def days_of(settings):
    """Working days in which a decision is sent, by its kind."""
    return {"recall": settings["recall_working_days"], "breach": settings["breach_working_days"]}


def decisions(page):
    """The decisions, newest first, each with where it stands and the day of its clock."""
    days, found = days_of(page.settings), []
    for one in page["decided"]:
        by = rules.send_by(one.kind, one.decided_on, days)
        stands = rules.follow_up(
            kind=one.kind, sent_on=one.sent_on, resolved_on=one.resolved_on, by=by, today=page.today
        )
        found.append(SimpleNamespace(row=one, by=by, stands=stands))
    return found


def supervisors(page):
    """Allocations of today that manage the order or licence."""
    return [one for one in page["allocations"] if one.role in Allocation.MANAGER_ROLES]


def decides(viewer, page):
    """Whether the viewer's agency decides: it manages the person, or supervises at all and nobody is named.

    Only on the case: who worked with the person once, or meets them in an emergency, decides nothing.
    """
    if not (viewer.can(Permission.ENFORCEMENT_WRITE) and page.takes_from(viewer) and page.found.works):
        return False
    agencies = {one.agency_id for one in supervisors(page)}
    return viewer.agency_id in agencies if agencies else viewer.agency.kind in SUPERVISING


def with_return(page):
    """(contact, the moment the person was seen again or None) of each absence on the page, newest first."""
    kept = [contact.planned_for for contact in page["seen"]]
    return [(contact, rules.back_after(contact.planned_for, kept)) for contact in page["missed"]]


def of_people(people, viewer, *, today, limit):
    """{id: Absences} of these people (ids), as far as the viewer sees contacts, status and decisions. Three statements."""
    about = {"person__in": people}
    spells = Status.objects.visible_to(viewer).filter(open_on(today), **about).order_by("start")
    missed = Contact.objects.visible_to(viewer).filter(**about, outcome=MISSED, planned_for__date__lte=today)
    decided = Enforcement.objects.visible_to(viewer).filter(**about, decided_on__lte=today)
    held, answers = defaultdict(list), defaultdict(list)
    for person, *contact in missed.values_list("person_id", "planned_for", "planned_for_time_known", "agency_id"):
        held[person].append(contact)
    for person, on in decided.values_list("person_id", "decided_on"):
        answers[person].append(on)
    judged = {
        person: rules.absences(
            status=status,
            since=since,
            missed=[localdate(at) for at in apart(held[person])],
            decided=answers[person],
            limit=limit,
        )
        for person, status, since in spells.values_list("person_id", "status", "start")
    }
    return {person: found for person, found in judged.items() if found}


def due(people, viewer, *, today, limit):
    """{id: Absences} of those of these people (queryset or rows) for whom a decision is due, and a note of it in the ledger.

    First whoever missed that many contacts at all, so that a long list costs no more than its few candidates.
    """
    missed = Contact.objects.visible_to(viewer).filter(person__in=people, outcome=MISSED, planned_for__date__lte=today)
    counted = missed.order_by().values("person_id").annotate(number=Count("pk"), contacts=ArrayAgg("pk"))
    candidates = {row["person_id"]: row["contacts"] for row in counted.filter(number__gte=limit)}
    judged = of_people(list(candidates), viewer, today=today, limit=limit) if candidates else {}
    found = {person: one for person, one in judged.items() if one.due}
    if found:
        ledger.note(
            "casework.contact",
            people=found,
            ids=[contact for person in found for contact in candidates[person]],
            categories={Category.ENGAGEMENT, Category.SUPERVISION},
        )
    return found
