"""Writing lines: what a page collects, what a change says, and what is refused."""

import pytest
from django.db import DatabaseError, connection, transaction

from sharing import ledger, verifier
from sharing.models import LedgerCheckpoint, LedgerEntry
from sharing.viewer import signed_in


@pytest.fixture
def alice(world):
    return signed_in(world.alice)


def test_a_page_is_one_line_of_everything_it_showed(world, alice):
    with ledger.page("a_page", by=alice, tab="plan"):
        ledger.note("casework.contact", people=[7], ids=[2, 1], categories=[1])
        ledger.note("casework.contact", people=[5], ids=[1], categories=[14])
        ledger.say(purpose="a purpose")
    line = LedgerEntry.objects.get(event="a_page")
    assert line.people == [5, 7]
    assert line.facts == {
        "records": {"casework.contact": [1, 2]},
        "categories": [1, 14],
        "purpose": "a purpose",
        "tab": "plan",
    }
    assert (line.scheme_id, line.capacity_id, line.user_id) == (world.scheme.pk, alice.capacity_id, world.alice.pk)


def test_a_page_without_a_person_or_a_body_that_raises_writes_nothing(alice):
    with ledger.page("a_page", by=alice):
        pass
    with pytest.raises(ZeroDivisionError):
        stumble(alice)
    assert not LedgerEntry.objects.filter(event="a_page").exists()


def stumble(viewer):
    with ledger.page("a_page", by=viewer):
        ledger.note("casework.person", people=[1])
        raise ZeroDivisionError


def test_without_a_page_notes_have_no_effect(db):
    ledger.note("casework.person", people=[1])
    ledger.say(purpose="none")
    assert not LedgerEntry.objects.exists()


def test_pages_inside_pages_keep_apart(alice):
    with ledger.page("outer", by=alice):
        ledger.note("casework.person", people=[1])
        with ledger.page("inner", by=alice):
            ledger.note("casework.person", people=[2])
    assert {line.event: line.people for line in LedgerEntry.objects.all()} == {"outer": [1], "inner": [2]}


def test_a_line_that_cannot_be_written_stops_the_answer(alice, monkeypatch):
    def fail(line):
        raise DatabaseError("full")

    monkeypatch.setattr(ledger, "_inserted", fail)
    with pytest.raises(ledger.LedgerFailed), ledger.page("a_page", by=alice):
        ledger.note("casework.person", people=[1])


def test_lines_and_seals_say_what_they_are(world, alice):
    line = LedgerEntry.objects.get(pk=ledger.record("action_update", by=alice, subject=world.action).pk)
    assert str(line) == f"{line.at:%Y-%m-%d %H:%M} action_update"
    assert str(LedgerCheckpoint(number=7)) == "checkpoint 7"


def test_a_change_names_its_person_subject_and_recipients(world, alice):
    line = ledger.record("action_update", by=alice, subject=world.action, recipients=[9, 3], reason="asked", before="a")
    assert line.people == [world.person.pk]
    assert line.subject == f"pathways.action:{world.action.key}"
    assert (line.recipients, line.reason, line.operation) == ([3, 9], "asked", "alteration")


def test_a_command_names_itself(db):
    line = ledger.record("ledger_watch", doer="a command", scheme_id=4, found=0)
    assert (line.scheme_id, line.user_id, line.doer, line.people) == (4, None, "a command", [])
    assert line.operation == "consultation"  # as sharing/operations.py says of this event


def test_details_enter_by_their_commitment(world, alice):
    line = ledger.record("action_update", by=alice, subject=world.action, reason="why", after={"b": 1.0, "a": [None]})
    line.refresh_from_db()
    detail = {"facts": line.facts, "reason": line.reason}
    assert bytes(line.commitment) == verifier.commitment(bytes(line.salt), detail)
    assert bytes(line.commitment) != verifier.commitment(bytes(line.salt), {**detail, "reason": "other"})


@pytest.mark.parametrize("statement", ["update {} set at = now()", "delete from {}", "truncate {}"])
def test_lines_and_seals_cannot_be_touched(db, statement):
    for table in ("sharing_ledgerentry", "sharing_ledgercheckpoint"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))


def test_a_page_says_who_else_looked_and_on_which_ground(world, alice):
    ledger.shown_to([3])  # with no page open nothing is said, and nothing goes wrong
    ledger.rests_on("emergency:2026-04-01T09:30", [8])
    with ledger.page("meeting_live", by=alice) as shown:
        ledger.note("casework.person", people=[world.person.pk])
        ledger.shown_to([3, 5])
        ledger.rests_on("emergency:2026-04-01T09:30", [8, 4])
        ledger.rests_on("emergency:2026-04-01T09:30", [5])
    assert shown.recipients == {3, 5}
    line = LedgerEntry.objects.filter(event="meeting_live").get()
    assert line.recipients == [3, 5]
    assert "emergency:2026-04-01T09:30" in str(line.facts)
