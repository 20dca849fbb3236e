"""Every address × every way of reading it × every persona × every relation to the person, against a second reading of the
rules. What is sent stands in test_forms.py.

All of it with PROVE; else each address and persona once, with every relation taking its turn.
"""

import ast
import os
import sys
from pathlib import Path

import pytest

from tests.matrix.cast import METHODS, PERSONAS
from tests.matrix.judging import cells, judge, judge_in_front, open_to_all, without_recipe, without_subject
from tests.matrix.world import browser

EVERY = "PROVE" in os.environ
SHOWN = 12  # disagreements told at once
IN_FRONT = list(PERSONAS) if EVERY else ["nobody", "no_role", "steering", "police"]


def test_every_address_has_a_recipe():
    missing, gone = without_recipe()
    assert not missing, (
        f"{', '.join(missing)}: nobody has said how to ask. Add a line to RECIPES in tests/matrix/recipes.py: which"
        " records it shows (or nothing, and it is only held to what is allowed), and a form that works if it takes one."
    )
    assert not without_subject(), (
        f"{', '.join(without_subject())}: PAGES names such a row in an address, and the matrix has none. Add it to SUBJECTS"
        " in tests/matrix/recipes.py: the row for a cell, and who meets it; or give the recipe an `about` of its own."
    )
    assert not gone, f"{', '.join(gone)}: no such address any more. Take the line out of RECIPES."


@pytest.mark.parametrize("name", ["oracle", "cast", "workbook"])
def test_the_second_reading_shares_nothing_with_the_first(name):
    tree = ast.parse((Path(__file__).parent / f"{name}.py").read_text())
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    assert imported - set(sys.stdlib_module_names) <= {
        "ppo.policy_diff",  # of which the reference model alone
        "tests.guards.test_permissions",  # of which the grid of roles alone
        "tests.matrix.cast",
    }


@pytest.mark.parametrize("name", PERSONAS)
def test_what_is_shown_and_written_down_is_what_the_rules_say(matrix, name, record_property):
    visitor, wrong, asked = browser(matrix, name), [], 0
    for cell in cells(matrix, name, methods=("GET", "HEAD"), every=EVERY):
        asked += 1
        wrong += judge(cell, visitor)
    record_property("cells", asked)
    assert not wrong, f"{len(wrong)} disagreements in {asked} cells:\n" + "\n".join(wrong[:SHOWN])


@pytest.mark.parametrize("name", IN_FRONT)
def test_in_front_of_the_gate_nobody_is_shown(matrix, name, record_property):
    visitor, wrong, asked = browser(matrix, name), [], 0
    for route, where in open_to_all():
        for method in METHODS:
            asked += 1
            wrong += judge_in_front(matrix, name, route, where, method, visitor)
    record_property("cells", asked)
    assert not wrong, "\n".join(wrong[:SHOWN])


def test_there_are_as_many_cells_as_promised(matrix):
    front = sum(1 for _ in open_to_all()) * len(METHODS) * len(IN_FRONT)
    behind = sum(1 for name in PERSONAS for _ in cells(matrix, name, methods=METHODS, every=EVERY))
    assert front + behind >= (50_000 if EVERY else 5_000)
    assert len(PERSONAS) >= 16
    assert len(matrix.person) >= 8
    assert len(METHODS) == 9
