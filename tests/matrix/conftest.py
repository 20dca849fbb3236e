"""The world of the matrix, made once a file: every request of it is rolled back, so the next finds it as it was."""

import pytest
from django.db import transaction

from sharing.looking import looking_as_system
from tests.matrix import reading
from tests.matrix import world as worlds


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker):
    undo = reading.noting()
    with django_db_blocker.unblock(), transaction.atomic(), looking_as_system():
        yield worlds.made()
        transaction.set_rollback(True)
    undo()
