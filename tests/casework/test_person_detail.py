"""The overview of a person: one statement, cut to who looks, and in the ledger."""

from datetime import timedelta

import pytest

from casework.models import Contact
from pathways.models import Action, Referral
from sharing.models import AgreementRule, Consent, LedgerEntry
from sharing.policy import Category, Level
from tests.pages import OF_EVERY_PAGE, line, statements, words
from tests.world import moment

SECRET_OF_DRUGS = ("positive", "opiates", "methadone", "Heroin", "reduce the dose")


@pytest.fixture
def address(world):
    return f"/people/{world.person.key}/"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("alice", 200), ("pete", 200), ("dee", 200), ("hal", 200), ("dora", 200), ("cherie", 200),
        ("bob", 404), ("pru", 404), ("carol", 404),
        ("steve", 403), ("gina", 403), ("anna", 403), ("adam", 403), ("dan", 403),
    ],
)  # fmt: skip
def test_who_may_open_it(world, client_of, address, who, status):
    assert client_of(getattr(world, who)).get(address).status_code == status
    assert LedgerEntry.objects.filter(people__contains=[world.person.pk]).exists() == (status == 200)


def test_nobody_signs_in_first(world, client_of, address):
    response = client_of().get(address)
    assert response.status_code == 302
    assert response.url.startswith("/account/login/")


def test_a_person_who_is_not_there_is_like_one_of_another_scheme(world, client_of):
    bob = client_of(world.bob)
    unknown, foreign = bob.get("/people/aaaaaaaaaaaa/"), bob.get(f"/people/{world.elsewhere.key}/")
    assert unknown.status_code == foreign.status_code == 404
    assert words(unknown) == words(foreign)
    assert len(unknown.content) == len(foreign.content)


def test_what_the_lead_worker_sees(world, client_of, address):
    page = words(client_of(world.alice).get(address))

    assert "Jordan Ellis Also known as: Jordan Elis, Jojo Ellis Date of birth: 3 May 1998 (28)" in page
    assert "Lead worker: Alice Reed, Northside Probation" in page
    assert "1 action overdue" in page
    assert "The last one: " in page
    assert "positive" in page
    assert "Living at 12 Example Street, ZZ99 3VZ (temporary)" in page
    assert "Contacts kept: " in page
    assert "not shown to you" not in page


def test_what_housing_sees(world, client_of, address):
    response = client_of(world.hal).get(address)
    page = words(response)

    assert "Drug tests taken: " in page
    for secret in SECRET_OF_DRUGS:
        assert secret not in response.content.decode()
    assert "3 offences. The latest: Violence without injury, " in page
    assert "Market Street" not in response.content.decode()
    assert "Some information is not shown to you" in page


def test_in_treatment_yes_or_no_for_those_who_may_know_of_drugs(world, client_of, address):
    assert "Drug and alcohol treatment Not in treatment." in words(client_of(world.hal).get(address))
    Referral.objects.create(
        person=world.person, owner=world.probation, referred_by=world.probation, service=world.service,
        pathway="drugs_alcohol", referred_on=world.today, decision="accepted", decided_on=world.today,
        started_on=world.today,
    )  # fmt: skip
    assert "In treatment since" in words(client_of(world.hal).get(address))
    Consent.objects.all().delete()
    assert "Drug and alcohol treatment" not in words(client_of(world.hal).get(address))


def test_silent_things_leave_no_trace(world, client_of, address):
    """The page with and without intelligence and risk is the same, ids and times aside."""
    hal = client_of(world.hal)
    before = words(hal.get(address))
    world.intelligence.delete()
    world.risk.delete()
    assert words(hal.get(address)) == before


def test_at_summary_of_the_plan_only_area_status_and_dates(world, client_of, address):
    AgreementRule.objects.filter(category=Category.PLAN).update(level=Level.SUMMARY)
    content = client_of(world.hal).get(f"{address}plan/").content.decode()
    assert "Alice Reed, Northside Probation</dd>" in content  # the lead worker, known from supervision
    assert "Get ID for tenancy" in content  # housing's own business, open in full
    assert words(client_of(world.hal).get(f"{address}plan/")).count("Not shown to you") >= 4


def test_the_ledger_names_what_was_shown(world, client_of, address):
    client_of(world.hal).get(address)

    shown = line("person_detail")
    assert (shown.operation, shown.user_id, shown.people) == ("consultation", world.hal.pk, [world.person.pk])
    assert "casework.intelligence" not in shown.facts["records"]
    assert "casework.offence" not in shown.facts["records"]
    assert set(shown.facts["records"]["pathways.action"]) == set(Action.objects.values_list("pk", flat=True))
    assert Category.RISK not in shown.facts["categories"]


def test_of_latest_things_only_those_shown_are_in_the_ledger(world, client_of, address):
    client_of(world.alice).get(address)
    assert world.arrest.pk not in line("person_detail").facts["records"].get("casework.arrest", [])


def test_five_statements_however_much_there_is(world, client_of, address):
    alice = client_of(world.alice)
    few = statements(alice, address)
    Contact.objects.bulk_create(
        [
            Contact(
                person=world.person, owner=world.probation, agency=world.probation, kind="phone", outcome="attended",
                planned_for=moment(world.today - timedelta(days=n), 8),
            )
            for n in range(1, 1000)
        ]
    )  # fmt: skip
    assert statements(alice, address) == few == OF_EVERY_PAGE + 1


def test_no_title_or_address_names_anybody(world, client_of, address):
    content = client_of(world.alice).get(address).content.decode()
    title = content.partition("<title>")[2].partition("</title>")[0]
    assert title == "Person: overview - PPO"
