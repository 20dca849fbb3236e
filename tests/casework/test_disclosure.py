"""Sharing something once, as the pages do it: shown first, saved then, at work on the next request, ended early."""

import re
from datetime import timedelta

import pytest

from sharing.models import Consent, Disclosure, LedgerEntry
from tests.pages import words

DRUGS = 8


@pytest.fixture
def address(world):
    return f"/people/{world.person.key}/sharing/disclose/"


@pytest.fixture
def share(world, client_of, address):
    def send(who="dee", **fields):
        answers = {
            "category": DRUGS,
            "to_agency": world.hostel.key,
            "level": 2,
            "until": f"{world.today + timedelta(days=14):%d/%m/%Y}",
            "basis": "other",
            "confidentiality": "statute",
            "reason": "The flat depends on it",
        }
        return client_of(getattr(world, who)).send(address, answers | fields)

    return send


def test_the_page_offers_what_the_agency_itself_holds(world, client_of, address):
    shown = words(client_of(world.dee).get(address))
    assert "Drug tests and treatment" in shown
    assert "Somewhere to live" not in shown
    assert "What lets you share what was told in confidence?" in shown


def test_what_they_will_see_is_shown_before_anything_is_saved(world, share):
    shown = words(share())
    assert "Gatehouse Hostel will see" in shown
    assert "1 drug test" in shown
    assert "1 drug test result" in shown
    assert "Gatehouse Hostel does not work with Jordan Ellis. It will find the person on its list until then." in shown
    assert not Disclosure.objects.exists()


def test_saved_it_works_on_the_very_next_request_and_ends_as_fast(world, client_of, share):
    bob, dee = client_of(world.bob), client_of(world.dee)
    record = f"/people/{world.person.key}/"
    assert bob.get(record).status_code == 404

    assert share(save="yes").status_code == 302
    assert bob.get(record).status_code == 200
    disclosure = Disclosure.objects.get()
    assert "Gatehouse Hostel" in words(dee.get(f"{record}sharing/"))

    ask = words(dee.get(f"/disclosures/{disclosure.key}/end/"))
    assert "If you end it, they see no more of it from now on." in ask
    assert dee.send(f"/disclosures/{disclosure.key}/end/", {"version": 1}).status_code == 302
    assert bob.get(record).status_code == 404
    late = dee.send(f"/disclosures/{disclosure.key}/end/", {"version": 1})  # from a page that was still open
    assert "This is over already" in words(dee.get(late.url))
    ended = LedgerEntry.objects.get(event="disclosure_end", operation="alteration")
    assert ended.people == [world.person.pk]


def test_what_is_saved_is_what_was_seen(world, share):
    """A summary was shown; who then chooses everything and saves sees first what that would show."""
    shown = share(level=1).content.decode()
    seen = {"seen": re.search(r'name="seen" value="([^"]+)"', shown)[1], "save": "yes"}
    again = words(share(level=2, **seen))
    assert "are not what you were shown" in again
    assert "1 drug test result" in again
    assert not Disclosure.objects.exists()
    assert share(level=1, **seen).status_code == 302


def test_pressed_twice_it_is_shared_once(world, client_of, share):
    share(save="yes")
    again = words(share(save="yes"))
    assert "This is shared with Gatehouse Hostel already" in again
    assert Disclosure.objects.count() == 1


def test_a_clash_with_a_colleague_is_said(world, client_of, share):
    share(save="yes")
    disclosure = Disclosure.objects.get()
    Disclosure.objects.filter(pk=disclosure.pk).update(version=2)
    dee = client_of(world.dee)
    answer = dee.send(f"/disclosures/{disclosure.key}/end/", {"version": 1})
    assert "A colleague changed this while you had it open." in dee.get(answer.url).content.decode()
    disclosure.refresh_from_db()
    assert disclosure.version == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"category": ""}, "Choose what you share."),
        ({"category": 4}, "Select a valid choice"),
        ({"to_agency": ""}, "Choose the agency you share it with."),
        ({"level": ""}, "Choose how much is shared."),
        ({"until": ""}, "Enter the last day it is shared."),
        ({"until": "1/1/2020"}, "The last day must be today or later."),
        ({"basis": ""}, "Choose the legal basis."),
        ({"basis": "oma14"}, "does not let Northside Recovery share “Drug tests and treatment” with Gatehouse Hostel."),
        ({"confidentiality": ""}, "Choose what lets you share what was told in confidence."),
        ({"confidentiality": "public_interest"}, "Enter who approved it, with their post."),
        ({"reason": ""}, "Say why it is shared."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_saved(share, fields, said):
    assert said in words(share(**fields, save="yes"))
    assert not Disclosure.objects.exists()


def test_who_neither_gave_nor_received_it_reads_nothing_of_it(world, client_of, share):
    """Hal may know of Jordan and sees no drug test: the disclosure to the hostel is not on his page."""
    Consent.objects.filter(person=world.person).delete()
    share(save="yes")
    assert "Gatehouse Hostel" not in words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/"))
    assert "Gatehouse Hostel" in words(client_of(world.dee).get(f"/people/{world.person.key}/sharing/"))


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("dora", 200), ("steve", 403), ("gina", 403), ("bob", 404)]
)
def test_who_may_share(world, client_of, address, who, status):
    assert client_of(getattr(world, who)).get(address).status_code == status
