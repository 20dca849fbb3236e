"""Case conferences on time: the due dates that fell in a period, and which of them were met.

Source: Stockton annual report 2007 section 3.1 (each person at least every three months, six at most, exempt while
serving a lengthy sentence). Unit: reviews, people, per cent.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from reports.rules.dates import Window
from reports.rules.facts import Facts, Key, Membership, Review, Settings, Status, by_person
from reports.rules.figures import percentage
from reviews.rules import LastReview, Sentence, Terms, due_date, exemption


class Due(NamedTuple):
    """A date by which a person was to be reviewed, and the first review after the one that set it."""

    person: Key
    due_on: date
    reviewed_on: date | None

    @property
    def on_time(self) -> bool:
        return self.reviewed_on is not None and self.reviewed_on <= self.due_on


def reviews(facts: Facts, day: date, period: Window) -> dict[str, Any]:
    """The block `reviews`: due, held and on time in the period; overdue at the end of the day (M27)."""
    dues = due_dates(facts, day)
    fallen = [due for due in dues if period.holds(due.due_on)]
    held = [row for row in facts.reviews if period.holds(row.held_on)]
    return {
        "due": len(fallen),
        "held": len(held),
        "on_time_pct": percentage(sum(due.on_time for due in fallen), len(fallen)),
        "overdue": len(overdue(facts, day)),
        "person_attended_pct": percentage(sum(row.person_attended is True for row in held), len(held)),
    }


def due_dates(facts: Facts, day: date) -> list[Due]:
    """Every due date up to the day on which the person was on the scheme and not exempt."""
    statuses = by_person(facts.statuses)
    return [
        due
        for membership, due in _chains(facts)
        if due.due_on <= day
        and membership.on_scheme(due.due_on)
        and not exempt(statuses[due.person], due.due_on, facts.settings)
    ]


def overdue(facts: Facts, day: date) -> set[Key]:
    """People on the scheme whose due date has passed without a review, the exempt left out."""
    statuses = by_person(facts.statuses)
    return {
        due.person
        for membership, due in _chains(facts)
        if due.reviewed_on is None
        and due.due_on < day
        and membership.on_scheme(day)
        and not exempt(statuses[due.person], day, facts.settings)
    }


def _chains(facts: Facts) -> Iterator[tuple[Membership, Due]]:
    held = by_person(facts.reviews)
    for membership in facts.memberships:
        if membership.selected_on is not None:
            for due in _chain(membership.person, membership.selected_on, held[membership.person], facts.settings):
                yield membership, due


def _chain(person: Key, since: date, rows: Iterable[Review], settings: Settings) -> Iterator[Due]:
    """One due date after joining, and one after each review held since (R2); each is met by the next review."""
    held = sorted({row.held_on: row for row in rows if row.held_on >= since}.values(), key=lambda row: row.held_on)
    last = (None, *(LastReview(row.held_on, row.next_review_on) for row in held))
    dues = [due_date(since, each, _terms(settings)) for each in last]
    for due_on, reviewed in zip(dues, [*held, None], strict=True):
        yield Due(person, due_on, reviewed.held_on if reviewed else None)


def exempt(statuses: Iterable[Status], day: date, settings: Settings) -> bool:
    """Whether the person serves a lengthy sentence that exempts from reviews on the day (R4)."""
    sentences = (Sentence(row.start, row.end, row.release_on) for row in statuses if row.status == "sentenced")
    return exemption(sentences, day, _terms(settings)) is not None


def _terms(settings: Settings) -> Terms:
    return Terms(
        review_interval_months=settings.review_interval_months,
        review_longest_months=settings.review_longest_months,
        lengthy_sentence_months=settings.lengthy_sentence_months,
        reselect_months_before=settings.reselect_months_before,
    )
