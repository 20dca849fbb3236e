"""The database as the tests and the product see it: the application role owns nothing and can open nothing."""

import pytest
from django.db import DatabaseError, connection, transaction

from ppo import database

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(db):
    def ask(question):
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    return ask


def test_tests_connect_as_the_application_role(ask):
    assert ask("select current_user, session_user") == [("ppo_app", "ppo_app")]


def test_the_application_role_has_no_more_than_it_needs(ask):
    with connection.cursor() as cursor:
        assert database.problems(cursor) == []


@pytest.mark.parametrize(
    "forbidden",
    [
        "create table door (id int)",
        "create role intruder",
        "set role ppo_owner",
        "set role ppo_keeper",
        "alter table django_migrations add column door int",
        "drop table django_migrations",
        "truncate django_migrations",
    ],
)
def test_it_can_not(ask, forbidden):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        ask(forbidden)


def test_functions_with_their_owners_rights_are_granted_by_name(ask):
    open_to_all = ask(
        "select oid::regprocedure::text from pg_proc"
        " where prosecdef and pronamespace = 'public'::regnamespace"
        " and has_function_privilege('public', oid, 'execute')"
    )
    assert open_to_all == []


def test_every_migration_is_applied_and_none_is_left(ask):
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_the_script_for_an_administrator_is_the_same_text():
    script = database.script("ppo_other")
    assert database.ROLES in script
    assert database.PRIVILEGES in script
    assert '\\connect "ppo_other"' in script
    with pytest.raises(ValueError, match="no name"):
        database.script('ppo"; drop database ppo')
