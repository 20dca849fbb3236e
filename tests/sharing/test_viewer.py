"""Who looks, and the questions that lists, pages and commands ask in their name."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from casework.models import Contact, ContactNote, Person
from sharing import ledger, matrix
from sharing.looking import looking_as
from sharing.models import Capacity, Emergency, ListRow
from sharing.querysets import PolicyQuerySet
from sharing.viewer import signed_in, viewer_of


def test_a_viewer_is_called_by_name_and_agency(world):
    assert str(signed_in(world.alice)) == "Alice Reed, Northside Probation"


def test_commands_find_the_viewer_behind_an_address(world):
    assert viewer_of(email="ALICE@north.example").user == world.alice
    assert viewer_of(email="alice@north.example", scheme=world.scheme).agency == world.probation
    for email, scheme in (("alice@north.example", world.other_scheme), ("nobody@north.example", None)):
        with pytest.raises(Capacity.DoesNotExist, match="Nobody signs in as"):
            viewer_of(email=email, scheme=scheme)
    world.probation.capacities.update(active=False)
    with pytest.raises(Capacity.DoesNotExist):
        viewer_of(email="alice@north.example")


def test_the_list_is_the_agency_s_and_beside_it_are_those_open_to_one_user_alone(world):
    pete = signed_in(world.pete)
    world.unmet = Person.objects.create(
        scheme=world.scheme, owner=world.hostel, ref="N900", family_name="Unmet", given_names="Al"
    )
    Emergency.objects.create(
        person=world.unmet,
        user=world.pete,
        agency=world.police,
        kind="life",
        reason="risk",
        categories=1,
        starts_at=now() - timedelta(minutes=5),
        ends_at=now() + timedelta(hours=1),
        review_due_on=world.today,
    )
    with looking_as(pete.capacity_id):
        listed = set(ListRow.objects.list_for(pete).values_list("person_id", flat=True))
        beside = set(ListRow.objects.beside_list_for(pete).values_list("person_id", flat=True))
        everyone = set(ListRow.objects.live_for(pete).values_list("person_id", flat=True))
    assert world.person.pk in listed
    assert beside == {world.unmet.pk}
    assert everyone == listed | beside


def test_list_rows_of_several_people_come_by_person_and_audience(world):
    people = [world.person.pk, world.other.pk]
    found = matrix.rows_of(people, now())
    assert {person for person, _ in found} == set(people)
    assert {audience: row.works for (person, audience), row in found.items() if person == world.person.pk} == {
        audience: row.works for audience, row in matrix.rows_at(world.person, now()).items()
    }


def test_people_fetched_through_the_policy_are_noted_on_the_page(world):
    pete = signed_in(world.pete)
    with looking_as(pete.capacity_id), ledger.page("person_list", by=pete) as shown:
        people = list(Person.objects.visible_to(pete))
    assert world.person in people
    assert shown.people == {person.pk for person in people}
    with pytest.raises(NotImplementedError):
        PolicyQuerySet(Person)._note([])


def test_records_fetched_through_the_policy_are_noted_with_their_categories(world):
    pete = signed_in(world.pete)
    with looking_as(pete.capacity_id), ledger.page("person_detail", by=pete) as shown:
        contacts = list(Contact.objects.visible_to(pete).filter(person=world.person))
        notes = list(ContactNote.objects.visible_to(pete).filter(person=world.person))
    assert contacts
    assert shown.records["casework.contact"] == {contact.pk for contact in contacts}
    assert shown.categories == {int(Contact.category), *(int(note.category) for note in notes)}
