"""What the record suggests, as its page shows it: each person once, with every card of theirs that the viewer sees."""

from dataclasses import dataclass

from casework.models import Person
from cohort.models import NominationSuggestion
from sharing.dates import count, day

Kind = NominationSuggestion.Kind


@dataclass(frozen=True)
class Suggested:
    """One person the record suggests, with every card of theirs that the viewer sees."""

    person: Person
    cards: tuple  # (card, words)

    @property
    def key(self):
        return self.cards[0][0].key

    @property
    def words(self):
        return "; ".join(words for _, words in self.cards)


def pool(cards):
    """[Suggested], each person once, in the order of the cards."""
    people = {}
    for card in cards:
        people.setdefault(card.person_id, []).append(card)
    return [Suggested(of[0].person, tuple((card, because(card)) for card in of)) for of in people.values()]


def because(card):
    """“Positive drug test on 3 November 2026”, “4 arrests for serious offences, the latest on 3 November 2026”."""
    on = day(card.evidence_on)
    often = " on" if card.count == 1 else f" {card.count} times, the latest on"
    return {
        Kind.POSITIVE_TEST: f"Positive drug test{often} {on}",
        Kind.MISSED_TREATMENT: f"Did not attend drug treatment{often} {on}",
        Kind.LEAVING_CUSTODY: f"Leaves custody on {on}",
        Kind.FREQUENT_ARRESTS: f"{count(card.count, 'arrest')} for serious offences, the latest on {on}",
    }[Kind(card.kind)]
