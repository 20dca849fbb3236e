"""What the demo shows of asking and sharing: a question that waits, one that was answered, and something shared once."""

from datetime import timedelta

from casework.models import Person
from sharing.changes import question as questions
from sharing.changes.disclosure import Grounds, disclosure_make
from sharing.changes.question import Asking, QuestionRefused
from sharing.looking import moment
from sharing.models import Answer, Capacity, Holding
from sharing.policy import Category, Level, Reach
from sharing.viewer import of_capacity, viewer_of, with_rules

DAY = timedelta(days=1)
WAITING = Asking(
    words="Does he keep his appointments, and is there anything we should know before a viewing?",
    reason="A flat is free from Monday and we have to decide this week.",
    needed_until=None,
)
ANSWERED = Asking(
    words="Can we see the last test before the tenancy is signed?",
    reason="The landlord asks whether support is in place.",
    needed_until=None,
)


def show_asking(*, scheme, today):
    """Call it as the system, after the import. Everything goes through the changes, as users would do it."""
    at = moment()
    housing = viewer_of(email="housing1@demo.example", scheme=scheme)
    people = Person.objects.visible_to(housing).order_by("ref")
    asked = (question for person in people if (question := _ask(person, housing, WAITING, today, at - 2 * DAY)))
    next(asked, None)
    answered = (question for person in people if (question := _ask(person, housing, ANSWERED, today, at - 6 * DAY)))
    if (question := next(answered, None)) is not None:
        _refuse(question, today, at - DAY)
    _share(scheme, housing.agency, today, at)


def _ask(person, by, asking, today, at):
    """The question, or None where nothing may be asked about this person, or was."""
    wanted = Asking(asking.words, asking.reason, today + 21 * DAY)
    try:
        return questions.question_ask(person=person, by=by, asking=wanted, at=at, today=today)
    except (QuestionRefused, questions.QuestionAsked):
        return None


def _refuse(question, today, at):
    """Everybody who was asked says no, so that the asker hears it."""
    for answer in Answer.objects.filter(question=question):
        own = Capacity.objects.filter(agency=answer.agency_id, active=True, reach__gte=Reach.AGENCY).order_by("pk")
        capacity = with_rules(own).first()
        if capacity is not None:
            questions.answer_refuse(
                answer=answer, by=of_capacity(capacity), why_not="not_needed", version=1, at=at, today=today
            )


def _share(scheme, to_agency, today, at):
    drugs = viewer_of(email="drugs1@demo.example", scheme=scheme)
    held = Holding.objects.filter(agency=drugs.agency_id, category=Category.DRUGS).order_by("person__ref").first()
    if held is not None:
        disclosure_make(
            person=Person.objects.get(pk=held.person_id),
            by=drugs,
            to_agency=to_agency,
            category=Category.DRUGS,
            level=Level.FULL,
            until=today + 14 * DAY,
            grounds=Grounds(
                basis="other",
                confidentiality="public_interest",
                approver="A Ashgrove, PPO manager",
                reason="A shared flat with young children next door: the support worker has to know.",
            ),
            at=at,
        )
