"""Being on the scheme and letters in real Chromium: by keyboard from the person's page to the letter that was given."""

import re
from functools import partial

import pytest

from .conftest import look, serving

DORA, HAL = "dora@north.example", "hal@north.example"


@pytest.fixture(scope="module")
def office(template_database):
    """A server of their own: a letter that was given stays given."""
    with serving(template_database, "letters") as address:
        yield address


@pytest.fixture
def signed_in(office, visitor):
    return partial(visitor, office)


def test_a_letter_is_written_read_and_given_by_keyboard(signed_in):
    page = signed_in(DORA)
    look(page, "home")
    page.goto("/people/")
    page.get_by_role("link", name="Ellis, Jordan").first.click()
    page.get_by_role("link", name="On the scheme: basis, letters and what was decided").press("Enter")
    look(page, "membership")
    page.get_by_role("button", name="Write the letter").press("Enter")
    page.get_by_label("Why, in plain words").fill("We have intelligence that you did this.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save and see the letter").press("Enter")
    page.get_by_role("link", name="Take out “intelligence”").wait_for()
    look(page, "letter_error")
    page.get_by_label("Why, in plain words").fill("You were charged with 9 offences in a year.")
    page.get_by_role("button", name="Save and see the letter").press("Enter")
    page.get_by_text("Dear Jordan").wait_for()
    look(page, "letter")
    with page.expect_download() as sheet:
        page.get_by_role("button", name="Download the letter to print").press("Enter")
    assert sheet.value.suggested_filename.startswith("letter-")
    page.get_by_role("button", name="Record that it was given").press("Enter")
    look(page, "letter_given")
    page.get_by_label("Yes").press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_text("Read together.").wait_for()
    page.go_back()


def test_the_other_pages_are_sound(signed_in):
    page = signed_in(DORA)
    page.goto("/people/")
    page.get_by_role("link", name="Ward, Kerry").first.click()
    page.get_by_role("link", name="On the scheme: basis, letters and what was decided").click()
    page.get_by_role("button", name="Change basis or strands").click()
    look(page, "membership_change")
    page.go_back()
    page.get_by_role("button", name="Offer to another scheme").click()
    look(page, "transfer_offer")
    page.get_by_label("Which scheme?").select_option(label="Southside PPO scheme")
    page.get_by_label("Why?").fill("Has moved to Southside.")
    page.get_by_role("button", name="Send the offer").click()
    page.get_by_role("heading", name="Take the offer back").wait_for()
    look(page, "transfer")
    page.goto("/transfers/")
    look(page, "transfers")
    page.goto("/letters/words/")
    look(page, "words")
    page.get_by_role("link", name=re.compile("Change.*On being brought on, in English")).click()
    page.get_by_role("button", name="See how it reads").click()
    page.get_by_text("Every sentence is short enough.").wait_for()
    look(page, "words_change")
