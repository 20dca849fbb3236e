"""Offers between schemes: one's own and those of others, and the answer to one."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from casework.page import open_page
from cohort.changes import transfer as changes
from cohort.changes.taking_over import TakeOverImpossible
from cohort.forms.transfer import TransferAnswerForm, TransferOfferForm
from cohort.models import Membership, Transfer
from cohort.rules.membership import State
from cohort.views.membership import latest
from sharing import ledger
from sharing.dates import day
from sharing.gate import READING, requires
from sharing.models import Scheme
from sharing.permissions import Permission
from sharing.policy import Category
from sharing.saved import say, say_saved

NOT_KNOWN = "not known"  # as the banner says it: nothing to tell


@requires(Permission.TRANSFER_RUN, methods=READING)
def transfer_list(request):
    """Offers made and offers to answer, the newest first. Of others' people only what their scheme shows."""
    found = list(Transfer.objects.between(request.viewer.scheme_id))
    note(found)
    return render(
        request,
        "cohort/transfer_list.html",
        {
            "to_answer": [one for one in found if to_us(one, request.viewer) and one.decision == "waiting"],
            "others": [one for one in found if not (to_us(one, request.viewer) and one.decision == "waiting")],
        },
    )


def note(transfers):
    """What an offer shows of a person stands in the ledger."""
    if transfers:
        people, ids = {one.person_id for one in transfers}, [one.pk for one in transfers]
        ledger.note("cohort.transfer", people=people, ids=ids, categories=[Category.IDENTITY])


def to_us(transfer, viewer):
    return transfer.to_scheme_id == viewer.scheme_id


@requires(Permission.TRANSFER_RUN)
def transfer_offer(request, key):
    """Offer the person: what the other scheme is shown is chosen line by line, and shown as it will read it."""
    viewer, today = request.viewer, localdate()
    page = open_page(viewer, key, today)
    membership = latest(viewer, page)
    if membership.state not in (State.ON_SCHEME, State.STEPPED_DOWN):
        raise Http404
    name, *facts = facts_of(page, membership)
    form = TransferOfferForm(
        request.POST or None,
        schemes=Scheme.objects.exclude(pk=viewer.scheme_id).order_by("name"),
        facts=facts,
        initial={"access_ends_on": today + timedelta(days=page.settings["transfer_access_days"])},
    )
    if form.is_valid():
        typed = form.cleaned_data
        chosen = typed.pop("shown")
        try:
            transfer = changes.transfer_offer(
                person=page.person,
                by=viewer,
                shown=[name, *(fact for fact in facts if fact[0] in chosen)],
                today=today,
                at=now(),
                **typed,
            )
        except changes.TransferRefused as refused:
            form.add_error(None, str(refused))
        else:
            say_saved(request, "Offer sent. You are told when it is answered.")
            return redirect(transfer)

    return render(request, "cohort/transfer_offer.html", {"page": page, "form": form, "name": name})


def facts_of(page, membership):
    """[(what, words)] that may be offered, the name first: what the viewer's own page says of the person."""
    found = [("Name", page.person.full_name)]
    told = [fact for fact in page.banner.facts if fact[0] in ("Date of birth", "PNC number")]
    found += [(name, words) for name, words in told if words != NOT_KNOWN]
    found += [("Where", words) for words, _ in page.banner.tags[:1]]
    found.append(("On the scheme since", day(membership.selected_on)))
    if membership.basis:
        found.append(("Takes part by", Membership.Basis(membership.basis).label.lower()))
    if membership.reason:
        found.append(("Why on the scheme", membership.reason))
    return found


@requires(Permission.TRANSFER_RUN)
def transfer_detail(request, key):
    """One offer: what it shows, what became of it, and the answer or its withdrawal."""
    viewer = request.viewer
    transfer = get_object_or_404(Transfer.objects.between(viewer.scheme_id), key=key)
    note([transfer])
    form = TransferAnswerForm(request.POST or None, initial={"version": transfer.version})
    if transfer.decision == "waiting" and form.is_valid():
        try:
            done = answered(request, transfer, form.cleaned_data)
        except (changes.TransferRefused, TakeOverImpossible) as refused:
            form.add_error(None, str(refused))
        except changes.TransferChanged:
            say(request, "Somebody answered this meanwhile. Nothing of yours was saved.")
            return redirect(transfer)
        else:
            say_saved(request, done)
            if transfer.kind == Transfer.Kind.MOVE and "accept" in request.POST:
                return redirect("membership_detail", transfer.person.key)
            return redirect(transfer)

    shown = {"transfer": transfer, "form": form, "to_us": to_us(transfer, viewer)}
    return render(request, "cohort/transfer_detail.html", shown)


def answered(request, transfer, typed):
    """Do what was pressed; returns what to say of it."""
    asked = {"transfer": transfer, "by": request.viewer, "at": now(), **typed}
    if "accept" in request.POST:
        changes.transfer_accept(**asked, today=localdate())
        return "Accepted."
    if "decline" in request.POST:
        changes.transfer_decline(**asked)
        return "Declined. The other scheme is told why."
    changes.transfer_withdraw(**asked)
    return "Offer taken back."
