"""`manage.py performance_pack`: one JSON document, the scheme chosen, refusals in words."""

import hashlib
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.rules import Question, performance
from sharing.looking import looking_as_system
from tests.pdfcheck import pdf_check
from tests.reports.stored import Store
from tests.reports.test_measures import needs_the_data
from tests.reports.workbook import WAKEFIELD, facts_from, offence_classes, sheets_of

pytestmark = pytest.mark.django_db


def empty(code):
    sheets = {sheet: [] for sheet in sheets_of(WAKEFIELD)}
    return Store(
        sheets | {"scheme": [{"capacity": "20"}], "agencies": [{"code": "P", "name": "P", "kind": "police"}]}, code
    )


def ask(*arguments):
    out = StringIO()
    call_command("performance_pack", *arguments, stdout=out)
    return json.loads(out.getvalue())


@needs_the_data
def test_it_prints_one_document_of_the_agreed_shape():
    with looking_as_system():
        Store(sheets_of(WAKEFIELD), "WK")
    found = ask("--scheme", "WK", "--as-of", "2007-01-31", "--format", "json")

    assert list(found) == [
        "scheme", "as_of", "period", "made_at", "marking", "cohort", "needs", "offending", "pathways", "supervision",
        "reviews", "outcomes", "agencies", "notes",
    ]  # fmt: skip
    assert found["scheme"] == "WK"
    assert found["as_of"] == "2007-01-31"
    assert found["period"] == {"from": "2006-02-01", "to": "2007-01-31"}
    assert found["cohort"]["on_scheme"] == 40
    assert found["offending"]["tracked"]["after"] == 76
    assert found["offending"]["year"]["from"] == "2006-04-01"
    assert all(set(note) >= {"code", "text"} for note in found["notes"])


@needs_the_data
def test_the_period_and_the_scheme_are_chosen():
    empty("A")
    empty("B")

    assert ask("--scheme", "B", "--as-of", "2007-01-31", "--from", "2006-12-01", "--format", "json")["period"] == {
        "from": "2006-12-01",
        "to": "2007-01-31",
    }
    with pytest.raises(CommandError, match=r"several schemes\. Say which one with --scheme: A, B"):
        ask("--format", "json")
    with pytest.raises(CommandError, match="no scheme with the code C"):
        ask("--scheme", "C")


@needs_the_data
def test_refusals_are_words():
    empty("A")

    with pytest.raises(CommandError, match="no frozen cohort called “May”"):
        ask("--cohort", "May")
    with pytest.raises(CommandError, match="after the day of the pack"):
        ask("--as-of", "2007-01-31", "--from", "2007-02-01")


@needs_the_data
def test_today_is_the_default_day(monkeypatch):
    empty("A")
    monkeypatch.setattr("ppo.management.answering.localdate", lambda: date(2026, 11, 20))

    assert ask("--format", "json")["as_of"] == "2026-11-20"


@needs_the_data
def test_the_workbook_comes_in_by_the_import_and_out_as_the_published_figures(tmp_path):
    """The whole main road: the product's own import, the tables, the command, the steering group's files."""
    call_command("import_scheme", str(WAKEFIELD), stdout=StringIO())
    found = ask("--scheme", "WK", "--as-of", "2007-01-31", "--format", "json")
    expected = performance(facts_from(sheets_of(WAKEFIELD), offence_classes()), Question(date(2007, 1, 31)))

    for block in ("cohort", "needs", "pathways", "supervision", "reviews", "outcomes", "agencies", "notes"):
        assert found[block] == expected[block], block
    assert found["offending"]["tracked"] == expected["offending"]["tracked"]

    for name in ("pack.pdf", "pack.xlsx"):
        out = StringIO()
        call_command("performance_pack", "--as-of", "2007-01-31", "--output", str(tmp_path / name), stdout=out)
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() in out.getvalue()
    assert pdf_check((tmp_path / "pack.pdf").read_bytes()).problems == []
    with pytest.raises(CommandError, match="must end in"):
        ask("--as-of", "2007-01-31", "--output", str(tmp_path / "pack.docx"))
