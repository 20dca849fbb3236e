"""What the plan gives to every page about a person: what is late, and the plan at a glance."""

from casework.page import BANNER, OVERVIEW, Banner, Piece
from casework.timeline import Entry, dated
from pathways import plan
from pathways.models import Action, Pathway, Referral
from sharing.dates import count
from sharing.gather import part
from sharing.policy import Category, Level


def late_parts(viewer, today):
    return {"late": part(Action.objects.overdue(on=today), "target_on")}


def late(found, today):
    if not found["late"]:
        return Banner()
    return Banner(tags=((f"{count(len(found['late']), 'action')} overdue", "red"),))


def glance_parts(viewer, today):
    return {
        "actions": part(Action.objects.all(), "status", "pathway", "target_on"),
        "needs": plan.parts()["needs"],
        "referrals": plan.parts()["referrals"],
    }


def glance(found, today):
    return [area for area in plan.by_area(found) if not area.empty]


def treatment(found, today):
    """Whether the person is in drug or alcohol treatment: what those who see no more of drugs than a summary may know."""
    if not any(one.category == Category.DRUGS and one.level > Level.NONE for one in found.held):
        return None
    running = [
        referral
        for referral in found["referrals"]
        if referral.pathway == Pathway.DRUGS_ALCOHOL and referral.started_on and not referral.ended_on
    ]
    return running or (None if found.hidden(Category.PLAN) else [])  # what is not shown cannot be called missing


def added(row):
    return Entry(row.opened_on, "Action added", row.agency or "", row.text or row.pathway_words)


def closed(row):
    return Entry(row.closed_on, f"Action: {row.status_words.lower()}", row.agency or "", row.text or row.pathway_words)


def referred(row):
    return Entry(row.referred_on, f"Referred to {row.service or 'a service'}", row.by or "", row.pathway_words)


def decided(row):
    return Entry(row.decided_on, f"Referral: {row.decision_words.lower()}", row.agency or "", row.service or "")


BANNER.append(Piece(late_parts, late))
OVERVIEW.insert(0, Piece(glance_parts, glance, "pathways/_plan_at_a_glance.html"))
OVERVIEW.append(Piece(glance_parts, treatment, "pathways/_treatment.html", place="side"))

ACTION = {"agency": "agency__name", "text": "detail__text"}
dated("actions_added", "plan", Action.objects.all, "opened_on", added, "pathway", **ACTION)
dated("actions_closed", "plan", Action.objects.all, "closed_on", closed, "pathway", "status", **ACTION)
SERVICE = {"service": "service__name"}
dated("referrals", "plan", Referral.objects.all, "referred_on", referred, "pathway", **SERVICE, by="referred_by__name")
dated(
    "referrals_decided", "plan", Referral.objects.all, "decided_on", decided, "decision", **SERVICE,
    agency="service__agency__name",
)  # fmt: skip
