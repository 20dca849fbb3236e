from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from casework import search, timeline
from casework.models import Arrest, Offence, OffendingSummary
from casework.overview import offending_words
from casework.page import OVERVIEW, open_page
from casework.reference import offence_classes
from sharing.gate import READING, requires
from sharing.gather import note, part
from sharing.permissions import Permission
from sharing.policy import Level

LATEST = 5
PAGE_OF_TIMELINE = 50
PAGE_OF_OFFENCES = 500


@requires(Permission.PERSON_DETAIL, methods=READING)
def person_detail(request, key):
    today = localdate()
    page = open_page(request.viewer, key, today, pieces=OVERVIEW, **timeline.parts(today, LATEST))
    latest = timeline.entries(page.found)[:LATEST]
    note([row for row, _ in latest])
    return render(request, "casework/person_detail.html", {"page": page, "latest": [entry for _, entry in latest]})


@requires(Permission.PERSON_DETAIL, methods=READING)
def person_timeline(request, key):
    today = localdate()
    until, show = day_in(request, "until") or today, request.GET.get("show", "")
    if show not in dict(timeline.GROUPS):
        show = ""
    page = open_page(request.viewer, key, today, **timeline.parts(until, PAGE_OF_TIMELINE + 1, show))
    lines, older = whole_days(timeline.entries(page.found, show))
    note([row for row, _ in lines])
    return render(
        request,
        "casework/person_timeline.html",
        {"page": page, "lines": [entry for _, entry in lines], "older": older, "show": show, "groups": timeline.GROUPS},
    )


def whole_days(lines):
    """As many whole days as fit on one page, at least one, and the day the next page begins with (None: no more)."""
    if len(lines) <= PAGE_OF_TIMELINE:
        return lines, None
    newest, cut = lines[0][1].day, lines[PAGE_OF_TIMELINE][1].day
    shown = [line for line in lines if line[1].day > cut or line[1].day == newest]
    return shown, max((line[1].day for line in lines if line[1].day < shown[-1][1].day), default=None)


def day_in(request, name):
    """A day in the address, None without one. Raises Http404 for what is no day."""
    text = request.GET.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Http404 from None


@requires(Permission.PERSON_DETAIL, methods=READING)
def offence_list(request, key):
    page = open_page(
        request.viewer,
        key,
        localdate(),
        offences=part(
            Offence.objects.order_by("-number"), "number", "offence_code", "offence_on", "charged_on", "outcome",
            "outcome_on", "breach", "place", owner="owner__name", limit=PAGE_OF_OFFENCES,
        ),
        arrests=part(
            Arrest.objects.order_by("-arrested_at"), "arrested_at", "arrested_at_time_known", "offence_code",
            agency="agency__name", limit=PAGE_OF_OFFENCES,
        ),
        summaries=part(OffendingSummary.objects, "offences", "latest_group", "latest_month", owner_name="owner__name"),
    )  # fmt: skip
    counted_only = [offending_words(one) for one in page["summaries"] if one.level == Level.SUMMARY]
    classes = offence_classes()
    words = {code: classes[code].description for code in codes(page) if code in classes}
    return render(request, "casework/offence_list.html", {"page": page, "words": words, "counted_only": counted_only})


def codes(page):
    return {row.offence_code for row in (*page["offences"], *page["arrests"])}


@requires(Permission.PERSON_FIND)
def person_find(request):
    words = request.POST.get("q", "").strip()[:200]
    results = search.find(request.viewer, words, localdate()) if words else []
    if len(results) == 1:
        return redirect("person_detail", results[0].person.key)
    return render(request, "casework/person_find.html", {"words": words, "results": results})
