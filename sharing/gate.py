"""The gate of every page: who is it, may they do this kind of thing, was this form sent before, and what was shown.

Order: anonymous to sign-in, wrong method 405, forbidden kind of act 403, row not visible 404 (the view's queryset).
"""

import functools

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from sharing import ledger
from sharing.looking import looking_as
from sharing.models import SentForm
from sharing.viewer import signed_in

READING = ("GET", "HEAD")


def requires(permission, *, methods=("GET", "HEAD", "POST")):
    """Let in signed-in users who may do this kind of thing; the view finds them as `request.viewer`.

    A POST carries the one-time `form_id` of its form: the second sending of the same form leads where the first one led
    and does nothing. Everything shown is one ledger line, written before the answer leaves.
    """

    def decorate(view):
        @functools.wraps(view)
        def gate(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            request.viewer = signed_in(request.user, request.session.get("capacity"))
            if request.viewer is None or not request.viewer.can(permission):
                raise PermissionDenied

            with looking_as(request.viewer.capacity_id), ledger.page(view.__name__, by=request.viewer):
                response = answer(view, request, *args, **kwargs)
                if hasattr(response, "render"):
                    response.render()
            return response

        gate.permission = permission
        gate.methods = methods
        return gate

    return decorate


def answer(view, request, *args, **kwargs):
    """The view's answer; of a form, once."""
    if request.method in READING:
        return view(request, *args, **kwargs)

    form_id = request.POST.get("form_id", "")
    if not form_id:
        raise BadRequest("This form came without its number. Open the page again and send it from there.")
    opened_as, bound, _ = form_id.partition(".")
    if bound and opened_as != request.viewer.capacity.key:
        return _opened_for_another(request, opened_as)
    sent, first = SentForm.objects.get_or_create(
        user=request.user, form_id=form_id[:40], defaults={"sent_at": timezone.now()}
    )
    if not first:
        return HttpResponseRedirect(sent.location or request.path)

    response = view(request, *args, **kwargs)
    if isinstance(response, HttpResponseRedirect):
        sent.location = response.url[:200]
        sent.save(update_fields=["location"])
    else:
        sent.delete()  # nothing was done: the form came back with a question
    return response


def _opened_for_another(request, opened_as):
    """Somebody who works for two agencies switched in between: what was begun for one is not written for the other."""
    held = next((one for one in request.viewer.capacities if one.key == opened_as), None)
    return render(request, "errors/other_capacity.html", {"held": held}, status=409)


class FailClosed:
    """Where the ledger line cannot be written, nothing is shown: 503."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, ledger.LedgerFailed):
            return render(request, "503.html", status=503)
        return None
