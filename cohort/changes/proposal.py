"""Keeping what was tried on a run, for the panel to decide."""

from django.db import transaction

from cohort.models import Proposal
from sharing import ledger


@transaction.atomic
def proposal_add(*, run, by, weights, capacity, reason, at):
    """Keep other weights (criterion to (weight, cap)) and places with why; returns the Proposal. It changes no run."""
    proposal = Proposal.objects.create(
        run=run,
        weights={name: [str(weight), None if cap is None else str(cap)] for name, (weight, cap) in weights.items()},
        capacity=capacity,
        reason=reason,
        made_at=at,
        made_by_id=by.capacity_id,
    )
    ledger.record("proposal_add", by=by, subject=proposal, people=[], run=run.key)
    return proposal
