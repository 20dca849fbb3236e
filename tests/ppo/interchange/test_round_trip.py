"""A scheme comes in whole, the same file twice changes nothing, and what goes out comes back the same byte for byte."""

import zipfile

import openpyxl
import pytest
from django.db import transaction

from casework.models import Identity
from ppo.interchange.exporting import export_scheme
from ppo.interchange.sheets import SHEETS
from sharing.models import Scheme
from tests.ppo.interchange.conftest import TODAY
from tests.world import made

FORMS = ["folder", "scheme.zip", "scheme.xlsx"]


def contents(path):
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes()


def test_it_comes_in_without_a_problem_and_the_second_time_unchanged(scheme_folder, importing):
    first = importing(scheme_folder)
    assert first.problems == []
    assert first.notes == []
    assert first.written.created["people"] >= 44
    assert not any(first.written.updated.values())

    again = importing(scheme_folder)
    assert again.problems == []
    assert not any(again.written.created.values())
    assert not any(again.written.updated.values())
    assert again.written.unchanged == first.written.created


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_out_comes_back_the_same(form, scheme_folder, importing, tmp_path):
    there, back = tmp_path / "there", tmp_path / "back"
    there.mkdir()
    back.mkdir()
    with transaction.atomic():
        export_scheme(importing(scheme_folder).scheme, there / form, today=TODAY)
        again = importing(there / form)
        assert again.problems == []
        assert not any(again.written.created.values())
        assert not any(again.written.updated.values())
        transaction.set_rollback(True)
    assert not Scheme.objects.exists()

    export_scheme(importing(there / form).scheme, back / form, today=TODAY)

    assert contents(back / form) == contents(there / form)


def test_a_scheme_made_by_the_product_itself_comes_back_the_same(importing, tmp_path):
    """Not only what was imported once: rows made by changes, open meetings, everything the standing cast has."""
    with transaction.atomic():
        scheme = made().scheme
        # The cast's number has a wrong letter, so that it can be nobody's; an import would say so.
        Identity.objects.filter(scheme=scheme).exclude(pnc_id="").update(pnc_id="1998/0123456G")
        export_scheme(scheme, tmp_path / "there", today=TODAY)
        transaction.set_rollback(True)
    assert not Scheme.objects.exists()

    outcome = importing(tmp_path / "there")

    assert outcome.problems == []
    export_scheme(outcome.scheme, tmp_path / "back", today=TODAY)
    assert contents(tmp_path / "back") == contents(tmp_path / "there")


def test_every_sheet_and_column_is_there_in_order(demo_folder, importing, tmp_path):
    export_scheme(importing(demo_folder).scheme, tmp_path / "out", today=TODAY)

    assert {file.stem for file in (tmp_path / "out").iterdir()} == set(SHEETS)
    for name, sheet in SHEETS.items():
        header, *rows = (tmp_path / "out" / f"{name}.csv").read_bytes().decode().split("\n")
        assert header == ",".join(sheet.by_name)
        assert rows[-1] == ""


def test_rows_stand_in_the_order_of_their_keys_as_text(demo, importing, tmp_path):
    rows = demo.rows("people")
    demo.write("people", [rows[0], *reversed(rows[1:])])

    export_scheme(importing(demo.folder).scheme, tmp_path / "out", today=TODAY)

    lines = (tmp_path / "out" / "actions.csv").read_text().splitlines()[1:]
    keys = [tuple(line.split(",")[:2]) for line in lines if line.count(",") > 8]
    assert keys == sorted(keys)
    assert [line.split(",")[0] for line in (tmp_path / "out" / "people.csv").read_text().splitlines()[1:]] == sorted(
        row[0] for row in rows[1:]
    )


def test_archives_carry_no_date_and_a_workbook_only_text(demo_folder, importing, tmp_path):
    scheme = importing(demo_folder).scheme
    for form in ("scheme.zip", "scheme.xlsx"):
        export_scheme(scheme, tmp_path / form, today=TODAY)
        with zipfile.ZipFile(tmp_path / form) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    book = openpyxl.load_workbook(tmp_path / "scheme.xlsx")
    assert book.sheetnames == list(SHEETS)
    people = list(book["people"].iter_rows())
    assert {cell.data_type for row in people for cell in row if cell.value is not None} == {"s"}
    assert [cell.value for cell in people[0]] == list(SHEETS["people"].by_name)
