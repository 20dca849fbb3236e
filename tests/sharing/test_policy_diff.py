"""Reference model, decision, querysets and row-level security agree on random worlds."""

import os

import pytest

from ppo.policy_diff import compare
from tests.sharing.clock import owner_of_the_clock  # noqa: F401, a fixture

WORLDS = 5_000 if "PROVE" in os.environ else 500


@pytest.mark.parametrize("seed", range(1, 5))
def test_all_sides_agree(owner_of_the_clock, seed, record_property):  # noqa: F811
    tally = compare.run(count=WORLDS, seed=seed)
    for figure in ("worlds", "cells", "allowed"):
        record_property(figure, getattr(tally, figure))

    assert tally.disagreements[:3] == []
    assert tally.worlds == WORLDS
    assert tally.cells >= 50 * WORLDS
    assert tally.allowed >= tally.cells / 5
