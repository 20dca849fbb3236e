"""What somebody should know before one more person comes on to a list that is full: who might make room.

The page of a panel stands on a wall, so whom the watch proposes is named only where everybody at the table may know who it
is and why; the number of people and places is told to all.
"""

from dataclasses import dataclass

from cohort import capacity, leaving_seen
from cohort.leaving_seen import FIRST, Eyes
from cohort.rules.leaving import Criterion
from sharing.dates import london_date
from sharing.looking import looking_as_system
from sharing.models import Setting
from sharing.policy import Category, Level
from sharing.rules import setting_values
from sharing.together import together


@dataclass(frozen=True)
class Full:
    """`words`: that no place is left, or that many are in custody.

    `person`: whom the watch proposes first where no place is left, or None, `why`, and how many `more`.
    """

    words: str
    person: object = None
    why: str = ""
    more: int = 0


def told(viewer, *, at, agencies=()):
    """The Full, None while there is room and most are in the community.

    `agencies`: those at the table, none on a page for the viewer alone.
    """
    today = london_date(at)
    settings = setting_values(Setting.objects.in_force(scheme=viewer.scheme_id, on=today))
    filled = capacity.fill(viewer, settings, today=today)
    if not filled.warnings:
        return None
    words = " ".join(filled.warnings)
    if not filled.full:
        return Full(words)
    found = _proposed(viewer, agencies, at)
    if not found:
        return Full(words)
    (person, seen), *more = found
    return Full(words, person, seen.label, len(more))


def _proposed(viewer, agencies, at):
    """[(person, their first finding)] that all these may know, in the order in which the watch says it."""
    cards = leaving_seen.cards(viewer, on=london_date(at))
    if not cards:
        return []
    known = _known_to_all(cards, agencies, viewer, at)
    found = [(card.person, seen) for card in cards for seen in known(card)[:1]]
    return sorted(found, key=lambda one: FIRST.index(Criterion(one[1].criterion)))


def _known_to_all(cards, agencies, viewer, at):
    """A function: card -> its findings that all at the table may know."""
    people = [card.person.pk for card in cards]
    along = together(scheme_id=viewer.scheme_id, people=people, agencies=agencies, at=at)
    with looking_as_system():
        eyes = Eyes(viewer, on=london_date(at)) if agencies else None

    def findings(card):
        person = card.person
        if along.level(person.pk, person.owner_id, Category.IDENTITY) < Level.FULL:
            return []
        return [
            seen
            for seen in card.findings
            if all(
                eyes.of(one).knows(along.rows_of(one, person.pk), Criterion(seen.criterion)) for one in along.viewers
            )
        ]

    return findings
