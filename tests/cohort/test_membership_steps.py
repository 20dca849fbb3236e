"""The state machine of a membership: every step from every state for every role, the order of days, and what is kept."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils.timezone import now

from cohort.changes import membership as changes
from cohort.models import Membership
from cohort.rules.membership import State, Step
from sharing.looking import looking_as, looking_as_system
from sharing.models import Capacity, LedgerEntry
from sharing.permissions import Role
from tests.world import viewer_of

WORDS = "The panel agreed"
# state: (days counted from today, tier, why it ended)
STANDS = {
    State.NOMINATED: ({"nominated_on": -40}, "", ""),
    State.WAITING: ({"nominated_on": -40, "look_again_on": 30}, "", ""),
    State.ON_SCHEME: ({"nominated_on": -40, "selected_on": -30}, "ppo", ""),
    State.STEPPED_DOWN: ({"nominated_on": -40, "selected_on": -30, "stepped_down_on": -5}, "stepped_down", ""),
    State.LEFT: ({"nominated_on": -40, "selected_on": -30, "deselected_on": -5}, "ppo", "moved_away"),
    State.TURNED_DOWN: ({"nominated_on": -40, "deselected_on": -5}, "", "not_selected"),
}
# Written by hand, not read from the rules: what may follow on what.
POSSIBLE = {
    State.NOMINATED: {"bring_on": State.ON_SCHEME, "turn_down": State.TURNED_DOWN, "wait_until": State.WAITING},
    State.WAITING: {"bring_on": State.ON_SCHEME, "turn_down": State.TURNED_DOWN, "wait_until": State.WAITING},
    State.ON_SCHEME: {
        "keep": State.ON_SCHEME,
        "change": State.ON_SCHEME,
        "step_down": State.STEPPED_DOWN,
        "leave": State.LEFT,
    },
    State.STEPPED_DOWN: {"keep": State.STEPPED_DOWN, "change": State.STEPPED_DOWN, "leave": State.LEFT},
    State.LEFT: {},
    State.TURNED_DOWN: {},
}
DECIDE = {"coordinator", "chair"}


def typed(step, today, **other):
    """What somebody enters for a step."""
    day = {"on": today, "reason": WORDS}
    return {
        "bring_on": {**day, "strands": ["catch_convict"], "basis": "licence"},
        "turn_down": day,
        "wait_until": {"until": today + timedelta(days=60), "reason": WORDS},
        "keep": {**day, "review_on": None},
        "change": {"strands": ["rehabilitate_resettle"], "basis": "voluntary", "reason": WORDS},
        "step_down": day,
        "leave": {**day, "criterion": "stopped_offending"},
    }[step] | other


@pytest.fixture
def standing(world):
    """A function that puts Jordan's membership into a state and gives it back."""

    def put(state):
        days, tier, criterion = STANDS[state]
        wanted = dict.fromkeys(("selected_on", "stepped_down_on", "kept_on", "deselected_on", "look_again_on"))
        wanted |= {name: world.today + timedelta(days=by) for name, by in days.items()}
        with looking_as_system():
            rows = Membership.objects.filter(person=world.person)
            rows.update(**wanted, tier=tier, deselection_criterion=criterion, version=1)
            return rows.get()

    return put


def take(step, membership, by, today, version=1, **other):
    with looking_as(by.capacity_id):
        return getattr(changes, step)(
            membership=membership, version=version, by=by, now=now(), **typed(step, today, **other)
        )


def as_role(user, role):
    with looking_as_system():
        Capacity.objects.filter(user=user).update(role=role)
    return viewer_of(user)


@pytest.mark.parametrize(("role", "state"), list(product(Role, State)))
def test_every_step_from_every_state_for_every_role(world, standing, role, state):
    membership, by = standing(state), as_role(world.dora, role)
    for step in Step:
        allowed = role in DECIDE and step in POSSIBLE[state]
        if allowed:
            took = take(step, membership, by, world.today)
            assert took.state == POSSIBLE[state][step], step
            membership = standing(state)
        else:
            wrong = changes.StepImpossible if role in DECIDE else changes.StepForbidden
            with pytest.raises(wrong):
                take(step, membership, by, world.today)
            membership.refresh_from_db()
            assert membership.version == 1


def test_a_step_is_one_line_and_one_version(world, standing):
    by = viewer_of(world.dora)
    took = take(
        "bring_on", standing(State.NOMINATED), by, world.today, strands=["rehabilitate_resettle", "catch_convict"]
    )

    assert (took.selected_on, took.tier, took.basis, took.version) == (world.today, "ppo", "licence", 2)
    assert took.strands == ["catch_convict", "rehabilitate_resettle"]
    line = LedgerEntry.objects.get(event="membership_step")
    assert line.facts == {"step": "bring_on", "before": "nominated", "after": "on_scheme"}
    assert (line.people, line.user_id) == ([world.person.pk], world.dora.pk)


def test_two_cannot_decide_at_once(world, standing):
    membership = standing(State.NOMINATED)
    take("wait_until", membership, viewer_of(world.cherie), world.today)
    with pytest.raises(changes.MembershipChanged) as clash:
        take("turn_down", membership, viewer_of(world.dora), world.today)
    assert clash.value.membership.look_again_on == world.today + timedelta(days=60)


@pytest.mark.parametrize(
    ("state", "step", "wrong", "field"),
    [
        (State.NOMINATED, "bring_on", {"on": 1}, "on"),
        (State.NOMINATED, "bring_on", {"on": -41}, "on"),
        (State.NOMINATED, "turn_down", {"on": -41}, "on"),
        (State.NOMINATED, "wait_until", {"until": 0}, "until"),
        (State.ON_SCHEME, "keep", {"on": -31}, "on"),
        (State.ON_SCHEME, "keep", {"review_on": 0}, "review_on"),
        (State.ON_SCHEME, "step_down", {"on": -31}, "on"),
        (State.ON_SCHEME, "leave", {"on": -31}, "on"),
        (State.ON_SCHEME, "leave", {"on": 1}, "on"),
        (State.STEPPED_DOWN, "leave", {"on": -6}, "on"),
        (State.NOMINATED, "bring_on", {"reason": " "}, "reason"),
        (State.NOMINATED, "bring_on", {"strands": []}, "strands"),
        (State.NOMINATED, "bring_on", {"strands": ["all"]}, "strands"),
        (State.NOMINATED, "bring_on", {"basis": ""}, "basis"),
        (State.ON_SCHEME, "leave", {"criterion": "not_selected"}, "criterion"),
    ],
)
def test_what_is_typed_wrong_is_refused_by_its_field(world, standing, state, step, wrong, field):
    membership = standing(state)
    wrong = {name: world.today + timedelta(days=by) if isinstance(by, int) else by for name, by in wrong.items()}
    with pytest.raises(changes.StepRefused) as refused:
        take(step, membership, viewer_of(world.dora), world.today, **wrong)
    assert refused.value.field == field
    assert not LedgerEntry.objects.filter(event="membership_step").exists()


def test_who_does_not_meet_the_person_finds_no_membership(world, standing):
    membership, carol = standing(State.NOMINATED), as_role(world.carol, Role.COORDINATOR)
    with pytest.raises(Membership.DoesNotExist):
        take("turn_down", membership, carol, world.today)


def test_coming_back_is_a_second_row(world, standing):
    took = take("leave", standing(State.ON_SCHEME), viewer_of(world.dora), world.today)
    assert (took.deselected_on, took.deselection_criterion) == (world.today, "stopped_offending")
    with looking_as_system():
        Membership.objects.create(
            person=world.person, owner=world.police, nominated_by=world.police, nominated_on=world.today
        )
