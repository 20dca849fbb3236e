"""Files that nobody should ever hand in, made to be refused."""

import zipfile

SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}'
)
END = "</sheetData></worksheet>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MEGABYTE = 1 << 20
SIZE = 100  # megabytes: half of what may be unpacked, and far more than may be held


def cells(*texts, row=1):
    inside = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{row}">{inside}</row>'


def workbook(path, *, sheet="", parts=(), name="people", strings=None):
    """A workbook of one sheet whose XML is given whole or in pieces, so that it may be larger than memory bears."""
    pieces = [SHEET.format(""), sheet, END] if isinstance(sheet, str) else sheet
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/a.xml"/>'
            f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="s.xml"/></Relationships>',
        )
        with archive.open("xl/worksheets/a.xml", "w") as file:
            for piece in pieces:
                file.write(piece.encode())
        if strings is None:
            strings = ["<sst/>"]
        with archive.open("xl/s.xml", "w") as file:
            for piece in strings:
                file.write(piece.encode())
        for part, content in parts:
            archive.writestr(part, content)
    return path


def many_rows(path):
    """Every row that a spreadsheet can have."""
    rows = "".join(f'<row r="{number}"><c t="str"><v>R{number}</v></c></row>' for number in range(2, 2**20 + 1))
    return workbook(path, sheet=[SHEET.format(cells("ref", "family_name")), rows, END])


def one_endless_row(path):
    piece = '<c t="inlineStr"><is><t>x</t></is></c>' * 27_000
    return workbook(path, sheet=[SHEET.format('<row r="1">'), *[piece] * SIZE])


def one_endless_tag(path):
    return workbook(path, sheet=[SHEET.format('<row r="'), *["1" * MEGABYTE] * SIZE])


def one_endless_cell(path):
    return workbook(path, sheet=[SHEET.format('<row r="1"><c t="str"><v>'), *["ref " * (MEGABYTE // 4)] * SIZE])


def endless_depth(path):
    return workbook(path, sheet=[SHEET.format(""), *["<a>" * (MEGABYTE // 3)] * SIZE])


def endless_strings(path):
    """Tens of millions of empty shared strings."""
    return workbook(path, strings=["<sst>", *["<si/>" * (MEGABYTE // 5)] * SIZE, "</sst>"])


def long_strings(path):
    piece = "<si><t>" + "y" * 39_000 + "</t></si>"
    return workbook(path, strings=["<sst>", *[piece * 27] * 90, "</sst>"])


def zip_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in ("people", "contacts", "needs"):
            with archive.open(f"{name}.csv", "w") as file:
                for _ in range(90):
                    file.write(b"\n" * MEGABYTE)
    return path


def endless_csv_row(path):
    """One row of a CSV in a zip, tens of millions of cells long."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("people.csv", b"ref,family_name\n" + b'"\n",' * (SIZE * MEGABYTE // 4))
    return path


def endless_directory(path):
    """Hundreds of thousands of names in the list of a zip."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{number}.csv", b"")
    return path


LARGE = [
    many_rows,
    one_endless_row,
    one_endless_tag,
    one_endless_cell,
    endless_depth,
    endless_strings,
    long_strings,
    zip_bomb,
    endless_csv_row,
    endless_directory,
]
