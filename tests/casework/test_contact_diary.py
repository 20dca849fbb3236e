"""Planning a contact: clashes and heavy weeks across agencies, holding one together, and the same time next week."""

from datetime import timedelta

import pytest

from casework.models import Contact
from sharing.models import AgreementRule, LedgerEntry
from sharing.policy import Category
from tests.pages import words
from tests.world import moment

WEEK = timedelta(weeks=1)


@pytest.fixture
def next_week(world):
    """Its Monday, with nothing planned in it yet."""
    return world.today + timedelta(days=7 - world.today.weekday())


def planned(world, day, hour, agency=None, user=None, minute=0):
    agency = agency or world.drugs
    return Contact.objects.create(
        person=world.person, owner=agency, agency=agency, user=user, kind="office", outcome="planned",
        planned_for=moment(day, hour, minute),
    )  # fmt: skip


def plan(world, client_of, day, at="10:00", who="alice", **fields):
    answers = {"kind": "office", "day": f"{day:%d/%m/%Y}", "at": at, "outcome": "planned", **fields}
    return client_of(getattr(world, who)).send(f"/people/{world.person.key}/contacts/add/", answers)


def test_a_clash_is_said_before_anything_is_saved(world, client_of, next_week):
    planned(world, next_week, 10, minute=30)
    answer = plan(world, client_of, next_week)
    assert answer.status_code == 200
    assert "Jordan also has Northside Recovery at 10:30 that day: office visit. Combine or move one." in words(answer)
    assert "Northside Recovery meets Jordan on Monday" in words(answer)
    assert not Contact.objects.filter(agency=world.probation, planned_for__date=next_week).exists()


def test_booked_anyway(world, client_of, next_week):
    planned(world, next_week, 10, minute=30)
    assert plan(world, client_of, next_week, anyway="yes").status_code == 302
    assert Contact.objects.filter(agency=world.probation, planned_for=moment(next_week, 10)).exists()


def test_held_together_at_the_time_of_the_other(world, client_of, next_week):
    theirs = planned(world, next_week, 10, minute=30)
    plan(world, client_of, next_week, join=theirs.key)
    joint = Contact.objects.get(agency=world.probation, planned_for=moment(next_week, 10, 30))
    assert list(joint.with_agencies.all()) == [world.drugs]
    for who in ("alice", "dee"):
        page = words(client_of(getattr(world, who)).get(f"/people/{world.person.key}/contacts/"))
        assert "Alice Reed, Northside Probation Together with Northside Recovery Planned" in page


def test_no_word_of_a_clash_with_what_the_planner_may_not_see(world, client_of, next_week):
    """Neither as a clash, nor in the count of the week, nor as one to join."""
    AgreementRule.objects.filter(category=Category.ENGAGEMENT).delete()
    for hour in (10, 12, 13, 14, 15):
        planned(world, next_week, hour)
    assert plan(world, client_of, next_week).status_code == 302
    shown = LedgerEntry.objects.filter(event="contact_add", operation="consultation").latest("pk")
    hidden = Contact.objects.filter(agency=world.drugs).values_list("pk", flat=True)
    assert not set(shown.facts["records"].get("casework.contact", ())) & set(hidden)


@pytest.mark.parametrize("seen", [True, False])
def test_what_cannot_be_joined_any_more_is_one_answer(world, client_of, next_week, seen):
    """Cancelled meanwhile, or never there for the planner: nobody can try out which."""
    theirs = planned(world, next_week, 10, minute=30)
    if seen:
        Contact.objects.filter(pk=theirs.pk).update(outcome="cancelled_by_agency")
    else:
        AgreementRule.objects.filter(category=Category.ENGAGEMENT).delete()
    answer = plan(world, client_of, next_week, join=theirs.key)
    assert "There is no such contact to join any more. Look at the time again." in words(answer)
    assert not Contact.objects.filter(agency=world.probation, planned_for__date=next_week).exists()


def test_a_heavy_week_is_said(world, client_of, next_week):
    for day, hour in ((0, 9), (1, 9), (2, 9)):
        planned(world, next_week + timedelta(days=day), hour)
    planned(world, next_week + timedelta(days=3), 9, world.housing)
    answer = words(plan(world, client_of, next_week, at="16:00"))
    assert "4 contacts are booked in that week already, with 2 agencies." in answer
    assert "also has" not in answer


def test_what_has_happened_is_not_asked_about(world, client_of):
    planned(world, world.today, 0, minute=10)
    answer = plan(world, client_of, world.today, at="00:05", outcome="attended")
    assert answer.status_code == 302


def test_together_from_the_start(world, client_of, next_week):
    page = client_of(world.alice).get(f"/people/{world.person.key}/contacts/add/")
    assert "Held together with Northside Police Northside Recovery" in words(page).replace("(optional) ", "")
    plan(world, client_of, next_week, together=[world.police.pk])
    made = Contact.objects.get(agency=world.probation, planned_for=moment(next_week, 10))
    assert list(made.with_agencies.all()) == [world.police]
    answer = plan(world, client_of, next_week, at="15:00", together=[world.hostel.pk])
    assert answer.status_code == 200  # not on the case


def test_the_same_time_next_week_is_one_press(world, client_of):
    alice = client_of(world.alice)
    tab = f"/people/{world.person.key}/contacts/"
    assert "Same time next week" not in words(alice.get(tab)).partition("No call, no show")[2]  # too long ago
    world.contact.outcome = "attended"
    world.contact.save()
    world.contact.with_agencies.set([world.police])
    assert f"/contacts/{world.contact.key}/repeat/" in alice.get(tab).content.decode()
    assert alice.send(f"/contacts/{world.contact.key}/repeat/").url == tab
    booked = Contact.objects.get(agency=world.probation, planned_for=moment(world.today + WEEK, 10))
    assert (booked.outcome, booked.kind, booked.user) == ("planned", "office", world.alice)
    assert list(booked.with_agencies.all()) == [world.police]
    page = alice.get(tab)
    assert "Booked again for" in words(page)
    assert f"/contacts/{world.contact.key}/repeat/" not in page.content.decode()
    alice.send(f"/contacts/{world.contact.key}/repeat/")
    assert "already has a contact at the same time next week" in words(alice.get(tab))
    assert Contact.objects.filter(planned_for=moment(world.today + WEEK, 10)).count() == 1


def test_booked_again_says_what_else_is_then(world, client_of):
    planned(world, world.today + WEEK, 10, minute=30)
    alice = client_of(world.alice)
    alice.send(f"/contacts/{world.contact.key}/repeat/")
    page = words(alice.get(f"/people/{world.person.key}/contacts/"))
    assert "At the same time: Northside Recovery at 10:30. Combine or move one." in page


def test_saved_and_booked_again_in_one(world, client_of):
    plan(world, client_of, world.today, at="00:05", outcome="attended", again="yes")
    assert Contact.objects.filter(planned_for=moment(world.today + WEEK, 0, 5), outcome="planned").exists()


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 302), ("hal", 404), ("dora", 404), ("bob", 404), ("carol", 404), ("steve", 403)]
)
def test_who_may_book_again(world, client_of, who, status):
    assert client_of(getattr(world, who)).send(f"/contacts/{world.contact.key}/repeat/").status_code == status


def test_one_meeting_of_two_agencies_counts_once(world, client_of):
    """Kept, it is one contact of the week; missed, it is one absence."""
    Contact.objects.all().delete()
    theirs, ours = planned(world, world.today, 0, minute=5), planned(world, world.today, 0, world.probation, minute=5)

    def pages():
        alice = client_of(world.alice)
        return words(alice.get(f"/people/{world.person.key}/contacts/")), words(alice.get("/"))

    Contact.objects.filter(pk__in=[theirs.pk, ours.pk]).update(outcome="attended")
    tab, home = pages()
    assert "1 of 4 this week" in tab
    assert "Ellis, Jordan 1 of 4" in home
    Contact.objects.update(outcome="unacceptable_absence")
    tab, home = pages()
    assert "1 contact missed without a good reason" in tab
    assert "A decision about enforcement is due" not in tab
    assert "Decisions about enforcement due" not in home
