"""The second wall stands around every table about a person: row security, forced, with every policy and a category."""

import pytest
from django.apps import apps
from django.db import connection, models

from sharing.policy import Category, Level
from sharing.records import Detail, SharedRecord
from tests.guards import house

COMPILED = {"sharing_listrow", "sharing_holding"}  # written by the keeper's triggers alone
SIGN_IN = {"django_session", "usersessions_usersession", "mfa_authenticator", "account_emailconfirmation"}
SECRET_APPS = {"sessions", "usersessions", "mfa"}
SYSTEM_ONLY = {"sharing_link", "sharing_namedlink", "sharing_disclosure", "sharing_emergency", "sharing_exclusion"}
SYSTEM_ONLY |= {"sharing_question", "sharing_answer"}


def rows(text, *params):
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchall()


def about_people():
    """Tables of models that point at a person, and those behind a many-to-many field of such a model."""
    found = set()
    for model in apps.get_models():
        points = any(
            isinstance(field, models.ForeignKey) and field.related_model is apps.get_model("casework", "Person")
            for field in model._meta.local_fields
        )
        if points:
            found.add(model._meta.db_table)
            found |= {field.m2m_db_table() for field in model._meta.local_many_to_many}
    return found | {"casework_person"}


def walled_tables():
    return about_people() | {"sharing_ledgerentry"}


def test_the_catalogue_and_the_models_name_the_same_tables(db):
    by_column = rows(
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id'"
        " where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not a.attisdropped"
    )
    assert {table for (table,) in by_column} <= about_people()
    assert len(about_people()) > 40


def test_every_table_about_a_person_is_walled_and_the_wall_holds_its_owner(db):
    walled = rows("select relname from pg_class where relrowsecurity and relforcerowsecurity")
    assert walled_tables() - {table for (table,) in walled} == set()


def test_the_application_has_a_policy_for_reading_and_for_each_way_of_writing(db):
    policies = {}
    for table, command in rows("select tablename, cmd from pg_policies where 'ppo_app' = any(roles)"):
        policies.setdefault(table, set()).add(command)
    lacking = {}
    for table in about_people():
        wanted = {"SELECT"}
        if table.endswith("version"):
            wanted |= {"INSERT"}
        elif table not in COMPILED | {"sharing_listrow"}:
            wanted |= {"INSERT", "UPDATE", "DELETE"}
        if table == "sharing_holding":
            wanted = {"SELECT"}
        if missing := wanted - policies.get(table, set()):
            lacking[table] = missing
    assert lacking == {}


def test_no_policy_lets_everyone_through(db):
    """`true` stands in policies of roles that read all for their work, and where the triggers of history insert."""
    open_to_all = rows(
        "select tablename, policyname, roles from pg_policies where (qual = 'true' or with_check = 'true')"
        " and not (policyname = 'app_insert' and tablename like '%%version')"
    )
    assert {(name, *roles) for table, name, roles in open_to_all if table not in SIGN_IN} == {
        ("keeper", "ppo_keeper"),
        ("backup", "ppo_backup"),
        ("sealer", "ppo_sealer"),
        ("verifier", "ppo_verifier"),
    }
    assert {table for table, name, _ in open_to_all if name == "pages"} == SIGN_IN


def test_tasks_cannot_read_what_people_sign_in_with(db):
    against = rows("select tablename from pg_policies where permissive = 'RESTRICTIVE' and roles = '{ppo_worker}'")
    assert {table for (table,) in against} == SIGN_IN
    with_secrets = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in SECRET_APPS}
    assert with_secrets <= SIGN_IN


def test_every_wall_lets_the_backup_through(db):
    """Without BYPASSRLS a dump follows policies, and a table without one for it would be dumped empty."""
    walled = rows("select relname from pg_class where relrowsecurity and relkind = 'r'")
    open_to_it = rows("select tablename from pg_policies where policyname = 'backup' and roles = '{ppo_backup}'")
    assert set(walled) == set(open_to_it)


def test_facts_that_open_doors_are_written_by_the_system_alone(db):
    checks = rows(
        "select tablename, with_check from pg_policies where policyname = 'app_insert' and tablename = any(%s)",
        sorted(SYSTEM_ONLY),
    )
    assert {table for table, _ in checks} == SYSTEM_ONLY
    assert {check for _, check in checks} == {"( SELECT sharing_is_system() AS sharing_is_system)"}


@pytest.mark.parametrize("table", ["sharing_listrow", "sharing_holding", "sharing_rulepack", "sharing_walled"])
def test_compiled_rows_cannot_be_written(db, table):
    assert rows("select has_table_privilege('ppo_app', %s, 'INSERT, UPDATE, DELETE')", table) == [(False,)]


def records():
    return [model for model in house.models() if issubclass(model, SharedRecord | Detail)]


@pytest.mark.parametrize("model", records(), ids=lambda model: model._meta.label)
def test_every_record_has_a_category_a_level_and_the_same_in_its_policy(db, model):
    column = {field.name for field in model._meta.local_fields} & {"category"}
    assert bool(column) != isinstance(model.__dict__.get("category"), Category), "a constant or a column, one of them"
    assert model.min_level in (Level.SUMMARY, Level.FULL)
    assert set(model.__dict__.get("summary_fields", ())) <= {field.name for field in model._meta.local_fields}

    ((policy,),) = rows(
        "select qual from pg_policies where policyname = 'app_select' and tablename = %s", model._meta.db_table
    )
    category = "category" if column else str(int(model.category))
    policy = " ".join(policy.replace("(", " ").replace(")", " ").split())
    owner = f"{model._meta.db_table}.owner_id * 64"
    assert owner in policy
    after = policy.split(owner, 1)[1]
    told = after.split("= ANY")[0].replace("::integer", "").replace("::bigint", "")
    numbers = [word for word in told.replace(f"{model._meta.db_table}.", "").split() if word not in "+*"]
    assert numbers[:3] == [category, "4", str(int(model.min_level))], told


def test_what_only_full_may_see_is_in_no_table_that_shows_at_summary():
    """A record that shows at summary has nothing but what a summary may hold, and the keys and dates of every record."""
    plumbing = {"id", "key", "person", "owner", "version", "entered_at"}
    loose = {
        model._meta.label: extra
        for model in records()
        if model.min_level == Level.SUMMARY
        if (extra := {f.name for f in model._meta.local_fields} - plumbing - set(model.summary_fields) - IN_SUMMARY)
    }
    assert loose == {}


# Columns of summary rows that are neither plumbing nor text: who does it, in which order, from which source.
IN_SUMMARY = {"agency", "user", "number", "source", "assessed_on", "taken_at_time_known", "service", "referred_by"}
