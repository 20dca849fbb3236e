"""The page about the format, the format as data, and the models say the same; nothing of a scheme is lost unsaid."""

import re
from pathlib import Path

from django.apps import apps

from ppo.interchange.cells import Choice, Choices
from ppo.interchange.scheme_rows import AGENCY_FIELDS, CAPACITY_FIELDS, SCHEME_FIELDS, USER_FIELDS
from ppo.interchange.sheets import CATEGORIES, SHEETS
from ppo.interchange.tables import TABLES
from reviews.models import AgendaItem
from sharing import models as sharing
from sharing.rules import SETTINGS

PAGE = (Path(__file__).parents[3] / "docs" / "interchange.md").read_text(encoding="utf-8")
FORM, NOT_EXPORTED = PAGE.split("## Not exported")
TABLES_OUT, FIELDS_OUT = NOT_EXPORTED.split("Fields of exported tables")

# Written by hand and not through a Table, with the fields that columns carry.
BY_HAND = {
    sharing.Scheme: {"code", *SCHEME_FIELDS, "lead_agency_id"},
    sharing.Setting: {"name", "value"},
    sharing.Agency: {*AGENCY_FIELDS, "acting_for_id"},
    sharing.User: {*USER_FIELDS},
    sharing.Capacity: {*CAPACITY_FIELDS, "agency_id", "user_id"},
    AgendaItem: {"meeting_id", "person_id"},
}
# Said by the row that a sibling belongs to, or by the scheme that the file is of.
OF_THE_ROW = {"scheme_id", "person_id", "owner_id", "service_id"}


def quoted(text):
    return set(re.findall(r"`([\w.]+)`", text))


def carried():
    """Every exported model with the fields that columns carry."""
    found = {model: set(fields) for model, fields in BY_HAND.items()}
    for table in TABLES.values():
        bound = table.bindings
        mine = found.setdefault(table.model, set())
        mine |= {name for column in table.main_columns for name in bound[column].names}
        if table.crowd:
            mine |= set(table.crowd.beside)
            found[table.crowd.through] = {table.crowd.mine, table.crowd.theirs}
        for side in table.sides:
            found[side.model] = {name for column in side.columns for name in bound[column].names}
    return found


def test_every_table_is_a_sheet_or_stands_under_not_exported():
    others = {model for model in apps.get_models(include_auto_created=True) if model not in carried()}
    versions = {model for model in others if model.__name__.endswith("Version")}

    listed = {name for name in quoted(TABLES_OUT) if re.fullmatch(r"\w+\.[A-Z]\w+", name)}
    assert {model._meta.label for model in others - versions} == listed
    assert "every `...Version`" in TABLES_OUT


def test_every_field_is_a_column_or_stands_under_not_exported():
    listed = quoted(FIELDS_OUT)
    everywhere = {name for name in listed if "." not in name}
    missing = set()
    for model, fields in carried().items():
        for field in model._meta.concrete_fields:
            known = fields | everywhere | OF_THE_ROW
            if field.primary_key or field.generated or field.attname in known:
                continue
            missing.add(f"{model.__name__}.{field.name}")

    assert missing == {name for name in listed if "." in name}


def test_the_page_lists_every_sheet_with_its_columns_in_order():
    rows = dict(re.findall(r"^\| ([a-z_]+) \| (.*) \|$", FORM, flags=re.MULTILINE))
    assert list(rows) == list(SHEETS)

    for name, sheet in SHEETS.items():
        columns = re.sub(r" \([^)]*\)", "", rows[name]).split(", ")
        assert [column.strip("*") for column in columns] == list(sheet.by_name), name
        assert {column.strip("*") for column in columns if column.startswith("**")} == set(sheet.key), name
        marked = {column.strip("*") for column in columns if column.endswith("*") and not column.startswith("*")}
        assert marked == {c.name for c in sheet.columns if c.required and not c.is_key}, name


def test_the_page_names_every_code():
    words = set(re.findall(r"\w+", FORM))
    for sheet in SHEETS.values():
        for column in sheet.columns:
            if isinstance(column.cell, Choice | Choices):
                assert set(column.cell.codes) <= words, (sheet.name, column.name)
    assert {*CATEGORIES, *SETTINGS} <= words
