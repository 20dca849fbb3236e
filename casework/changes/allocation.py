"""Who leads the work with a person: one lead in each part at a time, whichever agency it is of."""

from django.db import transaction

from casework.models import Allocation
from sharing import ledger, links
from sharing.looking import looking_as_system
from sharing.models import Agency

Role = Allocation.Role
# The part in which an agency of a kind leads; of any other kind it is the key worker.
PARTS = {Agency.Kind.PROBATION: Role.PROBATION_OM, Agency.Kind.YOT: Role.YOT_OM}


class LedAlready(ValueError):
    """Somebody leads in a part that goes before this one; the message says so, for the user."""


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
        found = next((one for one in running if one.role == role), None)
        if found and found.agency_id == agency.pk and (user is None or found.user_id == user.pk):
            return found
        lead = _put(leads, found, person=person, agency=agency, user=user, role=role, on=on)
    links.sync([person.pk])
    ledger.record("lead_allocate", by=by, subject=lead, recipients=[agency.pk], role=role)
    return lead


def _put(leads, found, *, person, agency, user, role, on):
    """The row of that day where there is one (a part begins once a day), else a new one; the one before it ends."""
    lead = next((one for one in leads if one.role == role and one.start == on), None)
    if found is not None and found is not lead:
        if found.agency_id == agency.pk and found.user_id is None:
            lead = found  # the agency led, and now says who
        else:
            found.end, found.version = on, found.version + 1
            found.save(update_fields=["end", "version"])
    if lead is None:
        return Allocation.objects.create(person=person, owner=agency, agency=agency, user=user, role=role, start=on)
    lead.owner, lead.agency, lead.user, lead.end = agency, agency, user, None
    lead.version += 1
    lead.save(update_fields=["owner", "agency", "user", "end", "version"])
    return lead
