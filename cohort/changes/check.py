"""The check whether somebody is on the scheme, and the word that somebody on it was arrested: both are written down."""

from datetime import timedelta

from django.db import transaction

from casework.changes import status_receive
from casework.leads import closed_to, lead_capacities, worker_capacities
from casework.models import Allocation, Person
from casework.rules.where import CUSTODY
from cohort import check
from sharing import ledger
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Agency, Capacity, LedgerEntry, User
from sharing.permissions import Role

AN_HOUR = timedelta(hours=1)
CHECKS_AN_HOUR = 20


class TooManyChecks(Exception):
    """The user has asked about as many people this hour as one may."""


class NotChecked(Exception):
    """The user was not told, within the hour, that this person is on the scheme."""


@transaction.atomic
def status_check(*, by, asked, today, at):
    """The check.Answer for what an officer knows of somebody; logged whatever it is. Raises TooManyChecks.

    The line names those whom the answer was about, and never what was typed.
    """
    User.objects.select_for_update().get(pk=by.user_id)  # the next one counts this one too
    if _told(by, at).count() >= CHECKS_AN_HOUR:
        raise TooManyChecks
    with looking_as_system():
        answer = check.answer(by.scheme_id, asked, today=today, closed_to=by.user_id, at=at)
    ledger.record("status_check", by=by, people=answer.people, answer=answer.answer, asked=asked.by)
    return answer


@transaction.atomic
def arrest_tell(*, person, by, today, at):
    """Tell the lead worker and the drug worker at once that somebody on the scheme was arrested; returns how many.

    `person`: the key of somebody whom a check of this user found within the hour. Once a day, however often it is pressed.
    Who leads nobody is told instead: where there is no lead worker, the co-ordinators are. Raises NotChecked.
    """
    with looking_as_system():
        person = _found(person, by, at)
        told = _to_tell(person, today)
        work.tell(
            told,
            kind="arrest",
            once=f"arrest:{person.key}:{today}",
            words=_words(by),
            address=person.get_absolute_url(),
            at=at,
            subject="PPO case system: somebody you work with was arrested",
            person=person.pk,
        )
    ledger.record("arrest_tell", by=by, people=[person.pk], recipients={one.agency_id for one in told}, told=len(told))
    return len(told)


@transaction.atomic
def reception_record(*, person, by, status, at):
    """Record that the prison of `by` received somebody today, `status` sentenced or remand; returns their status.

    `person`: the key of somebody whom a check of this user found within the hour. The clocks of custody run from now on, and
    those who work with the person are told. Raises NotChecked.
    """
    if by.agency.kind != Agency.Kind.PRISON or not by.agency.establishment or status not in CUSTODY:
        raise NotChecked
    with looking_as_system():
        person = _found(person, by, at)
    return status_receive(person=person, by=by, status=status, at=at)


def _found(key, by, at):
    """The person of the key, where this user was told within the hour that they are on the scheme. As the system."""
    person = Person.objects.filter(key=key, scheme=by.scheme_id).first()
    if person is None or not _told(by, at).filter(people__contains=[person.pk], facts__answer="yes").exists():
        raise NotChecked
    return person


def _words(by):
    """Who says so and how to ring them; of the person nothing. As long as a notice may be."""
    parts = (by.user.name[:50], by.agency.name[:50], (by.user.phone or by.agency.phone)[:40])
    return f"Somebody you work with was arrested. Ring {', '.join(filter(None, parts))}"


def _told(by, at):
    """Lines of what this user asked in the last hour."""
    return LedgerEntry.objects.filter(event="status_check", user_id=by.user_id, at__gt=at - AN_HOUR, at__lte=at)


def _to_tell(person, today):
    """Capacities of the lead worker, or the co-ordinators where nobody leads, and of drug workers who are named."""
    drugs = worker_capacities([person.pk], Allocation.Role.DRUG_WORKER, on=today).get(person.pk, [])
    lead = lead_capacities([person.pk], on=today).get(person.pk)
    coordinators = Capacity.objects.filter(agency__scheme=person.scheme_id, role=Role.COORDINATOR, active=True)
    first = [lead] if lead else coordinators.select_related("user").order_by("pk")
    closed = set(closed_to([person.pk], on=today).values_list("user_id", flat=True))
    return list({one.pk: one for one in [*first, *drugs] if one.user_id not in closed}.values())
