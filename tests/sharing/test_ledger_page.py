"""The ledger page: who may read it, why, how much of it, and that reading it is a line."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from sharing import ledger
from sharing.models import LedgerEntry
from sharing.viewer import signed_in

ADDRESS = "/ledger/"
READ = {"purpose": "self_monitoring"}


@pytest.fixture
def lines(world):
    """A look by probation with its category, a change by police, and one in another scheme."""
    alice, pete, carol = (signed_in(user) for user in (world.alice, world.pete, world.carol))
    consulted = ledger.Operation.CONSULTATION
    ledger.record(
        "plan_detail", by=alice, operation=consulted, people=[world.person.pk], categories=[14], reason="planning"
    )
    ledger.record("contact_outcome", by=pete, people=[world.other.pk], categories=[4])
    ledger.record("contact_outcome", by=carol, people=[world.elsewhere.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    [("gina", 200), ("dora", 200), ("alice", 403), ("cherie", 403), ("steve", 403), ("adam", 403), ("dan", 403)],
)
def test_who_may_read_it(world, client_of, who, status):
    assert client_of(getattr(world, who)).get(ADDRESS).status_code == status


def test_it_shows_nothing_before_a_purpose_is_given(world, client_of, lines):
    for asked in ({}, {"purpose": "curiosity"}):
        answer = client_of(world.gina).get(ADDRESS, asked)
        assert shown(answer) is None
        assert ("Choose why you are looking" in answer.content.decode()) is bool(asked)
    assert not LedgerEntry.objects.filter(event="ledger_list").exists()


def test_reading_it_is_a_line_with_its_purpose_and_the_people_shown(world, client_of, lines):
    client_of(world.gina).get(ADDRESS, READ)
    line = LedgerEntry.objects.get(event="ledger_list")
    assert line.facts["purpose"] == "self_monitoring"
    assert set(line.people) == {world.person.pk, world.other.pk}

    client_of(world.gina).get(ADDRESS, {**READ, "operation": "erasure"})
    assert LedgerEntry.objects.filter(event="ledger_list", people=[]).exists()  # nothing found, still looked


def shown(answer):
    """[(who, what was done, …)] of the table, or None without one."""
    table = BeautifulSoup(answer.content, "html.parser").find("table")
    if table is None:
        return None
    rows = [[list(cell.stripped_strings) for cell in row.find_all("td")] for row in table.tbody.find_all("tr")]
    return [(who[0], *what) for _, who, what, _ in rows]


def older(answer):
    link = BeautifulSoup(answer.content, "html.parser").find("a", string="Older lines")
    return link and link["href"]


def test_the_lead_agency_reads_the_scheme_but_the_kind_of_record_of_its_own_only(world, client_of, lines):
    assert shown(client_of(world.gina).get(ADDRESS, READ)) == [
        ("Pete Marsh", "Changed", "Recorded how a contact went", "intelligence"),
        ("Alice Reed", "Looked at"),
    ]


def led_by_probation(world):
    world.scheme.lead_agency = world.probation
    world.scheme.save(update_fields=["lead_agency"])


def test_an_agency_without_a_governance_lead_is_read_by_those_of_others(world, client_of, lines):
    led_by_probation(world)
    assert [who for who, *_ in shown(client_of(world.gina).get(ADDRESS, READ))] == ["Pete Marsh", "Alice Reed"]


def test_an_agency_with_a_governance_lead_answers_to_its_own(world, client_of, lines):
    led_by_probation(world)
    world.probation.capacities.filter(user=world.alice).update(role="governance")
    assert [who for who, *_ in shown(client_of(world.gina).get(ADDRESS, READ))] == ["Pete Marsh"]


def test_it_names_people_by_reference_only(world, client_of, lines):
    text = client_of(world.gina).get(ADDRESS, READ).content.decode()
    assert "N001" in text
    assert "Ellis" not in text
    assert "S001" not in text


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ({"operation": "consultation"}, ["Alice Reed"]),
        ({"operation": "alteration"}, ["Pete Marsh"]),
        ({"since": "1/1/2020", "until": "2/1/2020"}, []),
        ({"before": "1"}, []),
    ],
)
def test_filters(world, client_of, lines, asked, who):
    assert [name for name, *_ in shown(client_of(world.gina).get(ADDRESS, {**READ, **asked})) or []] == who


def test_filters_by_agency_and_by_person(world, client_of, lines):
    client = client_of(world.gina)
    by_agency = client.get(ADDRESS, {**READ, "agency": world.probation.key})
    assert [name for name, *_ in shown(by_agency)] == ["Alice Reed"]

    led = client.post(f"{ADDRESS}?purpose=security", {"ref": "n002", "form_id": "once"})
    assert led.status_code == 302
    assert "n002" not in led.url.lower()
    assert [name for name, *_ in shown(client.get(ADDRESS + led.url.removeprefix(ADDRESS)))] == ["Pete Marsh"]

    nobody = client.post(f"{ADDRESS}?purpose=security", {"ref": "S001", "form_id": "twice"})
    assert "Nobody in this scheme has this reference." in nobody.content.decode()
    unknown = client.get(ADDRESS, {**READ, "person": "a" * 12})
    assert shown(unknown) is None


def test_older_lines_follow_on_their_own_page(world, client_of, monkeypatch, lines):
    monkeypatch.setattr("sharing.views.ledger.A_PAGE", 1)
    client = client_of(world.gina)
    first = client.get(ADDRESS, READ)
    assert [who for who, *_ in shown(first)] == ["Pete Marsh"]
    second = client.get(ADDRESS + older(first))
    assert [who for who, *_ in shown(second)] == ["Alice Reed"]
    assert older(second) is None


def test_twenty_more_lines_cost_no_more_statements(world, client_of, lines, django_assert_max_num_queries):
    client, alice = client_of(world.dora), signed_in(world.alice)
    client.get(ADDRESS, READ)  # so that its own line is there already
    with django_assert_max_num_queries(30) as few:
        client.get(ADDRESS, READ)
    for _ in range(20):
        ledger.record("plan_detail", by=alice, people=[world.person.pk, world.other.pk])
    with django_assert_max_num_queries(30) as many:
        client.get(ADDRESS, READ)
    assert len(many) == len(few)


def test_who_has_looked_at_one_person(world, client_of, lines):
    client_of(world.alice).get(reverse("person_detail", args=[world.person.key]))
    found = ledger.entries_about(world.person)
    assert [(line.event, line.user_id) for line in found] == [
        ("person_detail", world.alice.pk),
        ("plan_detail", world.alice.pk),
    ]
