from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework import who_sees
from casework.forms.consent import ConsentGiveForm, ConsentWithdrawForm, PersonToldForm
from casework.page import open_page
from sharing.changes import consent as changes
from sharing.gate import requires
from sharing.models import Agency, Consent, ConsentWording, User
from sharing.permissions import Permission
from sharing.policy import WORDS
from sharing.saved import say, say_saved
from sharing.seen import step


@requires(Permission.CONSENT_WRITE)
def consent_give(request, key):
    """First sending shows what would change; the second, from the page that shows it, saves."""
    viewer, today = request.viewer, localdate()
    page = open_page(viewer, key, today)
    wording = ConsentWording.objects.in_force(viewer.scheme_id, on=today)
    form = ConsentGiveForm(
        request.POST or None,
        agencies=Agency.objects.filter(scheme=page.person.scheme_id),
        colleagues=User.objects.filter(capacities__agency=viewer.agency_id, capacities__active=True).distinct(),
        me=viewer.user,
        months=page.settings["consent_months"],
        initial={"given_on": today},
    )
    effects, seen, again = None, "", False
    if form.is_valid():
        signed = form.cleaned_data["how"] == Consent.How.FORM
        on = form.cleaned_data["given_on"]
        words = ConsentWording.objects.in_force(viewer.scheme_id, on=on) if signed else None
        give = partial(changes.consent_give, person=page.person, by=viewer, wording=words, **form.consent)
        try:
            effects = who_sees.effect(page.found, give)
            seen, again = step(request.POST, map(str, effects))
            if "save" in request.POST and not again:
                give()
                say_saved(request, "Consent recorded. It works from now on.")
                return redirect("sharing_detail", key=key)
        except changes.ConsentThere:
            form.add_error("given_on", "This consent is recorded for that day already. Enter another day, or leave it.")

    return render(
        request,
        "casework/consent_give.html",
        {"page": page, "form": form, "effects": effects, "seen": seen, "again": again, "wording": wording},
    )


@requires(Permission.CONSENT_WRITE)
def consent_withdraw(request, key):
    known = Consent.objects.visible_to(request.viewer).select_related("person", "to_agency")
    consent = get_object_or_404(known, key=key)
    page = open_page(request.viewer, consent.person.key, localdate())
    if not Consent.objects.live(on=localdate()).filter(pk=consent.pk).exists():
        say(request, "This consent is over already: somebody ended it, or it ran out.")
        return redirect("sharing_detail", key=page.person.key)
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
    effects = who_sees.effect(page.found, withdraw)
    return render(
        request,
        "casework/consent_withdraw.html",
        {
            "page": page,
            "form": form,
            "consent": consent,
            "effects": effects,
            "losing": who_sees.readers_losing(page.person, effects),
            "category_words": WORDS,
        },
    )


@requires(Permission.CONSENT_WRITE)
def person_told(request, key):
    """Whether the person was told: kept apart from what they agreed to and from what the law allows."""
    page = open_page(request.viewer, key, localdate())
    form = PersonToldForm(request.POST or None)
    if form.is_valid():
        changes.person_told(person=page.person, by=request.viewer, **form.answer)
        say_saved(request, "Recorded.")
        return redirect("sharing_detail", key=key)
    return render(request, "casework/person_told.html", {"page": page, "form": form})
