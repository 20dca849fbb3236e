"""The leaving watch on screen, the plan, who carries on, and what comes afterwards.

Of the standing cast Kerry Ward has neither arrest nor report and stands below the line of the run; Jordan Ellis has both and
stands above it. Dora (police) may know that; Cherie and Bob may not: that a card is there says that there is no report.
"""

import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils.timezone import now

from casework.models import Address, Arrest, Contact, Identity, Intelligence, Status
from cohort.changes import membership as steps
from cohort.changes.leaving_begin import leaving_begin
from cohort.changes.leaving_night import leaving_remind, proposals_raise
from cohort.leaving_paper import paper
from cohort.models import (
    Handover,
    HandoverDetail,
    LeavingCheck,
    LeavingPlan,
    LeavingProposal,
    LeavingReason,
    Letter,
    Membership,
    Nomination,
    Panel,
)
from cohort.panels import from_leaving
from cohort.views.leaving_plan import leaving_page
from sharing.calendar import add_months
from sharing.looking import looking_as, looking_as_system
from sharing.models import AgreementRule, Capacity, LedgerEntry, Notice
from sharing.policy import Category, Level, Reach
from tests.pages import line, statements, words
from tests.pdfcheck import pdf_check
from tests.world import moment, viewer_of

DAY = timedelta(days=1)
PLAN = {
    "version": 0,
    "criterion": "stopped_offending",
    "words": "Nothing for half a year",
    "lighter_touch": "no",
    "tell_person": "on",
    "check_on": "",
}


@pytest.fixture
def raised(world):
    """The night has been."""
    proposals_raise(scheme=world.scheme, today=world.today, at=now())
    return world


@pytest.fixture
def see(client_of):
    def page(user, address="/leaving/"):
        answer = client_of(user).get(address)
        assert answer.status_code == 200, answer.status_code
        return words(answer)

    return page


@pytest.fixture
def send(client_of):
    return lambda user, address, **fields: client_of(user).send(address, fields)


def plan_address(person):
    return f"/people/{person.key}/leaving/"


# ---------------------------------------------------------------- the night


def test_the_night_lays_cards_once(world):
    night = {"scheme": world.scheme, "today": world.today, "at": now()}
    assert proposals_raise(**night) == (2, 0)
    assert proposals_raise(**night) == (0, 0)
    found = LeavingProposal.objects.values_list("person__ref", "criterion", "answer")
    assert sorted(found) == [("N002", "list_review", ""), ("N002", "stopped_offending", "")]
    assert line("leaving_raise").people == [world.other.pk]
    assert Membership.objects.filter(deselected_on__isnull=False).count() == 0


def test_what_is_no_longer_met_lapses_and_may_come_again(raised):
    world = raised
    arrest = Arrest.objects.create(
        person=world.other, owner=world.police, arrested_at=moment(world.today - DAY, 12), agency=world.police
    )
    assert proposals_raise(scheme=world.scheme, today=world.today, at=now()) == (0, 1)
    assert LeavingProposal.objects.get(criterion="stopped_offending").answer == "lapsed"
    arrest.delete()
    assert proposals_raise(scheme=world.scheme, today=world.today, at=now()) == (1, 0)


def test_nobody_reads_the_cards_but_the_system(raised):
    with looking_as(Capacity.objects.get(user=raised.dora).pk):
        assert LeavingProposal.objects.count() == 0


# ---------------------------------------------------------------- who sees what


def test_the_coordinator_sees_the_evidence(raised, see):
    page = see(raised.dora)
    assert "Ward, Kerry" in page
    assert "Stopped offending" in page
    assert "Last arrest: none on record." in page
    assert "Last intelligence report: none on record." in page
    assert "Latest run: below the line of 1 place" in page
    assert "Ellis" not in page


@pytest.mark.parametrize("who", ["cherie", "bob", "hal", "pru"])
def test_who_may_not_know_of_intelligence_is_not_told_that_there_is_none(raised, see, who):
    page = see(getattr(raised, who))
    assert "Stopped offending" not in page
    assert "Nobody meets a reason to leave that you may know of." in page


def test_the_same_page_for_them_whether_there_is_a_report_or_not(raised, see):
    before = see(raised.cherie)
    Intelligence.objects.create(
        person=raised.other, owner=raised.police, received_on=raised.today, number=1, summary="Seen at the station"
    )
    assert see(raised.cherie) == before


def test_what_speaks_against_is_shown_as_far_as_the_viewer_may_see_it(raised, see):
    """Kerry agreed to nothing, so the police see no result of a test, nor that there is one."""
    from casework.models import DrugTest, DrugTestResult

    test = DrugTest.objects.create(
        person=raised.other, owner=raised.drugs, taken_at=moment(raised.today - 3 * DAY, 9, 30)
    )
    before = see(raised.dora)
    DrugTestResult.objects.create(
        test=test, person=raised.other, owner=raised.drugs, setting="licence", result="positive"
    )
    assert "What may speak against it is not all shown to you." in before
    assert see(raised.dora) == before
    assert "positive" not in before


def test_an_open_charge_speaks_against(raised, see):
    from casework.models import Offence

    Offence.objects.create(
        person=raised.other, owner=raised.police, number=1, offence_code="46", outcome="charged",
        charged_on=raised.today - 250 * DAY,
    )  # fmt: skip
    assert "A charge has no outcome yet." in see(raised.dora)


def test_the_risk_assessments_that_lack_are_named_to_those_who_may_know(world, see):
    Status.objects.filter(person=world.other).update(end=world.today - 10 * DAY)
    Status.objects.create(
        person=world.other, owner=world.probation, start=world.today - 10 * DAY, status="sentenced", sentence_months=90
    )
    proposals_raise(scheme=world.scheme, today=world.today, at=now())
    assert "No risk assessment yet by: Gatehouse Hostel." in see(world.dora)
    page = see(world.cherie)
    assert "Long sentence" in page
    assert "risk assessment yet" not in page


def test_steering_gets_nothing_and_another_scheme_nothing_of_ours(raised, client_of, see):
    assert client_of(raised.steve).get("/leaving/").status_code == 403
    assert "Ward" not in see(raised.carol)


def test_more_cards_take_no_more_statements(raised, client_of):
    visitor = client_of(raised.dora)
    before = statements(visitor, "/leaving/")
    Address.objects.create(
        person=raised.person, owner=raised.probation, start=raised.today, kind="settled", out_of_area=True
    )
    proposals_raise(scheme=raised.scheme, today=raised.today, at=now())
    assert statements(visitor, "/leaving/") == before


def test_the_look_is_in_the_ledger(raised, see):
    see(raised.dora)
    entry = LedgerEntry.objects.filter(event="leaving_list").latest("pk")
    assert raised.other.pk in entry.people


# ---------------------------------------------------------------- answers


def test_sent_to_the_panel_nobody_has_left(raised, send, see):
    assert send(raised.dora, f"{plan_address(raised.other)}send/").status_code == 302
    assert set(LeavingProposal.objects.values_list("answer", flat=True)) == {"panel"}
    assert Membership.objects.get(person=raised.other).deselected_on is None
    assert "Ward" not in see(raised.dora).split("Look again")[0].split("Your agency")[0]
    assert proposals_raise(scheme=raised.scheme, today=raised.today, at=now()) == (0, 0)


def test_with_a_panel_planned_one_press_puts_the_person_on_its_agenda(raised, send):
    panel = Panel.objects.create(scheme=raised.scheme, number=90, held_on=raised.today + 9 * DAY)
    Panel.objects.exclude(pk=panel.pk).update(held_on=raised.today - 30 * DAY)
    send(raised.dora, f"{plan_address(raised.other)}send/")
    item = panel.agenda.get()
    assert (item.person, item.why) == (raised.other, "leaving")


def test_kept_by_the_panel_nothing_waits_any_more(raised, send):
    send(raised.dora, plan_address(raised.other), **PLAN | {"send": "yes"})
    by = viewer_of(raised.dora)
    assert [put.person for put in from_leaving(by, on=raised.today)] == [raised.other]
    with looking_as(by.capacity_id):
        steps.keep(
            membership=Membership.objects.get(person=raised.other), version=1, by=by, now=now(), on=raised.today,
            review_on=None, reason="Too early",
        )  # fmt: skip
    assert LeavingPlan.objects.get().sent_on is None
    assert from_leaving(by, on=raised.today) == []


def test_stays_for_now_takes_a_reason_and_a_day(raised, send):
    address = f"{plan_address(raised.other)}stay/"
    assert "Enter why the person stays" in words(send(raised.dora, address, answer="keep"))
    on = raised.today + 30 * DAY
    send(raised.dora, address, answer="keep", reason="Owes a debt", review_on=on.isoformat())
    assert set(LeavingProposal.objects.values_list("answer", "reason", "review_on")) == {("keep", "Owes a debt", on)}
    assert proposals_raise(scheme=raised.scheme, today=on - DAY, at=now()) == (0, 0)
    assert proposals_raise(scheme=raised.scheme, today=on, at=now()) == (2, 0)


def test_put_away_until_something_changes(raised, send):
    send(raised.dora, f"{plan_address(raised.other)}stay/", answer="away")
    later = raised.today + 60 * DAY
    assert proposals_raise(scheme=raised.scheme, today=later, at=now()) == (0, 0)
    Arrest.objects.create(
        person=raised.other, owner=raised.police, arrested_at=moment(raised.today - 199 * DAY, 12), agency=raised.police
    )
    assert proposals_raise(scheme=raised.scheme, today=later, at=now()) == (1, 0)


def test_the_second_answer_finds_nothing(raised, send, client_of):
    browser = client_of(raised.dora)
    browser.send(f"{plan_address(raised.other)}send/", {})
    browser.send(f"{plan_address(raised.other)}send/", {})
    assert LedgerEntry.objects.filter(event="leaving_answer").count() == 1


@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("steve", 403), ("carol", 403), ("cherie", 302)])
def test_who_may_answer(raised, send, who, status):
    assert send(getattr(raised, who), f"{plan_address(raised.other)}send/").status_code == status
    assert not LeavingProposal.objects.exclude(answer="").exists()  # Cherie knows of no card, so she answers none


# ---------------------------------------------------------------- the plan


def test_the_form_is_filled_from_the_evidence(raised, client_of):
    form = client_of(raised.dora).get(plan_address(raised.other)).content.decode()
    assert re.search(r'value="stopped_offending"[^>]*checked', form)
    assert "Stopped offending. Last arrest none on record;" in form


def test_the_plan_is_written_sent_and_guarded_against_a_lost_update(raised, send):
    address = plan_address(raised.other)
    send(raised.dora, address, **PLAN)
    plan = LeavingPlan.objects.get()
    assert (plan.version, plan.sent_on, plan.owner) == (1, None, raised.police)
    assert LeavingReason.objects.get().criterion == "stopped_offending"
    send(raised.dora, address, **PLAN | {"words": "Overwritten"})  # opened before the first was saved
    assert LeavingReason.objects.get().words == "Nothing for half a year"
    send(raised.dora, address, **PLAN | {"version": 1, "send": "yes"})
    plan.refresh_from_db()
    assert plan.sent_on == raised.today
    assert not LeavingProposal.objects.open().exists()
    assert Membership.objects.get(person=raised.other).deselected_on is None


def test_the_reason_is_kept_from_those_who_may_not_know_it(raised, send, see):
    send(raised.dora, plan_address(raised.other), **PLAN)
    page = see(raised.bob, plan_address(raised.other))
    assert "Nothing for half a year" not in page
    assert "Why might the person leave?" not in page
    send(raised.bob, plan_address(raised.other), version=1, tell_person="on", lighter_touch="yes")
    assert LeavingPlan.objects.get().lighter_touch
    assert LeavingReason.objects.get().words == "Nothing for half a year"


def test_who_does_not_meet_the_person_finds_no_plan(raised, client_of):
    assert client_of(raised.bob).get(plan_address(raised.person)).status_code == 404
    assert client_of(raised.carol).get(plan_address(raised.other)).status_code == 404


def test_the_next_in_the_community_is_named_where_ranks_are_seen(world, see):
    """Nobody is waiting in the standing run, so nobody is named."""
    Status.objects.filter(person=world.other).update(end=world.today - 10 * DAY)
    Status.objects.create(
        person=world.other, owner=world.probation, start=world.today - 10 * DAY, status="sentenced", sentence_months=90
    )
    page = see(world.dora, plan_address(world.other))
    assert "Long sentence" in page
    assert "If the place falls free" not in page


# ---------------------------------------------------------------- who carries on


@pytest.fixture
def asked(raised, send):
    send(raised.dora, plan_address(raised.other), **PLAN)
    what = {"agency": raised.drugs.key, "pathway": "drugs_alcohol", "what": "Weekly visits", "until": ""}
    assert send(raised.dora, f"{plan_address(raised.other)}ask/", **what).status_code == 302
    return Handover.objects.get()


def test_the_agency_is_told_and_sees_what_it_is_asked(raised, asked, see):
    assert asked.owner == raised.drugs
    notice = Notice.objects.get(kind="handover")
    assert (notice.capacity.user, notice.address) == (raised.dee, f"/handovers/{asked.key}/")
    assert "Ward" not in notice.text
    asking = LedgerEntry.objects.get(event="handover_ask", subject=f"cohort.handover:{asked.key}")
    assert asking.recipients == [raised.drugs.pk]
    assert "Weekly visits" in see(raised.dee)
    assert "Weekly visits" in see(raised.dee, f"/handovers/{asked.key}/")


def test_it_says_yes(raised, asked, send, see):
    send(raised.dee, f"/handovers/{asked.key}/", accepts="yes", version=1)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_on) == ("accepted", raised.today)
    assert Notice.objects.filter(kind="handover_answer", capacity__user=raised.dora).count() == 1
    assert "Carries on" in see(raised.dora, plan_address(raised.other))


def test_it_says_no_with_a_reason(raised, asked, send):
    assert "Enter why your agency cannot" in words(
        send(raised.dee, f"/handovers/{asked.key}/", accepts="no", version=1)
    )
    send(raised.dee, f"/handovers/{asked.key}/", accepts="no", version=1, why_not="No places until spring")
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert HandoverDetail.objects.get().why_not == "No places until spring"


def test_it_is_answered_once_and_by_the_agency_alone(raised, asked, send, client_of):
    assert client_of(raised.hal).get(f"/handovers/{asked.key}/").status_code == 404
    assert send(raised.hal, f"/handovers/{asked.key}/", accepts="yes", version=1).status_code == 404
    assert send(raised.dora, f"/handovers/{asked.key}/", accepts="yes", version=1).status_code == 404
    send(raised.dee, f"/handovers/{asked.key}/", accepts="yes", version=1)
    send(raised.dee, f"/handovers/{asked.key}/", accepts="no", version=1, why_not="Changed our mind")
    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_the_same_is_asked_once(raised, asked, send):
    what = {"agency": raised.drugs.key, "pathway": "drugs_alcohol", "what": "Again", "until": ""}
    assert "asked about this area of life already" in words(
        send(raised.dora, f"{plan_address(raised.other)}ask/", **what)
    )


# ---------------------------------------------------------------- afterwards


@pytest.fixture
def left(raised, asked, send):
    """Kerry left half a year ago, less a day."""
    send(raised.dee, f"/handovers/{asked.key}/", accepts="yes", version=1)
    membership = Membership.objects.get(person=raised.other)
    on = add_months(raised.today, -6) + DAY
    LeavingPlan.objects.update(written_on=on)
    by = viewer_of(raised.dora)
    with looking_as(by.capacity_id):
        steps.leave(
            membership=membership, version=membership.version, by=by, now=now(), on=on, reason="Quiet",
            criterion="stopped_offending",
        )  # fmt: skip
    return Membership.objects.get(pk=membership.pk)


def test_leaving_sets_the_days_to_ask(raised, left):
    checks = LeavingCheck.objects.values_list("months", "due_on")
    assert list(checks.order_by("months")) == [(n, add_months(left.deselected_on, n)) for n in (3, 6, 12)]
    assert LeavingPlan.objects.get().left_on == left.deselected_on
    leaving_begin(membership=left, on=left.deselected_on)
    assert LeavingCheck.objects.count() == 3


def test_nobody_leaves_without_them_but_the_dead(world):
    by = viewer_of(world.dora)
    with looking_as(by.capacity_id):
        for person, criterion in ((world.person, "deceased"), (world.other, "moved_away")):
            membership = Membership.objects.get(person=person)
            steps.leave(
                membership=membership,
                version=1,
                by=by,
                now=now(),
                on=world.today,
                reason="So it was",
                criterion=criterion,
            )
    assert set(LeavingCheck.objects.values_list("person__ref", flat=True)) == {"N002"}


def test_one_press_says_how_it_goes(raised, left, send, see):
    page = see(raised.bob, plan_address(raised.other))
    assert "Going well" in page
    check = LeavingCheck.objects.get(months=3)
    send(raised.bob, f"/leaving/checks/{check.key}/", outcome="well", version=1)
    send(raised.bob, f"/leaving/checks/{check.key}/", outcome="worry", version=1)
    check.refresh_from_db()
    assert (check.outcome, check.done_on) == ("well", raised.today)


def test_the_lead_worker_is_reminded_once_and_the_coordinators_when_it_is_late(raised, left):
    night = {"scheme": raised.scheme, "at": now()}
    due = LeavingCheck.objects.get(months=3).due_on
    leaving_remind(today=due, **night)
    leaving_remind(today=due, **night)
    told = Notice.objects.filter(kind="leaving_check")
    assert [notice.capacity.user for notice in told] == [raised.bob]  # Kerry's key worker
    leaving_remind(today=due + 14 * DAY, **night)
    assert {notice.capacity.user for notice in told.all()} == {raised.bob, raised.dora, raised.cherie}
    assert LedgerEntry.objects.filter(event="leaving_remind").count() == 2


def test_the_way_back_is_one_press(raised, left, send, see):
    assert "Nominate again" in see(raised.dora, plan_address(raised.other))
    assert send(raised.dora, f"{plan_address(raised.other)}back/").status_code == 302
    membership = Membership.objects.get(person=raised.other, selected_on__isnull=True)
    assert membership.strands == left.strands
    assert Nomination.objects.get(membership=membership).reason.startswith("Put forward again after leaving")
    assert "Nominate again" not in see(raised.dora, plan_address(raised.other))


def test_the_persons_copy_says_who_helps_and_no_secret(raised, left, see):
    page = see(raised.dora, f"{plan_address(raised.other)}print/")
    assert "Northside Recovery" in page
    assert (
        "Weekly visits" not in page
    )  # about drugs: Kerry agreed to nothing, so the police do not see it and cannot print it
    assert "Nothing for half a year" not in page
    assert "ntelligence" not in page


def test_who_left_for_a_long_sentence_is_in_the_diary(world, see):
    release = add_months(world.today, 3)
    Status.objects.filter(person=world.other).update(end=world.today - 10 * DAY)
    Status.objects.create(
        person=world.other, owner=world.probation, start=world.today - 10 * DAY, status="sentenced", release_on=release
    )
    Membership.objects.filter(person=world.other).update(
        deselected_on=world.today - DAY, deselection_criterion="custodial_sentence"
    )
    page = see(world.dora)
    assert "Look again before release (1)" in page
    assert "Now" in page
    leaving_remind(scheme=world.scheme, today=world.today, at=now())
    leaving_remind(scheme=world.scheme, today=world.today, at=now())
    assert Notice.objects.filter(kind="reselect").count() == 2  # Dora and Cherie
    Membership.objects.create(
        person=world.other, owner=world.police, nominated_by=world.police, nominated_on=world.today
    )
    assert "Look again before release (0)" in see(world.dora)


def test_death_proposes_and_removes_nobody(world, see):
    Identity.objects.filter(person=world.person).update(died_on=world.today)
    proposals_raise(scheme=world.scheme, today=world.today, at=now())
    assert "Died" in see(world.dora)
    assert Membership.objects.get(person=world.person).deselected_on is None
    with looking_as_system():
        assert LeavingProposal.objects.filter(criterion="deceased").count() == 1


def test_a_plan_is_looked_at_again_on_its_day_and_the_agencies_hear_of_a_leaving(raised, send):
    on = raised.today + 40 * DAY
    send(raised.dora, plan_address(raised.other), **PLAN | {"check_on": on.isoformat(), "tell_agencies": "on"})
    night = {"scheme": raised.scheme, "at": now()}
    leaving_remind(today=on - DAY, **night)
    assert not Notice.objects.filter(kind="leaving_plan").exists()
    leaving_remind(today=on, **night)
    leaving_remind(today=on + DAY, **night)
    assert Notice.objects.filter(kind="leaving_plan").count() == 2  # Dora and Cherie, once
    by = viewer_of(raised.dora)
    with looking_as(by.capacity_id):
        steps.leave(
            membership=Membership.objects.get(person=raised.other), version=1, by=by, now=now(), on=raised.today,
            reason="Quiet", criterion="stopped_offending",
        )  # fmt: skip
    leaving_remind(today=raised.today, **night)
    assert [notice.capacity.user for notice in Notice.objects.filter(kind="left")] == [raised.bob]


# ---------------------------------------------------------------- the lower tier


@pytest.fixture
def steps_down(raised, send):
    """`steps_down(on)`: the panel confirmed it on that day."""

    def take(on):
        send(raised.dora, plan_address(raised.other), **PLAN | {"lighter_touch": "yes"}, send="yes")
        by = viewer_of(raised.dora)
        with looking_as(by.capacity_id):
            membership = Membership.objects.get(person=raised.other)
            steps.step_down(
                membership=membership, version=membership.version, by=by, now=now(), on=on, reason="Doing well"
            )

    return take


def test_stepping_down_is_proposed_to_the_panel_like_a_leaving(raised, see, send):
    page = see(raised.dora, plan_address(raised.other))
    assert "Step down: stay on the lower tier, with a lighter touch" in page
    answer = send(raised.dora, plan_address(raised.other), **PLAN | {"lighter_touch": "yes"}, send="yes")
    assert answer.status_code == 302
    assert "Nobody steps down before the panel has decided." in see(raised.dora, plan_address(raised.other))
    assert set(LeavingProposal.objects.values_list("answer", flat=True)) == {"panel"}
    assert Membership.objects.get(person=raised.other).tier == "ppo"


def test_what_is_proposed_is_chosen(raised, send):
    answer = send(raised.dora, plan_address(raised.other), **PLAN | {"lighter_touch": ""})
    assert "Choose what you propose." in words(answer)


def test_who_stepped_down_is_asked_about_and_proposed_no_more(raised, see, steps_down):
    on = raised.today
    steps_down(on)
    plan = LeavingPlan.objects.get()
    assert (plan.sent_on, plan.left_on, plan.lighter_touch) == (None, None, True)
    days = LeavingCheck.objects.order_by("months").values_list("due_on", flat=True)
    assert list(days) == [add_months(on, n) for n in (3, 6, 12)]
    assert from_leaving(viewer_of(raised.dora), on=on) == []
    page = see(raised.dora, plan_address(raised.other))
    assert "On the lower tier since" in page
    assert "What do you propose?" not in page  # there is no tier below
    assert "You have stepped down." in see(raised.dora, f"{plan_address(raised.other)}print/")


def test_the_agencies_hear_of_stepping_down_where_the_plan_says_so(raised, steps_down):
    steps_down(raised.today)
    LeavingPlan.objects.update(tell_agencies=True)
    leaving_remind(scheme=raised.scheme, today=raised.today, at=now())
    leaving_remind(scheme=raised.scheme, today=raised.today + DAY, at=now())
    notice = Notice.objects.get(kind="left")
    assert (notice.capacity.user, notice.text) == (
        raised.bob, "Somebody your agency works with is on the lower tier of the scheme now",
    )  # fmt: skip


def test_leaving_from_the_lower_tier_asks_from_that_day_on(raised, send, steps_down):
    on = raised.today - 100 * DAY
    LeavingPlan.objects.update(written_on=on)
    steps_down(raised.today)
    LeavingCheck.objects.filter(months=3).update(done_on=on, outcome="well", due_on=on)
    membership = Membership.objects.get(person=raised.other)
    membership.deselected_on = raised.today
    membership.deselection_criterion = "stopped_offending"
    leaving_begin(membership=membership, on=raised.today + DAY)
    found = LeavingCheck.objects.order_by("due_on").values_list("months", "due_on")
    assert list(found) == [(3, on), *((n, add_months(raised.today + DAY, n)) for n in (3, 6, 12))]


def test_the_copy_is_a_file_too_accessible_and_with_a_fold_that_names_nothing(raised, left, client_of):
    answer = client_of(raised.dora).get(f"{plan_address(raised.other)}paper/")
    assert answer["Content-Type"] == "application/pdf"
    report = pdf_check(answer.content)
    assert (report.title, report.headings[0], report.problems) == ("A letter for you", 1, [])
    assert "scheme" not in answer["Content-Disposition"]
    (made,) = LedgerEntry.objects.filter(event="leaving_paper", operation="disclosure").exclude(facts={})
    assert made.facts == {"sha256": sha256(answer.content).hexdigest()}


def test_what_was_typed_for_an_agency_stands_in_the_copy_only_where_a_letter_might_say_it(raised, left, client_of):
    """Nor does it begin a heading of its own."""
    Handover.objects.update(pathway="accommodation")
    HandoverDetail.objects.update(pathway="accommodation", what="# Weekly\n# talks")
    copy = f"{plan_address(raised.other)}print/"
    assert "Northside Recovery: # Weekly # talks." in words(client_of(raised.dora).get(copy))
    HandoverDetail.objects.update(what="Follow up the intelligence")
    assert "Northside Recovery: somewhere to live." in (said := words(client_of(raised.dora).get(copy)))
    assert "ntelligence" not in said


def test_large_print_is_as_the_person_wanted_their_letter(raised, left):
    with looking_as_system():
        Letter.objects.create(
            person=raised.other, owner=raised.police, membership=left, kind="leaving", text="Words", large_print=True,
            written_on=raised.today, written_by=raised.dora,
        )  # fmt: skip
    by = viewer_of(raised.dora)
    with looking_as(by.capacity_id):
        page = leaving_page(by, raised.other.key, raised.today)
        assert paper(page, by, today=raised.today)["large_print"]


# ---------------------------------------------------------------- what is not shown is not nothing


@pytest.fixture
def in_short(raised):
    """Plans pass at summary only, at which a plan for leaving is not shown."""
    AgreementRule.objects.filter(category=Category.PLAN).update(level=Level.SUMMARY)
    return raised


def test_a_plan_that_is_not_shown_is_said_to_be_there_and_not_written_over(in_short, send, see):
    send(in_short.dora, plan_address(in_short.other), **PLAN)
    page = see(in_short.bob, plan_address(in_short.other))
    assert "A plan for leaving is written already, and another agency holds it. It is not shown to you." in page
    assert "Who is told?" not in page
    assert send(in_short.bob, plan_address(in_short.other), **PLAN).status_code == 404
    assert send(in_short.bob, f"{plan_address(in_short.other)}ask/").status_code == 404
    assert LeavingPlan.objects.get().version == 1


def test_an_agency_sees_what_it_was_asked_where_the_plan_is_not_shown(in_short, asked, see):
    page = see(in_short.dee, plan_address(in_short.other))
    assert "Weekly visits" in page
    assert "Nothing for half a year" not in page


def test_where_others_may_have_been_asked_nothing_says_that_nobody_was(in_short, asked, see):
    assert "No agency was asked to carry on yet." not in see(in_short.bob, plan_address(in_short.other))
    paper = see(in_short.dora, f"{plan_address(in_short.other)}print/")
    assert "An agency that goes on helping you will tell you." in paper
    assert "No agency has said yes" not in paper


def test_who_looks_at_an_old_record_plans_nothing(raised, send, see):
    """Bob's hostel wrote something of Jordan once and does not work with him: what comes next is for those who do."""
    Contact.objects.create(
        person=raised.person, owner=raised.hostel, agency=raised.hostel, kind="office",
        planned_for=moment(raised.today - 90 * DAY, 10),
    )  # fmt: skip
    assert "Who is told?" not in see(raised.bob, plan_address(raised.person))
    assert send(raised.bob, plan_address(raised.person), **PLAN).status_code == 404
    said = see(raised.bob, f"/people/{raised.person.key}/membership/")
    assert "As far as you may see, nobody has nominated Jordan for the scheme." in said


def test_who_meets_people_by_name_alone_does_not_answer_for_the_agency(raised, asked):
    assert list(Handover.objects.to_answer(viewer_of(raised.dee))) == [asked]
    volunteer = replace(viewer_of(raised.dee), reach=Reach.NAMED)
    assert not Handover.objects.to_answer(volunteer).exists()
    assert not Handover.objects.asked_of(volunteer).exists()


def test_the_line_of_one_card_names_one_person(raised, client_of):
    """And the card itself, by its number."""
    Address.objects.create(
        person=raised.person, owner=raised.probation, start=raised.today, kind="settled", out_of_area=True
    )
    proposals_raise(scheme=raised.scheme, today=raised.today, at=now())
    client_of(raised.dora).get(f"{plan_address(raised.other)}stay/")
    entry = line("leaving_stay")
    assert entry.people == [raised.other.pk]
    cards = LeavingProposal.objects.filter(person=raised.other).order_by("pk").values_list("pk", flat=True)
    assert entry.facts["records"]["cohort.leavingproposal"] == list(cards)
