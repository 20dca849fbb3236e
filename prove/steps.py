"""The steps of the proof: what each runs, and what it says of itself afterwards."""

import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from prove import covered, mutation
from prove.found import FAILED, PASSED, Found

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "prove"


@dataclass(frozen=True)
class Step:
    """`run` does it and returns a Found; `always`: part of a run without names."""

    title: str
    run: Callable[[], Found]
    always: bool = True


def full_size(*places, without=(), processes="2", share="loadfile"):
    """Tests at full size. Their figures are the properties they record, added up.

    `share`: how the processes share them: file by file, or test by test (`load`) where few files take long.
    """
    report = KEPT / f"{places[0].replace('/', '-')}.xml"
    asked = [sys.executable, "-m", "pytest", *places, "-q", f"--junit-xml={report}"]
    asked += ["-n", processes, "--dist", share, *(f"--ignore={place}" for place in without)]
    code = subprocess.run(asked, cwd=ROOT, env={**os.environ, "PROVE": "1"}).returncode
    return read(report, code)


def read(report, code):
    """What a report of pytest says: how many tests, those that did not show anything, and the figures they recorded."""
    figures, silent = {"tests": 0}, []
    for case in ET.parse(report).iter("testcase"):
        figures["tests"] += 1
        bad = {child.tag for child in case} & {"failure", "error", "skipped"}
        if bad:
            silent.append(f"{case.get('classname')}::{case.get('name')} ({', '.join(sorted(bad))})")
        for known in case.iter("property"):
            figures[known.get("name")] = figures.get(known.get("name"), 0) + float(known.get("value"))
    whole = {name: int(value) if float(value).is_integer() else value for name, value in figures.items()}
    skipped = sum(line.endswith("(skipped)") for line in silent)
    whole |= {"skipped": skipped} if skipped else {}
    return Found(PASSED if code == 0 and len(silent) == skipped else FAILED, whole, silent)


def bench():
    """The goals of the bench as they come out on this machine."""
    code = subprocess.run([sys.executable, "bench/run.py"], cwd=ROOT).returncode
    goals = json.loads((ROOT / "bench" / "out.json").read_text())["goals"]
    by_verdict = {
        verdict: sum(goal["verdict"] == verdict for goal in goals) for verdict in ("met", "missed", "not_judged")
    }
    notes = [f"{g['name']}: {g['ratio']} of at most {g['max_ratio']}, {g['verdict'].replace('_', ' ')}" for g in goals]
    return Found(PASSED if code == 0 and not by_verdict["not_judged"] else FAILED, by_verdict, notes)


DIFF, FAULTS = "tests/sharing/test_policy_diff.py", "tests/sharing/test_policy_faults.py"
KILLS = ("tests/sharing/ledger/test_kill.py", "tests/reviews/test_kill.py")
STEPS = {
    "mutation": Step("Mutants of the pure policy, killed by its pure tests alone", mutation.run),
    "coverage": Step("Branches of policy, ledger and their compiler that tests take", covered.run),
    "worlds": Step(
        "Reference model, decision, querysets and walls agree on random worlds", partial(full_size, DIFF, share="load")
    ),
    "faults": Step("Faults seeded in the sharing core are caught", partial(full_size, FAULTS, share="load")),
    "matrix": Step(
        "Every address × method × persona × relation, over HTTP", partial(full_size, "tests/matrix", share="load")
    ),
    "kills": Step(
        "Sealer and workers killed without warning: nothing is lost", partial(full_size, *KILLS, processes="0")
    ),
    "browser": Step("Every page in a real browser: clicks, keyboard, axe", partial(full_size, "tests/browser")),
    "rest": Step(
        "Every other test",
        partial(full_size, "tests", without=(DIFF, FAULTS, *KILLS, "tests/matrix", "tests/browser")),
    ),
    "bench": Step("Speeds as ratios against limits", bench, always=False),
}


def run(name):
    """Run one step, say so, keep what it found with commit and date. Returns that."""
    step = STEPS[name]
    print(f"\n== {name}: {step.title}", flush=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    commit, clean = _git("rev-parse", "--short=10", "HEAD"), not _git("status", "--porcelain", "--untracked-files=no")
    begun = time.monotonic()
    found = step.run()
    result = {
        "step": name,
        "outcome": found.outcome,
        "figures": found.figures,
        "notes": found.notes,
        "minutes": round((time.monotonic() - begun) / 60, 1),
        "commit": commit if clean else f"{commit} and changes",
        "at": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
    }
    (KEPT / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")
    print(f"== {name}: {found.outcome}, {words(found.figures)}, {result['minutes']} minutes", flush=True)
    for note in found.notes:
        print(f"   {note}")
    return result


def _git(*words):
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def words(figures):
    return ", ".join(f"{value:,} {name.replace('_', ' ')}" for name, value in figures.items())
