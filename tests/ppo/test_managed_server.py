"""A database server of a provider who keeps the superuser: the same script, run by an administrator with less."""

from dataclasses import replace

import psycopg
import pytest
from psycopg import errors

from ppo import database
from ppo.embedded import command, postgres, tenure


@pytest.fixture(scope="module")
def managed(tmp_path_factory):
    """A fresh server, and keywords that reach it as an administrator who may make roles and databases, and no more."""
    server = replace(command.postgres(tmp_path_factory.mktemp("v")), settings=postgres.FASTER_WITHOUT_SAFETY)
    with tenure.using(server):
        as_provider = {"host": str(server.sockets), "user": "postgres"}
        with psycopg.connect(**as_provider, dbname="postgres", autocommit=True) as provider:
            provider.execute("create role cloudadmin login createrole createdb")
        address = {"host": str(server.sockets), "user": "cloudadmin"}
        for _ in range(2):  # again on the next start, or by hand to be sure
            database.prepare(address, "ppo")
        yield address


def ask(managed, question, role="cloudadmin"):
    with psycopg.connect(**managed | {"user": role}, dbname="ppo", autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchall() if cursor.description else None


def test_nobody_needs_a_superuser(managed):
    assert ask(managed, "select rolname from pg_roles where rolname ~ '^ppo_' and (rolsuper or rolbypassrls)") == []
    assert ask(managed, "select pg_get_userbyid(datdba) from pg_database where datname = 'ppo'") == [("ppo_owner",)]


def test_the_administrator_steps_out_again(managed):
    for role in ("ppo_owner", "ppo_keeper"):
        with pytest.raises(errors.InsufficientPrivilege):
            ask(managed, f"set role {role}")


def test_the_owner_can_do_what_migrations_do(managed):
    ask(managed, "create table t (id bigint); alter table t enable row level security", "ppo_owner")
    ask(managed, "alter table t force row level security", "ppo_owner")
    ask(managed, "create policy backup on t for select to ppo_backup using (true)", "ppo_owner")
    ask(managed, "create policy system on t for insert to ppo_app with check (true)", "ppo_owner")
    ask(managed, "create function f() returns int language sql security definer as 'select 1'", "ppo_owner")
    ask(managed, "alter function f() owner to ppo_keeper", "ppo_owner")
    ask(managed, "set role ppo_keeper; grant execute on function f() to ppo_app", "ppo_owner")

    ask(managed, "insert into t values (1)", "ppo_app")
    assert ask(managed, "select f()", "ppo_worker") == [(1,)]
    assert ask(managed, "select count(*) from t", "ppo_app") == [(0,)]
    assert ask(managed, "select count(*) from t", "ppo_backup") == [(1,)]  # by policy, for want of the attribute


def test_passwords_are_set_by_the_administrator(managed):
    database.set_passwords({**managed, "dbname": "ppo"}, {"ppo_app": "one", "ppo_worker": ""})
    assert ask(managed, "select has_database_privilege('ppo_app', 'ppo', 'connect')") == [(True,)]
