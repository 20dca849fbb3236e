"""A change leads back to the row it was made in, and never off the site."""

import pytest

from sharing.back import redirect_back


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/?at=overdue-2#overdue-2", "/?at=overdue-2#overdue-2"),
        ("/people/?late=on", "/people/?late=on"),
        ("", "/people/"),
        ("https://elsewhere.example/", "/people/"),
        ("//elsewhere.example/", "/people/"),
        ("/\\elsewhere.example/", "/people/"),
        ("javascript:alert(1)", "/people/"),
    ],
)
def test_it_leads_back_on_this_site_only(rf, back, leads_to):
    assert redirect_back(rf.post("/", {"back": back}), "/people/").url == leads_to
