"""Rows that are no records: what was closed, opened, shared once and asked, one of each kind for each relation.

They change nobody's view: an emergency that is over, a record closed to a colleague who never asks, something shared once
of a kind that nobody who asks holds. So every page about such a row has one to show, and others not to.
"""

from datetime import timedelta

from sharing.models import (
    Answer,
    Disclosure,
    Disposal,
    Emergency,
    Exclusion,
    LegalHold,
    Question,
    RetentionReview,
)
from tests.matrix.cast import ASKING, RELATIONS, WORKING
from tests.matrix.oracle import CATEGORIES

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NORTH = tuple(relation for relation in RELATIONS if relation != "elsewhere")


def colleague(world, relation):
    """(user, agency) of somebody of the person's scheme who never asks."""
    code = "south" if relation == "elsewhere" else "police"
    return world.user[f"colleague_{code}"], world.agency[code]


def past_emergencies(world, categories):
    """One that is over and waits for its review, about each person."""
    found = []
    for relation in RELATIONS:
        user, agency = colleague(world, relation)
        found.append(
            world.plant(
                Emergency(
                    person=world.person[relation],
                    user=user,
                    agency=agency,
                    kind="staff",
                    review_due_on=world.today,
                    categories=categories,
                    starts_at=world.now - 9 * HOUR,
                    ends_at=world.now - 8 * HOUR,
                )
            )
        )
    return found


def closed_to_colleagues(world):
    """One that runs and one that ended, about each person."""
    return [
        world.plant(
            Exclusion(
                person=world.person[relation],
                user=colleague(world, relation)[0],
                kind="relative",
                review_on=world.today + 90 * DAY,
                starts_at=world.now - began * DAY,
                ends_at=ended and world.now - ended * DAY,
            )
        )
        for relation in RELATIONS
        for began, ended in ((5, None), (50, 40))
    ]


def shared_once(world):
    """Every agency that asks shows one that does not a kind of information which it holds nothing of."""
    return [
        world.plant(
            Disclosure(
                person=world.person[relation],
                owner=world.agency[code],
                to_agency=world.agency["west"],
                category=CATEGORIES.index("finance"),
                level=1,
                starts_at=world.now - DAY,
                ends_at=world.now + 3 * DAY,
            ),
            but=("approver",),
        )
        for relation in NORTH
        for code in ASKING
    ]


def questions(world):
    """Every agency on the case asks to see something, and the next of them in a ring is asked."""
    for relation in WORKING:
        for place, code in enumerate(ASKING):
            colleague_of = next(one for one in world.capacity.values() if one.agency_id == world.agency[code].pk)
            question = world.plant(
                Question(
                    person=world.person[relation],
                    agency=world.agency[code],
                    capacity=colleague_of,
                    needed_until=world.today + 30 * DAY,
                    asked_at=world.now - DAY,
                )
            )
            asked = ASKING[(place + 1) % len(ASKING)]
            world.plant(Answer(question=question, person=world.person[relation], agency=world.agency[asked]))


def kept_or_not(world, rule):
    """Of each person: a record to look at again, a hold, and one that waits for a second person with its review."""
    world.retention_rule = rule
    lead, second = world.capacity["governance"], world.capacity["coordinator"]
    for place, relation in enumerate(NORTH):
        about = {"scheme": world.north, "person": world.person[relation]}
        terms = {"rule": rule, "trigger_on": world.today - 2000 * DAY, "due_on": world.today}
        held, gone = world.agency["clinic"], world.agency["refuge"]
        world.plant(RetentionReview(**about, **terms, agency=held), but=("reason",))
        world.plant(
            LegalHold(
                **about,
                agency=world.agency["surgery"],
                placed_on=world.today - 9 * DAY,
                placed_by=lead,
                review_on=world.today,
            ),
            but=("end_reason",),
        )
        decided = {"decision": "dispose", "decided_on": world.today, "decided_by": second}
        world.plant(RetentionReview(**about, **terms, **decided, agency=gone))
        proposed = {"proposed_on": world.today, "proposed_by": second}
        world.plant(
            Disposal(**about, **proposed, agency=gone, number=100 + place, rule=rule.code, state="proposed"),
            but=("refusal",),
        )
