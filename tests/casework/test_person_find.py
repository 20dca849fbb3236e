"""Finding a person by what is known at a counter, among those who are there for the viewer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import search
from casework.changes import refresh
from casework.models import Identity, Person
from sharing import links
from sharing.models import AgreementRule, LedgerEntry
from sharing.policy import Category
from sharing.viewer import signed_in
from tests.pages import words


@pytest.fixture
def find(world, client_of):
    return lambda text, who="dora": client_of(getattr(world, who)).send("/find/", {"q": text})


@pytest.mark.parametrize(
    "text",
    [
        "elkis", "jodran", "jordam elsi", "jordann eliss", "ellis jodran", "elis jordon",
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
    for text in ("jojo", "jojp", "jojo ellis", "1998/0123456X", "3 May 1998"):
        assert "0 results" in words(find(text, "hal"))


def test_no_words_is_a_page_that_says_how(find, client_of, world):
    assert "part of a name, a name as it sounds" in words(find(" "))
    assert client_of(world.dora).get("/find/").status_code == 200


def test_with_slips_only_where_nobody_is_spelled_so(world, find):
    second = Person.objects.create(scheme=world.scheme, owner=world.police, ref="N9", family_name="Ellist")
    Identity.objects.create(person=second, owner=world.police, scheme=world.scheme)
    links.sync([second.pk])
    refresh(people=[second.pk], today=world.today)

    near = words(find("ellixt"))
    assert "2 results for ‘ellixt’" in near
    assert near.index("Ellist") < near.index("Ellis, Jordan")
    assert "Nobody’s name is spelled so. These sound like it or are spelled nearly so." in near
    spelled = words(find("elli"))
    assert "2 results for ‘elli’" in spelled
    assert "spelled nearly so" not in spelled


@pytest.mark.parametrize("text", ["jordan zzzzz", "xxrdan xxlis", "jodrna elsi"])
def test_three_slips_are_somebody_else(find, text):
    assert "0 results" in words(find(text))


def test_a_name_in_another_alphabet(world, find):
    Identity.objects.filter(pk=world.person.pk).update(aliases=["محمد الأحمد"])
    refresh(people=[world.person.pk], today=world.today)
    assert find("محمد").status_code == 302
    assert find("الاحمد محمد").status_code == 302


@pytest.mark.parametrize(
    ("text", "most"), [("98/123456X", 2), ("ellis", 3), ("jodran", 5), ("jordam elsi", 5), ("zzz zzzz", 4)]
)
def test_few_statements_however_it_is_found(world, text, most):
    viewer = signed_in(world.dora)
    with CaptureQueriesContext(connection) as asked:
        search.find(viewer, text, world.today)
    assert len(asked) <= most, [query["sql"][:80] for query in asked.captured_queries]
