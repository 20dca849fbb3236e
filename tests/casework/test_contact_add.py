"""Adding a contact: three presses and a note."""

import pytest

from casework.models import Contact
from sharing.models import LedgerEntry
from tests.pages import words
from tests.world import moment


@pytest.fixture
def post(world, client_of):
    def send(user, **fields):
        answers = {"kind": "phone", "day": f"{world.today:%d/%m/%Y}", "at": "00:05", "outcome": "attended"} | fields
        return client_of(user).send(f"/people/{world.person.key}/contacts/add/", answers)

    return send


def test_it_adds_the_contact(post, world):
    response = post(world.alice, note="Rang about the flat")

    assert response.url == f"/people/{world.person.key}/contacts/"
    contact = Contact.objects.latest("pk")
    assert (contact.kind, contact.outcome, contact.planned_for) == ("phone", "attended", moment(world.today, 0, 5))
    assert (contact.agency, contact.user, contact.detail.note) == (world.probation, world.alice, "Rang about the flat")
    assert LedgerEntry.objects.get(event="contact_add", operation="collection").people == [world.person.pk]


def test_it_asks_only_what_is_not_known_already(world, client_of):
    content = client_of(world.alice).get(f"/people/{world.person.key}/contacts/add/").content.decode()
    assert f'value="{world.today:%d/%m/%Y}"' in content
    assert 'value="office" checked' in content


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 302), ("hal", 302), ("dora", 302), ("steve", 403), ("bob", 404), ("carol", 404)]
)
def test_who_may_add(post, world, who, status):
    assert post(getattr(world, who)).status_code == status


def test_without_a_time_the_time_is_not_known(post, world):
    post(world.alice, at="")
    assert Contact.objects.latest("pk").planned_for_time_known is False


def test_did_not_attend_leads_to_why(post, world):
    response = post(world.alice, outcome="unacceptable_absence")
    assert response.url == f"/contacts/{Contact.objects.latest('pk').key}/missed/"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"kind": ""}, "Choose the kind of contact."),
        ({"outcome": ""}, "Choose what came of it, or that it is planned."),
        ({"day": ""}, "Enter the date of the contact."),
        ({"day": "31/2/2026"}, "The day must be a number from 1 to 28"),
        ({"day": "1/1/2199"}, "The date must be within ten years."),
        ({"at": "25:00"}, "The hour must be a number from 0 to 23."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(post, world, answers, said):
    response = post(world.alice, note="A long note", **answers)
    assert said in words(response)
    assert "A long note" in response.content.decode()
    assert Contact.objects.count() == 5


def test_what_has_happened_is_not_to_come(post, world):
    tomorrow = world.today.replace(year=world.today.year + 1)
    assert "must be today or earlier" in words(post(world.alice, day=f"{tomorrow:%d/%m/%Y}"))
    assert post(world.alice, day=f"{tomorrow:%d/%m/%Y}", outcome="planned").status_code == 302


def test_two_at_the_same_time(post, world):
    post(world.alice)
    assert "Your agency already has a contact at this time." in words(post(world.alice))
