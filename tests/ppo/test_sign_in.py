"""Signing in: what may be opened by whom, at which step, and how often."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.urls import urlpatterns as allauth_patterns
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import URLResolver, reverse

from ppo import session_clock
from ppo.sign_in_urls import USED, closed
from sharing.models import Agency, Capacity, Scheme
from sharing.permissions import Role

PASSWORD = "a made-up password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def user(db):
    cache.clear()
    sam = get_user_model().objects.create_user("sam@probation.example", PASSWORD, name="Sam Carr")
    scheme = Scheme.objects.create(code="T", name="Teesside PPO scheme")
    for code, name in (("PROB", "Probation"), ("HOUS", "Housing Options")):
        agency = Agency.objects.create(scheme=scheme, code=code, name=name, kind=Agency.Kind.OTHER)
        Capacity.objects.create(user=sam, agency=agency, role=Role.PRACTITIONER)
    return sam


@pytest.fixture
def user_with_app(user):
    TOTP.activate(user, SECRET)
    return user


def sign_in(client, password=PASSWORD, email="sam@probation.example"):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def code(step=0):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + step))


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "help", "accessibility", "privacy"],
)
def test_the_pages_before_sign_in_open_in_our_shell(client, db, name):
    response = client.get(reverse(name))
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert len(soup.find_all("h1")) == 1
    assert soup.title.string.endswith(" - PPO")
    assert soup.find(class_="govuk-generic-header")


def every_name(patterns=allauth_patterns, prefix=""):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from every_name(entry.url_patterns)
        else:
            yield entry.name, entry.pattern


def test_every_address_of_allauth_is_used_or_not_found(client, user, settings):
    settings.DEMO = True
    client.force_login(user)
    names = dict(every_name())
    assert set(names) >= USED, "a name we count on is gone"
    for name in set(names) - USED:
        arguments = dict.fromkeys(names[name].regex.groupindex, "1")
        assert client.get(reverse(name, kwargs=arguments)).status_code == 404, name


def test_closed_addresses_are_not_found_for_post_either(rf):
    from django.http import Http404

    with pytest.raises(Http404):
        closed(rf.post("/account/signup/"))


def test_wrong_details_say_what_to_do_and_not_which_was_wrong(client, user):
    wrong_password = words(sign_in(client, password="something else entirely"))
    unknown = words(sign_in(client, email="nobody@probation.example"))
    for text in (wrong_password, unknown):
        assert "The e-mail address or password is not right. Check both and try again." in text
        assert "There is a problem" in text
    assert not is_signed_in(client)


def test_after_five_wrong_tries_even_the_right_password_waits(client, user):
    for _ in range(5):
        sign_in(client, password="something else entirely")
    assert "You have tried too many times" in words(sign_in(client))
    assert not is_signed_in(client)


def test_without_a_second_factor_no_page_opens_but_its_set_up(client, user):
    assert sign_in(client).status_code == 302
    assert client.get("/account/").headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("usersessions_list")).headers["Location"] == reverse("mfa_index")
    assert "you need a second step before you can open any page" in words(client.get(reverse("mfa_index")))
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_what_changes_sign_in_asks_again_when_the_password_is_not_fresh(client, user, monkeypatch):
    sign_in(client)
    later = time.time() + 301
    monkeypatch.setattr("ppo.sign_in.time.time", lambda: later)
    assert reverse("account_reauthenticate") in client.get(reverse("mfa_activate_totp")).headers["Location"]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_setting_up_an_app_opens_the_pages_and_shows_recovery_codes(client, user):
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:" in page.headers["Content-Security-Policy"]
    secret = page.context_data["form"].secret
    now = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    response = client.post(reverse("mfa_activate_totp"), {"code": f"{now[:3]} {now[3:]}"})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert codes.status_code == 200
    assert "10 of 10 are left" in words(codes)
    assert client.get("/account/").status_code == 200


def test_whoever_changes_the_password_its_owner_is_told_by_mail(client, user, settings, mailoutbox):
    settings.DEMO = True
    sign_in(client)
    new = "another made-up one"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Your password was changed", [user.email])
    assert "call your scheme’s administrator at once" in mail.body


def test_secrets_lie_encrypted_in_the_database(user_with_app):
    stored = Authenticator.objects.get(user=user_with_app, type=Authenticator.Type.TOTP).data["secret"]
    assert SECRET not in stored
    assert Authenticator.objects.get(user=user_with_app).wrap().validate_code(code())


def test_password_then_code_signs_in_and_a_wrong_code_does_not(client, user_with_app):
    assert sign_in(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "The code is not right" in words(wrong)
    assert words(wrong).startswith("Error: ")
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).headers["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_a_code_works_once(client, user_with_app):
    used = code()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": used})
    client.post(reverse("account_logout"))
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": used})
    assert not is_signed_in(client)


def test_a_recovery_code_signs_in_once(client, user_with_app, rf):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    spare = RecoveryCodes.activate(user_with_app).get_unused_codes()[0]
    for signed_in in (True, False):
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": spare})
        assert is_signed_in(client) is signed_in
        client.post(reverse("account_logout"))


def test_a_session_ends_half_an_hour_after_its_last_page(client, user, settings, monkeypatch):
    settings.DEMO = True
    sign_in(client)
    client.get("/account/")
    first = Session.objects.get(pk=client.session.session_key).expire_date
    started = time.time()
    monkeypatch.setattr(session_clock.time, "time", lambda: started + 59)
    client.get("/account/")
    assert Session.objects.get(pk=client.session.session_key).expire_date == first, "a write on every page"
    monkeypatch.setattr(session_clock.time, "time", lambda: started + 61)
    client.get("/account/")
    assert Session.objects.get(pk=client.session.session_key).expire_date > first
    Session.objects.update(expire_date="2026-01-01T00:00:00Z")
    assert client.get("/account/").status_code == 302


def test_what_was_typed_survives_the_end_of_a_session(client, db):
    response = client.post("/account/capacity/", {"form_id": "1", "note": "Met at the library"})
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 403
    assert page.h1.text == "You were signed out"
    assert [area.text for area in page.find_all("textarea")] == ["Met at the library"]
    assert page.find("a", string="Sign in")["href"] == "/account/login/?next=%2Faccount%2Fcapacity%2F"
    assert response.headers["Cache-Control"] == "no-store"


def test_signing_out_still_leads_to_the_sign_in_page(client, user, settings):
    settings.DEMO = True
    sign_in(client)
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")


def test_sessions_are_listed_and_ended(client, client_class, user, settings):
    settings.DEMO = True
    other = client_class()
    sign_in(client)
    sign_in(other)
    assert client.get(reverse("usersessions_list")).status_code == 200
    client.post(reverse("usersessions_list"))
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_answers_to_the_signed_in_are_kept_in_no_cache(client, user, settings):
    settings.DEMO = True
    sign_in(client)
    assert client.get("/account/").headers["Cache-Control"] == "no-store"


def test_a_reset_link_changes_the_password_and_gives_no_session(client, user_with_app, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": user_with_app.email})
    (mail,) = mailoutbox
    assert mail.subject == "A link to choose a new password"
    assert "the link works once" in mail.body
    link = next(word for word in mail.body.split() if "/account/password/reset/key/" in word)
    page = client.get(link.replace("http://testserver", ""), follow=True)
    assert page.status_code == 200
    client.post(page.request["PATH_INFO"], {"password1": "another made-up one", "password2": "another made-up one"})
    assert not is_signed_in(client)
    assert sign_in(client, password="another made-up one").headers["Location"] == reverse("mfa_authenticate")


def test_nobody_is_told_whether_an_address_has_an_account(client, user, mailoutbox):
    known = client.post(reverse("account_reset_password"), {"email": user.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@probation.example"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [mail.to for mail in mailoutbox] == [[user.email]]


def test_one_agency_at_a_time_and_every_page_says_which(client, user, settings):
    settings.DEMO = True
    sign_in(client)
    page = client.get("/account/")
    assert "Signed in as Sam Carr, Probation (Practitioner)" in words(page)
    form = BeautifulSoup(page.content, "html.parser").find("form", action=reverse("capacity_choose"))
    fields = {field["name"]: field.get("value") for field in form.find_all("input")}
    before = client.session.session_key
    assert client.post(reverse("capacity_choose"), fields).status_code == 302
    assert client.session.session_key != before
    assert "Signed in as Sam Carr, Housing Options (Practitioner)" in words(client.get(reverse("usersessions_list")))


def test_an_agency_that_is_not_ones_own_is_not_found(client, user, settings):
    settings.DEMO = True
    sign_in(client)
    assert client.post(reverse("capacity_choose"), {"form_id": "1", "capacity": "nonsense"}).status_code == 404


def test_a_session_without_second_factor_is_led_nowhere_but_out(client, user):
    sign_in(client)
    page = client.get(reverse("mfa_index"))
    soup = BeautifulSoup(page.content, "html.parser")
    assert "Signed in as Sam Carr" in words(page)
    assert "Probation" not in words(page)
    assert soup.find("form", action=reverse("account_logout"))
    assert not soup.find("nav", attrs={"aria-label": "Menu"})
    assert not soup.find("form", id="find")


def test_who_works_for_no_agency_any_more_can_open_nothing_and_sign_out(client, user, settings):
    settings.DEMO = True
    Capacity.objects.update(active=False)
    sign_in(client)
    page = client.get("/")
    assert page.status_code == 403
    assert BeautifulSoup(page.content, "html.parser").find("form", action=reverse("account_logout"))
