"""Consent of the person: given and withdrawn. Both are days in London; what rests on a consent follows at once."""

from django.db import IntegrityError, transaction

from sharing import ledger
from sharing.changes.disclosure import disclosures_end_with_consent
from sharing.models import Consent, PersonTold


class ConsentChanged(Exception):
    """Somebody saved the consent since it was opened; carries it as it now is."""

    def __init__(self, consent):
        super().__init__(consent)
        self.consent = consent


class ConsentThere(Exception):
    """The same consent was recorded for that day already."""


@transaction.atomic
def consent_give(
    *,
    person,
    by,
    category,
    to_agency,
    given_on,
    expires_on=None,
    how="",
    wording=None,
    taken_by=None,
    witness="",
    document="",
):
    """Record that the person agreed on `given_on` to share `category` (None: all) with `to_agency` (None: every one).

    It is over on `expires_on` (None: when withdrawn). `wording`: what the form said that was signed; `taken_by`: the user of
    the agency of `by` who asked the person. Raises ConsentThere.
    """
    consent = Consent(
        person=person,
        owner_id=by.agency_id,
        category=category,
        to_agency=to_agency,
        given_on=given_on,
        expires_on=expires_on,
        how=how,
        wording=wording,
        taken_by=taken_by,
        witness=witness,
        document=document,
    )
    try:
        with transaction.atomic():
            consent.save(force_insert=True)
    except IntegrityError as error:
        if "consent_once" not in str(error):
            raise
        raise ConsentThere from error
    ledger.record("consent_give", by=by, operation=ledger.Operation.COLLECTION, subject=consent, category=category)
    return consent


@transaction.atomic
def consent_withdraw(*, consent, by, withdrawn_on, version):
    """End a consent on a day, that day not included, and what was shared once on it. Raises ConsentChanged."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.version != version:
        raise ConsentChanged(consent)

    consent.withdrawn_on = withdrawn_on
    consent.version += 1
    consent.save(update_fields=["withdrawn_on", "version"])
    disclosures_end_with_consent(consent=consent, by=by)
    ledger.record("consent_withdraw", by=by, subject=consent, category=consent.category)
    return consent


@transaction.atomic
def person_told(*, person, by, told_on=None, language="", ground="", reason=""):
    """Record that the person was told on a day, or on which ground of law they were not. The latest record counts."""
    told = PersonTold.objects.create(
        person=person,
        owner_id=by.agency_id,
        told_on=told_on,
        language=language,
        told_by_id=by.user_id,
        ground=ground,
        reason=reason,
    )
    ledger.record("person_told", by=by, subject=told, told=told_on is not None)
    return told
