"""Closing a person's record to one user: set and ended by those who may, or declared by the user in one press.

Written as the system: who sets one may not meet the person, and who declares one no longer does a moment later. From then on
the person is not there for that user: no page, no list, no notice, whatever else holds.
"""

from django.db import transaction

from sharing import ledger
from sharing.calendar import add_months
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity, Exclusion, Notice
from sharing.permissions import Role

LOOK_AGAIN = 6  # months after a user declared one


class ExclusionThere(Exception):
    """The record is closed to this user already."""


class ExclusionChanged(Exception):
    """Somebody ended it meanwhile."""


@transaction.atomic
def exclusion_set(*, person, user, by, kind, reason, review_on, at):
    """Close the person's record to a user from now on. Raises ExclusionThere."""
    with looking_as_system():
        exclusion = _close(person, user_id=user.pk, by=by, kind=kind, reason=reason, review_on=review_on, at=at)
        ledger.record("exclusion_set", by=by, subject=exclusion, reason=reason, kind=kind, user=user.pk)
    return exclusion


@transaction.atomic
def conflict_declare(*, person, by, today, at):
    """The user says that they know the person: closed to them at once, and those who lead them are told."""
    with looking_as_system():
        exclusion = _close(
            person,
            user_id=by.user_id,
            by=by,
            kind=Exclusion.Kind.KNOWS,
            reason="",
            review_on=add_months(today, LOOK_AGAIN),
            at=at,
        )
        ledger.record("conflict_declare", by=by, subject=exclusion)
        _tell(exclusion, by=by, at=at)
    return exclusion


@transaction.atomic
def exclusion_end(*, exclusion, by, version, at):
    """Open the record to the user again. Never by the user. Raises ExclusionChanged."""
    with looking_as_system():
        exclusion = Exclusion.objects.select_for_update().exclude(user_id=by.user_id).get(pk=exclusion.pk)
        if exclusion.version != version or (exclusion.ends_at and exclusion.ends_at <= at):
            raise ExclusionChanged
        exclusion.ends_at, exclusion.ended_by_id = max(at, exclusion.starts_at), by.user_id
        exclusion.version += 1
        exclusion.save(update_fields=["ends_at", "ended_by", "version"])
        Notice.objects.filter(once__startswith=f"exclusion:{exclusion.key}:", read_at__isnull=True).update(read_at=at)
        ledger.record("exclusion_end", by=by, subject=exclusion, user=exclusion.user_id)
    return exclusion


def _close(person, *, user_id, by, kind, reason, review_on, at):
    if Exclusion.objects.running(at=at).filter(person_id=person.pk, user_id=user_id).exists():
        raise ExclusionThere
    exclusion = Exclusion.objects.create(
        person_id=person.pk,
        user_id=user_id,
        kind=kind,
        reason=reason,
        review_on=review_on,
        set_by_id=by.user_id,
        starts_at=at,
    )
    # What was told about the person before leads nowhere now.
    told = Notice.objects.filter(capacity__user_id=user_id, read_at__isnull=True, address__contains=f"/{person.key}/")
    told.update(read_at=at)
    return exclusion


def _tell(exclusion, *, by, at):
    """The co-ordinators of the scheme and the governance leads of the user's agency, by a notice and a mail about nobody."""
    leads = Capacity.objects.filter(agency__scheme_id=by.scheme_id, active=True, user__is_active=True)
    leads = leads.filter(role=Role.COORDINATOR) | leads.filter(role=Role.GOVERNANCE, agency_id=by.agency_id)
    work.tell(
        leads.exclude(user_id=by.user_id).select_related("user").order_by("pk"),
        kind="exclusion",
        once=f"exclusion:{exclusion.key}",
        words=f"{by.user.name}, {by.agency.name}, knows somebody on the scheme. The record is closed to them",
        address="/exclusions/",
        at=at,
        subject="PPO case system: something to read",
        mailed="There is something new for you to read",
    )
