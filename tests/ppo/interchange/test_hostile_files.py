"""Whatever is handed in gets an answer in a sentence: no traceback, and never much memory."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.ppo.interchange import hostile
from tests.ppo.interchange.hostile import SHEET, cells, workbook

MEMORY = 200_000  # kB, of which some 100,000 are Django before it reads anything

CHECK = """
import datetime, sys
from pathlib import Path
import django
django.setup()
from ppo.interchange.checking import Answers, Check
from ppo.interchange.known import Known
from ppo.interchange.book import Unreadable
from ppo.interchange.reading import opened
try:
    with opened(Path(sys.argv[1])) as book:
        check = Check(book, Known(), today=datetime.date(2026, 11, 20), answers=Answers(), scheme_code=None, thorough=False)
        print(next(problem.problem for problem in check.problems if problem.column is None))
except Unreadable as unreadable:
    print(unreadable)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.parametrize("make", hostile.LARGE, ids=lambda make: make.__name__)
def test_a_huge_file_gets_a_sentence_and_little_memory(make, tmp_path):
    path = make(tmp_path / "scheme.xlsx")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ppo.settings"}

    done = subprocess.run(
        [sys.executable, "-c", CHECK, path], capture_output=True, text=True, env=environment, timeout=120
    )

    assert done.stderr == ""
    *_, say, memory = done.stdout.strip().splitlines()
    assert say.endswith(("try again.", "right one.", "right file.", "one after the other."))
    assert int(memory) < MEMORY


def refused(importing, path):
    """The one sentence about a file as a whole."""
    (problem,) = importing(path).problems
    assert (problem.row, problem.column) == (None, None)
    return problem.problem


def written(path, content):
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("scheme.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "an old Excel file"),
        ("people.csv", b"ref,family_name\n", "Give the folder"),
        ("scheme.xlsx", b"\x89PNG\r\n", "neither a workbook nor a zip"),
        ("scheme.xlsx", b"", "neither a workbook nor a zip"),
        ("scheme.xlsx", b"PK\x03\x04" + b"\0" * 100, "is damaged"),
    ],
)
def test_what_is_no_book_is_said(name, content, sentence, importing, tmp_path):
    assert sentence in refused(importing, written(tmp_path / name, content))


def test_nothing_there_and_too_large(importing, tmp_path):
    assert "There is nothing at" in refused(importing, tmp_path / "nowhere.xlsx")
    large = tmp_path / "large.zip"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    assert "larger than 20 MB" in refused(importing, large)
    assert "no CSV file in it" in refused(importing, tmp_path)


def zipped(path, *names, mode=0o100644, flags=0):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            archive.writestr(entry, "code,name\nX,Somewhere\n")
    if flags:
        content = bytearray(path.read_bytes())
        content[content.rindex(b"PK\x01\x02") + 8] |= flags
        path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("names", "more", "sentence"),
    [
        (["../scheme.csv"], {}, "points outside"),
        (["a/../../scheme.csv"], {}, "points outside"),
        (["/etc/scheme.csv"], {}, "points outside"),
        (["..\\scheme.csv"], {}, "points outside"),
        (["C:scheme.csv"], {}, "points outside"),
        (["scheme.csv"], {"mode": 0o120777}, "a link or device"),
        (["scheme.csv", "more/Scheme.CSV"], {}, "two sheets called scheme"),
        (["scheme.csv"], {"flags": 1}, "has a password"),
        (["notes.txt"], {}, "no CSV file in it"),
    ],
)
def test_a_zip_that_means_harm_is_refused(names, more, sentence, importing, tmp_path):
    assert sentence in refused(importing, zipped(tmp_path / "scheme.zip", *names, **more))


def test_a_damaged_member_is_said(demo, importing, tmp_path):
    path = zipped(tmp_path / "scheme.zip", "scheme.csv")
    content = bytearray(path.read_bytes())
    content[content.index(b"Somewhere")] ^= 1
    path.write_bytes(content)

    assert "scheme.csv is damaged" in refused(importing, path)


def test_links_and_devices_in_a_folder_are_refused(demo, importing, tmp_path):
    (demo.folder / "people.csv").unlink()
    (demo.folder / "people.csv").symlink_to("/etc/passwd")
    assert "people.csv is a link" in refused(importing, demo.folder)
    (demo.folder / "people.csv").unlink()
    os.mkfifo(demo.folder / "people.csv")
    assert "people.csv is a link or device" in refused(importing, demo.folder)


@pytest.mark.parametrize(
    "content",
    ["ref,family_name\nDM001,Oak\n".encode("utf-16"), b"ref,family_name\nDM001,O\0ak\n"],
    ids=["utf-16", "nul"],
)
def test_what_is_no_text_is_said_of_the_sheet(content, demo, importing):
    (demo.folder / "harms.csv").write_bytes(content)

    (problem,) = importing(demo.folder).problems

    assert problem[:4] == ("harms", None, None, "")
    assert "is not a CSV file in UTF-8 or Windows-1252" in problem.problem


def test_too_many_rows_and_an_open_quotation_mark(demo, importing):
    (demo.folder / "harms.csv").write_text("ref,given_on,value\n" + "DM001,2007-01-01,1\n" * 50_001)
    (demo.folder / "scores.csv").write_text('ref,tool,scored_on,value\nDM001,"ogrs3' + "\n" * 200_000)

    harms, scores = importing(demo.folder).problems

    assert (harms.sheet, harms.row) == ("harms", None)
    assert "more than 50,000 rows" in harms.problem
    assert (scores.sheet, scores.row) == ("scores", None)
    assert "a quotation mark is probably never closed" in scores.problem


def test_windows_1252_with_semicolons_is_read(demo, importing):
    from casework.models import Person

    rows = demo.rows("people")
    rows[1][rows[0].index("family_name")] = "Zoë–Testperson’s"
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    (demo.folder / "people.csv").write_bytes(text.encode("cp1252"))

    assert importing(demo.folder).problems == []
    assert Person.objects.filter(family_name="Zoë–Testperson’s").exists()


def test_a_byte_that_stands_for_nothing_is_a_problem_of_its_cell(demo, importing):
    row = demo.where("harms", ref="DM001")
    demo.put("harms", row, "reason", "worse é")
    content = (demo.folder / "harms.csv").read_text().encode("cp1252").replace(b"worse", b"wor\x81e")
    (demo.folder / "harms.csv").write_bytes(content)

    (problem,) = importing(demo.folder).problems

    assert (problem.sheet, problem.row, problem.column) == ("harms", row, "reason")
    assert "U+0081" in problem.problem


def test_utf_8_with_a_mark_is_read(demo, importing):
    content = (demo.folder / "people.csv").read_bytes()
    (demo.folder / "people.csv").write_bytes(b"\xef\xbb\xbf" + content)

    assert importing(demo.folder).problems == []


def test_cells_of_a_workbook_that_hold_no_plain_value(demo, importing, tmp_path):
    """Formulas are never believed, not even for the value they show."""
    rows = cells("ref", "given_on", "value", "reason") + (
        '<row r="2"><c t="str"><f>"DM"&amp;"001"</f><v>DM001</v></c><c t="str"><v>2007-01-01</v></c><c><v>1</v></c></row>'
        '<row r="3"><c t="str"><v>DM001</v></c><c t="str"><v>2007-01-02</v></c><c t="e"><v>#REF!</v></c></row>'
        '<row r="4"><c t="str"><v>DM001</v></c><c t="str"><v>2007-01-03</v></c><c><v>1</v></c>'
        "<c t=\"str\"><v>=cmd|'/c calc'!A1</v></c></row>"
    )
    importing(demo.folder)

    outcome = importing(workbook(tmp_path / "harms.xlsx", sheet=rows, name="harms"), scheme_code="DEMO")

    assert [(p.row, p.column) for p in outcome.problems] == [(2, "ref"), (3, "value")]
    assert outcome.problems[0].problem.startswith("This cell is calculated.")
    assert outcome.problems[1].problem.startswith("This cell shows an error.")


def test_a_workbook_with_entities_is_refused(importing, tmp_path):
    lol = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SHEET.format("<row><c t='str'><v>&b;</v></c></row>")

    problems = importing(workbook(tmp_path / "scheme.xlsx", sheet=[lol], name="scheme")).problems

    assert [(p.sheet, p.row) for p in problems] == [("scheme", None)]


@pytest.mark.parametrize("sheet", ["people", "budget"])
def test_a_workbook_of_something_else(sheet, importing, tmp_path):
    (problem,) = importing(workbook(tmp_path / "x.xlsx", sheet=cells("Month", "Pounds"), name=sheet)).problems

    assert problem.sheet == "scheme"
    assert "The file has no sheet scheme" in problem.problem


def test_a_sheet_with_none_of_its_columns_is_one_problem(demo, importing):
    demo.write("people", [["Month", "Pounds"], ["May", "12"]])

    (problem,) = importing(demo.folder).problems

    assert (problem.sheet, problem.row, problem.column, problem.value) == ("people", 1, None, "month, pounds")
