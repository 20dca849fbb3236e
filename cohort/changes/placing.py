"""Saying whom a nomination is about, where the agency that sent it may not know that the person is there."""

from django.db import transaction

from casework.models import Identity
from cohort.changes.nominee import Said, Who, close, join, new_person, open_unplaced
from cohort.models import NominationCaution, UnplacedNomination
from sharing import ledger
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity, Scheme

State = UnplacedNomination.State


class PersonThere(Exception):
    """Somebody of the scheme has this PNC number: it is that person."""


@transaction.atomic
def nomination_place(*, unplaced, by, version, today, at, person=None):
    """Say whom a nomination is about: a person who is there for the co-ordinator, or somebody new. Returns the Nomination.

    From then on the agency that sent it sees that the person is there. Raises NominationDecided, and PersonThere where
    somebody new would have the PNC number of another.
    """
    with looking_as_system():
        Scheme.objects.select_for_update().get(pk=by.scheme_id)
        found = open_unplaced(unplaced, version, scheme_id=by.scheme_id)
        who = Who(found.family_name, found.given_names, found.date_of_birth, found.pnc_id)
        if person is None:
            if found.pnc_id and Identity.objects.filter(scheme=by.scheme_id, pnc_id=found.pnc_id).exists():
                raise PersonThere
            person = new_person(who, found.agency, today)
        said = Said(found.reason, tuple(found.strands), tuple(found.sources))
        placed = join(
            person, said, agency=found.agency, sent_by=found.sent_by, today=today, at=at,
            nominated_on=found.nominated_on, though_on=True,
        )  # fmt: skip
        NominationCaution.objects.filter(unplaced=found).update(person=person, nomination=placed)
        found.nomination = placed
        close(found, State.PLACED, by=by, today=today)
    ledger.record("nomination_place", by=by, subject=placed, recipients=[found.agency_id])
    return placed


@transaction.atomic
def nomination_answer(*, unplaced, by, version, answer, today, at):
    """Answer a nomination without passing it on: the agency reads the words. Raises NominationDecided."""
    with looking_as_system():
        found = open_unplaced(unplaced, version, scheme_id=by.scheme_id)
        found.answer = answer
        close(found, State.ANSWERED, by=by, today=today)
        work.tell(
            Capacity.objects.filter(pk=found.sent_by_id, active=True).select_related("user"),
            kind="nomination",
            once=f"nomination-answer:{found.key}",
            words="Your nomination is answered",
            address=found.get_absolute_url(),
            at=at,
        )
    ledger.record("nomination_answer", by=by, subject=found)
    return found
