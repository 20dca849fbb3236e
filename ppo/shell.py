"""What the shell of every page shows: the scheme's name, who is signed in, and where they may go."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.messages import get_messages
from django.urls import reverse_lazy
from django.utils.timezone import now

from sharing.dates import clock, short_day
from sharing.permissions import Permission
from sharing.viewer import signed_in

from .second_factor import proved

PRODUCT = "PPO case system"

# Words, address and the kind of act it needs; in the order of the menu. The addresses are fixed for the product's life.
NAVIGATION = (
    ("Home", "/", Permission.HOME_SEE),
    ("People", "/people/", Permission.PERSON_LIST),
    ("Arrest check", "/check/", Permission.STATUS_CHECK),
    ("Nominations", "/nominations/", Permission.NOMINATE),
    ("Meetings", "/meetings/", Permission.MEETING_SEE),
    ("Selection", "/selection/", Permission.SELECTION_SEE),
    ("Reports", "/reports/", Permission.PACK_DOWNLOAD),
    ("Agreements", "/sharing/", Permission.AGREEMENT_SEE),
    ("Rights", "/rights/", Permission.RIGHTS_RUN),
    ("Ledger", "/ledger/", Permission.LEDGER_SEE),
    ("Account", "/account/", Permission.HOME_SEE),
)

# Below the address of a place of the menu and no part of it: questions between agencies are about people.
APART = ("/sharing/asked/",)


@dataclass
class Shell:
    """As it is for nobody: also what error pages fall back on, which must not touch the database."""

    name: str = PRODUCT
    demo: bool = field(default_factory=lambda: settings.DEMO)
    who: str = ""
    others: list = field(default_factory=list)  # capacities the user may switch to
    navigation: list = field(default_factory=list)
    may_find: bool = False
    messages: list = field(default_factory=list)
    session_seconds: int = 0
    session_address: str = ""
    printed: str = ""


def shell(request):
    """Context processor: `shell` for base.html, and the `viewer`, None for nobody."""
    viewer = who_looks(request)
    kept = get_messages(request)
    if viewer is None:
        user = getattr(request, "user", None)  # none yet where the request was refused early
        who = user.name or user.email if user is not None and user.is_authenticated else ""
        return {"viewer": None, "shell": Shell(who=who, messages=kept)}
    return {
        "viewer": viewer,
        "shell": Shell(
            name=viewer.scheme.name,
            who=signed_in_as(viewer),
            others=[held for held in viewer.capacities if held.pk != viewer.capacity_id],
            navigation=list(navigation(viewer, getattr(request, "menu_path", request.path))),
            may_find=viewer.can(Permission.PERSON_FIND),
            messages=kept,
            session_seconds=settings.SESSION_COOKIE_AGE,
            session_address=reverse_lazy("stay_signed_in"),
            printed=printed_by(viewer),
        ),
    }


def who_looks(request):
    """The viewer the gate found; on the few signed-in pages without a gate (sign-in settings, errors) it is looked up."""
    if hasattr(request, "viewer"):
        return request.viewer
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not (settings.DEMO or proved(request)):
        return None
    return signed_in(user, request.session.get("capacity"))


def navigation(viewer, path):
    for words, address, permission in NAVIGATION:
        if viewer.can(permission):
            below = address != "/" and path.startswith(address) and not path.startswith(APART)
            here = path == address or below
            yield {"text": words, "href": address, "current": path == address, "active": here}


def signed_in_as(viewer):
    """“Sam Carr, Probation Service (Practitioner)”: one user may work for two agencies, in one at a time."""
    return f"{viewer.user.name}, {viewer.agency.name} ({viewer.role.label})"


def printed_by(viewer):
    moment = now()
    return f"Printed {short_day(moment)} {clock(moment)} by {viewer.user.name}. Official-sensitive. Shred after use."
