"""From the second contact missed to the decision and what came of it, in real Chromium, by keyboard, without scripts."""

from functools import partial

import pytest
from playwright.sync_api import expect

from .conftest import look, open_contacts, serving

ALICE, HAL = "alice@north.example", "hal@north.example"


@pytest.fixture(scope="module")
def office(template_database):
    """A server of their own: what was missed stays missed."""
    with serving(template_database, "enforcement") as address:
        yield address


@pytest.fixture
def signed_in(office, visitor):
    return partial(visitor, office)


def test_the_second_absence_is_decided_by_keyboard_without_scripts(signed_in):
    page = signed_in(ALICE, javascript=False)
    page.get_by_role("button", name="Did not attend").first.press("Enter")
    expect(page.get_by_role("heading", name="Jordan Ellis did not attend")).to_be_visible()
    page.get_by_label("No reason given").press("Space")
    page.get_by_label("Rang").press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("heading", name="Decisions about enforcement due (1)")).to_be_visible()

    open_contacts(page)
    page.get_by_role("button", name="Record what was decided").press("Enter")
    expect(page.get_by_role("heading", name="Decision about enforcement")).to_be_visible()
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("link", name="Choose what was decided.")).to_be_visible()
    page.get_by_label("Recall").press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Saved. Recall, decided on")).to_be_visible()

    page.get_by_role("link", name="Say what came of it").press("Enter")
    page.get_by_label("Recall asked for on").fill("today")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("link", name="Enter the date as day, month and year")).to_be_visible()


def test_the_pages_are_sound(signed_in):
    page = signed_in(ALICE)
    expect(page.get_by_role("heading", name="Your work today")).to_be_visible()
    page.goto("/")
    look(page, "enforcement_home")
    open_contacts(page)
    look(page, "enforcement_contacts")
    page.goto(page.url.split("#")[0].replace("/contacts/", "/enforcement/decide/"))
    look(page, "enforcement_decide")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look(page, "enforcement_decide_error")
    page.go_back()
    open_contacts(page)
    page.get_by_role("link", name="Say what came of it").click()
    expect(page.get_by_label("What came of it?")).to_be_visible()
    look(page, "enforcement_follow")


def test_another_agency_reads_what_was_decided(signed_in):
    page = signed_in(HAL)
    open_contacts(page)
    look(page, "enforcement_partner")
    expect(page.get_by_role("link", name="Say what came of it")).to_have_count(0)
    expect(page.get_by_text("Recall, Northside Probation")).to_be_visible()
