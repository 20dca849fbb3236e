"""What casework knows about who is on the case: allocations, and the prison that holds the person."""

from datetime import timedelta

from django.db.models import F

from casework.models import Allocation, Contact, Status
from sharing import links, watching
from sharing.models import Agency, Link


@links.source(Link.Reason.ALLOCATION)
def allocations(people):
    """The agency of an allocation, from its first day until the day it ended."""
    return Allocation.objects.filter(person__in=people).values_list("person_id", "agency_id", "start", "end")


@links.source(Link.Reason.CUSTODY)
def custody(people):
    """The agencies that are the establishment of a status, while it lasts."""
    held = Status.objects.filter(person__in=people).exclude(establishment="")
    prisons = Agency.objects.exclude(establishment="").values_list("scheme_id", "establishment", "pk")
    agencies = {}
    for scheme, establishment, agency in prisons:
        agencies.setdefault((scheme, establishment), []).append(agency)
    return [
        (person, agency, start, end)
        for person, scheme, establishment, start, end in held.values_list(
            "person_id", F("person__scheme_id"), "establishment", "start", "end"
        )
        for agency in agencies.get((scheme, establishment), ())
    ]


@watching.own_people
def of_users(users, on):
    """People a user is allocated to on the day, or saw or was to see within three months of it."""
    allocated = Allocation.objects.filter(user__in=users, start__lte=on).exclude(end__lte=on)
    near = (links.midnight(on - timedelta(days=91)), links.midnight(on + timedelta(days=91)))
    seen = Contact.objects.filter(user__in=users, planned_for__range=near)
    return [*allocated.values_list("user_id", "person_id"), *seen.values_list("user_id", "person_id").distinct()]
