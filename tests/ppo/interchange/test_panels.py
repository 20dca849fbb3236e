"""Panels in the sheets of meetings: out with them, back to the panel by number, and elsewhere a conference."""

import csv
import datetime

import pytest

from cohort.models import Panel, PanelSeat
from ppo.interchange.exporting import export_scheme
from reviews.models import Attendance, Meeting
from sharing.models import Agency, Scheme, User
from tests.ppo.interchange.conftest import TODAY

DAY = TODAY + datetime.timedelta(days=7)


@pytest.fixture
def scheme(demo, importing):
    """The demo with a panel next week under the number 900, to which its first agency is invited."""
    assert importing(demo.folder).problems == []
    scheme = Scheme.objects.get(code="DEMO")
    chair = User.objects.get(email="chair@demo.example")
    panel = Panel.objects.create(scheme=scheme, number=900, held_on=DAY, place="Town Hall", chair=chair)
    agency = Agency.objects.filter(scheme=scheme).first()
    PanelSeat.objects.create(panel=panel, agency=agency, attended="yes", invited_on=TODAY)
    return scheme


def rows(folder, sheet, number, column):
    with (folder / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row[column] == number]


def rewritten(folder, sheet, old, new):
    path = folder / f"{sheet}.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_it_goes_out_as_a_conference_and_comes_back_unchanged(scheme, importing, tmp_path):
    export_scheme(scheme, tmp_path / "out", today=TODAY)
    (row,) = rows(tmp_path / "out", "conferences", "900", "number")
    assert row == {
        "number": "900", "kind": "selection_panel", "held_on": DAY.isoformat(), "chair": "chair@demo.example",
        "place": "Town Hall",
    }  # fmt: skip
    (seat,) = rows(tmp_path / "out", "attendance", "900", "conference")
    assert (seat["agency"], seat["attended"]) == (Agency.objects.filter(scheme=scheme).first().code, "yes")

    again = importing(tmp_path / "out")
    assert again.problems == []
    assert not any(again.written.created.values())
    assert not any(again.written.updated.values())
    assert not Meeting.objects.filter(number=900).exists()


def test_what_the_file_says_otherwise_goes_to_the_panel(scheme, importing, tmp_path):
    export_scheme(scheme, tmp_path / "out", today=TODAY)
    rewritten(
        tmp_path / "out", "conferences", f"900,selection_panel,{DAY.isoformat()}", "900,selection_panel,2026-12-24"
    )
    again = importing(tmp_path / "out")
    assert again.problems == []
    assert again.written.updated["conferences"] == 1
    panel = Panel.objects.get(number=900)
    assert (panel.held_on, panel.version) == (datetime.date(2026, 12, 24), 2)
    assert not Meeting.objects.filter(number=900).exists()


def test_a_selection_panel_nobody_has_was_held_elsewhere(scheme, importing, tmp_path):
    export_scheme(scheme, tmp_path / "out", today=TODAY)
    Panel.objects.all().delete()
    again = importing(tmp_path / "out")
    assert again.problems == []
    assert again.written.created["conferences"] == 1
    meeting = Meeting.objects.get(number=900)
    assert meeting.kind == "selection_panel"
    assert Attendance.objects.get(meeting=meeting).attended == "yes"
