"""When a card of the leaving watch is laid before people again. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cohort.rules.leaving import Finding


class Answered(NamedTuple):
    """How a proposal by the same criterion was answered last."""

    answer: str
    since: date | None
    on: date
    review_on: date | None = None


def raises(finding: Finding, before: Answered | None, day: date, *, look_again_on: date | None = None) -> bool:
    """Whether a card is laid before people: for the first time, when its day to look again has come, or for new facts.

    `look_again_on`: when a panel that kept the person wanted to look again.
    """
    if before is None or before.answer == "lapsed":
        return True
    if before.answer == "keep":
        return before.review_on is not None and before.review_on <= day
    if before.answer == "panel" and look_again_on is not None:
        return before.on < look_again_on <= day
    return finding.since != before.since
