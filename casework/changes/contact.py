"""Contacts: planned, kept or missed, and taken back."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from casework.models import Contact, ContactNote
from casework.rules import note_category
from sharing import ledger
from sharing.history import version_before
from sharing.links import midnight
from sharing.looking import looking_as_system

A_WEEK = timedelta(weeks=1)


class ContactChanged(Exception):
    """Somebody saved the contact since it was opened; carries it as it now is."""

    def __init__(self, contact):
        super().__init__(contact)
        self.contact = contact


class ContactTaken(Exception):
    """The agency already has a contact with this person at that moment."""


class NothingToUndo(Exception):
    """There is no earlier version to go back to."""


@transaction.atomic
def contact_add(*, person, by, kind, planned_for, outcome, note="", time_known=True, place="", together=()):
    """Add a contact of the agency of `by` with the person, on `planned_for` (aware); returns it.

    `together`: agencies that hold it jointly. Raises ContactTaken when the agency has one at that moment already.
    """
    contact = Contact(
        person=person,
        owner_id=by.agency_id,
        agency_id=by.agency_id,
        user_id=by.user_id,
        kind=kind,
        planned_for=planned_for,
        planned_for_time_known=time_known,
        place=place,
        outcome=outcome,
    )
    try:
        with transaction.atomic():
            contact.save(force_insert=True)
    except IntegrityError as error:
        if "contact_once" not in str(error):
            raise
        raise ContactTaken from error
    if together:
        contact.with_agencies.set(together)
    if note:
        _write_note(contact, by=by, note=note, follow_up="")
    ledger.record(
        "contact_add", by=by, operation=ledger.Operation.COLLECTION, subject=contact, kind=kind, outcome=outcome
    )
    return contact


@transaction.atomic
def contact_plan(*, person, by, agency, user, kind, on):
    """Plan a contact of an agency on a day, the hour still open: the agency's own record, whoever decided; returns it.

    Where the agency has one on that day whose hour is open already, that one is it.
    """
    moment = {"planned_for": midnight(on), "planned_for_time_known": False}
    with looking_as_system():
        contact, fresh = Contact.objects.get_or_create(
            person=person, agency=agency, **moment,
            defaults={"owner": agency, "user": user, "kind": kind, "outcome": Contact.Outcome.PLANNED},
        )  # fmt: skip
    if fresh:
        ledger.record(
            "contact_add", by=by, operation=ledger.Operation.COLLECTION, subject=contact, recipients=[agency.pk],
            kind=kind, outcome=contact.outcome,
        )  # fmt: skip
    return contact


@transaction.atomic
def contact_outcome(*, contact, by, outcome, version, note=None, follow_up=None):
    """Record whether the contact was kept; `note` and `follow_up` of None stay as they are.

    Raises ContactChanged when somebody saved it since `version`.
    """
    contact = _locked(contact, by, version)
    before = contact.outcome
    contact.outcome = outcome
    contact.version += 1
    contact.save(update_fields=["outcome", "version"])
    if note is not None or follow_up is not None:
        _write_note(contact, by=by, note=note, follow_up=follow_up)
    ledger.record("contact_outcome", by=by, subject=contact, before=before, after=outcome)
    return contact


@transaction.atomic
def contact_repeat(*, contact, by):
    """Plan the same contact again for the same time next week; returns it, or None when that time is taken already."""
    try:
        return contact_add(
            person=contact.person,
            by=by,
            kind=contact.kind,
            planned_for=localtime(contact.planned_for)
            + A_WEEK,  # by the clock on the wall, also in the week it changes
            time_known=contact.planned_for_time_known,
            place=contact.place,
            outcome=Contact.Outcome.PLANNED,
            together=contact.with_agencies.all(),
        )
    except ContactTaken:
        return None


@transaction.atomic
def contact_undo(*, contact, by, version):
    """Take back the change that made `version`: the outcome and note before it, as a version of its own.

    Raises ContactChanged when somebody saved it since, NothingToUndo for a contact's first version.
    """
    contact = _locked(contact, by, version)
    earlier = version_before(Contact, contact.pk, version)
    if earlier is None:
        raise NothingToUndo
    before = contact.outcome
    contact.outcome = earlier.outcome
    contact.version += 1
    contact.save(update_fields=["outcome", "version"])
    said = version_before(ContactNote, contact.pk, version)
    if said or ContactNote.objects.filter(pk=contact.pk).exists():
        _write_note(contact, by=by, note=said.note if said else "", follow_up=said.follow_up if said else "")
    ledger.record("contact_undo", by=by, subject=contact, before=before, after=contact.outcome)
    return contact


def _locked(contact, by, version):
    contact = (
        Contact.objects.editable_by(by).select_for_update(of=("self",)).select_related("person").get(pk=contact.pk)
    )
    if contact.version != version:
        raise ContactChanged(contact)
    return contact


def _write_note(contact, *, by, note, follow_up):
    """The note beside the contact, in the category of the agency's kind; None leaves a part as it is."""
    texts = {name: text for name, text in (("note", note), ("follow_up", follow_up)) if text is not None}
    ContactNote.objects.update_or_create(
        contact=contact,
        defaults={**texts, "version": contact.version},
        create_defaults={
            **texts,
            "version": contact.version,
            "person_id": contact.person_id,
            "owner_id": contact.owner_id,
            "category": note_category(by.agency.kind),
        },
    )
