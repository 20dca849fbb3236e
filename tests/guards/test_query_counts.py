"""Every page takes as many statements for 200 rows of everything as for 20."""

from datetime import timedelta

import pytest

from casework import models as casework
from pathways import models as pathways
from reviews import models as reviews
from sharing import ledger, links
from sharing.models import Capacity, Notice
from sharing.policy import Category
from tests.guards.test_ledger import readable
from tests.pages import statements
from tests.world import client_of, viewer_of

READERS = ("alice", "dora", "hal")
DAY = timedelta(days=1)


@pytest.fixture
def many(world):
    """`many(20)`: twenty more people on Alice's case and on the agenda, and twenty more records of every kind on Jordan."""

    def add(number):
        first = casework.Person.objects.count()
        numbers = range(first, first + number)
        more_people(world, numbers)
        more_records(world, numbers)
        more_around(world, numbers)

    return add


def more_people(world, numbers):
    people = casework.Person.objects.bulk_create(
        [
            casework.Person(
                scheme=world.scheme,
                owner=world.police,
                ref=f"Q{n}",
                family_name=f"Made{n:03}",
                given_names="Up",
                status="licence",
                next_review_on=world.today - DAY,
            )
            for n in numbers
        ]
    )
    mine = {"owner": world.probation}
    casework.Identity.objects.bulk_create(
        [casework.Identity(person=p, owner=world.police, scheme=world.scheme) for p in people]
    )
    casework.Status.objects.bulk_create(
        [casework.Status(person=p, **mine, start=world.today - DAY, status="licence") for p in people]
    )
    working = mine | {"agency": world.probation, "user": world.alice}
    casework.Allocation.objects.bulk_create(
        [casework.Allocation(person=p, **working, role="probation_om", start=world.today) for p in people]
    )
    pathways.Action.objects.bulk_create([an_action(world, p, 1) for p in people])
    casework.Contact.objects.bulk_create([a_contact(world, p, 1) for p in people])
    reviews.AgendaItem.objects.bulk_create(
        [reviews.AgendaItem(meeting=world.meeting, person=p, position=n) for n, p in zip(numbers, people, strict=True)]
    )
    links.sync([p.pk for p in people])


def more_records(world, numbers):
    about = {"person": world.person}
    police = about | {"owner": world.police}
    casework.Contact.objects.bulk_create([a_contact(world, world.person, n) for n in numbers])
    actions = pathways.Action.objects.bulk_create([an_action(world, world.person, 100 + n) for n in numbers])
    pathways.ActionDetail.objects.bulk_create(
        [
            pathways.ActionDetail(action=a, **about, owner=a.owner, pathway=a.pathway, text="Do what was agreed")
            for a in actions
        ]
    )
    casework.Offence.objects.bulk_create(
        [
            casework.Offence(
                **police,
                number=100 + n,
                offence_code="28A",
                offence_on=world.today - 2 * DAY,
                charged_on=world.today - DAY,
                outcome="charged",
                breach=False,
            )
            for n in numbers
        ]
    )
    casework.Intelligence.objects.bulk_create(
        [
            casework.Intelligence(**police, received_on=world.today - n * DAY, number=9, summary="Seen in town")
            for n in numbers
        ]
    )
    casework.DrugTest.objects.bulk_create(
        [casework.DrugTest(**about, owner=world.drugs, taken_at=world.drug_test.taken_at - n * DAY) for n in numbers]
    )
    pathways.Need.objects.bulk_create(
        [
            pathways.Need(
                **about,
                owner=world.probation,
                area="life_skills",
                source="oasys",
                level="some",
                assessed_on=world.today - n * DAY,
            )
            for n in numbers
        ]
    )


def more_around(world, numbers):
    """Meetings, notices and lines of the ledger."""
    meetings = reviews.Meeting.objects.bulk_create(
        [
            reviews.Meeting(scheme=world.scheme, number=100 + n, kind="case_conference", held_on=world.today + n * DAY)
            for n in numbers
        ]
    )
    reviews.Attendance.objects.bulk_create(
        [reviews.Attendance(meeting=m, agency=world.probation, invited_on=world.today) for m in meetings]
    )
    reviews.Review.objects.bulk_create(
        [
            reviews.Review(person=world.person, owner=world.police, meeting=m, summary="Kept on the list")
            for m in meetings
        ]
    )
    capacities = Capacity.objects.filter(user__in=[getattr(world, name) for name in READERS])
    Notice.objects.bulk_create(
        [
            Notice(
                capacity=capacity,
                kind="reminder",
                once=f"{capacity.pk} {n}",
                text="An action is due",
                made_at=world.drug_test.taken_at,
            )
            for capacity in capacities
            for n in numbers
        ]
    )
    for _ in numbers:
        ledger.record("person_detail", by=viewer_of(world.pete), people=[world.person.pk], categories=[Category.PLAN])


def an_action(world, person, number):
    return pathways.Action(
        person=person,
        owner=world.probation,
        agency=world.probation,
        user=world.alice,
        number=number,
        pathway="ete",
        opened_on=world.today - 30 * DAY,
        target_on=world.today - DAY,
        status="in_progress",
    )


def a_contact(world, person, number):
    return casework.Contact(
        person=person,
        owner=world.probation,
        agency=world.probation,
        user=world.alice,
        kind="office",
        outcome="planned",
        planned_for=world.contact.planned_for - timedelta(minutes=number),
    )


@pytest.mark.parametrize("name", READERS)
def test_two_hundred_rows_take_as_many_statements_as_twenty(world, many, name):
    client = client_of(getattr(world, name))
    may = {route: where for route, where in readable(world) if client.get(where).status_code == 200}
    many(20)
    few = {route: statements(client, where) for route, where in may.items()}
    many(180)
    grown = {
        str(route): (few[route], n) for route, where in may.items() if (n := statements(client, where)) > few[route]
    }
    assert grown == {}
