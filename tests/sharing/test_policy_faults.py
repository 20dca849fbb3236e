"""Faults seeded in the sharing core do not survive the differential test. All of them with PROVE, every eighth without."""

import os

import pytest

from ppo.policy_diff import compare
from ppo.policy_diff.faults import FAULTS
from tests.sharing.clock import owner_of_the_clock  # noqa: F401, a fixture

SEEDED = list(FAULTS) if "PROVE" in os.environ else list(FAULTS)[::8]


def test_there_are_enough_of_them():
    assert len(FAULTS) >= 30


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_caught(owner_of_the_clock, name, record_property):  # noqa: F811
    record_property("faults", 1)
    tally = compare.run(count=400, seed=7, fault=FAULTS[name], stop_at_first=True)

    assert tally.disagreements, f"not caught in {tally.worlds} worlds"
