"""The custody desk: what is due for each person in custody, read from the work itself, and who is told of a release."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import now

from casework.changes import refresh, releases_tell
from casework.models import Allocation, Contact, Person, Status
from pathways.models import Action
from sharing import links
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry, Mail, Notice
from tests.pages import statements, words
from tests.world import moment

DAY = timedelta(days=1)


@pytest.fixture
def hold(world):
    """`hold(days=1, release=20)`: Jordan in Leeds since yesterday, to come out in 20 days."""

    def put(*, days=1, release=None, establishment="LEI"):
        with looking_as_system():
            Status.objects.filter(pk=world.status.pk).update(
                status="sentenced",
                establishment=establishment,
                start=world.today - days * DAY,
                release_on=None if release is None else world.today + release * DAY,
            )
            links.sync([world.person.pk])
            refresh(people=[world.person.pk], today=world.today)
            world.status.refresh_from_db()

    return put


@pytest.fixture
def dues(world, client_of):
    """What is due for Jordan, as lines of words, as Alice or somebody else sees it."""

    def lines(user=None):
        page = client_of(user or world.alice).get("/custody/")
        return [
            " ".join(item.get_text(" ").split())
            for item in BeautifulSoup(page.content, "html.parser").select(".app-dues li")
        ]

    return lines


def short(day):
    return f"{day.day} {day:%b} {day.year}"


def contact(world, kind, on, *, agency=None, outcome="planned"):
    with looking_as_system():
        owner = agency or world.probation
        Contact.objects.create(
            person=world.person, owner=owner, agency=owner, kind=kind, planned_for=moment(on, 11), outcome=outcome
        )


def test_nobody_in_custody(world, client_of):
    assert "Nobody you work with is in custody." in words(client_of(world.alice).get("/custody/"))


def test_on_reception(hold, dues, world, client_of):
    hold(days=1)
    first, housing = dues()
    assert first == f"Due today First check by the prison, by {short(world.today)}"
    assert "Add a contact" in dues(world.pru)[0]  # the prison's to do
    assert housing.startswith(f"To do Somewhere to live looked at, by {short(world.today + DAY)}. Add an action")
    page = words(client_of(world.alice).get("/custody/"))
    assert "1 person is in custody." in page
    assert "Ellis, Jordan In custody, sentenced: Leeds (HMP) Lead worker: Alice Reed, Northside Probation" in page
    assert "Date not known" in page


def test_the_prison_seeing_the_person_and_an_action_about_a_home_do_it(hold, dues, world):
    hold(days=3)
    assert [one.split()[0] for one in dues()] == ["Late", "Late"]
    contact(world, "other", world.today - 5 * DAY, agency=world.prison, outcome="attended")  # in an earlier stay
    contact(world, "office", world.today - DAY, outcome="attended")  # not the prison
    contact(world, "other", world.today, agency=world.prison, outcome="unacceptable_absence")
    assert [one.split()[0] for one in dues()] == ["Late", "Late"]
    contact(world, "other", world.today - 2 * DAY, agency=world.prison, outcome="attended")
    with looking_as_system():
        Action.objects.filter(pk=world.housing_action.pk).update(opened_on=world.today - DAY)
    assert [one.split()[0] for one in dues()] == ["Done", "Done"]


def test_before_release(hold, dues, world):
    hold(days=60, release=20)
    visit, police, gate = dues()
    assert visit.startswith(f"Late Visit in prison before release, by {short(world.today - 46 * DAY)}")
    assert police.startswith("Late Police told of the release")
    assert "Add" not in police  # by the clock
    assert gate.startswith(f"To do Somebody meets them at the gate, by {short(world.today + 20 * DAY)}")

    contact(world, "prison_visit", world.today - DAY)  # planned, and nobody said whether it was kept
    contact(world, "gate_pickup", world.today + 19 * DAY)  # not the day
    assert dues()[0].startswith("Late")
    assert dues()[2].startswith("To do")
    contact(world, "prison_visit", world.today + DAY)
    contact(world, "gate_pickup", world.today + 20 * DAY)
    assert dues()[0].startswith("Done")
    assert dues()[2].startswith("Done")
    with looking_as_system():
        releases_tell(scheme=world.scheme, today=world.today, at=now())
    assert dues()[1].startswith("Done Police told of the release")


def test_what_has_to_be_known_first_comes_first(hold, world, client_of):
    hold(days=60, release=-2)
    with looking_as_system():
        second = Person.objects.create(scheme=world.scheme, owner=world.police, ref="C1", family_name="Ash")
        Status.objects.create(
            person=second, owner=world.probation, start=world.today - 9 * DAY, status="remand", establishment="LEI"
        )
        links.sync([second.pk])
    page = client_of(world.pru).get("/custody/")
    rows = BeautifulSoup(page.content, "html.parser").select("tbody tr")
    assert [row.th.get_text(strip=True) for row in rows] == ["Ellis, Jordan", "Ash"]
    assert "Release date has passed" in rows[0].get_text()
    assert "Nothing, until a release date is known." in rows[0].get_text()


def test_whoever_meets_nobody_in_custody_sees_nobody(hold, world, client_of):
    hold()
    assert "Nobody you work with is in custody." in words(client_of(world.bob).get("/custody/"))
    assert client_of(world.dan).get("/custody/").status_code == 403
    assert "Ellis" in words(client_of(world.pru).get("/custody/"))
    line = LedgerEntry.objects.filter(event="custody_list").latest("pk")
    assert (line.people, line.operation) == ([world.person.pk], "consultation")


def test_twenty_more_cost_no_more_statements(hold, world, client_of):
    hold(release=20)
    alice = client_of(world.alice)
    few = statements(alice, "/custody/")
    with looking_as_system():
        people = Person.objects.bulk_create(
            [
                Person(scheme=world.scheme, owner=world.police, ref=f"C{n}", family_name=f"Made{n}", status="remand")
                for n in range(20)
            ]
        )
        mine = {"owner": world.probation}
        Status.objects.bulk_create(
            [Status(person=one, **mine, start=world.today, status="remand", establishment="LEI") for one in people]
        )
        at = mine | {"agency": world.probation, "user": world.alice, "role": "probation_om", "start": world.today}
        Allocation.objects.bulk_create([Allocation(person=one, **at) for one in people])
        links.sync([one.pk for one in people])
    assert "21 people are in custody." in words(alice.get("/custody/"))
    assert statements(alice, "/custody/") == few


def tell(world, days=0):
    with looking_as_system():
        return releases_tell(scheme=world.scheme, today=world.today + days * DAY, at=now())


def told():
    return {one.capacity.user for one in Notice.objects.filter(kind="release").select_related("capacity__user")}


def test_the_police_and_the_lead_worker_are_told_of_a_release_once_for_each_date(hold, world):
    hold(days=60, release=31)
    assert tell(world) == 0
    assert tell(world, 1) == 1
    assert told() == {world.pete, world.alice}
    notice = Notice.objects.filter(kind="release").first()
    assert notice.text == "Somebody you work with is to be released in the next 30 days"
    assert notice.address == world.person.get_absolute_url()
    assert "Ellis" not in "".join(mail.subject + mail.body for mail in Mail.objects.all())
    line = LedgerEntry.objects.get(event="releases_tell")
    assert (line.people, line.facts) == ([world.person.pk], {"releases": 1})
    tell(world, 2)
    assert Notice.objects.filter(kind="release").count() == 2
    hold(days=60, release=28)  # another date
    tell(world, 2)
    assert Notice.objects.filter(kind="release").count() == 4


def test_a_date_that_is_near_is_told_of_at_once(hold, dues, world, client_of):
    hold(days=60, release=90)
    release = world.today + 20 * DAY
    said = {
        "recorded": world.status.key,
        "version": world.status.version,
        "status": "sentenced",
        "start": f"{world.status.start:%d/%m/%Y}",
        "establishment": "LEI",
        "release_on": f"{release:%d/%m/%Y}",
        "release_source": "prison",
    }
    assert client_of(world.pru).send(f"/people/{world.person.key}/where/", said).status_code == 302
    assert told() == {world.pete, world.alice}
    assert dues()[1].startswith("Done Police told of the release")
    tell(world)
    assert Notice.objects.filter(kind="release").count() == 2


def test_without_a_police_officer_the_coordinators_are_told(hold, world):
    with looking_as_system():
        Allocation.objects.filter(person=world.person, role="police_om").delete()
    hold(days=60, release=10)
    tell(world)
    assert told() == {world.dora, world.alice}
