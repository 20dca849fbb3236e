"""What there is about leaving, letters and other schemes, of each person: some of it there for some and not for others.

Where somebody stands to a person changes by none of it: agencies that ask are asked to carry on only with people about whom
they hold something already.
"""

from datetime import timedelta

from cohort.models import (
    Handover,
    HandoverDetail,
    LeavingCheck,
    LeavingPlan,
    LeavingProposal,
    LeavingReason,
    Letter,
    Transfer,
)
from tests.matrix.cast import ASKING, HELD, RELATIONS

DAY = timedelta(days=1)
# Whose the plan is and what its reason rests on: seen whole by some, without the reason by others, not at all by others.
PLANS = {
    "own": ("west", "moved_away"),
    "team": ("clinic", "high_risk_of_harm"),
    "former": ("west", "custodial_sentence"),
    "elsewhere": ("south", "moved_away"),
    "excluded": ("west", "moved_away"),
    "emergency": ("west", "two_year_review"),
    "expired": ("clinic", "stopped_offending"),
}  # of the relation "plan" there is none: its page is that of nothing planned
# Who said what already, in which area of life.
ANSWERED = (
    ("west", "families", "accepted"),
    ("clinic", "drugs_alcohol", "declined"),
    ("surgery", "health", "accepted"),
    ("refuge", "victims", "declined"),
)
ASKED_ABOUT = ("accommodation", "ete", "health", "drugs_alcohol", "finance", "families", "attitudes", "victims")


def plant(world):
    """Cards of the watch, plans with who carries on and days to ask, letters, and offers; and what the tests look up."""
    world.waiting_offer = {}
    for relation in RELATIONS:
        _cards(world, relation)
        if relation in PLANS:
            _plan(world, relation, *PLANS[relation])
        _letters(world, relation)
        _offers(world, relation)


def by(world, relation):
    """Somebody of the person's scheme who never asks."""
    return world.capacity["colleague_south" if relation == "elsewhere" else "colleague_police"]


def _cards(world, relation):
    """Two that wait, of which one tells of risk, and two that somebody answered."""
    about = {"person": world.person[relation], "membership": world.membership[relation]}
    raised = {"raised_on": world.today - 5 * DAY}
    answered = {"answered_at": world.now - 3 * DAY, "answered_by": by(world, relation)}
    for criterion, more in (
        ("moved_away", {}),
        ("high_risk_of_harm", {}),
        ("two_year_review", {"answer": "keep", "review_on": world.today + 60 * DAY, **answered}),
        ("list_review", {"answer": "panel", **answered}),
    ):
        world.plant(LeavingProposal(**about, **raised, criterion=criterion, **more))


def _plan(world, relation, holder, criterion):
    about = {"person": world.person[relation], "owner": world.agency[holder]}
    plan = world.plant(
        LeavingPlan(
            **about,
            membership=world.membership[relation],
            written_on=world.today - 4 * DAY,
            check_on=world.today + 90 * DAY,
            sent_on=world.today - 2 * DAY,
        )
    )
    world.plant(LeavingReason(plan=plan, criterion=criterion, **about))
    for months, done in ((3, True), (6, False), (12, False)):
        due_on = world.today + (months - 8) * 30 * DAY
        went = {"done_on": world.today - DAY, "outcome": "well"} if done else {}
        world.plant(LeavingCheck(plan=plan, months=months, due_on=due_on, **about, **went))
    for holder_, pathway, state in ANSWERED if relation != "elsewhere" else (("south", "ete", "accepted"),):
        _handover(world, relation, plan, holder_, pathway, state)
    for place, code in enumerate(ASKING if relation in HELD else ()):
        _handover(world, relation, plan, code, ASKED_ABOUT[place % len(ASKED_ABOUT)], "asked")


def _handover(world, relation, plan, code, pathway, state):
    """The asked agency owns it, so it reads what it is asked; why not is said by those who declined."""
    about = {"person": world.person[relation], "owner": world.agency[code]}
    dates = {"asked_on": world.today - 3 * DAY, "answered_on": None if state == "asked" else world.today - DAY}
    handover = world.plant(
        Handover(plan=plan, agency=world.agency[code], pathway=pathway, state=state, **about, **dates)
    )
    but = () if state == "declined" else ("why_not",)
    world.plant(HandoverDetail(handover=handover, pathway=pathway, **about), but=but)


def _letters(world, relation):
    """One that is written, one that the person has, and one to another area; each kept by another agency if there is one."""
    membership, writer = world.membership[relation], by(world, relation).user
    for kind, holder, given in (
        ("brought_on", "west", False),
        ("leaving", "refuge", True),
        ("area", "surgery", False),
    ):
        has_it = {"given_on": world.today - DAY, "given_by": writer, "read_together": True} if given else {}
        world.plant(
            Letter(
                person=world.person[relation],
                owner=world.agency["south" if relation == "elsewhere" else holder],
                membership=membership,
                kind=kind,
                written_on=world.today - 2 * DAY,
                written_by=writer,
                basis="cda115" if kind == "area" else "",
                **has_it,
            ),
            but=() if kind == "area" else ("to",),
        )


def _offers(world, relation):
    """One that waits for an answer and one that was declined. What the other scheme is shown are words of their own."""
    ways = (world.south, world.north) if relation == "elsewhere" else (world.north, world.south)
    common = {
        "person": world.person[relation],
        "from_scheme": ways[0],
        "to_scheme": ways[1],
        "access_ends_on": world.today + 28 * DAY,
        "offered_at": world.now - 2 * DAY,
        "offered_by": by(world, relation),
    }
    waits = world.plant(Transfer(**common, kind="move", shown=[["Name", world.word()]]), but=("decision_reason",))
    answered = {
        "decision": "declined",
        "decided_at": world.now - DAY,
        "decided_by": by(world, "own" if relation == "elsewhere" else "elsewhere"),
    }
    declined = world.plant(Transfer(**common, kind="inform", shown=[["Name", world.word()]], **answered))
    for offer in (waits, declined):
        world.also_says(offer, "shown", offer.shown[0][1])
    world.waiting_offer[relation] = waits
