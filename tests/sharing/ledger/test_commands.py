"""The commands around the seal: check, export, seal, declare a restore."""

import json
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sharing import sealer
from sharing.looking import looking_as_system
from sharing.models import Agency, Capacity, Scheme, User
from tests import database


@pytest.fixture
def deployed(kept, settings):
    """The ledger as the commands find it."""
    settings.VERIFIER_DATABASE_URL = database.url(kept.name, "ppo_verifier")
    settings.SEALER_DATABASE_URL = database.url(kept.name, "ppo_sealer")
    settings.LEDGER_KEY, settings.LEDGER_ANCHORS = kept.folder / "ledger.key", kept.anchors.folder
    return kept


def ask(*arguments):
    answer = StringIO()
    call_command(*arguments, stdout=answer)
    return answer.getvalue()


def test_ledger_verify_answers_and_exits_with_0(deployed):
    assert json.loads(ask("ledger_verify")) == deployed.verdict(anchors=False)
    answer = json.loads(ask("ledger_verify", "--anchors", str(deployed.anchors.file), "--format", "json"))
    assert answer.keys() >= {"events", "sealed", "checkpoints", "ok", "problems"}
    assert answer["ok"] is True
    assert "Nothing was touched." in ask("ledger_verify", "--format", "text")


def test_ledger_verify_exits_with_1_when_something_was_touched(deployed):
    deployed.seal(seconds=200)
    deployed.tamper("update sharing_ledgerentry set user_id = 7 where id = 15")
    answer = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("ledger_verify", "--format", "text", stdout=answer)
    assert end.value.code == 1
    assert "not as sealed: 15" in answer.getvalue()
    assert "Nobody sealed between" in answer.getvalue()
    assert "The ledger was touched" in answer.getvalue()


def test_ledger_verify_says_which_file_is_missing(deployed):
    with pytest.raises(CommandError, match=r"nowhere.txt cannot be read"):
        ask("ledger_verify", "--anchors", "nowhere.txt")


def test_ledger_export_is_what_the_inspectors_program_reads(deployed):
    export = deployed.folder / "export.jsonl"
    said = ask("ledger_export", str(export)).split("python ", 1)[1].split()
    done = subprocess.run([sys.executable, *said], cwd=database.ROOT, capture_output=True, text=True)
    assert json.loads(done.stdout) == deployed.verdict()
    assert done.returncode == 0


def test_ledger_seal_runs_until_it_is_told_to_stop(deployed, monkeypatch):
    handlers, ran = {}, []
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)

    def run(*, address, key, anchors, over):
        assert not over.is_set()
        handlers[signal.SIGTERM](signal.SIGTERM, None)
        ran.append((address, key.name, anchors.folder, over.is_set()))

    monkeypatch.setattr(sealer, "run", run)
    call_command("ledger_seal")
    assert ran == [(database.url(deployed.name, "ppo_sealer"), deployed.key.name, deployed.anchors.folder, True)]


def test_ledger_seal_needs_its_own_role(deployed, settings):
    settings.SEALER_DATABASE_URL = ""
    with pytest.raises(CommandError, match="not being sealed"):
        call_command("ledger_seal")


@pytest.fixture
def officers(deployed):
    """Two people of two agencies, and a third of the first."""
    with looking_as_system():
        scheme = Scheme.objects.create(code="REST", name="Restored")
        agencies = [Agency.objects.create(scheme=scheme, code=code, name=code, kind="police") for code in ("a", "b")]
        for name, agency in (("gail", agencies[0]), ("gus", agencies[1]), ("greta", agencies[0])):
            user = User.objects.create(email=f"{name}@rest.example", name=name)
            Capacity.objects.create(user=user, agency=agency, role="governance")
    yield
    deployed.tamper(
        "delete from sharing_capacity",
        "delete from sharing_user",
        "delete from sharing_agency",
        "delete from sharing_scheme",
    )


def test_a_restore_is_declared_by_two_agencies_and_stays_visible(officers, deployed):
    declare = ("ledger_restore", "--reason", "disk failure, copy of Sunday", "--officer", "gail@rest.example")
    for second in ("greta@rest.example", "nobody@rest.example", "gail@rest.example"):
        with pytest.raises(CommandError, match="two different agencies"):
            ask(*declare, "--officer", second)

    deployed.tamper(
        "delete from sharing_ledgerentry where id > 20", "delete from sharing_ledgercheckpoint where number > 2"
    )
    assert "2 checkpoints" in ask(*declare, "--officer", "gus@rest.example")
    answer = ask("ledger_verify", "--anchors", str(deployed.anchors.file), "--format", "text")
    assert "Restored from a copy, declared" in answer
    assert "gail@rest.example and gus@rest.example" in answer
