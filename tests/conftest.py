"""What every test stands on: the database as the application role sees it, and no way out to the network."""

import contextlib
import os
import sys

import pytest

from tests import database

LOCAL = {"127.0.0.1", "::1", "localhost", None, ""}


def refuse_outside(event, arguments):
    """No test reaches beyond this machine, however deep the call is buried."""
    if event == "socket.connect":
        address = arguments[1]
        outside = isinstance(address, tuple) and address[0] not in LOCAL
    elif event == "socket.getaddrinfo":
        outside = arguments[0] not in LOCAL
    else:
        return
    if outside:
        raise PermissionError(f"a test tried to reach {arguments}")


sys.addaudithook(refuse_outside)


def pytest_configure(config):
    """The session that gives out the work keeps the server, so that a worker's death takes nothing with it."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    server = contextlib.ExitStack()
    server.enter_context(database.running())
    config.add_cleanup(server.close)


def pytest_collection_modifyitems(items):
    """Every test rolls back. One that commits and truncates would need the owner's rights and slow all others."""
    for item in items:
        marked = any(
            mark.kwargs.get("transaction") or mark.args[:1] == (True,) for mark in item.iter_markers("django_db")
        )
        if marked or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            raise pytest.UsageError(f"{item.nodeid} would commit: use `db`, or real processes on a clone")


@pytest.fixture(scope="session")
def template_database():
    """The name of the migrated template; `database.clone` copies it for tests with processes of their own."""
    return database.template()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, template_database):
    """A clone for this process, reached as the application role: neither owner nor superuser, the walls up."""
    from django.db import connection

    name = f"ppo_test_{os.getpid()}"
    database.clone(name, template_database)
    address = {**database.address(), "user": "ppo_app"}
    with django_db_blocker.unblock():
        connection.close()
        for key in ("host", "port", "user", "password"):
            connection.settings_dict[key.upper()] = address.get(key, "")
        connection.settings_dict["NAME"] = name
        yield
        connection.close()
    database.drop(name)


@pytest.fixture
def client_class():
    """A second browser, for tests with two of them."""
    from django.test import Client

    return Client


@pytest.fixture
def world(db):
    """The standing cast. The test's own queries see everything; what a `client_of` somebody asks for, only as they may."""
    from sharing.looking import looking_as_system
    from tests.world import made

    with looking_as_system():
        yield made()


@pytest.fixture
def client_of(db):
    """`client_of(world.alice)` is a browser signed in as Alice, `client_of()` one of nobody."""
    from tests.world import client_of

    return client_of
