"""What a panel decides of a person: written down, ratified where the scheme wants it, confirmed, and only then in force.

Which step is possible from where and for whom is `cohort.rules.panel`. Until a decision is in force, nothing on the
membership changes; what it then does there is `cohort.changes.membership`.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from casework.changes.allocation import LedAlready
from cohort.changes import membership as steps
from cohort.changes import taking_up
from cohort.models import Membership, Panel, PanelDecision, PanelItem, PanelPosition
from cohort.rules.membership import State as MembershipState
from cohort.rules.panel import DATED, SECOND_USER, WHO, Act, Outcome, State, next_state, outcomes
from sharing import ledger
from sharing.changes.work import tell
from sharing.dates import day, london_date
from sharing.looking import looking_as_system
from sharing.models import Capacity
from sharing.permissions import roles_with

Position = PanelPosition.Position
KEPT = (
    "membership_version", "outcome", "suggested", "reason", "otherwise", "until", "criterion", "basis", "first_visit_on",
)  # fmt: skip
SAID = {
    Act.DECIDE: "write down what was decided",
    Act.RATIFY: "ratify it",
    Act.CONFIRM: "confirm it",
    Act.SEND_BACK: "send it back",
}


class DecisionChanged(Exception):
    """Somebody saved the decision since it was opened; carries it as it now is, None where it is not there."""

    def __init__(self, decision):
        super().__init__(decision)
        self.decision = decision


class DecisionRefused(ValueError):
    """It cannot be done; the words say why, `field` which value is wrong if one is."""

    def __init__(self, words, field=None):
        super().__init__(words)
        self.field = field


class MembershipMoved(Exception):
    """Where the person stands changed since the panel looked: what was decided may not fit any more."""


@dataclass(frozen=True)
class Lead:
    """Who leads from now on: an agency (id), and one of its users (id) where the panel named one."""

    agency: int
    user: int | None = None


@dataclass(frozen=True)
class Decided:
    """What was decided. `version` of the decision it was read at, 0 for none yet; `membership_version` likewise.

    `positions`: agency id -> (position, words). `strands`, `basis` and the lead are of bringing on, `criterion` of leaving.
    """

    version: int
    membership_version: int
    outcome: str
    suggested: str
    reason: str
    otherwise: str = ""
    until: date | None = None
    criterion: str = ""
    strands: tuple[str, ...] = ()
    basis: str = ""
    lead: Lead | None = None
    first_visit_on: date | None = None
    positions: dict = field(default_factory=dict)


@transaction.atomic
def panel_decide(*, item, by, decided, ratified, now):
    """Write down what the panel decided of the person of an item; returns the PanelDecision.

    Where no second user is needed and nobody ratifies, it is in force at once. Raises DecisionChanged, DecisionRefused,
    MembershipMoved; then nothing is kept.
    """
    item = PanelItem.objects.select_for_update(of=("self",)).select_related("panel__scheme").get(pk=item.pk)
    found = PanelDecision.objects.select_for_update(of=("self",)).filter(item=item).first()
    if (found.version if found else 0) != decided.version:
        raise DecisionChanged(found)
    _may(by, Act.DECIDE)
    state = _from(
        found.state if found else State.OPEN, Act.DECIDE, ratified=ratified, outcome=found.outcome if found else ""
    )
    membership = _membership(by, item.person_id, decided.membership_version)
    _sound(decided, membership, now=now)

    owner = item.panel.scheme.lead_agency_id or by.agency_id
    decision = found or PanelDecision(item=item, person_id=item.person_id, owner_id=owner)
    decision.membership = membership
    for name in KEPT:
        setattr(decision, name, getattr(decided, name))
    decision.lead_agency_id = decided.lead and decided.lead.agency
    decision.lead_id = decided.lead and decided.lead.user
    decision.strands = list(decided.strands)
    decision.state, decision.sent_back = state, ""
    decision.confirmed_by = decision.confirmed_at = None
    decision.decided_by, decision.decided_at = by.capacity, now
    decision.version = decided.version + 1
    decision.save()
    _positions(decision, decided.positions)
    dissent = sorted(agency for agency, (position, _) in decided.positions.items() if position == Position.OPPOSE)
    ledger.record(
        "panel_decide", by=by, subject=decision, outcome=decided.outcome, suggested=decided.suggested,
        override=decided.outcome != decided.suggested, dissent=dissent, version=decision.version,
        positions={str(agency): str(position) for agency, (position, _) in sorted(decided.positions.items())},
    )  # fmt: skip
    if decided.outcome not in SECOND_USER and not ratified:
        _put_in_force(decision, by=by, now=now)
    else:
        _tell(item.panel, Act.RATIFY if ratified else Act.CONFIRM, by=by, now=now)
    return decision


@transaction.atomic
def panel_confirm(*, decision, by, version, ratified, now):
    """Put a decision in force, on the membership too; both users stand on it. Raises as `panel_decide` does."""
    decision = _locked(decision, version)
    _may(by, Act.CONFIRM)
    _from(decision.state, Act.CONFIRM, ratified=ratified, outcome=decision.outcome)
    if decision.outcome in SECOND_USER and decision.decided_by.user_id == by.user_id:
        raise DecisionRefused("You wrote this decision down, so somebody else has to confirm it.")
    _put_in_force(decision, by=by, now=now)
    ledger.record(
        "panel_confirm", by=by, subject=decision, outcome=decision.outcome, version=decision.version,
        decided_by=decision.decided_by_id,
    )  # fmt: skip
    return decision


@transaction.atomic
def panel_send_back(*, decision, by, version, ratified, reason):
    """Not as it was written down: it goes back to whoever wrote it, with why. Raises DecisionChanged, DecisionRefused."""
    decision = _locked(decision, version)
    _may(by, Act.SEND_BACK)
    state = _from(decision.state, Act.SEND_BACK, ratified=ratified, outcome=decision.outcome)
    if not reason.strip():
        raise DecisionRefused("Say what is wrong with it.", "reason")
    decision.state, decision.sent_back = state, reason.strip()
    decision.version += 1
    decision.save(update_fields=["state", "sent_back", "version"])
    ledger.record("panel_send_back", by=by, subject=decision, version=decision.version)
    return decision


@transaction.atomic
def panel_ratify(*, panel, by, ratified, now):
    """The steering group ratifies all that was decided and waits; it sees counts and no names. Returns how many.

    Who ratifies meets nobody on the list, so the rows are read and marked as the system. Raises DecisionRefused.
    """
    panel = Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    _may(by, Act.RATIFY)
    with looking_as_system():
        waiting = PanelDecision.objects.select_for_update(of=("self",)).filter(item__panel=panel, state=State.DECIDED)
        decisions = list(waiting.select_related("decided_by"))
        if not decisions:
            raise DecisionRefused("Nothing waits to be ratified.")
        if any(decision.decided_by.user_id == by.user_id for decision in decisions):
            raise DecisionRefused("You wrote some of it down, so somebody else has to ratify it.")
        for decision in decisions:
            decision.state = _from(decision.state, Act.RATIFY, ratified=ratified)
            decision.version += 1
            decision.save(update_fields=["state", "version"])
    panel.ratified_at, panel.ratified_by = now, by.capacity
    panel.version += 1
    panel.save(update_fields=["ratified_at", "ratified_by", "version"])
    _tell(panel, Act.CONFIRM, by=by, now=now)
    people = [decision.person_id for decision in decisions]
    ledger.record("panel_ratify", by=by, subject=panel, people=people, decisions=len(decisions))
    return len(decisions)


def _tell(panel, act, *, by, now):
    """Those who ratify, or the others who confirm, are told that a panel waits for them; once a day, naming nobody."""
    ratify = act == Act.RATIFY
    held = Capacity.objects.filter(agency__scheme=panel.scheme_id, active=True, role__in=roles_with(WHO[act]))
    done = "ratified" if ratify else "confirmed"
    tell(
        held.exclude(user=by.user_id).select_related("user"), kind=f"panel_{act}", at=now,
        once=f"panel_{act}:{panel.key}:{london_date(now)}",
        words=f"What the panel of {day(panel.held_on)} decided waits to be {done}",
        address=f"/panel/{panel.key}/ratify/" if ratify else f"/panel/{panel.key}/",
        subject=f"A panel waits to be {done}",
    )  # fmt: skip


def _may(by, act):
    if not by.can(WHO[act]):
        raise DecisionRefused(f"Somebody in your role cannot {SAID[act]}.")


def _from(state, act, *, ratified, outcome=""):
    to = next_state(state, act, ratified=ratified, outcome=outcome)
    if to is None:
        raise DecisionRefused(f"You cannot {SAID[act]} as it stands.")
    return to


def _locked(decision, version):
    locked = PanelDecision.objects.select_for_update(of=("self",)).select_related("decided_by")
    decision = locked.get(pk=decision.pk)
    if decision.version != version:
        raise DecisionChanged(decision)
    return decision


def _membership(by, person, version):
    """The person's membership that goes on, as the panel saw it."""
    running = Membership.objects.visible_to(by).select_for_update(of=("self",))
    membership = running.filter(person=person, deselected_on=None).order_by("-nominated_on").first()
    if membership is None or membership.version != version:
        raise MembershipMoved(membership)
    return membership


def _sound(decided, membership, *, now):
    stepped_down = membership.state == MembershipState.STEPPED_DOWN
    if decided.outcome not in outcomes(membership.selected_on is not None, stepped_down=stepped_down):
        raise DecisionRefused("Choose what was decided.", "outcome")
    if (decided.outcome in DATED) != (decided.until is not None) or (
        decided.until and decided.until <= london_date(now)
    ):
        raise DecisionRefused("Enter a day to come.", "until")
    if decided.outcome == Outcome.BRING_ON:
        _led(decided, membership, now=now)
    if not decided.reason.strip():
        raise DecisionRefused("Enter the reason.", "reason")
    if decided.outcome != decided.suggested and not decided.otherwise.strip():
        raise DecisionRefused("Say why the panel decides otherwise than suggested.", "otherwise")


def _led(decided, membership, *, now):
    """Nobody comes on without somebody who leads, and a day on which they are first seen."""
    if decided.lead is None and taking_up.lead_of(membership.person_id) is None:
        raise DecisionRefused("Choose who leads.", "lead")
    if decided.lead and not taking_up.leads(decided.lead.agency, decided.lead.user, person=membership.person, at=now):
        raise DecisionRefused("Choose somebody who works with people on the scheme.", "lead")
    if decided.first_visit_on is None or decided.first_visit_on < london_date(now):
        raise DecisionRefused("Enter the day of the first visit, today or later.", "first_visit_on")


def _positions(decision, said):
    """Where each agency stood, in place of what was written down before."""
    there = {row.owner_id: row for row in decision.positions.select_for_update(of=("self",))}
    PanelPosition.objects.filter(pk__in=[row.pk for pk, row in there.items() if pk not in said]).delete()
    for agency, (position, words) in said.items():
        row = there.get(agency) or PanelPosition(decision=decision, person_id=decision.person_id, owner_id=agency)
        fresh = row.pk is None
        if fresh or (row.position, row.words) != (position, words):
            row.position, row.words = position, words
            row.version += 0 if fresh else 1
            row.save()


def _put_in_force(decision, *, by, now):
    decision.state = State.IN_FORCE
    decision.confirmed_by, decision.confirmed_at = by.capacity, now
    decision.version += 1
    decision.save(update_fields=["state", "confirmed_by", "confirmed_at", "version"])
    seen = {"membership": decision.membership, "version": decision.membership_version, "by": by, "now": now}
    try:
        _step(decision, seen | {"reason": decision.reason}, on=london_date(now))
        if decision.outcome == Outcome.BRING_ON:
            taking_up.take_up(decision=decision, by=by, now=now)
    except steps.MembershipChanged as changed:
        raise MembershipMoved(changed.membership) from changed
    except (steps.StepRefused, taking_up.NobodyLeads, LedAlready) as refused:
        raise DecisionRefused(str(refused)) from refused


def _step(decision, seen, *, on):
    """What it does on the membership, on the day it comes into force."""
    take = {
        Outcome.BRING_ON: lambda: steps.bring_on(**seen, on=on, strands=decision.strands, basis=decision.basis),
        Outcome.NOT_FOR: lambda: steps.turn_down(**seen, on=on),
        Outcome.WAIT: lambda: steps.wait_until(**seen, until=decision.until),
        Outcome.KEEP: lambda: steps.keep(**seen, on=on, review_on=None),
        Outcome.KEEP_REVIEW: lambda: steps.keep(**seen, on=on, review_on=decision.until),
        Outcome.STEP_DOWN: lambda: steps.step_down(**seen, on=on),
        Outcome.LEAVE: lambda: steps.leave(**seen, on=on, criterion=decision.criterion),
    }
    take[decision.outcome]()
