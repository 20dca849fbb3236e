"""Rows of text as files: CSV, a zip of CSV, a workbook. The same rows give the same bytes, whenever and wherever."""

import csv
import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from ppo.interchange.cell_values import escaped

FIXED = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold
Sheets = Iterable[tuple[str, list[list[str]]]]

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Style 1 is text, so that what is typed into a cell later stays as typed; style 2 is the header.
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>\
<xf xfId="0" numFmtId="49" applyNumberFormat="1"/>\
<xf xfId="0" numFmtId="49" fontId="1" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def csv_bytes(rows: Iterable[list[str]]) -> bytes:
    """UTF-8 without BOM, LF, as few quotation marks as possible."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
    return text.getvalue().encode()


def zipped(sheets: Sheets) -> bytes:
    return archive((f"{name}.csv", csv_bytes(rows)) for name, rows in sheets)


def archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip that is the same whenever and wherever it is made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name, content in members:
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # said by the machine otherwise
            entry.external_attr = 0o100644 << 16
            file.writestr(entry, content)
    return packed.getvalue()


def workbook(sheets: Sheets) -> bytes:
    """An .xlsx of text cells only: no date that a program would show its own way, no formula whatever a text begins with.

    Written by hand, because openpyxl puts the time of writing into the file and keeps every cell in memory.
    """
    names, parts = [], []
    for name, rows in sheets:
        names.append(name)
        parts.append((f"xl/worksheets/sheet{len(names)}.xml", _worksheet(rows)))
    return archive([*_frame(names), *parts])


def _worksheet(rows: list[list[str]]) -> bytes:
    width = len(rows[0])
    letters = [get_column_letter(place) for place in range(1, width + 1)]
    lines = [
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{width}" width="18" style="1" customWidth="1"/></cols><sheetData>'
    ]
    for number, row in enumerate(rows, start=1):
        style = 1 if number > 1 else 2
        cells = (
            f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'
            for letter, text in zip(letters, row, strict=True)
            if text
        )
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    lines.append("</sheetData></worksheet>")
    return "".join(lines).encode()


def _text(text: str) -> str:
    return escape(escaped(text))


def _frame(names: list[str]) -> Iterable[tuple[str, bytes]]:
    """The parts of a workbook that hold no data."""
    numbered = list(enumerate(names, start=1))
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for n, _ in numbered
    )
    yield (
        "[Content_Types].xml",
        f"""{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{overrides}</Types>""".encode(),
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'.encode(),
    )
    targets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, (f"rId{len(names) + 1}", "styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES.encode()


def _relations(targets: list[tuple[str, str, str]]) -> bytes:
    inside = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in targets)
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'.encode()
