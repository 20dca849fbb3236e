"""The pages about people in real Chromium, as roles that see much and little, at three widths."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import look

TABS = ("Overview", "Plan", "Contacts", "Offences", "Timeline")


def open_person(page, name="Ellis, Jordan"):
    page.goto("/people/")
    page.get_by_role("link", name=name).click()


@pytest.mark.parametrize("who", ["alice", "hal", "dora"])
def test_every_tab(signed_in, who):
    page = signed_in(f"{who}@north.example")
    page.goto("/people/")
    look(page, f"{who}_people")
    open_person(page)
    tabs = page.get_by_role("navigation", name="Jordan Ellis")
    for tab in TABS:
        tabs.get_by_role("link", name=tab, exact=True).click()
        expect(tabs.locator("[aria-current=page]")).to_have_text(tab)
        look(page, f"{who}_{tab.lower()}")


def test_the_forms(signed_in):
    page = signed_in("alice@north.example")
    open_person(page)
    page.get_by_role("button", name="Add a contact").click()
    look(page, "contact_add")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title("Error: Add a contact - PPO")
    look(page, "contact_add_error")
    open_person(page)
    page.get_by_role("button", name="Add an action").click()
    look(page, "action_add")
    page.goto("/people/?list=no_lead&where=custody&late=on&review=on")
    look(page, "people_none")


def test_the_pages_of_one_contact_and_one_action(signed_in):
    page = signed_in("alice@north.example", javascript=False)
    open_person(page)
    page.get_by_role("link", name="Contacts", exact=True).click()
    missed = page.get_by_role("row").filter(has_text="No call, no show")
    missed.get_by_role("link", name=re.compile("^Change")).click()
    page.wait_for_url("**/outcome/")
    outcome = page.url
    page = signed_in("alice@north.example")
    page.goto(outcome)
    look(page, "contact_outcome")
    page.goto(outcome.replace("/outcome/", "/missed/"))
    look(page, "contact_missed")
    page.goto("/")
    page.goto(page.get_by_role("button", name=re.compile("^Update")).first.get_attribute("href"))
    look(page, "action_update")


def test_an_action_opens_in_place_and_holds_the_focus(signed_in):
    page = signed_in("alice@north.example")
    open_person(page)
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("button", name=re.compile("^Update ?: Book a basic skills test")).click()
    page.get_by_role("heading", name="Update: Book a basic skills test").wait_for()
    page.wait_for_function("document.activeElement.textContent === 'Update: Book a basic skills test'")
    look(page, "action_update_in_place")


def test_the_find_page(signed_in):
    page = signed_in("dora@north.example")
    page.goto("/people/")
    page.get_by_label("Find a person").fill("zzz")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/")
    expect(page.get_by_role("heading", level=1)).to_have_text("0 results for ‘zzz’")
    look(page, "find_none")
    page.get_by_label("Find a person").fill("e")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=re.compile("results? for ‘e’|Jordan")).wait_for()
    look(page, "find")
