"""One statement for a page, every row cut to the viewer's level, and all of it in the ledger."""

import pytest

from casework.models import Contact, DrugTest, Identity, Intelligence, Offence, OffendingSummary, Person
from pathways.models import Action, Need
from sharing import ledger
from sharing.gather import gather, note, part
from sharing.looking import looking_as
from sharing.models import AgreementRule, Consent
from sharing.policy import Category, Level
from tests.world import viewer_of

PARTS = {
    "identity": part(Identity.objects, "date_of_birth", "aliases", "sex"),
    "actions": part(
        Action.objects.order_by("number"), "status", "pathway", "target_on", agency="agency__name", text="detail__text"
    ),
    "needs": part(Need.objects.order_by("area"), "area", "level", "source", detail="detail__detail"),
    "contacts": part(Contact.objects.order_by("-planned_for"), "planned_for", "outcome", note="detail__note", limit=2),
    "tests": part(DrugTest.objects, "taken_at", result="detail__result"),
    "offences": part(Offence.objects, "offence_code"),
    "summaries": part(OffendingSummary.objects, "offences", "latest_group"),
    "intelligence": part(Intelligence.objects, "summary"),
}


def seen_by(world, user, **parts):
    viewer = viewer_of(user)
    with looking_as(viewer.capacity_id), ledger.page("a_page", by=viewer) as shown:
        found = gather(Person.objects.filter(pk=world.person.pk), viewer, **(parts or PARTS))
    return (found[0] if found else None), shown


def test_one_statement_whatever_the_parts(world, django_assert_num_queries):
    viewer = viewer_of(world.alice)
    with looking_as(viewer.capacity_id), django_assert_num_queries(1):
        gather(Person.objects.all(), viewer, **PARTS)


def test_rows_have_their_types_and_words(world):
    found, _ = seen_by(world, world.alice)

    (identity,) = found["identity"]
    assert identity.date_of_birth == world.today.replace(year=world.today.year - 28, month=5, day=3)
    assert (identity.aliases, identity.sex_words) == (["Jordan Elis", "Jojo Ellis"], "Male")
    action = found["actions"][0]
    assert (action.status_words, action.agency, action.text) == (
        "In progress",
        "Northside Probation",
        "Get ID for tenancy",
    )
    assert (action.full, action.basis, action.key) == (True, "own", world.action.key)
    assert found["contacts"][0].planned_for == world.contact.planned_for
    assert len(found["contacts"]) == 2


def test_what_another_kind_of_agency_sees(world):
    found, _ = seen_by(world, world.hal)

    assert [row.text for row in found["actions"]] == [
        "Get ID for tenancy", "Find a supported flat", None, "Book a basic skills test",
        "Finish the thinking skills course",
    ]  # fmt: skip
    (test,) = found["tests"]
    assert (test.taken_at, test.result, test.level) == (world.drug_test.taken_at, None, Level.SUMMARY)
    assert found["offences"] == found["intelligence"] == []
    assert [(row.offences, row.latest_group) for row in found["summaries"]] == [(3, "violence_without_injury")]


def test_at_summary_only_the_fields_of_summary(world):
    AgreementRule.objects.filter(category=Category.PLAN).update(level=Level.SUMMARY)
    found, _ = seen_by(world, world.hal)

    action = found["actions"][0]
    assert (action.level, action.basis) == (Level.SUMMARY, "rule:ISP1")
    assert (action.status, action.pathway) == ("in_progress", "accommodation")
    assert action.agency is None


def test_without_consent_not_even_that_a_test_was_taken(world):
    Consent.objects.all().delete()
    found, _ = seen_by(world, world.hal)
    assert found["tests"] == []
    assert found.withheld


def test_silent_things_are_not_said_to_be_withheld(world):
    found, _ = seen_by(world, world.hal)
    silent = {Category.INTELLIGENCE, Category.RISK, Category.VICTIMS}
    assert not silent & {one.category for one in found.held}
    assert ("Northside Recovery", Level.SUMMARY) in {
        (one.agency, one.level) for one in found.held if one.category == Category.DRUGS
    }
    assert not found.hidden(Category.RISK)


@pytest.mark.parametrize("name", ["bob", "carol", "steve", "dan"])
def test_a_person_who_is_not_there(world, name):
    found, shown = seen_by(world, getattr(world, name))
    assert found is None
    assert not shown.people


def test_the_ledger_names_records_and_categories(world):
    _, shown = seen_by(world, world.hal)

    assert shown.people == {world.person.pk}
    assert set(shown.records["pathways.action"]) == {row.pk for row in Action.objects.filter(person=world.person)}
    assert "casework.offence" not in shown.records
    assert Category.HOUSING in shown.categories
    assert Category.INTELLIGENCE not in shown.categories


def test_a_page_that_picks_notes_what_it_shows(world):
    viewer = viewer_of(world.alice)
    contacts = part(Contact.objects.order_by("pk"), "outcome", noted=False)
    with looking_as(viewer.capacity_id), ledger.page("a_page", by=viewer) as shown:
        (found,) = gather(Person.objects.filter(pk=world.person.pk), viewer, contacts=contacts)
        assert "casework.contact" not in shown.records
        note(found["contacts"][:1])
    assert shown.records["casework.contact"] == {world.contact.pk}
