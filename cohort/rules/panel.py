"""What a panel may decide, which steps a decision goes through and for whom, and what the score suggests: tables and values.

A decision is written down, ratified where the scheme wants it, and confirmed; only then does it change who is on the list.
Whoever wrote it down never confirms what brings somebody on, turns them down or ends their place: a slip of one hand is
seen by a second pair of eyes.
"""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    BRING_ON = "bring_on"
    WAIT = "wait"
    NOT_FOR = "not_for"
    KEEP = "keep"
    KEEP_REVIEW = "keep_review"
    STEP_DOWN = "step_down"
    LEAVE = "leave"


class State(StrEnum):
    OPEN = "open"  # nothing is decided yet
    DECIDED = "decided"
    RATIFIED = "ratified"
    IN_FORCE = "in_force"
    SENT_BACK = "sent_back"


class Act(StrEnum):
    DECIDE = "decide"
    RATIFY = "ratify"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"


class Why(StrEnum):
    """Why somebody is on the agenda."""

    ABOVE = "above"  # nominated and above the line of a run
    BELOW = "below"  # on the list and below it
    TWO_YEARS = "two_years"
    NOMINATED = "nominated"
    LEAVING = "leaving"  # from the leaving watch or a leaving plan
    ADDED = "added"


# (where a decision stands, what is done) -> where it stands then. What is not here is refused.
STEPS = {
    (State.OPEN, Act.DECIDE): State.DECIDED,
    (State.DECIDED, Act.DECIDE): State.DECIDED,
    (State.SENT_BACK, Act.DECIDE): State.DECIDED,
    (State.RATIFIED, Act.DECIDE): State.DECIDED,
    (State.IN_FORCE, Act.DECIDE): State.DECIDED,
    (State.DECIDED, Act.RATIFY): State.RATIFIED,
    (State.DECIDED, Act.CONFIRM): State.IN_FORCE,
    (State.RATIFIED, Act.CONFIRM): State.IN_FORCE,
    (State.DECIDED, Act.SEND_BACK): State.SENT_BACK,
    (State.RATIFIED, Act.SEND_BACK): State.SENT_BACK,
}
# What is done -> the permission it takes (sharing/permissions.py).
WHO = {
    Act.DECIDE: "meeting_run",
    Act.RATIFY: "panel_ratify",
    Act.CONFIRM: "panel_confirm",
    Act.SEND_BACK: "panel_confirm",
}
SECOND_USER = frozenset({Outcome.BRING_ON, Outcome.NOT_FOR, Outcome.STEP_DOWN, Outcome.LEAVE})
DATED = frozenset({Outcome.WAIT, Outcome.KEEP_REVIEW})
OF_NOMINEE = (Outcome.BRING_ON, Outcome.WAIT, Outcome.NOT_FOR)
OF_MEMBER = (Outcome.LEAVE, Outcome.STEP_DOWN, Outcome.KEEP, Outcome.KEEP_REVIEW)
OF_STEPPED_DOWN = (Outcome.LEAVE, Outcome.KEEP, Outcome.KEEP_REVIEW)  # stays on the lower tier, or leaves

# Why somebody on the list is on the agenda -> the criterion of leaving that it is, where none is named.
USUAL = {Why.BELOW: "list_review", Why.TWO_YEARS: "two_year_review"}


def next_state(state: State, act: Act, *, ratified: bool, outcome: str = "") -> State | None:
    """Where the step leads; None: not from here. `ratified`: the scheme wants the steering group to ratify first.

    What is in force stays, but for an `outcome` that took no second user: a slip of the key is put right at once.
    """
    if state == State.IN_FORCE and outcome in SECOND_USER:
        return None
    if act == Act.RATIFY and not ratified:
        return None
    if act == Act.CONFIRM and ratified and state == State.DECIDED:
        return None
    return STEPS.get((state, act))


def outcomes(on_scheme: bool, *, stepped_down: bool = False) -> tuple[Outcome, ...]:
    """What may be decided, in the order of the form."""
    if stepped_down:
        return OF_STEPPED_DOWN
    return OF_MEMBER if on_scheme else OF_NOMINEE


def suggested(
    *, on_scheme: bool, why: str, above_line: bool | None, lighter: bool = False, stepped_down: bool = False
) -> Outcome:
    """What is ticked when the page opens. The side of the line counts where everybody present may know it.

    `lighter`: the plan that was sent proposes the lower tier; `stepped_down`: the person is there already.
    """
    if stepped_down:  # the line is of those on the first tier
        return Outcome.LEAVE if why == Why.LEAVING else Outcome.KEEP
    if not on_scheme:
        if above_line is None:
            return Outcome.BRING_ON
        return Outcome.BRING_ON if above_line or why == Why.ABOVE else Outcome.WAIT
    if why == Why.LEAVING:
        return Outcome.STEP_DOWN if lighter else Outcome.LEAVE
    if why == Why.TWO_YEARS:
        return Outcome.KEEP_REVIEW
    return Outcome.KEEP if above_line or why not in (Why.BELOW, Why.ADDED) or above_line is None else Outcome.LEAVE


def has_quorum(present: Iterable[int], wanted: int) -> bool:
    """Whether enough agencies are at the table; `present`: their ids."""
    return len(set(present)) >= wanted
