"""No session reaches a page without a second factor. A middleware and not a setting, so that nobody can switch it off.

In the demonstration (`DEMO=1`) there is none, and a banner says so on every page.
"""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.shortcuts import redirect

# What somebody may open who has signed in by password alone: setting up the second factor, and leaving.
OPEN_WITHOUT = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_authenticate",
    "help",
    "accessibility",
    "privacy",
    "csp_report",
    "health_live",
    "health_ready",
}


class SecondFactorMiddleware:
    """Sends a session without a second factor to the page where one is set up. Makes no query."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.DEMO or not request.user.is_authenticated or proved(request):
            return None
        if request.resolver_match.url_name in OPEN_WITHOUT:
            return None
        return redirect("mfa_index")


def proved(request):
    """Whether this session showed something besides a password: a code, a recovery code or a passkey."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
