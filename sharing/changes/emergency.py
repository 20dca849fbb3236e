"""Emergency access: opened with a reason for an hour, told at once, ended, and reviewed by somebody else.

Opened and reviewed as the system: the user may not know the person yet, and reviewers work with nobody. What is told says
nothing about anybody; the page it leads to does, to those who review.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from sharing import ledger
from sharing.calendar import add_working_days
from sharing.changes import work
from sharing.dates import day
from sharing.emergencies import bits, opened_to
from sharing.looking import looking_as_system
from sharing.models import Capacity, Emergency, Exclusion, Holding, Notice, Scheme
from sharing.permissions import Role

REVIEW_WITHIN = 5  # working days
TELLING = (Role.GOVERNANCE, Role.COORDINATOR, Role.CHAIR)


class EmergencyRefused(Exception):
    """For this user the person is not there, in an emergency either."""


class EmergencyReviewed(Exception):
    """Somebody reviewed it meanwhile; carries it as it now is."""

    def __init__(self, emergency):
        super().__init__(emergency)
        self.emergency = emergency


class ReviewRefused(Exception):
    """It still runs, or it is the user's own: neither is for this user to review now."""


@transaction.atomic
def emergency_open(*, person, by, kind, reason, minutes, at):
    """Open a person's record to a user in the capacity they work in, from `at` for so many minutes, and tell who must know.

    Raises EmergencyRefused where the user is excluded from the person.
    """
    opened = opened_to(by.agency.kind)
    with looking_as_system():
        if Exclusion.objects.running(at=at).filter(person_id=person.pk, user_id=by.user_id).exists():
            raise EmergencyRefused
        emergency = Emergency.objects.create(
            person_id=person.pk,
            user_id=by.user_id,
            agency_id=by.agency_id,
            categories=bits(opened),
            kind=kind,
            reason=reason,
            starts_at=at,
            ends_at=at + timedelta(minutes=minutes),
            review_due_on=add_working_days(localdate(at), REVIEW_WITHIN),
        )
        ledger.record(
            "emergency_open",
            by=by,
            subject=emergency,
            reason=reason,
            kind=kind,
            categories=sorted(opened),
            until=emergency.ends_at.isoformat(),
        )
        words = f"Emergency access was opened. Review it by {day(emergency.review_due_on)}"
        _tell(to_tell(emergency, at=at), emergency, what="opened", words=words, at=at, address=_page(emergency))
    return emergency


@transaction.atomic
def emergency_end(*, emergency, by, at):
    """End it now. Harmless where it is over already. Returns whether it ran."""
    with looking_as_system():
        emergency = Emergency.objects.select_for_update().get(pk=emergency.pk, user_id=by.user_id)
        if emergency.ends_at <= at:
            return False
        emergency.ends_at = max(at, emergency.starts_at)
        emergency.save(update_fields=["ends_at"])
        ledger.record("emergency_end", by=by, subject=emergency)
    return True


@transaction.atomic
def emergency_review(*, emergency, by, outcome, words, at):
    """Say whether a use was right. Never the user's own. Raises ReviewRefused, EmergencyReviewed."""
    with looking_as_system():
        emergency = Emergency.objects.select_for_update(of=("self",)).select_related("person").get(pk=emergency.pk)
        if emergency.user_id == by.user_id or emergency.ends_at > at:
            raise ReviewRefused
        if emergency.reviewed_at:
            raise EmergencyReviewed(emergency)
        emergency.reviewed_at, emergency.reviewed_by_id = at, by.user_id
        emergency.outcome, emergency.review = outcome, words
        emergency.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "review"])
        ledger.record("emergency_review", by=by, subject=emergency, reason=words, outcome=outcome)
        Notice.objects.filter(address=_page(emergency), read_at__isnull=True).update(
            read_at=at
        )  # done, for everyone told
        _answer(emergency, at=at)
    return emergency


def to_tell(emergency, *, at):
    """Capacities of those who are told: the governance leads of the user's agency, of the person's, of each agency whose
    records it opens and of the lead agency; where one has none, its co-ordinators and chairs. Never the user, never somebody
    excluded from the person. Looks as the system.
    """
    categories = [number for number in range(16) if emergency.categories >> number & 1]
    holding = Holding.objects.filter(person_id=emergency.person_id, category__in=categories)
    scheme = Scheme.objects.get(people=emergency.person_id)
    agencies = {emergency.agency_id, emergency.person.owner_id, scheme.lead_agency_id}
    agencies |= set(holding.values_list("agency_id", flat=True))
    excluded = Exclusion.objects.running(at=at).filter(person_id=emergency.person_id).values("user_id")
    held = (
        Capacity.objects.filter(agency__scheme=scheme, role__in=TELLING, active=True, user__is_active=True)
        .exclude(Q(user_id=emergency.user_id) | Q(user__in=excluded))
        .select_related("user")
        .order_by("agency__position", "pk")
    )
    by_agency = {}
    for capacity in held:
        by_agency.setdefault(capacity.agency_id, []).append(capacity)
    told = [capacity for agency in agencies for capacity in _first(by_agency.get(agency, []))]
    if not any(capacity.role == Role.GOVERNANCE for capacity in told):
        told += [capacity for capacity in held if capacity.role == Role.GOVERNANCE]
    return told or list(held)


def _first(capacities):
    """The governance leads among them, else all of them."""
    return [capacity for capacity in capacities if capacity.role == Role.GOVERNANCE] or capacities


def _answer(emergency, *, at):
    """The user hears how it was judged; where it was not right, so do those who lead them."""
    own = Capacity.objects.filter(user_id=emergency.user_id, agency_id=emergency.agency_id).select_related("user")
    words = (
        f"Your emergency access of {day(emergency.starts_at)} was reviewed: {emergency.get_outcome_display().lower()}"
    )
    _tell(own, emergency, what="reviewed", words=words, at=at)
    if emergency.outcome != Emergency.Outcome.JUSTIFIED:
        leads = [one for one in to_tell(emergency, at=at) if one.agency_id == emergency.agency_id]
        words = (
            f"An emergency access of {day(emergency.starts_at)} was reviewed: {emergency.get_outcome_display().lower()}"
        )
        _tell(leads, emergency, what="outcome", words=words, at=at, address=_page(emergency))


def _page(emergency):
    return f"/emergencies/{emergency.key}/"


def _tell(capacities, emergency, *, what, words, at, address=""):
    work.tell(
        capacities,
        kind="emergency",
        once=f"emergency:{emergency.key}:{what}",
        words=words,
        address=address,
        at=at,
        subject="PPO case system: something to read now",
        mailed="There is something for you to read now",
    )
