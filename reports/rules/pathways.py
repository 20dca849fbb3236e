"""Progress by pathway: actions of the plan, referrals, what stood in the way, and how long an answer took.

Source: Wakefield 2007 sections 3.1 and 8.4 (referrals were not itemised and reasons not kept). Unit: actions,
referrals, days.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from reports.rules.cohort import counts
from reports.rules.dates import Window
from reports.rules.facts import Action, Facts, Referral
from reports.rules.figures import median

PATHWAYS = (
    "accommodation",
    "ete",
    "health",
    "drugs_alcohol",
    "finance",
    "families",
    "attitudes",
    "victims",
)
BARRIERS = (
    "no_capacity",
    "criteria",
    "drug_use",
    "arrears",
    "offence_history",
    "risk_too_high",
    "risk_too_low",
    "distance",
    "declined_by_person",
    "other",
)
CLOSED = frozenset({"done", "not_done", "no_longer_needed"})


def pathways(facts: Facts, day: date, period: Window) -> dict[str, dict[str, Any]]:
    """The block `pathways`: open and overdue as at the day, the rest in the period (M23, M24)."""
    return {
        pathway: {
            **actions([row for row in facts.actions if row.pathway == pathway], day, period),
            **referrals([row for row in facts.referrals if row.pathway == pathway], period),
        }
        for pathway in PATHWAYS
    }


def actions(rows: Iterable[Action], day: date, period: Window) -> dict[str, int]:
    """Actions open and overdue at the end of the day, and closed as done or not done in the period (M23)."""
    rows = list(rows)
    still_open = [row for row in rows if row.status not in CLOSED]
    closed = [row.status for row in rows if period.holds(row.closed_on)]
    return {
        "actions_open": len(still_open),
        "done": closed.count("done"),
        "not_done": closed.count("not_done"),
        "overdue": sum(row.target_on is not None and row.target_on < day for row in still_open),
    }


def referrals(rows: Iterable[Referral], period: Window) -> dict[str, Any]:
    """Referrals made in the period and what became of them; a withdrawn one is only in `made` (M24)."""
    made = [row for row in rows if period.holds(row.referred_on)]
    answered = [row for row in made if row.decision in {"accepted", "rejected"}]
    return {
        "referrals": {
            "made": len(made),
            "accepted": sum(row.decision == "accepted" for row in made),
            "rejected": sum(row.decision == "rejected" for row in made),
            "waiting": sum(row.decision == "waiting" for row in made),
        },
        "barriers": counts((row.barrier for row in made if row.decision == "rejected"), BARRIERS),
        "median_days_to_decision": median(
            (row.decided_on - row.referred_on).days for row in answered if row.decided_on is not None
        ),
    }
