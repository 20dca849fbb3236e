"""The checks every page goes through do find what they look for: a page with one of each fault."""

import pytest

from .conftest import FAULTS, assert_sound

PLANTED = """<!DOCTYPE html><html lang="en"><head><title>Ellis - PPO</title></head><body>
<h1 id="a">One</h1><h1 id="a">Two</h1><nav><a href="/" accesskey="h">Home</a></nav>
<a href="/"><button>Inside</button></a><input id="b"><p aria-current="home" style="color: red">Here</p>
<table><tr><th>Name</th></tr></table><p tabindex="3">Third</p><script>1</script></body></html>"""


def test_each_planted_fault_is_found(nobody):
    page = nobody()
    page.set_content(PLANTED)
    found = {line.split(": ")[0] for line in page.evaluate(FAULTS)}
    assert found == {
        "more or less than one h1",
        "more or less than one main",
        "a doubled id",
        "a part inside a part like it",
        "an input without a name",
        "aria-current with an odd value",
        "a nav without a name",
        "a table without a caption",
        "a heading of a table without a scope",
        "an order of tabs of its own, or a key of its own",
        "a style of its own",
        "a script inside the page",
    }
    with pytest.raises(AssertionError, match="axe found"):
        assert_sound(page)


def test_a_page_that_is_too_wide_is_found(nobody):
    page = nobody(width=320)
    page.goto("/help/")
    page.evaluate("document.querySelector('h1').textContent = 'Unbreakable'.repeat(20)")
    page.evaluate("document.querySelector('h1').style.overflowWrap = 'normal'")
    with pytest.raises(AssertionError, match="px too wide"):
        assert_sound(page)


def test_a_name_in_a_title_is_found(nobody):
    page = nobody()
    page.goto("/help/")
    page.evaluate("document.title = 'Jordan Ellis - PPO'")
    with pytest.raises(AssertionError, match="Jordan Ellis"):
        assert_sound(page)
