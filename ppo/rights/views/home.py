"""What falls due: requests, reviews of retention, holds and disposals."""

from django.shortcuts import render
from django.utils.timezone import localdate

from ppo.rights.views.request import requests_of, states
from sharing.gate import READING, requires
from sharing.permissions import Permission

CLOSED_SHOWN = 20


@requires(Permission.RIGHTS_RUN, methods=READING)
def rights_home(request):
    today = localdate()
    context = {
        "today": today,
        "requests": states(list(requests_of(request.viewer).open()), today),
        "closed": list(requests_of(request.viewer).exclude(outcome="").order_by("-answered_on", "-pk")[:CLOSED_SHOWN]),
    }
    return render(request, "rights/home.html", context)
