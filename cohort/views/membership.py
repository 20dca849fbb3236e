"""On the scheme: where the person stands, since when, on what basis, what was decided, and whether they were told."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from casework.page import open_page
from cohort import capacity, induction, letters
from cohort.changes import membership as changes
from cohort.forms import MembershipChangeForm
from cohort.history import happened, strand_words
from cohort.models import LetterKind, Membership
from cohort.rules.membership import State, Step, may
from sharing.gate import READING, requires
from sharing.history import last_saved
from sharing.permissions import Permission
from sharing.saved import say_saved


def memberships_of(viewer, page):
    """Memberships of the person that the viewer may see, the latest first."""
    rows = Membership.objects.visible_to(viewer).filter(person=page.person).select_related("nominated_by")
    return list(rows.order_by("-nominated_on"))


def latest(viewer, page):
    """The membership that holds, or the last there was. Raises Http404 where the viewer may see none."""
    found = memberships_of(viewer, page)
    if not found:
        raise Http404
    return found[0]


@requires(Permission.PERSON_DETAIL, methods=READING)
def membership_detail(request, key):
    viewer, today = request.viewer, localdate()
    page = open_page(viewer, key, today)
    found = memberships_of(viewer, page)
    membership = found[0] if found else None
    shown = {"page": page, "membership": membership, "earlier": found[1:], "today": today}
    if membership:
        state = membership.state
        shown |= {
            "strands": strand_words(membership.strands),
            "history": happened(membership),
            # A letter says who works with the person: it is there, or missing, for those who do.
            "letters": letters.of_membership(viewer, membership) if page.found.works else [],
            "letter_kind": letters.kind_for(membership) if page.found.works else None,
            "due_on": induction.due_on(membership, page.settings["induction_days"]),
            "brought_on": LetterKind.BROUGHT_ON,
            "may_change": may(state, Step.CHANGE, viewer.role),
            "may_move": viewer.can(Permission.TRANSFER_RUN) and state in (State.ON_SCHEME, State.STEPPED_DOWN),
            "may_write": viewer.can(Permission.LETTER_WRITE),
            "fill": capacity.fill(viewer, page.settings, today=today)
            if viewer.can(Permission.MEMBERSHIP_CHANGE) and (state, Step.BRING_ON) in changes.NEXT
            else None,
        }
    return render(request, "cohort/membership_detail.html", shown)


@requires(Permission.MEMBERSHIP_CHANGE)
def membership_change(request, key):
    """Other strands or another basis, with what changed."""
    viewer = request.viewer
    page = open_page(viewer, key, localdate())
    membership = latest(viewer, page)
    if not may(membership.state, Step.CHANGE, viewer.role):
        raise Http404
    initial = {name: getattr(membership, name) for name in ("strands", "basis", "version")}
    form = MembershipChangeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            changes.change(membership=membership, by=viewer, now=now(), **form.cleaned_data)
        except changes.MembershipChanged as clash:
            return clashed(request, form, clash.membership)
        else:
            say_saved(request, "Saved.")
            return redirect("membership_detail", key)

    return render(request, "cohort/membership_change.html", {"page": page, "form": form})


def clashed(request, form, theirs):
    """Both texts beside each other; the form keeps what was typed."""
    who, at = last_saved(theirs)
    typed, basis = form.cleaned_data, dict(Membership.Basis.choices)
    form.data = form.data.copy()
    form.data["version"] = theirs.version
    differences = [
        ("What the scheme does", strand_words(theirs.strands), strand_words(typed["strands"])),
        ("Basis of taking part", basis.get(theirs.basis, ""), basis[typed["basis"]]),
        ("What changed", theirs.reason, typed["reason"]),
    ]
    context = {"what": "this", "who": who, "at": at, "differences": differences, "form": form}
    return render(request, "errors/clash.html", context, status=409)
