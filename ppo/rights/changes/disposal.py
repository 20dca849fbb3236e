"""Disposal: put up by one, confirmed by another, removed with its history, packs and files; the certificate stays."""

import json

from django.db import connection, transaction
from django.db.models import Max, Q

from casework.models import Person
from ppo.rights.changes import retention as changes
from ppo.rights.changes.retention import RetentionRefused
from ppo.rights.changes.sweep import files_remove, tell_holders
from ppo.rights.retention import held_fast
from reviews.models import AgendaItem, ConferencePack, Reminder, Review
from sharing import ledger
from sharing.looking import looking_as_system
from sharing.models import Disposal, LedgerEntry, Mail, Notice, RetentionReview, Scheme, SentForm
from sharing.permissions import Permission

State = Disposal.State


@transaction.atomic
def disposal_propose(*, review, by, on, at, reason, version):
    """Put what was reviewed up for disposal. Raises RetentionChanged, and RetentionRefused while a hold lasts."""
    review = changes.locked(review, version)
    if held_fast(review.person_id, review.agency_id):
        raise RetentionRefused("A legal hold stops this. It can be put up once the hold has ended.")
    scheme = Scheme.objects.select_for_update().get(pk=review.scheme_id)
    decided = {"decision": RetentionReview.Decision.DISPOSE, "reason": reason}
    changes.closed(review, by=by, on=on, **decided).save(update_fields=changes.CLOSED)
    last = Disposal.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"] or 0
    disposal = Disposal.objects.create(
        scheme=scheme,
        number=last + 1,
        person_id=review.person_id,
        agency_id=review.agency_id,
        rule=review.rule.code,
        proposed_on=on,
        proposed_by=by.capacity,
    )
    words = "A record was put up for disposal and waits for a second person"
    told = {"kind": "disposal", "once": disposal.key, "words": words, "address": disposal.get_absolute_url(), "at": at}
    tell_holders(scheme, Permission.DISPOSAL_CONFIRM, beside=by.user_id, **told)
    ledger.record("disposal_propose", by=by, subject=disposal, rule=disposal.rule)
    return disposal


@transaction.atomic
def disposal_refuse(*, disposal, by, on, reason, version):
    """Do not dispose of it, for a reason; the record stays until its next review. Raises RetentionChanged."""
    disposal = _locked(disposal, by, version)
    disposal.state, disposal.refusal, disposal.answered_on, disposal.answered_by = (
        State.REFUSED,
        reason,
        on,
        by.capacity,
    )
    disposal.version += 1
    disposal.save()
    # A record that stays is kept: its review counts as one that kept it, so that the next comes in its time.
    reviews = RetentionReview.objects.filter(person=disposal.person_id, agency=disposal.agency_id)
    latest = reviews.filter(decision=RetentionReview.Decision.DISPOSE).order_by("-pk").first()
    if latest is not None:
        latest.decision, latest.reason = RetentionReview.Decision.KEEP, reason
        latest.version += 1
        latest.save(update_fields=["decision", "reason", "version"])
    ledger.record("disposal_refuse", by=by, subject=disposal, rule=disposal.rule)
    return disposal


@transaction.atomic
def disposal_confirm(*, disposal, by, on, version):
    """Remove everything the agency holds of the person, and with the last agency's the person: rows, history, what was
    compiled, packs, files, and what the ledger said beyond who, when and which act.

    Raises RetentionChanged, and RetentionRefused for the one who put it up and while a hold lasts. The database looks at
    all of that once more by itself (`sharing_dispose`).
    """
    disposal = _locked(disposal, by, version)
    person_id, agency_id = disposal.person_id, disposal.agency_id
    with looking_as_system():
        person = Person.objects.get(pk=person_id)
        packs = _packs_of(person)
    with connection.cursor() as cursor:
        cursor.execute("select sharing_dispose(%s)", [disposal.pk])
        found = cursor.fetchone()[0]
    found = json.loads(found) if isinstance(found, str) else found
    removed, files = dict(found["removed"]), [*found["files"], *packs]
    if packs:
        removed["reviews_conferencepack"] = len(packs)
    with looking_as_system():
        if found["whole"]:
            removed |= _traces_of(person)
        ledger.erase(_lines_of(person_id, None if found["whole"] else agency_id), by=by, rule=disposal.rule)
    disposal.person, disposal.state, disposal.whole = None, State.DONE, found["whole"]
    disposal.answered_on, disposal.answered_by = on, by.capacity
    disposal.removed, disposal.files, disposal.version = removed, files, disposal.version + 1
    disposal.save()
    facts = {"certificate": disposal.certificate, "rule": disposal.rule, "removed": removed, "whole": disposal.whole}
    ledger.record("disposal_confirm", by=by, operation=ledger.Operation.ERASURE, subject=disposal, people=[], **facts)
    transaction.on_commit(lambda: files_remove(disposal=disposal), robust=True)
    return disposal


def _locked(disposal, by, version):
    disposal = (
        Disposal.objects.select_for_update(of=("self",)).select_related("scheme", "proposed_by").get(pk=disposal.pk)
    )
    if disposal.version != version or disposal.state != State.PROPOSED:
        raise changes.RetentionChanged
    if disposal.proposed_by.user_id == by.user_id:
        raise RetentionRefused("You put this up yourself. Somebody else has to confirm it.")
    if held_fast(disposal.person_id, disposal.agency_id):
        raise RetentionRefused("A legal hold stops this. It can be confirmed once the hold has ended.")
    return disposal


def _packs_of(person):
    """Remove the packs of every meeting that the person was, or is, on the agenda of; the names of their files."""
    meetings = set()
    for model in (AgendaItem, AgendaItem.pgh_event_model, Review, Review.pgh_event_model):
        meetings |= set(model.objects.filter(person=person.pk).values_list("meeting_id", flat=True))
    packs = ConferencePack.objects.filter(meeting__in=meetings)
    files = list(packs.values_list("file", flat=True))
    packs.delete()
    return files


def _traces_of(person):
    """What leads to the person without a column of its own: reminders by reference, and addresses with the person's key."""
    gone = {
        "reviews_reminder": Reminder.objects.filter(scheme=person.scheme_id, ref=person.ref).exclude(kind="agreement"),
        "sharing_notice": Notice.objects.filter(address__contains=person.key),
        "sharing_sentform": SentForm.objects.filter(location__contains=person.key),
        "sharing_mail": Mail.objects.filter(body__contains=person.key),
    }
    counted = {table: rows.delete()[0] for table, rows in gone.items()}
    return {table: number for table, number in counted.items() if number}


def _lines_of(person_id, agency_id):
    """Ids of ledger lines whose details go: those about this person alone, and those with words that somebody typed."""
    lines = LedgerEntry.objects.about(person_id).filter(salt__isnull=False)
    if agency_id is not None:
        lines = lines.filter(agency_id=agency_id)
    return list(lines.filter(Q(people=[person_id]) | ~Q(reason="")).values_list("pk", flat=True))
