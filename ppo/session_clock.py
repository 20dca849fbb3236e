"""A session ends half an hour after its last page, not after its first.

Saving it on every page would cost a write each; once a minute is enough, so it ends 29 to 30 minutes after the last.
"""

import time

RENEWED = "renewed_at"
RENEW_AFTER = 60  # seconds


class SessionClockMiddleware:
    """Renews a session that is in use, and keeps answers to those signed in out of every cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            renew(request.session)
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def renew(session):
    now = int(time.time())
    if now - session.get(RENEWED, 0) >= RENEW_AFTER:
        session[RENEWED] = now  # a changed session is saved, and its end moves
