"""What begins when somebody comes on: who leads, the first visit, and what is said where the list is full."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localdate, now

from casework.models import Allocation, Contact, Identity, Status
from cohort.changes.leaving_night import proposals_raise
from cohort.changes.taking_up import lead_of
from cohort.models import Membership, PanelDecision
from sharing import links
from sharing.calendar import add_months, add_working_days
from sharing.looking import looking_as_system
from sharing.models import Agency, AgreementRule, Exclusion, LedgerEntry, Link, Notice
from sharing.policy import Category
from tests.cohort.panel import fields_of, panel
from tests.cohort.test_panel_live import cherie, confirming, dated, dora, live
from tests.pages import words

__all__ = ["cherie", "dora", "panel"]
DAY = timedelta(days=1)


def named(agency, user=None):
    return f"{agency.key}:{user.key if user else ''}"


@pytest.fixture
def bring_on(panel, dora, cherie):
    """`bring_on(**typed)`: Dora writes down that Max comes on, and Cherie confirms it; what Cherie was answered."""

    def both(**typed):
        dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)) | typed)
        found = PanelDecision.objects.get(item=panel.nominee_item)
        return cherie.send(confirming(panel.nominee_item), {"version": found.version})

    return both


def test_it_is_filled_in_so_that_a_panel_that_agrees_types_nothing(panel, dora):
    fields = fields_of(dora, live(panel.nominee_item))
    assert fields["lead"] == [named(panel.probation)]
    assert fields["first_visit_on"] == [dated(add_working_days(panel.today, 5))]


def test_under_18_the_youth_offending_team_leads(panel, dora):
    Agency.objects.filter(pk=panel.drugs.pk).update(kind="yot")
    Identity.objects.filter(person=panel.nominee).update(date_of_birth=add_months(panel.today, -17 * 12))
    assert fields_of(dora, live(panel.nominee_item))["lead"] == [named(panel.drugs)]


def test_confirmed_they_are_led_and_seen_and_nothing_before(panel, dora, bring_on):
    on = panel.today + 3 * DAY
    bring_on(lead=named(panel.probation, panel.alice), first_visit_on=dated(on))
    lead = Allocation.objects.get(person=panel.nominee)
    assert (lead.role, lead.agency, lead.owner, lead.user) == (
        "probation_om", panel.probation, panel.probation, panel.alice,
    )  # fmt: skip
    assert (lead.start, lead.end) == (panel.today, None)
    contact = Contact.objects.get(person=panel.nominee)
    assert (contact.agency, contact.user, contact.kind, contact.outcome) == (
        panel.probation, panel.alice, "office", "planned",
    )  # fmt: skip
    assert (localdate(contact.planned_for), contact.planned_for_time_known) == (on, False)
    assert Link.objects.filter(person=panel.nominee, agency=panel.probation, reason="allocation").exists()
    notice = Notice.objects.get(kind="lead")
    assert notice.capacity.user == panel.alice
    assert "Reid" not in notice.text
    assert LedgerEntry.objects.get(event="lead_allocate").recipients == [panel.probation.pk]


def test_nothing_begins_before_it_is_confirmed(panel, dora):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    assert not Allocation.objects.filter(person=panel.nominee).exists()
    assert not Contact.objects.filter(person=panel.nominee).exists()


def test_where_the_step_is_refused_nobody_leads_either(panel, bring_on):
    Membership.objects.filter(pk=panel.nomination.pk).update(nominated_on=panel.today + DAY)  # before which no step is
    bring_on()
    assert PanelDecision.objects.get(item=panel.nominee_item).state == "decided"
    assert not Allocation.objects.filter(person=panel.nominee).exists()
    assert not Contact.objects.filter(person=panel.nominee).exists()


def test_whoever_is_held_is_visited_there(panel, bring_on):
    Status.objects.create(person=panel.nominee, owner=panel.prison, status="remand", start=panel.today - 5 * DAY)
    bring_on()
    assert Contact.objects.get(person=panel.nominee).kind == "prison_visit"


def test_an_agency_that_names_nobody_is_told_to(panel, bring_on):
    bring_on()
    assert Allocation.objects.get(person=panel.nominee).user is None
    assert Notice.objects.filter(kind="lead").values_list("capacity__user", flat=True).get() == panel.alice.pk
    assert "say who it is to be" in Notice.objects.get(kind="lead").text


def test_whoever_leads_already_goes_on_and_is_named_where_all_may_know_it(panel, dora, bring_on):
    led = {"person": panel.nominee, "owner": panel.housing, "agency": panel.housing, "user": panel.hal}
    row = Allocation.objects.create(role="key_worker", start=panel.today - 9 * DAY, **led)
    page = BeautifulSoup(dora.get(live(panel.nominee_item)).content, "html.parser")
    chosen = page.select_one("select[name=lead] option[selected]")
    assert (chosen["value"], chosen.text) == ("now", "As it is now: Hal Osei, Northside Homes")
    AgreementRule.objects.filter(category=Category.SUPERVISION, to_agency=panel.drugs).delete()
    AgreementRule.objects.filter(category=Category.SUPERVISION, to_agency=None).update(to_agency=panel.police)
    assert "Hal Osei, Northside Homes" not in words(dora.get(live(panel.nominee_item)))
    assert fields_of(dora, live(panel.nominee_item))["lead"] == [named(panel.probation)]  # as where nobody leads
    bring_on(lead="now")
    assert [one.pk for one in Allocation.objects.filter(person=panel.nominee, end=None)] == [row.pk]
    assert Contact.objects.get(person=panel.nominee).agency == panel.housing


def test_another_lead_ends_the_one_before(panel, bring_on):
    led = {"person": panel.nominee, "owner": panel.housing, "agency": panel.housing, "user": panel.hal}
    row = Allocation.objects.create(role="key_worker", start=panel.today - 9 * DAY, **led)
    bring_on(lead=named(panel.drugs, panel.dee))
    row.refresh_from_db()
    assert row.end == panel.today
    assert lead_of(panel.nominee.pk).user == panel.dee


def test_an_offender_manager_is_not_passed_over(panel, cherie, bring_on):
    led = {"person": panel.nominee, "owner": panel.probation, "agency": panel.probation, "user": panel.alice}
    Allocation.objects.create(role="probation_om", start=panel.today - 9 * DAY, **led)
    bring_on(lead=named(panel.drugs, panel.dee))
    assert "who leads. Choose them" in words(cherie.get(confirming(panel.nominee_item)))
    assert PanelDecision.objects.get(item=panel.nominee_item).state == "decided"
    assert lead_of(panel.nominee.pk).user == panel.alice


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lead": ""}, "Choose who leads."),
        ({"first_visit_on": ""}, "Enter the day of the first visit."),
        ({"first_visit_on": "1/1/2020"}, "Enter the day of the first visit, today or later."),
        ({"lead": "now"}, "Choose who leads."),  # nobody does
    ],
)
def test_what_is_missing_is_asked_for(panel, dora, typed, said):
    answer = dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)) | typed)
    assert said in words(answer)
    assert not PanelDecision.objects.exists()


def test_nobody_leads_to_whom_the_person_is_closed(panel, dora):
    with looking_as_system():
        Exclusion.objects.create(
            person=panel.nominee, user=panel.alice, kind="relative", reason="His sister", starts_at=now() - DAY,
        )  # fmt: skip
    typed = {"lead": named(panel.probation, panel.alice)}
    answer = dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)) | typed)
    assert "Choose somebody who works with people on the scheme." in words(answer)
    assert not PanelDecision.objects.exists()


def test_only_coming_on_asks_who_leads(panel, dora):
    fields = fields_of(dora, live(panel.nominee_item))
    typed = {"outcome": "not_for", "otherwise": "Moves away", "lead": "", "first_visit_on": ""}
    dora.send(live(panel.nominee_item), fields | typed)
    assert PanelDecision.objects.get(item=panel.nominee_item).lead_agency is None


def test_a_confirmation_that_came_late_plans_no_visit_for_a_day_that_is_over(panel, dora, cherie):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    PanelDecision.objects.update(first_visit_on=panel.today - DAY)
    cherie.send(confirming(panel.nominee_item), {"version": 1})
    assert localdate(Contact.objects.get(person=panel.nominee).planned_for) == add_working_days(panel.today, 1)


def test_the_second_user_and_the_minutes_read_who_leads(panel, dora, cherie):
    typed = {"lead": named(panel.probation, panel.alice), "first_visit_on": dated(panel.today + DAY)}
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)) | typed)
    assert "Who leads Alice Reed, Northside Probation" in words(cherie.get(confirming(panel.nominee_item)))
    again = fields_of(dora, live(panel.nominee_item))
    assert (again["lead"], again["first_visit_on"]) == ([typed["lead"]], [typed["first_visit_on"]])
    minutes = words(dora.get(f"/panel/{panel.panel.key}/minutes/"))
    assert "Who leads: Alice Reed, Northside Probation. First visit by" in minutes


# ---------------------------------------------------------------- a full list


@pytest.fixture
def full(panel):
    """As many places as people, and the night has been: Kerry has been on for two years."""
    panel.scheme.capacity = 2
    panel.scheme.save()
    Membership.objects.filter(person=panel.other).update(
        nominated_on=add_months(panel.today, -30), selected_on=add_months(panel.today, -30)
    )
    proposals_raise(scheme=panel.scheme, today=panel.today, at=now())
    return panel


def test_while_there_is_room_nothing_is_said(panel, dora):
    panel.scheme.capacity = 3
    panel.scheme.save()
    assert "The list is full" not in words(dora.get(live(panel.nominee_item)))


def test_a_full_list_is_a_warning_that_names_whom_the_watch_proposes(full, dora, cherie):
    page = words(dora.get(live(full.nominee_item)))
    assert "The list is full: 2 people on it, 2 places." in page
    assert "The leaving watch proposes" in page
    assert "two years on the list" in page
    assert "It does not stop you." in page
    dora.send(live(full.nominee_item), fields_of(dora, live(full.nominee_item)))
    page = words(cherie.get(confirming(full.nominee_item)))
    assert "The list is full: 2 people on it, 2 places." in page
    cherie.send(confirming(full.nominee_item), {"version": 1})
    assert Membership.objects.get(pk=full.nomination.pk).selected_on == full.today


def test_on_the_wall_nobody_is_named_who_is_not_there_for_all(full, dora):
    """Off the agenda, Kerry is none of whom drug treatment and probation work with: the number is told, and no name."""
    assert "proposes Kerry Ward: two years on the list" in words(dora.get(live(full.nominee_item)))
    full.other_item.delete()
    links.sync([full.other.pk])
    page = words(dora.get(live(full.nominee_item)))
    assert "The list is full: 2 people on it, 2 places. It does not stop you." in page
    assert "Kerry" not in page


def test_of_somebody_on_the_list_nothing_is_said_of_places(full, dora):
    assert "The list is full" not in words(dora.get(live(full.panel_item)))
