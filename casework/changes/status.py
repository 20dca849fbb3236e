"""Where a person is: said anew, confirmed, and a confirmation taken back.

Whoever works with the person and sees where they are recorded may say so, whichever agency's record it is: the prison knows
first that somebody came or went. The record stays with its agency, so nobody's view of it changes with the one who noticed.
"""

from dataclasses import replace

from django.db import transaction

from casework.changes.custody import moved_tell, release_tell
from casework.changes.person import refresh
from casework.models import Person, Status
from casework.rules.where import Meaning, Where, meaning, where_of
from sharing import ledger, links
from sharing.dates import london_date
from sharing.history import version_before
from sharing.looking import looking_as_system


class StatusChanged(Exception):
    """Somebody said where the person is since the form was opened; carries what is recorded now, or None."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


class StatusOverlaps(Exception):
    """The day cannot be: another status holds then. Carries the status that is in the way."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


class NothingToTakeBack(Exception):
    """The version was not made by a confirmation."""


@transaction.atomic
def status_change(*, person, by, said, wrong, recorded, at):
    """Record where the person is (`said`, a rules.where.Where); returns the status that holds now.

    `wrong`: what stands there was never so and is put right, the spell before it following; else what stands there ends on
    the first day of the new. `recorded`: (key, version) of the status the form was opened at, ("", 0) without one. Those
    who work with the person are told of custody.
    Raises StatusChanged and StatusOverlaps.
    """
    Person.objects.visible_to(by).get(pk=person.pk)
    with looking_as_system():
        spells, now = _locked_spells(person, london_date(at))
    if recorded != ((now.key, now.version) if now else ("", 0)):
        raise StatusChanged(now)
    return _say(person, spells, now, said, by=by, wrong=wrong and now is not None, at=at)


@transaction.atomic
def status_receive(*, person, by, status, at):
    """Record that the prison of `by` received somebody today, `status` sentenced or remand; returns the status.

    For whoever found them by a check (cohort.changes.check): the prison works with them from now on. What is known of a
    sentence goes along from another prison. Raises StatusOverlaps.
    """
    today = london_date(at)
    with looking_as_system():
        spells, now = _locked_spells(person, today)
    here = Where(status, today, by.agency.establishment)
    if now and now.status == status:
        start = now.start if now.establishment == here.establishment else today
        here = replace(where_of(now), start=start, establishment=here.establishment)
    wrong = now is not None and meaning(where_of(now), here) != Meaning.NEW
    return _say(person, spells, now, here, by=by, wrong=wrong, at=at)


def _locked_spells(person, today):
    """(every status of the person, the one that holds on the day); two who say it at once wait for each other here."""
    Person.objects.select_for_update().get(pk=person.pk)
    spells = list(Status.objects.filter(person=person).order_by("start"))
    return spells, next((one for one in spells if one.end is None or one.start <= today < one.end), None)


def _say(person, spells, now, said, *, by, wrong, at):
    """Write what is said in the place of what holds, or after it; then the lists, who works with them, and who is told."""
    before, today = where_of(now) if now else None, london_date(at)
    with looking_as_system():
        status = _put_right(now, spells, said) if wrong else _begun(person, now, spells, said, by)
        _save(status, said, today)
    _follow_up(person, today)
    with looking_as_system():
        if before is None or before.place != said.place:
            moved_tell(status=status, before=before, by=by, at=at)
        release_tell(status=status, at=at)
    was = before.status if before else ""
    ledger.record("status_change", by=by, subject=status, before=was, after=said.status, corrected=wrong)
    return status


@transaction.atomic
def status_confirm(*, status, by, version, today):
    """Record that the person is still where the record says. Raises StatusChanged when it was saved since `version`."""
    Status.objects.editable_by(by).open().get(pk=status.pk)
    with looking_as_system():
        status = _locked(status, version)
        status.confirmed_on = today
        status.version += 1
        status.save(update_fields=["confirmed_on", "version"])
    ledger.record("status_confirm", by=by, subject=status)
    return status


@transaction.atomic
def status_undo(*, status, by, version):
    """Take back the confirmation that made `version`. Raises StatusChanged, and NothingToTakeBack for any other change."""
    Status.objects.editable_by(by).open().get(pk=status.pk)
    with looking_as_system():
        status = _locked(status, version)
        earlier = version_before(Status, status.pk, version)
        if earlier is None or _said_of(earlier) != _said_of(status):
            raise NothingToTakeBack
        status.confirmed_on = earlier.confirmed_on
        status.version += 1
        status.save(update_fields=["confirmed_on", "version"])
    ledger.record("status_undo", by=by, subject=status)
    return status


def _said_of(status):
    return status.end, where_of(status)


def _locked(status, version):
    status = Status.objects.select_for_update().get(pk=status.pk)
    if status.version != version or status.end is not None:
        raise StatusChanged(status)
    return status


def _begun(person, now, spells, said, by):
    """A new status from the day on, in the name of the agency that kept the last; what held until then ends."""
    if in_the_way := next((one for one in spells if one.start >= said.start), None):
        raise StatusOverlaps(in_the_way)
    last = spells[-1] if spells else None
    if now:
        now.end = said.start
        now.version += 1
        now.save(update_fields=["end", "version"])
    elif last and last.end > said.start:
        raise StatusOverlaps(last)
    return Status(person=person, owner_id=last.owner_id if last else by.agency_id, version=0)


def _put_right(now, spells, said):
    """The status of today with what is said in its place; a spell that ended where it began follows its first day."""
    place = spells.index(now)
    before = spells[place - 1] if place else None
    if place + 1 < len(spells) and spells[place + 1].start <= said.start:
        raise StatusOverlaps(spells[place + 1])
    if before and said.start != now.start and (before.end == now.start or before.end > said.start):
        if before.start >= said.start:
            raise StatusOverlaps(before)
        longer = said.start > now.start
        if longer:  # room is made before it is taken: no two spells of one person may overlap even for a moment
            Status.objects.filter(pk=now.pk).update(start=said.start, confirmed_on=None)
        before.end = said.start
        before.version += 1
        before.save(update_fields=["end", "version"])
    return now


def _save(status, said, today):
    status.status, status.start, status.establishment = said.status, said.start, said.establishment
    status.sentence_months = said.sentence_months
    status.release_on, status.release_source = said.release_on, said.release_source
    status.confirmed_on = today  # who says where somebody is says that it holds today
    status.version += 1
    status.save()


def _follow_up(person, today):
    """A prison that holds the person is on the case, and lists show where they are."""
    links.sync([person.pk])
    refresh(people=[person.pk], today=today)
