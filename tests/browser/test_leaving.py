"""Leaving with the keyboard alone: from the card to the plan, who carries on, and the panel."""

from playwright.sync_api import expect


def press(page, role, name):
    """Reach a control by the keyboard and press Enter on it."""
    control = page.get_by_role(role, name=name, exact=name == "Save")
    control.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_card_to_the_panel(signed_in):
    page = signed_in("dora@north.example")
    page.goto("/leaving/")
    expect(page.get_by_role("heading", name="May be ready to leave (1)")).to_be_visible()
    press(page, "button", "Plan the leaving")
    press(page, "button", "Save")
    press(page, "link", "Ask an agency to carry on")
    page.get_by_label("Which agency?").select_option(label="Northside Recovery")
    page.get_by_label("In which area of life?").select_option(index=1)
    page.get_by_label("What should go on?").fill("A visit every week")
    press(page, "button", "Ask the agency")
    expect(page.get_by_text("You will be told what they say")).to_be_visible()
    press(page, "button", "Save and send to panel")
    expect(page.get_by_text("Nobody leaves before the panel has decided").first).to_be_visible()

    dee = signed_in("dee@north.example", width=360)
    dee.goto("/leaving/")
    press(dee, "link", "Answer")
    dee.get_by_label("Yes, we carry on").check()
    press(dee, "button", "Send the answer")
    page.reload()
    expect(page.get_by_text("Carries on", exact=True)).to_be_visible()
    press(page, "link", "Copy for Kerry")
    expect(page.get_by_role("heading", name="Copy for Kerry")).to_be_visible()
    expect(page.get_by_text("A visit every week")).to_be_visible()
