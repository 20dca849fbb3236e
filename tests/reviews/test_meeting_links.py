"""An invitation to a meeting puts the agency on the case of the people on its agenda, for a while."""

from datetime import timedelta

import pytest

from reviews.models import AgendaItem, Attendance, Meeting, Review
from sharing import links
from sharing.links import midnight
from sharing.models import Link, Setting

DAY = timedelta(days=1)


@pytest.fixture
def meeting(world):
    return Meeting.objects.create(scheme=world.scheme, number=9, kind="case_conference", held_on=world.today + 10 * DAY)


def periods(world, agency):
    links.sync([world.person.pk, world.other.pk])
    rows = Link.objects.filter(agency=agency, reason="meeting")
    return {row.person_id: (row.starts_at, row.ends_at) for row in rows}


def test_from_the_invitation_until_fourteen_days_after_the_meeting_that_day_included(world, meeting):
    AgendaItem.objects.create(meeting=meeting, person=world.person, position=1)
    Attendance.objects.create(meeting=meeting, agency=world.hostel, invited_on=world.today)
    assert periods(world, world.hostel) == {
        world.person.pk: (midnight(world.today), midnight(world.today + (10 + 14 + 1) * DAY))
    }


def test_an_imported_invitation_counts_from_twenty_eight_days_before(world, meeting):
    Review.objects.create(meeting=meeting, person=world.person, owner=world.police)
    Attendance.objects.create(meeting=meeting, agency=world.hostel, attended="yes")
    assert periods(world, world.hostel)[world.person.pk][0] == midnight(meeting.held_on - 28 * DAY)


def test_on_the_agenda_and_reviewed_is_one_link(world, meeting):
    AgendaItem.objects.create(meeting=meeting, person=world.person, position=1)
    Review.objects.create(meeting=meeting, person=world.person, owner=world.police)
    Attendance.objects.create(meeting=meeting, agency=world.hostel, invited_on=world.today)
    periods(world, world.hostel)
    assert Link.objects.filter(agency=world.hostel, reason="meeting").count() == 1


def test_nobody_else_on_the_agenda_no_link(world, meeting):
    AgendaItem.objects.create(meeting=meeting, person=world.person, position=1)
    Attendance.objects.create(meeting=meeting, agency=world.hostel, invited_on=world.today)
    assert world.other.pk not in periods(world, world.hostel)


def test_how_long_is_a_setting(world, meeting):
    AgendaItem.objects.create(meeting=meeting, person=world.person, position=1)
    Attendance.objects.create(meeting=meeting, agency=world.hostel, invited_on=world.today)
    Setting.objects.create(scheme=world.scheme, name="meeting_access_days", value=3, in_force_from=world.today)
    assert periods(world, world.hostel)[world.person.pk][1] == midnight(meeting.held_on + 4 * DAY)
