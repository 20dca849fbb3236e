"""The plan by area of life: what each viewer sees of it, and whose rows can be changed."""

from datetime import timedelta

from pathways.models import Action, ActionDetail, Need, Referral
from sharing.models import AgreementRule, Consent
from sharing.policy import Category, Level
from tests.pages import OF_EVERY_PAGE, line, statements, words


def plan(world, client_of, who):
    return client_of(getattr(world, who)).get(f"/people/{world.person.key}/plan/")


def test_areas_needs_actions_and_referrals(world, client_of):
    page = words(plan(world, client_of, "alice"))

    assert "1 of 5 actions done" in page
    assert "Somewhere to live (Accommodation) 0 of 2 done Accommodation: severe need (OASys, " in page
    assert "Sleeps on a friend's sofa" in page
    assert "Supported flats, Northside Homes" in page
    assert "Money (Finance, benefit and debt) Finance: no need found" in page
    assert "No open action." in page
    assert "Done and no longer needed (1)" in page
    assert "Nothing recorded in: health; family and friends; victims." in page


def test_own_actions_can_be_done_and_others_not(world, client_of):
    content = plan(world, client_of, "hal").content.decode()
    assert f"/actions/{world.housing_action.key}/done/" in content
    assert f"/actions/{world.action.key}/" not in content


def test_who_runs_meetings_writes_in_every_row(world, client_of):
    content = plan(world, client_of, "dora").content.decode()
    assert f"/actions/{world.housing_action.key}/done/" in content


def test_drugs_without_consent_is_an_action_without_words(world, client_of):
    Consent.objects.all().delete()
    content = plan(world, client_of, "alice").content.decode()
    assert "methadone" not in content
    assert "Not shown to you" in content
    assert "Dee Lowe, Northside Recovery" in content  # who has it is part of the plan


def test_at_summary_area_status_and_dates_alone(world, client_of):
    AgreementRule.objects.filter(category=Category.PLAN).update(level=Level.SUMMARY)
    AgreementRule.objects.filter(category=Category.NEEDS).update(level=Level.SUMMARY)
    page = words(plan(world, client_of, "dee"))

    assert "Accommodation: severe need. Sleeps" in page  # the detail is housing's matter, open in full
    assert "OASys" not in page
    assert "Referral to a service" in page
    assert page.count("Not shown to you") >= 4


def test_the_latest_of_what_is_assessed_and_of_what_the_person_says(world, client_of):
    Need.objects.create(
        person=world.person, owner=world.police, area="accommodation", source="self_report", level="none",
        assessed_on=world.today,
    )  # fmt: skip
    Need.objects.create(
        person=world.person, owner=world.probation, area="accommodation", source="asset", level="some",
        assessed_on=world.today - timedelta(days=300),
    )  # fmt: skip
    page = words(plan(world, client_of, "alice"))
    assert "Accommodation: severe need (OASys" in page
    assert "Accommodation: no need found (What the person says" in page
    assert "ASSET" not in page


def test_where_a_referral_stands(world, client_of):
    steps = {
        "Accepted": {"decision": "accepted", "decided_on": world.today},
        "Started": {"started_on": world.today},
        "Finished": {"ended_on": world.today},
    }
    for words_of_it, change in steps.items():
        Referral.objects.filter(pk=world.referral.pk).update(**change)
        page = words(plan(world, client_of, "alice"))
        assert words_of_it in page.partition("Where it stands")[2][:120]


def test_an_empty_plan_says_so(world, client_of):
    assert "There is no plan yet that you can see." in words(
        client_of(world.bob).get(f"/people/{world.other.key}/plan/")
    )


def test_the_ledger_names_details_apart(world, client_of):
    plan(world, client_of, "hal")
    facts = line("plan_detail").facts
    assert len(facts["records"]["pathways.action"]) == 5
    assert Category.HOUSING in facts["categories"]
    assert Category.DRUGS not in facts["categories"]


def test_one_statement_for_ten_and_for_a_thousand_actions(world, client_of):
    alice, address = client_of(world.alice), f"/people/{world.person.key}/plan/"
    few = statements(alice, address)
    actions = Action.objects.bulk_create(
        [
            Action(
                person=world.person, owner=world.probation, agency=world.probation, number=n, pathway="ete",
                opened_on=world.today, status="done", closed_on=world.today,
            )
            for n in range(100, 300)
        ]
    )  # fmt: skip
    ActionDetail.objects.bulk_create(
        [ActionDetail(action=a, person=world.person, owner=world.probation, pathway="ete", text="Go") for a in actions]
    )
    assert statements(alice, address) == few == OF_EVERY_PAGE + 1
