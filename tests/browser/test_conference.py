"""A conference in the browser: set up, packs for all with one press, each person in two clicks or four key presses."""

import os
import re
import subprocess
import sys
from functools import partial

import pytest
from playwright.sync_api import expect

from tests import database

from .conftest import assert_sound, environment_of, serving

WIDTHS = (1280, 640, 320)


@pytest.fixture(scope="module")
def hall(template_database):
    """A server of its own: these tests change the plan that others look at."""
    with serving(template_database, "hall") as address:
        yield address


@pytest.fixture
def dora(hall, visitor):
    """`dora(javascript=False)` is a page where the co-ordinator signed in; `email` for somebody else."""
    return partial(visitor, hall, email="dora@north.example")


def open_meeting(page):
    page.goto("/meetings/")
    page.get_by_role("link", name="Case conference").first.click()
    page.wait_for_load_state()


def open_live(page):
    """The live page of the first person; Kerry Ward joins the agenda where she is not on it yet."""
    open_meeting(page)
    if page.get_by_role("button", name="Add people due").count():
        page.get_by_role("button", name="Add people due").click()
    page.get_by_role("button", name="Open live page").or_(page.get_by_role("button", name="Look at what")).click()
    page.get_by_role("navigation", name="Agenda").wait_for()
    page.wait_for_load_state()


def first_action(page):
    return page.locator(".app-live-action").first


@pytest.mark.parametrize("javascript", [True, False])
def test_reviewing_a_person_whose_one_action_changed_takes_two_clicks(dora, javascript):
    page = dora(javascript=javascript)
    open_live(page)
    person = page.get_by_role("heading", level=1).inner_text()
    first_action(page).get_by_label("Stuck", exact=True).click() if first_action(page).count() else None
    page.get_by_role("button", name="Save and").click()
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\s*Saved\."))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(person)
    page.get_by_role("button", name="Undo").click()  # as it was, for the next test
    expect(page.get_by_role("heading", level=1)).to_have_text(person)


@pytest.mark.parametrize("javascript", [True, False])
def test_or_four_key_presses(dora, javascript):
    page = dora(javascript=javascript)
    open_live(page)
    expect(page).to_have_url(re.compile("#actions$"))
    person = page.get_by_role("heading", level=1).inner_text()
    for key in ("Tab", "ArrowRight", "Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function("name => document.querySelector('h1').innerText !== name", arg=person)
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\s*Saved\."))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(person)


def carry_out_the_packs():
    """What a worker does, in a process of its own."""
    work = (
        "import django; django.setup()\n"
        "from sharing.models import Part\n"
        "from sharing.tasks import part_do\n"
        "import reviews.tasks\n"
        "for pk in list(Part.objects.filter(done_at=None).values_list('pk', flat=True)):\n"
        "    part_do(pk)\n"
    )
    environment = environment_of(f"ppo_test_{os.getpid()}_hall")
    subprocess.run([sys.executable, "-c", work], env=environment, cwd=database.ROOT, check=True)


def test_packs_for_all_are_one_click_and_the_page_follows_by_itself(dora):
    page = dora()
    open_live(page)
    open_meeting(page)
    page.get_by_role("button", name="Make packs for all").click()
    page.get_by_text("0 of 6 packs ready").wait_for()
    assert_sound(page)
    carry_out_the_packs()
    page.get_by_text("6 packs are ready.").wait_for()
    page.get_by_role("button", name="Back to the meeting").click()
    expect(page.get_by_role("row").filter(has_text="Hal Osei")).to_have_count(1)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        assert_sound(page)


def test_without_scripts_the_progress_page_asks_again_by_itself(dora):
    page = dora(javascript=False)
    open_live(page)
    open_meeting(page)
    page.get_by_role("button", name="Make").last.click()
    expect(page.locator("noscript meta, meta[http-equiv=refresh]")).to_have_count(1)
    carry_out_the_packs()
    page.get_by_text("6 packs are ready.").wait_for(timeout=15_000)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_meeting_are_sound(dora, width):
    page = dora(width=width)
    open_live(page)
    assert_sound(page)
    page.get_by_role("button", name="Save and").click()
    open_meeting(page)
    assert_sound(page)
    page.get_by_role("button", name="Change who is invited").click()
    assert_sound(page)
    page = dora(email="hal@north.example", width=width)
    open_meeting(page)
    assert_sound(page)


def test_a_form_with_a_fault_says_which_and_keeps_what_was_typed(dora):
    page = dora()
    open_live(page)
    page.get_by_label("What", exact=True).fill("Buy a cooker")
    page.get_by_label("What was agreed").fill("A cooker next")
    page.get_by_role("button", name="Save and").click()
    page.get_by_role("link", name="Choose an area of life.").wait_for()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("link", name="Choose an area of life.").click()
    expect(page.locator(":focus")).to_have_attribute("name", "new-pathway")
    assert page.get_by_label("What was agreed").input_value() == "A cooker next"
    assert_sound(page)
