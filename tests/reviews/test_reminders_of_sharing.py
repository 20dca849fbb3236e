"""Reminders of a consent that runs out and of a review of emergency access that is late; never to somebody excluded."""

from datetime import timedelta

import pytest

from reviews.reminders import due_items
from sharing.looking import looking_as_system, moment
from sharing.models import Consent, Emergency, Exclusion

DAY = timedelta(days=1)


def told(world, kind, today=None):
    with looking_as_system():
        items = due_items(world.scheme, today=today or world.today)
    return {(item.ref, item.reached.stage, item.reached.days, item.to.name) for item in items if item.kind == kind}


@pytest.mark.parametrize(
    ("left", "stage"), [(31, None), (30, ("coming", -30)), (14, ("coming", -14)), (0, ("due", 0)), (-7, None)]
)
def test_a_consent_that_runs_out(world, left, stage):
    Consent.objects.filter(pk=world.consent.pk).update(expires_on=world.today + left * DAY)
    assert told(world, "consent") == ({("N001", *stage, "Alice Reed")} if stage else set())


def test_one_that_another_outlasts_needs_no_word(world):
    Consent.objects.filter(pk=world.consent.pk).update(expires_on=world.today + 30 * DAY)
    Consent.objects.create(
        person=world.person, owner=world.police, given_on=world.today, expires_on=world.today + 300 * DAY
    )
    assert told(world, "consent") == set()


def test_one_that_ended_needs_no_word(world):
    Consent.objects.filter(pk=world.consent.pk).update(
        expires_on=world.today + 30 * DAY, withdrawn_on=world.today - DAY
    )
    assert told(world, "consent") == set()


@pytest.fixture
def used(world):
    began = moment() - 20 * DAY
    return Emergency.objects.create(
        person=world.person,
        user=world.bob,
        agency=world.hostel,
        kind="life",
        reason="A call",
        categories=1,
        starts_at=began,
        ends_at=began + timedelta(hours=1),
        review_due_on=world.today - 7 * DAY,
    )


def test_a_late_review_of_emergency_access_goes_to_those_who_review(world, used):
    assert told(world, "emergency") == {("N001", "overdue", 7, "Gina Frost")}
    assert told(world, "emergency", used.review_due_on - DAY) == set()
    assert {name for *_, name in told(world, "emergency", used.review_due_on)} == {"Gina Frost"}


def test_a_reviewed_one_is_done(world, used):
    Emergency.objects.filter(pk=used.pk).update(
        reviewed_at=used.ends_at, reviewed_by=world.gina, outcome="justified", review="Right"
    )
    assert told(world, "emergency") == set()


def test_nothing_goes_to_somebody_excluded(world):
    Consent.objects.filter(pk=world.consent.pk).update(expires_on=world.today + 30 * DAY)
    began = moment() - DAY
    Exclusion.objects.create(person=world.person, user=world.alice, starts_at=began, reason="Sister")
    assert {name for *_, name in told(world, "consent")} == {"Dora Nair"}
