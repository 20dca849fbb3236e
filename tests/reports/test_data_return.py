"""The monthly return: its measures by their definition, what is too early to judge, and the gaps it names."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from reports import changes
from reports.models import DataReturn
from reports.rules import Facts
from reports.rules import facts as f
from reports.rules.returns import gaps, month_measures, not_yet_judgeable
from sharing.looking import looking_as, looking_as_system
from sharing.models import LedgerEntry
from tests.reports.test_measures import needs_the_data
from tests.world import viewer_of

MONTH, LATER = date(2007, 1, 1), date(2007, 6, 1)
CODES = [
    "on_list", "joined", "left", "community", "custody_sentenced", "custody_remand", "in_process", "supervised",
    "targeted", "tested", "tested_positive", "ethnicity_missing", "age_bands", "sex",
]  # fmt: skip


def scheme(**rows):
    """Five people on the list, each somewhere else; the rows replace or add."""
    people = [
        f.Person("A", date(1980, 1, 1), sex="male", ethnicity="W1"),
        f.Person("B", date(1989, 2, 1), sex="female", ethnicity="UN"),
        f.Person("C", None, sex="male", ethnicity="NS"),
        f.Person("D", date(1970, 1, 1), sex="", ethnicity=""),
        f.Person("E", date(1970, 1, 1), sex="male", ethnicity="B1"),
    ]
    places = {"A": "licence", "B": "remand", "C": "awaiting_court", "D": "unlawfully_at_large"}
    facts = {
        "people": tuple(people),
        "memberships": tuple(f.Membership(person.key, "ppo", date(2006, 1, 1)) for person in people),
        "statuses": tuple(f.Status(key, date(2006, 1, 1), None, status) for key, status in places.items()),
    }
    return Facts(**facts | rows)


def values(facts, day=LATER):
    return {measure.code: measure.value for measure in month_measures(facts, MONTH, day)}


def test_each_measure_by_its_definition():
    found = values(scheme())

    assert list(found) == CODES
    assert found["on_list"] == 5
    assert (found["community"], found["supervised"]) == (1, 1)
    assert (found["custody_sentenced"], found["custody_remand"]) == (0, 1)
    assert found["in_process"] == 2
    assert found["targeted"] == 1
    assert found["ethnicity_missing"] == 2
    assert found["age_bands"] == {
        "under_18": 1, "18-20": 0, "21-25": 0, "26-30": 1, "31-35": 0, "36-40": 2, "over_40": 0
    }  # fmt: skip
    assert found["sex"] == {"male": 3, "female": 1, "other": 0, "not_recorded": 1}


def test_people_are_counted_once_however_often_they_are_tested():
    tests = [("A", 3, "negative"), ("A", 20, "positive"), ("B", 31, "refused"), ("C", 31, "invalid")]
    rows = [f.DrugTest(person, date(2007, 1, day), result) for person, day, result in tests]
    other_months = [f.DrugTest("D", date(2006, 12, 31), "positive"), f.DrugTest("D", date(2007, 2, 1), "positive")]
    found = values(scheme(drug_tests=(*rows, *other_months)))

    assert (found["tested"], found["tested_positive"]) == (2, 1)


def test_joining_and_leaving_in_the_month():
    rows = (
        f.Membership("A", "ppo", date(2007, 1, 1)),
        f.Membership("B", "ppo", date(2006, 12, 31), None, date(2007, 1, 31), "moved_away"),
        f.Membership("C", "ppo", date(2007, 2, 1)),
    )
    found = values(scheme(memberships=rows))

    assert (found["joined"], found["left"], found["on_list"]) == (1, 1, 1)


def test_stocks_of_a_month_that_still_runs_are_as_at_the_day():
    rows = (f.Membership("A", "ppo", date(2007, 1, 20)),)

    assert values(scheme(memberships=rows), day=date(2007, 1, 19))["on_list"] == 0
    assert values(scheme(memberships=rows), day=date(2007, 1, 20))["on_list"] == 1


@pytest.mark.parametrize(
    ("day", "early"),
    [
        (date(2007, 1, 31), set(CODES)),
        (date(2007, 2, 7), {"joined", "left", "tested", "tested_positive"}),
        (date(2007, 2, 14), {"tested", "tested_positive"}),
        (date(2007, 2, 28), set()),
    ],
)
def test_what_is_too_early_to_judge(day, early):
    measures = month_measures(scheme(), MONTH, day)

    assert {measure.code for measure in measures if not_yet_judgeable(measure, MONTH, day)} == early


def test_gaps_name_what_is_missing_on_whom():
    assert gaps(scheme(), MONTH, LATER) == [
        ("B", "ethnicity"),
        ("C", "date_of_birth"),
        ("D", "sex"),
        ("D", "ethnicity"),
        ("E", "status"),
    ]


@needs_the_data
def test_the_command_prints_the_agreed_document(wakefield):
    out = StringIO()
    arguments = ["--scheme", "WK", "--month", "2007-01", "--as-of", "2007-01-31", "--format", "json"]
    call_command("data_return", *arguments, stdout=out)
    found = json.loads(out.getvalue())

    assert found["month"] == "2007-01"
    assert [measure["code"] for measure in found["measures"]] == CODES
    assert found["measures"][0] == {
        "code": "on_list", "label": "People on the list", "value": 40, "lag_days": 7, "not_yet_judgeable": True
    }  # fmt: skip
    assert found["gaps"] == []


@needs_the_data
def test_a_return_is_frozen_without_the_names_behind_its_gaps(wakefield):
    by = viewer_of(wakefield.analyst)
    with looking_as(by.capacity_id):
        issued = changes.return_issue(
            scheme=wakefield.scheme, month=date(2007, 1, 15), by=by, today=date(2007, 2, 1), at=timezone.now()
        )
        with pytest.raises(changes.DayNotOver):
            changes.return_issue(
                scheme=wakefield.scheme, month=MONTH, by=by, today=date(2007, 1, 30), at=timezone.now()
            )

    kept = DataReturn.objects.get()
    assert (kept.month, kept.gaps, kept.measures[0]["value"]) == (MONTH, 0, 40)
    assert "WK0" not in json.dumps(kept.measures)
    with looking_as_system():
        assert LedgerEntry.objects.get(event="return_issue").facts["sha256"] == issued.sha256
