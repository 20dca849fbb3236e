"""Whose record is meant in an emergency, and which uses a reviewer answers for."""

from datetime import timedelta

from django.db.models import F, Q

from casework.doubles import is_named
from casework.models import Identity, Person
from casework.search import pnc_in
from sharing.looking import looking_as_system
from sharing.models import Capacity, Emergency, Exclusion, LedgerEntry, Setting
from sharing.models.ledger import led_by_others
from sharing.permissions import Permission, Role
from sharing.rules import setting_values

TRIES_AN_HOUR = 20  # as for the check whether a person is on the scheme


def minutes(scheme, *, today):
    return setting_values(Setting.objects.in_force(scheme=scheme, on=today))["emergency_minutes"]


def tries_left(viewer, *, at):
    """How often the user may still name somebody this hour: those who were not found count."""
    tried = LedgerEntry.objects.filter(user_id=viewer.user_id, event="emergency_find", at__gt=at - timedelta(hours=1))
    return max(0, TRIES_AN_HOUR - tried.filter(facts__found=False).count())


def person_meant(viewer, *, who, born):
    """The one person of the scheme with this PNC number, or this full name and day of birth; None for none or several.

    Exact on purpose: who opens a record in an emergency knows who stands before them, and nobody may fish. Asked as the
    system, since the user works with somebody else.
    """
    with looking_as_system():
        identities = Identity._base_manager.filter(scheme_id=viewer.scheme_id).select_related("person")
        number = pnc_in(who)
        if number:
            found = [identity.person for identity in identities.filter(pnc_id=number)]
        elif born:
            found = [one.person for one in identities.filter(date_of_birth=born) if is_named(one, who)]
        else:
            found = []
    return found[0] if len(found) == 1 else None


def to_answer_for(viewer, *, at):
    """Uses of emergency access this reviewer answers for, as a queryset. Call it, and fetch, as the system.

    A governance lead: of the scheme, but for agencies with a lead of their own, unless the person is the lead's agency's.
    Co-ordinators and chairs: of their agency and of people it is the owner of, and everyone's where nobody leads.
    """
    if not viewer.can(Permission.EMERGENCY_REVIEW):
        return Emergency.objects.none()
    known = Emergency.objects.filter(person__scheme_id=viewer.scheme_id)
    own = Q(agency_id=viewer.agency_id) | Q(person__owner_id=viewer.agency_id)
    if viewer.role == Role.GOVERNANCE:
        known = known.filter(own | ~Q(agency_id__in=list(led_by_others(viewer))))
    elif Capacity.objects.filter(agency__scheme=viewer.scheme_id, role=Role.GOVERNANCE, active=True).exists():
        known = known.filter(own)
    closed = Exclusion.objects.running(at=at).filter(user_id=viewer.user_id)
    return known.exclude(person__in=closed.values("person"))


def by_reference(emergencies):
    """The same with all that a page names; of the person `ref` alone, since a reviewer need not meet them."""
    return emergencies.select_related("user", "agency", "reviewed_by").annotate(ref=F("person__ref"))


def waiting_for(viewer, *, at):
    """(how many uses wait for this reviewer, the earliest day a review is due); not the reviewer's own. As the system."""
    with looking_as_system():
        waiting = to_answer_for(viewer, at=at).to_review().exclude(user_id=viewer.user_id).order_by("review_due_on")
        days = list(waiting.values_list("review_due_on", flat=True))
    return len(days), (days[0] if days else None)


def looked_at(emergency):
    """Ledger lines of what the user did about the person while it ran, in order. As the system."""
    lines = LedgerEntry.objects.about(emergency.person_id).filter(
        user_id=emergency.user_id, agency_id=emergency.agency_id, at__gte=emergency.starts_at, at__lte=emergency.ends_at
    )
    return lines.exclude(event__startswith="emergency_").order_by("pk")


def people_shown(emergencies):
    """The people of these uses, as the ledger of the page names them."""
    return Person._base_manager.filter(pk__in={one.person_id for one in emergencies})
