"""What was known at the end of a day (G2): the record as it stood, judged by its own dates and not by the day of entry.

Later-dated facts do not exist yet; a later end, outcome, decision, closing or leaving is not known; what carries no
date (sex, ethnicity, a planned release, a target date) is as it is now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from casework.rules import known_offences
from reports.rules.facts import Action, Facts, Membership, Referral

Spell = TypeVar("Spell", bound=Any)


def known(facts: Facts, day: date) -> Facts:
    """The facts as they were known at the end of the day."""
    return replace(
        facts,
        people=tuple(person._replace(died_on=_by(person.died_on, day)) for person in facts.people),
        memberships=tuple(_memberships(facts.memberships, day)),
        statuses=tuple(_spells(facts.statuses, day)),
        allocations=tuple(_spells(facts.allocations, day)),
        orders=tuple(order._replace(ends_on=_by(order.ends_on, day)) for order in facts.orders if order.made_on <= day),
        offences=tuple(known_offences(facts.offences, day)),
        needs=tuple(need for need in facts.needs if need.assessed_on <= day),
        contacts=tuple(contact for contact in facts.contacts if contact.day <= day),
        drug_tests=tuple(test for test in facts.drug_tests if test.day <= day),
        referrals=tuple(_referral(row, day) for row in facts.referrals if row.referred_on <= day),
        actions=tuple(_action(row, day) for row in facts.actions if row.opened_on <= day),
        attendance=tuple(row for row in facts.attendance if row.day <= day),
        reviews=tuple(review for review in facts.reviews if review.held_on <= day),
        addresses=tuple(_spells(facts.addresses, day)),
        jobs=tuple(_spells(facts.jobs, day)),
    )


def _by(when: date | None, day: date) -> date | None:
    return when if when is not None and when <= day else None


def _spells(rows: Iterable[Spell], day: date) -> Iterator[Spell]:
    for row in rows:
        if row.start <= day:
            yield row if row.end is None or row.end <= day else row._replace(end=None)


def _memberships(rows: Iterable[Membership], day: date) -> Iterator[Membership]:
    for row in rows:
        if row.selected_on is None or row.selected_on > day:
            continue
        left = _by(row.deselected_on, day)
        stepped_down = _by(row.stepped_down_on, day)
        yield row._replace(
            tier="ppo" if row.stepped_down_on is not None and stepped_down is None else row.tier,
            stepped_down_on=stepped_down,
            deselected_on=left,
            criterion=row.criterion if left else "",
        )


def _referral(row: Referral, day: date) -> Referral:
    decided = row.decided_on is None or row.decided_on <= day
    return row._replace(
        decision=row.decision if decided else "waiting",
        decided_on=row.decided_on if decided else None,
        barrier=row.barrier if decided else "",
        started_on=_by(row.started_on, day),
        ended_on=_by(row.ended_on, day),
    )


def _action(row: Action, day: date) -> Action:
    if row.closed_on is None or row.closed_on <= day:
        return row
    return row._replace(status="in_progress", closed_on=None, outcome="")
