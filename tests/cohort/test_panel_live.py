"""A panel as it goes: one press where it agrees, dissent and override kept, two users for what begins or ends a place."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.timezone import now

from cohort.models import Membership, PanelDecision, PanelItem, PanelParagraph, PanelPosition
from cohort.rules.panel import Outcome
from cohort.views.panel_outcome import counts
from sharing.calendar import add_months
from sharing.models import AgreementRule, Capacity, LedgerEntry, Notice, Setting
from sharing.policy import Category
from tests.cohort.panel import fields_of, panel
from tests.pages import words

__all__ = ["panel"]
DAY = timedelta(days=1)


@pytest.fixture
def dora(panel, client_of):
    return client_of(panel.dora)


@pytest.fixture
def cherie(panel, client_of):
    return client_of(panel.cherie)


def live(item):
    return reverse("panel_decide", args=[item.key])


def confirming(item):
    return reverse("panel_confirm", args=[PanelDecision.objects.get(item=item).key])


def change(event):
    """The line of the change itself; the page that was shown may have one of the same name."""
    return LedgerEntry.objects.filter(event=event).exclude(operation=LedgerEntry.Operation.CONSULTATION).last()


def dated(day):
    return f"{day:%d/%m/%Y}"


def position(agency):
    return f"p-{agency.key}-position", f"p-{agency.key}-words"


def settle(panel, name, value):
    Setting.objects.create(scheme=panel.scheme, name=name, value=value, in_force_from=panel.today - 400 * DAY)


def test_one_press_brings_a_nominee_as_far_as_the_second_pair_of_eyes(panel, dora):
    answer = dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    assert answer.url == live(panel.other_item) + "#decision"
    decision = PanelDecision.objects.get(item=panel.nominee_item)
    assert (decision.outcome, decision.suggested, decision.state) == ("bring_on", "bring_on", "decided")
    assert decision.reason.startswith("Nominated by Northside Homes.")
    assert set(decision.positions.values_list("position", flat=True)) == {"support"}
    panel.nomination.refresh_from_db()
    assert panel.nomination.selected_on is None  # nothing changes before the second user
    facts = change("panel_decide").facts
    assert (facts["outcome"], facts["override"], facts["dissent"]) == ("bring_on", False, [])


def test_the_keyboard_lands_on_the_suggestion_and_enter_saves_it(panel, dora):
    """One key to the choice that is made already, one to send: the first thing in the form, and its first button."""
    page = BeautifulSoup(dora.get(live(panel.nominee_item)).content, "html.parser")
    first, *_ = [
        part for part in page.select("#decision input, #decision a, #decision button") if part.get("type") != "hidden"
    ]
    assert (first["name"], first["value"], first.has_attr("checked")) == ("outcome", "bring_on", True)
    button = page.select_one("#decision form button")
    assert (button["name"], button["value"]) == ("go", "next")


def test_those_who_may_confirm_are_told_once_and_no_name_leaves(panel, dora):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    notice = Notice.objects.get(kind="panel_confirm")
    assert (notice.capacity.user, notice.address) == (panel.cherie, f"/panel/{panel.panel.key}/")
    assert "Reid" not in notice.text


def test_whoever_wrote_it_down_does_not_confirm_it(panel, dora):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    assert "somebody else has to confirm it" in words(dora.get(confirming(panel.nominee_item)))
    dora.send(confirming(panel.nominee_item), {"version": 1})
    panel.nomination.refresh_from_db()
    assert panel.nomination.selected_on is None
    assert LedgerEntry.objects.filter(event="membership_step").count() == 0


def test_the_second_user_puts_it_in_force_and_both_are_named(panel, dora, cherie):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    answer = cherie.send(confirming(panel.nominee_item), {"version": 1})
    assert answer.status_code == 302
    panel.nomination.refresh_from_db()
    assert (panel.nomination.selected_on, panel.nomination.tier) == (panel.today, "ppo")
    decision = PanelDecision.objects.get(item=panel.nominee_item)
    assert (decision.state, decision.decided_by.user, decision.confirmed_by.user) == (
        "in_force", panel.dora, panel.cherie,
    )  # fmt: skip
    assert "Written down by Dora Nair" in (said := words(cherie.get(reverse("panel_minutes", args=[panel.panel.key]))))
    assert "Confirmed by Cherie Holt" in said
    cherie.send(confirming(panel.nominee_item), {"version": decision.version})  # once more has no effect
    assert LedgerEntry.objects.filter(event="membership_step").count() == 1


def test_what_was_changed_since_is_not_confirmed(panel, dora, cherie):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    Membership.objects.filter(pk=panel.nomination.pk).update(version=9)
    assert cherie.send(confirming(panel.nominee_item), {"version": 1}).status_code == 409
    assert PanelDecision.objects.get(item=panel.nominee_item).state == "decided"


def test_against_the_suggestion_takes_a_reason_that_the_minutes_keep(panel, dora, cherie):
    fields = fields_of(dora, live(panel.nominee_item)) | {"outcome": "not_for"}
    refused = dora.send(live(panel.nominee_item), fields)
    assert refused.status_code == 200
    assert "Say why the panel decides otherwise than suggested." in words(refused)
    dora.send(live(panel.nominee_item), fields | {"otherwise": "Moves to Leeds next week"})
    decision = PanelDecision.objects.get(item=panel.nominee_item)
    assert (decision.outcome, decision.reason) == ("not_for", "Moves to Leeds next week")
    assert change("panel_decide").facts["override"] is True
    said = words(cherie.get(reverse("panel_minutes", args=[panel.panel.key])))
    assert "The suggestion was: bring on. The panel decided otherwise because: Moves to Leeds next week" in said


def test_dissent_stands_in_the_agency_s_words_in_ledger_and_minutes(panel, dora, cherie):
    where, why = position(panel.housing)
    fields = fields_of(dora, live(panel.nominee_item)) | {where: "oppose"}
    assert "Enter why Northside Homes disagrees." in words(dora.send(live(panel.nominee_item), fields))
    dora.send(live(panel.nominee_item), fields | {why: "His tenancy would be lost"})
    row = PanelPosition.objects.get(owner=panel.housing)
    assert (row.position, row.words) == ("oppose", "His tenancy would be lost")
    assert change("panel_decide").facts["dissent"] == [panel.housing.pk]
    said = words(cherie.get(reverse("panel_minutes", args=[panel.panel.key])))
    assert "Northside Homes: disagrees. “His tenancy would be lost”" in said


def test_keeping_somebody_is_in_force_at_once_and_can_be_put_right(panel, dora):
    day = panel.today + 90 * DAY
    fields = fields_of(dora, live(panel.panel_item)) | {"until": dated(day)}
    assert fields["outcome"] == ["keep_review"]
    dora.send(live(panel.panel_item), fields)
    membership = Membership.objects.get(person=panel.person)
    assert (membership.kept_on, membership.look_again_on) == (panel.today, day)
    later = fields_of(dora, live(panel.panel_item)) | {"until": dated(day + DAY)}
    dora.send(live(panel.panel_item), later)
    membership.refresh_from_db()
    assert membership.look_again_on == day + DAY


def test_a_day_is_asked_for_where_the_decision_names_one(panel, dora):
    fields = fields_of(dora, live(panel.panel_item))
    assert fields["until"] == [dated(add_months(panel.panel.held_on, 3))]
    answer = dora.send(live(panel.panel_item), fields | {"until": ""})
    assert "Enter the day." in words(answer)
    assert PanelDecision.objects.count() == 0


def test_a_nomination_waits(panel, dora):
    fields = fields_of(dora, live(panel.nominee_item))
    more = {"outcome": "wait", "until": dated(panel.today + 30 * DAY), "otherwise": "Court first"}
    dora.send(live(panel.nominee_item), fields | more)
    panel.nomination.refresh_from_db()
    assert (panel.nomination.selected_on, panel.nomination.look_again_on) == (None, panel.today + 30 * DAY)


def test_leaving_takes_two_and_a_criterion(panel, dora, cherie):
    fields = fields_of(dora, live(panel.other_item)) | {"outcome": "leave", "otherwise": "Nothing for a year"}
    assert fields["criterion"] == ["list_review"]
    fields["criterion"] = ""
    assert "Choose why the person leaves." in words(dora.send(live(panel.other_item), fields))
    dora.send(live(panel.other_item), fields | {"criterion": "list_review"})
    membership = Membership.objects.get(person=panel.other)
    assert membership.deselected_on is None
    cherie.send(confirming(panel.other_item), {"version": 1})
    membership.refresh_from_db()
    assert (membership.deselected_on, membership.deselection_criterion) == (panel.today, "list_review")


def test_sent_back_it_is_decided_anew(panel, dora, cherie):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    where = confirming(panel.nominee_item)
    assert "Say what is wrong with it." in words(cherie.send(where, {"version": 1, "back": "1", "reason": ""}))
    cherie.send(where, {"version": 1, "back": "1", "reason": "The wrong Max"})
    assert "Sent back: The wrong Max" in words(dora.get(live(panel.nominee_item)))
    assert cherie.send(where, {"version": 2}).status_code == 302
    assert PanelDecision.objects.get(item=panel.nominee_item).state == "sent_back"
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    decision = PanelDecision.objects.get(item=panel.nominee_item)
    assert (decision.state, decision.version, decision.sent_back) == ("decided", 3, "")


def test_two_laptops_clash_and_neither_loses_its_text(panel, dora, cherie):
    mine = fields_of(dora, live(panel.nominee_item)) | {"reason": "Mine"}
    cherie.send(live(panel.nominee_item), fields_of(cherie, live(panel.nominee_item)) | {"reason": "Theirs"})
    answer = dora.send(live(panel.nominee_item), mine)
    assert answer.status_code == 409
    assert "changed this" in (said := words(answer))
    assert "Theirs" in said
    assert "Mine" in said
    assert PanelDecision.objects.get(item=panel.nominee_item).reason == "Theirs"


def test_the_same_form_twice_has_one_effect(panel, dora):
    fields = fields_of(dora, live(panel.nominee_item)) | {"form_id": "the-same-form-twice"}
    first, second = dora.post(live(panel.nominee_item), fields), dora.post(live(panel.nominee_item), fields)
    assert first.url == second.url
    assert PanelDecision.objects.get(item=panel.nominee_item).version == 1


def test_without_quorum_it_is_said_and_only_where_it_binds_refused(panel, dora):
    settle(panel, "panel_quorum", 5)
    assert "Quorum 5: not reached, which does not stop you" in words(dora.get(live(panel.nominee_item)))
    settle(panel, "panel_quorum_binds", 1)
    answer = dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    assert "The panel has no quorum: it needs 5 agencies." in words(answer)
    assert PanelDecision.objects.count() == 0


def test_where_the_scheme_wants_it_the_steering_group_ratifies_first(panel, dora, cherie, client_of):
    settle(panel, "panel_ratified", 1)
    steve, where = client_of(panel.steve), reverse("panel_ratify", args=[panel.panel.key])
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    cherie.send(confirming(panel.nominee_item), {"version": 1})
    assert PanelDecision.objects.get(item=panel.nominee_item).state == "decided"  # not yet
    assert Notice.objects.get(capacity__user=panel.steve).address == where
    seen = words(steve.get(where))
    assert "Reid" not in seen
    assert "too few to show" in seen
    steve.send(where)
    assert PanelDecision.objects.get(item=panel.nominee_item).state == "ratified"
    steve.send(where)  # nothing is left to ratify
    assert LedgerEntry.objects.filter(event="panel_ratify").count() == 1
    cherie.send(confirming(panel.nominee_item), {"version": 2})
    panel.nomination.refresh_from_db()
    assert panel.nomination.selected_on == panel.today


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        (["bring_on"] * 5, {"Decisions": 5, "Bring on": 5, "With a dissent": 0, "Otherwise than suggested": 0}),
        # one of six is told by nothing: neither by itself nor by what the others leave
        (
            ["bring_on"] * 5 + ["not_for"],
            {"Decisions": 6, "By what was decided": None, "Otherwise than suggested": None},
        ),
        (["bring_on"] * 2, {"Decisions": None, "By what was decided": None}),
    ],
)
def test_counts_for_the_steering_group_tell_of_nobody(panel, outcomes, told):
    maker = Capacity.objects.get(user=panel.dora)
    for place, outcome in enumerate(outcomes):
        person = type(panel.person).objects.create(
            scheme=panel.scheme, owner=panel.police, ref=f"C{place}", family_name=f"Made{place}", given_names="Up"
        )
        membership = Membership.objects.create(
            person=person, owner=panel.police, nominated_by=panel.police, nominated_on=panel.today
        )
        item = PanelItem.objects.create(panel=panel.panel, person=person, position=9 + place, why="above")
        PanelDecision.objects.create(
            item=item, person=person, owner=panel.police, membership=membership, membership_version=1, outcome=outcome,
            suggested="bring_on", reason="Agreed", otherwise="So", state="decided", decided_by=maker,
            decided_at=now(),
        )  # fmt: skip
    found = dict(counts(panel.panel))
    assert {name: found[name] for name in told} == told
    assert ("Bring on" in found) == ("Bring on" in told)


def test_where_nobody_ratifies_nothing_can_be_ratified(panel, dora, client_of):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    client_of(panel.steve).send(reverse("panel_ratify", args=[panel.panel.key]))
    assert PanelDecision.objects.get(item=panel.nominee_item).state == "decided"


# The screen that everybody looks at


def test_the_screen_shows_what_all_who_are_here_may_see(panel, dora):
    """Of Jordan the police know every line, housing none: with housing at the table no score stands on the wall."""
    PanelParagraph.objects.create(
        item=panel.panel_item, person=panel.person, owner=panel.housing, text="Rent is paid on time"
    )
    page = words(dora.get(live(panel.panel_item)))
    assert "showing what all 4 agencies here can see" in page
    assert "Rent is paid on time" in page  # what is said at meetings passes between all of them
    assert "The score is not one that everybody here may see." in page
    assert "Intelligence" not in page

    here = {"present": [panel.police.pk, panel.probation.pk], "version": 1}
    dora.send(reverse("panel_attend", args=[panel.panel.key]), here)
    page = words(dora.get(live(panel.panel_item)))
    assert "showing what all 2 agencies here can see" in page
    assert "Score 10, rank 1" in page


def test_a_paragraph_that_one_of_them_may_not_see_is_not_on_it(panel, dora):
    PanelParagraph.objects.create(
        item=panel.panel_item, person=panel.person, owner=panel.probation, text="He told his officer so"
    )
    assert "He told his officer so" in words(dora.get(live(panel.panel_item)))
    AgreementRule.objects.filter(category=Category.CONFERENCE).update(
        from_agency=panel.probation, to_agency=panel.police
    )
    page = words(dora.get(live(panel.panel_item)))
    assert "He told his officer so" not in page
    here = {"present": [panel.police.pk, panel.probation.pk], "version": 1}
    dora.send(reverse("panel_attend", args=[panel.panel.key]), here)
    assert "He told his officer so" in words(dora.get(live(panel.panel_item)))


def test_the_reason_that_is_filled_in_rests_on_what_everybody_invited_may_know(panel, dora):
    here = {"present": [panel.police.pk, panel.probation.pk], "version": 1}
    dora.send(reverse("panel_attend", args=[panel.panel.key]), here)
    (reason,) = fields_of(dora, live(panel.panel_item))["reason"]
    assert "Intelligence" not in reason  # housing reads the minutes
    assert "points" not in reason


def test_the_ledger_says_who_looked_on(panel, dora):
    dora.get(live(panel.panel_item))
    line = LedgerEntry.objects.filter(event="panel_decide").last()
    assert set(line.recipients) == {panel.police.pk, panel.probation.pk, panel.housing.pk, panel.drugs.pk}


def test_the_ledger_names_the_positions_that_whoever_confirms_reads(panel, dora, cherie):
    dora.send(live(panel.nominee_item), fields_of(dora, live(panel.nominee_item)))
    cherie.get(confirming(panel.nominee_item))
    line = LedgerEntry.objects.filter(event="panel_confirm", operation=LedgerEntry.Operation.CONSULTATION).last()
    stood = PanelPosition.objects.order_by("pk").values_list("pk", flat=True)
    assert line.facts["records"]["cohort.panelposition"] == list(stood)


@pytest.mark.parametrize("outcome", [Outcome.KEEP, Outcome.LEAVE])
def test_nobody_is_decided_on_as_what_they_are_not(panel, dora, outcome):
    fields = fields_of(dora, live(panel.nominee_item)) | {"outcome": outcome.value, "otherwise": "So"}
    assert dora.send(live(panel.nominee_item), fields).status_code == 200
    assert PanelDecision.objects.count() == 0
