"""The product's own few pages: account, help, accessibility, privacy, and keeping a session open."""

import logging

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sharing.gate import requires
from sharing.permissions import Permission
from sharing.saved import say_saved

log = logging.getLogger(__name__)


@requires(Permission.HOME_SEE, methods=("GET", "HEAD"))
def account(request):
    allowed = [permission.label for permission in Permission if request.viewer.can(permission)]
    return render(request, "pages/account.html", {"allowed": allowed})


@requires(Permission.HOME_SEE, methods=("POST",))
def capacity_choose(request):
    """Work for another of one's agencies from now on. The session gets a new number, as at sign-in."""
    chosen = next((held for held in request.viewer.capacities if held.key == request.POST.get("capacity")), None)
    if chosen is None:
        raise Http404
    request.session.cycle_key()
    request.session["capacity"] = chosen.key
    say_saved(request, f"You now work for {chosen.agency.name}.")
    return redirect("/")


@login_required
@require_safe
def stay_signed_in(request):
    """Any page renews the session; this one does nothing else."""
    return JsonResponse({"signed_in": True})


@require_safe
def help_page(request):
    return render(request, "pages/help.html")


@require_safe
def accessibility(request):
    return render(request, "pages/accessibility.html")


@require_safe
def privacy(request):
    return render(request, "pages/privacy.html")


@csrf_exempt  # browsers send these reports by themselves, without a token; nothing is kept but a log line
@require_POST
def csp_report(request):
    log.warning("Content security policy report: %s", request.body[:2000].decode(errors="replace").replace("\n", " "))
    return HttpResponse(status=204)
