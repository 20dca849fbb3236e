"""Who leads or works with a person by name and can sign in: whom reminders and notices go to."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from casework.models import Allocation
from casework.overview import open_on
from sharing.links import midnight
from sharing.models import Capacity, Exclusion

ORDER = {role: place for place, role in enumerate(Allocation.LEAD_ROLES)}


def lead_workers(people, *, on):
    """Person id -> the open Allocation of the lead worker on that day, with its user, where that one can sign in.

    Nobody leads to whom the person is closed: then it is for the co-ordinators.
    """
    closed = closed_to(people, on=on).filter(person=OuterRef("person"), user=OuterRef("user"))
    rows = (
        Allocation.objects.filter(person__in=people, role__in=Allocation.LEAD_ROLES, start__lte=on)
        .filter(~Exists(closed), user__is_active=True, user__capacities__active=True)
        .exclude(end__lte=on)
        .select_related("user")
        .order_by("start", "pk")
        .distinct()
    )
    leads = {}
    for row in sorted(rows, key=lambda row: (ORDER[row.role], -row.start.toordinal())):
        leads.setdefault(row.person_id, row)
    return leads


def lead_capacities(people, *, on):
    """Person id -> the Capacity in which the lead worker leads, with its user. Two statements."""
    leads = lead_workers(people, on=on).values()
    return {person: held for person, (held, *_) in _capacities(leads).items()}


def worker_capacities(people, role, *, on):
    """Person id -> the Capacities of those who work with them in this role, with their users. Two statements."""
    rows = Allocation.objects.filter(open_on(on), person__in=people, role=role, user__isnull=False)
    return _capacities(rows.order_by("start", "pk"))


def _capacities(allocations):
    """Person id -> the active Capacities in which these allocations are worked, in their order."""
    places = [(row.person_id, (row.user_id, row.agency_id)) for row in allocations]
    held = Capacity.objects.filter(user__in=[user for _, (user, _) in places], active=True).select_related("user")
    by_place = {(one.user_id, one.agency_id): one for one in held}
    found = {}
    for person, place in places:
        if place in by_place:
            found.setdefault(person, []).append(by_place[place])
    return found


def closed_to(people, *, on):
    """The exclusions from one of these people (ids) that run at the end of the day in London."""
    end = midnight(on + timedelta(days=1)) - timedelta(microseconds=1)
    return Exclusion.objects.running(at=end).filter(person__in=people)
