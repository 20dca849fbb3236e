"""Who is told that somebody came into custody or out of it, and that a release is near."""

from datetime import timedelta

from django.db import transaction

from casework.leads import lead_capacities, worker_capacities
from casework.models import Allocation, Status
from casework.rules.where import CUSTODY
from sharing import ledger
from sharing.changes import work
from sharing.dates import london_date
from sharing.models import Capacity, Setting
from sharing.permissions import Role
from sharing.rules import setting_values

INTO = "Somebody you work with is in custody"
OUT = "Somebody you work with is not in custody any more"
ARRIVED = "Somebody on the scheme is recorded as being in your prison"
CHANGED = "Something changed for somebody you work with: see where they are now"


@transaction.atomic
def releases_tell(*, scheme, today, at):
    """Tell the police offender manager and the lead worker of each release that is near; returns how many releases.

    Where no police officer is named the co-ordinators are told. By the clock, as the system. A date that changes is told of
    anew; one that was told of is not told of again. A notice names nobody: its link leads through the policy.
    """
    days = setting_values(Setting.objects.in_force(scheme=scheme, on=today))["release_notice_days"]
    near = Status.objects.open().filter(
        person__scheme=scheme, status__in=CUSTODY, release_on__range=(today, today + timedelta(days=days))
    )
    rows = list(near.select_related("person").order_by("release_on", "pk"))
    _tell_of(rows, scheme, days, today=today, at=at)
    if rows:
        people = {row.person_id for row in rows}
        ledger.record("releases_tell", doer="release notices", people=people, scheme_id=scheme.pk, releases=len(rows))
    return len(rows)


def release_tell(*, status, at):
    """The same of one release, where its date is near already when it becomes known. Part of the change that records it."""
    today, scheme = london_date(at), status.person.scheme
    days = setting_values(Setting.objects.in_force(scheme=scheme, on=today))["release_notice_days"]
    if status.status in CUSTODY and status.release_on and today <= status.release_on <= today + timedelta(days=days):
        _tell_of([status], scheme, days, today=today, at=at)


def _tell_of(rows, scheme, days, *, today, at):
    people = {row.person_id for row in rows}
    officers, leads = worker_capacities(people, Allocation.Role.POLICE_OM, on=today), lead_capacities(people, on=today)
    coordinators = _coordinators(scheme)
    for row in rows:
        lead = [leads[row.person_id]] if row.person_id in leads else []
        work.tell(
            {one.pk: one for one in [*(officers.get(row.person_id) or coordinators), *lead]}.values(),
            kind="release",
            once=f"release:{row.key}:{row.release_on}",
            words=f"Somebody you work with is to be released in the next {days} days",
            address=row.person.get_absolute_url(),
            at=at,
            subject="PPO case system: a release is near",
            person=row.person_id,
        )


def moved_tell(*, status, before, by, at):
    """Tell those who work with the person that they came into custody, to another prison, or out; the one who says so knows.

    Part of the change that records it, as the system. `before`: what was recorded, or None. The police and the lead worker
    hear of coming in and going out, a prison who came. Drug workers hear it too, because scripts end at the gate, but only
    that something changed: what they may know of it is for the agreements, not for the words of a notice.
    """
    was, now = before is not None and before.status in CUSTODY, status.status in CUSTODY
    if was != now:
        police, drugs = _workers(status.person_id, status.person.scheme_id, london_date(at))
        _tell(police, INTO if now else OUT, status, by=by, at=at)
        _tell(drugs, CHANGED, status, by=by, at=at)
    if now and status.establishment and (before is None or before.establishment != status.establishment):
        _tell(_prison(status), ARRIVED, status, by=by, at=at)


def _tell(capacities, words, status, *, by, at):
    work.tell(
        {one.pk: one for one in capacities if one.user_id != by.user_id}.values(),
        kind="custody",
        once=f"custody:{status.key}:{status.version}",
        words=words,
        address=status.person.get_absolute_url(),
        at=at,
        subject=f"PPO case system: {words[0].lower()}{words[1:]}",
        person=status.person_id,
    )


def _workers(person, scheme, today):
    """Capacities of (the lead worker, or the co-ordinators where nobody leads, and the police; drug workers by name)."""
    police = worker_capacities([person], Allocation.Role.POLICE_OM, on=today).get(person, [])
    drugs = worker_capacities([person], Allocation.Role.DRUG_WORKER, on=today).get(person, [])
    lead = lead_capacities([person], on=today).get(person)
    return [*([lead] if lead else _coordinators(scheme)), *police], drugs


def _prison(status):
    """Everyone of the prison that holds the person, where it takes part in the scheme."""
    here = {"agency__scheme": status.person.scheme_id, "agency__establishment": status.establishment}
    return list(Capacity.objects.filter(**here, role=Role.PRACTITIONER, active=True).select_related("user"))


def _coordinators(scheme):
    held = Capacity.objects.filter(agency__scheme=scheme, role=Role.COORDINATOR, active=True)
    return list(held.select_related("user"))
