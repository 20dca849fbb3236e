"""Selection runs: the list of them, making one, and the ranking of one."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cohort import balance, matrices, panels
from cohort.changes.run import RunAheadOfTime
from cohort.changes.run import selection_run as run_selection
from cohort.forms import RunForm
from cohort.models import Proposal, SelectionRun
from cohort.rules import Ranking
from cohort.seen import seen_run
from sharing.gate import READING, requires
from sharing.looking import looking_as_system
from sharing.permissions import Permission
from sharing.policy import Reach
from sharing.saved import say, say_saved

SHOWN = 20
SHOW = (("", "Everyone"), ("on", "On the scheme"), ("nominated", "Nominated"), ("crossing", "Change suggested"))
WHERE = (("", "Anywhere"), ("community", "In the community"), ("custody", "In custody"))
PLACES = {"community": balance.COMMUNITY, "custody": balance.CUSTODY}


@requires(Permission.SELECTION_SEE, methods=READING)
def selection_list(request):
    today, scheme = timezone.localdate(), request.viewer.scheme
    proposals = Proposal.objects.filter(run__scheme=scheme).select_related("run", "made_by__user")
    return render(
        request,
        "cohort/selection_list.html",
        {
            "runs": list(SelectionRun.objects.of(scheme.pk)[:SHOWN]),
            "in_force": in_force(scheme, today),
            "versions": matrices.versions(scheme),
            "proposals": list(proposals.order_by("-made_at")[:SHOWN]),
            "form": RunForm(),
            "may_run": request.viewer.can(Permission.SELECTION_RUN),
            "may_change": request.viewer.can(Permission.MATRIX_CHANGE),
            "today": today,
        },
    )


def in_force(scheme, today):
    """The version in force of each list that has one."""
    found = []
    for ranking in Ranking:
        try:
            found.append(matrices.version_of(scheme, on=today, ranking=ranking))
        except matrices.MatrixUnknown:
            continue
    return found


@requires(Permission.SELECTION_RUN, methods=("POST",))
def selection_run(request):
    """One press: the pool of a list, scored by the version in force on the day."""
    form, today = RunForm(request.POST), timezone.localdate()
    if not form.is_valid():
        say(request, " ".join(words for errors in form.errors.values() for words in errors))
        return redirect("selection_list")

    as_of = form.cleaned_data["as_of"] or today
    try:
        version = matrices.version_of(request.viewer.scheme, on=as_of, ranking=form.cleaned_data["ranking"])
        run = run_selection(version=version, as_of=as_of, today=today, at=timezone.now(), by=request.viewer)
    except (matrices.MatrixUnknown, matrices.MatrixUnusable, RunAheadOfTime) as refused:
        say(request, str(refused))
        return redirect("selection_list")

    say_saved(request, "The selection is run. It suggests; the panel decides.")
    return redirect(run)


@requires(Permission.SELECTION_SEE, methods=READING)
def selection_detail(request, key):
    run = get_object_or_404(SelectionRun.objects.of(request.viewer.scheme_id), key=key)
    seen = seen_run(request.viewer, run, settings=panels.settings_of(run))
    show = chosen(request, "show", SHOW)
    where = chosen(request, "where", WHERE)
    rows = [row for row in seen.rows if shown(row, show) and placed(row, where)]
    everyone = request.viewer.reach == Reach.SCHEME
    may_run = request.viewer.can(Permission.SELECTION_RUN)
    return render(
        request,
        "cohort/selection_detail.html",
        {
            "run": run,
            "seen": seen,
            "rows": rows,
            "above": [row for row in rows if row.above_line],
            "below": [row for row in rows if row.above_line is False],
            "neither": [row for row in rows if row.above_line is None],
            "filters": {"show": show, "where": where},
            "show_options": SHOW,
            "where_options": WHERE,
            "balance": balance_of(run) if everyone else None,
            "guide": panels.settings_of(run)["custody_guide_pct"],
            "may_run": may_run,
            "panel": panels.next_panel(request.viewer, on=timezone.localdate()) if may_run else None,
            "for_panel": sum(panels.why_of(row) is not None for row in seen.rows),
        },
    )


def balance_of(run):
    """Counts of the whole pool, for those who see the whole scheme."""
    with looking_as_system():
        return balance.balance(balance.cells_of(run))


def chosen(request, name, options):
    value = request.GET.get(name, "")
    return value if value in dict(options) else ""


def shown(row, show):
    if show == "crossing":
        return row.above_line is not None and row.on_scheme != row.above_line
    return {"": True, "on": row.on_scheme, "nominated": not row.on_scheme}[show]


def placed(row, where):
    return not where or (row.status is not None and row.status.status in PLACES[where])
