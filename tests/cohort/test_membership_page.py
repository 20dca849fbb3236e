"""On the scheme: the page that says where somebody stands, what was decided and whether they were told."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cohort.changes import membership as changes
from cohort.changes.induction import inductions_remind
from cohort.models import Letter, Membership
from sharing.looking import looking_as, looking_as_system
from sharing.models import Mail, Notice
from tests.pages import statements, words
from tests.world import client_of, viewer_of


def address(world, more=""):
    return f"/people/{world.person.key}/membership/{more}"


@pytest.fixture
def membership(world):
    with looking_as_system():
        return Membership.objects.get(person=world.person)


def test_it_says_where_the_person_stands(world, client_of):
    page = words(client_of(world.hal).get(address(world)))
    assert "Came on" in page
    assert "Catch and convict, rehabilitate and resettle" in page
    assert "The letter on being brought on is not written yet." in page
    assert "Change basis" not in page  # housing does not decide
    assert "Change basis or strands" in words(client_of(world.dora).get(address(world)))


def test_what_was_decided_stands_with_its_reason(world, membership):
    by = viewer_of(world.dora)
    with looking_as(by.capacity_id):
        changes.keep(
            membership=membership, version=1, by=by, now=now(), on=world.today, review_on=None, reason="Still in debt"
        )
    page = words(client_of(world.alice).get(address(world)))
    assert "Stays, as decided on" in page
    assert "Still in debt" in page
    assert "by Dora Nair" in page


def test_basis_and_strands_change_with_a_reason(world, membership):
    dora = client_of(world.dora)
    typed = {"version": 1, "basis": "voluntary", "strands": ["rehabilitate_resettle"], "reason": ""}
    assert "Enter what changed." in words(dora.send(address(world, "change/"), typed))
    assert dora.send(address(world, "change/"), typed | {"reason": "The order ended"}).status_code == 302
    membership.refresh_from_db()
    assert (membership.basis, membership.strands, membership.reason) == (
        "voluntary", ["rehabilitate_resettle"], "The order ended",
    )  # fmt: skip
    assert "Takes part by voluntary" in words(dora.get(address(world)))

    clash = dora.send(address(world, "change/"), typed | {"reason": "Something else"})
    assert clash.status_code == 409
    assert "The order ended" in words(clash)
    assert "Something else" in words(clash)


def test_a_full_list_is_said_before_bringing_on(world, membership):
    with looking_as_system():
        Membership.objects.filter(pk=membership.pk).update(selected_on=None, tier="")
        type(world.scheme).objects.filter(pk=world.scheme.pk).update(capacity=1)
    assert "The list is full: 1 person on it, 1 place." in words(client_of(world.dora).get(address(world)))
    assert "The list is full" not in words(client_of(world.hal).get(address(world)))


@pytest.mark.parametrize(
    ("entered", "said"), [(-317, "should have it by"), (0, "Nothing is recorded of an earlier one.")]
)
def test_a_letter_is_waited_for_only_where_it_was_known_in_time(world, membership, entered, said):
    with looking_as_system():
        Membership.objects.filter(pk=membership.pk).update(entered_at=now() + timedelta(days=entered))
    assert said in words(client_of(world.alice).get(address(world)))


def test_more_decisions_cost_no_more_statements(world, membership):
    alice = client_of(world.alice)
    few = statements(alice, address(world))
    with looking_as_system():
        for number in range(10):
            Membership.objects.filter(pk=membership.pk).update(kept_on=world.today - timedelta(days=number))
    assert statements(alice, address(world)) == few


def newly_on(world, days):
    """Jordan came on so many days ago, known to the system in time."""
    on = world.today - timedelta(days=days)
    with looking_as_system():
        Membership.objects.filter(person=world.person).update(
            nominated_on=on, selected_on=on, entered_at=now() - timedelta(days=days)
        )


@pytest.mark.parametrize(("days", "said"), [(5, "Letter due"), (15, "Letter late")])
def test_the_coordinator_sees_letters_that_are_due(world, client_of, days, said):
    assert "Letter" not in words(client_of(world.dora).get("/"))
    newly_on(world, days)
    assert f"{said} 1 Ellis, Jordan" in words(client_of(world.dora).get("/"))


def test_the_coordinator_sees_that_the_list_is_full(world, client_of):
    assert "The list is" not in words(client_of(world.dora).get("/"))
    with looking_as_system():
        type(world.scheme).objects.filter(pk=world.scheme.pk).update(capacity=1)
        type(world.person).objects.filter(pk=world.other.pk).update(status="remand")
    page = words(client_of(world.dora).get("/"))
    assert "The list is over its places: 2 people on it, 1 place." in page
    assert "50 per cent of the list are in custody (1 of 2). The guide is 33." in page


@pytest.mark.parametrize(("days", "stage"), [(10, None), (11, "coming"), (14, "coming"), (15, "late")])
def test_the_lead_worker_is_reminded_once_a_stage(world, days, stage):
    newly_on(world, days)
    with looking_as_system():
        for _ in range(2):
            inductions_remind(scheme=world.scheme, today=world.today, at=now())
        notices = Notice.objects.filter(kind="induction").select_related("capacity")
        assert [one.capacity.user_id for one in notices] == ([world.alice.pk] if stage else [])
        assert [one.once.split(":")[2] for one in notices] == ([stage] if stage else [])
        assert Mail.objects.filter(once__startswith="induction:").count() == len(notices)
    assert all("Jordan" not in one.text for one in notices)


def test_nobody_is_reminded_of_a_letter_that_was_given(world):
    newly_on(world, 15)
    with looking_as_system():
        row = Membership.objects.get(person=world.person)
        Letter.objects.create(
            person=world.person, owner=world.police, membership=row, kind="brought_on", text="Dear", written_on=world.today,
            written_by=world.alice, given_on=world.today, given_by=world.alice, read_together=True,
        )  # fmt: skip
        assert inductions_remind(scheme=world.scheme, today=world.today, at=now()) == 0
