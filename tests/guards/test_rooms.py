"""The rooms of the house: what files are called, how long they are, and what never stands in them."""

import ast
import re

import pytest
from django.apps import apps
from django.template import engines
from jinja2 import nodes

from tests.guards import house

NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "libraries", "lib", "services", "misc"}
LONGEST = 300  # lines of a module; tests may be longer: a slow second implementation reads best in one piece
TABLES = {
    "ppo/settings.py",
    "ppo/interchange/sheets.py",
    "sharing/operations.py",
}  # long because they are one table each
FLOORS_AND_TOOLS = (*house.FLOORS, "bootstrap", "bench")

# Templates show what views fetched. These would be questions to the database.
ASKS = {
    *("all", "filter", "exclude", "objects", "order_by", "select_related", "prefetch_related", "values", "values_list"),
    *("exists", "aggregate", "annotate", "get_or_create", "visible_to", "editable_by", "for_list", "in_bulk"),
}
EVENTS = "click|change|load|submit|input|error|focus|blur|key|mouse|pointer|touch|toggle|drag|drop|scroll|before|after"
IN_A_PAGE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)"),
    "a style in the page": re.compile(r"<style\b|\sstyle\s*="),
    "a handler in the page": re.compile(rf"\son({EVENTS})[a-z]*\s*=|\shx-on\b"),
    "script in an attribute": re.compile(r"javascript:|[\"']js:"),
}
# template: why its text may go out as it is
SAFE = {}


def test_files_are_called_by_a_noun_of_the_field():
    files = house.files(".py", ".html", ".js", ".css", ".sql")
    assert [name for name in map(house.name, files) if NAMES_OF_NOTHING & set(re.split(r"[/.]", name))] == []


def test_modules_stay_short():
    long = {
        house.name(file): lines
        for file in house.files(".py", ".js")
        if house.name(file).startswith(tuple(f"{folder}/" for folder in FLOORS_AND_TOOLS))
        and "migrations" not in file.parts
        and house.name(file) not in TABLES
        and (lines := file.read_text().count("\n")) > LONGEST
    }
    assert long == {}


def test_no_model_hides_a_write_in_save_or_delete():
    hidden = [
        f"{module}: {kind.name}.{method.name}"
        for module, tree in house.modules().items()
        for kind in ast.walk(tree)
        if isinstance(kind, ast.ClassDef) and "models" in module
        for method in kind.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete", "clean", "full_clean"}
    ]
    assert hidden == []


def test_nothing_listens_to_signals():
    heard = [
        f"{module}: {node.module}"
        for module, tree in house.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and re.search(r"\bsignals?\b|django\.dispatch", node.module or "")
    ]
    assert heard == []


def test_views_are_not_put_together_from_mixins():
    mixed = [
        f"{module}: {node.name}"
        for module, tree in house.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and re.search(r"/(views|api)\b", module)
        and any("Mixin" in ast.unparse(base) for base in node.bases)
    ]
    assert mixed == []


def test_models_inherit_from_no_table_and_point_at_no_generic_row():
    for model in house.models():
        assert not model._meta.parents, model
        assert not [field for field in model._meta.private_fields if field.name == "content_object"], model


def test_models_rules_and_changes_never_look_at_the_clock():
    """They are told the day: whoever calls them knows it."""
    clock = {"today", "now", "localdate", "localtime"}
    asked = [
        f"{module}:{call.lineno}"
        for module, tree in house.modules().items()
        if re.search(r"/(models|rules|changes)(/|\.py)", module)
        for call in house.calls(tree)
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in clock and not call.args
    ]
    assert asked == []


def test_templates_never_ask_the_database():
    environment = engines["jinja2"].env
    asked = [
        f"{name}:{node.lineno} .{node.attr}"
        for name, text in house.templates().items()
        for node in environment.parse(text).find_all(nodes.Getattr)
        if node.attr in ASKS or node.attr.endswith("_set")
    ]
    assert asked == []


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("a script in the page", "<script>alert(1)</script>"),
        ("a style in the page", '<p style="color: red">'),
        ("a handler in the page", '<a href="/" onclick="go()">'),
        ("a handler in the page", '<p hx-on:click="go()">'),
        ("script in an attribute", """<a hx-vals='js:{a: b()}'>"""),
    ],
)
def test_what_is_looked_for_in_pages_is_found(what, fault):
    assert IN_A_PAGE[what].search(fault)


@pytest.mark.parametrize("what", IN_A_PAGE)
def test_pages_carry_no_script_or_style(what):
    found = {name: IN_A_PAGE[what].findall(text) for name, text in house.templates().items()}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_nothing_goes_out_unescaped():
    marked = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape|Markup\(|mark_safe|format_html_join")
    places = {
        place
        for place, text in house.templates().items()
        if marked.search(text) and not place.startswith(("emails/", "account/email/"))
    }
    assert places == set(SAFE)


def test_every_table_has_a_noun_people_can_read():
    unnamed = [
        model._meta.label
        for model in house.models()
        if model._meta.app_label not in ("sharing", "ppo") and "__str__" not in model.__dict__
    ]
    assert unnamed == []
    assert len(house.models()) > 30
    assert apps.is_installed("sharing")


def test_no_test_commits_and_truncates():
    kinds = [
        f"{house.name(file)}: {word}"
        for file in house.files(".py")
        if house.name(file).startswith("tests/") and "guards" not in file.parts
        for word in (
            "TransactionTestCase",
            "LiveServerTestCase",
            "task_always_eager",
            "mark.skip(",
            "xfail",
        )
        if word in file.read_text()
    ]
    assert kinds == []
