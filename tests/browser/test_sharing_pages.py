"""Asking, sharing once and looking back in real Chromium: the presses promised, by keyboard, without scripts, small.

K17 is the interface study's; the others were counted when the pages were drawn. Each test leaves the record as it found it.
"""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from .test_clicks import SCRIPTS, Hand
from .test_people_pages import look, open_person


def person(signed_in, who, javascript=True):
    page = signed_in(f"{who}@north.example", javascript=javascript)
    open_person(page)
    page.wait_for_load_state()
    return page


def tab(page, name):
    return page.get_by_role("navigation", name="Jordan Ellis").get_by_role("link", name=name, exact=True)


@SCRIPTS
@pytest.mark.parametrize("who", ["alice", "hal", "dee", "dora"])
def test_k17_see_who_can_see_the_record_and_why(signed_in, javascript, who):
    page = person(signed_in, who, javascript)
    hand = Hand(page)
    hand.press(tab(page, "Sharing"))
    page.get_by_role("heading", name="Who can see what about Jordan Ellis").wait_for()
    hand.took(presses=1, fields=0, loads=1)


@SCRIPTS
def test_who_has_looked_is_one_press_further(signed_in, javascript):
    page = person(signed_in, "alice", javascript)
    hand = Hand(page)
    hand.press(tab(page, "Sharing"))
    hand.press(page.get_by_role("link", name=re.compile(r"^See who has looked \(\d+\)$")))
    page.get_by_role("heading", name="Who has looked at the record of Jordan Ellis").wait_for()
    hand.took(presses=2, fields=0, loads=2)


@SCRIPTS
def test_ask_to_see_what_is_not_shown(signed_in, javascript):
    page = person(signed_in, "hal", javascript)
    hand = Hand(page)
    hand.press(page.get_by_role("link", name="Ask to see it"))
    hand.type("What do you need to know?", "Are there debts?")
    hand.type("Why do you need it?", "The deposit")
    hand.press(page.get_by_role("button", name="Ask", exact=True))
    page.get_by_role("status").filter(has_text="Asked.").wait_for()
    hand.took(presses=2, fields=2, loads=2)
    page.goto("/sharing/asked/?whose=ours")
    if javascript:
        look(page, "question_list_ours")
    page.get_by_role("button", name=re.compile("^Withdraw")).first.click()
    page.get_by_role("status").filter(has_text="Withdrawn.").wait_for()


@SCRIPTS
def test_share_once_and_end_it(signed_in, javascript):
    page = person(signed_in, "pete", javascript)
    hand = Hand(page)
    hand.press(tab(page, "Sharing"))
    hand.press(page.get_by_role("button", name="Share something once"))
    if javascript:
        look(page, "disclosure_make")
    hand.choose("Offences and arrests")
    page.get_by_label("With which agency?").select_option(label="HMP Leeds")
    hand.choose("Everything")
    hand.type("Until the end of which day?", f"{in_a_week():%d/%m/%Y}")
    hand.choose("Offender Management Act 2007, section 14")
    hand.type("Why is it shared?", "Categorisation on reception")
    hand.press(page.get_by_role("button", name="Show what they will see"))
    page.get_by_text(re.compile("^HMP Leeds will see .*3 offences")).wait_for()
    if javascript:
        look(page, "disclosure_make_effect")
    hand.press(page.get_by_role("button", name="Share it"))
    page.get_by_role("status").filter(has_text="Shared with HMP Leeds.").wait_for()
    hand.took(presses=7, fields=2, loads=4)
    if javascript:
        look(page, "sharing_detail_shared")
    hand.press(page.get_by_role("link", name=re.compile("^End it")))
    if javascript:
        look(page, "disclosure_end")
    page.get_by_role("button", name="End it now").click()
    page.get_by_role("status").filter(has_text="Ended.").wait_for()


def in_a_week():
    return localdate() + timedelta(days=7)


def test_answer_by_keyboard_and_every_page_at_every_width(signed_in):
    hal = person(signed_in, "hal")
    hal.get_by_role("link", name="Ask to see it").click()
    look(hal, "question_ask")
    hal.get_by_role("button", name="Ask", exact=True).click()
    look(hal, "question_ask_error")
    hal.get_by_label("What do you need to know?").fill("Are there debts?")
    hal.get_by_label("Why do you need it?").fill("The deposit")
    hal.keyboard.press("Tab")
    hal.keyboard.press("Enter")
    hal.get_by_role("status").filter(has_text="Asked.").wait_for()

    alice = signed_in("alice@north.example")
    alice.goto("/sharing/asked/")
    look(alice, "question_list")
    alice.get_by_role("link", name=re.compile("^Answer")).first.click()
    look(alice, "question_answer")
    alice.get_by_role("button", name="Show what they will see").click()
    look(alice, "question_answer_error")
    alice.get_by_label("It is not needed for your part of the plan.").focus()
    alice.keyboard.press("Space")
    alice.keyboard.press("Tab")
    alice.keyboard.press("Tab")
    alice.keyboard.press("Enter")
    alice.get_by_role("status").filter(has_text="Answered.").wait_for()
    look(alice, "question_list_answered")

    for who, name in (("alice", "lead"), ("hal", "partner"), ("dora", "coordinator")):
        page = person(signed_in, who)
        tab(page, "Sharing").click()
        look(page, f"sharing_detail_{name}")
        page.get_by_role("link", name=re.compile("^See who has looked")).click()
        look(page, f"look_list_{name}")
        page.get_by_role("link", name="Log of what was sent out").click()
        look(page, f"sent_list_{name}")
    here = page.url
    page.get_by_role("link", name=re.compile("^See exactly what")).first.click()
    look(page, "sent_detail")
    lead = signed_in("gina@north.example")
    lead.goto(here)
    look(lead, "sent_list_governance")
    lead.goto(here.replace("/sent/", "/looked/"))
    look(lead, "look_list_governance")
