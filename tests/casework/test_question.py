"""Asking to see something and answering, as the pages do it: both sides, every state, and nothing told on the way."""

from datetime import timedelta

import pytest

from pathways.models import NeedDetail
from sharing.models import Answer, Consent, Disclosure, Question
from sharing.policy import Category
from tests.pages import statements, words

ASKED = "/sharing/asked/"
OURS = f"{ASKED}?whose=ours"


@pytest.fixture
def closed(world):
    """Hal sees nothing of Dee's drug tests; what is hers alone is all that is not shown to him."""
    NeedDetail.objects.filter(pathway="drugs_alcohol").delete()
    Consent.objects.filter(person=world.person).delete()
    Consent.objects.create(
        person=world.person, owner=world.police, category=Category.FINANCE, given_on=world.today - timedelta(days=9)
    )


@pytest.fixture
def ask(world, client_of):
    def send(who="hal", **fields):
        answers = {
            "about": "anything",
            "words": "What helps to keep the flat?",
            "reason": "A viewing on Monday",
            "needed_until": f"{world.today + timedelta(days=14):%d/%m/%Y}",
        }
        return client_of(getattr(world, who)).send(f"/people/{world.person.key}/sharing/ask/", answers | fields)

    return send


@pytest.fixture
def answer(world, client_of):
    def send(who="dee", **fields):
        known = Answer.objects.filter(agency=world.drugs).latest("pk")
        return client_of(getattr(world, who)).send(f"/questions/{known.key}/answer/", {"version": 1} | fields)

    return send


@pytest.fixture
def share(world, answer):
    def send(who="dee", **fields):
        given = {
            "categories": [8],
            "level": 2,
            "until": f"{world.today + timedelta(days=7):%d/%m/%Y}",
            "basis": "other",
            "confidentiality": "statute",
            "reason": "The flat depends on it",
        }
        return answer(who, **given | fields)

    return send


def test_the_placeholder_leads_to_the_question(world, client_of, closed):
    page = client_of(world.hal).get(f"/people/{world.person.key}/")
    assert f'href="/people/{world.person.key}/sharing/ask/"' in page.content.decode()
    asked = words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/ask/"))
    assert "Something that is not shown to me" in asked
    for secret in ("Recovery", "Drug", "drug", "treatment"):
        assert secret not in asked


def test_what_is_seen_in_short_may_be_asked_by_name(world, client_of):
    asked = words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/ask/"))
    assert "More of “Drug tests and treatment” from Northside Recovery: you see a summary" in asked


def test_where_only_what_is_silent_is_closed_there_is_nothing_to_ask(world, client_of, ask):
    """Everyone sees everything but intelligence and risk, of which Hal must not learn."""
    Consent.objects.create(person=world.person, owner=world.police, category=None, given_on=world.today)
    page = words(client_of(world.hal).get(f"/people/{world.person.key}/sharing/ask/"))
    assert "not shown to me" not in page
    for secret in ("Intelligence", "Risk", "Victims"):
        assert secret not in page
    ask()
    assert not Question.objects.exists()


def test_asked_shared_and_seen_on_the_very_next_request(world, client_of, closed, ask, share):
    hal, dee = client_of(world.hal), client_of(world.dee)
    record = f"/people/{world.person.key}/"
    before = words(hal.get(record + "contacts/"))
    assert ask().status_code == 302
    assert "Another agency asks to see something that your agency holds" in words(dee.get("/"))
    assert "1 question of another agency waits for an answer." in words(dee.get("/"))
    assert "What helps to keep the flat?" in words(dee.get(ASKED))
    assert "Waiting" in words(hal.get(OURS))

    shown = words(share(share="yes"))
    assert "Northside Homes will see" in shown
    assert not Disclosure.objects.exists()
    assert share(save="yes").status_code == 302

    assert "You answered: shared" in words(dee.get(ASKED))
    assert "waits for an answer" not in words(dee.get("/"))
    assert "Shared" in words(hal.get(OURS))
    assert "Your question to another agency was answered" in words(hal.get("/"))
    assert words(hal.get(record + "contacts/")) != before


def test_a_refusal_tells_one_sentence_and_no_name(world, client_of, closed, ask, answer):
    ask()
    answer(why_not="not_needed", note="He told us in confidence")
    told = words(client_of(world.hal).get(OURS))
    assert "Not shared" in told
    assert "It is not needed for your part of the plan." in told
    for secret in ("Recovery", "Dee", "confidence", "Drug"):
        assert secret not in told
    assert "He told us in confidence" in words(
        client_of(world.dee).get(f"/questions/{Answer.objects.get(agency=world.drugs).key}/answer/")
    )


def test_the_second_of_two_colleagues_is_told_who_was_first(world, client_of, closed, ask, answer):
    ask()
    answer(why_not="not_needed")
    dee = client_of(world.dee)
    known = Answer.objects.get(agency=world.drugs)
    sent = dee.send(f"/questions/{known.key}/answer/", {"version": 1, "why_not": "nothing"})
    assert "Dee Lowe answered this on" in dee.get(sent.url).content.decode()
    known.refresh_from_db()
    assert known.why_not == "not_needed"


def test_asking_again_while_it_waits_is_said(world, closed, ask):
    ask()
    assert "Your agency asked for this on" in words(ask())
    assert Question.objects.count() == 1


def test_withdrawn_by_the_asker(world, client_of, closed, ask):
    ask()
    hal = client_of(world.hal)
    question = Question.objects.get()
    assert hal.send(f"/questions/{question.key}/withdraw/", {"version": 1}).status_code == 302
    assert "Withdrawn" in words(hal.get(OURS))
    dee = client_of(world.dee)
    sent = dee.send(f"/questions/{Answer.objects.get().key}/answer/", {"version": 1, "why_not": "nothing"})
    assert "This question was withdrawn. Nothing was saved." in dee.get(sent.url).content.decode()
    again = hal.send(f"/questions/{question.key}/withdraw/", {"version": 1})
    assert "Nothing was changed." in hal.get(again.url).content.decode()


def test_only_the_asker_s_agency_withdraws(world, client_of, closed, ask):
    ask()
    question = Question.objects.get()
    for who in ("dee", "alice", "bob"):
        sent = client_of(getattr(world, who)).send(f"/questions/{question.key}/withdraw/", {"version": 1})
        assert sent.status_code == 404


def test_late_on_both_sides_and_lapsed_after_its_day(world, client_of, closed, ask):
    ask()
    Question.objects.update(asked_at=Question.objects.get().asked_at - timedelta(days=12))
    assert "Late" in words(client_of(world.dee).get(ASKED))
    assert "Late" in words(client_of(world.hal).get(OURS))
    Question.objects.update(needed_until=world.today - timedelta(days=1))
    for who, where in (("dee", ASKED), ("hal", OURS)):
        shown = words(client_of(getattr(world, who)).get(where))
        assert "Lapsed" in shown
        assert "Late" not in shown.replace("Lapsed", "")


def test_empty_lists_say_so(world, client_of):
    dee = client_of(world.dee)
    assert "Nobody asks your agency to show anything." in words(dee.get(ASKED))
    assert "Your agency has not asked to see anything." in words(dee.get(OURS))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"about": ""}, "Choose what you ask about."),
        ({"about": "made-up"}, "You can see this now, or it is not there any more."),
        ({"words": ""}, "Say what you need to know."),
        ({"reason": ""}, "Say why you need it."),
        ({"needed_until": ""}, "Enter the last day you need it."),
        ({"needed_until": "1/1/2020"}, "The day must be today or later."),
    ],
)
def test_bad_input_says_what_to_do(closed, ask, fields, said):
    assert said in words(ask(**fields))
    assert not Question.objects.exists()


def test_nobody_else_finds_the_question(world, client_of, closed, ask):
    ask()
    known = Answer.objects.get(agency=world.drugs)
    for who, status in (("alice", 404), ("hal", 404), ("bob", 404), ("gina", 403), ("dee", 200)):
        assert client_of(getattr(world, who)).get(f"/questions/{known.key}/answer/").status_code == status


def test_as_many_statements_for_500_as_for_10(world, client_of, closed, ask):
    ask()
    question = Question.objects.get()

    def more(number):
        rows = Question.objects.bulk_create(
            [
                Question(
                    person=world.person, agency=world.housing, capacity=question.capacity, words="More", reason="Why",
                    needed_until=world.today, asked_at=question.asked_at, state="withdrawn", closed_at=question.asked_at,
                )
                for _ in range(number)
            ]
        )  # fmt: skip
        Answer.objects.bulk_create([Answer(question=row, person=world.person, agency=world.drugs) for row in rows])

    hal, dee = client_of(world.hal), client_of(world.dee)
    more(9)
    few = statements(hal, OURS), statements(dee, ASKED)
    more(490)
    assert (statements(hal, OURS), statements(dee, ASKED)) == few
