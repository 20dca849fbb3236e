"""What the guards walk: the files of the house, its templates, its models and its addresses."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("ppo", "reports", "reviews", "cohort", "pathways", "casework", "sharing")
MADE = {".git", ".venv", "node_modules", "var", "vendor", "staticfiles", "__pycache__"}  # not written by hand


@cache
def files(*suffixes):
    """Every file written by hand that ends so; all of them without a suffix."""
    found = []
    for folder in [ROOT]:
        found += _below(folder)
    return [file for file in found if not suffixes or file.suffix in suffixes]


def _below(folder):
    for entry in sorted(folder.iterdir()):
        if entry.name in MADE or entry.name.endswith("_cache"):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.is_file():
            yield entry


def name(file):
    """The file as one says it: its path from the root of the house."""
    return file.relative_to(ROOT).as_posix()


@cache
def modules():
    """Path to syntax tree of every module of the product."""
    return {
        name(file): ast.parse(file.read_text())
        for file in files(".py")
        if name(file).split("/")[0] in FLOORS and "migrations" not in file.parts
    }


def calls(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@cache
def templates():
    """Name to text of every template."""
    folder = ROOT / "templates"
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files() if folder in file.parents}


def models():
    """Our own models, without history tables and the tables behind many-to-many fields."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in FLOORS and not hasattr(model, "pgh_tracked_model")
    ]


@dataclass(frozen=True)
class Route:
    """One line of a table of contents: `people/<key:key>/`, `person_detail`, the view."""

    pattern: str
    name: str
    view: object

    @property
    def gated(self):
        return hasattr(self.view, "permission")

    def __str__(self):
        return f"{self.name} (/{self.pattern})"


def routes():
    """Every address the product answers, in the order in which it is looked for."""
    return list(_routes(get_resolver().url_patterns, ""))


def _routes(entries, before):
    for entry in entries:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(pattern, entry.name, entry.callback)
        else:
            yield from _routes(entry.url_patterns, pattern)
