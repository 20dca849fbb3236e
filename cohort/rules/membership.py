"""Where a person stands with the scheme, which step leads where, and who may take it. The table is the state machine."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a membership stands. Waiting is a nominee with a day on which somebody looks again."""

    NOMINATED = "nominated"
    WAITING = "waiting"
    ON_SCHEME = "on_scheme"
    STEPPED_DOWN = "stepped_down"
    LEFT = "left"
    TURNED_DOWN = "turned_down"


class Step(StrEnum):
    BRING_ON = "bring_on"
    TURN_DOWN = "turn_down"
    WAIT_UNTIL = "wait_until"
    KEEP = "keep"
    CHANGE = "change"
    STEP_DOWN = "step_down"
    LEAVE = "leave"


SAID = {
    Step.BRING_ON: "bring the person on",
    Step.TURN_DOWN: "turn the nomination down",
    Step.WAIT_UNTIL: "wait with the nomination",
    Step.KEEP: "keep the person on",
    Step.CHANGE: "change the basis or the strands",
    Step.STEP_DOWN: "step the person down",
    Step.LEAVE: "let the person leave",
}
STANDING = {
    State.NOMINATED: "nominated",
    State.WAITING: "nominated, and the decision waits",
    State.ON_SCHEME: "on the scheme",
    State.STEPPED_DOWN: "stepped down",
    State.LEFT: "off the scheme",
    State.TURNED_DOWN: "turned down",
}

# (where it stands, what is done) -> where it stands then. What is not here is not possible: coming back is a new nomination.
NEXT = {
    (State.NOMINATED, Step.BRING_ON): State.ON_SCHEME,
    (State.NOMINATED, Step.TURN_DOWN): State.TURNED_DOWN,
    (State.NOMINATED, Step.WAIT_UNTIL): State.WAITING,
    (State.WAITING, Step.BRING_ON): State.ON_SCHEME,
    (State.WAITING, Step.TURN_DOWN): State.TURNED_DOWN,
    (State.WAITING, Step.WAIT_UNTIL): State.WAITING,
    (State.ON_SCHEME, Step.KEEP): State.ON_SCHEME,
    (State.ON_SCHEME, Step.CHANGE): State.ON_SCHEME,
    (State.ON_SCHEME, Step.STEP_DOWN): State.STEPPED_DOWN,
    (State.ON_SCHEME, Step.LEAVE): State.LEFT,
    (State.STEPPED_DOWN, Step.KEEP): State.STEPPED_DOWN,
    (State.STEPPED_DOWN, Step.CHANGE): State.STEPPED_DOWN,
    (State.STEPPED_DOWN, Step.LEAVE): State.LEFT,
}

# Decisions are the panel's, written down by whoever runs it.
RUNS = frozenset({"coordinator", "chair"})  # of sharing.permissions.Role, which knows Django
WHO = dict.fromkeys(Step, RUNS)


class Days(NamedTuple):
    """The days of a membership that say where it stands and what no step may come before."""

    nominated_on: date
    selected_on: date | None = None
    stepped_down_on: date | None = None
    kept_on: date | None = None
    deselected_on: date | None = None
    look_again_on: date | None = None


def state_of(days: Days, tier: str) -> State:
    """Where it stands as recorded, whatever the day."""
    if days.deselected_on is not None:
        return State.LEFT if days.selected_on is not None else State.TURNED_DOWN
    if days.selected_on is None:
        return State.WAITING if days.look_again_on is not None else State.NOMINATED
    return State.STEPPED_DOWN if tier == "stepped_down" else State.ON_SCHEME


def may(state: State, step: Step, role: str) -> bool:
    return (state, step) in NEXT and role in WHO[step]


def earliest(days: Days) -> date:
    """No step may be dated before the last one that was."""
    return max(day for day in days[:4] if day is not None)
