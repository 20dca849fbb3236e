"""The daily tasks take no more presses, typed fields and page loads than was promised, with scripts and without.

The numbers are those of the interface study (K1 to K6, K10 and others): a press is a click, a tap or a choice; typing is
counted by the field. Each test leaves the record as it found it.
"""

import re

import pytest
from playwright.sync_api import expect

SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


class Hand:
    """Counts what it does to a page."""

    def __init__(self, page):
        self.page, self.presses, self.fields, self.loads = page, 0, 0, 0
        page.on("load", lambda _: setattr(self, "loads", self.loads + 1))

    def press(self, locator):
        locator.click()
        self.page.wait_for_load_state()
        self.presses += 1

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()
        self.presses += 1

    def type(self, label, text):
        self.page.get_by_label(label).fill(text)
        self.fields += 1

    def enter(self):
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        self.presses += 1

    def took(self, presses, fields, loads):
        self.page.wait_for_load_state()  # what was waited for may stand above parts that are still to come
        assert (self.presses, self.fields, self.loads) == (presses, fields, loads)


def button(page, words):
    return page.get_by_role("button", name=re.compile(words))


def saved(page, words="Saved."):
    return page.get_by_role("status").filter(has_text=words)


def undo(page):
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("status").filter(has_text="Undone.").wait_for()


@pytest.fixture
def home(signed_in):
    def open_home(javascript, who="alice"):
        page = signed_in(f"{who}@north.example", javascript=javascript)
        page.goto("/")
        return page

    return open_home


@SCRIPTS
def test_k1_mark_an_action_done(home, javascript):
    page = home(javascript)
    hand = Hand(page)
    hand.press(button(page, "^Done ?: Get ID for tenancy"))
    saved(page).filter(has_text="Get ID for tenancy: done.").wait_for()
    hand.took(presses=1, fields=0, loads=1)
    undo(page)
    button(page, "^Done ?: Get ID for tenancy").wait_for()


@SCRIPTS
def test_k2_update_an_action_with_a_note(home, javascript):
    page = home(javascript)
    hand = Hand(page)
    hand.press(button(page, "^Update ?: Get ID for tenancy"))
    hand.choose("Stuck")
    hand.type("Note", "No birth certificate")
    hand.press(page.get_by_role("button", name="Save"))
    saved(page).filter(has_text="Get ID for tenancy: stuck.").wait_for()
    hand.took(presses=3, fields=1, loads=2)
    undo(page)


@SCRIPTS
def test_k3_record_that_someone_attended(home, javascript):
    page = home(javascript)
    hand = Hand(page)
    hand.press(button(page, "^Attended ?: Office visit").first)
    saved(page).filter(has_text="Office visit: attended.").wait_for()
    hand.took(presses=1, fields=0, loads=1)
    undo(page)


@SCRIPTS
def test_k4_record_a_no_show(home, javascript):
    page = home(javascript)
    hand = Hand(page)
    hand.press(button(page, "^Did not attend ?: Office visit").first)
    page.get_by_role("heading", name="Jordan Ellis did not attend").wait_for()
    hand.took(presses=1, fields=0, loads=1)
    hand.choose("No reason given")
    hand.press(page.get_by_role("button", name="Save"))
    saved(page).filter(has_text="Office visit: did not attend.").wait_for()
    hand.took(presses=3, fields=0, loads=2)
    plan_again(page)


def plan_again(page):
    page.goto("/people/")
    page.get_by_role("link", name="Ellis, Jordan").click()
    page.get_by_role("link", name="Contacts", exact=True).click()
    missed = page.get_by_role("row").filter(has_text="No reason given").first
    missed.get_by_role("link", name=re.compile("^Change")).click()
    page.get_by_label("Planned", exact=True).check()
    page.get_by_role("button", name="Save").click()
    saved(page).wait_for()


@SCRIPTS
@pytest.mark.parametrize("words", ["jojo", "1998/0123456X", "98/123456x"])
def test_k5_find_a_person_and_open_the_record(home, javascript, words):
    page = home(javascript)
    hand = Hand(page)
    hand.type("Find a person", words)
    hand.enter()
    page.get_by_role("heading", level=1, name="Jordan Ellis").wait_for()
    hand.took(presses=1, fields=1, loads=1)
    assert words not in page.url


@SCRIPTS
def test_k6_add_an_unplanned_contact(signed_in, javascript):
    page = signed_in(f"{'pete' if javascript else 'hal'}@north.example", javascript=javascript)
    page.goto("/people/")
    page.get_by_role("link", name="Ellis, Jordan").click()
    page.wait_for_load_state()
    hand = Hand(page)
    hand.press(page.get_by_role("button", name="Add a contact"))
    hand.type("What happened", "Met in the street, looks well")
    hand.choose("Attended")
    hand.press(page.get_by_role("button", name="Save"))
    saved(page).wait_for()
    hand.took(presses=3, fields=1, loads=2)
    page.get_by_role("cell", name="Met in the street, looks well").first.wait_for()


@SCRIPTS
@pytest.mark.parametrize("who", ["alice", "hal", "dora"])
def test_k17_see_who_can_see_this_record_and_why(signed_in, javascript, who):
    page = person(signed_in, who, javascript)
    hand = Hand(page)
    hand.press(page.get_by_role("navigation", name="Jordan Ellis").get_by_role("link", name="Sharing"))
    page.get_by_role("table", name="What each agency sees of what the others hold").wait_for()
    page.get_by_role("columnheader", name="Why: law or agreement").wait_for()
    hand.took(presses=1, fields=0, loads=1)


@SCRIPTS
def test_k18_emergency_access_to_what_is_not_shown(signed_in, javascript):
    page = person(signed_in, "hal", javascript)
    hand = Hand(page)
    hand.press(page.get_by_role("link", name="Get emergency access", exact=False))
    hand.type("What is happening?", "He is on the bridge and asks for his drug worker")
    hand.press(button(page, "^Get access for 60 minutes"))
    page.get_by_role("region", name="Emergency access").get_by_text("minutes left").wait_for()
    hand.took(presses=2, fields=1, loads=2)
    button(page, "^End now").click()
    page.get_by_role("status").filter(has_text="Emergency access ended.").wait_for()
    expect(page.get_by_role("region", name="Emergency access")).to_have_count(0)


def person(signed_in, who, javascript):
    page = signed_in(f"{who}@north.example", javascript=javascript)
    page.goto("/people/")
    page.get_by_role("link", name="Ellis, Jordan").click()
    page.wait_for_load_state()
    return page


@SCRIPTS
def test_kb05_the_first_done_and_the_next_are_two_tabs_away(home, javascript):
    page = home(javascript)
    keys(page, "Tab", "Enter", "Tab", "Tab")
    assert focused(page).startswith("Done: Get ID for tenancy")
    keys(page, "Enter")
    saved(page).wait_for()
    page.wait_for_load_state()
    keys(page, "Tab", "Tab")
    assert focused(page).startswith("Done: Book a basic skills test")
    undo(page)


def keys(page, *names):
    for name in names:
        page.keyboard.press(name)


def focused(page):
    return page.evaluate("document.activeElement.textContent").strip()


@SCRIPTS
def test_k10_nominate_somebody_new_from_the_find_box(home, javascript):
    page = home(javascript, "hal")
    name = "Max Reid" if javascript else "Ted Lark"
    hand = Hand(page)
    hand.type("Find a person", f"{name} 14/2/1996")
    hand.enter()
    hand.press(page.get_by_role("button", name="Nominate someone"))
    hand.type("Why now?", "Three burglaries since March")
    hand.press(page.get_by_role("button", name="Send to panel"))
    saved(page, "Sent.").filter(has_text="You will see the decision here.").wait_for()
    hand.took(presses=3, fields=2, loads=3)
    assert name.split()[1] not in page.url
    withdraw(page, name)


@SCRIPTS
def test_k10_nominate_somebody_known_by_the_number(home, javascript):
    """Who was put forward before and withdrawn is there, and on no list."""
    name, number = ("Ann Teal", "1996/0000001L") if javascript else ("Joe Rook", "1996/0000002M")
    page = home(javascript, "hal")
    page.goto("/nominations/add/")
    page.get_by_label("Who is it?").fill(number)
    page.get_by_role("button", name="Look up").click()
    given, family = name.split()
    page.get_by_label("Given names").fill(given)
    page.get_by_label("Family name").fill(family)
    page.get_by_label("Why now?").fill("A first time")
    page.get_by_role("button", name="Send to panel").click()
    withdraw(page, name)

    page.goto("/")
    hand = Hand(page)
    hand.type("Find a person", number.lower())
    hand.enter()
    hand.press(page.get_by_role("button", name="Nominate", exact=True))
    hand.type("Why now?", "Three burglaries since March")
    hand.press(page.get_by_role("button", name="Send to panel"))
    saved(page, "Sent.").wait_for()
    hand.took(presses=3, fields=2, loads=3)
    withdraw(page, name)


def withdraw(page, name):
    given, family = name.split()
    page.get_by_role("link", name=f"{family}, {given}").first.click()
    page.get_by_role("button", name="Withdraw this nomination").click()
    saved(page, "Withdrawn.").wait_for()
