"""Consent: recorded and withdrawn, the effect shown first, at work on the next request."""

from datetime import timedelta

import pytest

from sharing.changes import consent as changes
from sharing.models import Consent, LedgerEntry
from sharing.policy import Category
from sharing.viewer import signed_in
from tests.pages import words


def line(event, operation):
    return LedgerEntry.objects.get(event=event, operation=operation)


@pytest.fixture
def give(world, client_of):
    def send(user, **fields):
        answers = {
            "category": int(Category.DRUGS),
            "to_agency": "",
            "given_on": f"{world.today:%d/%m/%Y}",
            "document": "Form signed, seen by A Reed",
        }
        return client_of(user).send(f"/people/{world.person.key}/sharing/consent/", answers | fields)

    return send


@pytest.fixture
def no_consent(world):
    Consent.objects.filter(person=world.person).delete()


def test_the_effect_is_shown_before_anything_is_saved(give, world, no_consent):
    response = give(world.alice)

    assert not Consent.objects.filter(person=world.person).exists()
    shown = words(response)
    assert "Northside Homes: drug tests and treatment, now no, then summary." in shown
    assert "Northside Police: drug tests and treatment, now no, then yes from Northside Recovery" in shown
    assert "Save consent" in shown


def test_saving_works_on_the_next_request(give, world, client_of, no_consent):
    hal = client_of(world.hal)

    before = words(hal.get(f"/people/{world.person.key}/contacts/"))
    assert give(world.alice, save="yes").status_code == 302
    after = words(hal.get(f"/people/{world.person.key}/contacts/"))

    assert before != after
    consent = Consent.objects.get(person=world.person)
    assert (consent.category, consent.to_agency, consent.owner) == (Category.DRUGS, None, world.probation)
    assert line("consent_give", "collection").people == [world.person.pk]


def test_withdrawing_shows_its_effect_and_ends_at_once(world, client_of, no_consent):
    consent = Consent.objects.create(
        person=world.person, owner=world.police, category=Category.DRUGS, given_on=world.today - timedelta(days=9)
    )
    alice = client_of(world.alice)
    shown = words(alice.get(f"/consents/{consent.key}/withdraw/"))
    assert "Northside Homes: drug tests and treatment, now summary, then no." in shown

    assert alice.send(f"/consents/{consent.key}/withdraw/", {"version": 1}).status_code == 302
    consent.refresh_from_db()
    assert (consent.withdrawn_on, consent.version) == (world.today, 2)
    assert line("consent_withdraw", "alteration").people == [world.person.pk]
    assert alice.get(f"/consents/{consent.key}/withdraw/").status_code == 404


def test_a_consent_changed_meanwhile_is_not_ended_blindly(world, no_consent):
    consent = Consent.objects.create(
        person=world.person, owner=world.police, category=None, given_on=world.today, version=3
    )
    with pytest.raises(changes.ConsentChanged):
        changes.consent_withdraw(consent=consent, by=signed_in(world.alice), withdrawn_on=world.today, version=2)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"given_on": ""}, "Enter the day the person agreed."),
        ({"given_on": "1/1/2199"}, "The day must be today or earlier."),
        ({"document": ""}, "Say how the person agreed"),
    ],
)
def test_bad_input_says_what_to_do(give, world, answers, said):
    assert said in words(give(world.alice, **answers))


def test_the_same_consent_twice_is_said(give, world, no_consent):
    give(world.alice, save="yes")

    assert "This consent is recorded for that day already." in words(give(world.alice, save="yes"))


@pytest.mark.parametrize(("who", "status"), [("hal", 200), ("dora", 200), ("steve", 403), ("bob", 404)])
def test_who_may_record(give, world, who, status):
    assert give(getattr(world, who)).status_code == status
