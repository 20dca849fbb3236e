"""What a meeting said about one person: one save, one transaction, whatever it changed."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from casework.models import Person
from pathways import changes as pathways
from pathways.models import Action
from reviews.changes.review_date import refresh_next_reviews
from reviews.models import AgendaItem, Attendance, Review
from sharing import ledger
from sharing.history import version_before
from sharing.looking import looking_as_system


class ReviewChanged(Exception):
    """Somebody saved the review since it was opened; carries it as it now is."""

    def __init__(self, review):
        super().__init__(review)
        self.review = review


class NothingToUndo(Exception):
    """There is no earlier version to go back to."""


@dataclass(frozen=True)
class Said:
    """What was said: `version` of the review it was read at, 0 for none yet."""

    version: int
    summary: str = ""
    person_comment: str = ""
    person_attended: bool | None = None
    next_review_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """How one action is going; `status` None leaves it, `version` is the one it was read at."""

    action: Action
    version: int
    status: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Agreed:
    """A new action: what, in which area of life, who, by when."""

    text: str
    pathway: str
    agency: object
    target_on: date | None = None


@transaction.atomic
def review_save(*, item, by, said, today, progress=(), agreed=(), present=None):
    """Keep what the meeting said about the person of an agenda item, with the actions it changed and added.

    `present`: agency id -> whether it is there, for those whose tick was changed. Raises ReviewChanged, or the plan's
    ActionChanged, carrying the row as it now is, when somebody saved it in between; then nothing is kept.
    """
    item = (
        AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting__scheme", "person").get(pk=item.pk)
    )
    review = _review(item, by, said)
    for one in progress:
        _carry_on(one, by=by, today=today)
    for one in agreed:
        pathways.action_add(
            person=item.person, by=by, text=one.text, pathway=one.pathway, agency=one.agency, target_on=one.target_on,
            today=today, source=_source(item.meeting),
        )  # fmt: skip
    _mark_present(item.meeting, present or {})
    with looking_as_system():
        refresh_next_reviews([item.person_id], today)
    ledger.record(
        "review_save", by=by, subject=review, updated=len(progress), added=len(agreed), version=review.version
    )
    return review


def _review(item, by, said):
    found = (
        Review.objects.select_for_update(of=("self",)).filter(meeting=item.meeting_id, person=item.person_id).first()
    )
    if (found.version if found else 0) != said.version:
        raise ReviewChanged(found)
    owner = item.meeting.scheme.lead_agency_id or by.agency_id
    review = found or Review(meeting=item.meeting, person=item.person, owner_id=owner)
    review.summary, review.person_comment = said.summary, said.person_comment
    review.person_attended, review.next_review_on = said.person_attended, said.next_review_on
    review.version = said.version + 1
    review.save()
    return review


def _carry_on(one, *, by, today):
    action = Action.objects.get(pk=one.action.pk)
    pathways.action_update(
        action=action, by=by, status=one.status or action.status, version=one.version, outcome=one.note, today=today
    )


def _source(meeting):
    core = meeting.kind == meeting.Kind.CORE_GROUP
    return Action.Source.CORE_GROUP if core else Action.Source.CONFERENCE


def _mark_present(meeting, present):
    for agency, there in present.items():
        attended = Attendance.Attended.YES if there else Attendance.Attended.NO
        Attendance.objects.filter(meeting=meeting, agency=agency).update(attended=attended)


@transaction.atomic
def review_undo(*, review, by, version, today):
    """Take back the save that made `version`: what was said before it, as a version of its own; a first save goes.

    Actions have their own way back. Raises ReviewChanged when somebody saved since.
    """
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.version != version:
        raise ReviewChanged(review)
    person = Person.objects.get(pk=review.person_id)
    earlier = version_before(Review, review.pk, version)
    ledger.record("review_undo", by=by, subject=review, version=version)
    if earlier is None:
        review.delete()
    else:
        for name in ("summary", "person_comment", "person_attended", "next_review_on"):
            setattr(review, name, getattr(earlier, name))
        review.version += 1
        review.save()
    with looking_as_system():
        refresh_next_reviews([person.pk], today)
    return person
