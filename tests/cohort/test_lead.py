"""An agency that leads says through whom: once the panel named the agency, and when somebody else takes over."""

from datetime import timedelta

import pytest

from casework.models import Allocation, Contact
from sharing.links import midnight
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry, Notice
from tests.pages import words
from tests.world import client_of

DAY = timedelta(days=1)


@pytest.fixture
def led(world):
    """Northside Probation leads with Jordan since ten days, and has not said who; a visit is planned."""
    with looking_as_system():
        Allocation.objects.filter(person=world.person, role__in=Allocation.LEAD_ROLES).delete()
        of = {"person": world.person, "owner": world.probation, "agency": world.probation}
        world.led = Allocation.objects.create(**of, role="probation_om", start=world.today - 10 * DAY)
        world.visit = Contact.objects.create(
            **of,
            planned_for=midnight(world.today + 5 * DAY),
            planned_for_time_known=False,
            kind="office",
            outcome="planned",
        )
    return world


def at(world):
    return f"/leads/{world.led.key}/"


def test_the_agency_names_its_worker_who_has_the_planned_visit(led):
    alice = client_of(led.alice)
    assert "nobody named yet" in words(alice.get(at(led)))
    assert alice.send(at(led), {"user": led.alice.key, "version": 1}).status_code == 302
    led.led.refresh_from_db()
    led.visit.refresh_from_db()
    assert (led.led.user, led.led.start, led.led.end) == (led.alice, led.today - 10 * DAY, None)
    assert led.visit.user == led.alice
    assert not Notice.objects.filter(kind="lead").exists()  # she did it herself
    assert LedgerEntry.objects.filter(event="lead_name", operation="alteration").count() == 1


def test_somebody_else_takes_over_from_today_and_the_days_before_stay(led):
    with looking_as_system():
        led.led.user = led.pete
        led.led.save()
    client_of(led.alice).send(at(led), {"user": led.alice.key, "version": 1})
    led.led.refresh_from_db()
    assert (led.led.user, led.led.end) == (led.pete, led.today)
    now = Allocation.objects.get(person=led.person, role="probation_om", end=None)
    assert (now.user, now.start, now.owner) == (led.alice, led.today, led.probation)


def test_two_who_name_somebody_at_once(led):
    alice = client_of(led.alice)
    alice.send(at(led), {"user": led.alice.key, "version": 1})
    alice.send(at(led), {"user": led.alice.key, "version": 1})
    assert Allocation.objects.filter(person=led.person, role="probation_om").count() == 1
    assert LedgerEntry.objects.filter(event="lead_name", operation="alteration").count() == 1


def test_it_is_for_the_agency_that_leads(led):
    for who in ("hal", "pete", "bob", "dora"):
        assert client_of(getattr(led, who)).get(at(led)).status_code == 404
    assert "Choose who leads." in words(client_of(led.alice).send(at(led), {"user": "", "version": 1}))
