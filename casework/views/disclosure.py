from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework import disclosing
from casework.forms.disclosure import DisclosureEndForm, DisclosureMakeForm
from casework.models import Person
from casework.page import open_page
from sharing.changes import disclosure as changes
from sharing.gate import requires
from sharing.looking import moment
from sharing.models import Agency, Disclosure
from sharing.permissions import Permission
from sharing.policy import WORDS, Category, Reach
from sharing.saved import say, say_saved
from sharing.seen import step


@requires(Permission.DISCLOSURE_MAKE)
def disclosure_make(request, key):
    """First sending shows what would be seen; the second, from the page that shows it, saves."""
    viewer = request.viewer
    page = open_page(viewer, key, localdate())
    kinds = sorted({held.category for held in page.found.held if held.agency_id == viewer.agency_id})
    if viewer.reach < Reach.AGENCY:  # what the agency holds of people named to a mentor is not the mentor's to show
        kinds = []
    agencies = Agency.objects.filter(scheme=viewer.scheme_id).exclude(pk=viewer.agency_id)
    form = DisclosureMakeForm(request.POST or None, kinds=kinds, agencies=agencies)
    effects, (seen, again) = None, step(request.POST)
    if form.is_valid():
        said = form.disclosure
        make = partial(changes.disclosure_make, person=page.person, by=viewer, at=moment(), **said)
        try:
            if "save" in request.POST and not again:
                make()
                say_saved(request, f"Shared with {said['to_agency'].name}. It works from now on.")
                return redirect("sharing_detail", key=key)
            disclosing.attempted(make)
            said.pop("grounds")
            effects = list(disclosing.will_see(page.found, viewer, **said))
        except changes.DisclosureRefused as refused:
            form.add_error(refused.field or None, str(refused))
    found = {"page": page, "form": form, "kinds": kinds, "effects": effects, "seen": seen, "again": again}
    return render(request, "casework/disclosure_make.html", found)


@requires(Permission.DISCLOSURE_MAKE)
def disclosure_end(request, key):
    people = Person.objects.visible_to(request.viewer)
    given = Disclosure.objects.filter(owner=request.viewer.agency_id, person__in=people)
    disclosure = get_object_or_404(given.select_related("person", "to_agency"), key=key)
    at = moment()
    page = open_page(request.viewer, disclosure.person.key, localdate())
    if disclosure.ends_at <= at:
        say(request, "This is over already: a colleague ended it, or its day passed.")
        return redirect("sharing_detail", key=page.person.key)
    form = DisclosureEndForm(request.POST or None, initial={"version": disclosure.version})
    if form.is_valid():
        try:
            changes.disclosure_end(
                disclosure=disclosure, by=request.viewer, version=form.cleaned_data["version"], at=at
            )
            say_saved(request, f"Ended. {disclosure.to_agency.name} sees no more of it from now on.")
        except changes.DisclosureChanged:
            say(request, "A colleague changed this while you had it open. This is how it is now.")
        return redirect("sharing_detail", key=page.person.key)
    found = {"page": page, "form": form, "disclosure": disclosure, "words": WORDS[Category(disclosure.category)]}
    return render(request, "casework/disclosure_end.html", found)
