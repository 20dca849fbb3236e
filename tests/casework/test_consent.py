"""Consent: recorded and withdrawn, the effect shown first, at work on the next request."""

import re
from datetime import timedelta

import pytest

from sharing.calendar import add_months
from sharing.changes import consent as changes
from sharing.models import AgreementRule, Consent, LedgerEntry
from sharing.policy import Category, Level
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
            "how": "form",
            "witness": "A Reed",
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


def test_what_is_saved_is_what_was_seen(give, world, no_consent):
    """Shown for Housing, then the agency is changed and saved without another look: the effect comes anew instead."""
    shown = give(world.alice, to_agency=world.housing.key).content.decode()
    seen = {"seen": re.search(r'name="seen" value="([^"]+)"', shown)[1], "save": "yes"}

    again = give(world.alice, to_agency="", **seen)
    assert "are not what you were shown" in words(again)
    assert not Consent.objects.filter(person=world.person).exists()

    assert give(world.alice, to_agency=world.housing.key, **seen).status_code == 302
    assert Consent.objects.get(person=world.person).to_agency == world.housing


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
    late = alice.send(f"/consents/{consent.key}/withdraw/", {"version": 1})  # from a page that was still open
    assert "This consent is over already" in words(alice.get(late.url))


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
        ({"how": ""}, "Choose how the person agreed."),
        ({"expires_on": "1/1/2001"}, "The last day must be after the day the person agreed."),
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


def test_it_says_who_took_it_in_which_words_and_when_it_runs_out(give, world, client_of, no_consent):
    give(world.alice, save="yes")

    consent = Consent.objects.get(person=world.person)
    assert (consent.how, consent.taken_by, consent.witness) == ("form", world.alice, "A Reed")
    assert consent.expires_on == add_months(world.today, 12)
    assert consent.wording.number == 1
    shown = words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/"))
    assert "Signed a form; standard version 1; asked by Alice Reed, Northside Probation; seen by A Reed" in shown
    assert "I can change my mind at any time." in shown


def test_what_was_said_aloud_has_no_form(give, world, no_consent):
    give(world.alice, save="yes", how="aloud")
    assert Consent.objects.get(person=world.person).wording is None


@pytest.mark.parametrize(("left", "works"), [(1, True), (0, False), (-1, False)])
def test_a_consent_that_ran_out_is_as_withdrawn(world, client_of, left, works):
    """Until the midnight at which its last day begins; then on the next request it opens nothing."""
    Consent.objects.filter(pk=world.consent.pk).update(expires_on=world.today + timedelta(days=left))
    shown = words(client_of(world.pete).get(f"/people/{world.person.key}/contacts/"))
    assert ("positive" in shown.lower()) == works
    page = words(client_of(world.alice).get(f"/people/{world.person.key}/sharing/"))
    assert ("runs out on" in page) == works
    assert ("ran out" in page) == (not works)
    status = 200 if works else 302
    assert client_of(world.alice).get(f"/consents/{world.consent.key}/withdraw/").status_code == status


def test_the_warning_begins_thirty_days_before(world, client_of):
    alice = client_of(world.alice)
    for left, warned in ((31, False), (30, True)):
        Consent.objects.filter(pk=world.consent.pk).update(expires_on=world.today + timedelta(days=left))
        assert ("runs out on" in words(alice.get(f"/people/{world.person.key}/sharing/"))) == warned, left


def test_who_would_lose_what_they_have_read_is_counted(world, client_of):
    client_of(world.pete).get(f"/people/{world.person.key}/contacts/")
    shown = words(client_of(world.dee).get(f"/consents/{world.consent.key}/withdraw/"))
    assert "1 person will lose something they have read." in shown
    assert "Pete" not in shown


def test_consents_are_for_those_who_may_see_who_the_person_is(world, client_of):
    AgreementRule.objects.filter(category=Category.IDENTITY).update(level=Level.SUMMARY)
    Consent.objects.filter(pk=world.consent.pk).update(document="In the office file")

    hal = client_of(world.hal)
    shown = words(hal.get(f"/people/{world.person.key}/sharing/"))
    assert "In the office file" not in shown
    assert "Not shown to you: it needs to know who the person is in full." in shown
    assert hal.get(f"/consents/{world.consent.key}/withdraw/").status_code == 404
    assert "In the office file" in words(client_of(world.pete).get(f"/people/{world.person.key}/sharing/"))


# ---------------------------------------------------------------- whether the person was told


@pytest.fixture
def tell(world, client_of):
    def send(user, **fields):
        return client_of(user).send(f"/people/{world.person.key}/sharing/told/", fields)

    return send


def test_that_the_person_was_told_is_kept_apart_from_consent(tell, world, client_of, no_consent):
    assert "Nobody has recorded" in words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/"))
    tell(world.alice, told="yes", told_on=f"{world.today:%d/%m/%Y}", language="Polish")

    shown = words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/"))
    assert "in Polish, by Alice Reed, Northside Probation." in shown
    assert "No consent recorded." in shown
    assert line("person_told", "collection").people == [world.person.pk]


def test_why_they_were_not_told_is_for_the_agency_that_says_so(tell, world, client_of):
    tell(world.alice, told="no", ground="inquiry", reason="An inquiry would be warned")

    own = words(client_of(world.alice).get(f"/people/{world.person.key}/sharing/"))
    other = words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/"))
    assert "An inquiry would be warned" in own
    assert "Not told, for a reason in law" in other
    assert "inquiry" not in other.lower()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Choose whether the person was told."),
        ({"told": "yes"}, "Enter the day the person was told."),
        ({"told": "no", "reason": "x"}, "Choose the reason in law."),
        ({"told": "no", "ground": "crime"}, "Say what would happen if the person were told."),
    ],
)
def test_what_is_missing_about_telling_is_said(tell, world, answers, said):
    assert said in words(tell(world.alice, **answers))
