"""The register of agreements, the page of one, and what governance leads and co-ordinators do to it.

Whatever changes what passes is pressed twice: the first press shows who would see more or less, the second saves it.
"""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from sharing import agreements
from sharing.agreements import State, state_of
from sharing.changes import agreement as changes
from sharing.changes.signature import signs_for
from sharing.effects import effect
from sharing.forms.agreement import AgreementForm, EndForm, PressForm, RenewForm
from sharing.gate import READING, requires
from sharing.history import last_saved
from sharing.links import midnight
from sharing.models import Agency, Agreement, Officer
from sharing.permissions import Permission
from sharing.saved import say_saved
from sharing.seen import step

LOOK_AGAIN = (
    "Somebody changed this agreement while you had it open. What you typed is kept:"
    " look again at what changes, then save."
)


@requires(Permission.AGREEMENT_SEE, methods=READING)
def agreement_list(request):
    viewer = request.viewer
    lines = agreements.register(Agreement.objects.filter(scheme=viewer.scheme), scheme=viewer.scheme, today=localdate())
    waiting = [line for line in lines if viewer.agency in line.outstanding and line.state != State.ENDED]
    signs = Officer.objects.filter(agency=viewer.agency_id, user=viewer.user_id).exists()
    return render(
        request,
        "sharing/agreement_list.html",
        {
            "lines": lines,
            "to_sign": waiting if signs else [],
            "may_change": viewer.can(Permission.AGREEMENT_CHANGE),
        },
    )


@requires(Permission.AGREEMENT_SEE, methods=READING)
def agreement_detail(request, key):
    agreement, today = agreement_of(request, key), localdate()
    agencies = agreements.parties_of(agreement)
    parties = agreements.parties(agreement, agencies)
    state = state_of(agreement, today)
    mine = next((party for party in parties if party.agency.pk == request.viewer.agency_id), None)
    return render(
        request,
        "sharing/agreement_detail.html",
        {
            "agreement": agreement,
            "state": state,
            "over": state == State.ENDED,
            "review": agreements.review_words(agreement, today),
            "near": agreements.is_near(agreement, today),
            "items": agreements.items(agreement, agencies),
            "parties": parties,
            "outstanding": [party.agency.name for party in parties if party.signature is None],
            "documents": list(agreement.documents.select_related("added_by__user")),
            "history": agreements.history(agreement),
            "may_change": request.viewer.can(Permission.AGREEMENT_CHANGE),
            "may_sign": bool(
                mine and not mine.signature and state != State.ENDED and signs_for(request.viewer, agreement)
            ),
        },
    )


@requires(Permission.AGREEMENT_CHANGE)
def agreement_add(request):
    agencies = Agency.objects.filter(scheme=request.viewer.scheme)
    form = AgreementForm(request.POST or None, agencies=agencies, initial={"starts_on": localdate()})
    if form.is_valid():
        try:
            agreement = changes.agreement_add(
                scheme=request.viewer.scheme,
                by=request.viewer,
                code=form.cleaned_data["code"],
                terms=form.terms,
                at=timezone.now(),
            )
        except changes.AgreementRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            say_saved(
                request,
                "Draft saved. Nothing passes under it yet: add what may pass, have it signed, bring it into force.",
            )
            return redirect("agreement_detail", key=agreement.key)

    return render(request, "sharing/agreement_add.html", {"form": form})


@requires(Permission.AGREEMENT_CHANGE)
def agreement_change(request, key):
    agreement = living(request, key)
    agencies = Agency.objects.filter(scheme=request.viewer.scheme)
    form = AgreementForm(request.POST or None, agencies=agencies, agreement=agreement, today=localdate())
    change = partial(changes.agreement_change, agreement=agreement, by=request.viewer, today=localdate())
    return previewed(
        request,
        agreement,
        form,
        lambda: partial(change, terms=form.terms, version=form.cleaned_data["version"]),
        template="sharing/agreement_change.html",
        done="Agreement changed.",
        clash=partial(clashed, request, form, agencies),
    )


@requires(Permission.AGREEMENT_CHANGE)
def agreement_start(request, key):
    agreement = living(request, key)
    if not agreement.draft:
        raise Http404
    form = PressForm(request.POST or None, initial={"version": agreement.version})
    change = partial(changes.agreement_start, agreement=agreement, by=request.viewer, today=localdate())
    return previewed(
        request,
        agreement,
        form,
        lambda: partial(change, version=form.cleaned_data["version"]),
        template="sharing/agreement_start.html",
        done="Agreement brought into force.",
        at=midnight(max(agreement.starts_on, localdate())),
        draft_too=True,
    )


@requires(Permission.AGREEMENT_CHANGE)
def agreement_renew(request, key):
    agreement = living(request, key)
    initial = {"version": agreement.version, "review_on": agreement.review_on, "ends_on": agreement.ends_on}
    form = RenewForm(request.POST or None, initial=initial)
    change = partial(changes.agreement_renew, agreement=agreement, by=request.viewer, today=localdate())
    return previewed(
        request,
        agreement,
        form,
        lambda: partial(change, **form.cleaned_data),
        template="sharing/agreement_renew.html",
        done="Next review set.",
        at=agreement.ends_on and midnight(agreement.ends_on),
    )


@requires(Permission.AGREEMENT_CHANGE)
def agreement_end(request, key):
    agreement = living(request, key)
    form = EndForm(request.POST or None, initial={"version": agreement.version})
    change = partial(changes.agreement_end, agreement=agreement, by=request.viewer, today=localdate())
    day = form.day if form.is_valid() else None
    return previewed(
        request,
        agreement,
        form,
        lambda: partial(change, ends_on=day, version=form.cleaned_data["version"]),
        template="sharing/agreement_end.html",
        done="Agreement ended. Nothing passes under it from now on."
        if day == localdate()
        else "End of the agreement set.",
        at=day and midnight(max(day, agreement.starts_on)),
    )


def agreement_of(request, key):
    """An agreement of the viewer's scheme."""
    found = Agreement.objects.select_related("scheme__lead_agency")
    return get_object_or_404(found, key=key, scheme=request.viewer.scheme)


def living(request, key):
    """One that is not over: what has ended is not changed any more."""
    agreement = agreement_of(request, key)
    if state_of(agreement, localdate()) == State.ENDED:
        raise Http404
    return agreement


def previewed(request, agreement, form, change, *, template, done, at=None, draft_too=False, clash=None, **context):
    """The page of a form whose first press shows the effect and whose second, with `save`, makes the change.

    `change()` gives the change with the answers of the valid form put in; `at` is the moment its effect is shown for, by
    default now. What is saved is what was seen: answers changed in between, or another effect, are shown again first. Of a
    draft nothing passes, so there the first press saves.
    """
    shown = {"agreement": agreement, "form": form, "effects": None, "again": False, **context}
    status = 200
    if form.is_valid():
        try:
            act = change()
            if not agreement.draft or draft_too:
                shown["effects"] = effect(agreement.scheme, act, at=_shown_at(at))
                shown["seen"], shown["again"] = step(request.POST, _told(shown["effects"]))
            if shown["effects"] is None or ("save" in request.POST and not shown["again"]):
                act()
                say_saved(request, done)
                return redirect("agreement_detail", key=agreement.key)
        except changes.AgreementRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except changes.AgreementChanged as changed:
            if clash:
                return clash(changed.agreement)
            at_version(form, changed.agreement.version)
            form.add_error(None, LOOK_AGAIN)
            status = 409
    return render(request, template, shown, status=status)


def _told(effects):
    """The effect, counts of people aside: these move by themselves."""
    return [(one.agency.pk, one.what, one.of_whom, one.before, one.after) for one in effects]


def _shown_at(moment):
    now = timezone.now()
    return max(moment, now) if moment else now


def at_version(form, version):
    """The form as typed, its version brought up to date."""
    form.data = form.data.copy()
    form.data["version"] = str(version)


def clashed(request, form, agencies, theirs):
    """409: their text and the one that was typed, side by side."""
    at_version(form, theirs.version)
    who, at = last_saved(theirs)
    differences = [
        (words, _said(getattr(theirs, name)), _said(getattr(form.terms, name)))
        for name, words in changes.WORDS.items()
        if getattr(theirs, name) != getattr(form.terms, name)
    ]
    named = {"every agency": theirs.every_agency, **{a.name: a in theirs.parties.all() for a in agencies}}
    typed = {"every agency": form.terms.parties is None, **{a.name: a in (form.terms.parties or ()) for a in agencies}}
    if named != typed:
        lists = [", ".join(name for name, there in held.items() if there) for held in (named, typed)]
        differences.append(("Between whom", *lists))
    context = {"what": "this agreement", "who": who, "at": at, "differences": differences, "form": form}
    return render(request, "sharing/agreement_clash.html", context, status=409)


def _said(value):
    return f"{value.day}/{value.month}/{value.year}" if hasattr(value, "year") else value
