"""Who has looked, and what was sent out: who may read it, and that the lines tell a reader nothing new about the record."""

import csv
import io
from datetime import timedelta

import pytest

from casework.models import Contact, DrugTestResult, Intelligence
from pathways.models import NeedDetail
from reviews.models import Meeting
from sharing import ledger
from sharing.changes import disclosure as disclosures
from sharing.changes.disclosure import Grounds
from sharing.changes.emergency import emergency_open
from sharing.looking import moment
from sharing.models import Consent, Holding, LedgerEntry
from sharing.policy import Category, Level
from tests.pages import line, statements, words
from tests.world import viewer_of


@pytest.fixture
def looked(world):
    return f"/people/{world.person.key}/sharing/looked/"


@pytest.fixture
def sent(world):
    return f"/people/{world.person.key}/sharing/sent/"


def look(world, who, *categories, **facts):
    """A look of somebody at records of these categories, as the gate writes it."""
    return ledger.record(
        "contact_list", by=viewer_of(getattr(world, who)), operation=ledger.Operation.CONSULTATION,
        people=[world.person.pk], categories=[int(one) for one in categories], records={}, **facts,
    )  # fmt: skip


def share(world, giver="dee", to="prison", category=Category.DRUGS, level=Level.FULL):
    """A one-off disclosure, with the ledger's line it leaves."""
    confidential = category in (Category.DRUGS, Category.HEALTH)
    return disclosures.disclosure_make(
        person=world.person, by=viewer_of(getattr(world, giver)), to_agency=getattr(world, to), category=category,
        level=level, until=world.today + timedelta(days=9), at=moment(),
        grounds=Grounds("other", "The court asked on Monday", "statute" if confidential else ""),
    )  # fmt: skip


def forget_consents(world):
    Consent.objects.filter(person=world.person).delete()
    Consent.objects.create(
        person=world.person, owner=world.police, category=Category.FINANCE, given_on=world.today - timedelta(days=9)
    )


@pytest.mark.parametrize("where", ["looked/", "sent/", "sent.csv"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("alice", 200),
        ("hal", 200),
        ("dora", 200),
        ("gina", 200),
        ("steve", 403),
        ("adam", 403),
        ("bob", 404),
        ("carol", 404),
    ],
)
def test_who_may_read(world, client_of, where, who, status):
    assert client_of(getattr(world, who)).get(f"/people/{world.person.key}/sharing/{where}").status_code == status


def test_a_lead_of_another_scheme_finds_nobody(world, client_of):
    where = f"/people/{world.elsewhere.key}/sharing/looked/"
    assert client_of(world.gina).get(where).status_code == 404


def test_the_sharing_page_counts_the_looks_and_leads_there(world, client_of):
    for _ in range(3):
        look(world, "alice", Category.PLAN)
    assert "See who has looked (3)" in words(client_of(world.alice).get(f"/people/{world.person.key}/sharing/"))


def test_lead_worker_and_coordinator_read_every_agency_others_their_own(world, client_of, looked):
    look(world, "alice", Category.PLAN)
    look(world, "hal", Category.PLAN)
    look(world, "pete", Category.PLAN)
    shown = {who: words(client_of(getattr(world, who)).get(looked)) for who in ("alice", "dora", "hal", "dee")}
    names = ("Alice Reed", "Hal Osei", "Pete Marsh")
    seen = {who: {name for name in names if name in text.split("latest first", 1)[1]} for who, text in shown.items()}
    assert seen["alice"] == {"Alice Reed", "Hal Osei", "Pete Marsh"}
    assert seen["dora"] == {"Alice Reed", "Hal Osei", "Pete Marsh"}
    assert seen["hal"] == {"Hal Osei"}
    assert seen["dee"] == set()


def test_nobody_looked_says_so(world, client_of, looked):
    assert "No look that you may know of." in words(client_of(world.hal).get(looked))


def test_why_they_could_is_said(world, client_of, looked):
    client_of(world.hal).get(f"/people/{world.person.key}/contacts/")
    shown = words(client_of(world.hal).get(looked))
    assert "Contacts" in shown
    assert "Information sharing protocol" in shown


def test_a_category_the_reader_may_not_know_of_is_cut_and_with_it_why_it_could_be_shown(world, client_of, looked):
    """Dee looked at something of her own; Alice, without consent, must not read of what kind it was."""
    forget_consents(world)
    look(world, "dee", Category.DRUGS, Category.PLAN, bases={"own": [Category.DRUGS], "rule:ISP1": [Category.PLAN]})
    shown = words(client_of(world.alice).get(looked))
    row = shown[shown.index("Dee Lowe") :][:200]
    assert "Plan and actions" in row
    assert "Information sharing protocol" in row
    assert "Drug tests" not in row
    assert "Own records" not in row


def test_a_line_reads_the_same_whether_or_not_something_silent_was_shown(world, client_of, looked):
    Intelligence.objects.create(person=world.person, owner=world.drugs, received_on=world.today, number=9, summary="x")
    plain = {"rule:ISP1": [Category.PLAN]}
    look(world, "dee", Category.PLAN, bases=plain)
    without = words(client_of(world.alice).get(looked))
    look(world, "dee", Category.PLAN, Category.INTELLIGENCE, bases=plain | {"own": [Category.INTELLIGENCE]})
    both = words(client_of(world.alice).get(looked))
    row = without[without.index("Dee Lowe") : without.index("Information sharing protocol")]
    assert both.count(row) == 2


def test_a_silent_category_is_named_to_nobody_who_does_not_see_it(world, client_of, looked):
    Intelligence.objects.create(person=world.person, owner=world.drugs, received_on=world.today, number=9, summary="x")
    look(world, "dee", Category.INTELLIGENCE)
    look(world, "pete", Category.INTELLIGENCE)
    assert Holding.objects.filter(agency=world.drugs, category=Category.INTELLIGENCE).exists()
    for who in ("alice", "hal"):
        assert "Intelligence" not in words(client_of(getattr(world, who)).get(looked))
    assert "Intelligence" in words(client_of(world.pete).get(looked))  # his own agency's look


def test_an_agency_that_is_not_known_to_work_with_the_person_is_not_named(world, client_of, looked):
    look(world, "bob", Category.PLAN)
    shown = words(client_of(world.alice).get(looked))
    assert "Another agency" in shown
    assert "Bob" not in shown
    assert "Gatehouse" not in shown


def test_a_governance_lead_reads_the_reference_and_details_of_the_own_agency_alone(world, client_of, looked):
    look(world, "pete", Category.OFFENDING)
    look(world, "dee", Category.DRUGS)
    shown = words(client_of(world.gina).get(looked))
    assert "N001" in shown
    assert "Ellis" not in shown
    assert "Offences and arrests" in shown
    assert "Dee Lowe" in shown
    assert "Drug tests" not in shown


def test_reading_is_a_line_with_its_purpose(world, client_of, looked):
    client_of(world.hal).get(looked)
    assert line("look_list").facts["purpose"] == "lawfulness"
    assert line("look_list").people == [world.person.pk]


def test_the_log_says_how_to_whom_what_and_why(world, client_of, sent):
    share(world)
    shown = words(client_of(world.dee).get(sent))
    for told in ("Shared once", "Dee Lowe", "HMP Leeds", "Drug tests and treatment", "The court asked on Monday",
                 "Statute or court order", "until"):  # fmt: skip
        assert told in shown


def test_nothing_shared_says_so(world, client_of, sent):
    assert "Nothing that you may know of was shared." in words(client_of(world.hal).get(sent))


def test_what_tells_of_a_silent_category_is_not_in_the_log_of_others(world, client_of, sent):
    """The police show the prison intelligence: neither Hal nor Dee finds a line, a count or a filter that tells."""
    before = {who: words(client_of(getattr(world, who)).get(sent)) for who in ("hal", "dee")}
    share(world, giver="pete", to="prison", category=Category.INTELLIGENCE)
    for who, was in before.items():
        assert words(client_of(getattr(world, who)).get(sent)) == was
    assert "Intelligence" in words(client_of(world.pete).get(sent))


def test_a_lead_worker_without_the_category_finds_no_line_of_it(world, client_of, sent):
    forget_consents(world)
    NeedDetail.objects.filter(pathway="drugs_alcohol").delete()
    before = words(client_of(world.alice).get(sent))
    share(world, to="police")
    assert words(client_of(world.alice).get(sent)) == before
    number = LedgerEntry.objects.get(event="disclosure_make").pk
    assert client_of(world.alice).get(f"{sent}{number}/").status_code == 404
    assert client_of(world.dee).get(f"{sent}{number}/").status_code == 200


def test_exactly_what_was_sent_survives_every_later_change(world, client_of, sent):
    share(world)
    address = f"{sent}{LedgerEntry.objects.get(event='disclosure_make').pk}/"
    dee = client_of(world.dee)
    before = words(dee.get(address))
    assert "positive" in before.lower()
    DrugTestResult.objects.update(result="negative", substances=[])
    assert words(dee.get(address)) == before
    DrugTestResult.objects.all().delete()
    assert words(dee.get(address)) == before


def test_the_snapshot_is_cut_to_what_the_reader_may_see(world, client_of, sent):
    """Hal sees drug tests in short: of what Dee sent to his agency in full he saw the result, until it ended."""
    share(world, to="housing")
    address = f"{sent}{LedgerEntry.objects.get(event='disclosure_make').pk}/"
    hal = client_of(world.hal)
    assert "positive" in words(hal.get(address)).lower()
    disclosure = disclosures.Disclosure.objects.get()
    disclosures.disclosure_end(disclosure=disclosure, by=viewer_of(world.dee), version=1, at=moment())
    assert "positive" not in words(hal.get(address)).lower()


def test_a_governance_lead_sees_what_the_own_agency_sent(world, client_of, sent):
    share(world, giver="pete", to="prison", category=Category.OFFENDING)
    share(world, giver="dee", to="prison")
    numbers = dict(LedgerEntry.objects.filter(event="disclosure_make").values_list("agency_id", "pk"))
    gina = client_of(world.gina)
    assert "Market Street" in words(gina.get(f"{sent}{numbers[world.police.pk]}/"))
    assert "positive" not in words(gina.get(f"{sent}{numbers[world.drugs.pk]}/")).lower()


def test_the_filter(world, client_of, sent):
    share(world, giver="pete", to="prison", category=Category.OFFENDING)
    dora = client_of(world.dora)
    today = f"{world.today:%d/%m/%Y}"
    yesterday = f"{world.today - timedelta(days=1):%d/%m/%Y}"
    for asked, there in (
        ("kind=once", True), ("kind=papers", False), (f"since={today}", True), (f"until={yesterday}", False),
        (f"agency={world.police.key}", True), (f"agency={world.housing.key}", False),
    ):  # fmt: skip
        assert ("See exactly what" in words(dora.get(f"{sent}?{asked}"))) is there, asked


def test_an_agency_the_reader_may_not_know_of_is_no_filter(world, client_of, sent):
    assert "Gatehouse" not in client_of(world.alice).get(sent).content.decode()


def test_the_file_has_its_marking_in_the_first_row_and_no_formula(world, client_of, sent):
    disclosures.disclosure_make(
        person=world.person, by=viewer_of(world.pete), to_agency=world.prison, category=Category.OFFENDING,
        level=Level.FULL, until=world.today, grounds=Grounds("other", "=cmd|' /C calc'!A0"), at=moment(),
    )  # fmt: skip
    answer = client_of(world.pete).get(f"/people/{world.person.key}/sharing/sent.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0].startswith("OFFICIAL-SENSITIVE. What was shared about N001: for Pete Marsh, Northside Police")
    assert rows[1][0] == "When"
    assert rows[2][1] == "Shared once"
    assert rows[2][7].startswith("'=")
    assert "Ellis" not in answer.content.decode()
    assert line("sent_download").facts["copy"] == "csv"


def test_as_many_statements_for_500_lines_as_for_10(world, client_of, looked, sent):
    def more(number):
        for _ in range(number):
            look(world, "alice", Category.PLAN)
            ledger.record(
                "conference_pack_make", by=viewer_of(world.dora), people=[world.person.pk], recipients=[world.police.pk],
                categories=[int(Category.PLAN)], records={"pathways.action": [world.action.pk]},
            )  # fmt: skip

    dora = client_of(world.dora)
    tab = f"/people/{world.person.key}/sharing/"
    more(10)
    few = [statements(dora, where) for where in (looked, sent, tab, f"{tab}sent.csv")]
    more(490)
    assert [statements(dora, where) for where in (looked, sent, tab, f"{tab}sent.csv")] == few


def test_papers_name_the_records_and_show_them_as_they_were(world, client_of, sent):
    entry = ledger.record(
        "conference_pack_make", by=viewer_of(world.dora), people=[world.person.pk, world.other.pk],
        recipients=[world.police.pk], categories=[int(Category.ENGAGEMENT)],
        records={"casework.contact": [world.kept_contact.pk]},
    )  # fmt: skip
    shown = words(client_of(world.dora).get(f"{sent}{entry.pk}/"))
    assert "Papers of a meeting" in shown
    assert "Attended" in shown
    Contact.objects.filter(pk=world.kept_contact.pk).delete()
    assert words(client_of(world.dora).get(f"{sent}{entry.pk}/")) == shown


def test_a_conference_stands_on_the_wall_on_its_day_and_not_before(world, client_of, sent):
    dora = client_of(world.dora)
    dora.get(f"/meetings/live/{world.item.key}/")
    assert "On the screen of a conference" not in words(dora.get(sent)).split("Show", 1)[1]
    Meeting.objects.filter(pk=world.meeting.pk).update(held_on=world.today)
    dora.get(f"/meetings/live/{world.item.key}/")
    shown = words(dora.get(sent)).split("Show", 1)[1]
    assert "On the screen of a conference" in shown
    assert "Northside Homes" in shown


def test_emergency_access_is_in_the_log_with_its_reason_for_who_reviews_it(world, client_of, sent):
    emergency_open(
        person=world.person, by=viewer_of(world.pete), kind="life", reason="He said he would hurt himself", minutes=60,
        at=moment(),
    )  # fmt: skip
    dora, hal = words(client_of(world.dora).get(sent)), words(client_of(world.hal).get(sent))
    assert "Emergency access" in dora.split("Show", 1)[1]
    assert "He said he would hurt himself" in dora
    assert "He said he would hurt himself" not in hal
    for silent in ("Intelligence", "Victims"):
        assert silent not in words(client_of(world.alice).get(sent))
