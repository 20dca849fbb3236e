"""Updating an action: on its page, in place, with one press, twice by accident, by two people, and back."""

import pytest

from pathways.models import Action
from sharing.models import AgreementRule, Consent, LedgerEntry
from sharing.policy import Category
from tests.pages import words


@pytest.fixture
def address(world):
    return f"/actions/{world.action.key}/update/"


@pytest.fixture
def post(world, client_of, address):
    def send(user, **fields):
        answers = {"status": "stuck", "version": "1", "outcome": "No birth certificate"} | fields
        return client_of(user).send(address, answers)

    return send


def test_it_updates_the_action_and_the_ledger(post, world):
    response = post(world.alice)

    assert response.status_code == 302
    assert response.url == f"/people/{world.person.key}/plan/#action-{world.action.key}"
    world.action.refresh_from_db()
    assert world.action.status == Action.Status.STUCK
    assert LedgerEntry.objects.get(event="action_update", operation="alteration").facts == {
        "before": "in_progress",
        "after": "stuck",
    }


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 302), ("steve", 403), ("bob", 404), ("carol", 404), ("hal", 404), ("dora", 302)]
)
def test_who_may_update(post, world, who, status):
    assert post(getattr(world, who)).status_code == status


def test_what_was_saved_is_said_with_its_undo(post, world, client_of):
    alice = client_of(world.alice)
    alice.send(f"/actions/{world.action.key}/update/", {"status": "done", "version": "1"})
    page = alice.get(f"/people/{world.person.key}/plan/")
    assert "Saved. Get ID for tenancy: done. Undo" in words(page)
    assert f'action="/actions/{world.action.key}/undo/2/"' in page.content.decode()

    alice.send(f"/actions/{world.action.key}/undo/2/", {"back": f"/people/{world.person.key}/plan/"})
    world.action.refresh_from_db()
    assert (world.action.status, world.action.closed_on) == ("in_progress", None)


def test_undo_after_somebody_else_saved_does_nothing(post, world, client_of):
    post(world.alice)
    post(world.alice, version="2", status="done")
    alice = client_of(world.alice)
    response = alice.send(f"/actions/{world.action.key}/undo/2/")
    assert response.status_code == 302
    assert "changed again since, so nothing was undone" in words(alice.get(response.url))
    world.action.refresh_from_db()
    assert world.action.status == "done"


def test_the_page_keeps_what_was_typed(post, world):
    response = post(world.alice, status="", outcome="Half a thought")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Choose how it is going." in page
    assert "Half a thought" in page
    assert page.count("<title>Error: ") == 1


def test_a_clash_shows_both_and_keeps_what_was_typed(post, world, client_of, address):
    post(world.alice, outcome="Form sent to the registry")
    response = client_of(world.alice).send(address, {"status": "done", "version": "1", "outcome": "Card is here"})

    assert response.status_code == 409
    page = words(response)
    assert "Alice Reed changed this action at " in page
    assert "Note Form sent to the registry Card is here" in page
    assert "How is it going? Stuck Done" in page
    assert 'name="version" value="2"' in response.content.decode()
    world.action.refresh_from_db()
    assert world.action.status == "stuck"


def test_a_double_click_has_one_effect(world, client_of, address):
    alice = client_of(world.alice)
    form = {"form_id": "the-same-form-twice", "status": "done", "version": "1"}
    first, second = alice.post(address, form), alice.post(address, form)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert LedgerEntry.objects.filter(event="action_update", operation="alteration").count() == 1


def test_in_place_it_is_a_row_and_without_scripts_a_page(world, client_of, address):
    alice = client_of(world.alice)
    row = alice.get(address, headers={"HX-Request": "true"}).content.decode()
    assert row.strip().startswith("<tr")
    assert "<html" not in row
    assert "Get ID for tenancy, Jordan Ellis" in words(alice.get(address))


def test_a_note_that_is_not_shown_is_not_wiped(world, client_of):
    """The action is probation's, about drugs: without consent Alice does not see what drug workers wrote in it."""
    Action.objects.filter(pk=world.drugs_action.pk).update(agency=world.probation)
    detail = world.drugs_action.detail
    type(detail).objects.filter(pk=detail.pk).update(outcome="Started on 30 ml")
    Consent.objects.all().delete()
    address = f"/actions/{world.drugs_action.key}/update/"
    alice = client_of(world.alice)

    page = alice.get(address).content.decode()
    assert "30 ml" not in page
    assert "methadone" not in page
    alice.send(address, {"status": "done", "version": "1", "outcome": ""})
    detail.refresh_from_db()
    assert detail.outcome == "Started on 30 ml"


def test_dates_before_the_action_are_refused(post, world):
    page = words(post(world.alice, target_on="1/1/2001"))
    assert "The date must not be before the action was added." in page


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_way_back_stays_inside(post, world, back):
    assert post(world.alice, back=back).url.startswith(f"/people/{world.person.key}/plan/")


def test_one_press_is_done(world, client_of):
    response = client_of(world.alice).send(
        f"/actions/{world.action.key}/done/", {"version": "1", "back": "/?at=overdue-1#overdue-1"}
    )
    assert response.url == "/?at=overdue-1#overdue-1"
    world.action.refresh_from_db()
    assert (world.action.status, world.action.closed_on) == ("done", world.today)


def test_one_press_on_a_row_somebody_changed_asks_to_look_again(world, client_of):
    Action.objects.filter(pk=world.action.pk).update(version=4)
    alice = client_of(world.alice)
    response = alice.send(f"/actions/{world.action.key}/done/", {"version": "1"})
    assert response.url == f"/actions/{world.action.key}/update/"
    assert "Somebody changed this action meanwhile." in words(alice.get(response.url))


def test_an_agency_that_no_longer_shares_the_plan_still_has_its_own(world, client_of):
    AgreementRule.objects.filter(category=Category.PLAN).delete()
    assert client_of(world.hal).get(f"/actions/{world.housing_action.key}/update/").status_code == 200
