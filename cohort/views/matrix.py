"""The matrix: what counts, beside the version before, and a further version, tried on today's pool before it is saved."""

from decimal import Decimal

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from cohort import matrices
from cohort.changes.matrix import matrix_save
from cohort.forms import LineForm, MatrixForm, pair_words
from cohort.models import Proposal
from cohort.preview import preview
from cohort.rules import CRITERIA, Ranking
from sharing.gate import READING, requires
from sharing.permissions import Permission
from sharing.saved import say_saved


@requires(Permission.SELECTION_SEE, methods=READING)
def matrix_detail(request):
    """The version asked for, or the one in force, side by side with the one before it."""
    versions = matrices.versions(request.viewer.scheme)
    version = asked_for(request, versions)
    found = {"versions": versions, "version": version, "may_change": request.viewer.can(Permission.MATRIX_CHANGE)}
    if version is not None:
        older = [
            one for one in versions if one.matrix == version.matrix and one.matrix_version < version.matrix_version
        ]
        before = older[0] if older else None
        found |= {"before": before, "lines": side_by_side(version, before), "places": matrices.capacity_of(version)}
    return render(request, "cohort/matrix_detail.html", found)


def asked_for(request, versions):
    """The version that the address names; without a name the one in force, None where there is no matrix at all."""
    matrix, number = request.GET.get("matrix"), request.GET.get("version", "")
    if matrix is not None:
        found = [one for one in versions if one.matrix == matrix and str(one.matrix_version) == number]
        if not found:
            raise Http404
        return found[0]
    try:
        return matrices.version_of(request.viewer.scheme, on=localdate())
    except matrices.MatrixUnknown:
        return versions[0] if versions else None


def side_by_side(version, before):
    """For every criterion of either: its label, the line now and before (or None), and what each is told besides."""
    now = {row.criterion: row for row in matrices.stored_lines(version)}
    then = {row.criterion: row for row in matrices.stored_lines(before)} if before else {}
    return [
        {
            "label": (now.get(name) or then[name]).get_criterion_display(),
            "now": now.get(name),
            "then": then.get(name),
            "given": given(now.get(name)),
            "given_before": given(then.get(name)),
        }
        for name in CRITERIA
        if name in now or name in then
    ]


def given(line):
    """The parameters of a line as people write them."""
    parameters = line.parameters if line else {}
    return [
        f"{name.replace('_', ' ')}: {value if isinstance(value, str | int | float) else pair_words(value)}"
        for name, value in parameters.items()
    ]


@requires(Permission.MATRIX_CHANGE)
def matrix_change(request):
    """A further version of a matrix, or the first. Previewed with one button, saved with the other."""
    versions = matrices.versions(request.viewer.scheme)
    base, lines, initial = starting_from(request, versions)
    form = MatrixForm(request.POST or None, initial=initial)
    form.fields["reason"].required = "save" in request.POST  # looking needs none
    line_forms = [LineForm(request.POST or None, criterion=name, line=lines.get(name)) for name in CRITERIA]
    found, problem = None, ""
    if form.is_valid() and all(one.is_valid() for one in line_forms):
        written = [one.written for one in line_forms if one.written]
        try:
            read = matrices.read(written)
        except matrices.MatrixUnusable as refused:
            problem = str(refused)
        else:
            if "save" in request.POST:
                version = matrix_save(by=request.viewer, lines=written, **form.cleaned_data)
                say_saved(request, f"Saved as version {version.matrix_version}.")
                return redirect(f"{reverse('matrix_detail')}?{urlencode(address_of(version))}")
            found = previewed(request.viewer.scheme, base, form.cleaned_data, read)

    return render(
        request,
        "cohort/matrix_change.html",
        {"form": form, "line_forms": line_forms, "base": base, "preview": found, "problem": problem},
    )


def starting_from(request, versions):
    """(version, criterion to its line, values of the form): the version named, a proposal's, or an empty matrix."""
    ranking = request.GET.get("ranking", "")
    if ranking in list(Ranking) and "matrix" not in request.GET:
        return None, {}, {"ranking": ranking, "in_force_from": localdate()}
    proposal = Proposal.objects.filter(
        key=request.GET.get("proposal", ""), run__scheme=request.viewer.scheme_id
    ).select_related("run")
    proposal = proposal.first()
    if proposal is not None:
        run = proposal.run
        base = next(
            (one for one in versions if (one.matrix, one.matrix_version) == (run.matrix, run.matrix_version)), None
        )
    else:
        base = asked_for(request, versions)
    if base is None:
        return None, {}, {"ranking": Ranking.MAIN, "in_force_from": localdate()}
    lines = {row.criterion: row for row in matrices.stored_lines(base)}
    capacity = base.capacity
    if proposal is not None:
        capacity = proposal.capacity
        for name, (weight, cap) in proposal.weights.items():
            if name in lines:
                lines[name].weight, lines[name].cap = Decimal(weight), None if cap is None else Decimal(cap)
    initial = {
        "matrix": base.matrix,
        "ranking": base.ranking,
        "capacity": capacity,
        "in_force_from": localdate(),
        "reason": proposal.reason if proposal else "",
    }
    return base, lines, initial


def previewed(scheme, base, typed, read):
    """Today's pool under the version as typed, against the one in force for the same list."""
    capacity = typed["capacity"]
    if capacity is None and typed["ranking"] == Ranking.MAIN:
        capacity = scheme.capacity
    try:
        now = matrices.version_of(scheme, on=localdate(), ranking=typed["ranking"])
        old = (matrices.lines_of(now), matrices.capacity_of(now))
    except (matrices.MatrixUnknown, matrices.MatrixUnusable):
        old = ((), None)
    return preview(scheme.pk, typed["ranking"], old=old, new=(read, capacity), on=localdate())


def address_of(version):
    return {"matrix": version.matrix, "version": version.matrix_version}
