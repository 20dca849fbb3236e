from collections import defaultdict
from datetime import timedelta
from itertools import groupby

from django.shortcuts import render
from django.utils.timezone import localdate

from casework.models import Contact
from casework.page import open_page
from casework.rules.enforcement import STEPS
from sharing.gate import READING, requires
from sharing.gather import note, part
from sharing.permissions import Permission

WEEKS = 4
MOST = 100


@requires(Permission.PERSON_DETAIL, methods=READING)
def diary_print(request, key):
    """What the person has to keep in the next weeks, in easy words, to be printed and handed over."""
    today = localdate()
    last = today + timedelta(weeks=WEEKS)
    coming = Contact.objects.filter(outcome=Contact.Outcome.PLANNED, planned_for__date__range=(today, last))
    page = open_page(
        request.viewer,
        key,
        today,
        coming=part(
            coming.order_by("planned_for", "pk"), "planned_for", "planned_for_time_known", "kind", "place", "agency_id",
            agency="agency__name", phone="agency__phone", user="user__name", limit=MOST, noted=False,
        ),
    )  # fmt: skip
    # Who does not work with the person sees a part of it, and would hand it over as the whole.
    whole = page.found.works
    rows = page["coming"] if whole else []
    note(rows)
    phones = sorted({(row.agency, row.phone) for row in rows if row.phone})
    bound = any(spell.status in STEPS for spell in page["where"])  # by an order or a licence
    context = {"page": page, "whole": whole, "weeks": by_week(rows), "phones": phones, "last": last, "bound": bound}
    return render(request, "casework/diary_print.html", context)


def by_week(rows):
    """[(Monday, [meeting])]: contacts at the same moment are one meeting with several agencies."""

    def monday(meeting):
        on = localdate(meeting[0].planned_for)
        return on - timedelta(days=on.weekday())

    meetings = defaultdict(list)
    for row in rows:
        meetings[row.planned_for, None if row.planned_for_time_known else row.agency_id].append(row)
    return [(start, list(some)) for start, some in groupby(meetings.values(), key=monday)]
