"""Planning contacts in real Chromium: a clash, one held together, and the same time next week, by keyboard."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from .conftest import look, open_contacts, serving
from .test_clicks import Hand

ALICE, DEE = "alice@north.example", "dee@north.example"


@pytest.fixture(scope="module")
def office(template_database):
    """A server of their own: what is planned stays planned."""
    with serving(template_database, "contacts") as address:
        yield address


@pytest.fixture
def signed_in(office, visitor):
    return partial(visitor, office)


def plan(page, at):
    open_contacts(page)
    page.get_by_role("button", name="Add a contact").press("Enter")
    day = localdate() + timedelta(days=9)
    page.get_by_label("Date", exact=True).fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Time", exact=False).first.fill(at)
    page.get_by_label("Planned for later").press("Space")
    page.get_by_role("button", name="Save", exact=True).press("Enter")


def test_two_agencies_meet_the_person_together(signed_in):
    page = signed_in(DEE, javascript=False)
    plan(page, "10:30")
    expect(page.get_by_text("Saved. Office visit: planned.")).to_be_visible()

    page = signed_in(ALICE)
    plan(page, "10:00")
    expect(page.get_by_text("Jordan also has Northside Recovery at 10:30")).to_be_visible()
    look(page, "contact_clash_warning")
    page.get_by_role("button", name="Book it together then").press("Enter")
    expect(page.get_by_text("Together with Northside Recovery")).to_be_visible()
    look(page, "contacts_together")


def test_k7_the_same_time_next_week_is_one_press(signed_in):
    page = signed_in(ALICE, javascript=False)
    open_contacts(page)
    today = page.get_by_role("row").filter(has_text=", 10:00").filter(has_text="Planned").first
    today.get_by_role("button", name=re.compile("^Attended")).press("Enter")
    expect(page.get_by_text("Saved. Office visit: attended.")).to_be_visible()
    hand = Hand(page)
    hand.press(page.get_by_role("button", name=re.compile("^Same time next week")).first)
    expect(page.get_by_text("Booked again for")).to_be_visible()
    hand.took(presses=1, fields=0, loads=1)


def test_the_diary_is_sound(signed_in):
    page = signed_in(ALICE)
    open_contacts(page)
    page.get_by_role("link", name="Diary to print for Jordan").click()
    expect(page.get_by_role("heading", name="Your diary")).to_be_visible()
    look(page, "diary")
