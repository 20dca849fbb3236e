"""`manage.py reviews_due`: everyone due within some weeks, in order, as the record stood on the day."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Person, Status
from cohort.models import Membership
from reviews.models import Meeting, Review

DAY = timedelta(days=1)


def ask(*arguments):
    out = StringIO()
    call_command("reviews_due", "--scheme", "NORTH", "--format", "json", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def held(world):
    """held(days ago, kind, next in days, person): a meeting that reviewed the person."""

    def hold(ago, kind="case_conference", next_in=None, person=None):
        on = world.today - ago * DAY
        number = Meeting.objects.count() + 1
        meeting = Meeting.objects.create(scheme=world.scheme, number=number, kind=kind, held_on=on)
        next_on = None if next_in is None else on + next_in * DAY
        return Review.objects.create(
            meeting=meeting, person=person or world.person, owner=world.police, next_review_on=next_on
        )

    return hold


def row_of(world, *arguments):
    return next(row for row in ask(*arguments) if row["ref"] == world.person.ref)


def test_somebody_never_reviewed_is_due_an_interval_after_joining(world):
    row = row_of(world)
    joined = world.today - 318 * DAY
    assert row["last_review_on"] is None
    assert row["overdue_days"] > 200
    assert row["reason"].startswith(f"Not reviewed since joining on {joined.day} ")


def test_only_case_conferences_count_and_only_those_held(world, held):
    held(30, next_in=40)
    held(10, kind="core_group", next_in=90)
    held(-7, next_in=90)
    assert row_of(world) == {
        "ref": "N001",
        "due_on": (world.today + 10 * DAY).isoformat(),
        "overdue_days": 0,
        "last_review_on": (world.today - 30 * DAY).isoformat(),
        "exempt": False,
        "reason": row_of(world)["reason"],
    }
    assert "the meeting set this date" in row_of(world)["reason"]


def test_a_review_of_an_earlier_time_on_the_scheme_does_not_count(world, held):
    held(400, next_in=90)
    assert row_of(world)["last_review_on"] is None


def test_the_days_ahead_can_be_chosen(world, held):
    held(30, next_in=70)  # due in 40 days
    assert "N001" not in {row["ref"] for row in ask()}
    assert "N001" in {row["ref"] for row in ask("--days", "40")}


def test_somebody_serving_long_is_listed_as_exempt(world):
    Status.objects.filter(person=world.person).update(end=world.today - 5 * DAY)
    Status.objects.create(
        person=world.person,
        owner=world.probation,
        start=world.today - 5 * DAY,
        status="sentenced",
        release_on=world.today + 700 * DAY,
    )
    row = row_of(world)
    assert (row["exempt"], row["overdue_days"]) == (True, 0)
    assert row["reason"].startswith("Serving a lengthy sentence")


def test_as_of_knows_nothing_later(world, held):
    held(30, next_in=40)
    before = (world.today - 31 * DAY).isoformat()
    assert row_of(world, "--as-of", before)["last_review_on"] is None
    Membership.objects.filter(person=world.person).update(deselected_on=world.today, deselection_criterion="moved_away")
    assert "N001" not in {row["ref"] for row in ask()}
    assert "N001" in {row["ref"] for row in ask("--as-of", before)}


def test_it_is_ordered_by_date_then_ref(world):
    rows = ask()
    assert [(row["due_on"], row["ref"]) for row in rows] == sorted((row["due_on"], row["ref"]) for row in rows)
    assert {row["ref"] for row in rows} == {"N001", "N002"}


def test_twenty_more_people_cost_no_more_statements(world):
    with CaptureQueriesContext(connection) as before:
        ask()
    people = Person.objects.bulk_create(
        [Person(scheme=world.scheme, owner=world.police, ref=f"X{n}", family_name="Extra") for n in range(20)]
    )
    joined = {"nominated_on": world.today - 400 * DAY, "selected_on": world.today - 300 * DAY, "tier": "ppo"}
    Membership.objects.bulk_create(
        [Membership(person=person, owner=world.police, nominated_by=world.police, **joined) for person in people]
    )
    with CaptureQueriesContext(connection) as after:
        assert len(ask()) == 22
    assert len(after) == len(before)
