"""Several agencies' records that get one owner: of what an owner has only one, what they said is put together first.

Where somebody moves to a scheme with fewer agencies, two that each wrote a paragraph or took a position before a panel have
one heir. What was said is kept in words, each under the name of the agency that said it.
"""

from casework.models import OffendingSummary
from cohort.models import Nomination, NominationSuggestion, PanelParagraph, PanelPosition
from sharing.models import Agency

Position = PanelPosition.Position
# What is left where agencies that now have one owner stood on different sides: first what must not be overlooked.
GRAVEST = (Position.OPPOSE, Position.ABSTAIN, Position.SUPPORT, Position.ABSENT)


def put_together(person, heirs, *, today):
    """Make room for one owner in place of several. `heirs`: agency (id) -> the agency that gets its records."""
    names = dict(Agency.objects.filter(pk__in=heirs).values_list("pk", "name"))
    for summaries in crowded(OffendingSummary, person, heirs):
        delete(summaries[1:])  # counted anew for the one owner
    for paragraphs in crowded(PanelParagraph, person, heirs, "item_id"):
        first, *others = paragraphs
        keep(first, others, text=words_of(names, [(one, one.text) for one in paragraphs if one.text]))
    for positions in crowded(PanelPosition, person, heirs, "decision_id"):
        first, *others = positions
        stood = [(one, f"{one.get_position_display()}. {one.words}".strip()) for one in positions]
        gravest = min((one.position for one in positions), key=GRAVEST.index)
        keep(first, others, position=gravest, words=words_of(names, stood))
    # Of nominations for one membership one stays open; all stay, with what each agency said.
    live = Nomination.objects.filter(withdrawn_on__isnull=True)
    for nominations in crowded(live, person, heirs, "membership_id"):
        Nomination.objects.filter(pk__in=[one.pk for one in nominations[1:]]).update(withdrawn_on=today)
    _cards(person, heirs, names)


def _cards(person, heirs, names):
    """What the record suggested, answered first: an answer has words, a card that waits has none."""
    answered_first = NominationSuggestion.objects.order_by("-reason", "pk")
    for first, *others in crowded(answered_first, person, heirs, "kind", "evidence_on"):
        said = [(one, one.reason) for one in (first, *others) if one.reason]
        keep(first, others, reason=words_of(names, said) if len(said) > 1 else first.reason)
    waiting = NominationSuggestion.objects.filter(state="waiting").order_by("-evidence_on", "pk")
    for cards in crowded(waiting, person, heirs, "kind"):
        delete(cards[1:])


def crowded(records, person, heirs, *columns):
    """Lists of two or more records about the person that would have one owner and agree in these columns."""
    rows = getattr(records, "objects", records).filter(person=person)
    found = {}
    for row in rows if rows.ordered else rows.order_by("pk"):
        same = (heirs.get(row.owner_id, row.owner_id), *(getattr(row, column) for column in columns))
        found.setdefault(same, []).append(row)
    return [rows for rows in found.values() if len(rows) > 1]


def words_of(names, said):
    """What each said, under its name."""
    return "\n".join(f"{names.get(row.owner_id, row.owner.name)}: {words}" for row, words in said)


def keep(first, others, **values):
    """One record with the values of all; the others go first, for there can be one alone."""
    delete(others)
    for name, value in values.items():
        setattr(first, name, value)
    first.version += 1
    first.save(update_fields=[*values, "version"])


def delete(rows):
    for row in rows:
        row.delete()
