"""Pages for when something is not right. None tells what exists, none shows a trace, and 500 asks nothing of any service."""

import logging
import secrets
import sys

import redis
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_variables

from .shell import Shell

log = logging.getLogger(__name__)

# Typed text is given back after a fault, but never what must not stand on a screen.
NEVER_SHOWN = ("password", "csrfmiddlewaretoken", "form_id", "code", "secret")


def bad_request(request, exception):
    return nowhere(request, "400.html", 400)


def forbidden(request, exception):
    return nowhere(request, "403.html", 403)


def not_found(request, exception):
    return nowhere(request, "404.html", 404)


def nowhere(request, template, status):
    """The same answer wherever it is given: the menu marks no place, for the mark would say what is there."""
    request.menu_path = ""
    return render(request, template, status=status)


def form_expired(request, reason=""):
    """A form without a valid token: most often a page left open over a sign-out."""
    return render(request, "errors/form_expired.html", {"typed": typed(request)}, status=403)


def signed_out(request):
    """The session ended before this form was sent. Signing in leads back to the page."""
    address = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    response = render(request, "errors/signed_out.html", {"address": address, "typed": typed(request)}, status=403)
    response["Cache-Control"] = "no-store"
    return response


# The database or the queue does not answer: nothing is wrong with the page, it will work again by itself.
DOWN = (OperationalError, redis.ConnectionError, redis.TimeoutError)


def fault(request):
    """500, or 503 where a service is down. The number on the page is the one in the log."""
    if isinstance(sys.exc_info()[1], DOWN):
        return unavailable(request)
    number = secrets.token_hex(3).upper()
    log.error("Error number %s at %s %s", number, request.method, request.path)
    return plain("500.html", request, 500, number=number, typed=typed(request))


def unavailable(request, retry_after=30):
    """503: the database or the queue does not answer, or the ledger could not be written. Nothing was saved."""
    response = plain("503.html", request, 503, typed=typed(request))
    response["Retry-After"] = str(retry_after)
    return response


def plain(name, request, status, **context):
    """Render without context processors: no session, no viewer, no query."""
    page = engines["jinja2"].env.get_template(name).render(shell=Shell(demo=False), request=request, **context)
    return HttpResponse(page, status=status)


@sensitive_variables("values")
def typed(request):
    """[(field, text)] of what was sent, so that nobody has to write it twice. Empty when it cannot be read."""
    if request.method != "POST":
        return []
    try:
        values = list(request.POST.items())
    except Exception:  # the fault may be in reading the request itself; then there is no text to save
        return []
    return [(name, text) for name, text in values if text.strip() and not any(word in name for word in NEVER_SHOWN)]
