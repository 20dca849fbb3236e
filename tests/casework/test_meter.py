"""Contacts and tests against the standard: on the person's pages and on the home of who leads."""

from datetime import timedelta

import pytest

from casework.models import Allocation, Contact, DrugTest, Status
from sharing.models import AgreementRule, Consent, LedgerEntry, Setting
from sharing.policy import Category
from tests.pages import OF_EVERY_PAGE, statements, words
from tests.world import moment


@pytest.fixture
def monday(world):
    """A week with nothing in it yet but what the test says."""
    Contact.objects.all().delete()
    DrugTest.objects.all().delete()
    return world.today - timedelta(days=world.today.weekday())


def seen(world, day, outcome="attended", hour=7, agency=None):
    agency = agency or world.probation
    return Contact.objects.create(
        person=world.person, owner=agency, agency=agency, kind="phone", outcome=outcome, planned_for=moment(day, hour)
    )


def taken(world, day):
    return DrugTest.objects.create(person=world.person, owner=world.drugs, taken_at=moment(day, 6))


def tab(world, client_of, who="alice"):
    return words(client_of(getattr(world, who)).get(f"/people/{world.person.key}/contacts/"))


def home(world, client_of, who="alice"):
    return words(client_of(getattr(world, who)).get("/"))


def test_each_week_has_its_own_number(world, client_of, monday):
    seen(world, world.today)
    seen(world, world.today, "planned", hour=23)
    taken(world, world.today)
    for hour in (7, 8, 9, 10):
        seen(world, monday - timedelta(days=3), hour=hour)
    page = tab(world, client_of)
    assert "1 of 4 this week, 1 more booked Tests: 1 of 2" in page
    assert "4 of 4 week of" in page
    assert "Tests: 0 of 2" in page


def test_after_release_more_is_asked(world, client_of, monday):
    released = monday - timedelta(days=7)
    Status.objects.filter(person=world.person).update(status="sentenced", end=released)
    Status.objects.create(person=world.person, owner=world.probation, start=released, status="licence")
    page = tab(world, client_of)
    assert "0 of 5 this week More: released" in page
    assert page.count("Not in the community: none asked for") == 2
    assert "0 week of" in page


def test_the_numbers_are_the_schemes(world, client_of, monday):
    Setting.objects.create(scheme=world.scheme, name="contacts_per_week", value=3, in_force_from=world.today)
    assert "0 of 3 this week" in tab(world, client_of)


def test_who_does_not_see_tests_is_told_no_number(world, client_of, monday):
    Consent.objects.all().delete()
    taken(world, world.today)
    page = tab(world, client_of)
    assert "of 4 this week" in page
    assert "Tests:" not in page


def test_who_does_not_see_supervision_is_told_no_standard(world, client_of, monday):
    AgreementRule.objects.filter(category=Category.SUPERVISION).delete()
    seen(world, world.today)
    page = tab(world, client_of, "hal")
    assert "1 this week" in page
    assert "of 4" not in page


def test_the_overview_says_the_same(world, client_of, monday):
    seen(world, world.today)
    taken(world, world.today)
    page = words(client_of(world.alice).get(f"/people/{world.person.key}/"))
    assert "Contacts kept: 1 of 4." in page
    assert "Drug tests taken: 1 of 2." in page


def test_the_lead_sees_the_week_of_their_people(world, client_of, monday):
    seen(world, world.today)
    seen(world, world.today, "planned", hour=23)
    taken(world, world.today)
    assert "Contacts this week (1)" in home(world, client_of)
    assert "Ellis, Jordan 1 of 4 1 2 1 of 2" in home(world, client_of)
    line = LedgerEntry.objects.filter(event="home").latest("pk")
    assert line.people == [world.person.pk]
    assert {"casework.contact", "casework.drugtest", "casework.status"} <= set(line.facts["records"])


def test_at_home_no_test_seen_is_not_called_none(world, client_of, monday):
    assert "Ellis, Jordan 0 of 4 0 4 None that you can see" in home(world, client_of)


def test_nobody_is_asked_for_contacts_in_custody(world, client_of, monday):
    Status.objects.filter(person=world.person).update(status="remand")
    assert "None of your people is in the community." in home(world, client_of)


def test_what_the_lead_may_not_see_is_not_counted(world, client_of, monday):
    seen(world, world.today, agency=world.drugs)
    assert "Ellis, Jordan 1 of 4" in home(world, client_of)
    AgreementRule.objects.filter(category=Category.ENGAGEMENT).delete()
    assert "Ellis, Jordan 0 of 4" in home(world, client_of)


def test_home_takes_as_many_statements_for_many(world, client_of, monday):
    alice = client_of(world.alice)
    seen(world, world.today)
    few = statements(alice, "/")
    Allocation.objects.create(
        person=world.other, owner=world.probation, agency=world.probation, user=world.alice, role="mentor",
        start=world.today - timedelta(days=9),
    )  # fmt: skip
    for hour in range(8, 22):
        seen(world, world.today, hour=hour)
    assert statements(alice, "/") == few
    assert statements(alice, f"/people/{world.person.key}/contacts/") == OF_EVERY_PAGE + 1
