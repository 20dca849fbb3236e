"""The roles and the database, as one text: run by the embedded server, printed for a database administrator."""

import hashlib
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
SQL = ROOT / "ppo" / "sql"
ROLES = (SQL / "roles.sql").read_text()
PRIVILEGES = (SQL / "privileges.sql").read_text()
# An administrator who is no superuser may act for roles it made once it is their member, and needs that no longer after.
STEP_IN = """do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
        grant ppo_owner, ppo_keeper to current_user with inherit true, set true;
    end if;
end $$;
"""
STEP_OUT = """do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
        revoke ppo_owner, ppo_keeper from current_user;
    end if;
end $$;
"""

# What decides how the migrated database looks. A module that migrations call must be named here.
SHAPED_BY = (
    "*/migrations/*.py",
    "*/migrations/*.sql",
    "*/sql/*.sql",
    "sharing/walls.py",
    "sharing/history.py",
    "requirements.txt",
)


def fingerprint():
    """A digest of everything that shapes the migrated database: equal digest, equal tables."""
    digest = hashlib.sha256()
    for pattern in SHAPED_BY:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def prepare(address, name="ppo"):
    """Make roles and database on the server that `address` reaches; what is there already stays.

    `address`: keywords of `psycopg.connect` without the database, such as host and user. The user is a superuser or, on a
    managed server, a role with CREATEROLE and CREATEDB.
    """
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as connection:
        connection.execute(ROLES)
        connection.execute(STEP_IN)
        if connection.execute("select from pg_database where datname = %s", [name]).fetchone() is None:
            connection.execute(sql.SQL("create database {} owner ppo_owner").format(sql.Identifier(name)))
    with psycopg.connect(**address, dbname=name, autocommit=True) as connection:
        connection.execute(PRIVILEGES)
        connection.execute(STEP_OUT)


def set_passwords(address, passwords):
    """Give roles the passwords their own addresses carry. `passwords`: role to password; empty ones are left alone."""
    with psycopg.connect(**address, autocommit=True) as connection:
        for role, password in passwords.items():
            if password:
                change = sql.SQL("alter role {} password {}")
                connection.execute(change.format(sql.Identifier(role), sql.Literal(password)))


def problems(cursor):
    """What is wrong with the role this connection has, as sentences; an empty list when nothing is."""
    cursor.execute(
        "select current_user, rolsuper, rolbypassrls,"
        " exists (select from pg_class where relowner = me.oid),"
        " exists (select from pg_auth_members m where m.member = me.oid"
        "         and not (me.rolname = 'ppo_worker' and m.roleid::regrole::text = 'ppo_app'))"
        " from pg_roles me where rolname = current_user"
    )
    name, superuser, bypasses, owns, member = cursor.fetchone()
    found = {
        "is a superuser": superuser,
        "bypasses row-level security": bypasses,
        "owns tables": owns,
        "is a member of another role": member,
    }
    return [f"The application's role {name} {what}." for what, wrong in found.items() if wrong]


SCRIPT = """\\set ON_ERROR_STOP on
{roles}
{step_in}
select 'create database "{name}" owner ppo_owner'
    where not exists (select from pg_database where datname = '{name}') \\gexec
\\connect "{name}"

{privileges}
{step_out}
-- Give the roles that log in over the network a password each, typed and never logged:
--   \\password ppo_owner
--   \\password ppo_app
--   \\password ppo_worker
--   \\password ppo_sealer
--   \\password ppo_verifier
--   \\password ppo_report
--   \\password ppo_backup
"""


def script(name="ppo"):
    """The same as a script for psql, run once by an administrator: `manage.py db_roles --print | psql -U postgres`."""
    if not name.isidentifier():
        raise ValueError(f"“{name}” is no name for a database: letters, digits and underscores only")
    return SCRIPT.format(roles=ROLES, privileges=PRIVILEGES, step_in=STEP_IN, step_out=STEP_OUT, name=name)
