"""Error pages: our shell, plain words, nothing that tells more than it should."""

import logging

from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import override_settings
from django.urls import path

from ppo import errors
from ppo.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401


def breaks(request):
    raise RuntimeError("the made-up secret")


def finds_no_database(request):
    raise OperationalError("the made-up secret")


def refuses(request):
    raise PermissionDenied("the made-up secret")


urlpatterns = [
    *urlpatterns,
    path("breaks/", breaks),
    path("refuses/", refuses),
    path("finds-no-database/", finds_no_database),
]
with_faults = override_settings(ROOT_URLCONF=__name__)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@with_faults
def test_a_fault_shows_its_number_and_gives_back_what_was_typed(client, db, caplog):
    client.raise_request_exception = False
    caplog.set_level(logging.ERROR)
    response = client.post("/breaks/", {"note": "Met at the <b>library</b>", "password": "hunter22", "form_id": "1"})
    page = soup(response)
    assert response.status_code == 500
    assert page.h1.text == "Sorry, there is a problem"
    assert [area.text for area in page.find_all("textarea")] == ["Met at the <b>library</b>"]
    assert page.strong.text in caplog.text
    for secret in ("hunter22", "made-up secret", "Traceback", "RuntimeError"):
        assert secret not in response.text


def test_the_page_of_a_fault_asks_nothing_of_the_database(rf, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert errors.fault(rf.get("/people/")).status_code == 500


@with_faults
def test_a_service_that_is_down_is_not_a_fault_of_the_page(client, db):
    client.raise_request_exception = False
    response = client.get("/finds-no-database/")
    assert response.status_code == 503
    assert "made-up secret" not in response.text


@with_faults
def test_refusal_says_the_same_to_all_and_no_reason(client, db):
    response = client.get("/refuses/")
    assert response.status_code == 403
    assert "made-up secret" not in response.text
    assert soup(response).h1.text == "You cannot open this page"


def test_an_unknown_address_is_not_found_and_leads_home(client, db):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert soup(response).h1.text == "Page not found"
    assert soup(response).main.find("a", href="/")


def test_a_form_without_a_token_is_refused_and_its_text_given_back(client_class, db):
    strict = client_class(enforce_csrf_checks=True)
    response = strict.post("/account/login/", {"login": "sam@probation.example", "password": "hunter22"})
    assert response.status_code == 403
    assert soup(response).h1.text == "This form was open too long"
    assert "hunter22" not in response.text


def test_when_a_service_is_down_the_page_says_when_to_come_back(rf):
    response = errors.unavailable(rf.get("/people/"))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert soup(response).find("a", href="/people/").text == "Try again"


def test_error_pages_carry_the_security_headers_too(client, db):
    sent = client.get("/no/such/page/").headers
    assert set(sent) >= {"Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "X-Content-Type-Options"}
