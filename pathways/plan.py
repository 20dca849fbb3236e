"""The plan of one person by area of life: needs, actions and referrals that stand in it, as far as they may be seen."""

from dataclasses import dataclass, field
from datetime import date

from pathways.models import AREA_PATHWAY, CLOSED, OFFICIAL, Action, Need, Pathway, Referral
from sharing.gather import part

DONE = Action.Status.DONE


@dataclass
class AreaOfLife:
    """One area of life: its plain and its official name, the latest needs, open and closed actions, referrals."""

    code: str
    words: str
    official: str
    needs: list = field(default_factory=list)
    open: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    referrals: list = field(default_factory=list)

    @property
    def done(self):
        return sum(action.status == DONE for action in self.closed)

    @property
    def total(self):
        """Actions that count: those no longer needed do not."""
        return len(self.open) + sum(action.status != Action.Status.NO_LONGER_NEEDED for action in self.closed)

    @property
    def next_due(self):
        return min((action.target_on for action in self.open if action.target_on), default=None)

    @property
    def empty(self):
        return not (self.needs or self.open or self.closed or self.referrals)


def parts():
    """Everything of the plan."""
    return {
        "actions": part(
            Action.objects.order_by("target_on", "pk"), "status", "pathway", "opened_on", "target_on", "closed_on",
            "version", "agency_id", agency="agency__name", user="user__name", text="detail__text",
            outcome="detail__outcome",
        ),
        "needs": part(
            Need.objects.order_by("area", "-assessed_on", "-pk"), "area", "level", "source", "assessed_on",
            detail="detail__detail",
        ),
        "referrals": part(
            Referral.objects.order_by("-referred_on", "-pk"), "pathway", "decision", "referred_on", "decided_on",
            "started_on", "ended_on", service="service__name", agency="service__agency__name",
            barrier="detail__barrier",
        ),
    }  # fmt: skip


def by_area(found):
    """[AreaOfLife], in the order of the scheme's list, the empty ones too."""
    areas = {code: AreaOfLife(code, words, OFFICIAL[code]) for code, words in Pathway.choices}
    for action in found["actions"]:
        area = areas[action.pathway]
        (area.closed if action.status in CLOSED else area.open).append(action)
    for need in latest_needs(found["needs"]):
        areas[AREA_PATHWAY[need.area]].needs.append(need)
    for referral in found["referrals"]:
        areas[referral.pathway].referrals.append(referral)
    return list(areas.values())


def latest_needs(needs):
    """The latest of each area, one assessed and one as the person says: they differ, and both are kept.

    Source and day are above `summary`; without them the first found of an area stands for it.
    """
    latest = {}
    for need in needs:
        latest.setdefault((need.area, need.source == Need.Source.SELF_REPORT), need)
    return latest.values()


def referral_words(referral):
    """Where a referral stands: accepted ones are started and finished by their days."""
    if referral.decision == Referral.Decision.ACCEPTED and referral.ended_on:
        return "Finished"
    if referral.decision == Referral.Decision.ACCEPTED and referral.started_on:
        return "Started"
    return referral.decision_words


def is_late(action, today: date):
    return action.status not in CLOSED and action.target_on is not None and action.target_on < today
