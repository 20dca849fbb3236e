"""Telling whoever nominated somebody that it is decided. The notice names nobody: the page says what was decided."""

from datetime import timedelta

from django.db.models import Q

from cohort.models import Nomination
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity

LOOKED_BACK = timedelta(days=14)  # for nights without a clock


def outcomes_tell(*, scheme, today, at):
    """Tell each sender of the last days' decisions once. Harmless to repeat."""
    lately = (today - LOOKED_BACK, today)
    with looking_as_system():
        rows = Nomination.objects.filter(
            Q(membership__selected_on__range=lately) | Q(membership__deselected_on__range=lately),
            Q(membership__selected_on__isnull=True) | Q(membership__deselected_on__isnull=True),
            person__scheme=scheme,
            withdrawn_on__isnull=True,
        )
        for row in rows.order_by("pk"):
            work.tell(
                Capacity.objects.filter(pk=row.sent_by_id, active=True).select_related("user"),
                kind="nomination",
                once=f"nomination-decided:{row.key}",
                words="One of your nominations is decided",
                address=row.get_absolute_url(),
                at=at,
                subject="One of your nominations is decided",
                person=row.person_id,
            )
