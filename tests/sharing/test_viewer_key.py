"""The key that signs who looks is changed while people work: both are accepted, then the old one is not."""

import os
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sharing import looking
from sharing.changes import viewer_key as changes
from tests import database

NAME = f"ppo_test_{os.getpid()}_key"
OLD, NEW = bytes.fromhex("0123456789abcdef" * 8), bytes(range(64))


@pytest.fixture
def owner(template_database, django_db_blocker, settings):
    """A database of its own, where the commands' connection is the owner's."""
    database.clone(NAME, template_database)
    before = dict(connection.settings_dict)
    where = {**database.address(), "user": "ppo_owner"}
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict |= {key.upper(): where.get(key, "") for key in ("host", "port", "user", "password")}
        connection.settings_dict["NAME"] = NAME
        yield settings
        connection.close()
        connection.settings_dict |= before
    database.drop(NAME)


def ask(*arguments):
    answer = StringIO()
    call_command("viewer_key", *arguments, stdout=answer)
    return answer.getvalue()


def begun(settings, key):
    """A page's transaction that said who looks, signed with this key."""
    settings.VIEWER_KEY = key
    page = psycopg.connect(database.url(NAME))
    page.execute("select set_config('app.viewer', %s, true)", [looking.token("s0")])
    return page


def heard(page):
    return page.execute("select exists (select from sharing_canary)").fetchone()[0]


def test_one_key_after_the_other_and_nobody_is_locked_out(owner):
    assert "accepts 1 key." in ask()
    with begun(owner, OLD) as old, begun(owner, NEW) as unknown:
        assert heard(old)
        assert not heard(unknown)
        assert "accepts 2 keys." in ask("--accept")  # the command's own key is the new one by now
        assert "accepts 2 keys." in ask("--accept")  # once more does nothing
        assert heard(old)
    with begun(owner, NEW) as new, begun(owner, OLD) as late:
        assert heard(new)
        assert heard(late)


def test_the_old_key_is_forgotten_when_those_who_began_with_it_are_done(owner):
    owner.VIEWER_KEY = NEW
    ask("--accept")
    with begun(owner, OLD) as old:
        owner.VIEWER_KEY = NEW
        with pytest.raises(CommandError, match="1 transactions of the application are not over"):
            ask("--retire", "--patience", "0.2")
        assert heard(old)
        old.rollback()
        assert "accepts 1 key." in ask("--retire", "--patience", "10")
    with begun(owner, OLD) as old, begun(owner, NEW) as new:
        assert not heard(old)
        assert heard(new)
    with psycopg.connect(**database.address(), dbname=NAME) as superuser:
        lines = superuser.execute("select event, doer, facts from sharing_ledgerentry order by id").fetchall()
    assert lines == [("viewer_key_accept", "viewer_key", {"keys": 2}), ("viewer_key_retire", "viewer_key", {"keys": 1})]


def test_a_key_that_the_database_does_not_know_is_not_made_the_only_one(owner):
    owner.VIEWER_KEY = NEW
    with pytest.raises(CommandError, match="does not know this key yet"):
        ask("--retire")
    with pytest.raises(CommandError, match="none of them"):
        ask()
    assert changes.viewer_keys_known() == [changes.pads(OLD)[0]]


def test_a_key_of_ones_own_is_known_before_it_is_used(owner, tmp_path, monkeypatch):
    monkeypatch.delenv("VIEWER_KEY")
    owner.VAR = tmp_path
    with pytest.raises(CommandError, match="comes from the environment"):
        ask("--new")
    place = tmp_path / "secrets" / "viewer_key"
    place.parent.mkdir()
    place.write_text(OLD.hex())
    for left_behind in (False, True):
        if left_behind:
            place.with_suffix(".new").write_text("cut off")
        assert "restart web, worker and beat" in ask("--new")
    made = bytes.fromhex(place.read_text())
    assert len(made) == 64
    assert changes.pads(made)[0] == changes.viewer_keys_known()[-1]
    assert place.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("VIEWER_KEY", OLD.hex())
    with pytest.raises(CommandError, match="comes from the environment"):
        ask("--new")
