"""Who is told as the lead worker: whoever can sign in and has not been shut out from the person."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from casework.leads import closed_to, lead_capacities, lead_workers
from sharing.changes import work
from sharing.links import midnight
from sharing.models import Capacity, Exclusion, Mail, Notice

TODAY = localdate()
NIGHT = midnight(TODAY)


@pytest.fixture
def shut_out(world):
    """`shut_out(world.alice)` may know nothing of the person from the day before today on, until `ends_at`."""

    def make(user, ends_at=None):
        return Exclusion.objects.create(
            person=world.person, user=user, starts_at=NIGHT - timedelta(days=1), ends_at=ends_at, reason="Her brother"
        )

    return make


def leads(world):
    return lead_capacities([world.person.pk], on=TODAY)


def test_the_lead_worker_in_the_capacity_in_which_they_lead(world):
    assert leads(world)[world.person.pk] == Capacity.objects.get(user=world.alice)


def test_whom_the_person_is_closed_to_does_not_count_as_lead(world, shut_out):
    shut_out(world.alice)
    assert world.person.pk not in leads(world)


@pytest.mark.parametrize(("ends", "closed"), [(timedelta(0), False), (timedelta(days=1), True)])
def test_an_exclusion_counts_at_the_end_of_the_day(world, shut_out, ends, closed):
    shut_out(world.alice, ends_at=NIGHT + ends)
    assert closed_to([world.person.pk], on=TODAY).exists() is closed
    assert (world.person.pk in lead_workers([world.person.pk], on=TODAY)) is not closed


def test_whoever_cannot_sign_in_does_not_count_as_lead(world):
    Capacity.objects.filter(user=world.alice).update(active=False)
    assert world.person.pk not in leads(world)


def test_nobody_is_told_of_a_person_who_is_closed_to_them(world, shut_out):
    shut_out(world.alice)
    told = list(Capacity.objects.filter(user__in=[world.alice, world.dora]))
    words = {"kind": "trial", "words": "A thing to do", "address": "/people/", "at": NIGHT, "subject": "A thing to do"}
    work.tell(told, once="about", person=world.person.pk, **words)
    assert {notice.capacity.user for notice in Notice.objects.filter(kind="trial")} == {world.dora}
    assert {mail.user for mail in Mail.objects.all()} == {world.dora}
    work.tell(told, once="of nobody", **words)
    assert Notice.objects.filter(kind="trial", capacity__user=world.alice).count() == 1
