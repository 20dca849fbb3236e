"""The diary for the person: what is planned, in easy words, on paper."""

from datetime import date, timedelta

import pytest

from casework.models import Contact, Status
from sharing.dates import easy_clock
from sharing.models import AgreementRule, Emergency
from sharing.policy import Category
from tests.pages import OF_EVERY_PAGE, statements, words
from tests.world import moment


def diary(world, client_of, who="alice"):
    return words(client_of(getattr(world, who)).get(f"/people/{world.person.key}/contacts/diary/"))


def planned(world, day, hour, agency=None, **fields):
    agency = agency or world.drugs
    return Contact.objects.create(
        person=world.person, owner=agency, agency=agency, kind="office", outcome="planned",
        planned_for=moment(world.today + timedelta(days=day), hour), **fields,
    )  # fmt: skip


def test_what_is_planned_by_every_agency(world, client_of):
    planned(world, 3, 14, place="Bridge Road", user=world.dee)
    page = diary(world, client_of)
    assert "Jordan Ellis, these are your meetings from" in page
    assert "10am Office visit Alice Reed, Northside Probation Ask where" in page
    assert "2pm Office visit Dee Lowe, Northside Recovery Bridge Road" in page
    assert "Northside Recovery: 01632 960007" in page


def test_a_meeting_of_two_agencies_is_one(world, client_of):
    for agency in (world.drugs, world.probation):
        planned(world, 3, 14, agency)
    assert diary(world, client_of).count("2pm") == 1


def test_what_missing_means_is_said_to_who_is_bound_by_an_order(world, client_of):
    said = "If you miss 2 without a good reason, you can be sent back to court or to prison."
    assert said in diary(world, client_of)
    Status.objects.filter(person=world.person).update(status="non_statutory")
    page = diary(world, client_of)
    assert "Ring before the meeting and say why." in page
    assert "prison" not in page


def test_neither_what_is_over_nor_what_is_far_away(world, client_of):
    Contact.objects.all().delete()
    planned(world, -1, 9)
    planned(world, 29, 9)
    assert "No meeting is planned." in diary(world, client_of)


def test_a_time_that_is_not_known_is_not_made_up(world, client_of):
    Contact.objects.all().delete()
    planned(world, 1, 0, planned_for_time_known=False)
    assert "Ask for the time Office visit" in diary(world, client_of)


def test_what_is_not_seen_is_not_on_it_and_not_missed(world, client_of):
    planned(world, 3, 14)
    said = "Somebody may have given you other times as well."
    assert said in diary(world, client_of)
    AgreementRule.objects.filter(category=Category.ENGAGEMENT).delete()
    page = diary(world, client_of)
    assert "2pm" not in page
    assert "Northside Recovery" not in page
    assert said in page


def test_who_does_not_work_with_the_person_prints_nothing(world, client_of):
    Emergency.objects.create(
        person=world.person, user=world.bob, agency=world.hostel, categories=(1 << 16) - 1, kind="life", reason="x",
        starts_at=moment(world.today - timedelta(days=1), 0), ends_at=moment(world.today + timedelta(days=1), 0),
        review_due_on=world.today,
    )  # fmt: skip
    page = diary(world, client_of, "bob")
    assert "You are not shown all of it" in page
    assert "10am" not in page


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("hal", 200), ("dora", 200), ("steve", 403), ("bob", 404), ("carol", 404)]
)
def test_who_may_print_it(world, client_of, who, status):
    answer = client_of(getattr(world, who)).get(f"/people/{world.person.key}/contacts/diary/")
    assert answer.status_code == status


def test_it_takes_one_statement(world, client_of):
    for hour in range(8, 20):
        planned(world, 2, hour)
    alice = client_of(world.alice)
    assert statements(alice, f"/people/{world.person.key}/contacts/diary/") == OF_EVERY_PAGE + 1


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(9, 0, "9am"), (14, 0, "2pm"), (10, 30, "10:30am"), (12, 0, "12 noon"), (12, 5, "12:05pm"), (0, 0, "midnight"),
     (0, 5, "12:05am"), (23, 59, "11:59pm")],
)  # fmt: skip
def test_times_as_people_say_them(hour, minute, said):
    assert easy_clock(moment(date(2026, 3, 9), hour, minute)) == said
