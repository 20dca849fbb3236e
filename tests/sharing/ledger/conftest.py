"""A ledger with a database of its own, so that lines can be committed, sealed and tampered with as a superuser."""

import os
import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection

from sharing import ledger, sealed, sealer, verifier
from tests import database

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class SealedLedger:
    """Lines are written as the application, sealed as the sealer, changed as a superuser, checked by the verifier."""

    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        self.key, self.anchors = sealer.Key(folder / "ledger.key"), sealer.Anchors(folder / "anchors")
        self.at = BEGIN
        self.connections = []
        self.sealer = sealer.Sealer(self.connect("ppo_sealer"), self.key, self.anchors)

    def connect(self, role):
        fresh = psycopg.connect(database.url(self.name, role), autocommit=True)
        self.connections.append(fresh)
        return fresh

    def close(self):
        for held in self.connections:
            held.close()

    def write(self, count=1, event="person_overview", **facts):
        """Committed lines, as a page or change writes them."""
        for number in range(count):
            operation = ledger.Operation.CONSULTATION
            ledger.record(event, doer="a test", operation=operation, people=[number % 7 + 1, 99], step=number, **facts)

    def seal(self, using=None, seconds=2):
        """One checkpoint `seconds` later, with every line in it. Waits for open transactions of other tests first."""
        self.at += timedelta(seconds=seconds)
        until = time.monotonic() + 60
        while self.held():
            assert time.monotonic() < until, "other transactions hold back the seal"
            time.sleep(0.02)
        while (count := (using or self.sealer).seal(at=self.at)) is None or self.waiting():
            assert time.monotonic() < until, "other transactions hold back the seal"
            time.sleep(0.02)
        return count

    def held(self):
        """Whether a line is newer than a transaction of the server that is still open: it would wait for another seal."""
        query = """
            select exists (
                select from sharing_ledgerentry, pg_current_snapshot() now
                 where transaction >= pg_snapshot_xmin(now)::text::bigint
                   and transaction < pg_snapshot_xmax(now)::text::bigint)"""
        return self.ask(query)[0][0]

    def waiting(self):
        query = "select (select count(*) from sharing_ledgerentry) - (select sum(count) from sharing_ledgercheckpoint)"
        return self.ask(query)[0][0] != 0

    def lines(self):
        with psycopg.connect(database.url(self.name), autocommit=True) as reader:
            return list(sealed.lines(reader))

    def verdict(self, *, anchors=True):
        keys = verifier.public_keys(self.anchors.keys.read_text())
        kept = self.anchors.file.read_text() if anchors else None
        return verifier.verify(self.lines(), keys=keys, anchors=kept)

    def ask(self, query, values=None):
        with psycopg.connect(**database.address(), dbname=self.name, autocommit=True) as superuser:
            cursor = superuser.execute(query, values)
            return cursor.fetchall() if cursor.description else None

    def tamper(self, *statements):
        """As a superuser who knows that triggers stand in the way."""
        with psycopg.connect(**database.address(), dbname=self.name) as superuser:
            superuser.execute("set session_replication_role = replica")
            for statement in statements:
                superuser.execute(statement)


@pytest.fixture(scope="session")
def ledger_database(template_database):
    name = f"ppo_test_{os.getpid()}_ledger"
    database.clone(name, template_database)
    yield name
    database.drop(name)


@pytest.fixture
def empty(ledger_database, django_db_blocker, tmp_path):
    """A ledger without a line; the tests' own connection leads to it and commits."""
    where = {**database.address(), "user": "ppo_app"}
    before = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict |= {key.upper(): where.get(key, "") for key in ("host", "port", "user", "password")}
        connection.settings_dict["NAME"] = ledger_database
        held = SealedLedger(ledger_database, tmp_path)
        held.tamper("truncate sharing_ledgerentry, sharing_ledgercheckpoint restart identity")
        yield held
        held.close()
        connection.close()
        connection.settings_dict |= before


@pytest.fixture
def kept(empty):
    """40 lines sealed in four checkpoints, one of them a heartbeat."""
    for count in (12, 8, 0, 20):
        empty.write(count)
        empty.seal(seconds=2 if count else 61)
    return empty
