"""The second absence makes a decision due; the agency that supervises records what was decided."""

from datetime import timedelta

import pytest

from casework.models import Allocation, Contact, Enforcement, Status
from sharing.models import AgreementRule, LedgerEntry
from sharing.policy import Category
from tests.pages import OF_EVERY_PAGE, statements, words
from tests.world import moment

DUE = "A decision about enforcement is due"


@pytest.fixture
def missed_twice(world):
    """One was missed a fortnight ago; this is the second."""
    world.unrecorded_contact.outcome = Contact.Outcome.UNACCEPTABLE_ABSENCE
    world.unrecorded_contact.save()
    return world


def tab(world, client_of, who="alice"):
    return words(client_of(getattr(world, who)).get(f"/people/{world.person.key}/contacts/"))


def decide(world, client_of, who="alice", **fields):
    fields = {"kind": "warning", "decided_on": f"{world.today:%d/%m/%Y}", "reason": "", **fields}
    return client_of(getattr(world, who)).send(f"/people/{world.person.key}/enforcement/decide/", fields)


def test_one_absence_is_not_enough(world, client_of):
    page = tab(world, client_of)
    assert DUE not in page
    assert "1 contact missed without a good reason since" in page
    assert "At 2 a decision is due, and again after each further one." in page


def test_the_second_makes_it_due_for_the_one_who_supervises(missed_twice, client_of):
    page = tab(missed_twice, client_of)
    assert f"{DUE}: 2 contacts missed without a good reason since" in page
    assert "Record what was decided" in page


def test_others_are_told_who_decides(missed_twice, client_of):
    page = tab(missed_twice, client_of, "hal")
    assert "Alice Reed, Northside Probation decides. Tell them today: 01632 960002." in page
    assert "Record what was decided" not in page


def test_without_a_supervisor_the_coordinator_is_told(missed_twice, client_of):
    Allocation.objects.filter(role="probation_om").delete()
    assert "Nobody is named who supervises this person. Tell the co-ordinator today." in tab(
        missed_twice, client_of, "pete"
    )


def test_who_does_not_see_supervision_is_told_nothing_of_it(missed_twice, client_of):
    Enforcement.objects.create(
        person=missed_twice.person, owner=missed_twice.probation, kind="warning", decided_on=missed_twice.today
    )
    AgreementRule.objects.filter(category=Category.SUPERVISION).delete()
    page = tab(missed_twice, client_of, "hal")
    assert DUE not in page
    assert "Enforcement" not in page
    assert "Warning" not in page


def test_what_is_not_seen_does_not_count(missed_twice, client_of):
    """Dee's miss is in a category Alice does not see: for her there is one absence, and no word of another."""
    missed_twice.missed_contact.delete()
    missed_twice.drugs_contact.outcome = Contact.Outcome.UNACCEPTABLE_ABSENCE
    missed_twice.drugs_contact.save()
    assert DUE in tab(missed_twice, client_of)
    AgreementRule.objects.filter(category=Category.ENGAGEMENT).delete()
    page = tab(missed_twice, client_of)
    assert DUE not in page
    assert "1 contact missed" in page


def test_the_page_says_the_rule_and_what_was_missed(missed_twice, client_of):
    page = words(client_of(missed_twice.alice).get(f"/people/{missed_twice.person.key}/enforcement/decide/"))
    assert "2 contacts missed without a good reason since" in page
    assert "The limit is 2. A decision is due." in page
    assert "Home visit, Northside Probation" in page
    assert "Not yet missed yesterday" in page
    assert "Fast-tracked: asked for within 1 working day" in page


def test_a_decision_answers_the_absences(missed_twice, client_of):
    answer = decide(missed_twice, client_of)
    assert answer.url == f"/people/{missed_twice.person.key}/contacts/#enforcement"
    (made,) = Enforcement.objects.all()
    assert (made.kind, made.owner, made.agency, made.decided_on) == (
        "warning",
        missed_twice.probation,
        missed_twice.probation,
        missed_twice.today,
    )
    written = LedgerEntry.objects.get(event="enforcement_decide", operation="collection")
    assert written.facts == {"kind": "warning", "decided_on": made.decided_on.isoformat()}
    page = tab(missed_twice, client_of)
    assert DUE not in page
    assert "Warning, Northside Probation Waiting Nothing yet Say what came of it" in page


def test_the_next_absence_makes_the_next_due(missed_twice, client_of):
    decide(missed_twice, client_of, decided_on=f"{missed_twice.today - timedelta(days=1):%d/%m/%Y}")
    assert DUE not in tab(missed_twice, client_of)
    missed_twice.contact.outcome = Contact.Outcome.UNACCEPTABLE_ABSENCE
    missed_twice.contact.save()
    assert f"{DUE}: 3 contacts" in tab(missed_twice, client_of)


def test_what_is_dated_ahead_answers_nothing_yet(missed_twice, client_of):
    """Such a row can only come with an import; the person's page and home say the same of it."""
    Enforcement.objects.create(
        person=missed_twice.person,
        owner=missed_twice.probation,
        agency=missed_twice.probation,
        kind="warning",
        decided_on=missed_twice.today + timedelta(days=1),
    )
    assert DUE in tab(missed_twice, client_of)
    assert "Decisions about enforcement due (1)" in words(client_of(missed_twice.alice).get("/"))


@pytest.mark.parametrize(
    ("fields", "words_"),
    [
        ({"kind": ""}, "Choose what was decided."),
        ({"kind": "none"}, "Say why this was decided."),
        ({"decided_on": ""}, "Enter the day of the decision."),
        ({"decided_on": "1/1/2099"}, "The date must be today or earlier."),
    ],
)
def test_what_is_missing_is_said(missed_twice, client_of, fields, words_):
    answer = decide(missed_twice, client_of, **fields)
    assert answer.status_code == 200
    assert words_ in words(answer)
    assert not Enforcement.objects.exists()


def test_nothing_with_a_reason(missed_twice, client_of):
    decide(missed_twice, client_of, kind="none", reason="Was in hospital, the letter came later")
    page = tab(missed_twice, client_of)
    assert "No enforcement, Northside Probation Was in hospital, the letter came later Finished Nothing follows" in page
    assert DUE not in page


def test_where_none_is_due_a_decision_says_why(world, client_of):
    assert "Say why this was decided." in words(decide(world, client_of, kind="recall"))
    decide(world, client_of, kind="recall", reason="Charged with a new burglary")
    assert "Recall, Northside Probation Charged with a new burglary Waiting To be sent by" in tab(world, client_of)


def test_the_same_decision_twice_a_day_is_refused(missed_twice, client_of):
    decide(missed_twice, client_of)
    answer = decide(missed_twice, client_of, reason="Again")
    assert "This decision is recorded for that day already." in words(answer)


def test_there_is_nothing_to_enforce_without_an_order(missed_twice, client_of):
    Status.objects.filter(person=missed_twice.person).update(status="non_statutory")
    assert "Enforcement" not in tab(missed_twice, client_of)
    alice = client_of(missed_twice.alice)
    answer = alice.get(f"/people/{missed_twice.person.key}/enforcement/decide/")
    assert answer.url == f"/people/{missed_twice.person.key}/contacts/"
    assert "There is no order and no licence now" in words(alice.get(answer.url))


def test_on_a_community_order_nobody_is_recalled(missed_twice, client_of):
    Status.objects.filter(person=missed_twice.person).update(status="community_order")
    page = words(client_of(missed_twice.alice).get(f"/people/{missed_twice.person.key}/enforcement/decide/"))
    assert "Breach" in page
    assert "Recall" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 302), ("pete", 404), ("hal", 404), ("dora", 404), ("bob", 404), ("carol", 404), ("steve", 403)],
)
def test_who_may_decide(missed_twice, client_of, who, status):
    assert decide(missed_twice, client_of, who).status_code == status
    assert Enforcement.objects.exists() == (status == 302)


def test_where_nobody_supervises_probation_may_and_the_police_may_not(missed_twice, client_of):
    Allocation.objects.filter(role="probation_om").update(role="key_worker")
    assert decide(missed_twice, client_of, "pete").status_code == 404
    assert decide(missed_twice, client_of).status_code == 302


def test_home_of_the_lead_worker_and_of_the_coordinator(missed_twice, client_of):
    def home(who):
        return words(client_of(getattr(missed_twice, who)).get("/"))

    assert "Decisions about enforcement due (1) Ellis, Jordan : 2 contacts missed" in home("alice").replace(
        "Jordan:", "Jordan :"
    )
    assert "Enforcement due" in home("dora")
    shown = LedgerEntry.objects.filter(event="home", people__contains=[missed_twice.person.pk]).first()
    assert {Category.ENGAGEMENT, Category.SUPERVISION} <= set(shown.facts["categories"])
    decide(missed_twice, client_of)
    assert "Decisions about enforcement due" not in home("alice")
    assert "Enforcement due" not in home("dora")


def test_home_takes_as_many_statements_for_many(missed_twice, client_of):
    alice = client_of(missed_twice.alice)
    few = statements(alice, "/")
    Contact.objects.bulk_create(
        [
            Contact(
                person=missed_twice.person, owner=missed_twice.probation, agency=missed_twice.probation, kind="phone",
                outcome="unacceptable_absence", planned_for=moment(missed_twice.today - timedelta(days=n), 8),
            )
            for n in range(1, 40)
        ]
    )  # fmt: skip
    assert statements(alice, "/") == few


def test_the_pages_take_one_statement(missed_twice, client_of):
    alice = client_of(missed_twice.alice)
    assert statements(alice, f"/people/{missed_twice.person.key}/enforcement/decide/") == OF_EVERY_PAGE + 1
