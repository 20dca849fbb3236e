"""Whoever does not work with a person, and has an old record or was shown something once, is told of that and nothing else.

Who is on the case is a fact about the person: a treatment service among the names would say what the record may not.
"""

import re
from datetime import timedelta

import pytest

from casework.models import Address, Allocation, Contact, Person
from reviews.models import AgendaItem, Meeting
from sharing.looking import looking_as_system
from sharing.models import Disclosure, ListRow
from tests.pages import words

OTHERS = ("Northside Recovery", "Northside Probation")


@pytest.fixture
def old(world):
    """The hostel housed Jordan once: Bob meets them through that record alone."""
    began, ended = world.today - timedelta(days=900), world.today - timedelta(days=800)
    Person.objects.filter(pk=world.person.pk).update(next_review_on=world.today + timedelta(days=20))
    return Address.objects.create(
        person=world.person, owner=world.hostel, kind="temporary", lines="1 Old Lane", start=began, end=ended
    )


@pytest.fixture
def page(world, client_of, old):
    def get(who, where="", **answers):
        client, address = client_of(getattr(world, who)), f"/people/{world.person.key}/{where}"
        return words(client.send(address, answers) if answers else client.get(address))

    return get


def main(text):
    """Without the forms, whose lists of agencies are the scheme's and the same for everybody."""
    return re.split(r"Share something once|With whom|With which agency", text)[0]


@pytest.mark.parametrize("where", ["sharing/", "sharing/print/", "sharing/looked/", "sharing/sent/", "reviews/", ""])
def test_who_else_works_with_the_person_is_not_said(page, where):
    shown = page("bob", where)
    assert not [name for name in OTHERS if name in main(shown)]
    if where == "sharing/":
        assert "Northside Recovery" in main(page("hal", where))


def test_the_paper_for_the_person_is_not_half_of_it(page):
    assert "what you printed would not be right" in page("bob", "sharing/print/")
    assert "what you printed would not be right" not in page("hal", "sharing/print/")


def share(world, page, who, to):
    return page(
        who, "sharing/disclose/", category=9, to_agency=getattr(world, to).key, level=2, basis="cda115",
        until=f"{world.today + timedelta(days=5):%d/%m/%Y}", reason="They ask about a bond",
    )  # fmt: skip


def test_sharing_does_not_try_out_who_works_with_the_person(world, page):
    """Recovery works with Jordan and sees addresses by the protocol; the prison does neither. Bob hears the same of both."""
    shown = {to: share(world, page, "bob", to) for to in ("drugs", "prison")}
    for to, text in shown.items():
        name = getattr(world, to).name
        assert f"If {name} does not work with Jordan Ellis, it will find the person" in text
        assert "sees this already" not in text
    assert not Disclosure.objects.exists()


def test_what_a_consent_changes_is_not_told_of_others(world, page):
    given = {"category": 8, "to_agency": "", "given_on": f"{world.today:%d/%m/%Y}", "how": "aloud"}
    shown = page("bob", "sharing/consent/", **given)
    assert "it is not said here which agencies see more or less" in shown
    assert not [name for name in OTHERS if f"{name}: " in shown]


def test_when_the_person_is_reviewed_is_said_nowhere(world, page, client_of):
    meeting = Meeting.objects.filter(scheme=world.scheme).first()
    Meeting.objects.filter(pk=meeting.pk).update(held_on=world.today + timedelta(days=9))
    AgendaItem.objects.get_or_create(meeting=meeting, person=world.person, defaults={"position": 9})
    assert "Next review" in page("hal")
    for where in ("", "reviews/"):
        assert "Next review: " not in page("bob", where)
        assert "On the agenda" not in page("bob", where)
    shown = words(client_of(world.bob).get("/people/"))
    assert "Ellis, Jordan" in shown
    assert "in 20 days" not in shown
    assert "Not shown to you" in shown


@pytest.mark.parametrize("where", ["", "plan/", "contacts/"])
def test_what_is_not_shown_is_not_called_missing(world, page, where):
    """Whether or not any agency holds it: the two read the same."""
    held = page("bob", where)
    with looking_as_system():
        Contact.objects.filter(person=world.person).delete()
        Allocation.objects.filter(person=world.person).delete()
    assert page("bob", where) == held
    for wrong in (
        "0 of ",
        "No contact is planned",
        "No lead worker",
        "Not known where",
        "Nothing recorded in",
        "Not in",
    ):
        assert wrong not in held


def test_that_the_person_is_in_the_pool_is_not_said(world, page, client_of):
    assert "No score that you can see" in page("bob", "score/")
    assert "Ellis, Jordan" not in words(client_of(world.bob).get(f"/selection/{world.run.key}/"))
    assert "Ellis, Jordan" in words(client_of(world.hal).get(f"/selection/{world.run.key}/"))


def test_neither_order_nor_filter_of_the_list_tells_of_the_review(world, client_of, old):
    bob = client_of(world.bob)
    assert "Ellis, Jordan" not in words(bob.get("/people/?review=on"))
    assert "Ellis, Jordan" in words(client_of(world.hal).get("/people/?review=on"))
    Person.objects.filter(pk=world.person.pk).update(next_review_on=world.today + timedelta(days=3))
    assert "Ellis, Jordan" not in words(bob.get("/people/?review=on"))
    with looking_as_system():
        rows = ListRow.objects.filter(person=world.person).values_list("works", "next_review_on")
        assert dict(rows) == {True: world.today + timedelta(days=3), False: None}
