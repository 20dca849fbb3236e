"""Whether a contact was kept: one press, why not on a second page, and back."""

from datetime import timedelta

import pytest

from casework.models import Contact
from sharing.models import LedgerEntry
from tests.pages import words


@pytest.fixture
def press(world, client_of):
    def send(user, outcome="attended", version=1, contact=None, **fields):
        contact = contact or world.contact
        fields = {"outcome": outcome, "version": version, **fields}
        return client_of(user).send(f"/contacts/{contact.key}/outcome/", fields)

    return send


def test_attended_is_one_press(press, world, client_of):
    response = press(world.alice, back="/?at=today-1#today-1")
    assert response.url == "/?at=today-1#today-1"
    world.contact.refresh_from_db()
    assert (world.contact.outcome, world.contact.version) == ("attended", 2)
    lines = LedgerEntry.objects.filter(event="contact_outcome", operation="alteration")
    assert [line.facts for line in lines] == [{"before": "planned", "after": "attended"}]


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 302), ("steve", 403), ("hal", 404), ("dora", 404), ("bob", 404), ("carol", 404)]
)
def test_who_may_say_so(press, world, who, status):
    assert press(getattr(world, who)).status_code == status


def test_did_not_attend_is_saved_before_the_question_why(press, world, client_of):
    response = press(world.alice, "unacceptable_absence", back="/?at=today-1#today-1")
    world.contact.refresh_from_db()
    assert world.contact.outcome == "unacceptable_absence"

    alice = client_of(world.alice)
    page = alice.get(response.url)
    assert "Jordan Ellis did not attend" in words(page)
    assert "2 contacts missed without a good reason" in words(page)
    assert "The limit is 2: a decision about enforcement is due. Tell the supervising officer today." in words(page)
    answer = alice.send(response.url, {"reason": "none", "version": 2, "again": "on", "back": "/?at=today-1#today-1"})
    assert answer.url == "/?at=today-1#today-1"
    world.contact.refresh_from_db()
    assert (world.contact.outcome, world.contact.detail.follow_up) == ("unacceptable_absence", "No reason given")
    assert Contact.objects.filter(
        person=world.person, planned_for=world.contact.planned_for + timedelta(weeks=1), outcome="planned"
    ).exists()
    assert "Booked again for" in words(alice.get("/account/"))


def test_a_good_reason_does_not_count_as_a_miss(press, world, client_of):
    press(world.alice, "unacceptable_absence")
    client_of(world.alice).send(f"/contacts/{world.contact.key}/missed/", {"reason": "ill", "version": 2})
    world.contact.refresh_from_db()
    assert world.contact.outcome == "acceptable_absence"
    assert Contact.objects.count() == 5  # not asked to book again


def test_undo_says_planned_again(press, world, client_of):
    alice = client_of(world.alice)
    alice.send(f"/contacts/{world.contact.key}/outcome/", {"outcome": "attended", "version": 1})
    page = alice.get(f"/people/{world.person.key}/contacts/")
    assert "Saved. Office visit: attended. Undo" in words(page)
    alice.send(f"/contacts/{world.contact.key}/undo/2/")
    world.contact.refresh_from_db()
    assert world.contact.outcome == "planned"


def test_a_clash_shows_both(press, world):
    press(world.alice, "acceptable_absence")
    response = press(world.alice, "attended")
    assert response.status_code == 409
    assert "Result Missed, with a good reason Attended" in words(response)
    world.contact.refresh_from_db()
    assert world.contact.outcome == "acceptable_absence"


def test_the_reason_of_a_contact_changed_meanwhile_is_not_saved(press, world, client_of):
    press(world.alice, "unacceptable_absence")
    alice = client_of(world.alice)
    response = alice.send(f"/contacts/{world.contact.key}/missed/", {"reason": "ill", "version": 1})
    assert "Nothing of yours was saved." in words(alice.get(response.url))
    world.contact.refresh_from_db()
    assert world.contact.outcome == "unacceptable_absence"


def test_why_is_not_asked_of_somebody_who_came(world, client_of):
    response = client_of(world.alice).get(f"/contacts/{world.kept_contact.key}/missed/")
    assert response.url == f"/contacts/{world.kept_contact.key}/outcome/"


def test_all_results_on_the_page(world, client_of):
    page = words(client_of(world.alice).get(f"/contacts/{world.kept_contact.key}/outcome/"))
    for outcome in Contact.Outcome.labels:
        assert outcome in page
