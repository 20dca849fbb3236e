"""The addresses of allauth that are used; every other one of its addresses is 404, also those a new version may add."""

from allauth import urls as allauth_urls
from django.http import Http404
from django.urls import URLPattern, URLResolver

from . import sign_in

USED = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
    "usersessions_list",
}
OURS = {
    "mfa_activate_totp": sign_in.ActivateTotp.as_view(),
    "mfa_add_webauthn": sign_in.AddPasskey.as_view(),
}


def closed(request, **kwargs):
    """Allauth still asks for the names of its unused addresses, so they exist and are not found."""
    raise Http404


def used_only(entries):
    return [
        URLResolver(entry.pattern, used_only(entry.url_patterns), entry.default_kwargs, entry.app_name, entry.namespace)
        if isinstance(entry, URLResolver)
        else URLPattern(entry.pattern, view_of(entry), entry.default_args, entry.name)
        for entry in entries
    ]


def view_of(entry):
    return OURS.get(entry.name, entry.callback) if entry.name in USED else closed


urlpatterns = used_only(allauth_urls.urlpatterns)
