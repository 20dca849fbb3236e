"""Setting a panel up: who is invited, who is on the agenda, and what each agency says beforehand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cohort.models import LeavingProposal, Membership, Panel, PanelItem, PanelParagraph, PanelSeat
from sharing import links
from sharing.models import Capacity, LedgerEntry, Link, Mail, Notice
from tests.cohort.panel import fields_of, panel
from tests.pages import statements, words

__all__ = ["panel"]
DAY = timedelta(days=1)


@pytest.fixture
def dora(panel, client_of):
    return client_of(panel.dora)


def at(name, row):
    return reverse(name, args=[row.key])


def on_the_case(person, agency):
    return Link.objects.filter(person=person, agency=agency, reason="meeting").exists()


def agenda(panel):
    return [item.person.family_name for item in PanelItem.objects.filter(panel=panel).select_related("person")]


def test_it_is_set_up_as_the_last_one_was(panel, world, dora):
    where = reverse("panel_set_up")
    fields = fields_of(dora, where, within="main form:has([name=held_on])")
    assert fields["place"] == ["Northside Town Hall"]
    assert set(fields["agencies"]) == {
        str(agency.pk) for agency in (world.police, world.probation, world.housing, world.drugs)
    }
    day = world.today + 30 * DAY
    dora.send(where, fields | {"held_on": f"{day:%d/%m/%Y}", f"member_{world.housing.key}": world.hal.key})
    made = Panel.objects.get(held_on=day)
    assert (made.number, made.chair) == (3, world.cherie)  # after conference 1 and panel 2
    assert PanelSeat.objects.get(panel=made, agency=world.housing).user == world.hal
    assert LedgerEntry.objects.filter(event="panel_set_up", operation="collection").count() == 1


def test_from_a_run_come_those_whom_a_panel_talks_about(panel, dora, world):
    PanelItem.objects.all().delete()
    page = words(dora.get(f"/selection/{world.run.key}/"))
    assert "(2)" in page  # Max above the line; Kerry below it
    dora.send(at("panel_fill", world.panel), {"from": world.run.key})
    assert sorted(agenda(world.panel)) == ["Reid", "Ward"]
    assert {item.why for item in PanelItem.objects.all()} == {"above", "below"}
    dora.send(at("panel_fill", world.panel), {"from": world.run.key})  # again adds nobody
    assert len(agenda(world.panel)) == 2


def test_undecided_nominations_join_but_for_those_that_wait_longer(panel, dora, world):
    PanelItem.objects.filter(person=world.nominee).delete()
    world.nomination.look_again_on = world.panel.held_on + DAY
    world.nomination.save(update_fields=["look_again_on"])
    dora.send(at("panel_fill", world.panel), {"from": "nominations"})
    assert "Reid" not in agenda(world.panel)
    world.nomination.look_again_on = world.panel.held_on
    world.nomination.save(update_fields=["look_again_on"])
    dora.send(at("panel_fill", world.panel), {"from": "nominations"})
    assert agenda(world.panel)[-1] == "Reid"


def sent(world, person, criterion):
    """A card of the leaving watch that somebody sent to the panel."""
    return LeavingProposal.objects.create(
        person=person, membership=Membership.objects.get(person=person), criterion=criterion, raised_on=world.today,
        answer="panel", answered_at=now(), answered_by=Capacity.objects.get(user=world.cherie),
    )  # fmt: skip


def test_those_sent_to_the_panel_join_as_far_as_may_be_known(panel, dora, world, client_of):
    """Dora's police know the house move, which housing may show; of risk that probation holds they know by agreement.
    Cherie's safety agency knows nothing of risk, so a card about it puts nobody on the agenda for her."""
    PanelItem.objects.all().delete()
    sent(world, world.person, "high_risk_of_harm")
    client_of(world.cherie).send(at("panel_fill", world.panel), {"from": "leaving"})
    assert agenda(world.panel) == []
    sent(world, world.other, "moved_away")
    client_of(world.cherie).send(at("panel_fill", world.panel), {"from": "leaving"})
    assert agenda(world.panel) == ["Ward"]
    assert PanelItem.objects.get().why == "leaving"


def test_why_somebody_is_on_it_is_told_to_those_who_run_it(panel, dora, world, client_of):
    assert "On the list, below the line" in words(dora.get(at("panel_detail", world.panel)))
    answer = client_of(world.hal).get(at("panel_detail", world.panel))
    assert "the line" not in words(answer)


def test_being_invited_opens_the_record_and_being_taken_out_closes_it(panel, dora, world):
    assert not on_the_case(world.nominee, world.hostel)
    where, form = at("panel_invite", world.panel), "main form:has([name=agencies])"
    fields = fields_of(dora, where, within=form)
    dora.send(where, fields | {"agencies": [*fields["agencies"], world.hostel.pk]})
    assert on_the_case(world.nominee, world.hostel)
    fields = fields_of(dora, where, within=form)
    dora.send(where, fields | {"agencies": [pk for pk in fields["agencies"] if pk != str(world.hostel.pk)]})
    assert not on_the_case(world.nominee, world.hostel)


def test_two_who_invite_clash(panel, dora, client_of, world):
    where, form = at("panel_invite", world.panel), "main form:has([name=agencies])"
    mine = fields_of(dora, where, within=form)
    cherie = client_of(world.cherie)
    cherie.send(where, fields_of(cherie, where, within=form) | {"agencies": [world.police.pk]})
    assert dora.send(where, mine).status_code == 409
    assert list(PanelSeat.objects.values_list("agency", flat=True)) == [world.police.pk]


def test_the_agenda_is_put_in_order(panel, dora, world):
    dora.send(at("panel_item_move", world.nominee_item), {"way": "up"})
    assert agenda(world.panel) == ["Reid", "Ellis", "Ward"]
    dora.send(at("panel_item_remove", world.panel_item))
    assert agenda(world.panel) == ["Reid", "Ward"]


def test_each_agency_says_one_paragraph_or_nothing_to_add(panel, client_of, world):
    hal, where = client_of(world.hal), at("panel_paragraphs", world.panel)
    fields = fields_of(hal, where, within="main form:has(textarea)")
    fields |= {f"{world.nominee_item.key}-text": "He pays his rent", "rest": "nothing"}
    hal.send(where, fields)
    said = {row.item_id: row.text for row in PanelParagraph.objects.all()}
    assert said == {world.panel_item.pk: "", world.nominee_item.pk: "He pays his rent", world.other_item.pk: ""}
    assert {row.owner for row in PanelParagraph.objects.select_related("owner")} == {world.housing}
    assert "Your agency has said something on everybody." in words(hal.get(at("panel_detail", world.panel)))
    again = fields_of(hal, where, within="main form:has(textarea)")
    hal.send(where, again)  # nothing changed: no further version
    assert set(PanelParagraph.objects.values_list("version", flat=True)) == {1}


def test_a_colleague_s_paragraph_is_not_lost(panel, client_of, world):
    hal, where = client_of(world.hal), at("panel_paragraphs", world.panel)
    fields = fields_of(hal, where, within="main form:has(textarea)")
    text = f"{world.nominee_item.key}-text"
    hal.send(where, fields | {text: "Hers"})
    answer = hal.send(where, fields | {text: "His"})
    assert answer.status_code == 409
    assert "Hers" in (said := words(answer))
    assert "His" in said
    assert PanelParagraph.objects.get(item=world.nominee_item).text == "Hers"


def test_who_is_not_invited_writes_nothing(panel, client_of, world):
    assert client_of(world.bob).get(at("panel_paragraphs", world.panel)).status_code == 404
    assert (
        client_of(world.cherie).get(at("panel_paragraphs", world.panel)).status_code == 404
    )  # runs it, without a seat


def test_those_who_said_nothing_are_reminded_once_a_day(panel, dora, world):
    PanelSeat.objects.filter(agency=world.probation).update(user=world.alice)
    dora.send(at("panel_remind", world.panel))
    dora.send(at("panel_remind", world.panel))
    told = Notice.objects.filter(kind="panel_paragraph")
    by_agency = Capacity.objects.filter(pk__in=told.values("capacity"))
    assert set(by_agency.values_list("agency__code", flat=True)) == {"police", "probation", "housing", "drugs"}
    assert told.filter(capacity__user=world.alice).count() == 1
    assert Mail.objects.filter(subject="The panel waits for your agency").count() == told.count()
    assert not any(name in notice.text for notice in told for name in ("Ellis", "Ward", "Reid"))


def test_who_came_is_kept_and_apologies_stay(panel, dora, world):
    PanelSeat.objects.filter(agency=world.drugs).update(attended="apologies")
    dora.send(at("panel_attend", world.panel), {"present": [world.police.pk], "version": world.panel.version})
    attended = dict(PanelSeat.objects.values_list("agency__code", "attended"))
    assert attended == {"police": "yes", "probation": "no", "housing": "no", "drugs": "apologies"}


@pytest.mark.parametrize("name", ["panel_detail", "panel_minutes", "panel_paragraphs"])
def test_more_people_take_no_more_statements(panel, client_of, world, name):
    pete = client_of(world.pete)
    before = statements(pete, at(name, world.panel))
    for number in range(5):
        person = type(world.person).objects.create(
            scheme=world.scheme, owner=world.police, ref=f"Q{number}", family_name=f"Made{number}", given_names="Up"
        )
        PanelItem.objects.create(panel=world.panel, person=person, position=9 + number, why="added")
    links.sync(PanelItem.objects.values_list("person", flat=True))
    assert statements(pete, at(name, world.panel)) == before


def test_whoever_may_be_added_is_written_down_as_shown(panel, dora, world):
    """The names to choose from are names that were shown."""
    PanelItem.objects.filter(person=world.other).delete()
    assert "Ward" in dora.get(at("panel_detail", world.panel)).content.decode()
    line = LedgerEntry.objects.filter(event="panel_detail").last()
    assert world.other.pk in line.people
