"""What every step needs: stamps, commands whose failure is one sentence, and the folder of the checkout."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"


class StepFailed(Exception):
    """The message is the sentence the user sees."""


def say(text):
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - this program talks to the person at the terminal


def run(command, otherwise, quiet=False):
    """Run `command` in the checkout; when it fails, `otherwise` is the sentence, with its last words if `quiet`."""
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, text=True, capture_output=quiet, stdin=subprocess.DEVNULL
    )
    if done.returncode != 0:
        last = (done.stderr or done.stdout or "").strip().splitlines()[-1:] if quiet else []
        raise StepFailed(" ".join([otherwise, *last]))


def works(command):
    """Whether `command` can be run and ends well."""
    try:
        return subprocess.run([str(word) for word in command], capture_output=True, cwd=ROOT).returncode == 0
    except OSError:
        return False


def digest(*parts):
    """One digest of files (paths), folders (every file in them) and words."""
    whole = hashlib.sha256()
    for part in parts:
        if not isinstance(part, Path):
            whole.update(str(part).encode() + b"\0")
            continue
        for file in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if file.is_file() and not file.name.startswith("."):
                whole.update(str(file.relative_to(part)).encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


class Stamp:
    """A note beside what a step made, saying what it was made from."""

    def __init__(self, place, *parts):
        self.place = place
        self.wanted = digest(*parts)

    @property
    def fits(self):
        return self.place.exists() and self.place.read_text() == self.wanted

    def set(self):
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.place.write_text(self.wanted)


def need_space(megabytes):
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < megabytes:
        raise StepFailed(f"The disk of {ROOT} has {free} MB left; {megabytes} MB are needed: make room and try again.")
