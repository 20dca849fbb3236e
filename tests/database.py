"""The tests' database: one template, migrated as the owner, and a clone of it for every process that tests.

`PPO_TEST_DATABASE`, the address of a superuser, names a server to use instead of the embedded one.
"""

import contextlib
import fcntl
import os
import shutil
from dataclasses import replace
from pathlib import Path

from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ppo import database
from ppo.embedded import ServiceFailed, command
from ppo.embedded.postgres import FASTER_WITHOUT_SAFETY
from ppo.embedded.tenure import Tenure
from tests import migrated

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "test"
SERVER = replace(command.postgres(VAR), settings=FASTER_WITHOUT_SAFETY)


def address():
    """Keywords of `psycopg.connect` for a superuser of the tests' server."""
    if outside := os.environ.get("PPO_TEST_DATABASE"):
        known = conninfo_to_dict(outside)
        return {key: known[key] for key in ("host", "port", "user", "password") if key in known}
    return {"host": str(SERVER.sockets), "user": "postgres"}


@contextlib.contextmanager
def running():
    """Run the body with the tests' server up. Its data can be made again, so a broken folder is thrown away."""
    if "PPO_TEST_DATABASE" in os.environ:
        yield
        return
    tenure = Tenure(SERVER)
    try:
        tenure.begin()
    except ServiceFailed:
        shutil.rmtree(SERVER.data)
        tenure.begin()
    try:
        yield
    finally:
        tenure.end()


def url(name, role="ppo_app"):
    """The address of database `name` for a process that connects as `role`."""
    return migrated.url(address(), name, role)


def template():
    """The name of a database with every migration applied, made as the owner when none fits the code as it is."""
    name = f"ppo_template_{database.fingerprint()}"
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "template.lock").open("w") as lock, _superuser() as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _exists(connection, name):
            _drop_all(connection, "ppo_template_")
            migrated.make(address(), name)
        _drop_orphans(connection)
    return name


def clone(name, source):
    """Copy database `source` to a new one called `name`."""
    with _superuser() as connection:
        _drop(connection, name)
        copy = sql.SQL("create database {} owner ppo_owner template {} strategy file_copy")
        connection.execute(copy.format(sql.Identifier(name), sql.Identifier(source)))


def drop(name):
    with _superuser() as connection:
        _drop(connection, name)


def _superuser():
    return migrated.superuser(address())


def _exists(connection, name):
    return connection.execute("select from pg_database where datname = %s", [name]).fetchone() is not None


def _drop(connection, name):
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _named(connection, prefix):
    found = connection.execute("select datname from pg_database where starts_with(datname, %s)", [prefix])
    return [name for (name,) in found]


def _drop_all(connection, prefix):
    for name in _named(connection, prefix):
        _drop(connection, name)


def _drop_orphans(connection):
    """Clones carry the number of the process they were made for; those of the dead go."""
    for name in _named(connection, "ppo_test_"):
        try:
            os.kill(int(name.split("_")[2]), 0)
        except ProcessLookupError:
            _drop(connection, name)
