"""What of an agency's items the person is given, by the decisions made about them; undecided means kept back."""

from dataclasses import dataclass, replace

from sharing.models import ItemDecision

Decision = ItemDecision.Decision


@dataclass(frozen=True)
class Given:
    """One agency's answer: what is given, how many items there were, and the codes of grounds the person is told of."""

    items: tuple
    of: int
    undecided: int
    grounds: tuple


def given(items, decisions):
    """`items` of one agency and its decisions, each an ItemDecision."""
    by_item = {decision.item: decision for decision in decisions}
    kept = [shown for item in items if (shown := _shown(item, by_item.get(item.ref)))]
    told = {one.ground for one in decisions if one.told and one.decision != Decision.GIVE and one.item in refs(items)}
    waiting = sum(item.undecided and item.ref not in by_item for item in items)
    return Given(tuple(kept), len(items), waiting, tuple(sorted(told)))


def refs(items):
    return {item.ref for item in items}


def _shown(item, decision):
    """The item as it is given; None where nothing of it is."""
    if decision is None:
        lines = [line for line in item.lines if not line.restricted]
    elif decision.decision == Decision.WITHHOLD:
        return None
    else:
        lines = [line for line in item.lines if line.name not in decision.lines]
    return replace(item, lines=tuple(lines)) if lines else None
