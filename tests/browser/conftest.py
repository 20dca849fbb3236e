"""Real Chromium against a real server on a clone of the database, with the network shut."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bootstrap.system import BROWSERS
from tests import database
from tests.world import PASSWORD

NAMES = ("Ellis", "Jordan", "Ward", "Kerry", "Shah", "Imran", "1998/0123456X")  # the cast's people on the schemes
expect.set_options(timeout=30_000)  # as long as a press may take: what is waited for comes late on a busy machine
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    named = {"executable_path": chromium} if chromium else {}  # else the one that Playwright brought
    return browser_type_launch_args | named | {"args": arguments}


@pytest.fixture(scope="session")
def server(template_database):
    """The address of a running server on a database of its own, with the standing cast in it."""
    with serving(template_database, "browser") as address:
        yield address


@contextlib.contextmanager
def serving(template_database, label):
    """A server on a clone called after `label`: tests that change what others look at take one of their own."""
    name = f"ppo_test_{os.getpid()}_{label}"
    database.clone(name, template_database)
    environment = environment_of(name)
    subprocess.run([sys.executable, "-m", "tests.browser.load"], env=environment, cwd=database.ROOT, check=True)
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "ppo.wsgi:application"),
    ]
    process = subprocess.Popen(command, env=environment, cwd=database.ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/health/live", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        database.drop(name)


def environment_of(name):
    """The environment of a process that works on database `name`."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "BROWSER_DATABASE": database.url(name),
        "PYTHONWARNINGS": "default",
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:  # refused, reset, or too slow yet
            time.sleep(0.2)
    raise RuntimeError(f"the server at {address} did not start")


@pytest.fixture(scope="session")
def base_url(server):
    return server


@pytest.fixture(scope="session")
def passes():
    """E-mail to the cookies of a session signed in once, so that a hundred pages need one sign-in each role."""
    return {}


@pytest.fixture
def signed_in(new_context, passes):
    """`signed_in("alice@north.example", width=320)` is a page of a browser where that user signed in through the form."""

    def open_page(email, *, width=1280, height=900, javascript=True, **options):
        context = new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            storage_state=passes.get(email),
            **options,
        )
        page = watched(context.new_page())
        if email not in passes:
            sign_in(page, email)
            passes[email] = context.storage_state()
        return page

    return open_page


@pytest.fixture
def nobody(new_context):
    """A page of a browser where nobody signed in."""

    def open_page(*, width=1280, height=900, javascript=True):
        viewport = {"width": width, "height": height}
        return watched(new_context(viewport=viewport, java_script_enabled=javascript).new_page())

    return open_page


@pytest.fixture
def visitor(browser, browser_context_args):
    """`visitor(address, "alice@north.example", width=320)` is a page where that user signed in to a server of its own."""
    contexts = []

    def open_page(address, email, *, width=1280, javascript=True):
        own = {"base_url": address, "java_script_enabled": javascript, "viewport": {"width": width, "height": 900}}
        contexts.append(browser.new_context(**browser_context_args | own))
        page = watched(contexts[-1].new_page())
        sign_in(page, email)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page, email, password=PASSWORD):
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def open_contacts(page):
    page.goto("/people/")
    page.get_by_role("link", name="Ellis, Jordan").first.click()
    page.get_by_role("link", name="Contacts", exact=True).click()
    expect(page.get_by_role("heading", name="Contacts", exact=True)).to_be_visible()


def watched(page):
    """Note everything a browser complains about in `page.faults`: scripts, security policy, what does not load."""
    page.faults = []
    page.on(
        "console", lambda message: page.faults.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("requestfailed", lambda request: page.faults.extend(failed(request)))
    return page


def failed(request):
    """What did not load, but for what the browser itself gave up on when it left the page."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.failure}: {request.url}"]


# What axe does not look for: each line is a fault and how to find the parts that have it.
FAULTS = """() => {
    const all = (selector, wrong = () => true) => [...document.querySelectorAll(selector)].filter(wrong);
    const current = ["page", "step", "location", "date", "time", "true", "false"];
    const named = (part) => part.getAttribute("aria-label") || part.getAttribute("aria-labelledby");
    const ids = all("[id]").map((part) => part.id);
    const found = {
        "more or less than one h1": document.querySelectorAll("h1").length === 1 ? [] : all("h1"),
        "more or less than one main": document.querySelectorAll("main").length === 1 ? [] : all("body"),
        "a doubled id": all("[id]", (part) => ids.filter((id) => id === part.id).length > 1),
        "a part inside a part like it": all("a a, a button, button a, button button, label label, form form"),
        "an input without a name": all("input:not([type=submit]), select, textarea", (part) => !part.name),
        "aria-current with an odd value": all("[aria-current]", (part) => !current.includes(part.ariaCurrent)),
        "a nav without a name": all("nav", (part) => !named(part)),
        "a table without a caption": all("table", (part) => !part.caption),
        "a heading of a table without a scope": all("th:not([scope])"),
        "an order of tabs of its own, or a key of its own": all("[accesskey], [tabindex]", (part) =>
            part.accessKey || part.tabIndex > 0),
        // an empty one is what axe leaves behind when it looks at a page a second time
        "a style of its own": all("[style]:not([style='']), main style"),
        "a script inside the page": all("script:not([src]):not([type='application/json'])"),
    };
    return Object.entries(found).flatMap(([fault, parts]) =>
        parts.map((part) => fault + ": " + part.outerHTML.slice(0, 200)));
}"""


def assert_sound(page):
    """No axe violation or other fault, no sideways scroll, nobody named where it stays behind, no complaint."""
    page.wait_for_load_state()  # a press waits for the next page to begin, not for all of it
    results = Axe().run(page, options=AXE).response
    found = [f"{fault['id']}: {node['html']}" for fault in results["violations"] for node in fault["nodes"]]
    assert not found, f"{page.url}: axe found\n" + "\n".join(found)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url}: {wide} px too wide at {page.viewport_size['width']}: {widest(page)}"
    assert page.evaluate(FAULTS) == []
    assert page.title().endswith(" - PPO")
    remembered = page.title() + page.url
    assert not [name for name in NAMES if name.lower() in remembered.lower()], remembered
    complaints = [text for text in page.faults if "status of 4" not in text]
    assert not complaints, f"{page.url}: {complaints}"


def look(page, name, widths=(1280, 640, 320)):
    """Sound on a desk, there at 200 % and at 400 %; with SHOTS set to a folder, kept as pictures."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert_sound(page)
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"{name}_{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def widest(page):
    """What sticks out to the right, for the message."""
    return page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((part) => part.outerHTML.slice(0, 120)).slice(0, 3)"""
    )
