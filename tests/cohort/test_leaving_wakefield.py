"""`manage.py leaving_watch` on the Wakefield scheme against a dull reading of the workbook, cell by cell and day by day."""

import csv
import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cohort.models import MatrixVersion
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry, Scheme

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
WAKEFIELD = SHARED / "wakefield_2007"
needs_the_data = pytest.mark.skipif(not WAKEFIELD.exists(), reason="the Wakefield workbook is not there")
ONE = timedelta(days=1)


def ask(*arguments):
    out = StringIO()
    call_command("leaving_watch", "--scheme", "WK", "--format", "json", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def wakefield(db):
    call_command("import_scheme", str(WAKEFIELD), stdout=StringIO(), stderr=StringIO())
    with looking_as_system():
        yield


# ---------------------------------------------------------------- by hand, from the workbook


def sheet(name):
    with (WAKEFIELD / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def of(ref, name, day_column, day):
    """Rows of the person in a sheet, dated until the end of the day."""
    return [row for row in sheet(name) if row["ref"] == ref and row[day_column] and on(row[day_column]) <= day]


def on(text):
    return date.fromisoformat(text[:10])


def months_before(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return date(year, month + 1, number)
            except ValueError:
                continue
    raise AssertionError


def spell_on(ref, day):
    for row in of(ref, "statuses", "start", day):
        if not row["end"] or on(row["end"]) > day:
            return row
    return None


def quiet(ref, selected, day):
    """Whether nothing happened in the six months, all of them on the list and at liberty."""
    begins = months_before(day, 6)
    happened = [on(row["arrested_at"]) for row in of(ref, "arrests", "arrested_at", day)]
    happened += [on(row["charged_on"]) for row in of(ref, "offences", "charged_on", day)]
    happened += [on(row["received_on"]) for row in of(ref, "intelligence", "received_on", day)]
    if selected > begins or any(one >= begins for one in happened):
        return False
    each = begins + ONE
    while each <= day:
        spell = spell_on(ref, each)
        if spell and spell["status"] in ("sentenced", "remand", "hospital"):
            return False
        each += ONE
    return True


def agencies_on_case(ref, day):
    """Codes of agencies with an allocation, an action, an accepted referral, the person in custody, or an invitation."""
    found = set()

    def open_between(row, start, end):
        return row[start] and on(row[start]) <= day and (not row.get(end) or on(row[end]) > day)

    found |= {row["agency"] for row in of(ref, "allocations", "start", day) if open_between(row, "start", "end")}
    found |= {
        row["agency"] for row in of(ref, "actions", "opened_on", day) if open_between(row, "opened_on", "closed_on")
    }
    for row in of(ref, "referrals", "decided_on", day):
        if row["decision"] == "accepted" and open_between(row, "decided_on", "ended_on"):
            found.add(row["service_agency"])
    spell = spell_on(ref, day)
    if spell and spell["establishment"]:
        found |= {row["code"] for row in sheet("agencies") if row.get("establishment") == spell["establishment"]}
    held = {row["number"]: on(row["held_on"]) for row in sheet("conferences")}
    meetings = {
        number
        for number in (row["conference"] for row in sheet("reviews") if row["ref"] == ref)
        if held[number] - 28 * ONE <= day <= held[number] + 14 * ONE
    }
    found |= {row["agency"] for row in sheet("attendance") if row["conference"] in meetings}
    return found


def by_hand(day):
    """{(ref, criterion): set of what speaks against}"""
    found = {}
    levels = {row["ref"]: int(row["mappa_level"] or 0) for row in sheet("people")}
    for member in sheet("memberships"):
        if not member["selected_on"] or on(member["selected_on"]) > day:
            continue
        ref, selected = member["ref"], on(member["selected_on"])
        harms = sorted(of(ref, "harms", "given_on", day), key=lambda row: row["given_on"])
        worst = bool(harms) and harms[-1]["value"] == "3"
        if quiet(ref, selected, day):
            found[ref, "stopped_offending"] = against_silence(ref, day)
        if held_long(ref, day):
            done = {row["agency"] for row in of(ref, "risk_assessments", "done_on", day)}
            waiting = {"risk_assessment"} if not done or agencies_on_case(ref, day) - done else set()
            highest = {"highest_risk"} if worst or levels[ref] == 3 else set()
            found[ref, "custodial_sentence"] = waiting | highest
        if months_before(day, 24) >= selected:
            found[ref, "two_year_review"] = set()
        if worst or levels[ref] >= 2:
            found[ref, "high_risk_of_harm"] = set()
    return found


def against_silence(ref, day):
    tests = of(ref, "drug_tests", "taken_at", day)
    failed = [on(row["taken_at"]) for row in tests if row["result"] in ("positive", "refused")]
    charges = of(ref, "offences", "charged_on", day)
    unsettled = [row for row in charges if not row["outcome_on"] or on(row["outcome_on"]) > day]
    tested = {"drug_test"} if any(one > months_before(day, 6) for one in failed) else set()
    return tested | ({"open_charge"} if unsettled else set())


def held_long(ref, day):
    spell = spell_on(ref, day)
    return (
        spell is not None
        and spell["status"] == "sentenced"
        and bool(spell["release_on"])
        and months_before(on(spell["release_on"]), 24) > day
    )


@needs_the_data
def test_it_names_exactly_those_whom_the_workbook_names_each_with_its_evidence(wakefield):
    for day in ("2006-09-30", "2007-01-31"):
        answer, known = ask("--as-of", day), by_hand(date.fromisoformat(day))
        assert {(row["ref"], row["criterion"]): set(row["blocked_by"]) for row in answer} == known
        order = [(row["ref"], row["criterion"]) for row in answer]
        assert order == sorted(order)
        assert len({criterion for _, criterion in order}) >= 2  # the workbook has something to say

    for row in answer:
        assert set(row) == {"ref", "criterion", "since", "evidence", "blocked_by"}
        assert row["evidence"]
        if row["since"] and row["criterion"] in ("stopped_offending", "two_year_review"):
            since = date.fromisoformat(row["since"])
            assert (row["ref"], row["criterion"]) in by_hand(since)
            assert (row["ref"], row["criterion"]) not in by_hand(since - ONE)

    line = LedgerEntry.objects.filter(event="leaving_watch").latest("pk")
    assert line.doer == "manage.py leaving_watch"
    assert len(line.people) >= len({row["ref"] for row in answer})


@needs_the_data
def test_after_a_run_those_below_the_line_are_named_too(wakefield):
    MatrixVersion.objects.create(
        scheme=Scheme.objects.get(code="WK"),
        matrix="local",
        matrix_version=1,
        capacity=30,
        in_force_from=date(2007, 1, 1),
    )
    out = StringIO()
    run = ("--scheme", "WK", "--matrix", "local", "--as-of", "2007-01-31", "--format", "json")
    call_command("selection_run", *run, stdout=out)
    below = {row["ref"] for row in json.loads(out.getvalue())["ranking"] if row["on_scheme"] and not row["above_line"]}
    named = {row["ref"]: row for row in ask("--as-of", "2007-01-31") if row["criterion"] == "list_review"}
    assert named.keys() == below
    assert below
    assert all(row["since"] == "2007-01-31" and row["evidence"]["places"] == 30 for row in named.values())
    assert not [row for row in ask("--as-of", "2007-01-30") if row["criterion"] == "list_review"]
