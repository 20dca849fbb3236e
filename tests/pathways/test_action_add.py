"""Adding an action to a plan, for one's own agency or another."""

from datetime import timedelta

import pytest

from pathways.models import Action
from sharing.dates import short_day
from sharing.models import LedgerEntry, Link
from tests.pages import words


@pytest.fixture
def post(world, client_of):
    def send(user, **fields):
        answers = {
            "text": "Register with a doctor", "agency": world.probation.key, "pathway": "health",
            "target_on": short_day(world.today + timedelta(days=7)),
        } | fields  # fmt: skip
        return client_of(user).send(f"/people/{world.person.key}/plan/add/", answers)

    return send


def test_it_adds_the_action(post, world):
    response = post(world.alice)

    action = Action.objects.latest("pk")
    assert response.url == f"/people/{world.person.key}/plan/#action-{action.key}"
    assert (action.detail.text, action.pathway, action.number) == ("Register with a doctor", "health", 6)
    assert (action.agency, action.target_on) == (world.probation, world.today + timedelta(days=7))
    assert LedgerEntry.objects.get(event="action_add", operation="collection").people == [world.person.pk]


def test_another_agency_comes_onto_the_case(post, world, client_of):
    address = f"/people/{world.person.key}/"
    assert client_of(world.bob).get(address).status_code == 404
    post(world.alice, agency=world.hostel.key)
    assert Link.objects.filter(person=world.person, agency=world.hostel).exists()
    assert client_of(world.bob).get(address).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 302), ("hal", 302), ("dora", 302), ("steve", 403), ("bob", 404), ("carol", 404)]
)
def test_who_may_add(post, world, who, status):
    assert post(getattr(world, who)).status_code == status


def test_save_and_add_another(post, world):
    assert post(world.alice, another="yes").url == f"/people/{world.person.key}/plan/add/"


def test_what_is_missing_is_said(post, world):
    page = words(post(world.alice, text=" ", pathway="", target_on="1/2/2003"))
    assert "Enter what is to be done." in page
    assert "Choose the area of life." in page
    assert "The date must be today or later." in page


def test_an_agency_of_another_scheme_cannot_be_chosen(post, world):
    assert post(world.alice, agency=world.south.key).status_code == 200
    assert Action.objects.count() == 5
