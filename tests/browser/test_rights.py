"""A request for access in the browser, from the letter that comes in to the one that goes out, scripts or not."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import look, serving


@pytest.fixture(scope="module")
def office(template_database):
    """A server of its own: these tests ask agencies, who would be told on pages that others look at."""
    with serving(template_database, "office") as address:
        yield address


@pytest.fixture
def visit(office, visitor):
    return lambda name, **options: visitor(office, f"{name}@north.example", **options)


def enter(gina):
    gina.goto("/")
    gina.get_by_role("link", name="Nothing falls due").or_(
        gina.get_by_role("link", name="request to see")
    ).first.click()
    gina.get_by_role("button", name="Enter a request").click()
    gina.get_by_label("Name of the person").fill("Jordan Ellis")
    gina.get_by_label("By letter").check()
    gina.get_by_label("Yes: somebody here knows them").check()
    gina.get_by_role("button", name="Enter the request").click()


def test_from_letter_to_letter(visit):
    gina = visit("gina")
    enter(gina)
    look(gina, "request")
    address = gina.url
    gina.get_by_role("button", name="Say who it is about").click()
    gina.get_by_label("Ellis, Jordan (N001").check()
    look(gina, "search")
    gina.get_by_role("button", name="Save").click()
    look(gina, "asked")

    pete = visit("pete")
    pete.goto("/rights/parts/")
    look(pete, "parts")
    pete.get_by_role("link", name="Ellis, Jordan").first.click()
    look(pete, "part")
    pete.get_by_role("link", name=re.compile("Decide.*Nomination")).click()
    pete.get_by_label("Give all of it").check()
    pete.get_by_role("button", name="Save").click()
    pete.get_by_role("link", name=re.compile("Decide.*Intelligence")).click()
    pete.get_by_role("button", name="Save").click()
    expect(pete.get_by_role("heading", name="There is a problem")).to_have_count(1)
    pete.get_by_label("Keep all of it back").check()
    pete.get_by_role("button", name="Save").click()
    look(pete, "item")
    pete.get_by_label("It would prejudice preventing").check()
    pete.get_by_label("Why does it apply here?").fill("It names where it comes from")
    pete.get_by_label("What would happen if the person had it?").fill("Whoever told us would be at risk")
    pete.get_by_label("No: saying so would give it away").check()
    pete.get_by_label("When is this looked at again?").fill("1/6/2030")
    pete.get_by_role("button", name="Save").click()
    pete.get_by_role("button", name="Release this part").click()
    look(pete, "released")
    with pete.expect_download() as download:
        pete.get_by_role("button", name="Download the part for the person").click()
    assert download.value.suggested_filename == "answer-1-police.pdf"

    gina.goto(address)
    expect(gina.get_by_role("row", name="Northside Police")).to_contain_text("released")
    gina.goto("/rights/")
    look(gina, "rights")


def test_by_keyboard_and_without_scripts(visit):
    gina = visit("gina", javascript=False)
    gina.goto("/rights/requests/add/")
    gina.get_by_label("Name of the person").focus()
    gina.keyboard.type("Nobody Known")
    for _ in range(2):
        gina.keyboard.press("Tab")
    gina.keyboard.press("Space")
    gina.keyboard.press("Tab")
    gina.keyboard.press("Space")
    for _ in range(3):
        gina.keyboard.press("Tab")
    gina.keyboard.press("Enter")
    gina.get_by_role("button", name="Say who it is about").click()
    gina.get_by_label("Nobody on the scheme").check()
    gina.get_by_role("button", name="Save").click()
    with gina.expect_download() as download:
        gina.get_by_role("button", name="Download the letter").click()
    assert download.value.suggested_filename.startswith("answer-")
    gina.get_by_role("button", name="Record as sent").click()
    expect(gina.get_by_role("main")).to_contain_text("Nothing to give")


def test_rules_and_holds(visit):
    gina = visit("gina")
    gina.goto("/rights/retention/")
    look(gina, "no-rules")
    gina.get_by_role("button", name="Bring in the examples").click()
    look(gina, "rules")
    gina.get_by_role("link", name=re.compile("Confirm.*Prison")).click()
    look(gina, "rule")
    gina.get_by_role("button", name="Confirm this rule").click()
    gina.goto("/rights/holds/add/")
    gina.get_by_role("button", name="Place the hold").click()
    look(gina, "hold")
