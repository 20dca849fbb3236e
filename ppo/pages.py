"""The product's own few pages: account, help, accessibility, privacy, and keeping a session open."""

import logging

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sharing.permissions import Permission

log = logging.getLogger(__name__)


@login_required
@require_safe
def account(request):
    viewer = getattr(request, "viewer", None)
    allowed = [permission.label for permission in Permission if viewer and viewer.can(permission)]
    return render(request, "pages/account.html", {"allowed": allowed})


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
