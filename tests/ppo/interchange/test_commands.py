"""The two commands as an operator meets them: words, JSON, exit codes, and a copy equal in every byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.models import Person
from sharing.models import LedgerEntry

NO_REDIS = "redis://127.0.0.1:1"  # neither command asks it anything
KEYS = ["created", "updated", "unchanged", "problems", "notes"]


def run(capsys, *words):
    """Exit code and standard output of a command."""
    try:
        call_command(*map(str, words))
    except SystemExit as stopped:
        return stopped.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_a_good_file_is_imported(demo, db, capsys):
    code, out = run(capsys, "import_scheme", demo.folder, "--format", "json")

    found = json.loads(out)
    assert code == 0
    assert list(found) == KEYS
    assert found["created"]["people"] == len(demo.rows("people")) - 1
    assert found["problems"] == []

    code, out = run(capsys, "import_scheme", demo.folder)
    assert code == 0
    assert "people                   0 new        0 changed" in out


def test_problems_end_with_1_and_are_said(demo, db, capsys):
    demo.put("contacts", 3, "kind", "visit")

    code, out = run(capsys, "import_scheme", demo.folder, "--format", "json")
    assert code == 1
    found = json.loads(out)
    assert found["created"] == {}
    (problem,) = found["problems"]
    assert list(problem) == ["sheet", "row", "column", "value", "problem"]
    assert (problem["sheet"], problem["row"], problem["column"], problem["value"]) == ("contacts", 3, "kind", "visit")

    code, out = run(capsys, "import_scheme", demo.folder)
    assert code == 1
    assert out.startswith("contacts, row 3, kind [visit]: 'visit' is not one of the codes of this column. Use office,")
    assert out.endswith("1 problem. Nothing was written.\n")


def test_good_rows_end_with_0_and_name_the_file(demo, db, capsys):
    demo.put("contacts", 3, "kind", "visit")

    code, out = run(capsys, "import_scheme", demo.folder, "--good-rows", "--format", "json")

    assert code == 0
    assert json.loads(out)["problem_file"] == str(demo.folder.parent / "demo.problems.xlsx")
    code, out = run(capsys, "import_scheme", demo.folder, "--good-rows", "--format", "json")
    assert code == 1, "nothing was left to write"


def test_a_dry_run_counts_and_writes_nothing(demo, db, capsys):
    code, out = run(capsys, "import_scheme", demo.folder, "--dry-run", "--format", "json")

    assert code == 0
    assert json.loads(out)["created"]["people"] > 0
    assert not Person.objects.exists()
    assert not LedgerEntry.objects.filter(event="scheme_import").exists()


def test_whole_file_problems_have_neither_sheet_nor_row(db, capsys, tmp_path):
    code, out = run(capsys, "import_scheme", tmp_path / "nowhere", "--format", "json")

    assert code == 1
    (problem,) = json.loads(out)["problems"]
    assert (problem["sheet"], problem["row"], problem["column"]) == (None, None, None)


def test_a_scheme_sheet_without_a_row_is_a_problem(demo, db, capsys):
    demo.write("scheme", demo.rows("scheme")[:1])

    code, out = run(capsys, "import_scheme", demo.folder, "--format", "json")

    assert code == 1
    assert [problem["sheet"] for problem in json.loads(out)["problems"]] == ["scheme"]


def test_same_and_new_settle_a_near_match(demo, db, capsys):
    run(capsys, "import_scheme", demo.folder)
    first = dict(zip(*demo.rows("people")[:2], strict=True))
    demo.append("people", ref="N1", **{k: first[k] for k in ("family_name", "given_names", "date_of_birth")})

    assert run(capsys, "import_scheme", demo.folder)[0] == 1
    assert run(capsys, "import_scheme", demo.folder, "--same", "N1=NOBODY")[0] == 1
    assert run(capsys, "import_scheme", demo.folder, "--new", "N1")[0] == 0


def test_an_unknown_scheme_and_a_place_that_cannot_be_written(demo, db, capsys, tmp_path):
    run(capsys, "import_scheme", demo.folder)
    with pytest.raises(CommandError, match="There is no scheme with the code NONE"):
        call_command("export_scheme", "--scheme", "NONE", "--output", str(tmp_path / "x"))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CommandError, match="could not be written"):
        call_command("export_scheme", "--scheme", "DEMO", "--output", str(tmp_path / "file" / "x.zip"))


def test_from_the_command_line_a_copy_is_equal_in_every_byte(demo_folder, template_database, tmp_path):
    """As an operator does it, with commits and the walls up: two empty databases, out of one into the other."""
    from tests import database

    names = [f"ppo_copy_{os.getpid()}_{number}" for number in (1, 2)]
    try:
        for name, source in zip(names, [demo_folder, tmp_path / "one.xlsx"], strict=True):
            database.clone(name, template_database)
            place = tmp_path / ("one.xlsx" if source == demo_folder else "two.xlsx")
            for words in (["import_scheme", source], ["export_scheme", "--scheme", "DEMO", "--output", place]):
                manage(words, database.url(name))
    finally:
        for name in names:
            database.drop(name)

    assert (tmp_path / "two.xlsx").read_bytes() == (tmp_path / "one.xlsx").read_bytes()


def manage(words, url):
    root = Path(__file__).parents[3]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "ppo.settings",
        "DATABASE_URL": url,
        "REDIS_URL": NO_REDIS,
        "DEMO": "0",
    }
    asked = [sys.executable, root / "manage.py", *map(str, words)]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
