"""The bench: other weights or another line tried on a run, and what was kept of it for the panel."""

from decimal import Decimal

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cohort.changes.proposal import proposal_add
from cohort.forms import ProposalForm, TryForm
from cohort.models import Proposal, SelectionRun
from cohort.seen import seen_run
from cohort.trial import trial, weights_of
from sharing.gate import READING, requires
from sharing.permissions import Permission
from sharing.saved import say_saved


@requires(Permission.SELECTION_RUN)
def selection_try(request, key):
    """GET tries what the address says; POST keeps it as a proposal."""
    run = get_object_or_404(SelectionRun.objects.of(request.viewer.scheme_id), key=key)
    as_run = TryForm.values(weights_of(run), run.capacity)
    given = request.POST if request.method == "POST" else request.GET
    tried = TryForm(as_run | {name: given[name] for name in as_run if name in given}, run=run)
    proposal = ProposalForm(request.POST or None)
    if tried.is_valid() and proposal.is_valid():
        kept = proposal_add(
            run=run, by=request.viewer, weights=tried.weights, capacity=tried.cleaned_data["places"],
            reason=proposal.cleaned_data["reason"], at=timezone.now(),
        )  # fmt: skip
        say_saved(request, "Kept as a proposal for the panel. Nothing else is changed.")
        return redirect("proposal_detail", kept.key)

    seen = seen_run(request.viewer, run)
    found = trial(seen, tried.weights, tried.cleaned_data["places"]) if tried.is_valid() else None
    return render(
        request,
        "cohort/selection_try.html",
        {"run": run, "seen": seen, "form": proposal if proposal.is_bound else tried, "tried": tried,
         "proposal": proposal, "found": found, "changed": dict(tried.data) != as_run},
    )  # fmt: skip


@requires(Permission.SELECTION_RUN, methods=READING)
def proposal_detail(request, key):
    kept = Proposal.objects.filter(run__scheme=request.viewer.scheme_id).select_related("run__scheme", "made_by__user")
    proposal = get_object_or_404(kept, key=key)
    weights = {
        name: (Decimal(weight), None if cap is None else Decimal(cap))
        for name, (weight, cap) in proposal.weights.items()
    }
    seen = seen_run(request.viewer, proposal.run)
    was = weights_of(proposal.run)
    return render(
        request,
        "cohort/proposal_detail.html",
        {
            "proposal": proposal,
            "run": proposal.run,
            "seen": seen,
            "found": trial(seen, weights, proposal.capacity),
            "changes": [
                (line["label"], was[line["criterion"]], weights[line["criterion"]])
                for line in proposal.run.lines
                if was[line["criterion"]] != weights[line["criterion"]]
            ],
            "may_change": request.viewer.can(Permission.MATRIX_CHANGE),
        },
    )
