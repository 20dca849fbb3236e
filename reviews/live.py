"""What the live page of a conference shows of one person: one statement, cut to the viewer's level."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.models import Arrest, Contact, DrugTest, Person
from pathways.models import Action, Pathway
from reviews.models import Meeting, Review
from sharing.dates import count, day, london_date
from sharing.gather import gather, narrowed, part
from sharing.links import midnight
from sharing.policy import Category, Level

LOOK_BACK = timedelta(weeks=26)  # further back than any review may be
WITHOUT_REVIEW = timedelta(weeks=13)


@dataclass
class Live:
    """One person of the agenda as the viewer may see them. `review` is what was saved at this meeting, or None."""

    found: object
    since: date
    last: object
    review: object

    @property
    def person(self):
        return self.found.person

    @property
    def actions(self):
        return self.found["actions"]

    @property
    def version(self):
        return self.review.version if self.review else 0

    @property
    def in_short(self):
        """What happened since the last review, as far as the viewer may know it."""
        return " ".join(_sentences(self.found, self.since, self.last))


def live(item, viewer, also=(), level_of=None):
    """The Live of an agenda item, or None where the person is not there for the viewer.

    Its actions are the open ones, and those named in `also` (keys) whatever became of them. With `level_of` it is what a
    shared screen may show; what is being agreed at this meeting is typed there, and stays.
    """
    parts = _parts(item.meeting, also)
    found = gather(Person.objects.filter(pk=item.person_id), viewer, **parts)
    if not found:
        return None
    (found,) = found
    if level_of:
        found = narrowed(found, {name: one for name, one in parts.items() if name != "review"}, level_of)
        found.parts["actions"] = [row for row in found["actions"] if row.pathway != Pathway.VICTIMS]  # silent
    last = found["last"][0] if found["last"] else None
    since = last.held_on if last else item.meeting.held_on - WITHOUT_REVIEW
    return Live(found, since, last, found["review"][0] if found["review"] else None)


def _parts(meeting, also):
    from_ = midnight(meeting.held_on - LOOK_BACK)
    held = Review.objects.filter(meeting__kind=Meeting.Kind.CASE_CONFERENCE, meeting__held_on__lt=meeting.held_on)
    actions = Action.objects.open() | Action.objects.filter(key__in=list(also))
    return {
        "actions": part(
            actions.order_by("target_on", "pk"), "status", "pathway", "target_on", "version", "agency_id",
            agency="agency__name", text="detail__text", outcome="detail__outcome",
        ),
        "last": part(held.order_by("-meeting__held_on", "-pk"), "summary", held_on="meeting__held_on", limit=1),
        "review": part(
            Review.objects.filter(meeting=meeting), "summary", "person_comment", "person_attended", "next_review_on",
            "version",
        ),
        "contacts": part(Contact.objects.filter(planned_for__gte=from_), "planned_for", "outcome"),
        "arrests": part(Arrest.objects.filter(arrested_at__gte=from_), "arrested_at"),
        "tests": part(DrugTest.objects.filter(taken_at__gte=from_), "taken_at"),
    }  # fmt: skip


def _sentences(found, since, last):
    yield f"Since the last review on {day(since)}:" if last else f"Since {day(since)}:"
    told = [row.outcome for row in found["contacts"] if london_date(row.planned_for) >= since]
    kept, missed = told.count(Contact.Outcome.ATTENDED), told.count(Contact.Outcome.UNACCEPTABLE_ABSENCE)
    if kept or missed or not found.hidden(Category.ENGAGEMENT):
        yield f"{count(kept, 'contact')} kept, {missed} missed."
    arrests = sum(london_date(row.arrested_at) >= since for row in found["arrests"])
    if arrests or _all_full(found, Category.OFFENDING):
        yield f"{count(arrests, 'arrest')}." if arrests else "No arrests recorded."
    tests = sum(london_date(row.taken_at) >= since for row in found["tests"])
    if tests:
        yield f"{count(tests, 'drug test')} taken."


def _all_full(found, category):
    """Whether the viewer sees in full all that is held of the category, so that nothing found means nothing there."""
    return all(one.level == Level.FULL for one in found.held if one.category == category)
