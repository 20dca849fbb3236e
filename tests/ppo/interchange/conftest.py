"""Schemes to import: the demo that the product carries, and the Wakefield one where it lies beside the project."""

import csv
import datetime
import shutil
from pathlib import Path

import pytest

from ppo.demo.dates import moved
from ppo.interchange.importing import import_scheme
from sharing.looking import looking_as_system

TODAY = datetime.date(2026, 11, 20)
DEMO = Path(__file__).parents[3] / "ppo" / "demo" / "scheme"
LAST_OF_FEW, NOMINEE = "DM012", "DM045"
WAKEFIELD = Path(__file__).parents[4] / "shared" / "data" / "wakefield_2007"


class Files:
    """A scheme as a folder of CSV files that a test may change."""

    def __init__(self, folder):
        self.folder = folder

    def rows(self, sheet):
        with (self.folder / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def write(self, sheet, rows):
        with (self.folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    def cell(self, sheet, row, column):
        rows = self.rows(sheet)
        return rows[row - 1][rows[0].index(column)]

    def put(self, sheet, row, column, value):
        """Set one cell; `row` counts the header as 1. Missing columns are added."""
        rows = self.rows(sheet)
        if column not in rows[0]:
            for place, line in enumerate(rows):
                line.append("" if place else column)
        rows[row - 1][rows[0].index(column)] = value
        self.write(sheet, rows)

    def append(self, sheet, **cells):
        """Add a row; returns its number."""
        rows = self.rows(sheet)
        rows[0] += [name for name in cells if name not in rows[0]]
        rows = [row + [""] * (len(rows[0]) - len(row)) for row in rows]
        rows.append([cells.get(name, "") for name in rows[0]])
        self.write(sheet, rows)
        return len(rows)

    def where(self, sheet, **cells):
        """The number of the first row that holds these cells."""
        header, *rows = self.rows(sheet)
        for number, row in enumerate(rows, start=2):
            if all(row[header.index(name)] == value for name, value in cells.items()):
                return number
        raise LookupError(f"no row of {sheet} with {cells}")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """The demo scheme with its dates moved, as it is loaded."""
    folder = tmp_path_factory.mktemp("demo")
    for file in DEMO.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [[moved(cell, TODAY) for cell in row] for row in csv.reader(lines)]
        Files(folder).write(file.stem, rows)
    return folder


@pytest.fixture(scope="session")
def few_people(demo_folder, tmp_path_factory):
    """The demo scheme with fewer people, for the many tests that change one thing."""
    folder = tmp_path_factory.mktemp("few")
    for file in demo_folder.glob("*.csv"):
        header, *rows = Files(demo_folder).rows(file.stem)
        if "ref" in header:
            rows = [
                row for row in rows if row[header.index("ref")] <= LAST_OF_FEW or row[header.index("ref")] == NOMINEE
            ]
        Files(folder).write(file.stem, [header, *rows])
    return folder


@pytest.fixture
def demo(few_people, tmp_path):
    """A copy of the demo scheme, of a dozen people, to change."""
    shutil.copytree(few_people, tmp_path / "demo")
    return Files(tmp_path / "demo")


@pytest.fixture(params=["demo", "wakefield"])
def scheme_folder(request, demo_folder):
    """Each whole scheme there is to import."""
    if request.param == "demo":
        return demo_folder
    if not WAKEFIELD.exists():
        pytest.skip("the Wakefield scheme does not lie beside the project")
    return WAKEFIELD


@pytest.fixture
def system(db):
    """Imports read and write whole schemes."""
    with looking_as_system():
        yield


@pytest.fixture
def importing(system):
    """`importing(path, ...)` as the command does it, on the day of the tests."""

    def run(path, **options):
        return import_scheme(path, today=TODAY, **options)

    return run
