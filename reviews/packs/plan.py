"""The plan and the needs of one person in a pack: what may be told in words, and what only as a fact."""

from dataclasses import dataclass
from datetime import date

from pathways import models as pathways
from pathways.models import CLOSED
from sharing.policy import Level


@dataclass
class PlanRow:
    """An action or referral: what may be told of it in words, what only as a fact."""

    pathway: str
    what: str  # empty where the words are for others
    note: str  # why there are no words, where that may be said
    who: str
    when: date | None
    status: str
    outcome: str
    closed_on: date | None = None


def plan(made, rows, reader):
    """Actions and referrals that are open, or were closed since the last review."""
    for action in reader.let(rows(pathways.Action), least=Level.SUMMARY):
        if action.closed_on and action.closed_on < made.since:
            continue
        detail = reader.detail(action)
        made.plan.append(
            PlanRow(
                pathway=action.get_pathway_display(),
                what=detail.text if detail else "",
                note=reader.why_not(action),
                who=f"{action.agency}" + (f", {action.user}" if action.user else ""),
                when=action.target_on,
                status=action.get_status_display(),
                outcome=detail.outcome if detail else "",
                closed_on=action.closed_on if action.status in CLOSED else None,
            )
        )
    for referral in reader.let(rows(pathways.Referral), least=Level.SUMMARY):
        if referral.ended_on and referral.ended_on < made.since:
            continue
        detail = reader.detail(referral)
        made.referrals.append(
            PlanRow(
                pathway=referral.get_pathway_display(),
                what=f"{referral.service}, {referral.service.agency}",
                note=reader.why_not(referral),
                who="",
                when=referral.referred_on,
                status=_referral_words(referral),
                outcome=_barrier_words(detail),
            )
        )


def _referral_words(referral):
    if referral.decision == pathways.Referral.Decision.ACCEPTED and referral.ended_on:
        return "Finished"
    if referral.decision == pathways.Referral.Decision.ACCEPTED and referral.started_on:
        return "Started"
    return referral.get_decision_display()


def _barrier_words(detail):
    if detail is None:
        return ""
    return detail.get_barrier_display() if detail.barrier else detail.outcome


@dataclass
class NeedRow:
    area: str
    assessed: str  # by the latest assessment
    assessed_on: date | None
    says: str  # what the person says
    details: list
    note: str

    @property
    def exact(self):
        """Whether there is more to tell than how much."""
        return bool(self.details or self.note)


def needs(made, rows, reader):
    """The latest word on each area, of those who assessed and of the person, side by side."""
    areas = {}
    for need in reader.let(rows(pathways.Need), least=Level.SUMMARY):
        own = need.source == pathways.Need.Source.SELF_REPORT
        areas.setdefault(need.area, {}).setdefault("says" if own else "assessed", need)
    for area, words in pathways.Area.choices:
        told = areas.get(area)
        if not told or all(need.level == pathways.Need.Extent.NONE for need in told.values()):
            continue
        assessed, says = told.get("assessed"), told.get("says")
        details = [detail.detail for need in told.values() if (detail := reader.detail(need)) and detail.detail]
        made.needs.append(
            NeedRow(
                area=words,
                assessed=assessed.get_level_display() if assessed else "",
                assessed_on=assessed.assessed_on if assessed else None,
                says=says.get_level_display() if says else "",
                details=details,
                note=next(filter(None, (reader.why_not(need) for need in told.values())), ""),
            )
        )
