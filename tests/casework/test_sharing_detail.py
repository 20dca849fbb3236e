"""Who can see what about a person, one press from their page, for everyone on the case."""

import re

import pytest

from casework import who_sees
from casework.models import Person
from sharing.gather import gather
from sharing.looking import looking_as
from sharing.models import Consent
from sharing.policy import Category
from sharing.viewer import signed_in
from tests.pages import line, words


@pytest.fixture
def see(world, client_of):
    def get(user):
        return client_of(user).get(f"/people/{world.person.key}/sharing/")

    return get


def cells(world, user):
    """{category: {agency: words}} as the page has it for a user."""
    viewer = signed_in(user)
    with looking_as(viewer.capacity_id):
        (found,) = gather(Person.objects.filter(pk=world.person.pk), viewer)
        table = who_sees.table(found, viewer)
    names = [agency.code for agency in table.agencies]
    return {shown.category: dict(zip(names, shown.cells, strict=True)) for shown in table.lines}


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("hal", 200), ("dora", 200), ("steve", 403), ("bob", 404), ("carol", 404)]
)
def test_who_may_ask(see, world, who, status):
    assert see(getattr(world, who)).status_code == status


def test_it_says_what_each_agency_on_the_case_sees_and_why(see, world):
    found = cells(world, world.hal)

    assert set(found[Category.OFFENDING]) == {"police", "probation", "housing", "drugs"}
    assert found[Category.OFFENDING]["police"] == "yes from Northside Probation; summary from the others"
    assert found[Category.OFFENDING]["housing"] == "summary"
    assert found[Category.ENGAGEMENT]["drugs"] == "yes"
    assert found[Category.HEALTH]["drugs"] == "no"
    assert "Information sharing protocol" in words(see(world.hal))


def test_what_may_not_be_said_to_exist_has_a_line_only_for_those_who_see_it(see, world):
    assert Category.INTELLIGENCE not in cells(world, world.hal)
    assert Category.INTELLIGENCE in cells(world, world.alice)


def test_what_only_consent_would_open_is_not_called_forbidden(see, world):
    Consent.objects.filter(person=world.person).delete()
    shown = words(see(world.hal))

    assert re.search(r"Money( no)+ Needs consent, and none covers it", shown)
    assert re.search(r"Health( no)+ No agreement lets this pass", shown)


def test_the_readers_own_agency_comes_first(see, world):
    assert next(iter(cells(world, world.hal)[Category.PLAN])) == "housing"
    assert "Information You, Northside Homes Northside Police" in words(see(world.hal))


def test_looking_is_in_the_ledger(see, world):
    see(world.hal)

    assert line("sharing_detail").people == [world.person.pk]
    assert line("sharing_detail").facts["records"]["sharing.consent"] == [world.consent.pk]


def test_an_agency_that_does_not_work_with_the_person_is_no_column(see, world):
    assert "hostel" not in cells(world, world.hal)[Category.PLAN]


def test_consent_is_listed_with_its_days(see, world):
    Consent.objects.create(
        person=world.person, owner=world.police, category=Category.DRUGS, given_on=world.today, document="Form seen"
    )
    shown = words(see(world.hal))

    assert "Drug tests and treatment" in shown
    assert "Form seen" in shown


def test_the_paper_for_the_person_has_easy_words_and_nothing_silent(world, client_of):
    """Alice sees intelligence; what she prints for Jordan must not say that there is such a thing."""
    shown = words(client_of(world.alice).get(f"/people/{world.person.key}/sharing/print/"))
    assert "Who can see information about you" in shown
    assert "Offences and arrests" in shown
    assert "Can see some of it: " in shown
    assert "You can change your mind at any time." in shown
    for silent in ("Intelligence", "Risk", "Victims"):
        assert silent not in shown
