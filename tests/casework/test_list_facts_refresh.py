"""Every night the list learns who moved."""

from datetime import timedelta

from casework.models import Status
from casework.tasks import list_facts_refresh
from sharing.looking import looking_as_nobody


def test_a_spell_that_begins_today_reaches_the_list(world):
    Status.objects.filter(person=world.person).update(end=world.today)
    Status.objects.create(person=world.person, owner=world.prison, start=world.today, status="remand")
    Status.objects.filter(person=world.other).update(end=world.today - timedelta(days=3))

    with looking_as_nobody():
        list_facts_refresh()

    world.person.refresh_from_db()
    world.other.refresh_from_db()
    assert (world.person.status, world.other.status) == ("remand", "")
