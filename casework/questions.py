"""Questions between agencies as their pages show them: what may be asked about, and how each stands today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, Value, When
from django.utils.timezone import localdate

from casework.forms.question import ANYTHING
from sharing.dates import day
from sharing.models import Agency, Answer, Question, Setting
from sharing.policy import WORDS, Category, Level
from sharing.rules import setting_values


def options(page, viewer):
    """[(value, words, about)] of what the viewer may ask about: never more than the page tells them is there."""
    found = []
    if page.found.withheld:
        found.append((ANYTHING, "Something that is not shown to me", None))
    short = [held for held in page.found.held if held.level == Level.SUMMARY]
    keys = dict(Agency.objects.filter(pk__in=[held.agency_id for held in short]).values_list("pk", "key"))
    return found + [
        (
            f"{keys[held.agency_id]}-{int(held.category)}",
            f"More of “{WORDS[held.category]}” from {held.agency}: you see a summary",
            (held.agency_id, held.category),
        )
        for held in short
    ]


@dataclass(frozen=True)
class Line:
    """One question as one side sees it today: `state` in words, and whether it is late."""

    question: Question
    answer: Answer | None  # the other side's own; the asker never has one
    state: str
    late: bool
    due_on: date

    @property
    def about(self):
        """What it is about, as both sides know it."""
        category = self.question.category
        return "Something not shown to them" if category is None else WORDS[Category(category)]


def asked_of(viewer, today):
    """What the viewer's agency is asked: those to answer first, the oldest of them first; then the latest."""
    rows = Answer.objects.asked_of(viewer).select_related(
        "question__agency", "question__capacity__user", "person", "answered_by__user"
    )
    open_ = Q(outcome="", question__state=Question.State.WAITING, question__needed_until__gte=today)
    return rows.annotate(closed=Case(When(open_, then=Value(0)), default=Value(1))).order_by(
        "closed", Case(When(open_, then=F("question__asked_at"))), "-question__asked_at", "pk"
    )


def asked_by(viewer):
    """What the viewer's agency asked, the latest first."""
    rows = Question.objects.asked_by(viewer).select_related("person", "capacity__user", "of_agency")
    return rows.order_by("-asked_at", "-pk")


def to_answer(viewer, today):
    """How many wait for an answer of the viewer's agency."""
    rows = Answer.objects.asked_of(viewer).filter(outcome="", question__state=Question.State.WAITING)
    return rows.filter(question__needed_until__gte=today).count()


def working_days(viewer, today):
    own = Setting.objects.in_force(scheme=viewer.scheme_id, on=today)
    return setting_values(own)["answer_working_days"]


def line_of(question, today, days, answer=None):
    late = question.is_late(today, days) and not (answer and answer.outcome)
    return Line(question, answer, state_words(question, today, answer), late, question.due_on(days))


def state_words(question, today, answer=None):
    """How it stands, in a few words; to an agency that answered, what it answered itself."""
    if answer is not None and answer.outcome:
        return f"You answered: {answer.get_outcome_display().lower()}"
    state = question.state_on(today)
    if state == Question.State.ANSWERED:
        return "No longer needed" if answer is not None else question.get_outcome_display()
    return {"waiting": "To answer" if answer is not None else "Waiting"}.get(state, state.label)


def answered_words(answer):
    """“Dee Lowe answered this on 20 November 2026: not shared.”"""
    who = answer.answered_by.user.name
    return f"{who} answered this on {day(localdate(answer.answered_at))}: {answer.get_outcome_display().lower()}."
