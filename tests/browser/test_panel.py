"""A panel of nine people, by keyboard alone, in no more presses than was promised; and its pages at three widths.

A press is a choice or a key that sends; moving the focus is counted apart. K12: one press where the panel agrees with the
suggestion, two and one typed field where it does not, a dissent one press and one typed field more.
"""

import os
import re
import subprocess
import sys
from functools import partial

import pytest
from playwright.sync_api import expect

from tests import database

from .conftest import assert_sound, environment_of, look, serving
from .load_panel import NAMES


@pytest.fixture(scope="module")
def hall(template_database):
    """A server of its own: these tests decide on people whom others look at."""
    with serving(template_database, "panel") as address:
        environment = environment_of(f"ppo_test_{os.getpid()}_panel")
        load = [sys.executable, "-m", "tests.browser.load_panel"]
        subprocess.run(load, env=environment, cwd=database.ROOT, check=True)
        yield address


@pytest.fixture
def opened(hall, visitor):
    """`opened(width=320)` is a page where the co-ordinator signed in; `email` for somebody else."""
    return partial(visitor, hall, email="dora@north.example")


class Keyboard:
    """Counts what it does: presses, typed fields, and how often the focus was moved."""

    def __init__(self, page):
        self.page, self.presses, self.fields, self.moves = page, 0, 0, 0

    def to(self, name):
        """Tab until the field or button of this name has the focus."""
        for _ in range(80):
            held = self.page.evaluate("[document.activeElement.name, document.activeElement.innerText].join('|')")
            if name in held.split("|"):
                return
            self.page.keyboard.press("Tab")
            self.moves += 1
        raise AssertionError(f"the keyboard does not come to {name}")

    def press(self, key):
        self.page.keyboard.press(key)
        self.presses += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.fields += 1

    def send(self):
        before = self.page.get_by_role("heading", level=1).inner_text()
        self.press("Enter")
        self.page.wait_for_function("name => document.querySelector('h1').innerText !== name", arg=before)
        self.page.wait_for_load_state()


def start(page):
    page.goto("/panel/")
    page.locator("main a[href^='/panel/']").filter(has_text="20").first.click()
    page.get_by_role("button", name="the panel").first.click()
    page.get_by_role("navigation", name="Agenda").wait_for()
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_1_a_decision_otherwise_is_asked_for_its_reason(opened, javascript):
    page = opened(javascript=javascript)
    start(page)
    page.get_by_label("Disagrees").first.check()
    page.get_by_label("Not for the scheme").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Say why the panel decides otherwise than suggested.").wait_for()
    if javascript:  # axe waits for a clock that stands still without scripts
        look(page, "panel_decide_problem")


def test_1_the_pages_of_a_panel_are_sound(opened):
    page = opened()
    page.goto("/panel/set-up/")
    look(page, "panel_set_up")
    start(page)
    look(page, "panel_decide")
    page = opened(email="hal@north.example")
    page.goto("/panel/")
    look(page, "panel_list")
    page.locator("main a[href^='/panel/']").filter(has_text="20").first.click()
    look(page, "panel_detail")
    page.get_by_role("link", name="Change it").click()  # housing wrote on everybody
    look(page, "panel_paragraphs")


def test_2_nine_people_by_keyboard_alone(opened):
    page = opened()
    start(page)
    expect(page).to_have_url(re.compile("#decision$"))
    moves = 0
    for number, name in enumerate(NAMES, start=1):
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        hand = Keyboard(page)
        hand.to("outcome")
        if number == 3:  # not as suggested
            hand.press("ArrowUp")  # from the first of three to the last
            hand.to("otherwise")
            hand.type("Moves to Leeds")
            hand.send()
            assert (hand.presses, hand.fields) == (2, 1)
        elif number == 6:  # a dissent
            (where,) = page.get_by_role("radio", name="Supports").nth(2).evaluate_all("e => e.map(x => x.name)")
            hand.to(where)
            hand.press("ArrowRight")
            hand.to(where.replace("position", "words"))
            hand.type("His tenancy would be lost")
            hand.send()
            assert (hand.presses, hand.fields) == (2, 1)  # one to agree, one and one typed for the dissent
        else:
            hand.send()
            assert (hand.presses, hand.fields, hand.moves) == (1, 0, 1)
        moves += hand.moves
    page.get_by_role("status").filter(has_text="Everyone is decided.").wait_for()
    assert moves <= 60
    page.get_by_role("link", name="Minutes").click()
    minutes = page.locator("main")
    expect(minutes).to_contain_text("The panel decided otherwise because: Moves to Leeds")
    expect(minutes).to_contain_text("Northside Homes: disagrees. “His tenancy would be lost”")


def test_3_the_second_user_confirms_what_the_first_wrote_down(opened):
    page = opened(email="cherie@north.example")
    page.goto("/panel/")
    page.locator("main a[href^='/panel/']").filter(has_text="20").first.click()
    assert_sound(page)
    page.get_by_role("link", name="Look and confirm").first.click()
    assert_sound(page)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("status").filter(has_text="Confirmed. It is in force.").wait_for()
    page.get_by_role("link", name="Minutes").click()
    assert_sound(page)
