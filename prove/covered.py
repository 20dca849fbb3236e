"""Branch coverage of policy, ledger and their compiler. All of it or it failed; nothing is left out by a mark in the source.

What is compiled in SQL (list rows and rule packs) no coverage sees: faults seeded in it are the step `faults`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from prove.found import FAILED, PASSED, Found

ROOT = Path(__file__).resolve().parent.parent
MODULES = (
    # the decision, and what asks it
    *("sharing/policy.py", "sharing/lists.py", "sharing/querysets.py", "sharing/viewer.py", "sharing/matrix.py"),
    *("sharing/basis.py", "sharing/records.py", "sharing/models/listrow.py"),
    # the second wall and who looks; what compiles policies from a model's category and level
    *("sharing/walls.py", "sharing/looking.py", "sharing/engine/base.py", "sharing/canary.py"),
    *("sharing/changes/viewer_key.py", "sharing/changes/compiled.py"),
    # the ledger
    *(
        "sharing/ledger.py",
        "sharing/operations.py",
        "sharing/models/ledger.py",
        "sharing/sealer.py",
        "sharing/sealed.py",
    ),
    *("sharing/verifier.py", "sharing/watching.py", "sharing/changes/watch.py"),
)
# The tests of these modules; the differential test runs apart and at full size.
TESTS = ("tests/sharing", "tests/ppo/test_health.py", "tests/ppo/test_database_roles.py")
APART = (
    "tests/sharing/test_policy_diff.py",
    "tests/sharing/test_policy_faults.py",
    "tests/sharing/ledger/test_kill.py",
)


def run():
    kept = ROOT / "var" / "prove"
    data, report = kept / "coverage", kept / "coverage-report.json"
    environment = {**os.environ, "COVERAGE_FILE": str(data)}
    coverage = [sys.executable, "-m", "coverage"]
    asked = [*coverage, "run", "--branch", f"--include={','.join(MODULES)}", "-m", "pytest", *TESTS, "-q", "-n0"]
    asked += [f"--ignore={place}" for place in APART]
    code = subprocess.run(asked, cwd=ROOT, env=environment).returncode
    subprocess.run([*coverage, "json", "-q", "-o", report], cwd=ROOT, env=environment, check=True)
    return judged(code, json.loads(report.read_text()))


def judged(code, report):
    """The verdict on what `coverage json` says."""
    files, total = report["files"], report["totals"]
    unseen = sorted(set(MODULES) - files.keys())
    notes = [f"{module}: no test runs it" for module in unseen]
    for module, found in files.items():
        branches = [f"{a} to {b}" if b > 0 else f"{a} to the end" for a, b in found["missing_branches"]]
        if found["missing_lines"] or branches:
            lines = ", ".join(map(str, found["missing_lines"]))
            notes.append(f"{module}: lines {lines or 'all'}, branches not taken: {', '.join(branches) or 'none'}")
        if found["excluded_lines"]:
            notes.append(f"{module}: lines {found['excluded_lines']} are left out by a mark")
    figures = {
        "modules": len(files),
        "branches": total["num_branches"],
        "branches_taken": total["covered_branches"],
        "lines": total["num_statements"],
        "lines_run": total["covered_lines"],
    }
    return Found(PASSED if code == 0 and not notes else FAILED, figures, notes)
