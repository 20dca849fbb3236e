"""The arrest check, into custody on one form, and the home of the prison: by keyboard, with scripts and without."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from .conftest import look, serving


@pytest.fixture(scope="module")
def prison(template_database):
    """A server of its own: other tests look at where the cast's people are."""
    with serving(template_database, "custody") as address:
        yield address


def slashed(day):
    return f"{day:%d/%m/%Y}"


def test_into_custody_confirmed_by_the_prison_and_out_again(prison, visitor):
    today = localdate()
    alice = visitor(prison, "alice@north.example")
    alice.goto("/people/")
    alice.get_by_role("link", name="Ellis, Jordan").click()
    expect(alice.get_by_role("heading", name="Where, and under which order")).to_be_visible()
    look(alice, "where_before")
    alice.get_by_role("link", name="Change where they are, or the release date").click()
    expect(alice.get_by_role("heading", name="Where Jordan Ellis is")).to_be_visible()
    look(alice, "where_form")

    alice.get_by_label("In custody, sentenced").check()
    alice.get_by_label("Since which day?").fill(slashed(today - timedelta(days=20)))
    alice.get_by_label("Prison", exact=False).select_option(label="Leeds (HMP)")
    alice.get_by_label("Release date (optional)").fill("1/1/2020")
    alice.get_by_role("button", name="Save", exact=True).click()
    expect(alice).to_have_title("Error: Where the person is - PPO")
    look(alice, "where_error")
    alice.get_by_label("Release date (optional)").fill(slashed(today + timedelta(days=28)))
    alice.get_by_label("Who gave the release date?").select_option(label="The court, or the warrant")
    alice.get_by_role("button", name="Save", exact=True).click()
    expect(alice.get_by_role("status")).to_contain_text("Saved. Jordan Ellis: In custody, sentenced, Leeds (HMP).")
    look(alice, "where_after")

    alice.goto("/people/")
    alice.get_by_role("link", name="Custody desk").click()
    expect(alice.get_by_role("heading", level=1)).to_have_text("Custody desk")
    expect(alice.get_by_role("row").filter(has_text="Ellis, Jordan")).to_contain_text("First check by the prison")
    look(alice, "custody_desk")

    for javascript in (True, False):
        pru = visitor(prison, "pru@north.example", javascript=javascript)
        expect(pru.get_by_role("heading", level=1)).to_have_text("HMP Leeds: people from Northside PPO scheme")
        if javascript:
            look(pru, "prison_home")
        still = pru.get_by_role("button", name=re.compile("^Still here"))
        still.focus()
        pru.keyboard.press("Enter")
        expect(pru.get_by_role("status")).to_contain_text("is still there, confirmed today.")
        if javascript:
            look(pru, "prison_home_saved")
            # one more look at each of the other lists, one of them empty
            pru.get_by_role("link", name="Arrived this week (0)").click()
            expect(pru.get_by_text("Nobody has arrived in the last 7 days.")).to_be_visible()
            look(pru, "prison_home_empty")
            pru.goto("/")
        else:
            pru.get_by_role("button", name="Undo").click()
            expect(pru.get_by_role("status")).to_contain_text("Taken back.")

    # K21: another release date, from the row: two presses and one typed field
    pru.get_by_role("button", name=re.compile("^Date changed, or gone")).click()
    pru.get_by_label("Release date (optional)").fill(slashed(today + timedelta(days=56)))
    pru.get_by_role("button", name="Save", exact=True).click()
    expect(pru.get_by_role("row").filter(has_text="Ellis, Jordan")).to_contain_text("in 8 weeks")

    pru.get_by_role("button", name=re.compile("^Date changed, or gone")).click()
    pru.get_by_label("In the community, on licence").check()
    pru.get_by_label("Since which day?").fill(slashed(today))
    pru.get_by_role("button", name="Save", exact=True).click()
    expect(pru.get_by_text("Nobody of the scheme is recorded as being here.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_k22_is_this_person_on_the_scheme(prison, visitor, javascript):
    """One typed field and Enter from the officer's home; one more press tells the workers."""
    page = visitor(prison, "dan@north.example", javascript=javascript)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this person on the scheme?")
    box = page.get_by_label("PNC number, prison number, or name and date of birth")
    if javascript:
        look(page, "check_home")
    box.fill("98/123456x")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Yes: 98/123456x")).to_be_visible()
    expect(page.get_by_text("Call: Pete Marsh 01632 960001")).to_be_visible()
    if javascript:
        look(page, "check_yes")
    page.get_by_role("button", name="Arrested: tell their workers").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Their workers were told at once, and asked to ring you.")

    box.fill("Nemo Nowhere 1/2/1950")
    box.press("Enter")
    expect(page.get_by_role("heading", name="No: Nemo Nowhere 1/2/1950")).to_be_visible()
    if javascript:
        look(page, "check_no")
    box.fill("Jordon Elliss 3/5/1998")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Perhaps: Jordon Elliss")).to_be_visible()
    if javascript:
        look(page, "check_perhaps")
    box.fill("Jordan")
    box.press("Enter")
    expect(page).to_have_title("Error: Arrest check - PPO")
    if javascript:
        look(page, "check_error")


def test_a_prison_receives_somebody_by_number(prison, visitor):
    """From the prison's home: the check, Enter, and one press; then they are on its list."""
    pru = visitor(prison, "pru@north.example")
    pru.get_by_text("Somebody is here and not on this list").click()
    pru.get_by_role("link", name="Check a prison number").click()
    box = pru.get_by_label("PNC number, prison number, or name and date of birth")
    box.fill("1998/0123456X")
    box.press("Enter")
    expect(pru.get_by_role("button", name="Received here, on remand")).to_be_visible()
    look(pru, "check_received")
    pru.get_by_role("button", name="Received here, on remand").press("Enter")
    expect(pru.get_by_role("status")).to_contain_text("Recorded as received today.")
    pru.goto("/")
    expect(pru.get_by_role("row").filter(has_text="Ellis, Jordan")).to_contain_text("Date not known")
