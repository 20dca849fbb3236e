"""The made-up register: an embedded server of its own under `var/bench`, migrated, filled by people.sql, and compared."""

import contextlib
import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path

import psycopg
from psycopg import sql

from bench import names
from ppo import database
from ppo.embedded import command
from ppo.embedded.postgres import FASTER_WITHOUT_SAFETY
from ppo.embedded.tenure import Tenure
from tests import migrated

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}
FILLED_BY = ROOT / "bench" / "people.sql"
CHECKSUMS = ROOT / "bench" / "checksums.json"
SERVER = replace(
    command.postgres(VAR), settings=("shared_buffers=512MB", "work_mem=32MB", "maintenance_work_mem=256MB")
)
WHERE = {"host": str(SERVER.sockets), "user": "postgres"}
# table: the columns that are compared, in the order of the first
COMPARED = {
    "casework_person": "key, family_name, given_names, status, area, next_review_on",
    "casework_offence": "key, person_id, number, offence_code, offence_on, charged_on, outcome",
    "casework_contact": "key, person_id, owner_id, planned_for at time zone 'UTC', kind, outcome",
    "pathways_action": "key, person_id, owner_id, number, pathway, target_on, status",
    "pathways_need": "key, person_id, area, level",
    "sharing_link": "person_id, agency_id, reason",
    "sharing_listrow": "person_id, audience, starts_at at time zone 'UTC', works, own, consents, status, next_review_on",
    "sharing_rulepack": "recipient_id, open, asked",
}


class RegisterDiffers(Exception):
    """The register is not the one the goals were set on; the message names the tables that differ."""


@contextlib.contextmanager
def running():
    """Run the body with the bench's server up. Nothing in it has to outlive the machine, so it waits for no disk."""
    tenure = Tenure(SERVER)
    tenure.begin()
    try:
        _settle("alter system set {} = {}")
        yield
    finally:
        tenure.end()


@contextlib.contextmanager
def durable():
    """Run the body with a server that waits for the disk at each commit, as the product's does."""
    _settle("alter system reset {}")
    try:
        yield
    finally:
        _settle("alter system set {} = {}")


def _settle(order):
    with connect("postgres") as server:
        for setting in FASTER_WITHOUT_SAFETY:
            server.execute(sql.SQL(order).format(*map(sql.Identifier, setting.split("="))))
        server.execute("select pg_reload_conf()")
    time.sleep(0.5)  # until every process of the server has heard of it


def connect(name, user="postgres"):
    return psycopg.connect(**WHERE | {"user": user}, dbname=name, autocommit=True)


def url(name, role="ppo_app"):
    """The address of database `name` for a process that connects as `role`."""
    return migrated.url(WHERE, name, role)


def name_of(size):
    shape = hashlib.sha256(FILLED_BY.read_bytes() + names.parts() + database.fingerprint().encode()).hexdigest()[:12]
    return f"bench_{size}_{shape}"


def there(size):
    """The name of the database with the register of this size; None where it is not made for the code as it is."""
    with connect("postgres") as server:
        found = server.execute("select datname from pg_database where datname = %s", [name_of(size)]).fetchone()
    return found and found[0]


def made(size):
    """The name of a database with the register of this size, made when none fits the code as it is."""
    name = name_of(size)
    with connect("postgres") as server:
        known = [found for (found,) in server.execute("select datname from pg_database where datname ~ '^bench_'")]
        if name in known:
            return name
        for old in known:
            if old.startswith(f"bench_{size}_"):
                server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(old)))
    unfinished = f"{name}_unfilled"
    migrated.make(WHERE, unfinished)
    with connect(unfinished) as connection:
        fill(connection, SIZES[size])
    with connect("postgres") as server:
        server.execute(
            sql.SQL("alter database {} rename to {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
    return name


def fill(connection, people):
    """Fill the migrated, empty database behind a superuser's connection."""
    names.load(connection)
    connection.execute(FILLED_BY.read_text().replace(":people", str(people)))
    connection.execute("vacuum analyze")


def checksums(name):
    """Table to [rows, digest] of what is compared."""
    with connect(name) as connection:
        return {table: _checksum(connection, table, columns) for table, columns in COMPARED.items()}


def _checksum(connection, table, columns):
    row = f"select md5(row({columns})::text) as digest from {table}"
    counted = connection.execute(f"select count(*), md5(string_agg(digest, '' order by digest)) from ({row}) x")
    return list(counted.fetchone())


def compare(name, size):
    """Raises RegisterDiffers unless every table is what the committed file says."""
    wanted = json.loads(CHECKSUMS.read_text()).get(size)
    if wanted is None:
        raise RegisterDiffers(f"bench/checksums.json says nothing of {size}: run `make bench ARGS=--accept` once.")
    found = checksums(name)
    differing = sorted(table for table in COMPARED if wanted.get(table) != found[table])
    if differing:
        raise RegisterDiffers(
            f"The register of {size} people is not the one of bench/checksums.json in {', '.join(differing)}. "
            "If the change is meant, take it with `make bench ARGS=--accept`."
        )


def accept(name, size):
    """Take the register as it is for the one to compare with from now on."""
    known = json.loads(CHECKSUMS.read_text()) if CHECKSUMS.exists() else {}
    CHECKSUMS.write_text(json.dumps(known | {size: checksums(name)}, indent=1, sort_keys=True) + "\n")
