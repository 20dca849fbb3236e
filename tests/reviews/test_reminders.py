"""`manage.py reminders`: what would go out, and each thing once."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from casework.models import Allocation
from pathways.models import Action, Referral
from reviews.changes.reminder import reminders_send
from reviews.models import Meeting, Reminder, ReminderRound, Review
from sharing.models import Agreement, LedgerEntry, Mail, Notice, Officer

DAY = timedelta(days=1)


def ask(*arguments):
    out = StringIO()
    call_command("reminders", "--scheme", "NORTH", "--format", "json", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def quiet(world):
    """The world with nothing to be reminded of."""
    Action.objects.update(target_on=None)
    for person in (world.person, world.other):
        reviewed(world, person, due_on=world.today + 100 * DAY)
    return world


def reviewed(world, person, *, due_on):
    meeting, _ = Meeting.objects.get_or_create(
        scheme=world.scheme, number=9, kind="case_conference", held_on=world.today - 20 * DAY
    )
    Review.objects.update_or_create(
        meeting=meeting, person=person, defaults={"owner": world.police, "next_review_on": due_on}
    )


def test_a_quiet_scheme_sends_nothing(quiet):
    assert ask() == []
    assert ask("--send") == []
    assert not Mail.objects.exists()


def test_a_review_on_its_day_goes_to_the_lead_worker(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today)
    assert ask() == [
        {
            "kind": "review",
            "ref": "N001",
            "to": "alice@north.example",
            "due_on": quiet.today.isoformat(),
            "stage": "due",
            "days": 0,
        }
    ]


@pytest.mark.parametrize(
    ("days", "stage"), [(14, "coming"), (0, "due"), (-7, "overdue"), (-14, "overdue"), (-21, "overdue")]
)
def test_the_stages(quiet, days, stage):
    reviewed(quiet, quiet.person, due_on=quiet.today + days * DAY)
    assert [(row["stage"], row["days"]) for row in ask()] == [(stage, -days)]


@pytest.mark.parametrize("days", [15, 13, 1, -1, -6, -8, -27, -29])
def test_the_days_between_are_silent(quiet, days):
    reviewed(quiet, quiet.person, due_on=quiet.today + days * DAY)
    assert ask() == []


def test_after_four_weeks_the_chair_and_the_coordinators_are_told(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today - 28 * DAY)
    assert {(row["stage"], row["to"]) for row in ask()} == {
        ("escalated", "cherie@north.example"),
        ("escalated", "dora@north.example"),
    }


def test_without_a_lead_worker_the_coordinator_gets_it(quiet):
    Allocation.objects.filter(role="probation_om").update(end=quiet.today)
    reviewed(quiet, quiet.person, due_on=quiet.today)
    assert [row["to"] for row in ask()] == ["dora@north.example"]


def test_a_lead_worker_who_cannot_sign_in_any_more_is_passed_over(quiet):
    quiet.alice.is_active = False
    quiet.alice.save()
    reviewed(quiet, quiet.person, due_on=quiet.today)
    assert [row["to"] for row in ask()] == ["dora@north.example"]


def test_actions_referrals_and_agreements_have_theirs(quiet):
    Action.objects.filter(pk__in=[quiet.action.pk, quiet.housing_action.pk]).update(target_on=quiet.today + 14 * DAY)
    quiet.service.target_days = 6
    quiet.service.save()  # referred six days ago
    Agreement.objects.filter(code="ISP1").update(review_on=quiet.today)
    assert [(row["kind"], row["ref"], row["to"].split("@")[0], row["stage"]) for row in ask()] == [
        ("action", "N001", "alice", "coming"),  # two actions of one person due on one day are one reminder
        ("agreement", "ISP1", "dora", "due"),
        ("referral", "N001", "alice", "due"),
    ]


def test_what_was_closed_or_answered_by_then_is_left_alone(quiet):
    Action.objects.filter(pk=quiet.action.pk).update(
        target_on=quiet.today, status="done", closed_on=quiet.today - 2 * DAY, opened_on=quiet.today - 60 * DAY
    )
    Referral.objects.update(decision="accepted", decided_on=quiet.today - 2 * DAY)
    quiet.service.target_days = 6
    quiet.service.save()
    assert ask() == []
    assert ask("--as-of", (quiet.today - 14 * DAY).isoformat()) == [
        {
            "kind": "action",
            "ref": "N001",
            "to": "alice@north.example",
            "due_on": quiet.today.isoformat(),
            "stage": "coming",
            "days": -14,
        }
    ]


def test_sending_twice_sends_once(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today)
    reviewed(quiet, quiet.other, due_on=quiet.today - 7 * DAY)
    assert len(ask("--send")) == 2
    assert ask("--send") == []
    assert ask() == []
    assert Reminder.objects.count() == Notice.objects.filter(kind="reminder").count() == 2


def test_one_mail_a_user_that_says_nothing_about_anybody(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today)
    Action.objects.filter(pk=quiet.action.pk).update(target_on=quiet.today)
    ask("--send")
    mail = Mail.objects.get()
    assert mail.user == quiet.alice
    assert mail.subject == "PPO case system: 2 new things to do"
    assert mail.body.startswith("You have 2 new things to do in the PPO case system. Sign in to see them.\n")
    for secret in ("Ellis", "Jordan", "N001", quiet.person.key, "Probation", "ID for tenancy"):
        assert secret not in mail.subject + mail.body
    assert set(Reminder.objects.values_list("mail", flat=True)) == {mail.pk}


def test_a_notice_leads_to_the_page_and_names_nobody(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today)
    ask("--send")
    notice = Notice.objects.get(kind="reminder")
    assert (notice.text, notice.address) == ("A review is due", f"/people/{quiet.person.key}/reviews/")
    assert notice.capacity.user == quiet.alice


def test_days_without_a_round_are_made_up_for(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today)
    ReminderRound.objects.create(scheme=quiet.scheme, through_on=quiet.today - 3 * DAY)
    later = (quiet.today + 2 * DAY).isoformat()
    assert [row["stage"] for row in ask("--send", "--as-of", later)] == ["due"]
    assert ask("--send", "--as-of", later) == []


def test_the_first_round_can_look_back_further(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today - 3 * DAY)
    after = quiet.today - 14 * DAY
    sent = reminders_send(scheme=quiet.scheme, today=quiet.today, at=timezone.now(), after=after)
    assert [(item.reached.stage, item.to) for item in sent] == [("due", quiet.alice)]


def test_it_is_in_the_ledger_with_the_people_it_is_about(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today)
    ask("--send")
    line = LedgerEntry.objects.get(event="reminders_send")
    assert (line.people, line.facts, line.doer) == ([quiet.person.pk], {"sent": 1}, "reminders")


def test_every_stage_of_a_review_in_a_run_of_days(quiet):
    reviewed(quiet, quiet.person, due_on=quiet.today)
    said = []
    for days in range(-16, 31):
        said += [
            (days, row["stage"], row["to"].split("@")[0])
            for row in ask("--send", "--as-of", (quiet.today + days * DAY).isoformat())
        ]
    assert said == [
        (-14, "coming", "alice"),
        (0, "due", "alice"),
        (7, "overdue", "alice"),
        (14, "overdue", "alice"),
        (21, "overdue", "alice"),
        (28, "escalated", "dora"),
        (28, "escalated", "cherie"),
    ]


@pytest.mark.parametrize("days", [60, 30, 7])
def test_those_who_answer_for_an_agreement_are_warned_of_its_review(quiet, days):
    """Co-ordinators, governance leads, and the designated officers and deputies of its parties; nobody else's."""
    Officer.objects.create(agency=quiet.probation, user=quiet.alice)
    Officer.objects.create(agency=quiet.housing, deputy=True, user=quiet.hal)
    Officer.objects.create(agency=quiet.drugs, name="Jo Bell, Director")
    Agreement.objects.filter(code="ISP2").update(review_on=quiet.today + days * DAY)
    asked = [(row["kind"], row["ref"], row["stage"], row["days"], row["to"].split("@")[0]) for row in ask("--send")]
    assert sorted(asked) == [("agreement", "ISP2", "coming", -days, name) for name in ("alice", "dora", "gina")]
    assert ask("--send") == []

    notice = Notice.objects.get(kind="reminder", capacity__user=quiet.alice)
    assert notice.text == "The review of an agreement is coming up"
    assert notice.address == f"/sharing/{quiet.joint_agreement.key}/"
    assert {mail.user for mail in Mail.objects.all()} == {quiet.alice, quiet.dora, quiet.gina}
    assert "ISP2" not in Mail.objects.first().body


def test_every_stage_of_an_agreement_in_a_run_of_days(quiet):
    """The scheme's own days before, and the due date itself, go to the co-ordinators as those of everything else."""
    Agreement.objects.filter(code="ISP1").update(review_on=quiet.today)
    told = {}
    for days in range(-62, 1):
        for row in ask("--send", "--as-of", (quiet.today + days * DAY).isoformat()):
            told.setdefault(days, []).append(row["to"].split("@")[0])
    everyone = ["dora", "gina"]
    assert {day: sorted(users) for day, users in told.items()} == {
        -60: everyone,
        -30: everyone,
        -14: ["dora"],
        -7: everyone,
        0: ["dora"],
    }


@pytest.mark.parametrize("over", [{"draft": True}, {"ends_on": True}])
def test_nobody_is_warned_of_a_draft_or_of_what_is_over(quiet, over):
    over = {name: quiet.today if name == "ends_on" else value for name, value in over.items()}
    Agreement.objects.filter(code="ISP1").update(review_on=quiet.today + 30 * DAY, **over)
    assert ask() == []


def test_an_officer_who_left_the_agency_is_not_warned(quiet):
    Officer.objects.create(agency=quiet.probation, user=quiet.alice)
    quiet.alice.capacities.update(active=False)
    Agreement.objects.filter(code="ISP2").update(review_on=quiet.today + 30 * DAY)
    assert "alice@north.example" not in [row["to"] for row in ask()]
