"""Every page as each role sees it, at three widths: axe, reflow, no complaint of the browser, titles that name nobody.

A new page is a line in PAGES. Keys are random, so `/people/<Ellis, Jordan>/plan/` means: the key in the link of that name
on `/people/`.
"""

import re

import pytest
from playwright.sync_api import expect

from .conftest import assert_sound

WIDTHS = (1280, 640, 320)
BEFORE_SIGN_IN = (
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/0-0/",
    "/help/",
    "/help/accessibility/",
    "/help/privacy/",
    "/no/such/page/",
)
# address: those whose page is walked
PAGES = {
    "/": ("alice", "hal", "dora", "cherie", "steve", "gina", "pru", "dan"),
    "/check/": ("dan", "pru"),
    "/custody/": ("alice", "pru"),
    "/people/": ("alice", "hal", "dora"),
    "/people/?list=no_lead&late=on": ("dora",),
    "/people/<Ellis, Jordan>/": ("alice", "pete", "hal", "dee", "dora"),
    "/people/<Ellis, Jordan>/plan/": ("alice", "hal", "dee"),
    "/people/<Ellis, Jordan>/plan/add/": ("alice",),
    "/people/<Ellis, Jordan>/contacts/": ("alice", "hal"),
    "/people/<Ellis, Jordan>/contacts/add/": ("alice",),
    "/people/<Ellis, Jordan>/where/": ("alice", "hal"),
    "/people/<Ellis, Jordan>/offences/": ("alice", "hal"),
    "/people/<Ellis, Jordan>/timeline/": ("alice", "hal"),
    "/people/<Ellis, Jordan>/sharing/": ("alice", "hal", "dora"),
    "/people/<Ellis, Jordan>/sharing/print/": ("alice", "hal"),
    "/people/<Ellis, Jordan>/sharing/ask/": ("hal", "dee"),
    "/people/<Ellis, Jordan>/sharing/disclose/": ("dee", "hal"),
    "/people/<Ellis, Jordan>/sharing/looked/": ("alice", "hal"),
    "/people/<Ellis, Jordan>/sharing/sent/": ("alice", "hal", "dora"),
    "/people/<Ellis, Jordan>/sharing/consent/": ("alice",),
    "/people/<Ellis, Jordan>/sharing/told/": ("alice",),
    "/people/<Ellis, Jordan>/emergency/": ("hal",),
    "/people/<Ellis, Jordan>/exclusions/": ("dora",),
    "/emergency/": ("bob",),
    "/emergencies/": ("gina", "dora"),
    "/exclusions/": ("gina", "dora"),
    "/sharing/asked/": ("alice", "dee"),
    "/sharing/asked/?whose=ours": ("hal",),
    "/reports/": ("steve", "anna"),
    "/people/<Ellis, Jordan>/reviews/": ("alice", "dora"),
    "/leaving/": ("dora", "hal"),
    "/people/<Ward, Kerry>/leaving/": ("dora", "bob"),
    "/people/<Ward, Kerry>/leaving/stay/": ("dora",),
    "/meetings/": ("dora", "hal"),
    "/meetings/new/": ("dora",),
    "/meetings/<Case conference>/": ("dora", "hal"),
    "/meetings/<Case conference>/live/": ("dora",),
    "/sharing/": ("hal", "gina", "steve"),
    "/sharing/new/": ("gina",),
    "/sharing/<Information sharing protocol>/": ("hal", "gina"),
    "/sharing/<Information sharing protocol>/sign/": ("gina",),
    "/sharing/<Information sharing protocol>/signed/": ("gina",),
    "/sharing/<Information sharing protocol>/document/": ("gina",),
    "/sharing/<Information sharing protocol>/change/": ("gina",),
    "/sharing/<Information sharing protocol>/renew/": ("gina",),
    "/sharing/<Information sharing protocol>/end/": ("gina",),
    "/sharing/<Information sharing protocol>/items/add/": ("gina",),
    "/ledger/": ("gina", "dora"),
    "/ledger/unusual/": ("gina",),
    "/ledger/?purpose=security": ("gina", "dora"),
    "/rights/": ("gina",),
    "/rights/requests/add/": ("gina",),
    "/rights/retention/": ("gina",),
    "/rights/holds/add/": ("gina",),
    "/rights/processing/": ("gina",),
    "/rights/parts/": ("alice",),
    "/demo/mail/": ("dora",),
    "/account/": ("dora", "alice", "steve"),
    "/account/sessions/": ("alice",),
    "/account/2fa/": ("alice",),
    "/account/2fa/totp/activate/": ("alice",),
    "/account/2fa/webauthn/": ("alice",),
    "/account/2fa/webauthn/add/": ("alice",),
    "/account/password/change/": ("alice",),
    "/account/logout/": ("alice",),
    "/help/": ("dora",),
    "/no/such/page/": ("alice",),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", BEFORE_SIGN_IN)
def test_pages_before_sign_in(nobody, address, width):
    page = nobody(width=width)
    page.goto(address)
    assert_sound(page)


@pytest.mark.parametrize(("address", "who"), [(address, who) for address, roles in PAGES.items() for who in roles])
def test_pages_after_sign_in(signed_in, address, who):
    page = signed_in(f"{who}@north.example")
    address = with_key(page, address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        assert_sound(page)


def with_key(page, address):
    """The address with `<name>` replaced by the key in the link of that name on the page above it."""
    found = re.fullmatch(r"(.*)<(.+)>(.*)", address)
    if not found:
        return address
    above, name, below = found.groups()
    page.goto(above)
    link = page.get_by_role("main").get_by_role("link", name=name).first.get_attribute("href")
    return above + link.removeprefix(above).split("/")[0] + below


def test_a_failed_form_says_what_is_wrong_and_leads_to_the_field(nobody):
    page = nobody(width=320)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_title("Error: Sign in - PPO")
    expect(page.locator(":focus")).to_have_class("govuk-error-summary")
    page.get_by_role("link", name="Enter e-mail address.").click()
    expect(page.locator(":focus")).to_have_attribute("name", "login")
    assert_sound(page)


def test_the_first_tab_offers_the_content_and_the_second_the_find_box(signed_in):
    page = signed_in("alice@north.example")
    page.goto("/account/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to find a person")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "q")


def test_nothing_stays_in_the_browser_and_nothing_comes_from_elsewhere(signed_in, server):
    page = signed_in("alice@north.example")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/account/")
    assert all(address.startswith((server, "data:")) for address in asked)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_is_there_with_and_without_scripts_on_a_phone(signed_in, javascript):
    page = signed_in("alice@north.example", width=320, javascript=javascript)
    page.goto("/account/")
    if javascript:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Account").click()
    expect(page).to_have_url(re.compile("/account/$"))


def test_every_target_is_big_enough_or_far_enough(signed_in):
    page = signed_in("alice@north.example", width=320)
    page.goto("/account/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")]
            .filter((part) => part.offsetParent && part.getBoundingClientRect().height < 24)
            .map((part) => part.outerHTML)"""
    )
    assert small == []
