"""Is this person on the scheme? Yes, no or perhaps, whom to call, and nothing else; and the word that they were arrested."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from casework.models import Allocation, Identity, Status
from cohort import check
from cohort.models import Membership
from sharing.looking import looking_as_system
from sharing.models import Exclusion, LedgerEntry, Mail, Notice
from tests.pages import words

PNC = "1998/0123456X"


@pytest.fixture
def born(world):
    with looking_as_system():
        return Identity.objects.get(person=world.person).date_of_birth


@pytest.fixture
def ask(world, client_of):
    """`ask("1998/0123456X")` as the custody sergeant, or as somebody else."""

    def send(who, user=None):
        return client_of(user or world.dan).send("/check/", {"who": who})

    return send


def logged():
    lines = LedgerEntry.objects.filter(event="status_check").order_by("pk")
    return [(line.facts["answer"], line.facts["asked"], line.people) for line in lines]


@pytest.mark.parametrize("typed", [PNC, "98/123456x", "19980123456X", " 1998 / 0123456X "])
def test_yes_by_number_and_nothing_else_of_the_record(ask, world, typed):
    page = words(ask(typed))
    assert "Yes:" in page
    assert "This person is on Northside PPO scheme." in page
    assert "Call: Pete Marsh 01632 960001 Then: Alice Reed 01632 960002" in page
    for secret in ("Ellis", "Jordan", "Elis", "licence", "Dee Lowe", "drug", "Northgate", "1998/0123456X"):
        assert secret not in page.replace(typed.strip(), "").replace("drug worker if they have one", "")
    assert logged() == [("yes", "pnc", [world.person.pk])]


@pytest.mark.parametrize("typed", ["A1234BC", "a 1234 bc"])
def test_yes_by_prison_number(ask, world, typed):
    with looking_as_system():
        Identity.objects.filter(person=world.person).update(prison_number="A1234BC")
    assert "Yes:" in words(ask(typed))
    assert logged() == [("yes", "prison_number", [world.person.pk])]
    assert "No:" in words(ask("A1234BD"))


@pytest.mark.parametrize("shape", ["Jordan Ellis {}", "{} Ellis, Jordan", "ellis JORDAN {}", "Jojo Ellis {}"])
def test_yes_by_the_full_name_and_the_day_of_birth(ask, world, born, shape):
    assert "Yes:" in words(ask(shape.format(f"{born:%d/%m/%Y}")))
    assert logged() == [("yes", "name", [world.person.pk])]


def test_perhaps_where_the_name_is_only_like_it(ask, world, born):
    response = ask(f"Jordon Elliss {born:%d/%m/%Y}")
    page = words(response)
    assert "Perhaps: Jordon Elliss" in page
    assert "Call before you rely on it. Call: Pete Marsh" in page
    assert "Arrested: tell their workers" not in page
    assert logged() == [("maybe", "name", [world.person.pk])]


def test_perhaps_where_two_cannot_be_told_apart(ask, world, born):
    with looking_as_system():
        world.other.given_names, world.other.family_name = "Jordan", "Ellis"
        world.other.save()
        Identity.objects.filter(person=world.other).update(date_of_birth=born)
    assert "Perhaps:" in words(ask(f"Jordan Ellis {born:%d/%m/%Y}"))


@pytest.mark.parametrize("typed", ["1998/0123457H", "Jordan Ellis 1/2/1950", "Nemo Nowhere 3/5/1998"])
def test_no(ask, typed):
    page = words(ask(typed))
    assert "No:" in page
    assert "Nobody like this is on Northside PPO scheme." in page
    assert "Call:" not in page
    assert [line[::2] for line in logged()] == [("no", [])]


def test_no_of_somebody_who_left(ask, world, born):
    with looking_as_system():
        Membership.objects.filter(person=world.person).update(
            deselected_on=world.today, deselection_criterion="moved_away"
        )
    assert "No:" in words(ask(f"Jordan Ellis {born:%d/%m/%Y}"))


def test_no_to_a_user_to_whom_the_record_is_closed(ask, world, born):
    with looking_as_system():
        Exclusion.objects.create(
            person=world.person, user=world.dan, kind="relative", starts_at=now() - timedelta(days=1)
        )
    assert "No:" in words(ask(f"Jordan Ellis {born:%d/%m/%Y}"))
    assert "Yes:" in words(ask(PNC, world.pete))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter a PNC number, or the full name and the date of birth."),
        ("Jordan Ellis", "Enter the date of birth as well as the name, or a PNC number."),
        ("3/5/1998", "Enter the full name as well as the date of birth, or a PNC number."),
        ("Jordan Ellis 31/2/1998", "31/2/1998 is no date of birth."),
        ("1998/0123457J", "The letter at the end does not belong to this PNC number."),
    ],
)
def test_what_cannot_be_read_is_said(ask, typed, said):
    assert said in words(ask(typed))


@pytest.mark.parametrize(
    ("who", "status"), [("dan", 200), ("alice", 200), ("dora", 200), ("steve", 403), ("gina", 403)]
)
def test_who_may_check(ask, world, who, status):
    assert ask(PNC, getattr(world, who)).status_code == status


def test_yes_no_and_perhaps_take_the_same_statements(ask, born):
    def asked(typed):
        with CaptureQueriesContext(connection) as queries:
            assert ask(typed).status_code == 200
        # the key of the button that tells of the arrest is asked for after a yes
        told = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"] and "django_session" not in one["sql"]]
        return len(told)

    asked(PNC)
    no, perhaps = asked("1998/0123457H"), asked(f"Jordon Elliss {born:%d/%m/%Y}")
    assert no == perhaps
    with looking_as_system():
        counts = set()
        for one in (check.Asked(PNC), check.Asked("1998/0123457H"), check.Asked("", "Jordon Elliss", born)):
            with CaptureQueriesContext(connection) as queries:
                check.answer(Identity.objects.get(pnc_id=PNC).scheme_id, one, today=now().date())
            counts.add(len(queries))
    assert len(counts) == 1


def test_twenty_an_hour(ask, world):
    for _ in range(20):
        ask("Nemo Nowhere 1/2/1950")
    page = words(ask(PNC))
    assert "You have checked 20 people this hour. Ring the co-ordinator." in page
    assert len(logged()) == 20
    assert "Yes:" in words(ask(PNC, world.pete))  # each user's own


def test_a_duty_officer_comes_home_to_the_box(world, client_of):
    page = client_of(world.dan).get("/")
    assert words(page).startswith("Is this person on the scheme?")
    assert 'name="who"' in page.content.decode()


@pytest.fixture
def tell(world, client_of):
    def send(user=None, person=None):
        return client_of(user or world.dan).send("/check/arrested/", {"person": (person or world.person).key})

    return send


def test_arrested_tells_the_lead_worker_and_the_drug_worker_at_once(ask, tell, world, client_of):
    dan = client_of(world.dan)
    dan.send("/check/", {"who": PNC})
    assert dan.send("/check/arrested/", {"person": world.person.key}).url == "/check/"
    assert "Their workers were told at once, and asked to ring you." in words(dan.get("/check/"))

    told = Notice.objects.filter(kind="arrest").select_related("capacity__user")
    assert {one.capacity.user for one in told} == {world.alice, world.dee}
    for notice in told:
        assert notice.text == "Somebody you work with was arrested. Ring Dan Stone, Northside Police, 01632 960001"
        assert notice.address == world.person.get_absolute_url()
    for mail in Mail.objects.filter(subject__contains="arrested"):
        assert "Ellis" not in mail.body + mail.subject
    line = LedgerEntry.objects.get(event="arrest_tell")
    assert (line.operation, line.people) == ("disclosure", [world.person.pk])
    assert set(line.recipients) == {world.probation.pk, world.drugs.pk}

    tell()
    assert Notice.objects.filter(kind="arrest").count() == 2  # once a day, however often it is pressed


def test_without_a_lead_worker_the_coordinators_are_told(ask, tell, world):
    with looking_as_system():
        Allocation.objects.filter(person=world.person, role="probation_om").delete()
    ask(PNC)
    tell()
    assert {one.capacity.user for one in Notice.objects.filter(kind="arrest")} == {world.dora, world.dee}


def test_nobody_is_told_of_somebody_who_was_not_found(ask, tell, world, client_of):
    tell()
    ask("Nemo Nowhere 1/2/1950")
    tell()
    ask(PNC)
    tell(person=world.other)
    tell(user=world.pete)  # whose own check it was not
    assert not Notice.objects.filter(kind="arrest").exists()
    dan = client_of(world.dan)
    dan.send("/check/arrested/", {"person": "zz"})
    assert "Check the person again first. Nobody was told." in words(dan.get("/check/"))


def test_whoever_may_not_know_is_not_told(ask, tell, world):
    with looking_as_system():
        Exclusion.objects.create(
            person=world.person, user=world.dee, kind="relative", starts_at=now() - timedelta(days=1)
        )
    ask(PNC)
    tell()
    assert {one.capacity.user for one in Notice.objects.filter(kind="arrest")} == {world.alice}


@pytest.fixture
def receive(world, client_of):
    """`receive("remand")`: the prison's worker checks the number and presses the button of the answer."""

    def press(status, user=None):
        visitor = client_of(user or world.pru)
        visitor.send("/check/", {"who": PNC})
        return visitor.send("/check/received/", {"person": world.person.key, "status": status})

    return press


def spells(world):
    rows = Status.objects.filter(person=world.person).order_by("start")
    return [(one.status, one.establishment, one.start, one.end, one.owner) for one in rows]


def test_a_prison_that_received_somebody_says_so_in_one_press(receive, world, client_of):
    pru = client_of(world.pru)
    page = words(pru.send("/check/", {"who": PNC}))
    assert "If HMP Leeds received them" in page
    assert "Arrested: tell their workers" not in page
    before = spells(world)[0]
    response = receive("sentenced")
    assert response.url == world.person.get_absolute_url()
    assert "In custody, sentenced: Leeds (HMP)" in words(pru.get(response.url))
    assert spells(world) == [
        (*before[:3], world.today, world.probation),
        ("sentenced", "LEI", world.today, None, world.probation),
    ]
    told = Notice.objects.filter(kind="custody").select_related("capacity__user")
    assert {one.capacity.user for one in told} == {world.alice, world.pete, world.dee}
    assert "Ellis, Jordan" in words(pru.get("/"))


def test_received_twice_and_put_right_the_same_day(receive, world):
    receive("sentenced")
    receive("sentenced")
    assert len(spells(world)) == 2
    receive("remand")  # the first press was the wrong button
    assert [one[0] for one in spells(world)] == ["licence", "remand"]


def test_what_is_known_of_the_sentence_goes_along_from_another_prison(receive, world):
    release = world.today + timedelta(days=90)
    with looking_as_system():
        Status.objects.filter(pk=world.status.pk).update(
            status="sentenced", establishment="DNI", release_on=release, release_source="court", sentence_months=9
        )
    receive("sentenced")
    last = Status.objects.filter(person=world.person).latest("start")
    assert (last.establishment, last.release_on, last.sentence_months) == ("LEI", release, 9)


def test_only_a_prison_that_checked_receives_anybody(receive, world, client_of):
    receive("remand", world.pete)
    receive("hospital")
    client_of(world.pru).send("/check/received/", {"person": world.other.key, "status": "remand"})
    assert len(spells(world)) == 1
    assert receive("remand", world.dan).status_code == 403


def command(*arguments):
    out = StringIO()
    call_command("person_status", "--scheme", "NORTH", "--format", "json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_says_no_more(world, born):
    found = command("--pnc", PNC)
    assert found == {
        "answer": "yes",
        "call": [
            {"name": "Pete Marsh", "phone": "01632 960001"},
            {"name": "Alice Reed", "phone": "01632 960002"},
            {"name": "Dee Lowe", "phone": "01632 960007"},
        ],
    }
    assert command("--name", "Jordan Ellis", "--born", born.isoformat())["answer"] == "yes"
    assert command("--name", "Jordon Elliss", "--born", born.isoformat())["answer"] == "maybe"
    assert command("--pnc", "1998/0123457H") == {"answer": "no", "call": []}
    assert [line[0] for line in logged()] == ["yes", "yes", "maybe", "no"]


def test_where_nobody_works_with_them_the_coordinators_are_called(world):
    with looking_as_system():
        Allocation.objects.filter(person=world.person).delete()
    assert [one["name"] for one in command("--pnc", PNC)["call"]] == ["Dora Nair"]


@pytest.mark.parametrize(
    "wrong",
    [[], ["--pnc", "nonsense"], ["--name", "Jordan Ellis"], ["--pnc", PNC, "--name", "J"], ["--pnc", "1998/0123457J"]],
)
def test_the_command_says_what_it_cannot_read(world, wrong):
    with pytest.raises(CommandError):
        command(*wrong)
