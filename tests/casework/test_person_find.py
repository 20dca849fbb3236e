"""Finding a person by what is known at a counter, among those who are there for the viewer."""

import pytest

from casework.changes import refresh
from casework.models import Identity, Person
from sharing import links
from sharing.models import AgreementRule, LedgerEntry
from sharing.policy import Category
from tests.pages import words


@pytest.fixture
def find(world, client_of):
    return lambda text, who="dora": client_of(getattr(world, who)).send("/find/", {"q": text})


@pytest.mark.parametrize(
    "text",
    [
        "ellis", "ELLIS", "Ellis, Jordan", "jordan ellis", "ell", "jor", "Elis", "jojo", "Jordán",
        "1998/0123456X", "98/123456X", "98/123456x", "19980123456X", "1998 / 0123456 X", "980123456x",
        "3 May 1998", "03/05/1998", "3.5.98", "1998-05-03",
    ],
)  # fmt: skip
def test_one_match_goes_straight_to_the_record(world, find, text):
    response = find(text)
    assert response.status_code == 302
    assert response.url == f"/people/{world.person.key}/"


@pytest.mark.parametrize("text", ["zzz", "1998/0123457X", "4 May 1998", "Imran Shah", "!!!", "'; drop table"])
def test_nobody(find, text):
    page = words(find(text))
    assert f"0 results for ‘{text}’" in page
    assert "Nobody you work with is found by these words." in page


def test_more_than_one_is_a_list_and_its_people_are_in_the_ledger(world, find):
    second = Person.objects.create(scheme=world.scheme, owner=world.police, ref="N9", family_name="Elison")
    Identity.objects.create(person=second, owner=world.police, scheme=world.scheme)
    links.sync([second.pk])
    refresh(people=[second.pk], today=world.today)

    page = words(find("elis"))

    assert "2 results for ‘elis’" in page
    assert "Ellis, Jordan , also known as Jordan Elis 3 May 1998 1998/0123456X In the community, on licence" in page
    assert "Elison not known not known not known" in page
    assert LedgerEntry.objects.get(event="person_find").people == sorted([world.person.pk, second.pk])


@pytest.mark.parametrize(("who", "found"), [("alice", 302), ("hal", 302), ("bob", 200), ("carol", 200), ("pru", 200)])
def test_only_among_those_who_are_there(find, who, found):
    assert find("ellis", who).status_code == found


def test_other_names_and_numbers_only_for_those_who_see_who_it_is(world, find):
    AgreementRule.objects.filter(category=Category.IDENTITY).delete()
    assert find("ellis", "hal").status_code == 302
    for text in ("jojo", "1998/0123456X", "3 May 1998"):
        assert "0 results" in words(find(text, "hal"))


def test_no_words_is_a_page_that_says_how(find, client_of, world):
    assert "part of a name, a name as it sounds" in words(find(" "))
    assert client_of(world.dora).get("/find/").status_code == 200
