"""A whole scheme out, in the form in which it comes in: the same records give the same bytes.

Every sheet and every column is there, rows stand in the order of their key cells compared as text (C collation), CSV is
UTF-8 without BOM with LF and as few quotation marks as possible, and archives carry one fixed date.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from django.db import connection, transaction
from django.utils.timezone import localdate
from psycopg import IsolationLevel

from ppo.interchange import panel_rows, scheme_rows
from ppo.interchange.files import csv_bytes, workbook, zipped
from ppo.interchange.meeting_rows import kept_attendance, kept_reviews
from ppo.interchange.register import Register
from ppo.interchange.sheets import SHEETS, Sheet
from ppo.interchange.tables import TABLES
from sharing.models import Scheme


def export_scheme(scheme: Scheme, output: Path, *, today: datetime.date | None = None) -> None:
    """Write the scheme to `output`: a workbook (.xlsx), a zip of CSV files (.zip), else a folder.

    Raises OSError. The caller looks as the system, inside `one_moment()`, and writes the line in the ledger.
    """
    sheets = exported(scheme, today=today or localdate())
    if output.suffix.lower() == ".xlsx":
        output.write_bytes(workbook(sheets))
    elif output.suffix.lower() == ".zip":
        output.write_bytes(zipped(sheets))
    else:
        output.mkdir(parents=True, exist_ok=True)
        for name, rows in sheets:
            (output / f"{name}.csv").write_bytes(csv_bytes(rows))


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction in which every statement sees the scheme as it was at the first one, whoever writes meanwhile.

    Inside a transaction that runs already it is too late for that, and its own rules hold.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    connection.connection.isolation_level = IsolationLevel.REPEATABLE_READ
    try:
        with transaction.atomic():
            yield
    finally:
        connection.connection.isolation_level = None


def exported(scheme: Scheme, *, today: datetime.date) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sheet with its rows of text, the header first."""
    register = Register(scheme).load_all()
    for name, sheet in SHEETS.items():
        rows = [_cells(sheet, values) for values in _kept(name, register, today)]
        places = [list(sheet.by_name).index(key) for key in sheet.key]
        rows.sort(key=lambda row: [row[place] for place in places])  # by code point, which is the order of UTF-8 bytes
        yield name, [list(sheet.by_name), *rows]


def _kept(name: str, register: Register, today: datetime.date) -> Iterable[dict[str, object]]:
    special = {
        "scheme": lambda: scheme_rows.kept_scheme(register),
        "settings": lambda: scheme_rows.kept_settings(register, today),
        "users": lambda: scheme_rows.kept_users(register),
        "conferences": lambda: chain(
            (kept.values for kept in TABLES["conferences"].kept(register)), panel_rows.kept_conferences(register)
        ),
        "attendance": lambda: chain(kept_attendance(register, today), panel_rows.kept_attendance(register, today)),
        "reviews": lambda: kept_reviews(register),
    }
    if name in special:
        return special[name]()
    return (kept.values for kept in TABLES[name].kept(register))


def _cells(sheet: Sheet, values: dict[str, object]) -> list[str]:
    return [column.cell.write(values[column.name]) for column in sheet.columns]
