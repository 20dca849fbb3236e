"""Why this score: one person's lines in one run, as far as the viewer may know them."""

from django.shortcuts import render
from django.utils.timezone import localdate

from casework.page import open_page
from cohort.models import SelectionRun
from cohort.seen import seen_run
from sharing.gate import READING, requires
from sharing.permissions import Permission


@requires(Permission.SELECTION_SEE, methods=READING)
def score_detail(request, key):
    page = open_page(request.viewer, key, localdate())
    runs = SelectionRun.objects.of(request.viewer.scheme_id)
    named = request.GET.get("run")
    run = runs.filter(key=named).first() if named else runs.first()
    seen = run and seen_run(request.viewer, run, person=page.person.pk)
    return render(
        request,
        "cohort/score_detail.html",
        {"page": page, "run": run, "seen": seen, "score": seen.rows[0] if seen and seen.rows else None},
    )
