"""What reviews give to every page about a person: the next one in the banner, past ones in the timeline."""

from casework.page import BANNER, Banner, Piece
from casework.timeline import Entry, dated
from reviews.models import Review
from sharing.dates import day
from sharing.policy import Category


def next_review(found, today):
    on = found.person.next_review_on
    if on is None or not found.reaches(Category.CONFERENCE):
        return Banner()
    tags = (("Review overdue", "red"),) if on < today else ()
    return Banner((("Next review", day(on)),), tags)


def held(row):
    return Entry(row.meeting__held_on, row.kind_words, "", row.summary or "")


BANNER.append(Piece(lambda viewer, today: {}, next_review))
dated("reviews", "decisions", Review.objects.all, "meeting__held_on", held, "summary", kind="meeting__kind")
