"""Asking to see something and answering: whom it reaches, what the asker learns (no more than before), and who was first."""

from datetime import timedelta

import pytest

from casework.models import DrugTest, Intelligence
from pathways.models import NeedDetail
from sharing.changes import question as changes
from sharing.changes.disclosure import DisclosureRefused, Grounds
from sharing.changes.question import AnswerGiven, Asking, QuestionAsked, QuestionClosed, QuestionRefused, Sharing
from sharing.looking import looking_as, moment
from sharing.models import Answer, Consent, Disclosure, LedgerEntry, Mail, Notice, Question
from sharing.policy import Category, Level
from tests.world import viewer_of

STATUTE = Grounds(basis="other", reason="Answer to a question", confidentiality="statute")


@pytest.fixture
def no_consent(world):
    """Without consent Hal sees nothing of Dee's drug tests, and may know that there is something; of Dee's alone."""
    NeedDetail.objects.filter(pathway="drugs_alcohol").delete()
    Consent.objects.filter(person=world.person).delete()
    Consent.objects.create(
        person=world.person, owner=world.police, category=Category.FINANCE, given_on=world.today - timedelta(days=9)
    )


@pytest.fixture
def ask(world):
    def put(who="hal", about=None, days=14):
        asking = Asking(
            "What helps to keep the flat?", "A viewing on Monday", world.today + timedelta(days=days), about
        )
        by = viewer_of(getattr(world, who))
        with looking_as(by.capacity_id):
            return changes.question_ask(person=world.person, by=by, asking=asking, at=moment(), today=world.today)

    return put


@pytest.fixture
def share(world):
    def give(answer, who="dee", categories=(Category.DRUGS,), level=Level.FULL, version=1, grounds=STATUTE):
        sharing = Sharing(categories, level, world.today + timedelta(days=7), grounds)
        by = viewer_of(getattr(world, who))
        with looking_as(by.capacity_id):
            return changes.answer_share(
                answer=answer, by=by, sharing=sharing, version=version, at=moment(), today=world.today
            )

    return give


@pytest.fixture
def refuse(world):
    def say(answer, who="dee", version=1):
        by = viewer_of(getattr(world, who))
        with looking_as(by.capacity_id):
            return changes.answer_refuse(
                answer=answer, by=by, why_not="not_needed", version=version, at=moment(), today=world.today
            )

    return say


def asked(question):
    return set(question.answers.values_list("agency__code", flat=True))


def test_it_reaches_who_holds_what_may_be_said_to_exist_and_is_not_seen(world, no_consent, ask):
    question = ask()
    assert asked(question) == {"drugs"}


def test_who_holds_only_what_is_silent_is_not_asked(world, ask):
    """The police hold intelligence, of which Hal must not learn; nothing else of anybody's is closed to him."""
    Consent.objects.create(person=world.person, owner=world.police, category=None, given_on=world.today)
    with pytest.raises(QuestionRefused) as with_a_secret:
        ask()
    Intelligence.objects.all().delete()
    with pytest.raises(QuestionRefused) as without:
        ask()
    assert str(with_a_secret.value) == str(without.value)
    assert not Question.objects.exists()


def test_what_is_seen_in_short_is_asked_of_the_agency_that_holds_it(world, ask):
    question = ask(about=(world.drugs.pk, Category.DRUGS))
    assert asked(question) == {"drugs"}
    assert (question.of_agency, question.category) == (world.drugs, Category.DRUGS)


@pytest.mark.parametrize("category", [Category.INTELLIGENCE, Category.HEALTH])
def test_asking_about_what_is_not_seen_says_the_same_whether_it_is_there_or_not(world, ask, category):
    with pytest.raises(QuestionRefused, match=r"There is nothing to ask for\."):
        ask(about=(world.police.pk, category))


def test_what_is_seen_needs_no_question(world, ask):
    with pytest.raises(QuestionRefused, match="You can see this now"):
        ask(about=(world.probation.pk, Category.ENGAGEMENT))


def test_those_who_work_with_the_person_are_told_without_a_word_about_anybody(world, no_consent, ask):
    ask()
    notice, mail = Notice.objects.get(kind="question"), Mail.objects.get(once__startswith="question:")
    assert notice.capacity.user == mail.user == world.dee
    told = f"{notice.text} {notice.address} {mail.subject} {mail.body}"
    for secret in ("Jordan", "Ellis", "N001", "Recovery", "Homes", "flat", world.person.key):
        assert secret not in told


def test_the_same_question_waits_once(world, no_consent, ask):
    first = ask()
    with pytest.raises(QuestionAsked) as again:
        ask()
    assert again.value.question == first
    assert Question.objects.count() == Answer.objects.count() == 1


def test_one_whose_day_has_passed_may_be_asked_again(world, no_consent, ask):
    first = ask()
    Question.objects.filter(pk=first.pk).update(needed_until=world.today - timedelta(days=1))
    second = ask()
    first.refresh_from_db()
    assert (first.state, second.state) == ("lapsed", "waiting")


def test_sharing_answers_it_opens_it_and_tells_who_asked(world, no_consent, ask, share):
    question = ask()
    hal = viewer_of(world.hal)
    with looking_as(hal.capacity_id):
        assert DrugTest.objects.visible_to(hal).count() == 0
    share(question.answers.get())
    question.refresh_from_db()
    assert (question.state, question.outcome, question.why_not) == ("answered", "shared", "")
    assert not Notice.objects.filter(once__startswith="question:", read_at__isnull=True).exists()
    with looking_as(hal.capacity_id):
        assert DrugTest.objects.visible_to(hal).count() == 1
    assert Notice.objects.get(once__startswith="answer:").capacity.user == world.hal
    assert Disclosure.objects.get().to_agency == world.housing


def test_a_summary_is_a_part(world, no_consent, ask, share):
    question = ask()
    assert share(question.answers.get(), level=Level.SUMMARY).outcome == "part"


def test_refusing_gives_a_sentence_that_says_nothing_about_who_was_asked(world, no_consent, ask, refuse):
    question = ask()
    refuse(question.answers.get())
    question.refresh_from_db()
    assert (question.state, question.outcome) == ("answered", "refused")
    assert question.get_why_not_display() == "It is not needed for your part of the plan."
    assert not Disclosure.objects.exists()


def test_while_another_may_still_share_the_asker_hears_of_no_refusal(world, no_consent, ask, refuse):
    question = ask()
    other = Answer.objects.create(question=question, person=world.person, agency=world.probation)
    refuse(question.answers.get(agency=world.drugs))
    question.refresh_from_db()
    assert (question.state, question.why_not) == ("waiting", "")
    assert not Notice.objects.filter(once__startswith="answer:").exists()
    refuse(other, who="alice")
    question.refresh_from_db()
    assert question.outcome == "refused"


@pytest.mark.parametrize("how", ["share", "refuse"])
def test_two_colleagues_at_once(world, no_consent, ask, share, refuse, how):
    answer = ask().answers.get()
    refuse(answer)
    with pytest.raises(AnswerGiven) as given:
        (share if how == "share" else refuse)(answer)
    assert given.value.answer.answered_by.user == world.dee
    assert not Disclosure.objects.exists()


def test_a_disclosure_that_is_refused_answers_nothing(world, no_consent, ask, share):
    question = ask()
    with pytest.raises(DisclosureRefused):
        share(question.answers.get(), grounds=Grounds(basis="other", reason="x"))
    question.refresh_from_db()
    assert question.state == "waiting"


def test_withdrawn_it_cannot_be_answered(world, no_consent, ask, share, refuse):
    question = ask()
    by = viewer_of(world.hal)
    with looking_as(by.capacity_id):
        changes.question_withdraw(question=question, by=by, version=1, at=moment(), today=world.today)
        with pytest.raises(QuestionClosed):
            changes.question_withdraw(question=question, by=by, version=1, at=moment(), today=world.today)
    for answer in (share, refuse):
        with pytest.raises(QuestionClosed):
            answer(question.answers.get())


def test_lapsed_it_cannot_be_answered(world, no_consent, ask, share):
    question = ask()
    Question.objects.filter(pk=question.pk).update(needed_until=world.today - timedelta(days=1))
    with pytest.raises(QuestionClosed):
        share(question.answers.get())


def test_nothing_silent_is_offered_in_answer(world, no_consent, ask):
    Intelligence.objects.update(owner=world.drugs)
    question = ask()
    with looking_as(viewer_of(world.dee).capacity_id):
        offered = [kind for kind, _ in changes.offers(question.answers.get(), viewer_of(world.dee))]
    assert Category.DRUGS in offered
    assert Category.INTELLIGENCE not in offered


def test_neither_side_sees_what_is_the_others_alone(world, no_consent, ask):
    """The second wall: the asker no answer, an agency that was not asked nothing, the one asked no other's answer."""
    question = ask()
    Answer.objects.create(question=question, person=world.person, agency=world.probation)

    def rows(who):
        with looking_as(viewer_of(getattr(world, who)).capacity_id):
            return Question.objects.count(), Answer.objects.count()

    assert {who: rows(who) for who in ("hal", "dee", "alice", "pete", "bob", "gina")} == {
        "hal": (1, 0), "dee": (1, 1), "alice": (1, 1), "pete": (0, 0), "bob": (0, 0), "gina": (0, 0),
    }  # fmt: skip


def test_every_step_is_a_line_that_names_the_person_and_nobody_asked(world, no_consent, ask, refuse):
    question = ask()
    refuse(question.answers.get())
    for event in ("question_ask", "answer_refuse"):
        entry = LedgerEntry.objects.get(event=event)
        assert entry.people == [world.person.pk]
        assert entry.recipients == []


def test_late_after_so_many_working_days(world, no_consent, ask):
    question = ask(days=100)
    due = question.due_on(5)
    assert not question.is_late(due, 5)
    assert question.is_late(due + timedelta(days=1), 5)
    assert not question.is_late(question.needed_until + timedelta(days=1), 5)
    assert question.state_on(question.needed_until + timedelta(days=1)) == "lapsed"
