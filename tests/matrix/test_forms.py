"""Every address × every way of sending something there × every persona × every relation, against the same second reading.

The other half of test_cells.py: forms that work, and the methods that no page takes.
"""

import os

import pytest

from tests.matrix.cast import METHODS, PERSONAS
from tests.matrix.judging import READING, cells, judge
from tests.matrix.world import browser

EVERY = "PROVE" in os.environ
SHOWN = 12
SENDING = [method for method in METHODS if method not in READING]


@pytest.mark.parametrize("name", PERSONAS)
def test_what_is_answered_and_done_is_what_the_rules_say(matrix, name, record_property):
    visitor, wrong, asked = browser(matrix, name), [], 0
    for cell in cells(matrix, name, methods=SENDING, every=EVERY):
        asked += 1
        wrong += judge(cell, visitor)
    record_property("cells", asked)
    assert not wrong, f"{len(wrong)} disagreements in {asked} cells:\n" + "\n".join(wrong[:SHOWN])
