"""Home: late first, done in place, and for each role what it may see."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.timezone import now

from casework.models import Allocation, Arrest, Contact, Person, Status
from cohort.changes.leaving_night import proposals_raise
from pathways.models import Action, ActionDetail
from reports.figures import document_of, for_steering, pack
from reports.models import IssuedPack
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry


def page(client_of, user, address="/"):
    response = client_of(user).get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup):
    return " ".join(soup.main.get_text(" ").split())


def rows(soup, caption):
    table = next(table for table in soup.find_all("table") if table.caption.text.startswith(caption))
    return [" ".join(row.get_text(" ").split()) for row in table.tbody.find_all("tr")]


def test_a_lead_worker_sees_late_first_then_today_then_what_nobody_recorded(client_of, world):
    soup = page(client_of, world.alice)
    assert soup.h1.text == "Your work today"
    assert "You have 1 person." in words(soup)
    (late,) = rows(soup, "Your overdue actions")
    assert "Ellis, Jordan Get ID for tenancy" in late
    assert "6 days overdue" in late
    assert "Office visit 10:00" in rows(soup, "Appointments today")[0]
    assert "Home visit" in rows(soup, "Earlier appointments")[0]
    headings = [heading.text for heading in soup.main.find_all("h2")]
    assert headings[:3] == ["Overdue actions (1)", "Appointments today (1)", "Not recorded yet (1)"]


def test_what_is_done_is_one_press_with_the_next_row_after_it(client_of, world):
    form = page(client_of, world.alice).find("tr", id="overdue-1").form
    fields = {field["name"]: field.get("value") for field in form.find_all("input")}
    assert fields["back"] == "/?at=overdue-1#overdue-1"
    assert fields["form_id"]
    assert " ".join(form.button.text.split()) == "Done: Get ID for tenancy, Ellis, Jordan"
    response = client_of(world.alice).post(form["action"], fields)
    assert response.headers["Location"] == "/?at=overdue-1#overdue-1"
    assert Action.objects.get(pk=world.action.pk).status == Action.Status.DONE


@pytest.mark.parametrize(
    ("words_of", "outcome"), [("Attended", "attended"), ("Did not attend", "unacceptable_absence")]
)
def test_whether_they_came_is_one_press(client_of, world, words_of, outcome):
    row = page(client_of, world.alice).find("tr", id="today-1")
    button = next(button for button in row.find_all("button") if button.text.strip().startswith(words_of))
    form = button.find_parent("form")
    fields = {field["name"]: field.get("value") for field in form.find_all(["input", "button"])}
    assert client_of(world.alice).post(form["action"], fields).status_code == 302
    assert Contact.objects.get(pk=world.contact.pk).outcome == outcome


def test_news_names_its_source_and_only_what_the_worker_may_see(client_of, world):
    assert "arrested" not in words(page(client_of, world.alice)), "entered today, but three months old"
    with looking_as_system():
        Arrest.objects.update(arrested_at=now() - timedelta(days=2))
    assert "Northside Police: Ellis, Jordan was arrested" in words(page(client_of, world.alice))
    assert "arrested" not in words(page(client_of, world.dee))


def test_a_partner_sees_its_own_part_and_nobody_elses(client_of, world):
    soup = page(client_of, world.hal)
    assert soup.h1.text == "Northside Homes: your work"
    text = words(soup)
    assert "Find a supported flat" not in text, "it is due in nine days"
    assert "Next action is due on" in text
    assert "People you share (1) Ellis, Jordan" in text
    for others in ("Get ID for tenancy", "methadone", "arrested", "Ward, Kerry"):
        assert others not in text


def test_the_coordinator_sees_what_waits_and_who_is_late(client_of, world):
    soup = page(client_of, world.dora)
    text = words(soup)
    assert soup.h1.text == "Northside PPO scheme today"
    assert "2 people (places: 20)" in text
    assert "2 in the community with an order or licence" in text
    assert rows(soup, "Overdue actions by agency") == [f"Northside Probation 1 {day_words(world)} (6 days overdue)"]


def day_words(world):
    from sharing.dates import day

    return day(world.today - timedelta(days=6))


def test_without_a_lead_worker_a_person_is_named_to_the_coordinator(client_of, world):
    with looking_as_system():
        Allocation.objects.filter(person=world.person).delete()
    assert "No lead worker 1 Ellis, Jordan" in words(page(client_of, world.dora))


def test_an_overdue_review_is_shown_but_not_of_somebody_with_a_long_sentence(client_of, world):
    with looking_as_system():
        Person.objects.update(next_review_on=world.today - timedelta(days=20))
    assert "Review overdue 2 Ellis, Jordan ; Ward, Kerry" in words(page(client_of, world.dora))
    with looking_as_system():
        Status.objects.filter(person=world.other).update(
            status="sentenced", release_on=world.today + timedelta(days=600)
        )
    assert "Review overdue 1 Ellis, Jordan" in words(page(client_of, world.dora))


@pytest.mark.parametrize("who", ["steve", "gina", "anna", "adam", "dan"])
def test_those_who_meet_nobody_are_shown_nobody(client_of, world, who):
    text = page(client_of, getattr(world, who)).get_text(" ")
    for name in ("Ellis", "Jordan", "Ward", "Kerry", "Shah"):
        assert name not in text


def issued(world, on, number):
    at = now()
    figures = for_steering(world.scheme, pack(world.scheme, as_of=on, at=at))
    file = {"pdf_file": "a.pdf", "pdf_sha256": "0" * 64, "pdf_size": 1}
    file |= {"xlsx_file": "a.xlsx", "xlsx_sha256": "0" * 64, "xlsx_size": 1}
    dates = {"as_of": on, "period_from": on - timedelta(days=364), "period_to": on}
    return IssuedPack.objects.create(
        scheme=world.scheme, number=number, made_at=at, marking="OFFICIAL", figures=figures, pages=1, **dates, **file
    )


def test_the_steering_group_has_the_pack_one_press_away_and_earlier_ones_below(client_of, world):
    assert "No performance pack has been made yet" in words(page(client_of, world.steve))
    older, newest = (issued(world, world.today - timedelta(days=days), number) for number, days in ((1, 90), (2, 1)))
    soup = page(client_of, world.steve)
    assert soup.main.find("a", href=reverse("pack_pdf", args=[newest.key])).text == "Download the pack (PDF)"
    assert all(sentence in words(soup) for sentence in document_of(newest.figures).headlines)
    assert soup.main.find("a", href=older.get_absolute_url())


def test_the_ledger_says_whom_the_page_showed(client_of, world):
    page(client_of, world.alice)
    line = LedgerEntry.objects.latest("pk")
    assert (line.event, line.people) == ("home", [world.person.pk])


def test_nobody_is_sent_to_sign_in(client_of, db):
    assert client_of().get("/").headers["Location"].startswith(reverse("account_login"))


def test_a_long_list_says_that_it_is_cut(client_of, world):
    with looking_as_system():
        Action.objects.bulk_create(
            Action(
                person=world.person, owner=world.action.owner, agency=world.action.agency, user=world.action.user,
                number=number, pathway="ete", opened_on=world.today - timedelta(days=60),
                target_on=world.today - timedelta(days=2), status="in_progress",
            )
            for number in range(100, 160)
        )  # fmt: skip
    text = words(page(client_of, world.alice))
    assert "Overdue actions (50) There are more: these are the oldest 50 actions." in text


@pytest.mark.parametrize("who", ["alice", "hal", "dora"])
def test_twenty_more_rows_cost_no_more_statements(client_of, world, django_assert_max_num_queries, who):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(getattr(world, who))
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    with looking_as_system():
        more = Action.objects.bulk_create(
            Action(
                person=world.person, owner=world.action.owner, agency=world.action.agency, user=world.action.user,
                number=number, pathway="ete", opened_on=world.today - timedelta(days=60),
                target_on=world.today - timedelta(days=2), status="in_progress",
            )
            for number in range(100, 120)
        )  # fmt: skip
        ActionDetail.objects.bulk_create(
            ActionDetail(action=row, person=row.person, owner=row.owner, pathway="ete", text="More") for row in more
        )
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few)


def test_who_may_be_ready_to_leave_is_named_to_those_who_may_know_it(client_of, world):
    proposals_raise(scheme=world.scheme, today=world.today, at=now())
    assert "May be ready to leave 1 Ward, Kerry See why" in words(page(client_of, world.dora))
    assert "May be ready to leave" not in words(page(client_of, world.cherie))
