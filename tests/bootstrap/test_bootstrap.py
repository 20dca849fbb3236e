"""Setting up: steps are skipped while nothing changed, and every hindrance is one sentence with what to do."""

import os
import re
import socket
import subprocess
import sys

import pytest

from bootstrap import packages, step, system, tasks
from tests.database import ROOT


def test_a_stamp_fits_until_something_changes(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("one")
    made = step.Stamp(tmp_path / "stamp", tmp_path / "folder", "words")
    assert not made.fits
    made.set()
    assert step.Stamp(tmp_path / "stamp", tmp_path / "folder", "words").fits
    assert not step.Stamp(tmp_path / "stamp", tmp_path / "folder", "other words").fits
    (tmp_path / "folder" / "file").write_text("two")
    assert not step.Stamp(tmp_path / "stamp", tmp_path / "folder", "words").fits


def test_a_renamed_file_changes_the_digest(tmp_path):
    (tmp_path / "a").write_text("same")
    before = step.digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert step.digest(tmp_path) != before


def test_a_failed_command_is_a_sentence_with_its_last_words():
    words = [sys.executable, "-c", "import sys; sys.exit('no such index')"]
    with pytest.raises(step.StepFailed, match=r"^It could not be fetched\. no such index$"):
        step.run(words, "It could not be fetched.", quiet=True)


def test_a_program_that_is_not_there_does_not_work():
    assert step.works(["/no/such/program"]) is False


def test_too_little_space_says_how_much_is_needed():
    with pytest.raises(step.StepFailed, match=r"has \d+ MB left; 999999999 MB are needed: make room"):
        step.need_space(999_999_999)


def test_without_apt_the_command_is_named(monkeypatch):
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    with pytest.raises(step.StepFailed) as refused:
        system.install(system.PRINTING, "Pango", "sudo apt-get install libpango-1.0-0")
    assert str(refused.value) == (
        "Pango is missing on this machine. Install it and try again: sudo apt-get install libpango-1.0-0"
    )


def test_without_root_and_sudo_nothing_is_tried(monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system, "works", lambda command: False)
    with pytest.raises(step.StepFailed, match=r"^Chromium is missing"):
        system.install(["chromium"], "Chromium", "sudo apt-get install chromium")


def test_what_prints_here_has_a_font_in_it():
    assert system.prints()


def test_a_linked_environment_that_does_not_work_is_not_removed(monkeypatch, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "real")
    monkeypatch.setattr(packages, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(packages, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    with pytest.raises(step.StepFailed, match="is a link to an environment that does not work"):
        packages.make_environment()
    assert (tmp_path / "real").exists()


def bootstrap(*words, **environment):
    asked = [sys.executable, "-m", "bootstrap", *words]
    return subprocess.run(asked, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)


def test_a_taken_port_is_said_before_anything_is_set_up():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = bootstrap("run", PORT=str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} is in use: stop the program that uses it, or run: make run PORT={port + 1}\n"


def test_an_unknown_word_lists_the_known_ones():
    assert bootstrap("dance").stderr == "python3 -m bootstrap run|test|check|prove|bench|lock\n"


def test_it_needs_nothing_but_the_standard_library():
    """Before the environment is made there is nothing else: what the modules import has to come with Python."""
    for file in (ROOT / "bootstrap").glob("*.py"):
        for name in re.findall(r"^(?:import|from) (\w+)", file.read_text(), re.MULTILINE):
            assert name == "bootstrap" or name in sys.stdlib_module_names, (file.name, name)


def test_every_target_of_the_makefile_is_known():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    assert targets == set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for word in re.findall(r"-m bootstrap (\w+)", makefile):
        assert word == "run" or callable(getattr(tasks, word))


def test_ci_runs_the_checks_and_the_tests():
    script = (ROOT / ".ci" / "run").read_text()
    assert [line for line in script.splitlines() if line.startswith("make")] == ["make check", "make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-uv", "requirements-node"])
def test_every_package_is_locked_by_hash_and_no_index_is_named(name):
    text = (ROOT / f"{name}.txt").read_text()
    assert "://" not in text
    assert "--index-url" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        if not entry.startswith("#"):
            assert re.match(r"[\w.\[\],-]+==\S+", entry), entry[:80]
            assert "--hash=sha256:" in entry, entry[:80]


def test_the_front_end_packages_are_locked_without_addresses():
    text = (ROOT / "package-lock.json").read_text()
    assert "http" not in text
    assert text.count('"integrity": "sha512-') == text.count('"node_modules/')
