"""Contacts: added by one's own agency, kept or missed, taken back from history."""

from datetime import timedelta

import pytest

from casework import changes
from casework.models import Contact, ContactNote
from sharing.looking import looking_as
from sharing.models import LedgerEntry
from sharing.policy import Category
from tests.world import moment, viewer_of


@pytest.fixture
def by(world):
    viewer = viewer_of(world.alice)
    with looking_as(viewer.capacity_id):
        yield viewer


def test_add_is_of_ones_own_agency(world, by):
    at = moment(world.today, 16)
    contact = changes.contact_add(
        person=world.person, by=by, kind="phone", planned_for=at, outcome="attended", note="Rang about the flat"
    )

    assert (contact.owner_id, contact.agency_id, contact.user_id) == (*[world.probation.pk] * 2, world.alice.pk)
    assert (contact.detail.note, contact.detail.category) == ("Rang about the flat", Category.SUPERVISION)
    line = LedgerEntry.objects.get(event="contact_add")
    assert (line.operation, line.people) == ("collection", [world.person.pk])


def test_a_note_of_drug_workers_is_about_drugs(world):
    viewer = viewer_of(world.dee)
    with looking_as(viewer.capacity_id):
        contact = changes.contact_add(
            person=world.person, by=viewer, kind="office", planned_for=moment(world.today, 16), outcome="attended",
            note="Cut down to half",
        )  # fmt: skip
    assert contact.detail.category == Category.DRUGS


def test_two_at_the_same_moment_are_one_too_many(world, by):
    with pytest.raises(changes.ContactTaken):
        changes.contact_add(
            person=world.person, by=by, kind="phone", planned_for=world.contact.planned_for, outcome="planned"
        )
    assert not LedgerEntry.objects.filter(event="contact_add").exists()


def test_outcome_and_its_undo(world, by):
    contact = changes.contact_outcome(
        contact=world.contact, by=by, outcome="unacceptable_absence", version=1, follow_up="No reason given"
    )
    assert (contact.outcome, contact.version, contact.detail.follow_up) == (
        "unacceptable_absence",
        2,
        "No reason given",
    )

    contact = changes.contact_undo(contact=contact, by=by, version=2)
    assert (contact.outcome, contact.version) == ("planned", 3)
    assert ContactNote.objects.get(pk=contact.pk).follow_up == ""
    assert [line.facts for line in LedgerEntry.objects.filter(event__startswith="contact_").order_by("pk")] == [
        {"before": "planned", "after": "unacceptable_absence"},
        {"before": "unacceptable_absence", "after": "planned"},
    ]


def test_a_clash_and_a_first_version(world, by):
    with pytest.raises(changes.ContactChanged):
        changes.contact_outcome(contact=world.contact, by=by, outcome="attended", version=7)
    with pytest.raises(changes.NothingToUndo):
        changes.contact_undo(contact=world.contact, by=by, version=1)


def test_another_agencys_contact_is_not_there_to_change(world, by):
    with pytest.raises(Contact.DoesNotExist):
        changes.contact_outcome(contact=world.drugs_contact, by=by, outcome="attended", version=1)


def test_same_time_next_week_once(world, by):
    again = changes.contact_repeat(contact=world.contact, by=by)
    assert again.planned_for == world.contact.planned_for + timedelta(weeks=1)
    assert again.outcome == "planned"
    assert changes.contact_repeat(contact=world.contact, by=by) is None
