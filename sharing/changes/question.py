"""Asking to see something, and answering.

Whom a question reaches, and what they say, is worked out and written as the system: the asker must not learn who holds
something, nor an agency who else was asked. What the asker hears is the outcome and, of a refusal, one of a few sentences.
"""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import IntegrityError, transaction

from sharing import ledger, watching
from sharing.changes import work
from sharing.changes.disclosure import Grounds, disclosure_make
from sharing.looking import looking_as_system
from sharing.models import Answer, Capacity, Holding, ListRow, Notice, Question
from sharing.models.question import Outcome
from sharing.policy import SILENT, Category, Level, Reach, decide
from sharing.viewer import of_capacity, with_rules

State = Question.State


class QuestionRefused(Exception):
    """It cannot be asked; the message says why, for the user, and nothing more than the user knew."""


class QuestionAsked(Exception):
    """The agency has asked this already and waits; carries that question."""

    def __init__(self, question):
        super().__init__(question)
        self.question = question


class QuestionClosed(Exception):
    """It waits no more: answered, withdrawn, or its day has passed. Carries it as it now is."""

    def __init__(self, question):
        super().__init__(question)
        self.question = question


class AnswerGiven(Exception):
    """A colleague answered it in between; carries the answer."""

    def __init__(self, answer):
        super().__init__(answer)
        self.answer = answer


@dataclass(frozen=True)
class Asking:
    """What is asked. `about` is (id of the agency, category) where the asker sees in short that it is there, else None."""

    words: str
    reason: str
    needed_until: date
    about: tuple | None = None


@dataclass(frozen=True)
class Sharing:
    """What is shared in answer, until the end of a day."""

    categories: tuple
    level: Level
    until: date
    grounds: Grounds


@transaction.atomic
def question_ask(*, person, by, asking, at, today):
    """Ask to see something of the person; returns the Question. Those asked get a notice and a mail that names nobody.

    Raises QuestionRefused where there is nothing that the asker may know of and does not see, and QuestionAsked where the
    agency waits for the same already.
    """
    with looking_as_system():
        asked = _whom_to_ask(person, by, asking.about)
        Question.objects.filter(person=person, agency=by.agency_id, state=State.WAITING, needed_until__lt=today).update(
            state=State.LAPSED, closed_at=at
        )
        of_agency, category = asking.about or (None, None)
        question = Question(
            person=person,
            agency_id=by.agency_id,
            capacity=by.capacity,
            of_agency_id=of_agency,
            category=category,
            words=asking.words,
            reason=asking.reason,
            needed_until=asking.needed_until,
            asked_at=at,
        )
        _save_once(question)
        Answer.objects.bulk_create([Answer(question=question, person=person, agency_id=agency) for agency in asked])
        _tell(
            _staff(asked, person, today),
            once=f"question:{question.pk}",
            words="Another agency asks to see something that your agency holds",
            at=at,
        )
    ledger.record("question_ask", by=by, operation=ledger.Operation.COLLECTION, subject=question)
    return question


@transaction.atomic
def question_withdraw(*, question, by, version, at, today):
    """The asker no longer needs it. Raises QuestionClosed."""
    with looking_as_system():
        found = Question.objects.select_for_update().get(pk=question.pk, agency=by.agency_id)
        if found.version != version or not found.is_open(today):
            raise QuestionClosed(found)
        _close(found, State.WITHDRAWN, at=at)
    ledger.record("question_withdraw", by=by, subject=found)
    return found


@transaction.atomic
def answer_share(*, answer, by, sharing, version, at, today, note=""):
    """Share it, or part of it: a disclosure for each category. The first agency to share answers the question.

    Raises DisclosureRefused, QuestionClosed and AnswerGiven.
    """
    question, answer = _open_answer(answer, by, version, today)
    person = apps.get_model("casework", "Person")._base_manager.get(pk=question.person_id)
    offered = {category for category, _ in offers(answer, by)}
    for category in sharing.categories:
        disclosure_make(
            person=person,
            by=by,
            to_agency=question.agency,
            category=category,
            level=sharing.level,
            until=sharing.until,
            grounds=sharing.grounds.for_category(category),
            at=at,
        )
    whole = sharing.level == Level.FULL and set(sharing.categories) == offered
    _answer(answer, by, Outcome.SHARED if whole else Outcome.PART, at=at, note=note)
    _answered(question, answer, at=at)
    ledger.record("answer_share", by=by, subject=answer, outcome=answer.outcome)
    return answer


@transaction.atomic
def answer_refuse(*, answer, by, why_not, version, at, today, note=""):
    """Do not share it. The asker hears it when nobody is left who might. Raises QuestionClosed and AnswerGiven."""
    question, answer = _open_answer(answer, by, version, today)
    _answer(answer, by, Outcome.REFUSED, at=at, note=note, why_not=why_not)
    with looking_as_system():
        if not Answer.objects.filter(question=question, outcome="").exists():
            _answered(question, answer, at=at)
    ledger.record("answer_refuse", by=by, subject=answer, outcome=answer.outcome)
    return answer


def offers(answer, by):
    """[(category, level the asker has now)] of what the agency of `by` may share in answer: nothing that is silent."""
    question = answer.question
    with looking_as_system():
        asker = of_capacity(with_rules(Capacity.objects.filter(pk=question.capacity_id)).get())
        rows = list(ListRow.objects.filter(person=question.person_id, audience__in=asker.audiences).at_moment())
        held = Holding.objects.filter(person=question.person_id, agency=by.agency_id).order_by("category")
        kinds = [Category(category) for category in held.values_list("category", flat=True)]
    if question.category is not None:  # the asker sees in short that it is there, so that it may be named
        kinds = [kind for kind in kinds if kind == question.category]
    else:
        kinds = [kind for kind in kinds if kind not in SILENT]
    levels = [(kind, decide(asker, rows, by.agency_id, kind)[0]) for kind in kinds]
    return [(kind, level) for kind, level in levels if level < Level.FULL]


def _whom_to_ask(person, by, about):
    """Ids of the agencies that hold what the asker may know of and does not see. Raises QuestionRefused."""
    rows = list(ListRow.objects.filter(person=person, audience__in=by.audiences).at_moment())
    held = [(one.agency_id, Category(one.category)) for one in Holding.objects.filter(person=person)]
    levels = {
        (agency, category): decide(by, rows, agency, category)[0] for agency, category in held if agency != by.agency_id
    }
    if about is not None:
        level = levels.get((about[0], Category(about[1])), Level.NONE)
        if level == Level.FULL:
            raise QuestionRefused("You can see this now. There is nothing left to ask for.")
        asked = {about[0]} if level == Level.SUMMARY else set()
    else:
        asked = {agency for (agency, kind), level in levels.items() if level == Level.NONE and kind not in SILENT}
    if not asked:
        raise QuestionRefused("There is nothing to ask for. You see everything that you may know of.")
    return sorted(asked)


def _save_once(question):
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError as error:
        if "question_waits_once" not in str(error):
            raise
        same = {name: getattr(question, name) for name in ("person_id", "agency_id", "of_agency_id", "category")}
        raise QuestionAsked(Question.objects.get(state=State.WAITING, **same)) from error


def _open_answer(answer, by, version, today):
    """The question and this agency's answer to it, locked in this order; still to be given."""
    with looking_as_system():
        question = Question.objects.select_for_update().get(pk=answer.question_id)
        answer = Answer.objects.select_for_update().get(pk=answer.pk, agency=by.agency_id)
        answer.question = question
        if answer.version != version or answer.outcome:
            raise AnswerGiven(answer)
        if not question.is_open(today):
            raise QuestionClosed(question)
    return question, answer


def _answer(answer, by, outcome, *, at, note, why_not=""):
    answer.outcome, answer.why_not, answer.note = outcome, why_not, note
    answer.answered_at, answer.answered_by = at, by.capacity
    answer.version += 1
    with looking_as_system():
        answer.save(update_fields=["outcome", "why_not", "note", "answered_at", "answered_by", "version"])
        told = Notice.objects.filter(once__startswith=f"question:{answer.question_id}:", read_at__isnull=True)
        told.filter(capacity__agency=answer.agency_id).update(read_at=at)


def _answered(question, answer, *, at):
    """Close it with this answer, and tell who asked."""
    with looking_as_system():
        question.outcome, question.why_not = answer.outcome, answer.why_not
        _close(question, State.ANSWERED, at=at)
        asker = [question.capacity] if question.capacity.active else []
        _tell(asker, once=f"answer:{question.pk}", words="Your question to another agency was answered", at=at)


def _close(question, state, *, at):
    """Nobody has to answer it any more, so nobody is reminded of it either."""
    Notice.objects.filter(once__startswith=f"question:{question.pk}:", read_at__isnull=True).update(read_at=at)
    question.state, question.closed_at = state, at
    question.version += 1
    question.save(update_fields=["state", "closed_at", "outcome", "why_not", "version"])


def _staff(agencies, person, today):
    """Who is told: those of each agency who work with the person themselves, else all who may answer for it."""
    may = Capacity.objects.filter(agency__in=agencies, active=True, user__is_active=True, reach__gte=Reach.AGENCY)
    may = list(may.select_related("user").order_by("pk"))
    users = {capacity.user_id for capacity in may}
    own = {user for source in watching.OWN for user, who in source(users, today) if who == person.pk}
    working = {capacity.agency_id for capacity in may if capacity.user_id in own}
    return [capacity for capacity in may if capacity.agency_id not in working or capacity.user_id in own]


def _tell(capacities, *, once, words, at):
    work.tell(
        capacities,
        kind="question",
        once=once,
        words=words,
        address="/sharing/asked/",
        at=at,
        subject="PPO case system: something about sharing",
    )
