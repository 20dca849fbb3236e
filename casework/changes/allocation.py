"""Who leads the work with a person: one lead in each part at a time, whichever agency it is of."""

from django.db import transaction

from casework.models import Allocation, Contact
from sharing import ledger, links
from sharing.looking import looking_as_system
from sharing.models import Agency

Role = Allocation.Role
# The part in which an agency of a kind leads; of any other kind it is the key worker.
PARTS = {Agency.Kind.PROBATION: Role.PROBATION_OM, Agency.Kind.YOT: Role.YOT_OM}


class LedAlready(ValueError):
    """Somebody leads in a part that goes before this one; the message says so, for the user."""


class LeadChanged(Exception):
    """Somebody named or changed it since the page was opened."""


def part_of(agency):
    """The part in which an agency leads."""
    return PARTS.get(agency.kind, Role.KEY_WORKER)


@transaction.atomic
def lead_allocate(*, person, by, agency, user, on):
    """From a day this agency leads, through `user` or (None) somebody it has yet to name; returns the Allocation.

    Who led in the same part until then ends. Nothing changes where the agency leads already and nobody else is named. It
    is the agency's own record, whoever decided, so it is written as the system. Raises LedAlready.
    """
    role = part_of(agency)
    with looking_as_system():
        leads = Allocation.objects.select_for_update(of=("self",)).filter(person=person, role__in=Allocation.LEAD_ROLES)
        leads = list(leads.select_related("agency", "user"))
        running = [one for one in leads if one.end is None]
        before = Allocation.LEAD_ROLES[: Allocation.LEAD_ROLES.index(role)]
        if any(one.role in before for one in running):
            raise LedAlready("The person has an offender manager, who leads. Choose them, or leave it as it is.")
        running.sort(key=lambda one: (one.start, one.pk))
        found = next((one for one in running if one.role == role), None)  # who leads in this part
        own = next((one for one in running if one.role == role and one.agency_id == agency.pk), None)
        if own and own is found and user in (None, own.user):
            return own
        lead = _put(leads, found, own, person=person, agency=agency, user=user, role=role, on=on)
    links.sync([person.pk])
    ledger.record("lead_allocate", by=by, subject=lead, recipients=[agency.pk], role=role)
    return lead


@transaction.atomic
def lead_name(*, allocation, by, user, version, on):
    """The agency of `by`, which leads, says through whom from a day on; returns the Allocation. Raises LeadChanged.

    Visits that the agency planned before anybody was named are theirs too.
    """
    found = (
        Allocation.objects.visible_to(by)
        .select_for_update(of=("self",))
        .get(pk=allocation.pk, agency=by.agency_id, end__isnull=True)
    )
    if found.version != version:
        raise LeadChanged
    if found.user_id == user.pk:
        return found
    lead = found
    if found.user_id is not None and found.start < on:
        found.end, found.version = on, found.version + 1
        found.save(update_fields=["end", "version"])
        lead = Allocation(
            person=found.person, owner=found.owner, agency=found.agency, role=found.role, start=on, version=0
        )
    lead.user, lead.version = user, lead.version + 1
    lead.save()
    planned = Contact.objects.filter(person=lead.person_id, agency=lead.agency_id, user=None)
    for contact in planned.filter(outcome=Contact.Outcome.PLANNED).select_for_update(of=("self",)):
        contact.user, contact.version = user, contact.version + 1
        contact.save(update_fields=["user", "version"])
    links.sync([lead.person_id])
    ledger.record("lead_name", by=by, subject=lead, role=lead.role)
    return lead


def _put(leads, found, own, *, person, agency, user, role, on):
    """The row of that day where there is one (a part begins once a day), else a new one; the one before it ends."""
    lead = next((one for one in leads if one.role == role and one.start == on), None)
    if own is not None and own.user_id is None:
        lead = own  # the agency led, and now says who
    for before in {found, own} - {None, lead}:
        before.end, before.version = on, before.version + 1
        before.save(update_fields=["end", "version"])
    if lead is None:
        return Allocation.objects.create(person=person, owner=agency, agency=agency, user=user, role=role, start=on)
    lead.owner, lead.agency, lead.user, lead.end = agency, agency, user, None
    lead.version += 1
    lead.save(update_fields=["owner", "agency", "user", "end", "version"])
    return lead
