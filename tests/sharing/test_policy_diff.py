"""Reference model, decision, querysets and row-level security agree on random worlds."""

import pytest
from django.db import connection

from ppo.policy_diff import compare
from tests import database


@pytest.fixture
def owner_of_the_clock(django_db_setup, django_db_blocker):
    """The connection of this test as superuser, who may replace the clock and then become the application role."""
    with django_db_blocker.unblock():
        user = connection.settings_dict["USER"]
        connection.close()
        connection.settings_dict["USER"] = database.address()["user"]
        yield
        connection.close()
        connection.settings_dict["USER"] = user


@pytest.mark.parametrize("seed", range(1, 5))
def test_all_sides_agree(owner_of_the_clock, seed):
    tally = compare.run(count=100, seed=seed)

    assert tally.disagreements[:3] == []
    assert tally.worlds == 100
    assert tally.allowed >= tally.cells / 5
