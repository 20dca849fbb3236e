"""The list of people: who is on it for whom, what its filters ask, and that more rows cost no more statements."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from casework.changes import refresh
from casework.models import Allocation, Identity, Person, Status
from pathways.models import Action
from sharing import links
from sharing.models import AgreementRule, Emergency
from sharing.policy import Category
from tests.pages import line, statements, words


def names(response):
    """The people of the list, in its order."""
    return re.findall(r'rowheader"[^>]*>\s*<a[^>]*>([^<]+)', response.content.decode())


@pytest.fixture
def many(world):
    """More people on Alice's case, each with identity, place, lead worker and an action; `many(20)` adds twenty."""

    def add(number):
        first = Person.objects.count()
        people = Person.objects.bulk_create(
            [
                Person(
                    scheme=world.scheme, owner=world.police, ref=f"M{n}", family_name=f"Made{n:03}", given_names="Up",
                    status="sentenced", next_review_on=world.today + timedelta(days=n),
                )
                for n in range(first, first + number)
            ]
        )  # fmt: skip
        mine = {"owner": world.probation}
        Identity.objects.bulk_create(
            [Identity(person=one, owner=world.police, scheme=world.scheme) for one in people]
        )  # fmt: skip
        Status.objects.bulk_create([Status(person=p, **mine, start=world.today, status="sentenced") for p in people])
        Allocation.objects.bulk_create(
            [Allocation(person=p, **mine, agency=world.probation, user=world.alice, role="probation_om",
                        start=world.today) for p in people]
        )  # fmt: skip
        Action.objects.bulk_create(
            [Action(person=p, **mine, agency=world.probation, number=1, pathway="ete", opened_on=world.today,
                    status="not_started") for p in people]
        )  # fmt: skip
        ids = [one.pk for one in people]
        links.sync(ids)
        refresh(people=ids, today=world.today)

    return add


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (
            "alice",
            ["Ellis, Jordan", "Ward, Kerry"],
        ),  # Kerry: probation holds her status, though it does not work with her
        ("bob", ["Ward, Kerry"]),
        ("hal", ["Ellis, Jordan"]),
        ("dora", ["Ellis, Jordan", "Ward, Kerry"]),
        ("carol", ["Shah, Imran"]),
        ("pru", []),
    ],
)
def test_who_is_on_it(world, client_of, who, seen):
    response = client_of(getattr(world, who)).get("/people/")
    assert names(response) == seen


def test_somebody_open_to_this_user_alone_is_on_it_too(world, client_of):
    """In an emergency, whatever the order; and on nobody else's list."""
    began = timezone.now() - timedelta(minutes=5)
    Emergency.objects.create(
        person=world.person,
        user=world.pru,
        agency=world.prison,
        categories=0,
        kind="life",
        review_due_on=world.today,
        starts_at=began,
        ends_at=began + timedelta(hours=1),
    )

    for address in ("/people/", "/people/?sort=name", "/people/?where=custody"):
        expected = ["Ellis, Jordan"] if "where" not in address else []
        assert names(client_of(world.pru).get(address)) == expected
    assert names(client_of(world.bob).get("/people/")) == ["Ward, Kerry"]


def test_a_line_says_what_may_be_seen(world, client_of):
    page = words(client_of(world.alice).get("/people/?list=mine"))

    assert (
        "Ellis, Jordan 3 May 1998, 1998/0123456X In the community, on licence Alice Reed, Northside Probation" in page
    )
    assert "6 days overdue 1 of 5 done" in page
    assert "Showing 1 to 1 of 1 person." in page


def test_the_ledger_names_everyone_on_it(world, client_of):
    client_of(world.alice).get("/people/")
    assert line("person_list").people == sorted([world.person.pk, world.other.pk])


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("list=mine", []),
        ("list=no_lead", []),
        ("where=community", ["Ellis, Jordan", "Ward, Kerry"]),
        ("where=custody", []),
        ("where=custody&where=community", ["Ellis, Jordan", "Ward, Kerry"]),
        ("late=on", ["Ellis, Jordan"]),
        ("review=on", ["Ellis, Jordan", "Ward, Kerry"]),
        ("where=nowhere&lead=nobody&sort=secret&list=all&page=x", ["Ellis, Jordan", "Ward, Kerry"]),
        ("sort=-name", ["Ward, Kerry", "Ellis, Jordan"]),
    ],
)
def test_what_the_filters_ask(world, client_of, asked, seen):
    assert names(client_of(world.dora).get(f"/people/?{asked}")) == seen


def test_filter_by_lead_worker_and_agency(world, client_of):
    dora = client_of(world.dora)
    assert names(dora.get(f"/people/?lead={world.bob.key}")) == ["Ward, Kerry"]
    assert names(dora.get(f"/people/?agency={world.housing.key}")) == ["Ellis, Jordan"]
    assert names(dora.get(f"/people/?agency={world.prison.key}")) == []


def test_no_lead_worker(world, client_of):
    Allocation.objects.filter(person=world.other).update(end=world.today)
    links.sync([world.other.pk])
    assert names(client_of(world.dora).get("/people/?list=no_lead")) == ["Ward, Kerry"]


def test_a_filter_tells_nothing_that_the_page_does_not(world, client_of):
    """Who may not see where people are learns nothing of it by filtering."""
    AgreementRule.objects.filter(category=Category.SUPERVISION).delete()
    hal = client_of(world.hal)
    assert "In the community" not in words(hal.get("/people/")).partition("Sorted by")[2]
    assert names(hal.get("/people/?where=community")) == []


def test_chips_take_one_filter_away(world, client_of):
    content = client_of(world.dora).get("/people/?where=community&where=custody&late=on").content.decode()
    assert '<a href="?list=everyone&amp;sort=review&amp;where=custody&amp;late=on">Where: in the community' in content


def test_sorted_heads_say_so(world, client_of):
    content = client_of(world.dora).get("/people/?sort=name").content.decode()
    assert (
        'aria-sort="ascending"><a class="govuk-link app-sort" href="?list=everyone&amp;sort=-name">Name</a>' in content
    )
    assert (
        'aria-sort="none"><a class="govuk-link app-sort" href="?list=everyone&amp;sort=review">Next review</a>'
        in content
    )


def test_nobody_matches(world, client_of):
    assert "0 people match. Remove a filter." in words(client_of(world.alice).get("/people/?where=hospital"))


def test_pages_of_fifty(world, client_of, many):
    many(60)
    alice = client_of(world.alice)
    assert len(names(alice.get("/people/"))) == 50
    second = alice.get("/people/?page=2&where=custody")
    assert len(names(second)) == 10
    assert "Showing 51 to 60 of 60 people." in words(second)
    assert "where=custody&amp;page=1" in second.content.decode()


def test_two_hundred_rows_take_as_many_statements_as_twenty(world, client_of, many):
    alice = client_of(world.alice)
    many(20)
    few = statements(alice, "/people/?where=custody&late=")
    many(180)
    assert statements(alice, "/people/?where=custody&late=") == few <= 11
