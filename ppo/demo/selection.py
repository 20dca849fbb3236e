"""What the demo shows of selection: a run of three months ago and one of this week, so that the change since then shows."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from cohort import matrices
from cohort.changes.run import selection_run
from sharing.viewer import viewer_of

DAYS_AGO = (91, 2)


def show_selection(*, scheme, today):
    """Call it as the system, after the import: the co-ordinator runs the matrix in force as at the evening before."""
    by = viewer_of(email="coordinator@demo.example", scheme=scheme)
    for days in DAYS_AGO:
        on = today - timedelta(days=days)
        at = timezone.make_aware(datetime.combine(on, time(9)))
        selection_run(version=matrices.version_of(scheme, on=on), as_of=on - timedelta(days=1), today=on, at=at, by=by)
