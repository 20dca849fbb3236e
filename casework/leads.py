"""Who leads with a person and can sign in: the one whom reminders go to."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from casework.models import Allocation
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
    leads = lead_workers(people, on=on)
    users = {row.user_id for row in leads.values()}
    held = Capacity.objects.filter(user__in=users, active=True).select_related("user")
    by_place = {(one.user_id, one.agency_id): one for one in held}
    places = {person: (row.user_id, row.agency_id) for person, row in leads.items()}
    return {person: by_place[place] for person, place in places.items() if place in by_place}


def closed_to(people, *, on):
    """The exclusions from one of these people (ids) that run at the end of the day in London."""
    end = midnight(on + timedelta(days=1)) - timedelta(microseconds=1)
    return Exclusion.objects.running(at=end).filter(person__in=people)
