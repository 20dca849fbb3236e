"""A backup brings back every row, file and key, and overwrites nothing."""

import os
import subprocess
import sys
import tarfile

import psycopg
import pytest

from ppo import backup
from ppo.embedded import command, tenure
from tests.database import ROOT


@pytest.fixture
def var(tmp_path):
    """A `var/` with a row behind row-level security, an issued file and a key."""
    place = tmp_path / "var"
    with tenure.using(command.postgres(place)) as _:
        command.prepare_database(command.postgres(place))
        with connect(place, "ppo_owner") as owner:
            owner.execute("create table pack (number int)")
            owner.execute("alter table pack enable row level security")
            owner.execute("alter table pack force row level security")
            owner.execute("create policy nobody on pack to ppo_app using (false) with check (true)")
        with connect(place, "ppo_app") as app:
            app.execute("insert into pack values (7)")
    for name, text in (("files/pack-7.pdf", "%PDF"), ("secrets/viewer_key", "k" * 128)):
        (place / name).parent.mkdir(mode=0o700, exist_ok=True)
        (place / name).write_text(text)
    return place


def connect(var, role):
    return psycopg.connect(host=str(command.postgres(var).sockets), user=role, dbname="ppo", autocommit=True)


def test_what_was_backed_up_comes_back(var, tmp_path):
    file = tmp_path / "backup.tar"
    assert backup.make(var, file) == file.stat().st_size
    assert file.stat().st_mode & 0o777 == 0o600

    elsewhere = tmp_path / "elsewhere"
    backup.restore(elsewhere, file)

    assert (elsewhere / "files/pack-7.pdf").read_text() == "%PDF"
    assert (elsewhere / "secrets/viewer_key").read_text() == "k" * 128
    with tenure.using(command.postgres(elsewhere)):
        with connect(elsewhere, "postgres") as superuser:
            assert superuser.execute("select number from pack").fetchall() == [(7,)]
        with connect(elsewhere, "ppo_app") as app:  # the wall came back too, and the privileges
            assert app.execute("select number from pack").fetchall() == []
            app.execute("insert into pack values (8)")


def test_it_is_made_while_the_system_runs(var, tmp_path):
    with tenure.using(command.postgres(var)):
        backup.make(var, tmp_path / "backup.tar")
        assert command.postgres(var).answers()


def test_nothing_is_overwritten(var, tmp_path):
    backup.make(var, tmp_path / "backup.tar")
    with pytest.raises(backup.Refused, match="holds a database already"):
        backup.restore(var, tmp_path / "backup.tar")
    other = tmp_path / "other"
    (other / "secrets").mkdir(parents=True)
    (other / "secrets" / "viewer_key").write_text("another")
    with pytest.raises(backup.Refused, match="secrets is not empty"):
        backup.restore(other, tmp_path / "backup.tar")
    assert (other / "secrets" / "viewer_key").read_text() == "another"


def test_a_damaged_file_is_one_sentence(tmp_path):
    (tmp_path / "backup.tar").write_text("not an archive")
    said = run(tmp_path / "var", "restore", tmp_path / "backup.tar")
    assert said.returncode == 1
    assert said.stderr == f"{tmp_path / 'backup.tar'} is no backup of ours: truncated header.\n"


def test_an_archive_cannot_write_outside(tmp_path):
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(tmp_path / "backup.tar", "w") as archive:
        archive.add(tmp_path / "evil", "../../outside")
    assert run(tmp_path / "a" / "var", "restore", tmp_path / "backup.tar").returncode == 1
    assert not list(tmp_path.rglob("outside"))


def test_without_a_database_there_is_nothing_to_back_up(tmp_path):
    said = run(tmp_path / "var", "make", tmp_path / "backup.tar")
    assert said.returncode == 1
    assert said.stderr == f"There is no database under {tmp_path / 'var'}: nothing to back up.\n"


def run(var, *words):
    environment = {**os.environ, "PPO_VAR": str(var)}
    asked = [sys.executable, "-m", "ppo.backup", *map(str, words)]
    return subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True)
