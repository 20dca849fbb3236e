"""Every step of a decision from every state for every role, with ratification and without, against the tables."""

from itertools import product

import pytest
from django.db import transaction
from django.utils.timezone import localdate, now

from cohort.changes import panel_decision as changes
from cohort.models import Membership, PanelDecision
from cohort.rules.panel import Act, Outcome, State
from sharing.models import Capacity, LedgerEntry
from sharing.permissions import Role
from sharing.viewer import signed_in
from tests.cohort.panel import panel
from tests.cohort.test_panel_rules import RATIFIED, TABLE, table
from tests.world import viewer_of

__all__ = ["panel"]
WORDS = "The panel agreed"
# Who may do what, written by hand.
MAY = {
    Act.DECIDE: {"coordinator", "chair"},
    Act.RATIFY: {"steering"},
    Act.CONFIRM: {"coordinator", "chair"},
    Act.SEND_BACK: {"coordinator", "chair"},
}
# One of the cast for each role; what is confirmed was written down by Alice.
OF_ROLE = {
    "coordinator": "dora",
    "chair": "cherie",
    "practitioner": "pete",
    "steering": "steve",
    "governance": "gina",
    "analyst": "anna",
    "administrator": "adam",
    "duty": "dan",
}


def decided(panel, version):
    return changes.Decided(
        version=version, membership_version=1, outcome=Outcome.BRING_ON, suggested=Outcome.BRING_ON, reason=WORDS,
        strands=("catch_convict",), basis="voluntary", lead=changes.Lead(panel.probation.pk),
        first_visit_on=localdate(),
    )  # fmt: skip


def stand(panel, state):
    """A decision to bring Max on, in a state; None where nothing is decided."""
    PanelDecision.objects.filter(item=panel.nominee_item).delete()
    if state == State.OPEN:
        return None
    alice, pete = (Capacity.objects.get(user=user) for user in (panel.alice, panel.pete))
    done = {"confirmed_by": pete, "confirmed_at": now()} if state == State.IN_FORCE else {}
    return PanelDecision.objects.create(
        item=panel.nominee_item, person=panel.nominee, owner=panel.police, membership=panel.nomination,
        membership_version=1, outcome="bring_on", suggested="bring_on", strands=["catch_convict"], basis="voluntary",
        reason=WORDS, state=state.value, decided_by=alice, decided_at=now(), lead_agency=panel.probation, **done,
    )  # fmt: skip


def take(panel, act, decision, by, ratified):
    known = {"by": by, "ratified": ratified}
    if act == Act.DECIDE:
        version = decision.version if decision else 0
        return changes.panel_decide(item=panel.nominee_item, decided=decided(panel, version), now=now(), **known)
    if act == Act.RATIFY:
        return changes.panel_ratify(panel=panel.panel, now=now(), **known)
    if decision is None:
        raise changes.DecisionRefused("There is nothing yet.")
    if act == Act.CONFIRM:
        return changes.panel_confirm(decision=decision, version=decision.version, now=now(), **known)
    return changes.panel_send_back(decision=decision, version=decision.version, reason="Not so", **known)


def test_there_is_somebody_for_every_role():
    assert OF_ROLE.keys() == set(Role.values)


@pytest.mark.parametrize("role", Role.values)
def test_every_step_is_taken_where_the_tables_say_and_refused_everywhere_else(panel, role):
    by, wrong = viewer_of(getattr(panel, OF_ROLE[role])), []
    for state, act, ratified in product(State, Act, (False, True)):
        wanted = table(RATIFIED if ratified else TABLE)[state, act] if role in MAY[act] else None
        with transaction.atomic():
            decision, lines = stand(panel, state), LedgerEntry.objects.count()
            before = decision and decision.version
            try:
                with transaction.atomic():
                    take(panel, act, decision, by, ratified)
            except changes.DecisionRefused:
                now_at = PanelDecision.objects.filter(item=panel.nominee_item).values_list("state", "version").first()
                held = (now_at == (state.value, before)) if decision else now_at is None
                if wanted is not None or not held or LedgerEntry.objects.count() != lines:
                    wrong.append(f"{role} {act} from {state}, ratified {ratified}: refused")
            else:
                found = PanelDecision.objects.get(item=panel.nominee_item)
                on = Membership.objects.get(pk=panel.nomination.pk).selected_on is not None
                if found.state != wanted or on != (wanted == State.IN_FORCE):
                    wrong.append(f"{role} {act} from {state}, ratified {ratified}: {found.state}")
            transaction.set_rollback(True)
    assert wrong == []


def test_the_same_user_in_another_capacity_is_no_second_user(panel):
    """Dora wrote it down for the police and comes back for community safety."""
    stand(panel, State.DECIDED)
    decision = PanelDecision.objects.get(item=panel.nominee_item)
    decision.decided_by = Capacity.objects.get(user=panel.dora)
    decision.save(update_fields=["decided_by"])
    other = Capacity.objects.create(user=panel.dora, agency=panel.safety, role=Role.CHAIR)
    by = signed_in(panel.dora, other.key)
    assert by.capacity_id == other.pk
    with pytest.raises(changes.DecisionRefused, match="somebody else has to confirm it"):
        changes.panel_confirm(decision=decision, by=by, version=decision.version, ratified=False, now=now())


def test_a_stale_page_changes_nothing(panel):
    decision = stand(panel, State.DECIDED)
    by = viewer_of(panel.cherie)
    with pytest.raises(changes.DecisionChanged):
        changes.panel_confirm(decision=decision, by=by, version=7, ratified=False, now=now())
    with pytest.raises(changes.DecisionChanged):
        changes.panel_decide(item=panel.nominee_item, by=by, decided=decided(panel, 0), ratified=False, now=now())
