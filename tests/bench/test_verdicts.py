"""The bench judges: an answer before a clock, no verdict where something is missing or too busy, one more try otherwise."""

import json

import pytest

from bench import contests, ratio, register, run
from bench.ratio import AnswersDiffer, Contest, Measured

GOAL = {"name": "a goal", "contest": "made_up", "max_ratio": 2.0}


@pytest.fixture
def measured(monkeypatch):
    """`measured(*found)`: what the contest gives, one after the other."""

    def arrange(*found):
        turns = iter(found)

        def made_up(bench):
            found = next(turns)
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setattr(contests, "made_up", made_up, raising=False)
        return run.result(None, GOAL)

    return arrange


def test_met_and_missed(measured):
    assert measured(Measured(1.9))["verdict"] == "met"
    assert measured(Measured(2.1), Measured(2.2))["verdict"] == "missed"


def test_a_missed_goal_is_tried_once_more(measured):
    assert measured(Measured(2.1), Measured(1.5))["ratio"] == 1.5


def test_a_busy_machine_gives_no_verdict(measured):
    busy = Measured(1.0, 1.0, 1.0, noise=4.0)
    assert measured(busy, busy)["verdict"] == "not_judged"
    assert measured(busy, Measured(1.2))["verdict"] == "met"


def test_what_is_missing_is_never_a_pass(measured):
    found = measured(contests.NotThere("no rival"))
    assert (found["verdict"], found["ratio"], found["why"]) == ("not_judged", None, "no rival")
    assert "not judged (no rival)" in run.table([found])


def test_a_wrong_answer_is_a_missed_goal(measured):
    found = measured(AnswersDiffer("one row too many"))
    assert (found["verdict"], found["why"]) == ("missed", "a wrong answer: one row too many")


def test_different_answers_are_not_timed():
    with pytest.raises(AnswersDiffer):
        ratio.measure(Contest(lambda: 1, lambda: 2, lambda theirs, ours: theirs == ours))


def test_the_slower_of_two_has_the_greater_ratio():
    found = ratio.measure(Contest(lambda: sum(range(500)), lambda: sum(range(10_000))))
    assert found.ratio > 3


def test_a_changed_register_stops_the_run(monkeypatch, tmp_path):
    kept = tmp_path / "checksums.json"
    kept.write_text(json.dumps({"10k": {table: [1, "a"] for table in register.COMPARED}}))
    monkeypatch.setattr(register, "CHECKSUMS", kept)
    monkeypatch.setattr(register, "checksums", lambda name: {table: [1, "b"] for table in register.COMPARED})
    with pytest.raises(register.RegisterDiffers, match="casework_person"):
        register.compare("name", "10k")
    with pytest.raises(register.RegisterDiffers, match="says nothing of 100k"):
        register.compare("name", "100k")


def test_every_goal_has_a_contest_and_a_limit():
    goals = run.tomllib.loads((run.ROOT / "bench" / "goals.toml").read_text())["goal"]
    assert len(goals) >= 11
    assert len({goal["name"] for goal in goals}) == len(goals)
    for goal in goals:
        assert callable(getattr(contests, goal["contest"])), goal
        assert goal["max_ratio"] > 0
