"""What falls due: requests, reviews of retention, holds and disposals."""

from django.shortcuts import render
from django.utils.timezone import localdate

from ppo.rights.noted import noted
from ppo.rights.views import retention
from ppo.rights.views.request import requests_of, states
from sharing.dates import count
from sharing.gate import READING, requires
from sharing.permissions import Permission

CLOSED_SHOWN = 20


def falling_due(viewer, today):
    """[(words, address)] of what waits for a governance lead: for the first page after sign-in."""
    requests = states(list(requests_of(viewer).open()), today)
    found = [
        (len([one for one in requests if one["clock"].late]), "request overdue", "requests overdue", "#requests"),
        (len(requests), "request to see what is held is open", "requests to see what is held are open", "#requests"),
        (len(retention.due(viewer)), "record to look at again", "records to look at again", "#reviews"),
        (
            len(retention.waiting(viewer)),
            "disposal waits for a second person",
            "disposals wait for a second person",
            "#disposals",
        ),
        (
            len([one for one in retention.holds(viewer) if one["row"].review_on <= today]),
            "legal hold to look at again",
            "legal holds to look at again",
            "#holds",
        ),
    ]
    told = [(count(number, one, many), f"/rights/{place}") for number, one, many, place in found if number]
    return told or [("Nothing falls due. Requests, retention and holds", "/rights/")]


@requires(Permission.RIGHTS_RUN, methods=READING)
def rights_home(request):
    today, viewer = localdate(), request.viewer
    requests = list(requests_of(viewer).open())
    kinds = {"reviews": retention.due(viewer), "holds": retention.holds(viewer), "disposals": retention.waiting(viewer)}
    closed = list(requests_of(viewer).exclude(outcome="").order_by("-answered_on", "-pk")[:CLOSED_SHOWN])
    noted([*requests, *closed, *(one["row"] for rows in kinds.values() for one in rows)])
    context = {"today": today, "requests": states(requests, today), "closed": closed, **kinds}
    return render(request, "rights/home.html", context)
