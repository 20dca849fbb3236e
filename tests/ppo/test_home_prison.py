"""The prison's own home: who of the scheme is here, the next to come out first, confirmed with one press."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from casework.changes import refresh
from casework.models import Allocation, Person, Status
from ppo.home.prison import SHOWN
from sharing import links
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry
from tests.pages import statements, words

DAY = timedelta(days=1)


@pytest.fixture
def hold(world):
    """`hold("Amy", days=40, release=28)`: somebody of the scheme in Leeds since 40 days, to come out in 28."""

    def put(name, *, days=40, release=None, establishment="LEI", scheme=None, owner=None, **fields):
        with looking_as_system():
            person = Person.objects.create(
                scheme=scheme or world.scheme, owner=owner or world.police, ref=f"H{name}", family_name=name
            )
            status = Status.objects.create(
                person=person,
                owner=owner or world.probation,
                start=world.today - days * DAY,
                status="sentenced",
                establishment=establishment,
                release_on=None if release is None else world.today + release * DAY,
                **fields,
            )
            links.sync([person.pk])
            refresh(people=[person.pk], today=world.today)
        return status

    return put


def names(response):
    soup = BeautifulSoup(response.content, "html.parser")
    table = soup.find("table")
    return [row.th.get_text(strip=True) for row in table.tbody.find_all("tr") if row.th] if table else []


def test_everyone_here_the_next_out_first(hold, world, client_of):
    hold("Vale", release=90)
    hold("Oak")
    hold("Beck", release=-3)
    hold("Moss", establishment="DNI")
    hold("Fell", scheme=world.other_scheme, owner=world.south)
    pru = client_of(world.pru)
    page = pru.get("/")
    assert names(page) == ["Beck", "Vale", "Oak"]
    text = words(page)
    assert text.startswith("HMP Leeds: people from Northside PPO scheme")
    assert "Here now (3) Arrived this week (0) Leaving soon (1)" in text
    assert "It was to be on" in text
    assert "Release date has passed" in text
    assert "Date not known" in text
    assert names(pru.get("/?show=leaving")) == ["Beck"]
    assert names(pru.get("/?show=arrived")) == []
    assert "Nobody has arrived in the last 7 days." in words(pru.get("/?show=arrived"))
    assert names(pru.get("/?show=nonsense")) == ["Beck", "Vale", "Oak"]


def test_who_is_shown_stands_in_the_ledger(hold, world, client_of):
    status = hold("Vale", release=90)
    client_of(world.pru).get("/")
    line = LedgerEntry.objects.get(event="home")
    assert (line.operation, line.people) == ("consultation", [status.person_id])
    assert list(line.facts["records"]) == ["casework.status"]


def test_still_here_is_one_press_and_leads_to_the_next_row(hold, world, client_of):
    status = hold("Vale", release=90)
    hold("Oak")
    pru = client_of(world.pru)
    assert "Not confirmed for two weeks" in words(pru.get("/"))
    form = BeautifulSoup(pru.get("/").content, "html.parser").find(id="here-1").form
    fields = {one["name"]: one["value"] for one in form.find_all("input") if one["name"] != "csrfmiddlewaretoken"}
    response = pru.post(form["action"], fields)
    assert response.url == "/?show=&at=here-2#here-2"
    status.refresh_from_db()
    assert (status.confirmed_on, status.version, status.owner) == (world.today, 2, world.probation)

    page = pru.get(response.url)
    rows = BeautifulSoup(page.content, "html.parser").find("table").tbody.find_all("tr")
    assert [row.get("id") for row in rows] == ["here-1", None, "here-2"]  # what was saved stands above the next row
    assert "Vale is still there, confirmed today. Undo" in words(page)
    assert "today" in rows[0].text

    pru.send(f"/statuses/{status.key}/undo/2/", {"back": response.url})
    status.refresh_from_db()
    assert status.confirmed_on is None


def test_a_changed_date_comes_back_to_the_list(hold, world, client_of):
    status = hold("Vale", release=90, release_source="probation")
    pru = client_of(world.pru)
    address = f"/people/{status.person.key}/where/?back=/%3Fshow%3D%23here-1"
    form = BeautifulSoup(pru.get(address).content, "html.parser").find("main").find("form")
    typed = {one["name"]: one.get("value", "") for one in form.find_all("input") if one["type"] != "radio"}
    typed |= {one.find_parent("div").input["name"]: one["value"] for one in form.select("input[checked]")}
    typed |= {one["name"]: one.find("option", selected=True)["value"] for one in form.find_all("select")}
    new = world.today + 60 * DAY
    response = pru.post(
        address, typed | {"release_on": f"{new.day}/{new.month}/{new.year}", "release_source": "prison"}
    )
    assert response.url == "/?show=#here-1"
    status.refresh_from_db()
    assert (status.release_on, status.release_source, status.establishment) == (new, "prison", "LEI")
    assert status.end is None


def test_who_has_left_is_gone(hold, world, client_of):
    status = hold("Vale")
    with looking_as_system():
        Status.objects.filter(pk=status.pk).update(end=world.today)
        links.sync([status.person_id])
    assert "Nobody of the scheme is recorded as being here." in words(client_of(world.pru).get("/"))


def test_a_prison_worker_with_people_of_their_own_has_the_home_of_a_worker(hold, world, client_of):
    status = hold("Vale")
    with looking_as_system():
        Allocation.objects.create(
            person=status.person,
            owner=world.prison,
            agency=world.prison,
            user=world.pru,
            role="mentor",
            start=world.today,
        )
    assert words(client_of(world.pru).get("/")).startswith("Your work today")


def test_twenty_more_cost_no_more_statements(hold, world, client_of):
    hold("Vale")
    pru = client_of(world.pru)
    few = statements(pru, "/")
    for number in range(20):
        hold(f"Made{number}", release=number)
    assert statements(pru, "/") == few


def test_the_lists_are_those_of_the_page():
    assert list(SHOWN) == ["", "arrived", "leaving"]
