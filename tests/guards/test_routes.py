"""Every address: behind the gate or on a short list with its reason, named by the stem of its feature, telling nothing."""

import re

import pytest
from allauth import urls as allauth_urls
from django.urls import Resolver404, resolve

from ppo.sign_in_urls import USED, closed
from sharing.permissions import Permission
from tests.guards import house

# name: why no permission is asked. What allauth serves asks for itself; tests/ppo/test_sign_in.py walks it.
OPEN = {
    "accessibility": "help, for anyone who can reach the product",
    "help": "help, for anyone who can reach the product",
    "privacy": "help, for anyone who can reach the product",
    "stay_signed_in": "renews the session of whoever is signed in, shows nothing",
    "csp_report": "browsers report by themselves, without a session",
    "health_live": "asked by the load balancer",
    "health_ready": "asked by the load balancer",
    "demo_mail_list": "the demo's own mail, 404 outside the demo",
    "demo_mail_read": "the demo's own mail, 404 outside the demo",
}
# Addresses others rely on. Those of a later floor's pages join when the page does.
KEY = "aaaaaaaaaaaa"
FIXED = (
    "/account/",
    "/check/",
    "/people/",
    f"/people/{KEY}/",
    f"/people/{KEY}/plan/",
    f"/people/{KEY}/contacts/",
    f"/people/{KEY}/offences/",
    f"/people/{KEY}/timeline/",
    "/find/",
    "/ledger/",
    "/health/live",
    "/health/ready",
    "/meetings/",
    "/people/kkkkkkkkkkkk/reviews/",
    "/meetings/kkkkkkkkkkkk/",
)
# What may vary in an address: random keys and running numbers, never a name, a day of birth or a number of a person.
MAY_VARY = {
    "key",
    "version",
    "meeting",
    "run",
    "uidb36",
    "pk",
    "pack",
    "number",
    "notice",
    "part",
    "job",
    "item",
    "kind",
    "lang",
}
NOT_OUR_NAMES = ("account_", "mfa_", "usersessions_")


def ours():
    return [route for route in house.routes() if not route.name.startswith(NOT_OUR_NAMES)]


def test_every_address_of_ours_is_behind_the_gate_or_has_a_reason():
    assert {route.name for route in ours() if not route.gated} == set(OPEN)


def test_every_gate_asks_for_a_permission_that_exists():
    for route in ours():
        if route.gated:
            assert isinstance(route.view.permission, Permission), route
            assert set(route.view.methods) <= {"GET", "HEAD", "POST"}, route


def test_names_are_unique_and_follow_the_stem():
    """One stem names route, view and template: `action_update` is the view `action_update`."""
    named = [route.name for route in ours()]
    assert len(named) == len(set(named))
    strange = [
        f"{route}: {getattr(route.view, '__name__', '?')}"
        for route in ours()
        if route.gated and getattr(route.view, "__name__", "") != route.name
    ]
    assert strange == []


def test_addresses_end_with_a_slash_and_are_plain_words():
    odd = [
        str(route)
        for route in ours()
        if not route.name.startswith("health_")
        and not re.fullmatch(r"(([a-z][a-z-]*|<[a-z]+:[a-z_]+>)/)*([a-z]+\.[a-z]+|v1)?", route.pattern)
    ]
    assert odd == []


def test_nothing_about_a_person_is_in_an_address():
    told = [
        f"{route}: {variable}"
        for route in ours()
        for variable in re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)
        if variable not in MAY_VARY
    ]
    assert told == []


@pytest.mark.parametrize("address", FIXED)
def test_the_addresses_that_others_rely_on_are_there(address):
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{address} has gone")


def test_what_allauth_offers_and_we_do_not_use_is_not_found():
    theirs = {route.name: route.view for route in house._routes(allauth_urls.urlpatterns, "")}
    here = {route.name: route.view for route in house.routes()}
    assert theirs.keys() >= USED
    unused = theirs.keys() - USED
    assert unused
    assert [name for name in unused if here[name] is not closed] == []


@pytest.mark.parametrize("address", ["signup/", "email/", "confirm-email/", "password/set/", "login/code/confirm/"])
def test_unused_sign_in_addresses_answer_404(db, client, address):
    assert client.get(f"/account/{address}").status_code == 404
    assert client.post(f"/account/{address}").status_code == 404
