"""When a decision about enforcement was sent, and what came of it."""

from datetime import timedelta

import pytest

from casework.models import Enforcement
from sharing.models import LedgerEntry
from tests.pages import words


@pytest.fixture
def recall(world):
    return Enforcement.objects.create(
        person=world.person,
        owner=world.probation,
        agency=world.probation,
        kind="recall",
        decided_on=world.today - timedelta(days=9),
        reason="Charged with a new burglary",
    )


def send(world, client_of, decided, who="alice", **fields):
    fields = {"sent_on": "", "resolved_on": "", "outcome": "", "version": 1, **fields}
    return client_of(getattr(world, who)).send(f"/enforcement/{decided.key}/", fields)


def written(day):
    return f"{day:%d/%m/%Y}"


def test_the_clock_runs_until_it_is_sent(world, client_of, recall):
    alice = client_of(world.alice)
    assert "Late To be sent by" in words(alice.get(f"/people/{world.person.key}/contacts/"))
    page = words(alice.get(f"/enforcement/{recall.key}/"))
    assert "Fast-tracked: to be sent by" in page
    assert "Recall asked for on" in page
    send(world, client_of, recall, sent_on=written(world.today))
    assert "Sent" in words(alice.get(f"/people/{world.person.key}/contacts/"))
    written_down = LedgerEntry.objects.get(event="enforcement_follow", operation="alteration")
    assert written_down.facts == {"sent": True, "resolved": False}
    send(world, client_of, recall, sent_on=written(world.today), resolved_on=written(world.today), version=2)
    assert "Finished" in words(alice.get(f"/people/{world.person.key}/contacts/"))


def test_nothing_happens_before_it_is_decided(world, client_of, recall):
    answer = send(world, client_of, recall, sent_on=written(world.today - timedelta(days=10)))
    assert "enter that day or a later one" in words(answer)
    recall.refresh_from_db()
    assert recall.version == 1


def test_a_warning_never_ends_in_custody(world, client_of, recall):
    Enforcement.objects.update(kind="warning")
    page = words(client_of(world.alice).get(f"/enforcement/{recall.key}/"))
    assert "Given to the person on" in page
    assert "Back in custody on" not in page
    assert "Fast-tracked" not in page
    send(world, client_of, recall, sent_on=written(world.today), resolved_on=written(world.today))
    recall.refresh_from_db()
    assert (recall.sent_on, recall.resolved_on) == (world.today, None)


def test_a_clash_shows_both(world, client_of, recall):
    send(world, client_of, recall, outcome="Police look for him")
    answer = send(world, client_of, recall, outcome="Handed himself in")
    assert answer.status_code == 409
    assert "What came of it Police look for him Handed himself in" in words(answer)
    recall.refresh_from_db()
    assert recall.outcome == "Police look for him"
    send(world, client_of, recall, outcome="Handed himself in", version=2)
    recall.refresh_from_db()
    assert recall.outcome == "Handed himself in"


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 302), ("pete", 404), ("dora", 404), ("bob", 404), ("carol", 404), ("steve", 403)]
)
def test_who_may_say_so(world, client_of, recall, who, status):
    assert send(world, client_of, recall, who).status_code == status


def test_of_no_enforcement_nothing_follows(world, client_of, recall):
    Enforcement.objects.update(kind="none")
    assert send(world, client_of, recall).status_code == 404
