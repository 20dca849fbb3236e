"""Needs, services, referrals and actions."""

from pathways.models import Action, Area, Need, Referral, ReferralDetail
from ppo.interchange import row_rules
from ppo.interchange.cells import Key
from ppo.interchange.sheets.shape import (
    Sheet,
    about_person,
    agency,
    choice,
    count,
    date,
    free,
    key,
    may,
    must,
    number,
    pathway,
    short,
    user,
)

SHEETS = (
    about_person(
        "needs",
        key("area", choice(Area)),
        key("source", choice(Need.Source)),
        key("assessed_on", date),
        must("level", choice(Need.Extent)),
        may("detail", free),
    ),
    Sheet(
        "services",
        (
            key("agency", agency),
            key("name", Key(200)),
            must("pathway", pathway),
            may("criteria", free),
            may("reserved_places", count),
            may("places", count),
            may("target_days", count),
        ),
    ),
    about_person(
        "referrals",
        key("service_agency", agency),
        key("service", Key(200)),
        key("referred_on", date),
        must("referred_by", agency),
        must("decision", choice(Referral.Decision)),
        may("decided_on", date),
        may("barrier", choice(ReferralDetail.Barrier)),
        may("started_on", date),
        may("ended_on", date),
        may("outcome", short),
        rules=(
            row_rules.in_order("referred_on", "decided_on", "started_on", "ended_on"),
            row_rules.filled_unless("decided_on", "decision", ("waiting",)),
            row_rules.filled_if("barrier", "decision", ("rejected",)),
        ),
    ),
    about_person(
        "actions",
        key("number", number),
        must("pathway", pathway),
        must("text", free),
        must("agency", agency),
        may("user", user),
        must("opened_on", date),
        may("target_on", date),
        must("status", choice(Action.Status)),
        may("closed_on", date),
        may("outcome", free),
        may("source", choice(Action.Source)),
        rules=(
            row_rules.in_order("opened_on", "target_on"),
            row_rules.in_order("opened_on", "closed_on"),
            row_rules.filled_if("closed_on", "status", ("done", "not_done", "no_longer_needed")),
        ),
    ),
)
