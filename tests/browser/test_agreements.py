"""Agreements in real Chromium: letting something pass, with and without scripts, by keyboard alone, at every width."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from .conftest import look, serving

GINA = "gina@north.example"


@pytest.fixture(scope="module")
def office(template_database):
    """A server of their own: these tests change what passes."""
    with serving(template_database, "agreements") as address:
        yield address


@pytest.fixture
def signed_in(office, visitor):
    return partial(visitor, office)


def open_agreement(page, title):
    """From the register; an officer who has not signed is also led straight to signing."""
    page.goto("/sharing/")
    page.get_by_role("link", name=f"{title} (").click()


@pytest.mark.parametrize(("javascript", "what"), [(True, "Victims"), (False, "Risk")])
def test_an_item_is_added_after_its_effect_was_seen(signed_in, javascript, what):
    page = signed_in(GINA, javascript=javascript)
    open_agreement(page, "Information sharing protocol")
    page.get_by_role("button", name="Add what may pass").click()
    page.get_by_role("button", name="Show what changes").click()
    page.get_by_role("link", name="Choose what may pass.").wait_for()
    expect(page).to_have_title("Error: Agreement: add an item - PPO")
    if javascript:
        look(page, "item_error")
    page.get_by_label("What", exact=True).select_option(what)
    page.get_by_label("Summary").check()
    page.get_by_role("group", name="Must the person agree first?").get_by_label("No").check()
    page.get_by_label("Crime and Disorder Act 1998, section 115").check()
    page.get_by_role("button", name="Show what changes").click()
    effects = page.get_by_role("table", name="Which agencies see more or less")
    row = effects.get_by_role("row", name=re.compile("^Northside Homes"))
    said = re.sub(r"\s+", " ", row.inner_text())
    assert said.startswith(f"Northside Homes more {what} every other agency no summary 1 person")
    if javascript:
        look(page, "item_effect")
    page.get_by_role("button", name="Add the item").click()
    page.get_by_text("Item added.").wait_for()
    expect(page.get_by_role("rowheader", name=what)).to_be_visible()
    if javascript:
        look(page, "agreement_gina")


def test_an_item_is_added_by_keyboard_alone(signed_in):
    page = signed_in(GINA)
    open_agreement(page, "Joint offender management")
    page.get_by_role("button", name="Add what may pass").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/add/")
    page.get_by_label("From").focus()
    for keys in (
        ["Tab"],  # to: every party
        ["Tab", "Victims"],
        ["Tab", "Space"],  # summary
        ["Tab", "ArrowRight"],  # no
        ["Tab", "Space"],  # section 115
        ["Tab", "Tab", "Tab", "Tab", "Tab"],  # past the words of another law and what is only for health, to the button
    ):
        for key in keys:
            page.keyboard.type(key) if key == "Victims" else page.keyboard.press(key)
    expect(page.locator(":focus")).to_have_text("Show what changes")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What changes when you save").wait_for()
    page.get_by_role("button", name="Add the item").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Item added.").wait_for()


def test_a_housing_officer_reads_the_register_and_one_agreement(signed_in):
    page = signed_in("hal@north.example")
    page.goto("/")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Agreements").click()
    page.get_by_role("heading", name="Agreements about sharing").wait_for()
    look(page, "agreements_hal")
    page.get_by_role("link", name="Information sharing protocol (").click()
    page.get_by_role("heading", name="Who agreed").wait_for()
    look(page, "agreement_hal")
    expect(page.get_by_role("button", name="End it")).to_have_count(0)


def test_the_officer_signs(signed_in):
    page = signed_in(GINA)
    open_agreement(page, "Joint offender management")
    page.get_by_role("button", name="Read and sign for Northside Police").click()
    page.get_by_role("heading", name="Sign for Northside Police").wait_for()
    look(page, "agreement_sign")
    page.get_by_role("button", name="Sign for Northside Police").click()
    page.get_by_text("You signed for Northside Police.").wait_for()
    page.get_by_role("link", name=re.compile("^Change who signs.*Northside Probation")).click()
    page.get_by_role("heading", name="Who signs for Northside Probation").wait_for()
    look(page, "officer_change")


def test_the_pages_that_change_an_agreement(signed_in):
    page = signed_in(GINA)
    for words, name in (
        ("Change the text", "agreement_change"),
        ("Set the next review", "agreement_renew"),
        ("End it", "agreement_end"),
    ):
        open_agreement(page, "Treatment results to offender managers")
        page.get_by_role("button", name=words).click()
        page.get_by_role("button", name="Show what changes").wait_for()
        look(page, name)
    page.get_by_label("Now: nothing passes from this moment").check()
    page.get_by_role("button", name="Show what changes").click()
    page.get_by_role("heading", name="What changes when you save").wait_for()
    look(page, "agreement_end_effect")
