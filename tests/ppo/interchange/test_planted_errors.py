"""Fifty mistakes of different kinds, all in one file: exactly those are reported, and nothing is written."""

import pytest

from casework.models import Person
from sharing.models import LedgerEntry, Scheme

# sheet, a cell to change in the row given (counted from 2), its new value; the problem is on that cell
CELLS = [
    ("settings", 2, "name", "review_intervall_months"),
    ("settings", 3, "value", "four"),
    ("agencies", 3, "kind", "probations"),
    ("agencies", 4, "establishment", "ZZQ"),
    ("users", 4, "role", "boss"),
    ("users", 5, "email", "not an address"),
    ("people", 2, "date_of_birth", "31/02/1980"),
    ("people", 3, "pnc_id", "1999/0000001A"),
    ("people", 4, "sex", "Male"),
    ("people", 5, "ethnicity", "XX"),
    ("people", 6, "family_name", ""),
    ("people", 7, "dip_client", "maybe"),
    ("people", 8, "crn", "12345"),
    ("people", 9, "prison_number", "A12"),
    ("people", 10, "cro_number", "1/1"),
    ("people", 11, "mappa_category", "5"),
    ("people", 12, "given_names", "Left\u202eRight"),
    ("addresses", 2, "kind", "tent"),
    ("addresses", 3, "postcode", "Z" * 41),
    ("memberships", 2, "strands", "catch_convict;catch_convict"),
    ("memberships", 3, "nominated_by", "NOBODY"),
    ("statuses", 2, "sentence_months", "-1"),
    ("statuses", 3, "status", ""),
    ("allocations", 3, "user", "nobody@demo.example"),
    ("offences", 2, "offence_code", "999Z"),
    ("offences", 3, "number", "0"),
    ("offences", 4, "breach", "often"),
    ("arrests", 2, "arrested_at", "2005-13-01T10:00"),
    ("arrests", 3, "arrested_at", "2006-03-26T01:30"),
    ("arrests", 4, "ref", "XX999"),
    ("intelligence", 2, "summary", ""),
    ("needs", 2, "area", "housing"),
    ("needs", 3, "level", "1"),
    ("contacts", 2, "minutes", "half an hour"),
    ("contacts", 3, "outcome", "came"),
    ("contacts", 4, "place", "x" * 201),
    ("drug_tests", 2, "setting", "street"),
    ("drug_tests", 3, "taken_at", "last week"),
    ("services", 2, "pathway", "relationships"),
    ("referrals", 2, "service", "No such service"),
    ("actions", 2, "text", ""),
    ("actions", 3, "status", "open"),
    ("conferences", 2, "held_on", "soon"),
    ("reviews", 2, "conference", "99"),
    ("agreement_rules", 2, "level", "half"),
    ("agreement_rules", 3, "needs_consent", ""),
    ("consents", 2, "category", "gossip"),
    ("matrix", 2, "parameters", "{months: 6}"),
    ("matrix", 3, "weight", "-1"),
    ("harms", 2, "value", "4"),
]


def test_exactly_the_planted_errors_are_reported_and_nothing_is_written(demo, importing):
    assert len(CELLS) == 50
    for sheet, row, column, value in CELLS:
        demo.put(sheet, row, column, value)

    outcome = importing(demo.folder)

    found = {(problem.sheet, problem.row, problem.column) for problem in outcome.problems}
    planted = {(sheet, row, column) for sheet, row, column, _ in CELLS}
    assert found == planted
    assert len(outcome.problems) == len(CELLS)
    assert outcome.written is None
    assert not Scheme.objects.filter(code="DEMO").exists()
    assert not Person.objects.exists()
    assert not LedgerEntry.objects.filter(event="scheme_import").exists()


@pytest.mark.parametrize("planted", CELLS, ids=lambda cell: f"{cell[0]}-{cell[2]}-{cell[1]}")
def test_each_alone_is_one_problem_with_a_sentence_that_helps(planted, demo, importing):
    sheet, row, column, value = planted
    demo.put(sheet, row, column, value)

    (problem,) = importing(demo.folder).problems

    assert (problem.sheet, problem.row, problem.column) == (sheet, row, column)
    assert problem.value == value[:200]
    what, _, do = problem.problem.rstrip(".").rpartition(". ")
    assert what, "a sentence that says what is wrong"
    assert do, "and one that says what to do"
