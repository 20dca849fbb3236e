"""What must follow what, what belongs together, who may be named where: one problem each, on the cell that is blamed."""

import datetime

import pytest

from ppo.interchange.sheets import SHEETS
from sharing.models import Agency


def later(day, *, days):
    return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=days))


def places(outcome):
    return [(problem.sheet, problem.row, problem.column) for problem in outcome.problems]


# sheet, cells that find the row, cells to put into it, the column that is blamed
ROWS = [
    ("memberships", {"ref": "DM001"}, {"selected_on": "2001-01-01"}, "selected_on"),
    ("memberships", {"ref": "DM001"}, {"deselected_on": "2030-01-01"}, "deselection_criterion"),
    ("memberships", {"ref": "DM001"}, {"deselection_criterion": "moved_away"}, "deselected_on"),
    ("memberships", {"ref": "DM001"}, {"tier": ""}, "tier"),
    ("memberships", {"ref": "DM045"}, {"tier": "ppo"}, "tier"),
    (
        "memberships",
        {"ref": "DM001"},
        {"deselected_on": "2030-01-01", "deselection_criterion": "not_selected"},
        "deselection_criterion",
    ),
    ("people", {"ref": "DM001"}, {"mappa_category": "1"}, "mappa_level"),
    ("people", {"ref": "DM001"}, {"mappa_level": "1"}, "mappa_category"),
    ("people", {"ref": "DM001"}, {"died_on": "1900-01-01"}, "died_on"),
    ("addresses", {"ref": "DM001"}, {"end": "1990-01-01"}, "end"),
    ("allocations", {"ref": "DM001", "role": "police_om"}, {"end": "1990-01-01"}, "end"),
    ("offences", {"outcome": "charged"}, {"outcome_on": "2030-01-01"}, "outcome_on"),
    ("offences", {"outcome": "convicted"}, {"outcome_on": ""}, "outcome_on"),
    ("offences", {"outcome": "convicted"}, {"charged_on": ""}, "charged_on"),
    ("offences", {"outcome": "convicted"}, {"offence_on": "2030-01-01"}, "charged_on"),
    ("referrals", {"decision": "waiting"}, {"decided_on": "2030-01-01"}, "decided_on"),
    ("referrals", {"decision": "accepted"}, {"decided_on": ""}, "decided_on"),
    ("referrals", {"decision": "accepted"}, {"decided_on": "1990-01-01"}, "decided_on"),
    ("referrals", {"decision": "accepted"}, {"barrier": "arrears"}, "barrier"),
    ("referrals", {"decision": "rejected"}, {"barrier": ""}, "barrier"),
    ("referrals", {"decision": "accepted"}, {"started_on": "1990-01-01"}, "started_on"),
    ("actions", {"status": "done"}, {"closed_on": ""}, "closed_on"),
    ("actions", {"status": "in_progress"}, {"closed_on": "2030-01-01"}, "closed_on"),
    ("actions", {"status": "in_progress"}, {"target_on": "1990-01-01"}, "target_on"),
    ("drug_tests", {"result": "negative"}, {"substances": "opiates"}, "substances"),
    ("enforcement", {}, {"resolved_on": "1990-01-01"}, "resolved_on"),
    ("agreements", {"code": "ISP1"}, {"review_on": "1990-01-01"}, "review_on"),
    ("agreements", {"code": "ISP1"}, {"ends_on": "1990-01-01"}, "ends_on"),
    ("consents", {}, {"withdrawn_on": "1990-01-01"}, "withdrawn_on"),
    ("contacts", {"user": "om1@demo.example"}, {"user": "housing1@demo.example"}, "user"),
    ("actions", {"user": "housing2@demo.example"}, {"user": "om1@demo.example"}, "user"),
    ("agreement_rules", {"agreement": "ISP2"}, {"from_agency": "HOME"}, "from_agency"),
    ("agreement_rules", {"agreement": "ISP3"}, {"to_agency": "DIP"}, "to_agency"),
    ("agreement_rules", {"category": "drugs"}, {"needs_consent": "no"}, None),
    ("agreement_rules", {"category": "drugs"}, {"confidentiality": "public_interest"}, "approver"),
    (
        "agreement_rules",
        {"category": "drugs"},
        {"confidentiality": "public_interest", "approver": "Dr A Guardian"},
        "confidentiality_reason",
    ),
    ("agreement_rules", {"category": "drugs"}, {"approver": "Dr A Guardian"}, "approver"),
    (
        "agreement_rules",
        {"category": "drugs"},
        {"confidentiality": "explicit_consent", "needs_consent": "no"},
        "needs_consent",
    ),
    ("agreement_rules", {"category": "housing"}, {"confidentiality": "statute"}, "confidentiality"),
    (
        "agreement_rules",
        {"category": "housing"},
        {"confidentiality_reason": "Because"},
        "confidentiality_reason",
    ),
    ("agreement_rules", {"agreement": "ISP3"}, {"confidentiality": "direct_care"}, "confidentiality"),
    ("attendance", {"conference": "1"}, {"attended": ""}, "attended"),
    ("settings", {}, {"value": "-1"}, "value"),
]


@pytest.mark.parametrize(("sheet", "where", "put", "blamed"), ROWS, ids=lambda part: str(part)[:40])
def test_a_broken_rule_is_one_problem_on_one_cell(sheet, where, put, blamed, demo, importing):
    row = demo.where(sheet, **where)
    for column, value in put.items():
        demo.put(sheet, row, column, value)

    assert places(importing(demo.folder)) == ([(sheet, row, blamed)] if blamed else [])


def test_the_second_row_of_a_key_is_the_problem(demo, importing):
    row = demo.append("contacts", **dict(zip(*demo.rows("contacts")[:2], strict=True)))

    assert places(importing(demo.folder)) == [("contacts", row, "agency")]


def test_one_address_in_two_letter_cases_is_one_key(demo, importing):
    row = demo.append("users", email="OM1@Demo.Example", name="Once More", agency="prob", role="practitioner")

    assert places(importing(demo.folder)) == [("users", row, "email")]


def test_agency_codes_and_addresses_match_in_any_letter_case(demo, importing):
    row = demo.where("contacts", user="om1@demo.example")
    demo.put("contacts", row, "user", "OM1@DEMO.example")
    demo.put("contacts", row, "agency", "prob")
    demo.put("agreements", demo.where("agreements", code="ISP2"), "parties", "pol;Prob")

    assert importing(demo.folder).problems == []
    assert set(Agency.objects.values_list("code", flat=True)) == {row[0] for row in demo.rows("agencies")[1:]}


def test_a_pnc_id_on_two_rows_is_a_problem_on_the_second(demo, importing):
    demo.put("people", 9, "pnc_id", demo.cell("people", 4, "pnc_id"))

    assert places(importing(demo.folder)) == [("people", 9, "pnc_id")]


def test_an_overlap_is_a_problem_on_the_lower_row(demo, importing):
    row = demo.where("statuses", ref="DM001")
    demo.put("statuses", row, "end", later(demo.cell("statuses", row, "end"), days=5))

    outcome = importing(demo.folder)

    assert places(outcome) == [("statuses", row + 1, "start")]
    assert f"overlaps with row {row}" in outcome.problems[0].problem


def test_a_period_with_no_end_is_one_problem_however_many_follow(demo, importing):
    row = demo.where("statuses", ref="DM001")
    demo.put("statuses", row, "end", "")

    assert places(importing(demo.folder)) == [("statuses", row + 1, "start")]


@pytest.mark.parametrize(
    ("sheet", "key", "broken"),
    [
        ("people", "ref", ""),
        ("people", "ref", "DM001"),
        ("users", "email", "om1demo.example"),
        ("conferences", "number", "x"),
    ],
)
def test_a_row_that_lost_its_key_makes_no_problems_in_rows_that_point_to_it(sheet, key, broken, demo, importing):
    demo.put(sheet, 5, key, broken)
    demo.put("arrests", 2, "ref", "NOBODY")

    assert sorted(places(importing(demo.folder))) == sorted([(sheet, 5, key), ("arrests", 2, "ref")])


def test_a_user_or_an_agreement_of_an_unknown_agency_is_one_problem(demo, importing):
    user, agreement = demo.where("users", email="om1@demo.example"), demo.where("agreements", code="ISP3")
    demo.put("users", user, "agency", "NOWHERE")
    demo.put("agreements", agreement, "parties", "POL;NOBODY")

    assert places(importing(demo.folder)) == [("users", user, "agency"), ("agreements", agreement, "parties")]


def test_a_period_turned_round_is_one_problem(demo, importing):
    row = demo.where("statuses", ref="DM001")
    demo.put("statuses", row, "start", "2099-12-31")

    assert places(importing(demo.folder)) == [("statuses", row, "end")]


def test_an_unknown_service_is_said_when_nothing_else_is_unknown(demo, importing):
    row = demo.where("referrals", ref="DM001")
    demo.put("referrals", row, "service", "No such service")

    assert places(importing(demo.folder)) == [("referrals", row, "service")]


def test_a_bad_person_makes_no_problems_in_rows_that_point_to_it(demo, importing):
    demo.put("people", 5, "family_name", "")

    assert places(importing(demo.folder)) == [("people", 5, "family_name")]


def test_attendance_may_be_open_until_the_day_has_come(demo, importing):
    assert demo.cell("attendance", demo.where("attendance", conference="5"), "attended") == ""
    assert importing(demo.folder).problems == []


def test_a_missing_column_a_doubled_one_and_a_stray_cell(demo, importing):
    harms = demo.rows("harms")
    demo.write("harms", [[*row, "again" if place else "reason"] for place, row in enumerate(harms)])
    views = demo.rows("views")
    place = views[0].index("concern")
    demo.write("views", [[cell for at, cell in enumerate(row) if at != place] for row in views])
    scores = demo.rows("scores")
    demo.write("scores", [scores[0], [*scores[1], "stray"], *scores[2:]])

    assert places(importing(demo.folder)) == [("views", 1, "concern"), ("harms", 1, "reason"), ("scores", 2, None)]


def test_unknown_sheets_and_columns_are_notes_and_do_not_block(demo, importing):
    demo.put("people", 2, "shoe_size", "9")
    demo.write("gossip", [["ref", "text"], ["DM001", "none"]])
    (demo.folder / "readme.txt").write_text("hello")

    outcome = importing(demo.folder)

    assert outcome.problems == []
    assert outcome.notes == [
        "readme.txt is no sheet of the interchange and was left alone.",
        "The sheet gossip is not known and was left alone.",
        "people: the column shoe_size is not known and was left alone.",
    ]


def test_empty_rows_are_ignored_but_keep_their_number(demo, importing):
    header, *rows = demo.rows("harms")
    demo.write("harms", [header, [], [" "] * len(header), *rows])
    demo.put("harms", 4, "value", "9")

    assert places(importing(demo.folder)) == [("harms", 4, "value")]


def test_columns_in_any_order_and_letter_case(demo, importing):
    rows = [list(reversed(row)) for row in demo.rows("harms")]
    demo.write("harms", [[name.upper() for name in rows[0]], *rows[1:]])

    outcome = importing(demo.folder)

    assert outcome.problems == []
    assert outcome.written.created["harms"] == len(rows) - 1


def test_days_without_a_status_are_a_note(demo, importing):
    row = demo.where("statuses", ref="DM001")
    demo.put("statuses", row, "end", later(demo.cell("statuses", row, "end"), days=-5))

    outcome = importing(demo.folder)

    assert outcome.problems == []
    assert outcome.notes == ["statuses: 1 people have days without a status: DM001."]


def test_a_file_without_a_scheme_sheet_needs_to_say_which(demo, importing):
    importing(demo.folder)
    (demo.folder / "scheme.csv").unlink()

    assert importing(demo.folder).problems[0].problem.startswith("The file has no sheet scheme with a row in it.")
    assert importing(demo.folder, scheme_code="DEMO").problems == []
    assert importing(demo.folder, scheme_code="NONE").problems[0].problem.startswith("There is no scheme NONE")


def test_a_file_of_another_scheme_is_refused(demo, importing):
    assert places(importing(demo.folder, scheme_code="WK")) == [("scheme", 2, "code")]


def test_one_file_holds_one_scheme(demo, importing):
    demo.append("scheme", code="OTHER", name="Another")

    assert places(importing(demo.folder)) == [("scheme", 3, "code")]


def test_owned_sheets_end_with_owner():
    assert all([*sheet.by_name][-1] == "owner" for sheet in SHEETS.values() if sheet.owned)
    assert {name for name, sheet in SHEETS.items() if "ref" in sheet.by_name and not sheet.owned} == {"cohorts"}


@pytest.mark.parametrize(
    ("column", "value"),
    [("release_source", "the prison"), ("release_source", "prison"), ("confirmed_on", "1999-01-01")],
    ids=["unknown", "of no date", "before it began"],
)
def test_who_gave_a_release_date_and_when_a_stay_was_confirmed(column, value, demo, importing):
    row = demo.where("statuses", ref="DM001")
    demo.put("statuses", row, column, value)

    (problem,) = importing(demo.folder).problems

    assert (problem.sheet, problem.row, problem.column) == ("statuses", row, column)
