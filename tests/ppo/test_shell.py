"""The shell: the menu leads where it says, marks where one is, and shows each role its own."""

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve

from casework.models import Contact
from pathways.models import Action, Referral
from ppo.shell import NAVIGATION
from ppo.tags import COLOURS, tag_colour


def menu(client_of, user, address):
    soup = BeautifulSoup(client_of(user).get(address).content, "html.parser")
    return soup.find("nav", attrs={"aria-label": "Menu"})


def test_every_place_of_the_menu_is_there_and_asks_for_the_permission_the_menu_asks_for():
    for words, address, permission in NAVIGATION:
        assert resolve(address).func.permission == permission, words


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("alice", ["Home", "People", "Meetings", "Account"]),
        ("dora", ["Home", "People", "Meetings", "Reports", "Ledger", "Account"]),
        ("steve", ["Home", "Reports", "Account"]),
        ("dan", ["Home", "Account"]),
    ],
)
def test_each_role_has_its_own_menu(client_of, world, who, places):
    assert [link.text.strip() for link in menu(client_of, getattr(world, who), "/account/").find_all("a")] == places


def test_the_menu_marks_the_page_and_the_part_one_is_in(client_of, world):
    assert menu(client_of, world.alice, "/people/").find(attrs={"aria-current": "page"}).text.strip() == "People"
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
