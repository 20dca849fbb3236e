"""The world of the matrix, made once a file: every request of it is rolled back, so the next finds it as it was."""

import contextlib
import time
from types import SimpleNamespace
from unittest import mock

import pytest
from django.db import transaction

from sharing import looking
from tests.matrix import reading
from tests.matrix import world as worlds


@contextlib.contextmanager
def one_transaction():
    """A transaction as long as a file of tests, given back at its end; its own queries see everything.

    Who looks is signed with the moment and believed for five minutes around the beginning of the transaction, so that a
    signature cannot be kept. Here the transaction may last longer: every signature is made as at its beginning.
    """
    began = time.time()
    signed_then = mock.patch.object(looking, "time", SimpleNamespace(time=lambda: began))
    with signed_then, transaction.atomic(), looking.looking_as_system():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker):
    undo = reading.noting()
    with django_db_blocker.unblock(), one_transaction():
        yield worlds.made()
    undo()
