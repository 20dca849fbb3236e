"""One agency shows another one category of one person, once, until a day; and ends it early."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from sharing import basis as lawful
from sharing import ledger
from sharing.dates import day
from sharing.links import midnight
from sharing.looking import looking_as_system
from sharing.matrix import packs_at, rows_at, viewer_at
from sharing.models import AgreementRule, Consent, Disclosure, Holding, ListRow
from sharing.policy import WORDS, Category, Level, Reach, decide
from sharing.sent import versions_held

A_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
Basis, Confidentiality = AgreementRule.Basis, Disclosure.Confidentiality


class DisclosureRefused(Exception):
    """It may not be shared so. `field` names what to change, the message says what is wrong, both for the user."""

    def __init__(self, field, words):
        super().__init__(words)
        self.field = field


class DisclosureChanged(Exception):
    """Somebody ended it, or it came to its end; carries it as it now is."""

    def __init__(self, disclosure):
        super().__init__(disclosure)
        self.disclosure = disclosure


@dataclass(frozen=True)
class Grounds:
    """Why it may be shared: three answers that are never one. `approver` answers for an overriding public interest."""

    basis: str
    reason: str
    confidentiality: str = ""
    approver: str = ""

    def for_category(self, category):
        """The same for one of several categories: the duty of confidence concerns some only."""
        if int(category) in lawful.CONFIDENTIAL:
            return self
        return Grounds(basis=self.basis, reason=self.reason)


@transaction.atomic
def disclosure_make(*, person, by, to_agency, category, level, until, grounds, at):
    """Let `to_agency` see what the agency of `by` holds of a category until the end of the day `until`; returns it.

    The ledger's line keeps which version of which row that was. Raises DisclosureRefused.
    """
    category, level = Category(category), Level(level)
    type(person)._base_manager.select_for_update(of=("self",)).get(pk=person.pk)  # two colleagues, one after the other
    ends_at = midnight(until + A_DAY)
    for refusal in (
        _not_theirs(person, by, to_agency, category),
        _too_long(until, at),
        _unlawful(person, by, to_agency, category, grounds, (localdate(at), until)),
        _seen_already(person, by, to_agency, category, level, ends_at, at),
    ):
        if refusal:
            raise DisclosureRefused(*refusal)

    records, versions = versions_held(person.pk, by.agency_id, category, level)
    disclosure = Disclosure(
        person=person,
        owner_id=by.agency_id,
        to_agency=to_agency,
        category=category,
        level=level,
        starts_at=at,
        ends_at=ends_at,
        basis=grounds.basis,
        confidentiality=grounds.confidentiality,
        approver=grounds.approver,
        reason=grounds.reason,
        made_by=by.capacity,
    )
    with looking_as_system():
        disclosure.save(force_insert=True)
    ledger.record(
        "disclosure_make",
        by=by,
        operation=ledger.Operation.DISCLOSURE,
        subject=disclosure,
        recipients=[to_agency.pk],
        reason=grounds.reason,
        categories=[int(category)],
        level=level.code,
        until=until.isoformat(),
        basis=grounds.basis,
        confidentiality=grounds.confidentiality,
        approver=grounds.approver,
        records=records,
        versions=versions,
    )
    return disclosure


@transaction.atomic
def disclosure_end(*, disclosure, by, version, at):
    """End it now instead of on its day. Raises DisclosureChanged."""
    with looking_as_system():
        found = Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk, owner_id=by.agency_id)
        if found.version != version or found.ends_at <= at:
            raise DisclosureChanged(found)
        before, found.ends_at = found.ends_at, at
        found.version += 1
        found.save(update_fields=["ends_at", "version"])
    ledger.record(
        "disclosure_end",
        by=by,
        subject=found,
        categories=[found.category],
        before=before.isoformat(),
        after=at.isoformat(),
    )
    return found


@transaction.atomic
def disclosures_end_with_consent(*, consent, by):
    """End what rests on a consent from the day it was withdrawn on, unless another consent covers it. Returns them."""
    ended = []
    with looking_as_system():
        live = Disclosure.objects.select_for_update(of=("self",)).filter(
            Q(basis=Basis.CONSENT) | Q(confidentiality=Confidentiality.EXPLICIT_CONSENT),
            person=consent.person_id,
            ends_at__gt=midnight(consent.withdrawn_on),
        )
        if consent.category is not None:
            live = live.filter(category=consent.category)
        if consent.to_agency_id is not None:
            live = live.filter(to_agency=consent.to_agency_id)
        for found in live.order_by("pk"):
            if _agreed(found.person_id, found.to_agency_id, found.category, consent.withdrawn_on):
                continue
            found.ends_at = max(found.starts_at, midnight(consent.withdrawn_on))
            found.version += 1
            found.save(update_fields=["ends_at", "version"])
            ledger.record(
                "disclosure_end", by=by, subject=found, categories=[found.category], after=found.ends_at.isoformat()
            )
            ended.append(found)
    return ended


def seen_by(person, agency, owner_id, category, at):
    """(level, basis) at which a practitioner of the agency sees what the owner holds of a category at this moment."""
    with looking_as_system():
        rows, packs = rows_at(person, at), packs_at(person.scheme_id, at)
    viewer = viewer_at(packs, agency=agency)
    return decide(viewer, [rows[one] for one in viewer.audiences if one in rows], owner_id, Category(category))


def _not_theirs(person, by, to_agency, category):
    if by.reach < Reach.AGENCY:
        return "", "Only staff who see all records of your agency can share them."
    if to_agency.pk == by.agency_id:
        return "to_agency", "Your agency sees its own records already. Choose another agency."
    if to_agency.scheme_id != by.scheme_id:
        return "to_agency", "Choose an agency of your scheme."
    if not Holding.objects.filter(person=person, agency_id=by.agency_id, category=category).exists():
        return "category", f"Your agency holds nothing under “{WORDS[category]}” about this person."
    return None


def _too_long(until, at):
    today = localdate(at)
    if until < today:
        return "until", "The last day must be today or later."
    if until - today > LONGEST:
        return "until", "The last day must be within a year. What has to last longer belongs in an agreement."
    return None


def _unlawful(person, by, to_agency, category, grounds, days):
    scheme = by.scheme
    acting_for = to_agency.acting_for or scheme.lead_agency
    if not lawful.allows(
        grounds.basis,
        giver=by.agency.kind,
        receiver=to_agency.kind,
        acting_for=acting_for and acting_for.kind,
        category=category,
    ):
        words = f"“{Basis(grounds.basis).label}” does not let {by.agency.name} share “{WORDS[category]}” with"
        return "basis", f"{words} {to_agency.name}. Choose another legal basis, or do not share it."
    if not grounds.reason:
        return "reason", "Say why it is shared."
    on_consent = _agreed(person, to_agency, category, *days)
    if grounds.basis == Basis.CONSENT and not on_consent:
        return "basis", _unconsented(to_agency, category)
    return _in_confidence(by, to_agency, category, grounds, on_consent=on_consent)


def _in_confidence(by, to_agency, category, grounds, *, on_consent):
    if int(category) not in lawful.CONFIDENTIAL:
        if grounds.confidentiality or grounds.approver:
            return "confidentiality", "This is asked for health and treatment only. Leave it empty."
        return None
    if not grounds.confidentiality:
        return "confidentiality", "Choose what lets you share what was told in confidence. The legal basis does not."
    if grounds.confidentiality == Confidentiality.EXPLICIT_CONSENT and not on_consent:
        return "confidentiality", _unconsented(to_agency, category)
    cares = by.agency.kind in lawful.CARE and to_agency.kind in lawful.CARE
    if grounds.confidentiality == Confidentiality.DIRECT_CARE and not cares:
        return "confidentiality", f"{to_agency.name} does not treat the person, so direct care does not cover it."
    if grounds.confidentiality == Confidentiality.PUBLIC_INTEREST and not grounds.approver:
        return "approver", "Enter who approved it, with their post. A public interest needs a name."
    if grounds.confidentiality != Confidentiality.PUBLIC_INTEREST and grounds.approver:
        return "approver", "A name is asked for an overriding public interest only. Leave it empty."
    return None


def _works(person, by):
    """Whether the giver is on the case. Who is not is not told either that another agency sees something by an agreement,
    because that one works with the person: it is shared once more then, which harms nobody.
    """
    return ListRow.objects.live_for(by).filter(person=person, works=True).exists()


def _unconsented(to_agency, category):
    return f"No consent is recorded that covers “{WORDS[category]}” and {to_agency.name} until then. Record it first."


def _agreed(person, to_agency, category, *days):
    """Whether on each of these days a consent covers the category and the agency."""
    given = Consent.objects.filter(Q(category__isnull=True) | Q(category=category), person=person)
    given = given.filter(Q(to_agency__isnull=True) | Q(to_agency=to_agency))
    with looking_as_system():
        return all(given.live(on=day).exists() for day in days)


def _seen_already(person, by, to_agency, category, level, ends_at, at):
    now, why = seen_by(person, to_agency, by.agency_id, category, at)
    if now >= level and not why.startswith("disclosure") and _works(person, by):
        return "to_agency", f"{to_agency.name} sees this already, without a disclosure."
    shared = Disclosure.objects.live(at).filter(person=person, owner_id=by.agency_id, to_agency=to_agency)
    longest = shared.filter(category=category, level__gte=level).order_by("-ends_at").first()
    if longest is not None and longest.ends_at >= ends_at:
        return "until", f"This is shared with {to_agency.name} already, until {day(longest.last_day)}."
    return None
