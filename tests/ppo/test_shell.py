"""The shell: the menu leads where it says, marks where one is, and shows each role its own."""

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve

from casework.models import Contact
from pathways.models import Action, Referral
from ppo.shell import NAVIGATION
from ppo.tags import COLOURS, tag_colour
from sharing.models import Capacity, LedgerEntry


def menu(client_of, user, address):
    soup = BeautifulSoup(client_of(user).get(address).content, "html.parser")
    return soup.find("nav", attrs={"aria-label": "Menu"})


def test_every_place_of_the_menu_is_there_and_asks_for_the_permission_the_menu_asks_for():
    for words, address, permission in NAVIGATION:
        assert resolve(address).func.permission == permission, words


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("alice", ["Home", "People", "Arrest check", "Nominations", "Meetings", "Selection", "Agreements", "Account"]),
        (
            "dora",
            [
                "Home",
                "People",
                "Arrest check",
                "Nominations",
                "Meetings",
                "Selection",
                "Reports",
                "Agreements",
                "Ledger",
                "Account",
            ],
        ),
        ("steve", ["Home", "Reports", "Agreements", "Account"]),
        ("dan", ["Home", "Arrest check", "Account"]),
    ],
)
def test_each_role_has_its_own_menu(client_of, world, who, places):
    assert [link.text.strip() for link in menu(client_of, getattr(world, who), "/account/").find_all("a")] == places


def test_the_menu_marks_the_page_and_the_part_one_is_in(client_of, world):
    assert menu(client_of, world.alice, "/people/").find(attrs={"aria-current": "page"}).text.strip() == "People"
    assert not menu(client_of, world.alice, "/sharing/asked/").find(attrs={"aria-current": True})
    person = world.person.get_absolute_url()
    assert menu(client_of, world.alice, person).find(attrs={"aria-current": "true"}).text.strip() == "People"


def test_a_role_that_finds_nobody_has_no_find_box(client_of, world):
    for who, there in (("alice", True), ("steve", False)):
        soup = BeautifulSoup(client_of(getattr(world, who)).get("/account/").content, "html.parser")
        assert bool(soup.find("form", id="find")) is there


@pytest.mark.parametrize("choices", [Action.Status, Contact.Outcome, Referral.Decision])
def test_every_status_word_of_the_models_has_a_colour(choices):
    assert [label for label in choices.labels if label not in COLOURS] == []


def test_colours_are_those_of_the_design_system():
    known = {"grey", "blue", "orange", "red", "green", "yellow", "teal", "purple"}
    assert set(COLOURS.values()) <= known
    assert tag_colour("Something new") == "grey"


@pytest.fixture
def seconded(world):
    """Alice, who also works for the hostel; probation comes first."""
    return Capacity.objects.create(user=world.alice, agency=world.hostel, role="practitioner")


def bar(answer):
    return BeautifulSoup(answer.content, "html.parser").find(class_="app-who").get_text(" ", strip=True)


def test_who_works_for_two_agencies_works_for_one_at_a_time(client_of, world, seconded):
    """Named on every page with a way to switch; what is seen and what is written down follow it."""
    alice = client_of(world.alice)
    assert bar(alice.get("/people/")) == (
        "Signed in as Alice Reed, Northside Probation (Practitioner) Work for Gatehouse Hostel Sign out"
    )
    assert alice.get(world.person.get_absolute_url()).status_code == 200

    assert alice.send("/account/capacity/", {"capacity": seconded.key}).status_code == 302
    for address in ("/people/", "/meetings/", "/sharing/", "/account/", "/help/"):
        assert "Alice Reed, Gatehouse Hostel (Practitioner) Work for Northside Probation" in bar(alice.get(address))
    assert alice.get(world.person.get_absolute_url()).status_code == 404
    assert alice.get(world.other.get_absolute_url()).status_code == 200
    line = LedgerEntry.objects.latest("pk")
    assert (line.user_id, line.agency_id, line.capacity_id) == (world.alice.pk, world.hostel.pk, seconded.pk)


def test_who_works_for_one_agency_is_offered_no_other(client_of, world):
    assert "Work for" not in bar(client_of(world.alice).get("/people/"))


def test_somebody_elses_capacity_cannot_be_chosen(client_of, world, seconded):
    bob = client_of(world.bob)
    assert bob.send("/account/capacity/", {"capacity": seconded.key}).status_code == 404


def test_what_was_begun_for_one_agency_is_not_written_for_the_other(client_of, world, seconded):
    alice, address = client_of(world.alice), f"{world.person.get_absolute_url()}contacts/add/"
    form = BeautifulSoup(alice.get(address).content, "html.parser").main.form
    opened = form.find("input", attrs={"name": "form_id"})["value"]
    alice.send("/account/capacity/", {"capacity": seconded.key})
    before = Contact.objects.count()
    typed = {"form_id": opened, "kind": "office", "day": "1/2/2026", "outcome": "attended"}
    answer = alice.post(address, typed)
    assert answer.status_code == 409
    assert "You opened this page for Northside Probation, and now work for Gatehouse Hostel." in answer.content.decode()
    assert Contact.objects.count() == before
