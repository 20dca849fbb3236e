"""A conference for the tests about meetings: Jordan Ellis and Kerry Ward on the agenda, four agencies invited."""

from datetime import time, timedelta

import pytest

from casework.models import DrugTest, DrugTestResult
from reviews.models import AgendaItem, Attendance, Meeting, Review
from sharing import links
from tests.world import moment

DAY = timedelta(days=1)
INVITED = ("police", "probation", "housing", "drugs")


def conference_of(world):
    """The meeting, a week from today; `world.meeting`, `world.item` (Jordan's) and `world.other_item`."""
    world.meeting = Meeting.objects.create(
        scheme=world.scheme,
        number=2,
        kind="case_conference",
        held_on=world.today + 7 * DAY,
        starts_at=time(10),
        chair=world.cherie,
        place="Northside Town Hall",
    )
    world.item, world.other_item = AgendaItem.objects.bulk_create(
        [
            AgendaItem(meeting=world.meeting, person=person, position=place, slot_at=time(10, 10 * (place - 1)))
            for place, person in enumerate((world.person, world.other), start=1)
        ]
    )
    Attendance.objects.bulk_create(
        [Attendance(meeting=world.meeting, agency=getattr(world, code), invited_on=world.today) for code in INVITED]
    )
    earlier = Meeting.objects.create(
        scheme=world.scheme, number=1, kind="case_conference", held_on=world.today - 100 * DAY
    )
    world.review = Review.objects.create(
        meeting=earlier,
        person=world.person,
        owner=world.police,
        summary="Keep the flat search going",
        person_comment="I want my own place",
        next_review_on=world.today + 4 * DAY,
    )
    second = DrugTest.objects.create(
        person=world.person, owner=world.drugs, taken_at=moment(world.today - 20 * DAY, 9, 30)
    )
    DrugTestResult.objects.create(
        test=second, person=world.person, owner=world.drugs, setting="licence", result="negative"
    )
    links.sync([world.person.pk, world.other.pk])
    return world


@pytest.fixture
def conference(world):
    return conference_of(world)
