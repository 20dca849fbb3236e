"""What a nomination makes of somebody: a person where nobody was there, a place in the queue, and who leads.

Parts of `nominate` and `nomination_place`, who call them as the system, with the scheme locked, and write the ledger's line.
"""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from casework import doubles
from casework.changes import refresh
from casework.models import Allocation, Identity, Person
from cohort.models import Membership, Nomination, NominationSuggestion, UnplacedNomination
from cohort.rules.nomination import strands_for, under_18
from sharing import links
from sharing.changes import work
from sharing.models import Agency, Capacity
from sharing.permissions import Permission, roles_with


class AlreadyOnScheme(Exception):
    """The person is on the scheme, as the sender may see; carries the membership."""

    def __init__(self, membership):
        super().__init__(membership)
        self.membership = membership


class NominatedAlready(AlreadyOnScheme):
    """The sender's agency has nominated the person already, and nobody has decided."""


class NominationDecided(Exception):
    """It waits no more: decided, withdrawn or answered in between. Carries it as it now is."""

    def __init__(self, nomination):
        super().__init__(nomination)
        self.nomination = nomination


@dataclass(frozen=True)
class Who:
    """Somebody as typed. `not_these`: ids of people of whom the sender said that it is another."""

    family_name: str
    given_names: str = ""
    date_of_birth: date | None = None
    pnc_id: str = ""  # canonical
    not_these: frozenset = frozenset()

    @property
    def described(self):
        return doubles.Described(self.family_name, self.given_names, self.date_of_birth, self.pnc_id)


@dataclass(frozen=True)
class Said:
    """What the form says. `caution` must not be told to others; its agency reads it, and `readers` (ids of agencies)."""

    reason: str
    strands: tuple = ()
    sources: tuple = ()
    caution: str = ""
    readers: tuple = ()


def new_person(who, agency, today):
    """Enter somebody with what was typed, as the nominating agency's."""
    person = Person.objects.create(
        scheme_id=agency.scheme_id,
        owner=agency,
        ref=_next_ref(agency.scheme_id, today),
        family_name=who.family_name,
        given_names=who.given_names,
    )
    Identity.objects.create(
        person=person,
        owner=agency,
        scheme_id=agency.scheme_id,
        date_of_birth=who.date_of_birth,
        pnc_id=who.pnc_id,
    )
    refresh(people=[person.pk], today=today)
    return person


def _next_ref(scheme_id, today):
    """N2026-1, N2026-2 and so on; asked while the scheme is locked."""
    begins = f"N{today.year}-"
    refs = Person.objects.filter(scheme=scheme_id, ref__startswith=begins).values_list("ref", flat=True)
    numbers = [int(ref.removeprefix(begins)) for ref in refs if ref.removeprefix(begins).isdecimal()]
    return f"{begins}{max(numbers, default=0) + 1}"


def standing(person, today):
    """The membership that is not over, or None."""
    open_ = Membership.objects.filter(Q(deselected_on__isnull=True) | Q(deselected_on__gt=today), person=person)
    return open_.select_for_update().order_by("-nominated_on").first()


def join(person, said, *, agency, sent_by, today, at, nominated_on=None, though_on=False):
    """The agency's nomination of a person, on the membership that waits or a new one."""
    born = Identity.objects.filter(pk=person.pk).values_list("date_of_birth", flat=True).first()
    strands = strands_for(born, today, said.strands)
    membership = standing(person, today)
    if membership is None:
        membership = _new_membership(person, agency, strands, today)
    elif membership.selected_on and not though_on:
        raise AlreadyOnScheme(membership)
    elif not membership.selected_on:
        _more_strands(membership, strands)
    nomination = Nomination(
        person=person,
        owner=agency,
        membership=membership,
        nominated_on=nominated_on or today,
        sent_by=sent_by,
        reason=said.reason,
        strands=strands,
        sources=list(said.sources),
    )
    try:
        with transaction.atomic():
            nomination.save(force_insert=True)
    except IntegrityError as error:
        if "nomination_once_an_agency" not in str(error):
            raise
        raise NominatedAlready(membership) from error
    NominationSuggestion.objects.filter(person=person, state="waiting").update(
        state=NominationSuggestion.State.NOMINATED, closed_on=today, closed_by=sent_by
    )
    if under_18(born, today):
        _youth_team_leads(nomination, today, at)
    return nomination


def _new_membership(person, agency, strands, today):
    """A place in the queue; one that was withdrawn today is taken up again, because a day has only one."""
    membership = Membership.objects.filter(person=person, nominated_on=today).select_for_update().first()
    if membership is None:
        return Membership.objects.create(
            person=person, owner=agency, nominated_by=agency, nominated_on=today, strands=strands
        )
    membership.deselected_on, membership.deselection_criterion, membership.reason = None, "", ""
    membership.nominated_by, membership.strands = agency, strands
    membership.version += 1
    membership.save()
    return membership


def _more_strands(membership, strands):
    """What another agency asks for comes on top, in the order of the strands."""
    wanted = [strand.value for strand in Membership.Strand if strand in {*membership.strands, *strands}]
    if wanted != membership.strands:
        membership.strands = wanted
        membership.version += 1
        membership.save(update_fields=["strands", "version"])


def _youth_team_leads(nomination, today, at):
    """Under 18 the youth offending team leads, whoever nominated: it is on the case from today, and told."""
    team = Agency.objects.filter(scheme=nomination.owner.scheme_id, kind=Agency.Kind.YOT).first()
    if team is None:
        return
    led = Allocation.objects.filter(person=nomination.person_id, role=Allocation.Role.YOT_OM, end__isnull=True)
    if not led.exists():
        Allocation.objects.get_or_create(
            person_id=nomination.person_id,
            role=Allocation.Role.YOT_OM,
            start=today,
            defaults={"owner": team, "agency": team},
        )
        links.sync([nomination.person_id])
    held = Capacity.objects.filter(agency=team, active=True, role__in=roles_with(Permission.NOMINATE))
    work.tell(
        held.select_related("user"),
        kind="nomination",
        once=f"nomination-youth:{nomination.key}",
        words="Somebody under 18 is nominated: your team leads",
        address=nomination.get_absolute_url(),
        at=at,
        subject="Somebody under 18 is nominated",
        person=nomination.person_id,
    )


def open_unplaced(unplaced, version, **of):
    found = UnplacedNomination.objects.select_for_update(of=("self",)).select_related("agency", "sent_by")
    found = found.get(pk=unplaced.pk, **of)
    if found.version != version or found.state != UnplacedNomination.State.WAITING:
        raise NominationDecided(found)
    return found


def close(found, state, *, by, today):
    found.state, found.closed_on, found.closed_by = state, today, by.capacity
    found.version += 1
    found.save()
