"""Putting somebody forward for the scheme, and taking it back before it is decided.

Whether the person is there already is looked for as the system, so that nobody is entered twice; what was found and the
sender may not know of is told to a co-ordinator and not to the sender, who hears the same in either case: it was sent.
"""

from django.db import transaction

from casework import doubles
from casework.models import Identity
from cohort.changes.nominee import (
    AlreadyOnScheme,
    NominatedAlready,
    NominationDecided,
    Said,
    Who,
    close,
    join,
    new_person,
    open_unplaced,
)
from cohort.models import Membership, Nomination, NominationCaution, UnplacedNomination
from sharing import ledger
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity, Scheme
from sharing.permissions import Role

__all__ = [
    "AlreadyOnScheme",
    "NominatedAlready",
    "NominationDecided",
    "PossibleSamePerson",
    "Said",
    "Who",
    "nominate",
    "nomination_withdraw",
]


class PossibleSamePerson(Exception):
    """People who are there for the sender may be this one; carries their ids, the likeliest first."""

    def __init__(self, people):
        super().__init__(people)
        self.people = people


@transaction.atomic
def nominate(*, by, said, today, at, person=None, who=None):
    """Nominate a `person` who is there for the sender, or somebody typed (`who`). Returns the Nomination.

    Returns an UnplacedNomination instead where the person may be there unknown to the sender. Raises AlreadyOnScheme,
    NominatedAlready and PossibleSamePerson, each only of what the sender may see.
    """
    with looking_as_system():
        Scheme.objects.select_for_update().get(pk=by.scheme_id)  # nobody is entered twice at the same moment
        if person is None:
            person = _found_or_new(who, by, today)
        if person is None or not _may_know(person, by):
            sent = _unplaced(who or _typed(person, by), said, by, today)
        else:
            sent = join(person, said, agency=by.agency, sent_by=by.capacity, today=today, at=at)
        _write_caution(sent, said, owner=by.agency)
        _tell_coordinators(sent, by.scheme_id, at)
    ledger.record("nominate", by=by, subject=sent, recipients=said.readers, sources=list(said.sources))
    return sent


@transaction.atomic
def nomination_withdraw(*, nomination, by, version, today):
    """Its agency no longer puts the person forward, before anybody decided. Takes either kind. Raises NominationDecided.

    With the last nomination of somebody the place in the queue ends too.
    """
    with looking_as_system():
        if isinstance(nomination, UnplacedNomination):
            found = open_unplaced(nomination, version, agency_id=by.agency_id)
            close(found, UnplacedNomination.State.WITHDRAWN, by=by, today=today)
        else:
            found = _withdraw(nomination, by, version, today)
    ledger.record("nomination_withdraw", by=by, subject=found)
    return found


def _found_or_new(who, by, today):
    """The person to enter, or None where somebody is there of whom the sender may not know. Raises PossibleSamePerson."""
    same, maybe = doubles.likely(by.scheme_id, who.described)
    likely = [*([same] if same else []), *maybe]
    known = set(Identity.objects.visible_to(by).filter(pk__in=likely).values_list("pk", flat=True))
    asked = [pk for pk in likely if pk in known and (pk == same or pk not in who.not_these)]
    if asked:
        raise PossibleSamePerson(asked)
    if set(likely) - known:
        return None
    return new_person(who, by.agency, today)


def _may_know(person, by):
    """Whether the sender may know how the person stands with the scheme: nothing stands, or it is there to be seen."""
    rows = Membership.objects.filter(person=person, deselected_on__isnull=True)
    return not rows.exists() or rows.visible_to(by).exists()


def _withdraw(nomination, by, version, today):
    found = Nomination.objects.select_for_update().get(pk=nomination.pk, owner=by.agency_id)
    membership = Membership.objects.select_for_update().filter(pk=found.membership_id).first()
    decided = membership is None or membership.selected_on or membership.deselected_on
    if found.version != version or found.withdrawn_on or decided:
        raise NominationDecided(found)
    found.withdrawn_on = today
    found.version += 1
    found.save(update_fields=["withdrawn_on", "version"])
    others = Nomination.objects.filter(membership=membership, withdrawn_on__isnull=True).order_by("pk")
    if first := others.select_related("owner").first():
        membership.nominated_by = first.owner
    else:
        membership.deselected_on = today
        membership.deselection_criterion = Membership.Criterion.NOT_SELECTED
        membership.reason = f"Withdrawn by {by.agency.name}."
    membership.version += 1
    membership.save()
    return found


def _typed(person, by):
    """What a nomination of somebody who is there says of them, where it has to wait: what the sender sees."""
    identity = Identity.objects.visible_to(by).filter(pk=person.pk).first()
    return Who(
        person.family_name,
        person.given_names,
        identity.date_of_birth if identity else None,
        identity.pnc_id if identity else "",
    )


def _unplaced(who, said, by, today):
    return UnplacedNomination.objects.create(
        scheme_id=by.scheme_id,
        agency=by.agency,
        sent_by=by.capacity,
        nominated_on=today,
        family_name=who.family_name,
        given_names=who.given_names,
        date_of_birth=who.date_of_birth,
        pnc_id=who.pnc_id,
        reason=said.reason,
        strands=list(said.strands),
        sources=list(said.sources),
    )


def _write_caution(sent, said, *, owner):
    if not said.caution:
        return
    to = {"unplaced": sent} if isinstance(sent, UnplacedNomination) else {"nomination": sent, "person": sent.person}
    NominationCaution.objects.create(
        owner=owner, words=said.caution, readers=sorted(set(said.readers) - {owner.pk}), **to
    )


def _tell_coordinators(sent, scheme_id, at):
    held = Capacity.objects.filter(agency__scheme=scheme_id, active=True, role=Role.COORDINATOR)
    work.tell(
        held.exclude(pk=sent.sent_by_id).select_related("user"),
        kind="nomination",
        once=f"nomination:{sent.key}",
        words="A nomination has come in",
        address=sent.get_absolute_url(),
        at=at,
        subject="A nomination has come in",
        person=getattr(sent, "person_id", None),  # of one that is unplaced nobody knows yet whom it is about
    )
