"""A record closed to one user: not there for them from the next request on, whatever else holds, and they do not see why."""

import html
from datetime import timedelta

import pytest

from sharing.looking import looking_as_system, moment
from sharing.models import Exclusion, LedgerEntry, Mail, Notice
from tests.cohort.panel import standing_panel
from tests.guards.test_ledger import readable
from tests.pages import line, statements, words

DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def close(world, client_of):
    def send(by, whom, **fields):
        day = f"{world.today + 90 * DAY:%d/%m/%Y}"
        answers = {"user": whom.key, "kind": "relative", "reason": "Her brother", "review_on": day}
        return client_of(by).send(f"/people/{world.person.key}/exclusions/", answers | fields)

    return send


def page_of(world):
    return f"/people/{world.person.key}/"


def closed_to(world, user, **fields):
    return Exclusion.objects.create(
        person=world.person, user=user, starts_at=moment() - DAY, reason="Her brother", **fields
    )


# ---------------------------------------------------------------- set and ended


@pytest.mark.parametrize("by", ["dora", "gina"])
def test_from_the_next_request_on_the_person_is_not_there(world, close, client_of, by):
    alice = client_of(world.alice)
    assert alice.get(page_of(world)).status_code == 200

    assert close(getattr(world, by), world.alice).url == "/exclusions/"
    assert alice.get(page_of(world)).status_code == 404
    assert client_of(world.pete).get(page_of(world)).status_code == 200
    assert line("exclusion_set").people == [world.person.pk]
    assert line("exclusion_set").reason == "Her brother"


def test_wherever_the_excluded_looks_nothing_is_left(world, client_of):
    """Every page there is: lists, home, search, meetings, plan, their agency's own records."""
    alice, seen = client_of(world.alice), {}
    standing_panel(world)
    closed_to(world, world.alice)
    for route, where in readable(world):
        text = html.unescape(alice.get(where).content.decode())
        seen[str(route)] = [secret for secret in ("Ellis", "Jordan", "Her brother", "N001") if secret in text]
    seen["find"] = [name for name in ("Ellis, Jordan",) if name in words(alice.send("/find/", {"q": "Ellis"}))]
    assert {where: found for where, found in seen.items() if found} == {}


def test_the_meeting_and_its_people_go_on_without_them(world, client_of):
    closed_to(world, world.alice)
    shown = words(client_of(world.alice).get(f"/meetings/{world.meeting.key}/"))
    assert "Ellis" not in shown
    assert "Ellis" in words(client_of(world.pete).get(f"/meetings/{world.meeting.key}/"))


def test_what_was_told_before_is_taken_back(world, close, client_of):
    with looking_as_system():
        told = Notice.objects.create(
            capacity=world.alice.capacities.get(),
            kind="reminder",
            once="a reminder",
            text="A review is due",
            address=f"/people/{world.person.key}/reviews/",
            made_at=moment(),
        )
    assert "A review is due" in words(client_of(world.alice).get("/"))
    close(world.dora, world.alice)
    assert "A review is due" not in words(client_of(world.alice).get("/"))
    told.refresh_from_db()
    assert told.read_at is not None


@pytest.mark.parametrize(("starts", "status"), [(MICROSECOND, 200), (timedelta(0), 404), (-MICROSECOND, 404)])
def test_the_edge_of_its_beginning(world, client_of, starts, status):
    Exclusion.objects.create(person=world.person, user=world.alice, starts_at=moment() + starts, reason="x")
    assert client_of(world.alice).get(page_of(world)).status_code == status


@pytest.mark.parametrize(("ends", "status"), [(MICROSECOND, 404), (timedelta(0), 200), (-MICROSECOND, 200)])
def test_the_edge_of_its_end(world, client_of, ends, status):
    closed_to(world, world.alice, ends_at=moment() + ends)
    assert client_of(world.alice).get(page_of(world)).status_code == status


def test_it_is_ended_in_one_press(world, client_of):
    row = closed_to(world, world.alice)
    dora = client_of(world.dora)
    assert "Open again" in words(dora.get("/exclusions/"))

    assert dora.send(f"/exclusions/{row.key}/end/", {"version": 1}).url == "/exclusions/"
    assert client_of(world.alice).get(page_of(world)).status_code == 200
    assert line("exclusion_end").people == [world.person.pk]
    shown = words(dora.get("/exclusions/"))
    assert "Closed to nobody." in shown
    assert "Opened again" in shown


def test_somebody_else_ended_it_meanwhile(world, client_of):
    row = closed_to(world, world.alice)
    client_of(world.gina).send(f"/exclusions/{row.key}/end/", {"version": 1})
    dora = client_of(world.dora)
    dora.send(f"/exclusions/{row.key}/end/", {"version": 1})
    assert "Somebody opened this record to the user already." in words(dora.get("/exclusions/"))


def test_nobody_sees_or_ends_their_own(world, client_of):
    """A co-ordinator is excluded like anybody: the list and the page do not have it."""
    row = closed_to(world, world.dora)
    dora = client_of(world.dora)
    assert "N001" not in words(dora.get("/exclusions/"))
    assert dora.get(f"/people/{world.person.key}/exclusions/").status_code == 404
    assert dora.send(f"/exclusions/{row.key}/end/", {"version": 1}).status_code == 404
    assert "Nobody in this scheme" in words(dora.send("/exclusions/", {"ref": "N001"}))


def test_the_governance_lead_learns_no_name(world, client_of):
    closed_to(world, world.alice)
    gina = client_of(world.gina)
    assert gina.send("/exclusions/", {"ref": "n001"}).url == f"/people/{world.person.key}/exclusions/"
    shown = words(gina.get(f"/people/{world.person.key}/exclusions/"))
    assert "Who does not see N001" in shown
    assert "Alice Reed" in shown
    assert "Ellis" not in shown
    assert "Who does not see Jordan Ellis" in words(
        client_of(world.dora).get(f"/people/{world.person.key}/exclusions/")
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"user": ""}, "Choose the user."),
        ({"kind": ""}, "Choose why."),
        ({"reason": ""}, "Say what you know of it."),
        ({"review_on": "1/1/2020"}, "The day must be later than today."),
    ],
)
def test_bad_input_says_what_to_do(world, close, fields, said):
    assert said in words(close(world.dora, world.alice, **fields))
    assert not Exclusion.objects.exists()


def test_closed_twice_is_said(world, close):
    close(world.dora, world.alice)
    assert "closed to this user already" in words(close(world.dora, world.alice))


@pytest.mark.parametrize("who", ["alice", "cherie", "steve", "adam", "dan"])
def test_who_may(world, client_of, who):
    assert client_of(getattr(world, who)).get("/exclusions/").status_code == 403


def test_ten_more_take_no_more_statements(world, client_of):
    gina = client_of(world.gina)
    closed_to(world, world.alice)
    before = statements(gina, "/exclusions/")
    for name in ("pete", "hal", "dee", "bob", "pru", "cherie"):
        closed_to(world, getattr(world, name))
    assert statements(gina, "/exclusions/") == before


# ---------------------------------------------------------------- declared


def test_i_know_this_person_is_one_press(world, client_of):
    hal = client_of(world.hal)
    assert "I know this person" in words(hal.get(f"{page_of(world)}sharing/"))

    assert hal.send(f"{page_of(world)}know/").url == "/"
    assert "Ellis" not in words(hal.get("/"))
    assert hal.get(page_of(world)).status_code == 404
    row = Exclusion.objects.get()
    assert (row.user, row.kind, row.set_by) == (world.hal, "knows", world.hal)
    told = Notice.objects.get(kind="exclusion")
    assert told.capacity.user == world.dora
    mail = Mail.objects.get(once__startswith="exclusion:")
    assert not [secret for secret in ("Ellis", "Jordan", "Hal") if secret in mail.subject + mail.body + told.address]
    act = LedgerEntry.objects.get(event="conflict_declare", operation="alteration")
    assert act.people == [world.person.pk]


def test_pressed_for_somebody_who_is_not_there(world, client_of):
    assert client_of(world.bob).send(f"{page_of(world)}know/").status_code == 404
    assert not Exclusion.objects.exists()
