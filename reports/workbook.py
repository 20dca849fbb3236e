"""A pack as a spreadsheet: a sheet for each section, numbers as numbers, and a sheet that says how each was counted."""

import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import save_workbook

from reports.story.document import NOT_KNOWN, Pounds

BOLD, TITLE, WRAP = Font(bold=True), Font(bold=True, size=14), Alignment(wrap_text=True, vertical="top")
FORMATS = {int: "#,##0", float: "#,##0.0", Pounds: "£#,##0"}
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")  # openpyxl writes the moment of saving
FIRST_COLUMN, OTHER_COLUMNS, TEXT_COLUMN = 52, 16, 110  # widths in characters


def workbook_of(document, *, made_at):
    """The workbook as bytes. The same document made at the same moment gives the same bytes."""
    book = Workbook()
    book.properties.title, book.properties.creator = document.title, "PPO case system"
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    _front(book.active, document, made_at)
    for section in document.sections:
        _section(book.create_sheet(section.title[:31]), section)
    _definitions(book.create_sheet("How it is counted"), document)
    for sheet in book:
        sheet.oddHeader.left.text = document.marking
        sheet.oddFooter.right.text = "Page &P of &N"
        sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return _dated(book, made_at)


def _front(sheet, document, made_at):
    sheet.title = "In short"
    rows = [
        (document.marking, BOLD),
        (document.title, TITLE),
        (document.scheme, BOLD),
        (f"Period from {document.period_from:%d/%m/%Y} to {document.period_to:%d/%m/%Y}", None),
        (f"Made on {made_at:%d/%m/%Y}. No person is named or can be worked out.", None),
        ("", None),
        *((sentence, None) for sentence in document.headlines),
    ]
    for place, (text, font) in enumerate(rows, start=1):
        _text(sheet, place, 1, text, font)
    sheet.column_dimensions["A"].width = TEXT_COLUMN


def _section(sheet, section):
    _text(sheet, 1, 1, section.finding, TITLE)
    sheet["A1"].alignment = Alignment(wrap_text=False)
    place = 2
    for sentence in section.sentences:
        _text(sheet, place, 1, sentence)
        sheet.cell(place, 1).alignment = Alignment(wrap_text=False)
        place += 1
    for table in section.tables:
        place = _table(sheet, place + 1, table)
    sheet.column_dimensions["A"].width = FIRST_COLUMN
    for column in range(2, 8):
        sheet.column_dimensions[get_column_letter(column)].width = OTHER_COLUMNS


def _table(sheet, place, table):
    """Write one table; the answer is the row after it."""
    _text(sheet, place, 1, table.caption, BOLD)
    for column, head in enumerate(table.columns, start=1):
        _text(sheet, place + 1, column, head.text, BOLD)
        sheet.cell(place + 1, column).alignment = Alignment(
            wrap_text=True, horizontal="right" if head.numeric else None
        )
    for row, figures in enumerate(table.rows, start=place + 2):
        _text(sheet, row, 1, figures[0])
        for column, figure in enumerate(figures[1:], start=2):
            _figure(sheet.cell(row, column), figure)
    return place + 2 + len(table.rows)


def _figure(cell, figure):
    cell.alignment = Alignment(horizontal="right")
    if figure is None or isinstance(figure, str):
        cell.value, cell.data_type = NOT_KNOWN if figure is None else figure, "s"
        return
    cell.number_format = FORMATS[type(figure)]
    cell.value = int(figure) if isinstance(figure, int) else figure


def _definitions(sheet, document):
    _text(sheet, 1, 1, "Figures", BOLD)
    _text(sheet, 1, 2, "How they are counted, and what is left out", BOLD)
    place = 2
    for section in document.sections:
        for text in (section.counted, *section.notes):
            if text:
                _text(sheet, place, 1, section.title)
                _text(sheet, place, 2, text)
                place += 1
    for text in document.notes:
        _text(sheet, place, 1, "All figures")
        _text(sheet, place, 2, text)
        place += 1
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, TEXT_COLUMN
    sheet.freeze_panes = "A2"


def _text(sheet, row, column, text, font=None):
    """Text that stays text, whatever it begins with: a name like “=SUM(A1)” is no formula."""
    cell = sheet.cell(row, column)
    cell.value, cell.data_type = text, "s"
    cell.alignment = WRAP
    if font is not None:
        cell.font = font


def _dated(book, made_at):
    """The workbook's zip with every part dated at the moment of making, so that its hash says nothing but its content."""
    raw, out = io.BytesIO(), io.BytesIO()
    stamp = f"{made_at:%Y-%m-%dT%H:%M:%SZ}".encode()
    save_workbook(book, raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dated:
        for part in made.infolist():
            fixed = zipfile.ZipInfo(part.filename, date_time=made_at.timetuple()[:6])
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            dated.writestr(fixed, MODIFIED.sub(rb"\g<1>%s\g<2>" % stamp, made.read(part)))
    return out.getvalue()
