"""Answers to the leaving watch: each card once, by a person. A card removes nobody."""

from django.db import transaction

from cohort.models import LeavingProposal
from sharing import ledger
from sharing.looking import looking_as_system

Answer = LeavingProposal.Answer
BY_PEOPLE = (Answer.PANEL, Answer.KEEP, Answer.AWAY)


class ProposalsAnswered(Exception):
    """Nothing of it waits any more: a colleague answered, or it is no longer met."""


@transaction.atomic
def proposals_answer(*, person, by, criteria, answer, at, reason="", review_on=None):
    """Answer the open cards of the person by these criteria, those that the one who answers knows of.

    Keeping takes a reason and a day to look again. Raises ProposalsAnswered where none of them is open.
    """
    if answer not in BY_PEOPLE:
        raise ValueError(answer)
    with looking_as_system():
        rows = list(
            LeavingProposal.objects.open().select_for_update(of=("self",)).filter(person=person, criterion__in=criteria)
        )
        if not rows:
            raise ProposalsAnswered
        for row in rows:
            row.answer, row.answered_at, row.answered_by_id = answer, at, by.capacity_id
            row.reason, row.review_on = reason.strip(), review_on if answer == Answer.KEEP else None
        LeavingProposal.objects.bulk_update(rows, ["answer", "answered_at", "answered_by", "reason", "review_on"])
    ledger.record("leaving_answer", by=by, people=[person.pk], answer=answer, cards=len(rows))
    return rows
