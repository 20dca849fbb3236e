"""Items of an agreement: added, changed, ended, each with its effect shown first."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from sharing import agreements
from sharing.agreements import State, state_of
from sharing.changes import agreement_item as changes
from sharing.forms.agreement import PressForm
from sharing.forms.agreement_item import GroundsForm, ItemForm
from sharing.gate import requires
from sharing.links import midnight
from sharing.models import Agency, AgreementRule
from sharing.permissions import Permission
from sharing.views.agreement import living, previewed


@requires(Permission.AGREEMENT_CHANGE)
def agreement_item_add(request, key):
    agreement = living(request, key)
    parties = Agency.objects.filter(scheme=request.viewer.scheme)
    if not agreement.every_agency:
        parties = parties.filter(agreements=agreement)
    form = ItemForm(request.POST or None, parties=parties, initial={"version": agreement.version})
    change = partial(changes.agreement_item_add, agreement=agreement, by=request.viewer)
    return previewed(
        request,
        agreement,
        form,
        lambda: partial(change, route=form.route, grounds=form.grounds, version=form.cleaned_data["version"]),
        template="sharing/agreement_item_add.html",
        done="Item added.",
        at=midnight(agreement.starts_on),
    )


@requires(Permission.AGREEMENT_CHANGE)
def agreement_item_change(request, key):
    rule, item = _item(request, key)
    form = GroundsForm(request.POST or None, initial=GroundsForm.values(rule, rule.agreement.version))
    form.of_item = rule.category
    change = partial(changes.agreement_item_change, rule=rule, by=request.viewer)
    return previewed(
        request,
        rule.agreement,
        form,
        lambda: partial(change, grounds=form.grounds, version=form.cleaned_data["version"]),
        template="sharing/agreement_item_change.html",
        done="Item changed.",
        at=midnight(rule.agreement.starts_on),
        item=item,
    )


@requires(Permission.AGREEMENT_CHANGE)
def agreement_item_end(request, key):
    rule, item = _item(request, key)
    form = PressForm(request.POST or None, initial={"version": rule.agreement.version})
    change = partial(changes.agreement_item_end, rule=rule, by=request.viewer)
    return previewed(
        request,
        rule.agreement,
        form,
        lambda: partial(change, version=form.cleaned_data["version"]),
        template="sharing/agreement_item_end.html",
        done="Item ended. It passes no longer.",
        at=midnight(rule.agreement.starts_on),
        item=item,
    )


def _item(request, key):
    """The rule and its words, of an agreement of the viewer's scheme that is not over."""
    rules = AgreementRule.objects.select_related(
        "agreement__scheme__lead_agency", "from_agency", "to_agency__acting_for"
    )
    rule = get_object_or_404(rules, key=key, agreement__scheme=request.viewer.scheme)
    if state_of(rule.agreement, localdate()) == State.ENDED:
        raise Http404
    return rule, agreements.item_of(rule, rule.agreement, agreements.parties_of(rule.agreement))
