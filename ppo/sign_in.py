"""Sign-in by django-allauth, in this product's words: e-mail and password, then a code or a passkey.

Nobody signs up: accounts are made by an administrator or an import.
"""

import base64
import hashlib
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthMfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTotpForm
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddPasskeyForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as AllauthNamePasskeyForm
from allauth.mfa.webauthn.views import AddWebAuthnView
from cryptography.fernet import Fernet, MultiFernet
from csp.decorators import csp_update
from django.conf import settings
from django.utils.decorators import method_decorator

TOO_MANY = "You have tried too many times. Wait 15 minutes, or call your scheme’s administrator."
WIDTH = {"class": "govuk-!-width-two-thirds"}
RECENTLY = 5 * 60  # seconds
WRONG_CODE = "The code is not right. Enter the 6 numbers your app shows now, or one of your recovery codes."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or password is not right. Check both and try again.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "account_inactive": "This account is closed. Call your scheme’s administrator.",
        "incorrect_password": "The password is not right. Try again.",
        "enter_current_password": "The password you use now is not right. Try again.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request):
        return False

    def reauthenticate(self, user, password):
        """Allauth looks for a row of its own for the e-mail; here the address is the user's."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in less than five minutes ago is not asked again: setting up the second step comes right then."""
        shown = get_authentication_records(self.request, self.request.user)
        return all(time.time() - record["at"] >= RECENTLY for record in shown)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps and recovery codes encrypted, so that a copy of the database has none."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": "You cannot remove this: it is your only second step.",
    }

    def encrypt(self, text):
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):
        return "My passkey"


def cipher():
    """Encrypts with `SECRET_KEY`, reads with the keys before it too, so that the key can be changed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(fernet_key(key)) for key in keys])


def fernet_key(key):
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factor secrets" + key.encode()).digest())


def ask(form, name, label, *, hint="", missing="", **attrs):
    """Give a field of allauth our words and nothing but these attributes."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing or f"Enter {label[:1].lower()}{label[1:]}."
    field.widget.attrs = attrs


class LoginForm(AllauthLoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, "login", "E-mail address", autocomplete="username", spellcheck="false", **WIDTH)
        self.fields["login"].error_messages["invalid"] = "Enter an e-mail address, for example name@agency.example."
        ask(self, "password", "Password", autocomplete="current-password", **WIDTH)


class CodeMixin:
    """One field for the six numbers; spaces people copy along are dropped."""

    def clean_code(self):
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()

    def ask_code(self, hint):
        ask(
            self,
            "code",
            "Code",
            hint=hint,
            missing="Enter the code.",
            autocomplete="one-time-code",
            inputmode="numeric",
            spellcheck="false",
            **{"class": "govuk-input--width-10"},
        )


class AuthenticateForm(CodeMixin, AllauthAuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_code("6 numbers, or one of your recovery codes.")


class CodeAgainForm(CodeMixin, AllauthMfaReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_code("6 numbers, or one of your recovery codes.")


class ActivateTotpForm(CodeMixin, AllauthActivateTotpForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_code("6 numbers. They change every 30 seconds.")


class PasswordAgainForm(AllauthReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, "password", "Password", autocomplete="current-password", **WIDTH)


ABOUT_NEW_ONES = "At least 12 characters. Three words that do not belong together are easy to remember."


class ChangePasswordForm(AllauthChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, "oldpassword", "Password you use now", autocomplete="current-password", **WIDTH)
        ask(self, "password1", "New password", hint=ABOUT_NEW_ONES, autocomplete="new-password", **WIDTH)
        ask(self, "password2", "New password again", autocomplete="new-password", **WIDTH)


class ResetPasswordForm(AllauthResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, "email", "E-mail address", autocomplete="username", spellcheck="false", **WIDTH)


class ResetPasswordKeyForm(AllauthResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, "password1", "New password", hint=ABOUT_NEW_ONES, autocomplete="new-password", **WIDTH)
        ask(self, "password2", "New password again", autocomplete="new-password", **WIDTH)


class AddPasskeyForm(AllauthAddPasskeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, "name", "Name for this passkey", hint="For example, work phone.", autocomplete="off")
        self.fields["passwordless"].label = "Sign in with this passkey alone, without a password"
        self.fields["passwordless"].help_text = "Your device then asks for your finger, face or its own PIN."


class NamePasskeyForm(AllauthNamePasskeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask(self, "name", "Name for this passkey", autocomplete="off")


# The square to scan is an image inside the page; no other page allows that.
@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")
class ActivateTotp(ActivateTOTPView):
    def form_valid(self, form):
        response = super().form_valid(form)
        # A right code was shown just now, so this session has its second factor.
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        return response
