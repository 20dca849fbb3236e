"""What a user was told: new, read one by one or all of a page, and then among the older ones."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from sharing.models import Capacity, Notice
from tests.pages import statements, words

LIST = "/notifications/"


@pytest.fixture
def tell(world):
    """`tell(world.alice, "A thing to do")` makes a notice."""

    def make(user, text, about="one"):
        held = Capacity.objects.get(user=user)
        once = f"{about}:{text}:{held.pk}"
        return Notice.objects.create(capacity=held, kind="made", once=once, text=text, address="/people/", made_at=NOW)

    return make


NOW = timezone.now()


def test_what_is_read_is_older_and_no_longer_on_the_first_page(world, client_of, tell):
    notice, visitor = tell(world.alice, "A thing to do"), client_of(world.alice)
    assert "A thing to do" in words(visitor.get("/"))
    assert "Notifications (1)" in words(visitor.get(LIST))
    answer = visitor.send(f"{LIST}{notice.key}/read/", {"back": "/"})
    assert (answer.status_code, answer.url) == (302, "/")
    assert "A thing to do" not in words(visitor.get("/"))
    assert "Nothing new." in words(visitor.get(LIST))
    assert "A thing to do" in words(visitor.get(f"{LIST}?show=older"))


def test_two_that_say_the_same_are_told_apart_by_ear(world, client_of, tell):
    for about in ("one", "two"):
        tell(world.alice, "Review it by 27 November", about)
    page = BeautifulSoup(client_of(world.alice).get("/").content, "html.parser").main
    names = [box["aria-label"] for box in page.find_all(role="region")]
    assert names == ["Information 1: Review it by 27 November", "Information 2: Review it by 27 November"]
    spoken = [" ".join(button.text.split()) for button in page.find_all("button") if "Mark as read" in button.text]
    assert len(set(spoken)) == 2


def test_read_twice_it_keeps_its_first_moment(world, client_of, tell):
    notice, visitor = tell(world.alice, "A thing to do"), client_of(world.alice)
    visitor.send(f"{LIST}{notice.key}/read/")
    first = Notice.objects.get(pk=notice.pk).read_at
    assert visitor.send(f"{LIST}{notice.key}/read/", {"back": "https://elsewhere.example/"}).url == LIST
    assert Notice.objects.get(pk=notice.pk).read_at == first is not None


def test_nobody_reads_or_marks_anothers(world, client_of, tell):
    notice, visitor = tell(world.alice, "A thing to do"), client_of(world.hal)
    assert "A thing to do" not in words(visitor.get(LIST))
    assert visitor.send(f"{LIST}{notice.key}/read/").status_code == 404
    visitor.send(f"{LIST}read/", {"shown": [notice.key]})
    assert Notice.objects.get(pk=notice.pk).read_at is None


def test_all_of_the_page_at_once_and_not_what_came_since(world, client_of, tell):
    shown, visitor = [tell(world.alice, f"Thing {number}").key for number in range(3)], client_of(world.alice)
    tell(world.alice, "Came since")
    assert "3 notifications marked as read." in words(visitor.send(f"{LIST}read/", {"shown": shown}, follow=True))
    assert "Notifications (1) " in words(visitor.get(LIST))
    assert "Came since" in words(visitor.get(LIST))


def test_the_first_page_shows_three_and_how_many_more(world, client_of, tell):
    for number in range(5):
        tell(world.alice, f"Thing {number}")
    said = words(client_of(world.alice).get("/"))
    assert "All notifications : 2 more new" in said or "All notifications: 2 more new" in said
    assert [f"Thing {number}" in said for number in range(5)] == [False, False, True, True, True]


def test_twenty_more_take_no_more_statements(world, client_of, tell):
    visitor = client_of(world.alice)
    tell(world.alice, "One")
    before = statements(visitor, LIST)
    for number in range(20):
        tell(world.alice, f"Thing {number}")
    assert statements(visitor, LIST) == before
