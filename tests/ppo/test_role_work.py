"""Each role of the database can do its work and nothing more: what is allowed by name, what is refused by name.

On a database of its own, since what the roles see has to be committed: one person with a session, a second factor, a line
of the ledger and an issued pack, put there by a superuser.
"""

import os
import subprocess

import psycopg
import pytest
from psycopg import errors

from ppo import database as product
from ppo.embedded.postgres import binaries
from sharing.looking import token
from tests import database

NAME = f"ppo_test_{os.getpid()}_roles"
SALT, DIGEST = "\\x01", "\\x" + "02" * 32
FILLED = (
    "insert into sharing_scheme (id, key, code, name, area, size, capacity, version)"
    " overriding system value values (1, 'scheme222222', 'NORTH', 'North', '', '', 40, 1)",
    "insert into sharing_agency (id, key, scheme_id, code, name, kind, establishment, phone, position, version)"
    " overriding system value values (1, 'agency222222', 1, 'police', 'Police', 'police', '', '', 0, 1)",
    "insert into django_session values ('secret', 'data', now())",
    "insert into sharing_ledgerentry (event, operation, scheme_id, user_id, doer, people, subject, recipients, facts,"
    " reason, salt, commitment, transaction, at)"
    " values ('person_detail', 'consultation', 1, 7, '', '{1}', '', '{}', '{}', '',"
    f" '{SALT}', '{DIGEST}', 3, now() - interval '1 day')",
    "insert into sharing_ledgercheckpoint values (1, 'entries', now(), 0, 3, 1, 1, 1, '', '', '', '', 'abcd', '')",
    "insert into reports_datareturn (key, scheme_id, month, made_at, made_by_id, measures, gaps, sha256)"
    " values ('return222222', 1, '2026-03-01', now(), 1, '[]', 0, '')",
)


@pytest.fixture(scope="module")
def filled(template_database):
    database.clone(NAME, template_database)
    with psycopg.connect(**database.address(), dbname=NAME, autocommit=True) as superuser:
        superuser.execute("set session_replication_role = replica")
        for statement in FILLED:
            superuser.execute(statement)
        person = {"id": "1", "key": "'person222222'", "scheme_id": "1", "version": "1"}
        superuser.execute(_insert(superuser, "casework_person", person))
    yield
    database.drop(NAME)


def _insert(connection, table, known):
    """A row with something in every column that needs it, so that a new column needs no change here."""
    columns = connection.execute(
        "select column_name, data_type from information_schema.columns where table_schema = 'public' and table_name = %s"
        " and is_nullable = 'NO' and column_default is null and is_generated = 'NEVER'",
        [table],
    )
    plain = {"character varying": "''", "text": "''", "boolean": "false", "date": "'1990-01-01'", "ARRAY": "'{}'"}
    values = {name: known.get(name, plain.get(kind, "'1'")) for name, kind in columns}
    return f"insert into {table} ({', '.join(values)}) overriding system value values ({', '.join(values.values())})"


def connect(role, looker=""):
    """A connection in a transaction that says who looks, as the product's own do."""
    connection = psycopg.connect(database.url(NAME, role))
    if looker:
        connection.execute("select set_config('app.viewer', %s, true)", [token(looker)])
    return connection


def numbers(role, looker=""):
    """How many rows of each table the role counts; None where it may not even ask."""
    found = {}
    with connect(role, looker) as connection:
        for table in (
            "casework_person",
            "django_session",
            "sharing_ledgerentry",
            "sharing_ledgercheckpoint",
            "sharing_key",
        ):
            try:
                with connection.transaction():
                    (found[table],) = connection.execute(f"select count(*) from {table}").fetchone()
            except errors.InsufficientPrivilege:
                found[table] = None
        connection.rollback()
    return tuple(found.values())


# role, who looks: rows of people, sessions, lines, checkpoints and keys
SEES = {
    ("ppo_app", ""): (0, 1, 0, 1, None),
    ("ppo_app", "s0"): (1, 1, 1, 1, None),
    ("ppo_worker", ""): (0, 0, 0, 1, None),
    ("ppo_worker", "s0"): (1, 0, 1, 1, None),
    ("ppo_owner", "s0"): (0, 1, 0, 1, 1),
    ("ppo_report", "s0"): (None, None, None, None, None),
    ("ppo_sealer", "s0"): (None, None, 1, 1, None),
    ("ppo_verifier", "s0"): (None, None, 1, 1, None),
    ("ppo_backup", ""): (1, 1, 1, 1, 1),
}


@pytest.mark.parametrize(("role", "looker"), SEES)
def test_each_role_sees_what_its_work_needs(filled, role, looker):
    assert numbers(role, looker) == SEES[role, looker]


OWN = "pg_current_xact_id()::text::bigint"


def line(transaction=OWN, at="now()"):
    return (
        "insert into sharing_ledgerentry (event, operation, doer, people, subject, recipients, facts, reason, commitment,"
        f" transaction, at) values ('x', 'alteration', 'test', '{{}}', '', '{{}}', '{{}}', '', '{DIGEST}',"
        f" {transaction}, {at})"
    )


CHECKPOINT = (
    "insert into sharing_ledgercheckpoint select number + 1, kind, at, floor, upto_transaction, upto_entry, highest,"
)
CHECKPOINT += " count, leaves, statement, previous, root, key, signature from sharing_ledgercheckpoint"
ALLOWED = [
    ("ppo_app", line()),
    ("ppo_app", "update casework_person set area = 'West'"),
    ("ppo_worker", line()),
    ("ppo_worker", "update sharing_job set tries = 1"),
    ("ppo_owner", "create table made (id int)"),
    ("ppo_owner", "alter table casework_person add column more int"),
    ("ppo_owner", "set role ppo_keeper"),
    ("ppo_owner", "set role ppo_app"),
    ("ppo_report", "select figures from reports_issuedpack"),
    ("ppo_report", "select measures from reports_datareturn"),
    ("ppo_report", "select s.name, a.name from sharing_scheme s join sharing_agency a on a.scheme_id = s.id"),
    ("ppo_sealer", CHECKPOINT),
    ("ppo_sealer", "lock table sharing_ledgerentry in share mode"),
    ("ppo_verifier", "select salt, facts from sharing_ledgerentry"),
    ("ppo_backup", "lock table casework_person in access share mode"),
]
REFUSED = [
    ("ppo_app", line(transaction="3")),  # as if it had been written by another transaction
    ("ppo_app", line(at="now() - interval '1 day'")),
    ("ppo_app", "update sharing_ledgerentry set doer = ''"),
    ("ppo_app", CHECKPOINT),
    ("ppo_app", "set role ppo_worker"),
    ("ppo_app", "update sharing_canary set stands_for = 1"),
    ("ppo_worker", "set role ppo_app"),
    ("ppo_worker", "insert into django_session values ('own', 'data', now())"),
    ("ppo_worker", "delete from sharing_ledgerentry"),
    ("ppo_worker", "create table door (id int)"),
    ("ppo_worker", "alter table casework_person disable row level security"),
    ("ppo_owner", line()),
    ("ppo_owner", "set role ppo_backup"),
    ("ppo_owner", "create role intruder"),
    ("ppo_report", "select pdf_file from reports_issuedpack"),
    ("ppo_report", "select made_by_id from reports_datareturn"),
    ("ppo_report", "select email from sharing_user"),
    ("ppo_report", "select person_id from sharing_listrow"),
    ("ppo_report", "select sharing_list_at(array[1], now())"),
    ("ppo_report", "update sharing_scheme set name = 'x'"),
    ("ppo_sealer", line()),
    ("ppo_sealer", "select email from sharing_user"),
    ("ppo_sealer", "update sharing_ledgercheckpoint set count = 0"),
    ("ppo_verifier", line()),
    ("ppo_verifier", CHECKPOINT),
    ("ppo_verifier", "select email from sharing_user"),
    ("ppo_backup", "update casework_person set area = ''"),
    ("ppo_backup", "delete from sharing_ledgerentry"),
    ("ppo_backup", "select sharing_list_rebuild(array[1])"),
    ("ppo_backup", "create table door (id int)"),
]


@pytest.mark.parametrize(("role", "statement"), ALLOWED)
def test_it_may(filled, role, statement):
    with connect(role, "s0") as connection:
        connection.execute(statement)
        connection.rollback()


@pytest.mark.parametrize(("role", "statement"), REFUSED)
def test_it_may_not(filled, role, statement):
    with connect(role, "s0") as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement)


def test_a_dump_is_whole_with_and_without_the_attribute(filled, tmp_path):
    """Row-level security follows policies where nobody could give BYPASSRLS: the rows are the same."""
    with psycopg.connect(database.url(NAME, "ppo_backup")) as backup:
        bypassing = backup.execute("select count(*) from casework_person").fetchone()
    with psycopg.connect(**database.address(), dbname=NAME) as superuser:
        superuser.execute("alter role ppo_backup nobypassrls")
        superuser.execute("set role ppo_backup")
        assert superuser.execute("select count(*) from casework_person").fetchone() == bypassing == (1,)
        assert superuser.execute("select count(*) from mfa_authenticator").fetchone() == (0,)
        superuser.rollback()


@pytest.mark.parametrize("options", [(), ("--enable-row-security",)])
def test_pg_dump_reads_every_table_and_sequence(filled, tmp_path, options):
    dump = tmp_path / "whole.dump"
    asked = [binaries() / "pg_dump", "-Fc", *options, "-f", dump, database.url(NAME, "ppo_backup")]
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    listed = subprocess.run([binaries() / "pg_restore", "--list", dump], capture_output=True, text=True).stdout
    assert all(
        f"TABLE DATA public {table} " in listed for table in ("casework_person", "sharing_ledgerentry", "sharing_key")
    )


def test_the_roles_in_the_script_are_these(filled):
    tested = {role for role, _ in SEES} | {role for role, _ in [*ALLOWED, *REFUSED]}
    assert tested == {f"ppo_{name}" for name in ("owner", "app", "worker", "report", "sealer", "verifier", "backup")}
    assert all(f"'{role}'" in product.ROLES for role in tested)
