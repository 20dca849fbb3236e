"""Actions: added for any agency, updated by their own, closed once, undone from history."""

from datetime import timedelta

import pytest

from pathways import changes
from pathways.models import Action
from sharing.looking import looking_as
from sharing.models import LedgerEntry, Link
from tests.world import viewer_of


@pytest.fixture
def by(world):
    """Alice's own eyes: the walls are up."""
    viewer = viewer_of(world.alice)
    with looking_as(viewer.capacity_id):
        yield viewer


def update(action, by, world, **fields):
    values = {"status": "in_progress", "version": action.version, "today": world.today} | fields
    return changes.action_update(action=action, by=by, **values)


def test_update_writes_both_halves_and_one_line(world, by):
    update(world.action, by, world, status="stuck", outcome="No birth certificate", target_on=world.today)

    action = Action.objects.select_related("detail").get(pk=world.action.pk)
    assert (action.status, action.target_on, action.version) == ("stuck", world.today, 2)
    assert (action.detail.outcome, action.detail.version) == ("No birth certificate", 2)
    line = LedgerEntry.objects.get(event="action_update")
    assert line.facts == {"before": "in_progress", "after": "stuck"}
    assert (line.user_id, line.agency_id, line.people) == (world.alice.pk, world.probation.pk, [world.person.pk])


def test_what_is_not_said_stays(world, by):
    update(world.action, by, world, outcome="Form sent")
    action = update(world.action, by, world, version=2, status="stuck")

    assert action.target_on == world.action.target_on
    assert action.detail.outcome == "Form sent"


def test_a_clash_carries_the_row_as_it_now_is(world, by):
    update(world.action, by, world, status="stuck")
    with pytest.raises(changes.ActionChanged) as clash:
        update(world.action, by, world, status="done")
    assert (clash.value.action.status, clash.value.action.version) == ("stuck", 2)
    assert LedgerEntry.objects.filter(event="action_update").count() == 1


def test_closed_once_on_the_day_it_was_first_closed(world, by):
    action = changes.action_done(action=world.action, by=by, version=1, today=world.today)
    assert action.closed_on == world.today
    action = update(action, by, world, status="not_done", today=world.today + timedelta(days=3))
    assert action.closed_on == world.today
    action = update(action, by, world, status="in_progress")
    assert action.closed_on is None


def test_undo_goes_back_one_version_and_is_a_change_itself(world, by):
    update(world.action, by, world, outcome="Form sent")
    action = update(world.action, by, world, version=2, status="done", outcome="Card came", target_on=world.today)

    action = changes.action_undo(action=action, by=by, version=3)

    assert (action.status, action.closed_on, action.target_on) == ("in_progress", None, world.action.target_on)
    action.detail.refresh_from_db()
    assert (action.version, action.detail.outcome) == (4, "Form sent")
    assert LedgerEntry.objects.get(event="action_undo").facts == {"before": "done", "after": "in_progress"}
    assert [row.status for row in Action.pgh_event_model.objects.filter(pgh_obj_id=action.pk).order_by("version")] == [
        "in_progress", "in_progress", "done", "in_progress",
    ]  # fmt: skip


def test_undo_of_what_somebody_changed_since_is_refused(world, by):
    update(world.action, by, world, status="stuck")
    update(world.action, by, world, version=2, status="done")
    with pytest.raises(changes.ActionChanged):
        changes.action_undo(action=world.action, by=by, version=2)


def test_the_first_version_has_nothing_to_undo(world, by):
    with pytest.raises(changes.NothingToUndo):
        changes.action_undo(action=world.action, by=by, version=1)


def test_another_agencys_action_is_not_there_to_change(world, by):
    with pytest.raises(Action.DoesNotExist):
        update(world.housing_action, by, world)


def test_an_action_for_another_agency_puts_it_on_the_case(world, by):
    action = changes.action_add(
        person=world.person,
        by=by,
        text="Keep a bed free",
        pathway="accommodation",
        agency=world.hostel,
        today=world.today,
        target_on=world.today + timedelta(days=7),
    )

    assert (action.owner, action.number, action.status) == (world.hostel, 6, "not_started")
    assert Link.objects.filter(person=world.person, agency=world.hostel, reason="action").exists()
    assert LedgerEntry.objects.get(event="action_add").operation == "collection"


def test_closing_the_last_action_takes_the_agency_off_the_case(world):
    viewer = viewer_of(world.hal)
    with looking_as(viewer.capacity_id):
        changes.action_done(action=world.housing_action, by=viewer, version=1, today=world.today)
    (link,) = Link.objects.filter(person=world.person, agency=world.housing, reason=Link.Reason.ACTION)
    assert link.ends_at.date() <= world.today
