"""Where a person is: one dated status, said anew on one form by whoever works with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework import changes
from casework.models import Person, Status
from casework.rules.where import Where
from sharing.looking import looking_as, looking_as_system
from sharing.models import LedgerEntry, Link, Mail, Notice
from tests.pages import words
from tests.world import viewer_of

DAY = timedelta(days=1)


def slashed(day):
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture
def save(world, client_of):
    def send(user, status="sentenced", start=None, **fields):
        now = Status.objects.filter(person=world.person).order_by("-start").first()
        opened = {"recorded": now.key, "version": now.version}
        said = {"status": status, "start": slashed(start or world.today - DAY)}
        return client_of(user).send(f"/people/{world.person.key}/where/", {**opened, **said, **fields})

    return send


def spells(world):
    return list(Status.objects.filter(person=world.person).order_by("start"))


def test_into_custody(save, world):
    release = world.today + 28 * DAY
    response = save(
        world.alice, establishment="LEI", release_on=slashed(release), release_source="prison", sentence_months="6"
    )
    assert (response.status_code, response.url) == (302, f"/people/{world.person.key}/")
    before, now = spells(world)
    assert (before.status, before.end, before.version) == ("licence", world.today - DAY, 2)
    assert (now.status, now.establishment, now.start, now.end) == ("sentenced", "LEI", world.today - DAY, None)
    assert (now.release_on, now.release_source, now.sentence_months) == (release, "prison", 6)
    assert (now.confirmed_on, now.owner) == (world.today, world.probation)
    assert Person.objects.get(pk=world.person.pk).status == "sentenced"
    lines = LedgerEntry.objects.filter(event="status_change", operation="alteration")
    assert [said.facts for said in lines] == [{"before": "licence", "after": "sentenced", "corrected": False}]


def test_the_prison_that_holds_somebody_works_with_them(save, world, client_of):
    address = f"/people/{world.person.key}/"
    assert client_of(world.pru).get(address).status_code == 404
    save(world.alice, establishment="LEI")
    assert "In custody, sentenced: Leeds (HMP)" in words(client_of(world.pru).get(address))


def test_whoever_works_with_the_person_may_say_so_and_the_record_stays_where_it_was(save, world, client_of):
    save(world.alice, establishment="LEI")
    response = save(world.pru, status="licence", start=world.today)
    assert response.url == "/"  # the prison does not work with them any more
    now = spells(world)[-1]
    assert (now.status, now.owner) == ("licence", world.probation)
    assert client_of(world.pru).get(f"/people/{world.person.key}/").status_code == 404
    # today until midnight is a day of the prison no longer: the link ends with the status
    assert Link.objects.get(person=world.person, reason="custody").ends_at.date() <= world.today


@pytest.mark.parametrize(
    ("who", "status"),
    [("pete", 302), ("hal", 302), ("dora", 302), ("steve", 403), ("dan", 403), ("bob", 404), ("carol", 404)],
)
def test_who_may_say_so(save, world, who, status):
    assert save(getattr(world, who), establishment="LEI").status_code == status


def test_a_day_that_has_passed_is_no_release_date(save, world):
    response = save(world.alice, establishment="LEI", release_on=slashed(world.today - DAY), release_source="prison")
    assert "This day has passed. If the person came out, choose where they are now." in words(response)
    assert len(spells(world)) == 1


def test_whose_release_date_it_is(save, world):
    response = save(world.alice, establishment="LEI", release_on=slashed(world.today + DAY))
    assert "Choose who gave the release date." in words(response)


def test_a_source_without_a_date_and_a_prison_outside_custody_are_left_out(save, world):
    save(world.alice, "hospital", establishment="LEI", release_source="prison", sentence_months="3")
    now = spells(world)[-1]
    assert (now.establishment, now.release_source, now.sentence_months) == ("", "", None)


def test_in_custody_nobody_knows_where(save, world, client_of):
    save(world.alice, "remand")
    page = words(client_of(world.alice).get(f"/people/{world.person.key}/"))
    assert "Prison not known" in page
    assert "Release Date not known" in page


def test_details_are_put_right_in_place(save, world):
    save(world.alice, establishment="LEI")
    now = spells(world)[-1]
    save(world.pete, start=now.start, establishment="LEI", sentence_months="9")
    assert len(spells(world)) == 2
    after = spells(world)[-1]
    assert (after.pk, after.sentence_months, after.version) == (now.pk, 9, 2)


def test_an_earlier_day_takes_the_spell_before_along(save, world):
    save(world.alice, establishment="LEI")
    save(world.alice, start=world.today - 5 * DAY, establishment="LEI")
    before, now = spells(world)
    assert (before.end, now.start) == (world.today - 5 * DAY, world.today - 5 * DAY)


def test_the_same_from_a_later_day_is_asked_about(save, world):
    save(world.alice, establishment="LEI", start=world.today - 9 * DAY)
    asked = save(world.alice, establishment="LEI", start=world.today - 4 * DAY)
    assert asked.status_code == 200
    assert "Say what you mean." in words(asked)
    assert len(spells(world)) == 2

    save(world.alice, establishment="LEI", start=world.today - 4 * DAY, meant="wrong")
    before, now = spells(world)
    assert (before.end, now.start) == (world.today - 4 * DAY, world.today - 4 * DAY)

    save(world.alice, establishment="LEI", start=world.today - 2 * DAY, meant="new")
    assert [one.start for one in spells(world)][1:] == [world.today - 4 * DAY, world.today - 2 * DAY]


def test_something_else_from_the_same_day_is_asked_about(save, world):
    start = spells(world)[0].start
    asked = save(world.alice, "community_order", start=start)
    assert "In the community, on licence is recorded since" in words(asked)
    refused = save(world.alice, "community_order", start=start, meant="new")
    assert "Enter the day it changed: it must be after" in words(refused)
    save(world.alice, "community_order", start=start, meant="wrong")
    assert [one.status for one in spells(world)] == ["community_order"]


def test_never_two_at_once(save, world):
    save(world.alice, establishment="LEI", start=world.today - 9 * DAY)
    first = spells(world)[0].start
    response = save(world.alice, start=first, establishment="LEI")
    assert "In the community, on licence is recorded from" in words(response)
    assert len(spells(world)) == 2


def test_a_day_to_come_is_refused(save, world):
    assert "The date must be today or earlier." in words(save(world.alice, start=world.today + DAY))


def test_two_who_say_it_at_once_see_both(save, world, client_of):
    alice = client_of(world.alice)
    opened = {"recorded": world.status.key, "version": 1}
    save(world.pete, "remand", establishment="LEI")
    said = {"status": "hospital", "start": slashed(world.today)}
    response = alice.send(f"/people/{world.person.key}/where/", opened | said)
    assert response.status_code == 409
    page = words(response)
    assert "Pete Marsh changed where the person is" in page
    assert "In custody, on remand, Leeds (HMP)" in page
    assert spells(world)[-1].status == "remand"

    now = spells(world)[-1]
    again = {"recorded": now.key, "version": now.version}
    assert alice.send(f"/people/{world.person.key}/where/", again | said).status_code == 302
    assert spells(world)[-1].status == "hospital"


def test_nobody_said_before(world, client_of):
    with looking_as_system():
        Status.objects.filter(person=world.person).delete()
    alice = client_of(world.alice)
    address = f"/people/{world.person.key}/where/"
    assert 'name="version" value="0"' in alice.get(address).content.decode()
    said = {"recorded": "", "version": 0, "status": "licence", "start": slashed(world.today)}
    assert alice.send(address, said).status_code == 302
    assert [(one.status, one.owner) for one in spells(world)] == [("licence", world.probation)]


def test_what_a_spell_that_ended_left_open(world):
    """Recorded until a day and nothing since: the next begins on that day or later, in the same agency's name."""
    viewer = viewer_of(world.pete)
    with looking_as_system():
        Status.objects.filter(person=world.person).update(end=world.today - 5 * DAY)
    with looking_as(viewer.capacity_id):
        asked = {"person": world.person, "by": viewer, "wrong": False, "recorded": ("", 0), "at": timezone.now()}
        with pytest.raises(changes.StatusOverlaps):
            changes.status_change(said=Where("remand", world.today - 6 * DAY), **asked)
        status = changes.status_change(said=Where("remand", world.today - 5 * DAY), **asked)
    assert status.owner_id == world.probation.pk


def told(kind="custody"):
    return {
        one.capacity.user.name: one.text for one in Notice.objects.filter(kind=kind).select_related("capacity__user")
    }


def test_those_who_work_with_the_person_are_told_of_custody_and_the_prison_of_who_came(save, world):
    save(world.alice, establishment="LEI")
    assert told() == {  # Alice said it
        "Pete Marsh": "Somebody you work with is in custody",
        "Dee Lowe": "Something changed for somebody you work with: see where they are now",
        "Pru Wells": "Somebody on the scheme is recorded as being in your prison",
    }
    assert "Ellis" not in "".join(mail.subject + mail.body for mail in Mail.objects.all())
    assert Mail.objects.count() == 3

    save(world.pru, "licence", start=world.today)
    last = Notice.objects.filter(once__startswith=f"custody:{spells(world)[-1].key}").select_related("capacity__user")
    assert {(one.capacity.user.name, one.text.split(":")[0]) for one in last} == {
        ("Alice Reed", "Somebody you work with is not in custody any more"),
        ("Pete Marsh", "Somebody you work with is not in custody any more"),
        ("Dee Lowe", "Something changed for somebody you work with"),
    }


def test_details_are_told_to_nobody_and_another_prison_to_that_prison(save, world):
    save(world.alice, establishment="DNI")
    Notice.objects.all().delete()
    save(world.alice, start=spells(world)[-1].start, establishment="DNI", sentence_months="4")
    assert told() == {}
    save(world.alice, start=world.today, establishment="LEI")
    assert set(told()) == {"Pru Wells"}


@pytest.fixture
def passed(world):
    """Jordan was to come out yesterday; nobody said whether it was so."""
    with looking_as_system():
        Status.objects.filter(pk=world.status.pk).update(
            status="sentenced", establishment="LEI", release_on=world.today - DAY, release_source="prison"
        )
    return f"/people/{world.person.key}/"


def test_a_release_date_in_the_past_is_asked_about(passed, world, client_of):
    alice = client_of(world.alice)
    page = words(alice.get(passed))
    assert "Release date has passed" in page
    assert "The release date has passed, and nobody has said what happened." in page
    assert "Nobody has said since whether it was." in page
    assert "has passed, and nobody has said what happened" in words(alice.get(f"{passed}where/"))

    response = alice.send(f"/statuses/{world.status.key}/confirm/", {"version": 1, "back": passed})
    assert response.url == passed
    page = words(alice.get(passed))
    assert "is still there, confirmed today. Undo" in page
    assert "and was not. New date not known." in page
    assert "Release date has passed" not in page


def test_still_there_and_undo(passed, world, client_of):
    alice = client_of(world.alice)
    alice.send(f"/statuses/{world.status.key}/confirm/", {"version": 1})
    world.status.refresh_from_db()
    assert (world.status.confirmed_on, world.status.version) == (world.today, 2)
    alice.send(f"/statuses/{world.status.key}/undo/2/")
    world.status.refresh_from_db()
    assert (world.status.confirmed_on, world.status.version) == (None, 3)
    events = LedgerEntry.objects.filter(event__startswith="status_", operation="alteration")
    assert [one.event for one in events.order_by("pk")] == ["status_confirm", "status_undo"]


def test_an_old_button_confirms_nothing(passed, world, client_of):
    client_of(world.alice).send(f"/statuses/{world.status.key}/confirm/", {"version": 9})
    world.status.refresh_from_db()
    assert world.status.confirmed_on is None


def test_only_a_confirmation_is_taken_back(save, world, client_of):
    save(world.alice, establishment="LEI", sentence_months="4")
    now = spells(world)[-1]
    save(world.alice, start=now.start, establishment="LEI", sentence_months="8")
    client_of(world.alice).send(f"/statuses/{now.key}/undo/2/")
    assert spells(world)[-1].sentence_months == 8
