"""Emergency access: two presses and a reason, told at once, an hour long, in the ledger, never past an exclusion."""

from datetime import timedelta

import pytest

from sharing.calendar import add_working_days
from sharing.emergencies import opened_to
from sharing.looking import moment
from sharing.models import Agency, Emergency, Exclusion, LedgerEntry, Mail, Notice
from sharing.policy import SILENT, Category
from tests.pages import OF_EVERY_PAGE, line, statements, words

REASON = "He rang from the bridge"
A_SECOND = timedelta(seconds=1)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def get(world, client_of):
    """Bob works with somebody else; Jordan's page is not there for him."""

    def send(user, **fields):
        asked = {"who": "1998/0123456X", "born": "", "kind": "life", "reason": REASON} | fields
        return client_of(user).send("/emergency/", asked)

    return send


@pytest.fixture
def opened(world, get):
    """Bob's emergency access to Jordan Ellis."""
    assert get(world.bob).status_code == 302
    return Emergency.objects.get()


def page_of(world):
    return f"/people/{world.person.key}/"


def runs(emergency, until):
    Emergency.objects.filter(pk=emergency.pk).update(ends_at=until)


# ---------------------------------------------------------------- opening


def test_from_the_box_on_the_page_of_somebody_one_works_with(world, client_of):
    hal = client_of(world.hal)
    page = hal.get(page_of(world)).content.decode()
    assert f"{page_of(world)}emergency/" in page

    asked = words(hal.get(f"{page_of(world)}emergency/"))
    assert "You will see more of what is recorded about Jordan Ellis, for 60 minutes." in asked
    assert "are told at once. They will ask you why." in asked

    sent = hal.send(f"{page_of(world)}emergency/", {"kind": "staff", "reason": REASON})
    assert sent.url == page_of(world)
    shown = words(hal.get(page_of(world)))
    assert "Emergency access: 60 minutes left." in shown
    for tab in ("contacts/", "offences/", "timeline/", "sharing/", "plan/", "reviews/"):
        assert "Emergency access: 60 minutes left." in words(hal.get(page_of(world) + tab)), tab


def test_who_finds_nobody_is_offered_it_and_the_offer_says_nothing(world, client_of):
    """The same for a name on the scheme and one that nobody has."""
    bob = client_of(world.bob)
    offers = [words(bob.send("/find/", {"q": name})) for name in ("Ellis", "Nobody")]
    assert "Get emergency access" in offers[0]
    assert offers[0].replace("Ellis", "Nobody") == offers[1]

    started = bob.send("/emergency/", {"start": "yes", "who": "1998/0123456X"})
    assert 'value="1998/0123456X"' in started.content.decode()
    assert not Emergency.objects.exists()


def test_a_page_that_is_not_there_offers_it_too(world, client_of):
    bob, steve = client_of(world.bob), client_of(world.steve)
    assert "Get emergency access" in words(bob.get(page_of(world)))
    assert "Get emergency access" not in words(steve.get("/people/nowhere234567/x"))


@pytest.mark.parametrize(
    "who",
    [{}, {"who": "98/123456X"}, {"who": "jordan ELLIS", "born": "{born}"}, {"who": "Jojo Ellis", "born": "{born}"}],
)
def test_exact_details_open_the_record(world, get, client_of, who):
    born = f"{world.today.replace(year=world.today.year - 28, month=5, day=3):%d/%m/%Y}"
    fields = {name: value.format(born=born) for name, value in who.items()}

    assert get(world.bob, **fields).url == page_of(world)
    shown = words(client_of(world.bob).get(page_of(world)))
    assert "Emergency access: 60 minutes left." in shown
    assert "12 Example Street" in shown


@pytest.mark.parametrize(
    "fields",
    [{"who": "1999/0123456X"}, {"who": "Ellis", "born": "3/5/1998"}, {"who": "Jordan Ellis"}, {"who": "Imran Shah"}],
)
def test_anything_less_opens_nothing_and_is_written_down(world, get, fields):
    answer = words(get(world.bob, **fields))

    assert "No record can be opened by these details." in answer
    assert not Emergency.objects.exists()
    told = line("emergency_find")
    assert (told.people, told.facts["found"]) == ([], False)


def test_after_twenty_of_those_it_is_over_for_an_hour(world, get):
    for _ in range(20):
        get(world.bob, who="1999/0123456X")
    assert "You have named 20 people this hour" in words(get(world.bob))
    assert not Emergency.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": " "}, "Say what is happening."),
        ({"kind": ""}, "Choose why you need it now."),
        ({"who": ""}, "Enter a PNC number or a full name."),
    ],
)
def test_bad_input_says_what_to_do(world, get, fields, said):
    assert said in words(get(world.bob, **fields))
    assert not Emergency.objects.exists()


@pytest.mark.parametrize("who", ["steve", "gina", "anna", "adam", "dan"])
def test_who_meets_nobody_opens_nothing(world, get, who):
    assert get(getattr(world, who)).status_code == 403


# ---------------------------------------------------------------- what it opens


def test_it_opens_what_the_kind_of_agency_may_have_and_silence_stays(world, opened, client_of):
    """Housing: neither intelligence, nor risk, nor what is in the blood; not even that they are there."""
    bob = client_of(world.bob)
    pages = " ".join(
        bob.get(page_of(world) + tab).content.decode()
        for tab in ("", "contacts/", "offences/", "timeline/", "sharing/")
    )
    assert "Burglary" in pages
    for secret in ("known burglars", "Risk to former partner", "positive", "reduce the dose", "Intelligence"):
        assert secret not in pages


def test_the_police_see_tests_and_risk(world, get, client_of):
    assert opened_to(Agency.Kind.POLICE) >= {Category.DRUGS, Category.RISK, Category.HEALTH}
    for kind in Agency.Kind:
        assert not opened_to(kind) & {Category.INTELLIGENCE, Category.VICTIMS}, kind
    for kind in (Agency.Kind.HOUSING, Agency.Kind.VOLUNTARY, Agency.Kind.ETE):
        assert not opened_to(kind) & (SILENT | {Category.HEALTH, Category.DRUGS}), kind


def test_every_look_is_in_the_ledger_with_its_basis(world, opened, client_of):
    client_of(world.bob).get(f"{page_of(world)}offences/")

    told = line("offence_list")
    basis = f"emergency:{opened.starts_at:%Y-%m-%dT%H:%M}"
    assert list(told.facts["basis"]) == [basis]
    assert int(Category.OFFENDING) in told.facts["basis"][basis]
    act = line("emergency_open")
    assert (act.people, act.reason, act.user_id) == ([world.person.pk], REASON, world.bob.pk)


def test_another_user_and_another_person_see_nothing_of_it(world, opened, client_of):
    assert client_of(world.carol).get(page_of(world)).status_code == 404
    assert client_of(world.pru).get(page_of(world)).status_code == 404
    assert "Emergency access:" not in words(client_of(world.alice).get(page_of(world)))


def test_one_more_statement_than_without_is_none(world, opened, client_of):
    bob = statements(client_of(world.bob), page_of(world))
    assert bob == statements(client_of(world.alice), page_of(world)) == OF_EVERY_PAGE + 1


# ---------------------------------------------------------------- the end


@pytest.mark.parametrize(("after", "status"), [(MICROSECOND, 200), (timedelta(0), 404), (-MICROSECOND, 404)])
def test_it_ends_by_itself_on_the_very_next_request(world, opened, client_of, after, status):
    """Asked a microsecond before its end, at its end, and a microsecond after."""
    began = moment() - timedelta(hours=1)
    Emergency.objects.filter(pk=opened.pk).update(starts_at=began, ends_at=moment() + after)
    assert client_of(world.bob).get(page_of(world)).status_code == status


def test_it_lasts_as_long_as_the_setting_says(opened):
    assert opened.ends_at - opened.starts_at == timedelta(minutes=60)


def test_end_now(world, opened, client_of):
    bob = client_of(world.bob)
    assert bob.send(f"/emergencies/{opened.key}/end/").url == "/"
    assert bob.get(page_of(world)).status_code == 404
    assert line("emergency_end").people == [world.person.pk]
    assert bob.send(f"/emergencies/{opened.key}/end/").status_code == 302  # harmless


def test_ending_leads_back_to_the_person_where_one_works_with_them(world, client_of):
    hal = client_of(world.hal)
    hal.send(f"{page_of(world)}emergency/", {"kind": "life", "reason": REASON})
    emergency = Emergency.objects.get()
    assert hal.send(f"/emergencies/{emergency.key}/end/").url == page_of(world)
    assert "Emergency access:" not in words(hal.get(page_of(world)))


def test_nobody_ends_anothers(world, opened, client_of):
    assert client_of(world.hal).send(f"/emergencies/{opened.key}/end/").status_code == 404


# ---------------------------------------------------------------- exclusion


def test_it_never_opens_what_an_exclusion_closes(world, get, client_of):
    began = moment() - A_SECOND
    Exclusion.objects.create(person=world.person, user=world.bob, starts_at=began, reason="Brother")
    nobody = words(get(world.bob, who="1999/0123456X"))
    closed = words(get(world.bob))

    assert closed == nobody.replace("1999/0123456X", "1998/0123456X")
    assert not Emergency.objects.exists()
    assert not Notice.objects.filter(kind="emergency").exists()


def test_an_exclusion_closes_one_that_runs(world, opened, client_of):
    began = moment() - A_SECOND
    Exclusion.objects.create(person=world.person, user=world.bob, starts_at=began, reason="Brother")
    assert client_of(world.bob).get(page_of(world)).status_code == 404


# ---------------------------------------------------------------- who is told


def test_the_leads_are_told_at_once_without_a_word_of_anybody(world, opened):
    told = Notice.objects.filter(kind="emergency")
    assert {notice.capacity.user for notice in told} >= {world.gina}
    assert world.bob not in {notice.capacity.user for notice in told}
    mails = Mail.objects.filter(once__startswith="emergency:")
    assert world.gina in {mail.user for mail in mails}
    everything = " ".join([*(n.text for n in told), *(m.subject + m.body for m in mails)])
    for secret in ("Ellis", "Jordan", "N001", "Bob", "Gatehouse", REASON):
        assert secret not in everything


def test_the_review_falls_five_working_days_on(world, opened):
    assert opened.review_due_on == add_working_days(world.today, 5)


def test_the_same_form_twice_opens_it_once(world, client_of):
    bob = client_of(world.bob)
    form = {"form_id": "once-and-for-all", "who": "1998/0123456X", "kind": "life", "reason": REASON}
    bob.post("/emergency/", form)
    bob.post("/emergency/", form)
    assert Emergency.objects.count() == 1
    assert LedgerEntry.objects.filter(event="emergency_open").count() == 1
