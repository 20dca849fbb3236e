"""`manage.py selection_run` on the Wakefield scheme: its ranking against a slow reading of the workbook by hand."""

import csv
import json
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.models import Offence
from cohort.models import MatrixLine, MatrixVersion, RunScore, SelectionRun
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry, Scheme

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
WAKEFIELD = SHARED / "wakefield_2007"
needs_the_data = pytest.mark.skipif(not WAKEFIELD.exists(), reason="the Wakefield workbook is not there")
DAY = date(2007, 1, 31)
YEAR, HALF = (date(2006, 1, 31), DAY), (date(2006, 7, 31), DAY)  # the first day is outside


def ask(*arguments):
    out = StringIO()
    call_command("selection_run", *arguments, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def wakefield(db):
    call_command("import_scheme", str(WAKEFIELD), stdout=StringIO(), stderr=StringIO())
    with looking_as_system():
        yield Scheme.objects.get(code="WK")


def run(*more):
    return ask("--scheme", "WK", "--matrix", "local", "--as-of", "2007-01-31", *more)


# ---------------------------------------------------------------- by hand, from the workbook


def sheet(name):
    with (WAKEFIELD / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_hand():
    """ref to {criterion: (found, points)}, worked out row by row from the workbook and nothing else."""
    found = defaultdict(lambda: defaultdict(Decimal))
    offences_by_hand(found)
    for row in sheet("arrests"):
        found[row["ref"]]["arrests_6m"] += within(row["arrested_at"][:10], HALF)
    for row in sheet("drug_tests"):
        counted = row["result"] in ("positive", "refused")
        found[row["ref"]]["drug_test_positive"] += counted and within(row["taken_at"][:10], HALF)
    for row in sheet("intelligence"):
        found[row["ref"]]["intelligence_6m"] += within(row["received_on"], HALF)
    for name, criterion in (("scores", "ogrs3_two_year"), ("harms", "community_harm")):
        for row in sheet(name):
            found[row["ref"]][criterion] = Decimal(row["value"])
    for row in sheet("views"):
        found[row["ref"]]["partner_view"] += {"none": 0, "some": 1, "strong": 3}[row["concern"]]
    return found


def offences_by_hand(found):
    with (SHARED / "offence_classes.csv").open(newline="", encoding="utf-8") as file:
        weights = {row["code"]: Decimal(row["css_weight"] or "0") for row in csv.DictReader(file)}
    for row in sheet("offences"):
        counted = row["outcome"] in ("charged", "convicted", "caution")
        not_known_yet = row["outcome_on"] and date.fromisoformat(row["outcome_on"]) > DAY
        if (counted or not_known_yet) and row["breach"] != "yes" and within(row["charged_on"], YEAR):
            found[row["ref"]]["offences_12m"] += 1
            found[row["ref"]]["severity_12m"] += weights[row["offence_code"]]


def within(text, window):
    return bool(text) and window[0] < date.fromisoformat(text) <= window[1]


COUNTS = {"offences_12m", "severity_12m", "arrests_6m", "drug_test_positive", "intelligence_6m"}


@needs_the_data
def test_forty_four_are_ranked_and_every_line_is_what_the_workbook_says(wakefield):
    answer, found = run(), by_hand()
    matrix = {row["criterion"]: row for row in sheet("matrix")}

    assert answer["capacity"] == 45
    assert len(answer["ranking"]) == 44
    assert sum(row["on_scheme"] for row in answer["ranking"]) == 40
    assert {row["ref"] for row in answer["ranking"] if not row["on_scheme"]} == {"WK041", "WK042", "WK043", "WK044"}
    for row in answer["ranking"]:
        assert [line["criterion"] for line in row["lines"]] == list(matrix)
        points = Decimal(0)
        for line in row["lines"]:
            name = line["criterion"]
            missing = name not in COUNTS and name not in found[row["ref"]]
            value = found[row["ref"]][name]
            worth = min(Decimal(matrix[name]["cap"]), value * Decimal(matrix[name]["weight"]))
            worth = worth.quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert line["missing"] == missing, (row["ref"], name)
            assert line["found"] == (None if missing else pytest.approx(float(value))), (row["ref"], name)
            assert Decimal(str(line["points"])) == worth, (row["ref"], name)
            points += worth
        assert Decimal(str(row["total"])) == points
        assert row["provisional"] == any(line["missing"] for line in row["lines"])
    totals = [row["total"] for row in answer["ranking"]]
    assert [row["rank"] for row in answer["ranking"]] == [1 + sum(t > one for t in totals) for one in totals]
    assert [(row["rank"], row["ref"]) for row in answer["ranking"]] == sorted(
        (row["rank"], row["ref"]) for row in answer["ranking"]
    )
    assert any(total > 0 for total in totals)


@needs_the_data
def test_a_partners_view_and_a_missing_ogrs3_show_as_such(wakefield):
    rows = {row["ref"]: {line["criterion"]: line for line in row["lines"]} for row in run()["ranking"]}
    viewed = next(lines["partner_view"] for lines in rows.values() if lines["partner_view"]["found"])
    assert viewed["points"] > 0
    assert rows["WK002"]["ogrs3_two_year"] == {
        "criterion": "ogrs3_two_year", "found": None, "points": 0.0, "cap": 20, "missing": True,
    }  # fmt: skip


@needs_the_data
def test_a_run_repeated_as_at_the_same_day_is_identical(wakefield):
    first, again = run(), run()
    assert first["ranking"] == again["ranking"]
    assert first["run"] != again["run"]
    assert SelectionRun.objects.count() == 2


@needs_the_data
def test_what_is_entered_later_changes_nothing(wakefield):
    before = run()
    last = Offence.objects.filter(person__ref="WK001").order_by("-number").first()
    Offence.objects.create(
        person=last.person, owner=last.owner, number=last.number + 1, offence_code="28A", charged_on=date(2007, 2, 1),
        outcome="charged",
    )  # fmt: skip
    assert run()["ranking"] == before["ranking"]


@needs_the_data
def test_two_versions_and_the_line_moved(wakefield):
    MatrixLine.objects.create(scheme=wakefield, matrix="local", matrix_version=2, criterion="arrests_6m", weight=1)
    MatrixVersion.objects.create(
        scheme=wakefield, matrix="local", matrix_version=2, capacity=10, in_force_from=date(2007, 1, 31)
    )
    second = run()  # in force on the day
    assert [line["criterion"] for line in second["ranking"][0]["lines"]] == ["arrests_6m"]
    assert second["capacity"] == 10
    assert sum(row["above_line"] for row in second["ranking"]) <= 10
    first = run("--version", "1")
    assert len(first["ranking"][0]["lines"]) == 8
    earlier = ask("--scheme", "WK", "--matrix", "local", "--as-of", "2007-01-30")
    assert len(earlier["ranking"][0]["lines"]) == 8


@needs_the_data
def test_the_ledger_says_who_was_scored(wakefield):
    run()
    line = LedgerEntry.objects.get(event="selection_run")
    assert len(line.people) == 44
    assert line.operation == LedgerEntry.Operation.COMBINATION
    assert line.facts["matrix"] == "local"


@needs_the_data
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--matrix", "national"), "no matrix called “national”"),
        (("--matrix", "local", "--version", "7"), "version 7"),
    ],
)
def test_a_matrix_that_is_not_there(wakefield, arguments, said):
    with pytest.raises(CommandError, match=said):
        ask("--scheme", "WK", "--as-of", "2007-01-31", *arguments)


@needs_the_data
def test_a_line_that_means_nothing_is_named(wakefield):
    MatrixLine.objects.filter(criterion="arrests_6m").update(parameters={"months": -6})
    with pytest.raises(CommandError, match="Arrests: Months must be"):
        run()
    assert RunScore.objects.count() == 0
