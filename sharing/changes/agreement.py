"""Agreements: drafted, changed, brought into force, renewed and ended. Days are London's; what passes follows at once.

Nothing here is about a person on the scheme, so a line may say what was changed in words.
"""

from dataclasses import dataclass, fields
from datetime import date

from django.db import IntegrityError, transaction

from sharing import ledger
from sharing.agreements import State, parties_of, state_of
from sharing.changes.signers import tell_signers
from sharing.dates import day
from sharing.models import Agreement, Signature
from sharing.policy import WORDS as CATEGORY_WORDS
from sharing.policy import Category


class AgreementChanged(Exception):
    """Somebody saved the agreement since it was opened; carries it as it now is."""

    def __init__(self, agreement):
        super().__init__(agreement)
        self.agreement = agreement


class AgreementRefused(Exception):
    """It cannot be so; the message says why to a user, `field` which answer to blame."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Terms:
    """The text of an agreement. `parties`: agencies, None for every agency of the scheme. A draft starts as planned."""

    title: str
    purpose: str
    lawful_basis: str
    handling: str
    parties: tuple | None
    starts_on: date
    review_on: date | None


WORDS = {
    "title": "Title",
    "purpose": "Purpose",
    "lawful_basis": "Legal basis",
    "handling": "How it is looked after",
    "starts_on": "Start",
    "review_on": "Review",
}
DAYS = {"starts_on", "review_on"}


@transaction.atomic
def agreement_add(*, scheme, by, code, terms, at):
    """Begin an agreement, as a draft that gives nothing. Raises AgreementRefused where the code is taken."""
    agreement = Agreement(scheme=scheme, code=code, draft=True, **_own(terms))
    try:
        with transaction.atomic():
            agreement.save(force_insert=True)
    except IntegrityError as error:
        if "agreement_code_once_a_scheme" not in str(error):
            raise
        raise AgreementRefused(f"There is an agreement {code} already. Choose another code.", "code") from error
    agreement.parties.set(terms.parties or ())
    ledger.record("agreement_add", by=by, subject=agreement)
    return agreement


@transaction.atomic
def agreement_change(*, agreement, by, terms, version, today):
    """Write the text anew. Raises AgreementChanged, and AgreementRefused where an item names an agency that would go, or
    the start would tell what was shared otherwise than it was.
    """
    agreement = locked(agreement, version)
    _refuse_days(agreement, terms, today)
    _refuse_lost_parties(agreement, terms)
    before = {one.pk: one.name for one in agreement.parties.all()}
    said = _differences(agreement, terms)
    every_before = agreement.every_agency
    for name, value in _own(terms).items():
        setattr(agreement, name, value)
    agreement.parties.set(terms.parties or ())
    after = {one.pk: one.name for one in terms.parties or ()}
    if every_before != agreement.every_agency:
        said.append("Parties: every agency of the scheme" if agreement.every_agency else "Parties: those named")
    said += [f"Party left: {name}" for pk, name in before.items() if pk not in after and not agreement.every_agency]
    said += [f"Party joined: {name}" for pk, name in after.items() if pk not in before]
    next_text(agreement)
    agreement.save()
    ledger.record("agreement_change", by=by, subject=agreement, said=said)
    tell_signers(agreement, by=by)
    return agreement


@transaction.atomic
def agreement_start(*, agreement, by, version, today):
    """Bring a draft into force from today, or from its planned day if that is to come.

    Whoever gives has to have signed this text: sharing is a power of the one who gives, not a duty, so nobody else can
    promise it. Raises AgreementChanged and AgreementRefused.
    """
    agreement = locked(agreement, version)
    if not agreement.draft:
        raise AgreementRefused("This agreement is not a draft any more.")
    unsigned = [agency.name for agency in givers(agreement) if agency.pk not in _signed(agreement)]
    if not agreement.rules.exists():
        raise AgreementRefused("Nothing may pass under this agreement yet. Add an item first.")
    if unsigned:
        raise AgreementRefused(f"Not signed yet by {', '.join(unsigned)}. Whoever gives has to sign this text first.")
    agreement.draft = False
    agreement.starts_on = max(agreement.starts_on, today)
    _save(agreement, "draft", "starts_on")
    ledger.record("agreement_start", by=by, subject=agreement, said=[f"In force from {day(agreement.starts_on)}"])
    return agreement


@transaction.atomic
def agreement_renew(*, agreement, by, review_on, ends_on, version, today):
    """Set the next review, and with it the end, of an agreement that is not over. What was signed stays as it is."""
    agreement = locked(agreement, version)
    if state_of(agreement, today) == State.ENDED:
        raise AgreementRefused("This agreement has ended. What ended is not taken up again: begin a new agreement.")
    if review_on <= today:
        raise AgreementRefused("The next review must be after today.", "review_on")
    if ends_on and ends_on <= today:
        raise AgreementRefused("The end must be after today. To end the agreement now, choose “End”.", "ends_on")
    if ends_on and ends_on < review_on:
        raise AgreementRefused("The agreement would end before its next review. Put one of the days right.", "ends_on")
    said = [_moved("Review", agreement.review_on, review_on)]
    if ends_on != agreement.ends_on:
        said.append(_moved("End", agreement.ends_on, ends_on))
    agreement.review_on, agreement.ends_on = review_on, ends_on
    _save(agreement, "review_on", "ends_on")
    ledger.record("agreement_renew", by=by, subject=agreement, said=said)
    return agreement


@transaction.atomic
def agreement_end(*, agreement, by, ends_on, version, today):
    """End it: `ends_on` is the first day on which nothing passes any more; today means from this moment."""
    agreement = locked(agreement, version)
    if state_of(agreement, today) == State.ENDED:
        raise AgreementRefused("This agreement has ended already.")
    if ends_on < today:
        raise AgreementRefused("The end must be today or later: what has passed cannot be taken back.", "ends_on")
    agreement.ends_on = max(ends_on, agreement.starts_on)
    _save(agreement, "ends_on")
    ledger.record("agreement_end", by=by, subject=agreement, said=[f"Ends on {day(ends_on)}"])
    return agreement


def locked(agreement, version):
    """The row, locked, at the version the form was opened at. Raises AgreementChanged."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.version != version:
        raise AgreementChanged(agreement)
    return agreement


def next_text(agreement):
    """Count the text on, not saved yet. What somebody signed, or what lies there on paper, gets a successor to be signed."""
    named = {"agreement": agreement, "edition": agreement.edition}
    if Signature.objects.filter(**named).exists() or agreement.documents.filter(edition=agreement.edition).exists():
        agreement.edition += 1
    agreement.version += 1


def givers(agreement):
    """The agencies whose records may pass: those that items name, or every party."""
    agencies = parties_of(agreement)
    named = set(agreement.rules.values_list("from_agency", flat=True))
    return agencies if None in named else [agency for agency in agencies if agency.pk in named]


def _signed(agreement):
    signed = Signature.objects.filter(agreement=agreement, edition=agreement.edition)
    return set(signed.values_list("agency_id", flat=True))


def _save(agreement, *names):
    agreement.version += 1
    agreement.save(update_fields=[*names, "version"])


def _own(terms):
    """The fields of the row itself."""
    own = {one.name: getattr(terms, one.name) for one in fields(terms) if one.name != "parties"}
    return own | {"every_agency": terms.parties is None}


def _differences(agreement, terms):
    said = []
    for name, words in WORDS.items():
        was, will = getattr(agreement, name), getattr(terms, name)
        if was == will:
            continue
        said.append(_moved(words, was, will) if name in DAYS else f"{words} written anew")
    return said


def _moved(words, was, will):
    return f"{words}: {day(was) if was else 'none'}, now {day(will) if will else 'none'}"


def _refuse_days(agreement, terms, today):
    if terms.starts_on != agreement.starts_on and not agreement.draft:
        if agreement.starts_on <= today:
            raise AgreementRefused("The agreement is in force already: its start stays.", "starts_on")
        if terms.starts_on < today:
            raise AgreementRefused("The start must be today or later: nothing was shared before.", "starts_on")
    if agreement.ends_on and terms.starts_on > agreement.ends_on:
        raise AgreementRefused(f"The start must not be after the end, {day(agreement.ends_on)}.", "starts_on")
    if terms.review_on and terms.review_on < terms.starts_on:
        raise AgreementRefused("The review must not be before the start.", "review_on")


def _refuse_lost_parties(agreement, terms):
    if terms.parties is None:
        return
    kept = {agency.pk for agency in terms.parties}
    for rule in agreement.rules.select_related("from_agency", "to_agency"):
        for agency in (rule.from_agency, rule.to_agency):
            if agency is not None and agency.pk not in kept:
                raise AgreementRefused(
                    f"{agency.name} is named in an item: {CATEGORY_WORDS[Category(rule.category)].lower()}."
                    " End that item first, or keep the agency as a party.",
                    "parties",
                )
