"""A conference for tests about meetings: Jordan Ellis, reviewed before, and Kerry Ward on the agenda."""

from datetime import time, timedelta

import pytest

from casework.models import DrugTest, DrugTestResult
from reviews.models import AgendaItem, Meeting, Review
from sharing import links
from tests.world import moment

DAY = timedelta(days=1)


def conference_of(world):
    """The standing meeting with Kerry Ward on it too (`world.other_item`), and a review of Jordan held long before it."""
    world.other_item = AgendaItem.objects.create(
        meeting=world.meeting, person=world.other, position=2, slot_at=time(10, 10)
    )
    earlier = Meeting.objects.create(
        scheme=world.scheme, number=2, kind="case_conference", held_on=world.today - 100 * DAY
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
