"""The proof judges: what failed, survived without a reason or was never run is not written down as shown."""

import json

import pytest

from prove import covered, mutation, paper, steps
from prove.found import FAILED, PASSED, Found

LINES = ["a = b * 64", "return owner * 64 + category * 4 + level"]


def mutants(survivors, killed, operator="core/ReplaceBinaryOperator_Add_BitOr"):
    job = {"mutations": [{"operator_name": operator, "start_pos": [2, 10]}]}
    return [[job, {"test_outcome": "survived"}]] * survivors + [[job, {"test_outcome": "killed"}]] * killed


def test_survivors_with_a_reason_pass_while_they_are_few():
    found = mutation.judged(mutants(5, 95), LINES)
    assert (found.outcome, found.figures) == (PASSED, {"mutants": 100, "killed": 95, "per_cent": 95.0})
    assert len(found.notes) == 1
    assert "bits of their own" in found.notes[0]
    assert mutation.judged(mutants(6, 94), LINES).outcome == FAILED


def test_a_survivor_without_a_reason_fails_and_is_named():
    found = mutation.judged(mutants(1, 99, "core/AddNot"), LINES)
    assert found.outcome == FAILED
    assert found.notes == ["`return owner * 64 + category * 4 + level` with AddNot: NOT EXPLAINED"]


def test_a_mutant_that_was_never_tried_is_no_killed_one():
    job = mutants(1, 0)[0][0]
    for result in (None, {"test_outcome": "killed", "output": "timeout"}):
        assert mutation.judged([[job, result]], LINES).figures["killed"] == 0


def test_every_explained_mutant_is_of_a_line_that_is_there():
    lines = {line.strip() for line in (mutation.ROOT / mutation.MODULE).read_text().splitlines()}
    explained = mutation.tomllib.loads((steps.ROOT / "prove" / "equivalent.toml").read_text())["mutant"]
    assert [entry["line"] for entry in explained if entry["line"] not in lines] == []
    assert all(len(entry["why"]) > 20 for entry in explained)


def test_the_copy_holds_the_module_and_its_tests_alone(tmp_path):
    mutation.copy(tmp_path)
    found = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert found == {"config.toml", "sharing/__init__.py", "sharing/policy.py", "test_policy.py"}


def report(**wrong):
    whole = {"missing_lines": [], "missing_branches": [], "excluded_lines": []}
    files = {module: dict(whole) for module in covered.MODULES}
    files["sharing/policy.py"] |= wrong
    totals = {"num_branches": 10, "covered_branches": 10, "num_statements": 30, "covered_lines": 30}
    return {"files": files, "totals": totals}


def test_all_branches_or_none():
    assert covered.judged(0, report()).outcome == PASSED
    assert covered.judged(1, report()).outcome == FAILED  # a test failed
    untaken = covered.judged(0, report(missing_branches=[[7, 9], [12, -3]]))
    assert untaken.outcome == FAILED
    assert untaken.notes == ["sharing/policy.py: lines all, branches not taken: 7 to 9, 12 to the end"]
    assert "left out by a mark" in covered.judged(0, report(excluded_lines=[4])).notes[0]
    unseen = report()
    del unseen["files"]["sharing/ledger.py"]
    assert covered.judged(0, unseen).notes == ["sharing/ledger.py: no test runs it"]


def test_every_module_and_test_it_names_is_there():
    assert [
        place for place in (*covered.MODULES, *covered.TESTS, *covered.APART) if not (steps.ROOT / place).exists()
    ] == []


JUNIT = """<testsuites><testsuite>
<testcase classname="t" name="one"><properties><property name="cells" value="40"/></properties></testcase>
<testcase classname="t" name="two"><properties><property name="cells" value="2.5"/></properties>{more}</testcase>
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("more", "code", "outcome"),
    [("", 0, PASSED), ("", 1, FAILED), ("<skipped/>", 0, PASSED), ("<failure/>", 1, FAILED), ("<error/>", 0, FAILED)],
)
def test_tests_that_fail_or_are_skipped_are_named(tmp_path, more, code, outcome):
    (tmp_path / "report.xml").write_text(JUNIT.format(more=more))
    found = steps.read(tmp_path / "report.xml", code)
    assert found.outcome == outcome
    assert found.figures == {"tests": 2, "cells": 42.5} | ({"skipped": 1} if "skip" in more else {})
    assert found.notes == ([f"t::two ({more[1:-2]})"] if more else [])


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "KEPT", tmp_path)
    monkeypatch.setattr(paper, "PAPER", tmp_path / "proof.md")
    return tmp_path


def test_a_step_is_written_down_with_commit_and_date(kept, monkeypatch):
    done = {"rest": steps.Step("All the rest", lambda: Found(FAILED, {"tests": 12_000}, ["t::two (failure)"]))}
    monkeypatch.setattr(steps, "STEPS", done | {"browser": steps.Step("Pages", lambda: Found(PASSED))})
    result = steps.run("rest")
    assert len(result["commit"].split()[0]) == 10
    assert json.loads((kept / "rest.json").read_text()) == result
    paper.write()
    text = paper.PAPER.read_text()
    assert f"| rest | All the rest | failed | 12,000 tests | 0.0 | {result['commit']} | {result['at']} |" in text
    assert "| browser | Pages | not run | | | | |" in text
    assert "* t::two (failure)" in text


def test_every_test_belongs_to_exactly_one_step():
    """What one step runs at full size the rest leaves out, and nothing else."""
    rest = steps.STEPS["rest"].run
    assert rest.args == ("tests",)
    others = [step.run.args for name, step in steps.STEPS.items() if hasattr(step.run, "args") and name != "rest"]
    assert sorted(place for places in others for place in places) == sorted(rest.keywords["without"])
    assert all((steps.ROOT / place).exists() for place in rest.keywords["without"])
