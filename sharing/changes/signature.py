"""Signatures, the document as signed, and who signs for an agency."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from sharing import ledger
from sharing.agreements import parties_of
from sharing.changes.agreement import AgreementChanged, AgreementRefused
from sharing.dates import day
from sharing.fields import new_key
from sharing.models import Agency, Agreement, AgreementDocument, Capacity, Officer, Signature


@transaction.atomic
def agreement_sign(*, agreement, by, edition, today, at):
    """Sign the text for one's own agency, as its designated officer or deputy. Raises AgreementChanged, AgreementRefused.

    `edition` is the text that was read: of another one nothing is signed.
    """
    if not signs_for(by, agreement):
        raise AgreementRefused("Only the designated officer of a party, or the deputy, signs for it.")
    return _sign(agreement, by, edition, agency=by.agency, name=by.user.name, signed_on=today, here=True, at=at)


@transaction.atomic
def agreement_sign_paper(*, agreement, by, agency, name, signed_on, edition, at):
    """Record that somebody signed this text on paper for an agency that is a party."""
    if agency not in parties_of(agreement):
        raise AgreementRefused(f"{agency.name} is not a party of this agreement.", "agency")
    return _sign(agreement, by, edition, agency=agency, name=name, signed_on=signed_on, here=False, at=at)


def _sign(agreement, by, edition, *, agency, name, signed_on, here, at):
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.edition != edition:
        raise AgreementChanged(agreement)
    try:
        with transaction.atomic():
            signature = Signature.objects.create(
                agreement=agreement,
                agency=agency,
                edition=edition,
                name=name,
                signed_on=signed_on,
                capacity=by.capacity if here else None,
                recorded_by=by.capacity,
                recorded_at=at,
            )
    except IntegrityError as error:
        if "signature_once_an_edition" not in str(error):
            raise
        raise AgreementRefused(f"{agency.name} has signed this text already.", "agency") from error
    how = "here" if here else f"on paper by {name} on {day(signed_on)}"
    ledger.record("agreement_sign", by=by, subject=agreement, said=[f"Text {edition} signed for {agency.name}, {how}"])
    return signature


def signs_for(by, agreement):
    """Whether the viewer is designated by a party, and works for it in this capacity."""
    designated = Officer.objects.filter(agency_id=by.agency_id, user_id=by.user_id).exists()
    return designated and by.agency in parties_of(agreement)


@transaction.atomic
def agreement_document_add(*, agreement, by, data, at):
    """Keep the agreement on paper: `data` are the bytes of a PDF, checked before. The newest is the document.

    The file is written before its row, so that no row leads to nothing; what fails takes it away again.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    name = default_storage.save(f"agreements/{agreement.key}/{new_key()}.pdf", ContentFile(data))
    try:
        with transaction.atomic():
            document = AgreementDocument.objects.create(
                agreement=agreement,
                edition=agreement.edition,
                file=name,
                sha256=hashlib.sha256(data).hexdigest(),
                size=len(data),
                added_by=by.capacity,
                added_at=at,
            )
            said = [f"Document of text {agreement.edition}, SHA-256 {document.sha256[:12]}"]
            ledger.record("agreement_document_add", by=by, subject=agreement, said=said)
    except BaseException:
        default_storage.delete(name)
        raise
    return document


def agreement_document_download(document, *, by):
    """The bytes of a document; a line of its own says who took it."""
    with default_storage.open(document.file) as file:
        data = file.read()
    ledger.record("agreement_document_download", by=by, subject=document, agreement=document.agreement.key)
    return data


class OfficerChanged(Exception):
    """Somebody else was named since the page was opened."""


@transaction.atomic
def officer_change(*, agency, by, deputy, version, user=None, name="", phone=""):
    """Name the designated officer of an agency, or the deputy; with neither user nor name nobody is.

    `version`: of whoever was named before, 0 where nobody was. Raises OfficerChanged, and AgreementRefused where the user
    does not work for the agency.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)  # where nobody is named there is no row of their own to lock
    if user is not None and not Capacity.objects.filter(user=user, agency=agency, active=True).exists():
        raise AgreementRefused(f"{user.name} does not work for {agency.name}.", "deputy_user" if deputy else "user")
    held = Officer.objects.filter(agency=agency, deputy=deputy).first()
    if version != (held.version if held else 0):
        raise OfficerChanged
    if (user, name, phone) == ((held.user, held.name, held.phone) if held else (None, "", "")):
        return held
    if user is None and not name:
        if held is not None:
            held.delete()
    elif held is None:
        held = Officer.objects.create(agency=agency, deputy=deputy, user=user, name=name, phone=phone)
    else:
        held.user, held.name, held.phone = user, name, phone
        held.version += 1
        held.save()
    ledger.record("officer_change", by=by, subject=agency, deputy=deputy, user=user.pk if user else None)
    return held
