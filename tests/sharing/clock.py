"""Who may move the policies' clock in a test: its own connection, as superuser of the tests' server, for its length."""

import pytest
from django.db import connection

from tests import database


@pytest.fixture
def owner_of_the_clock(django_db_setup, django_db_blocker):
    """Everything happens in transactions that are rolled back; inside them the connection becomes the application role."""
    with django_db_blocker.unblock():
        user = connection.settings_dict["USER"]
        connection.close()
        connection.settings_dict["USER"] = database.address()["user"]
        yield
        connection.close()
        connection.settings_dict["USER"] = user
