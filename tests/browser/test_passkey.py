"""Passkeys with Chromium's own virtual authenticator: added, used to sign in alone, removed.

On `localhost`, because browsers know no passkeys for a bare address such as 127.0.0.1.
"""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .conftest import assert_sound, sign_in, watched

ADDRESS = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}


def with_authenticator(page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**ADDRESS, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def test_a_passkey_is_added_signs_in_alone_and_is_removed(browser, server):
    context = browser.new_context(base_url=server.replace("127.0.0.1", "localhost"))
    page = watched(context.new_page())
    with_authenticator(page)
    sign_in(page, "pete@north.example")

    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Name for this passkey").fill("Work laptop")
    page.get_by_label("Sign in with this passkey alone").check()
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url("**/recovery-codes/")
    assert_sound(page)

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/")
    page.goto("/account/")
    expect(page.locator("header")).to_contain_text("Signed in as Pete Marsh")

    page.goto("/account/2fa/webauthn/")
    assert_sound(page)
    page.get_by_role("link", name=re.compile("Remove.+Work laptop")).click()
    page.get_by_role("button", name="Remove the passkey").click()
    page.get_by_text("No passkeys yet.").wait_for()
    context.close()
