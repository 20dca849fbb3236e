"""What begins when somebody comes on to the scheme: who leads, and the day they are first seen."""

from casework.changes.allocation import lead_allocate
from casework.changes.contact import contact_plan
from casework.models import Allocation, Contact, Status
from casework.rules.where import CUSTODY
from sharing.calendar import add_working_days
from sharing.changes.work import tell
from sharing.dates import london_date
from sharing.looking import looking_as_system
from sharing.models import Agency, Capacity, Exclusion
from sharing.permissions import Role

NAMED = "You lead somebody new on the scheme: the first visit is planned"
TO_NAME = "Your agency leads somebody new on the scheme: say who it is to be"


class NobodyLeads(ValueError):
    """Who led when the panel decided leads no more; the message is for the user."""


def lead_of(person):
    """The open allocation that leads the work with a person (id), whoever may see it; None where there is none."""
    with looking_as_system():
        open_ = Allocation.objects.filter(person=person, role__in=Allocation.LEAD_ROLES, end__isnull=True)
        rows = list(open_.select_related("agency", "user").order_by("start", "pk"))
    return min(rows, key=lambda row: Allocation.LEAD_ROLES.index(row.role), default=None)


def workers(scheme):
    """Capacities of those who meet people on the list for an agency of the scheme (id): who may lead."""
    held = Capacity.objects.filter(agency__scheme=scheme, active=True, named_only=False, role=Role.PRACTITIONER)
    return held.select_related("user", "agency").order_by("agency__position", "agency_id", "user__name", "pk")


def leads(agency, user, *, person, at):
    """Whether an agency (id) can lead with a person, through this user (id) or one it has yet to name.

    Nobody to whom the person is closed; the answer is the same as for somebody who meets nobody.
    """
    with looking_as_system():
        closed = Exclusion.objects.running(at=at).filter(person=person).values("user")
        held = workers(person.scheme_id).filter(agency=agency).exclude(user__in=closed)
        return (held.filter(user=user) if user else held).exists()


def take_up(*, decision, by, now):
    """Allocate who leads and plan the first contact; part of the change that puts the decision in force.

    Whoever leads is told, without a name. Raises NobodyLeads, LedAlready.
    """
    today, person = london_date(now), decision.person
    if decision.lead_agency_id:
        lead = lead_allocate(person=person, by=by, agency=decision.lead_agency, user=decision.lead, on=today)
    else:
        lead = lead_of(person.pk)
    if lead is None:
        raise NobodyLeads("Nobody leads any more. Send it back, so that the panel says who does.")
    if decision.first_visit_on:
        # A confirmation that came late does not plan a visit for a day that is over.
        on = decision.first_visit_on if decision.first_visit_on >= today else add_working_days(today, 1)
        contact_plan(person=person, by=by, agency=lead.agency, user=lead.user, kind=kind_for(person.pk, today), on=on)
    _tell(lead, decision, now)


def kind_for(person, today):
    """Whoever is held is visited there, everybody else comes to the office."""
    with looking_as_system():
        held = Status.objects.filter(person=person, status__in=CUSTODY, start__lte=today).exclude(end__lte=today)
        return Contact.Kind.PRISON_VISIT if held.exists() else Contact.Kind.OFFICE


def _tell(lead, decision, now):
    told = workers(lead.agency.scheme_id).filter(agency=lead.agency)
    if lead.user_id:
        told = told.filter(user=lead.user_id)
    words = NAMED if lead.user_id else TO_NAME
    tell(
        told, kind="lead", once=f"lead:{decision.key}:{decision.version}", words=words,
        address=decision.person.get_absolute_url() if lead.user_id else f"/leads/{lead.key}/", at=now,
        subject="Somebody new on the scheme",
        person=decision.person_id,
    )  # fmt: skip


def lead_named_tell(*, lead, by, at):
    """Whoever is named is told, but for the one who did it."""
    told = workers(by.scheme_id).filter(agency=lead.agency_id, user=lead.user_id).exclude(user=by.user_id)
    tell(
        told, kind="lead", once=f"lead:{lead.key}:{lead.version}", words="You lead somebody on the scheme from today",
        address=lead.person.get_absolute_url(), at=at, subject="Somebody new on the scheme", person=lead.person_id,
    )  # fmt: skip


def usual_lead(held, *, under_18):
    """The agency of those who may lead that usually does: youth offending under 18, else probation; None without one."""
    kind = Agency.Kind.YOT if under_18 else Agency.Kind.PROBATION
    return next((capacity.agency for capacity in held if capacity.agency.kind == kind), None)
