"""Contacts of a person: kept or missed for everyone on the case, notes for those they concern."""

from datetime import timedelta

from casework.models import Contact
from sharing.models import AgreementRule, Consent
from sharing.policy import Category
from tests.pages import OF_EVERY_PAGE, statements, words
from tests.world import moment


def contacts(world, client_of, who):
    return client_of(getattr(world, who)).get(f"/people/{world.person.key}/contacts/")


def test_contacts_with_notes_and_the_meter(world, client_of):
    page = words(contacts(world, client_of, "alice"))
    assert "of 4 this week" in page
    assert "Office visit Talked about the tenancy Alice Reed, Northside Probation Attended Change" in page
    assert "Wants to reduce the dose" in page


def test_what_was_said_to_drug_workers_stays_with_them(world, client_of):
    Consent.objects.all().delete()
    page = words(contacts(world, client_of, "alice"))
    assert "reduce the dose" not in page
    assert "Dee Lowe, Northside Recovery" in page
    assert "No drug tests recorded that you can see." in page


def test_at_summary_a_test_was_taken(world, client_of):
    page = words(contacts(world, client_of, "hal")).partition("Drug tests")[2]
    assert "Test taken" in page
    assert "Positive" not in page


def test_only_own_contacts_have_buttons(world, client_of):
    content = contacts(world, client_of, "dee").content.decode()
    assert f"/contacts/{world.drugs_contact.key}/outcome/" in content
    assert f"/contacts/{world.contact.key}/" not in content


def test_without_engagement_there_is_no_meter(world, client_of):
    AgreementRule.objects.filter(category=Category.ENGAGEMENT).delete()
    page = words(contacts(world, client_of, "hal"))
    assert "of 4 this week" not in page
    assert "No contacts recorded that you can see." in page


def test_one_statement_for_many(world, client_of):
    alice, address = client_of(world.alice), f"/people/{world.person.key}/contacts/"
    few = statements(alice, address)
    Contact.objects.bulk_create(
        [
            Contact(
                person=world.person, owner=world.probation, agency=world.probation, kind="phone", outcome="attended",
                planned_for=moment(world.today - timedelta(days=n), 8),
            )
            for n in range(1, 200)
        ]
    )  # fmt: skip
    assert statements(alice, address) == few == OF_EVERY_PAGE + 1
