"""Who is due for review when: the record as it stood on one day, read in a few statements and put to the rules.

Reads everyone of a scheme, so callers look as the system, and show what comes out only of people who are there for
their viewer.
"""

from collections import defaultdict

from casework.models import Status
from cohort.models import Membership
from reviews.models import Meeting, Review
from reviews.rules import LastReview, Sentence, Terms, due
from sharing.models import Setting
from sharing.rules import setting_values


def terms(scheme, *, on):
    """The scheme's numbers about reviews and reminders in force on a day."""
    return Terms.of(setting_values(Setting.objects.in_force(scheme=scheme, on=on)))


def selected(scheme, *, on, people=None):
    """Person id -> the day they were selected, for everyone on the scheme that day."""
    rows = Membership.objects.filter(person__scheme=scheme).on_scheme(on=on)
    if people is not None:
        rows = rows.filter(person__in=people)
    return dict(rows.values_list("person", "selected_on"))


def last_reviews(people, *, on):
    """Person id -> LastReview, of case conferences held by that day. Which membership they fall in is not asked."""
    rows = (
        Review.objects.filter(person__in=people, meeting__kind=Meeting.Kind.CASE_CONFERENCE, meeting__held_on__lte=on)
        .order_by("meeting__held_on", "meeting__number")
        .values_list("person", "meeting__held_on", "next_review_on")
    )
    return {person: LastReview(held_on, next_on) for person, held_on, next_on in rows}


def sentences(people, *, on):
    """Person id -> sentences begun by that day; an end after it was not known yet."""
    found = defaultdict(list)
    rows = Status.objects.filter(person__in=people, status=Status.Kind.SENTENCED, start__lte=on)
    for person, start, end, release_on in rows.values_list("person", "start", "end", "release_on"):
        found[person].append(Sentence(start, end if end and end <= on else None, release_on))
    return found


def due_reviews(scheme, *, on, people=None):
    """Person id -> Due, for everyone on the scheme on that day (or those of `people`). Four statements."""
    numbers = terms(scheme, on=on)
    joined = selected(scheme, on=on, people=people)
    held, served = last_reviews(joined, on=on), sentences(joined, on=on)
    found = {}
    for person, selected_on in joined.items():
        last = held.get(person)
        found[person] = due(
            selected_on=selected_on,
            last=last if last and last.held_on >= selected_on else None,
            sentences=served[person],
            day=on,
            terms=numbers,
        )
    return found
