"""What is held about one person: every table of the register, each agency its own, earlier versions and removed rows."""

from datetime import date

import pytest

from cohort.models import Panel, PanelItem, Transfer
from ppo.rights import collect, register, values
from reviews.models import AgendaItem, Meeting
from sharing import ledger
from sharing.looking import looking_as
from sharing.models import LedgerEntry
from tests.world import viewer_of


@pytest.fixture
def found(world):
    return collect.items(world.person)


def titles(items):
    return {item.title for item in items}


def test_each_agency_holds_its_own(world, found):
    drugs = [item for item in found if item.agency_id == world.drugs.pk]
    assert titles(drugs) == {"Action of the plan", "Contact", "Drug test", "Who works with you"}
    assert {item.agency_id for item in found if item.label == "casework.intelligence"} == {world.police.pk}
    assert sum(number for _, number in collect.holders(world.person)) == len(found)


def test_a_detail_stands_with_its_record(world, found):
    (test,) = [item for item in found if item.label == "casework.drugtest"]
    assert [line.said for line in test.lines if line.name == "result"] == ["Positive"]
    assert [line.said for line in test.lines if line.name == "substances"] == ["Opiates"]


def test_intelligence_waits_for_a_decision_line_by_line(found):
    (report,) = [item for item in found if item.label == "casework.intelligence"]
    assert all(line.restricted for line in report.lines)
    assert report.undecided


def test_codes_are_said_in_words(found):
    offences = [item for item in found if item.label == "casework.offence"]
    assert all("28" not in line.said for item in offences for line in item.lines if line.name == "offence_code")


def test_what_was_said_before_is_held_too(world):
    world.address.lines = "14 Example Street"
    world.address.save()
    (address,) = [item for item in collect.items(world.person) if item.label == "casework.address"]
    (lines,) = [line for line in address.lines if line.name == "lines"]
    assert (lines.said, [said for _, said in lines.earlier]) == ("14 Example Street", ["12 Example Street"])


def test_what_was_removed_is_held_in_the_history(world):
    world.contact.delete()
    world.kept_contact.delete()
    gone = [item for item in collect.items(world.person) if item.gone_on]
    assert {item.label for item in gone} == {"casework.contact"}
    assert len(gone) == 2
    assert "Talked about the tenancy" in [line.said for item in gone for line in item.lines]


def test_a_detail_of_another_agency_is_theirs(world):
    type(world.drug_test).objects.filter(pk=world.drug_test.pk).update(owner=world.police)
    owners = {item.label: item.agency_id for item in collect.items(world.person) if "drugtest" in item.label}
    assert owners == {"casework.drugtest": world.police.pk, "casework.drugtestresult": world.drugs.pk}


@pytest.mark.parametrize("name", ["alice", "pete", "dee", "hal"])
def test_a_reviewer_finds_what_the_system_finds_and_the_ledger_says_so(world, name):
    viewer = viewer_of(getattr(world, name))
    wanted = {item.ref for item in collect.items(world.person, agency=viewer.agency_id)}
    with looking_as(viewer.capacity_id), ledger.page("part_detail", by=viewer):
        seen = {item.ref for item in collect.items(world.person, agency=viewer.agency_id, viewer=viewer)}
    assert seen == wanted
    assert LedgerEntry.objects.get(event="part_detail").people == [world.person.pk]


def test_nobody_sees_what_another_agency_holds(world):
    viewer = viewer_of(world.hal)
    with looking_as(viewer.capacity_id):
        mine = collect.items(world.person, agency=viewer.agency_id, viewer=viewer)
    assert {item.agency_id for item in mine} == {world.housing.pk}


def test_who_looked_is_told_by_agency(world):
    ledger.record("person_detail", by=viewer_of(world.alice), operation="consultation", people=[world.person.pk])
    (looked,) = [item for item in collect.items(world.person) if item.label == "sharing.ledgerentry"]
    assert next(line.said for line in looked.lines) == "Northside Probation"
    assert looked.agency_id == world.police.pk


def test_every_kind_leads_to_the_person(world):
    """A kind that nothing leads to would never be told: the walk raises, and the build with it."""
    assert len(register.told()) > 25
    assert collect.items(world.other)


def test_meetings_and_panels_are_called_by_what_they_are_and_their_day():
    met = AgendaItem(meeting=Meeting(kind="case_conference", held_on=date(2026, 11, 20)))
    sat = PanelItem(panel=Panel(held_on=date(2026, 11, 20)))
    assert values.spoken(met, AgendaItem._meta.get_field("meeting")) == "Case conference, 20 November 2026"
    assert values.spoken(sat, PanelItem._meta.get_field("panel")) == "Panel, 20 November 2026"


def test_what_another_scheme_was_told_is_said_in_words():
    told = Transfer(shown=[["Name", "Jordan Ellis"], ["Where", "In the community"]])
    field = Transfer._meta.get_field("shown")
    assert values.spoken(told, field) == "Name: Jordan Ellis; Where: In the community"
    assert values.kept(told, field) == [["Name", "Jordan Ellis"], ["Where", "In the community"]]
