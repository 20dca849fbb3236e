"""What the shell promises on every page: weight, text spacing, zoom, session warning, print."""

import gzip

import pytest
from playwright.sync_api import expect

from .conftest import assert_sound


def test_a_first_visit_weighs_less_than_60_kilobytes(signed_in):
    page = signed_in("alice@north.example")
    bodies = []
    page.on("response", lambda answer: bodies.append((answer.url, answer.body())))
    page.goto("/account/")
    page.wait_for_load_state("networkidle")
    weight = {url.rsplit("/", 1)[-1] or url: len(gzip.compress(body)) for url, body in bodies}
    assert sum(weight.values()) < 60_000, weight


@pytest.mark.parametrize("address", ["/account/", "/help/", "/account/2fa/totp/activate/"])
def test_nothing_is_cut_off_with_wide_text_spacing(signed_in, address):
    page = signed_in("alice@north.example", width=320)
    page.goto(address)
    page.evaluate(
        """() => { for (const part of document.querySelectorAll("*")) {
            part.style.setProperty("line-height", "1.5", "important");
            part.style.setProperty("letter-spacing", "0.12em", "important");
            part.style.setProperty("word-spacing", "0.16em", "important");
            if (part.matches("p")) part.style.setProperty("margin-bottom", "2em", "important");
        } }"""
    )
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("main *, header *, footer *")].filter((part) => {
            const style = getComputedStyle(part);
            return style.overflow === "hidden" && part.offsetWidth > 1 && part.scrollWidth > part.clientWidth + 1;
        }).map((part) => part.outerHTML.slice(0, 120))"""
    )
    assert hidden == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_five_minutes_before_the_end_one_press_keeps_the_session(signed_in):
    page = signed_in("alice@north.example")
    page.clock.install()
    page.goto("/account/")
    page.clock.fast_forward("24:59")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.fast_forward("00:02")
    dialog = page.get_by_role("dialog", name="You will be signed out in 5 minutes")
    dialog.wait_for()
    with page.expect_response("**/account/stay/") as answer:
        dialog.get_by_role("button", name="Stay signed in").click()
    assert answer.value.ok
    dialog.wait_for(state="hidden")
    page.clock.fast_forward("25:01")
    dialog.wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_paper_has_no_menu_and_says_who_printed_it(signed_in):
    page = signed_in("alice@north.example")
    page.goto("/account/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.get_by_role("button", name="Find")).to_be_hidden()
    expect(page.locator(".app-printed")).to_contain_text("by Alice Reed. Official-sensitive.")


def test_every_focused_part_can_be_seen(signed_in):
    page = signed_in("alice@north.example")
    page.goto("/account/")
    for _ in range(15):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                const box = document.activeElement.getBoundingClientRect();
                const look = style.outlineStyle + style.outlineWidth + style.boxShadow;
                return [look, box.top >= 0 && box.bottom <= innerHeight];
            }"""
        )
        assert seen[0] not in ("none0pxnone", "none3pxnone"), page.evaluate("document.activeElement.outerHTML")
        assert seen[1], "the focused part is outside the window"


def test_home_is_worked_by_keyboard_row_by_row(signed_in):
    """After the skip link the first Done is two Tabs away; after it is pressed, the next one is again at most two."""
    page = signed_in("alice@north.example")
    page.goto("/")
    expect(page.locator("#overdue-1")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to_a_button(page, "Done", most=2)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_text("Saved. Get ID for tenancy: done.").wait_for()
    assert_sound(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone.").wait_for()
    expect(page.locator("#overdue-1")).to_be_visible()


def tab_to_a_button(page, words, *, most):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").startswith(words):
            return
    raise AssertionError(f"no {words} within {most} Tabs: {page.evaluate('document.activeElement.outerHTML')}")


def test_home_is_worked_without_scripts_too(signed_in):
    page = signed_in("dee@north.example", javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Ellis, Jordan").first.click()
    page.get_by_role("heading", level=1, name="Jordan Ellis").wait_for()
