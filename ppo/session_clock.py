"""A session ends half an hour after its last page, not after its first.

Saving it on every page would cost a write each; once a minute is enough, so it ends 29 to 30 minutes after the last.
"""

import time
from urllib.parse import urlsplit

from django.urls import reverse

from .errors import signed_out

RENEWED = "renewed_at"
RENEW_AFTER = 60  # seconds


class SessionClockMiddleware:
    """Renews a session that is in use, keeps answers to those signed in out of every cache, and loses no typed text:
    who sends a form after the session ended gets the text back instead of a bare sign-in page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            renew(request.session)
            response.headers.setdefault("Cache-Control", "no-store")
        elif request.method == "POST" and leads_to_sign_in(response):
            return signed_out(request)
        return response


def leads_to_sign_in(response):
    """A gate's answer to nobody: sign-in, and from there back. Signing out leads there too, but not back."""
    if response.status_code != 302:
        return False
    address = urlsplit(response["Location"])
    return address.path == reverse("account_login") and "next=" in address.query


def renew(session):
    now = int(time.time())
    if now - session.get(RENEWED, 0) >= RENEW_AFTER:
        session[RENEWED] = now  # a changed session is saved, and its end moves
