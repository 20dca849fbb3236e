"""With --good-rows the good rows are written, and the bad ones come back as a workbook that can be mended and sent again."""

import openpyxl

from casework.models import Contact, Person


def given_back(outcome, sheet):
    rows = list(openpyxl.load_workbook(outcome.problem_file)[sheet].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_good_rows_are_written_and_bad_ones_given_back(demo, importing):
    demo.put("contacts", 3, "kind", "visit")
    demo.put("contacts", 5, "minutes", "long")

    outcome = importing(demo.folder, good_rows=True)

    assert [(p.sheet, p.row, p.column) for p in outcome.problems] == [
        ("contacts", 3, "kind"),
        ("contacts", 5, "minutes"),
    ]
    assert outcome.written.created["contacts"] == len(demo.rows("contacts")) - 3
    assert outcome.problem_file == demo.folder.parent / "demo.problems.xlsx"
    first, second = given_back(outcome, "contacts")
    assert first["kind"] == "visit"
    assert first["problem"].startswith("kind: 'visit' is not one of the codes")
    assert second["minutes"] == "long"


def test_the_workbook_given_back_can_be_mended_and_imported(demo, importing):
    demo.put("contacts", 3, "kind", "visit")
    outcome = importing(demo.folder, good_rows=True)

    book = openpyxl.load_workbook(outcome.problem_file)
    sheet = book["contacts"]
    column = next(cell.column for cell in sheet[1] if cell.value == "kind")
    sheet.cell(2, column).value = "office"
    book.save(outcome.problem_file)
    again = importing(outcome.problem_file, scheme_code="DEMO")

    assert again.problems == []
    assert again.notes == []
    assert again.written.created == {"contacts": 1}
    assert Contact.objects.count() == len(demo.rows("contacts")) - 1


def test_rows_of_a_bad_person_wait_with_it(demo, importing):
    ref = demo.cell("people", 2, "ref")
    demo.put("people", 2, "date_of_birth", "31/02/1980")

    outcome = importing(demo.folder, good_rows=True)

    assert [(p.sheet, p.row, p.column) for p in outcome.problems] == [("people", 2, "date_of_birth")]
    assert not Person.objects.filter(ref=ref).exists()
    mine = [row for row in demo.rows("statuses")[1:] if row[0] == ref]
    assert len(mine) > 0
    waiting = given_back(outcome, "statuses")
    assert [row["start"] for row in waiting] == [row[1] for row in mine]
    assert all(row["problem"].startswith("Not written, because people has no good row") for row in waiting)


def test_a_sheet_with_a_column_missing_comes_back_whole(demo, importing):
    header, *rows = demo.rows("harms")
    place = header.index("value")
    demo.write("harms", [[cell for at, cell in enumerate(row) if at != place] for row in [header, *rows]])

    outcome = importing(demo.folder, good_rows=True)

    assert [(p.sheet, p.row, p.column) for p in outcome.problems] == [("harms", 1, "value")]
    assert "harms" not in outcome.written.created
    assert len(given_back(outcome, "harms")) == len(rows)


def test_overlaps_that_leaving_a_row_out_uncovers_are_found_too(demo, importing):
    ref = demo.cell("people", 2, "ref")
    rows = [row for row in demo.rows("statuses") if row[0] != ref]
    header = rows[0]

    def status(start, end):
        cells = {"ref": ref, "start": start, "end": end, "status": "licence"}
        return [cells.get(name, "") for name in header]

    demo.write(
        "statuses", [*rows, status("2006-01-01", ""), status("2006-02-01", "2006-03-01"), status("2006-03-01", "")]
    )
    last = len(rows) + 3

    assert [p.row for p in importing(demo.folder).problems] == [last - 1]
    assert [p.row for p in importing(demo.folder, good_rows=True).problems] == [last - 1, last]


def test_a_good_file_gives_nothing_back(demo, importing):
    outcome = importing(demo.folder, good_rows=True)

    assert outcome.problem_file is None
    assert not list(demo.folder.parent.glob("*.problems.xlsx"))


def test_a_dry_run_writes_nothing_at_all(demo, importing):
    demo.put("contacts", 3, "kind", "visit")

    outcome = importing(demo.folder, good_rows=True, dry_run=True)

    assert outcome.written.created["people"] > 0
    assert outcome.problem_file is None
    assert not Person.objects.exists()
