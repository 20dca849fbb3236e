"""Telling the area that a person moves to: chosen line by line, kept word for word, and on the log of what was sent."""

from datetime import timedelta

import pytest

from cohort.models import Letter, Membership
from sharing.looking import looking_as_system
from sharing.models import LedgerEntry
from tests.cohort.test_leaving_pages import PLAN, plan_address, send
from tests.pages import words
from tests.pdfcheck import pdf_check
from tests.world import client_of

__all__ = ["send"]
TYPED = {
    "to": "Southside police", "facts": ["On the scheme since"], "why": "Kerry lives in your area now.", "basis": "cda115",
}  # fmt: skip


@pytest.fixture
def moving(world, send):
    """Dora planned that Kerry leaves, because she moves to Southside."""
    planned = PLAN | {"criterion": "moved_away", "words": "Moved to Southside", "receiving_area": "Southside police"}
    send(world.dora, plan_address(world.other), **planned)
    return world


def area(world):
    return f"{plan_address(world.other)}area/"


def test_the_plan_leads_to_the_letter_where_an_area_takes_over(moving):
    dora = client_of(moving.dora)
    assert "Tell the area that takes over" in words(dora.get(plan_address(moving.other)))
    assert "Southside police" in dora.get(area(moving)).content.decode()
    assert "Tell the area" not in words(client_of(moving.bob).get(plan_address(moving.other)))  # not for him to send
    assert client_of(moving.bob).get(area(moving)).status_code == 403


def test_without_a_plan_there_is_nothing_to_tell(world):
    assert client_of(world.dora).get(area(world)).status_code == 404


@pytest.fixture
def letter(moving, send):
    assert send(moving.dora, area(moving), **TYPED).status_code == 302
    with looking_as_system():
        return Letter.objects.get(kind="area")


def test_it_tells_what_was_chosen_and_nothing_else(moving, letter):
    page = words(client_of(moving.dora).get(letter.get_absolute_url()))
    assert "On the scheme since" in letter.text
    assert "Date of birth" not in letter.text
    assert "Kerry lives in your area now." in page
    assert "Dear colleague" in page
    assert "Not sent yet." in page
    plan = client_of(moving.dora).get(plan_address(moving.other)).content.decode()
    assert "Letter to Southside police</a>: not sent yet" in plan


def test_its_file_is_accessible_and_addressed_to_the_area(moving, letter):
    answer = client_of(moving.dora).get(f"{letter.get_absolute_url()}print/")
    assert pdf_check(answer.content).problems == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to": ""}, "Enter who gets the letter."),
        ({"why": ""}, "Enter why the area needs this."),
        ({"basis": ""}, "Choose the legal basis."),
        ({"why": "There is intelligence about him"}, "Take this out of the letter: intelligence."),
    ],
)
def test_what_is_missing_or_may_not_be_told_is_said(moving, send, typed, said):
    assert said in words(send(moving.dora, area(moving), **TYPED | typed))
    with looking_as_system():
        assert not Letter.objects.exists()


def test_sent_it_stands_in_the_log_with_the_letter_and_stays(moving, letter, send):
    sent = {"version": letter.version, "given_on": moving.today.isoformat()}
    early = {**sent, "given_on": (moving.today - timedelta(days=1)).isoformat()}
    hand = f"{letter.get_absolute_url()}given/"
    assert "The letter was written later than that." in words(send(moving.dora, hand, **early))
    assert send(moving.dora, hand, **sent).status_code == 302
    line = LedgerEntry.objects.get(event="area_tell", operation="disclosure")
    assert (line.people, line.reason, line.facts["basis"]) == ([moving.other.pk], "To Southside police", "cda115")
    log = words(client_of(moving.dora).get(f"/people/{moving.other.key}/sharing/sent/"))
    assert "Told another area" in log
    assert "To Southside police" in log
    exactly = words(client_of(moving.dora).get(f"/people/{moving.other.key}/sharing/sent/{line.pk}/"))
    assert "Kerry lives in your area now." in exactly
    assert send(moving.dora, area(moving), **TYPED | {"why": "Other words"}).url == letter.get_absolute_url()
    with looking_as_system():
        assert Letter.objects.get(kind="area").text == letter.text


def test_it_is_no_letter_to_the_person(moving, letter):
    """The letter on being brought on is still waited for."""
    with looking_as_system():
        assert Membership.objects.get(person=moving.other).letters.get().kind == "area"
    page = words(client_of(moving.dora).get(f"/people/{moving.other.key}/membership/"))
    assert "To the area that takes over, written on" in page
    assert "Write the letter" in page
