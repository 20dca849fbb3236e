"""What ends in the old area when a person moves to another scheme. The record itself goes along; what was still to be done
there does not, and neither does a place on an agenda of people who do not meet the person any more.

Floors above register their part in ENDINGS: a function with the keywords person, today and at, returning {label: how many}.
"""

from casework.models import Contact
from cohort.models import Handover, LeavingCheck, LeavingPlan, PanelDecision, PanelItem
from cohort.rules.panel import State
from pathways.changes.moving import plan_end

MOVED = "Moved to another scheme."
ENDINGS = []


def end_in_the_old_area(*, person, today, at):
    """End it all, as the system and in the transaction of the move; returns {label: how many} for its line of the ledger."""
    ended = plan_end(person=person, today=today)
    for part in (_appointments, _panels, _leaving, *ENDINGS):
        ended |= {label: number for label, number in part(person=person, today=today, at=at).items() if number}
    return ended


def _appointments(*, person, today, at):
    planned = Contact.objects.filter(person=person, outcome=Contact.Outcome.PLANNED, planned_for__gt=at)
    contacts = list(planned.select_for_update(of=("self",)).order_by("pk"))
    for contact in contacts:
        contact.outcome, contact.version = Contact.Outcome.CANCELLED_BY_AGENCY, contact.version + 1
        contact.save(update_fields=["outcome", "version"])
    return {"casework.contact": len(contacts)}


def _panels(*, person, today, at):
    """Decisions that wait are sent back; of panels to come the person is off the agenda. What is in force stays."""
    waiting = list(PanelDecision.objects.select_for_update(of=("self",)).filter(person=person).waiting())
    for decision in waiting:
        decision.state, decision.sent_back, decision.version = State.SENT_BACK, MOVED, decision.version + 1
        decision.save(update_fields=["state", "sent_back", "version"])
    items = PanelItem.objects.filter(person=person, panel__held_on__gte=today, decision=None)
    return {"cohort.paneldecision": len(waiting), "cohort.panelitem": items.delete()[0]}


def _leaving(*, person, today, at):
    """A plan of leaving that no panel will decide on, and what was asked for it. Nobody of the old area asks later on."""
    plans = LeavingPlan.objects.filter(person=person, left_on__isnull=True)
    for plan in plans.select_for_update(of=("self",)):
        plan.left_on, plan.version = max(today, plan.written_on), plan.version + 1
        plan.save(update_fields=["left_on", "version"])
    asked = list(Handover.objects.select_for_update(of=("self",)).filter(person=person, state=Handover.State.ASKED))
    for handover in asked:
        handover.state, handover.answered_on = Handover.State.DECLINED, max(today, handover.asked_on)
        handover.version += 1
        handover.save(update_fields=["state", "answered_on", "version"])
    LeavingCheck.objects.filter(person=person, done_on__isnull=True).delete()
    return {"cohort.handover": len(asked)}
