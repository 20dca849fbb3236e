from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework import who_sees
from casework.forms.consent import ConsentGiveForm, ConsentWithdrawForm
from casework.page import open_page
from sharing.changes import consent as changes
from sharing.gate import requires
from sharing.models import Agency, Consent
from sharing.permissions import Permission
from sharing.policy import WORDS
from sharing.saved import say, say_saved


@requires(Permission.CONSENT_WRITE)
def consent_give(request, key):
    """First sending shows what would change; the second, from the page that shows it, saves."""
    page = open_page(request.viewer, key, localdate())
    agencies = Agency.objects.filter(scheme=page.person.scheme_id)
    form = ConsentGiveForm(request.POST or None, agencies=agencies, initial={"given_on": localdate()})
    effects = None
    if form.is_valid():
        give = partial(changes.consent_give, person=page.person, by=request.viewer, **form.consent)
        try:
            if "save" in request.POST:
                give()
                say_saved(request, "Consent recorded. It works from now on.")
                return redirect("sharing_detail", key=key)
            effects = who_sees.effect(page.person, give)
        except changes.ConsentThere:
            form.add_error("given_on", "This consent is recorded for that day already. Enter another day, or leave it.")

    return render(request, "casework/consent_give.html", {"page": page, "form": form, "effects": effects})


@requires(Permission.CONSENT_WRITE)
def consent_withdraw(request, key):
    known = Consent.objects.visible_to(request.viewer).select_related("person", "to_agency")
    consent = get_object_or_404(known, key=key)
    if consent.withdrawn_on:
        raise Http404
    page = open_page(request.viewer, consent.person.key, localdate())
    form = ConsentWithdrawForm(request.POST or None, initial={"version": consent.version})
    if form.is_valid():
        try:
            changes.consent_withdraw(
                consent=consent, by=request.viewer, withdrawn_on=localdate(), version=form.cleaned_data["version"]
            )
            say_saved(request, "Sharing ended. It works from now on.")
        except changes.ConsentChanged:
            say(request, "Somebody changed this consent while you had it open. This is how it is now.")
        return redirect("sharing_detail", key=page.person.key)

    withdraw = partial(
        changes.consent_withdraw, consent=consent, by=request.viewer, withdrawn_on=localdate(), version=consent.version
    )
    effects = who_sees.effect(page.person, withdraw)
    return render(
        request,
        "casework/consent_withdraw.html",
        {"page": page, "form": form, "consent": consent, "effects": effects, "category_words": WORDS},
    )
