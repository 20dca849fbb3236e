"""The standing cast, with what addresses name besides: a panel about Jordan Ellis."""

import pytest

from tests.cohort.panel import standing_panel


@pytest.fixture
def world(world):
    return standing_panel(world)
