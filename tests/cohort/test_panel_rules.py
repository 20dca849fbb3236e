"""The panel's state machine as data: every step from every state, for every role, against a table written a second time."""

from itertools import product

import pytest

from cohort.rules.panel import (
    OF_MEMBER,
    OF_NOMINEE,
    SECOND_USER,
    WHO,
    Act,
    Outcome,
    State,
    Why,
    has_quorum,
    next_state,
    outcomes,
    suggested,
)

# Where each act leads from each state: first where nobody ratifies, then where the steering group does. "-": refused.
TABLE = """
           decide   ratify    confirm   send_back
open       decided  -         -         -
decided    decided  -         in_force  sent_back
ratified   decided  -         in_force  sent_back
in_force   -        -         -         -
sent_back  decided  -         -         -
"""
RATIFIED = """
           decide   ratify    confirm   send_back
open       decided  -         -         -
decided    decided  ratified  -         sent_back
ratified   decided  -         in_force  sent_back
in_force   -        -         -         -
sent_back  decided  -         -         -
"""


def table(text):
    head, *lines = [line.split() for line in text.strip().splitlines()]
    return {(state, act): None if to == "-" else to for state, *tos in lines for act, to in zip(head, tos, strict=True)}


@pytest.mark.parametrize(("state", "act", "ratified"), list(product(State, Act, (False, True))))
def test_every_step_leads_where_the_table_says_or_nowhere(state, act, ratified):
    wanted = table(RATIFIED if ratified else TABLE)[state, act]
    assert next_state(state, act, ratified=ratified, outcome=Outcome.BRING_ON) == wanted


@pytest.mark.parametrize("outcome", Outcome)
def test_only_what_took_no_second_user_is_decided_anew_once_it_is_in_force(outcome):
    anew = next_state(State.IN_FORCE, Act.DECIDE, ratified=False, outcome=outcome)
    assert (anew is None) == (outcome in SECOND_USER)


def test_every_act_takes_a_permission_and_what_ends_or_begins_a_place_takes_two_users():
    assert WHO.keys() == set(Act)
    assert {Outcome.BRING_ON, Outcome.STEP_DOWN, Outcome.LEAVE} <= SECOND_USER
    assert set(OF_MEMBER) | set(OF_NOMINEE) == set(Outcome)
    assert set(OF_MEMBER) & set(OF_NOMINEE) == set()


@pytest.mark.parametrize(
    ("on_scheme", "why", "above", "wanted"),
    [
        (False, Why.ABOVE, None, Outcome.BRING_ON),
        (False, Why.ABOVE, False, Outcome.BRING_ON),  # above when it was put there; ties may hide it on this screen
        (False, Why.NOMINATED, True, Outcome.BRING_ON),
        (False, Why.NOMINATED, False, Outcome.WAIT),
        (False, Why.NOMINATED, None, Outcome.BRING_ON),
        (True, Why.BELOW, False, Outcome.LEAVE),
        (True, Why.BELOW, None, Outcome.KEEP),  # not known to everybody here: nothing on the screen tells it
        (True, Why.ADDED, True, Outcome.KEEP),
        (True, Why.TWO_YEARS, False, Outcome.KEEP_REVIEW),
        (True, Why.LEAVING, True, Outcome.LEAVE),
    ],
)
def test_what_is_suggested(on_scheme, why, above, wanted):
    found = suggested(on_scheme=on_scheme, why=why, above_line=above)
    assert found == wanted
    assert found in outcomes(on_scheme)


@pytest.mark.parametrize(
    ("why", "lighter", "stepped_down", "wanted"),
    [
        (Why.LEAVING, True, False, Outcome.STEP_DOWN),
        (Why.LEAVING, False, True, Outcome.LEAVE),
        (Why.LEAVING, True, True, Outcome.LEAVE),  # there is no tier below
        (Why.BELOW, False, True, Outcome.KEEP),  # the line is of those on the first tier
    ],
)
def test_the_lower_tier(why, lighter, stepped_down, wanted):
    found = suggested(on_scheme=True, why=why, above_line=False, lighter=lighter, stepped_down=stepped_down)
    assert found == wanted
    assert found in outcomes(True, stepped_down=stepped_down)
    assert (Outcome.STEP_DOWN in outcomes(True, stepped_down=stepped_down)) != stepped_down


def test_an_agency_counts_once_for_the_quorum():
    assert has_quorum([1, 2, 3], 3)
    assert not has_quorum([1, 2, 2], 3)
