"""What happened to a membership, step by step: what changed from one version to the next, when, by whom and why."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Func

from cohort.models import Membership
from sharing.dates import day
from sharing.models import User

Strand, Basis, Criterion = Membership.Strand, Membership.Basis, Membership.Criterion


@dataclass(frozen=True)
class Happened:
    what: str
    reason: str
    at: datetime
    by: str


def happened(membership):
    """The steps of a membership, the latest first. Two statements; what changed nothing worth saying is left out."""
    kept = Membership.pgh_event_model.objects.filter(pgh_obj_id=membership.pk).select_related("nominated_by")
    versions = list(kept.annotate(doer=Func("pgh_transaction", function="sharing_ledger_doer")).order_by("pgh_id"))
    users = dict(User.objects.filter(pk__in={one.doer for one in versions if one.doer}).values_list("pk", "name"))
    found, before = [], None
    for version in versions:
        said = "; ".join(changes(before, version))
        if said:
            reason = version.reason if before is None or version.reason != before.reason else ""
            found.append(Happened(said, reason, version.pgh_created_at, users.get(version.doer, "")))
        before = version
    return found[::-1]


SAID = {
    "nominated_on": lambda row: f"Nominated on {day(row.nominated_on)} by {row.nominated_by.name}",
    "selected_on": lambda row: f"Came on to the scheme on {day(row.selected_on)}",
    "look_again_on": lambda row: (
        f"{'Looked at again on' if row.selected_on else 'The decision waits until'} {day(row.look_again_on)}"
    ),
    "kept_on": lambda row: f"Stays, as decided on {day(row.kept_on)}",
    "basis": lambda row: f"Takes part by {Basis(row.basis).label.lower()}",
    "strands": lambda row: f"Strands: {strand_words(row.strands)}",
    "stepped_down_on": lambda row: f"Stepped down on {day(row.stepped_down_on)}",
    "deselected_on": lambda row: (
        f"{'Left' if row.selected_on else 'Turned down'} on {day(row.deselected_on)}:"
        f" {Criterion(row.deselection_criterion).label.lower()}"
    ),
}


def changes(before, now):
    """What a version says that the one before did not, in words. What was emptied was said by what came instead."""
    return [
        said(now)
        for name, said in SAID.items()
        if getattr(now, name) and (before is None or getattr(now, name) != getattr(before, name))
    ]


def strand_words(strands):
    return ", ".join(Strand(strand).label for strand in strands).lower()
