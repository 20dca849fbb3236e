"""How the ledger is sealed: in an order that passes over no late line, by its own role, outside the database as well."""

import ast
import json
import os
import runpy
import stat
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from sharing import ledger, sealed, sealer, verifier
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry
from tests import database

VERIFIER = Path(verifier.__file__)


def test_what_is_sealed_can_be_checked(kept):
    verdict = kept.verdict()
    assert verdict == {
        "events": 40,
        "sealed": 40,
        "checkpoints": 4,
        "ok": True,
        "problems": [],
        "gaps": [],
        "restores": [],
    }


def test_an_inspector_needs_nothing_but_python(kept):
    export = kept.folder / "export.jsonl"
    export.write_text("".join(json.dumps(line) + "\n" for line in kept.lines()))
    asked = [sys.executable, "-I", "-S", VERIFIER, export, kept.anchors.file, kept.anchors.keys]
    answer = subprocess.run(asked, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == kept.verdict()

    export.write_text(export.read_text().replace('"doer": "a test"', '"doer": "nobody"', 1))
    assert subprocess.run(asked, capture_output=True).returncode == 1


@pytest.mark.parametrize("touched", [False, True])
def test_the_inspectors_program_answers_by_its_exit_code(kept, monkeypatch, capsys, touched):
    export = kept.folder / "export.jsonl"
    export.write_text("".join(json.dumps(line) + "\n" for line in kept.lines()[touched:]))
    monkeypatch.setattr(sys, "argv", [str(VERIFIER), str(export), str(kept.anchors.file), str(kept.anchors.keys)])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(VERIFIER), run_name="__main__")
    assert end.value.code == touched
    assert json.loads(capsys.readouterr().out)["ok"] is not touched


def test_the_inspectors_program_is_short_and_stands_alone():
    text = VERIFIER.read_text()
    assert len(text.splitlines()) < 200
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize(
    "words",
    ["", "-", "1,2", "5:entry,", "déjà vu", "\u2028\U0001f600", "'; drop table x; --", "\\x00", '"', "a" * 200],
)
def test_database_and_verifier_hash_alike(empty, words):
    ledger.record("odd", doer=words, people=[3, 1], recipients=[9, 2**62], words=words, reason=words * 3)
    ledger.record(
        "odd", people=[], numbers=[1.0, 1e22, 0.1, 1e-9, -2.5, 2**70, True, None], nested={"b": {"2": 1, "10": 2}}
    )
    empty.seal()
    assert empty.verdict()["ok"]


def test_a_line_that_commits_late_is_not_passed_over(empty):
    """Its number is taken before its transaction has one: a cursor over numbers alone would never come back to it."""
    slow, fast = empty.connect("ppo_app"), empty.connect("ppo_app")
    columns = """(id, event, operation, doer, people, recipients, subject, facts, reason, salt, commitment, transaction, at)
        values (%s, 'odd', 'alteration', '', '{}', '{}', '', '{}', '', %s, %s, pg_current_xact_id()::text::bigint, now())"""
    salt = b"\x01" * 16
    details = [salt, verifier.commitment(salt, {"facts": {}, "reason": ""})]
    number = slow.execute("select nextval('sharing_ledgerentry_id_seq')").fetchone()[0]
    empty.write(5)
    empty.seal()
    fast.execute(f"insert into sharing_ledgerentry {columns}", [number, *details])
    empty.seal()
    assert empty.verdict()["sealed"] == 6
    assert empty.verdict()["ok"]


def test_nothing_is_sealed_past_an_open_transaction(empty):
    open_one = empty.connect("ppo_app")
    with open_one.transaction():
        open_one.execute("select pg_current_xact_id()")
        empty.write(3)
        empty.sealer.seal(at=empty.at)
        assert empty.verdict()["sealed"] == 0
    empty.seal()
    assert empty.verdict()["sealed"] == 3


def test_with_nothing_to_seal_the_heart_beats_once_a_minute(kept):
    at = kept.at
    for seconds in (1, 30, 59, 60, 61, 119, 121):
        kept.sealer.seal(at=at + timedelta(seconds=seconds))
    kinds = kept.ask("select kind from sharing_ledgercheckpoint order by number")
    assert [kind for (kind,) in kinds][4:] == ["heartbeat", "heartbeat"]
    assert kept.verdict()["ok"]


def test_silence_shows(kept):
    kept.seal(seconds=181)
    assert kept.verdict()["gaps"] == [{"from": "2026-03-02T09:01:07Z", "to": "2026-03-02T09:04:08Z"}]


def test_one_sealer_at_a_time(kept):
    other = sealer.Sealer(kept.connect("ppo_sealer"), kept.key, sealer.Anchors(kept.folder / "other"))
    with psycopg.connect(database.url(kept.name, "ppo_sealer")) as busy:
        busy.execute("select pg_advisory_xact_lock(%s)", [sealer.LOCK])
        kept.write(1)
        assert other.seal(at=kept.at) is None
        with pytest.raises(RuntimeError, match="Another sealer"):
            other.declare_restore(by=["a", "b"], reason="none", at=kept.at)
    assert kept.verdict()["checkpoints"] == 4


def test_long_queues_are_sealed_in_batches(empty, monkeypatch):
    monkeypatch.setattr(sealer, "BATCH", 7)
    empty.write(20)
    while empty.waiting():
        empty.sealer.seal(at=empty.at)
    assert empty.ask("select count from sharing_ledgercheckpoint where count > 0 order by number") == [(7,), (7,), (6,)]
    assert empty.verdict()["ok"]


@pytest.mark.parametrize(
    ("role", "forbidden"),
    [
        ("ppo_app", "update sharing_ledgerentry set doer = ''"),
        ("ppo_app", "delete from sharing_ledgerentry"),
        ("ppo_app", "truncate sharing_ledgerentry"),
        ("ppo_app", "delete from sharing_ledgercheckpoint"),
        ("ppo_app", "insert into sharing_ledgercheckpoint select * from sharing_ledgercheckpoint"),
        ("ppo_sealer", "insert into sharing_ledgerentry select * from sharing_ledgerentry"),
        ("ppo_sealer", "update sharing_ledgerentry set doer = ''"),
        ("ppo_sealer", "update sharing_ledgercheckpoint set count = 0"),
        ("ppo_sealer", "delete from sharing_ledgercheckpoint"),
        ("ppo_sealer", "select * from casework_person"),
        ("ppo_sealer", "select sharing_ledger_erase('{1}', 'any', null, null, null, null)"),
        ("ppo_owner", "update sharing_ledgerentry set doer = ''"),
        ("ppo_owner", "delete from sharing_ledgercheckpoint"),
    ],
)
def test_roles_can_not(kept, role, forbidden):
    with pytest.raises(errors.InsufficientPrivilege):
        kept.connect(role).execute(forbidden)


# ---------------------------------------------------------------- outside the database
def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    first, second = (sealer.Key(tmp_path / "deep" / "ledger.key") for _ in range(2))
    assert first.public == second.public
    assert stat.S_IMODE(os.stat(tmp_path / "deep" / "ledger.key").st_mode) == 0o600
    assert verifier.signed(first.public, b"root", second.sign(b"root"))
    assert not verifier.signed(first.public, b"other", second.sign(b"root"))


def test_anchors_missed_at_a_kill_are_written_at_the_next_start(kept):
    whole = kept.anchors.file.read_text()
    for left in (0, 1, 300, 500, len(whole) - 1):
        kept.anchors.file.write_text(whole[:left])
        again = sealer.Sealer(kept.connect("ppo_sealer"), kept.key, kept.anchors)
        again.seal(at=kept.at)
        assert verifier.ANCHOR.findall(kept.anchors.file.read_text()) == verifier.ANCHOR.findall(whole)
        assert kept.verdict()["ok"]


def test_a_mail_that_was_kept_serves_as_anchors(kept):
    anchors = kept.anchors.file.read_text().splitlines()
    kept.anchors.file.write_text("> Dear colleague,\n> " + anchors[1].replace(" ", "\n> ", 2).replace("\n> ", "\n"))
    assert kept.verdict()["ok"]
    kept.anchors.file.write_text("Dear colleague")
    assert kept.verdict()["problems"] == ["There is no anchor in the file of anchors."]


def test_keys_may_change(kept):
    fresh = sealer.Key(kept.folder / "new.key")
    kept.write(2)
    kept.seal(sealer.Sealer(kept.connect("ppo_sealer"), fresh, kept.anchors))
    assert len(verifier.public_keys(kept.anchors.keys.read_text())) == 2
    assert kept.verdict()["ok"]


def test_nothing_sealed_yet_is_said(empty):
    empty.write(2)
    empty.anchors.file.write_text("")
    assert empty.verdict(anchors=False)["problems"] == ["Nothing of this ledger was ever sealed."]


# ---------------------------------------------------------------- lawful erasure
def test_details_can_be_erased_and_the_seal_stays_whole(kept, by_someone):
    line = ledger.erase([3, 14, 15], by=by_someone, rule="six_years")
    kept.seal()
    assert kept.verdict()["ok"]
    with looking_as_system():
        erased = list(LedgerEntry.objects.filter(pk__in=[3, 14, 15]))
        said = LedgerEntry.objects.get(pk=line)
    assert [(entry.salt, str(entry.facts), entry.reason) for entry in erased] == [(None, "{}", "")] * 3
    assert said.operation == "erasure"
    assert said.facts == {"entries": [3, 14, 15], "rule": "six_years"}
    assert said.user_id == by_someone.user_id

    again = ledger.erase([3, line], by=by_someone, rule="six_years")
    with looking_as_system():
        assert (
            LedgerEntry.objects.get(pk=again).facts["entries"] == []
        )  # nothing twice, and never the record of an erasure
    kept.seal()
    assert kept.verdict()["ok"]


def test_a_rule_is_named_in_plain_letters(kept, by_someone):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="retention rule"):
        ledger.erase([3], by=by_someone, rule='x","more":"')
    assert kept.verdict()["ok"]


@pytest.fixture
def by_someone():
    from types import SimpleNamespace

    return SimpleNamespace(scheme_id=1, capacity_id=2, user_id=3, agency_id=4)


# ---------------------------------------------------------------- restore
def copy_of(kept):
    return [
        kept.ask(f"select to_jsonb(t)::text from {table} t order by 1")
        for table in ("sharing_ledgerentry", "sharing_ledgercheckpoint")
    ]


def restored(kept, copy):
    """As pg_restore leaves it: rows and sequences as in the copy, the transaction counter the new server's own."""
    kept.tamper("truncate sharing_ledgerentry, sharing_ledgercheckpoint")
    for table, rows in zip(("sharing_ledgerentry", "sharing_ledgercheckpoint"), copy, strict=True):
        for (row,) in rows:
            kept.ask(f"insert into {table} select * from jsonb_populate_record(null::{table}, %s)", [row])
    return sealer.Sealer(kept.connect("ppo_sealer"), kept.key, sealer.Anchors(kept.folder / "anchors"))


def test_going_back_is_refused_until_declared_and_then_never_silent(kept):
    kept.write(5)  # not sealed when the copy was made
    copy = copy_of(kept)
    kept.seal()
    kept.write(4)
    kept.seal()
    back = restored(kept, copy)
    kept.sealer = back
    kept.write(2)  # somebody was too quick
    with pytest.raises(sealer.RolledBack, match="Checkpoint 6 was anchored"):
        back.seal(at=kept.at)
    assert not kept.verdict()["ok"]

    kept.at += timedelta(seconds=5)
    done = back.declare_restore(by=["gina@north.example", "adam@north.example"], reason="disk", at=kept.at)
    assert (done["lost_from"], done["lost_to"]) == (5, 6)
    kept.write(3)
    kept.seal()
    verdict = kept.verdict()
    assert verdict["ok"]
    assert (verdict["events"], verdict["sealed"]) == (50, 50)
    assert verdict["restores"][0]["by"] == ["adam@north.example", "gina@north.example"]

    kept.tamper("delete from sharing_ledgercheckpoint where kind = 'restore'")
    assert not kept.verdict()["ok"]


def test_a_server_that_counts_from_an_earlier_number_goes_on_after_a_declaration(empty, monkeypatch):
    """A fresh server's transaction numbers start low: unsealed lines from the copy would wait for ever."""
    empty.write(3)
    empty.tamper("update sharing_ledgerentry set transaction = 4000000000 + id")
    monkeypatch.setitem(sealer.FIRST, "upto_transaction", 4_000_000_000)
    with pytest.raises(sealer.RolledBack, match="earlier number"):
        empty.sealer.seal(at=empty.at)

    done = empty.sealer.declare_restore(by=["a", "b"], reason="new server", at=empty.at)
    assert done["lost_to"] < done["lost_from"]
    empty.write(2)
    empty.seal()
    assert empty.verdict()["ok"]
    assert empty.verdict()["sealed"] == 5


def test_a_ledger_that_begins_with_a_restore(empty):
    """The database was lost whole and only the anchors are left."""
    empty.anchors.file.write_text(f"anchor 9 2026-01-01T00:00:00Z {'ab' * 32} {'cd' * 8} {'ef' * 64}\n")
    again = sealer.Sealer(empty.connect("ppo_sealer"), empty.key, empty.anchors)
    with pytest.raises(sealer.RolledBack):
        again.seal(at=empty.at)
    again.declare_restore(by=["a", "b"], reason="fire", at=empty.at)
    empty.sealer = again
    empty.write(1)
    empty.seal()
    assert empty.verdict()["ok"]
    assert empty.ask("select min(number) from sharing_ledgercheckpoint") == [(10,)]


# ---------------------------------------------------------------- the loop
def test_it_goes_on_whatever_the_database_does(kept, monkeypatch, caplog):
    """No database, then one that was rolled back, then work, then the end."""
    over, waited, done = threading.Event(), [], []

    def wait(seconds):
        waited.append(seconds)
        return over.is_set()

    over.wait = wait
    answers = [psycopg.OperationalError("gone"), sealer.RolledBack("older."), sealer.BATCH, 3]

    def seal(self, *, at):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        done.append(answer)
        if not answers:
            over.set()
        return answer

    monkeypatch.setattr(sealer.Sealer, "seal", seal)
    sealer.run(address=database.url(kept.name, "ppo_sealer"), key=kept.key, anchors=kept.anchors, over=over)
    assert done == [sealer.BATCH, 3]
    assert waited == [2, 30, sealer.INTERVAL]
    assert "ledger_restore" in caplog.text


def test_the_export_ends_with_the_total(kept):
    lines = kept.lines()
    assert lines[-1] == {"total": 40}
    assert [number for number, line in enumerate(lines) if "checkpoint" in line] == [12, 21, 22, 43]
    assert sealed.as_line({"at": kept.at, "root": b"\x01"}) == {"at": 1772442067000000, "root": "01"}
