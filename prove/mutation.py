"""Mutants of sharing/policy.py against its own tests, by cosmic-ray, on a copy of the two files in an empty folder.

No database, no Django, no network: the policy is pure and so are its tests. What survives has to stand in equivalent.toml
with the reason why no test can tell it from the original, and such mutants count as survivors all the same.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from prove.found import FAILED, PASSED, Found

ROOT = Path(__file__).resolve().parent.parent
MODULE, TESTS = "sharing/policy.py", "tests/sharing/test_policy.py"
LEAST = 95.0  # per cent
CONFIG = """[cosmic-ray]
module-path = "{module}"
timeout = 120.0
excluded-modules = []
test-command = "{python} -m pytest -x -q -p no:cacheprovider -W error test_policy.py"
[cosmic-ray.distributor]
name = "local"
"""


def run():
    with tempfile.TemporaryDirectory(prefix="ppo-mutants-") as folder:
        copy(Path(folder))
        cosmic_ray(folder, "init", "config.toml", "session.sqlite")
        cosmic_ray(folder, "baseline", "config.toml")
        cosmic_ray(folder, "exec", "config.toml", "session.sqlite")
        dump = cosmic_ray(folder, "dump", "session.sqlite")
    return judged([json.loads(line) for line in dump.splitlines()], (ROOT / MODULE).read_text().splitlines())


def copy(folder):
    """Module and tests alone: a test that reaches for anything else fails here."""
    (folder / "sharing").mkdir()
    (folder / "sharing" / "__init__.py").touch()
    shutil.copy(ROOT / MODULE, folder / MODULE)
    shutil.copy(ROOT / TESTS, folder / "test_policy.py")
    (folder / "config.toml").write_text(CONFIG.format(module=MODULE, python=sys.executable))


def cosmic_ray(folder, *words):
    program = Path(sys.executable).parent / "cosmic-ray"
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # plugins take most of the second that a mutant costs
    return subprocess.run([program, *words], cwd=folder, env=bare, capture_output=True, text=True, check=True).stdout


def judged(jobs, lines):
    """The verdict on [work item, result] pairs; `lines` of the module tell survivors by what they changed."""
    explained = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text())["mutant"]
    survivors = [name(job, lines) for job in jobs if not killed(job[1])]
    score = 100 * (len(jobs) - len(survivors)) / len(jobs)
    known = {(entry["operator"], entry["line"]): entry["why"] for entry in explained}
    notes = [
        f"`{line}` with {operator}: {known.get((operator, line), 'NOT EXPLAINED')}" for operator, line in survivors
    ]
    good = score >= LEAST and all(survivor in known for survivor in survivors)
    figures = {"mutants": len(jobs), "killed": len(jobs) - len(survivors), "per_cent": round(score, 1)}
    return Found(PASSED if good else FAILED, figures, list(dict.fromkeys(notes)))


def killed(result):
    """Whether a test failed. Cosmic-ray also calls killed what took too long; here that is a busy machine, and no proof."""
    return bool(result) and result["test_outcome"] == "killed" and result.get("output") != "timeout"


def name(job, lines):
    """(operator, text of the line it changed)."""
    (mutation,) = job[0]["mutations"]
    return mutation["operator_name"].removeprefix("core/"), lines[mutation["start_pos"][0] - 1].strip()
