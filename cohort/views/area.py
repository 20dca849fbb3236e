"""Telling the area that a person moves to: what it may know, in a letter that the log of what was sent keeps."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from cohort import leaving_paper, letters
from cohort.changes import letter as changes
from cohort.forms.leaving import AreaLetterForm
from cohort.models import Language, Letter, LetterKind
from cohort.views.leaving_plan import leaving_page
from cohort.views.membership import latest
from cohort.views.transfer import facts_of
from sharing.gate import requires
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.TRANSFER_RUN)
def area_tell(request, key):
    """What the letter tells is chosen line by line. Saved, it is shown as the area will read it."""
    viewer, today = request.viewer, localdate()
    page = leaving_page(viewer, key, today)
    if page.plan is None or not page.found.works:
        raise Http404
    membership = latest(viewer, page)
    there = Letter.objects.visible_to(viewer).filter(membership=membership, kind=LetterKind.AREA).first()
    if there and there.given_on:
        return redirect(there)
    name, *facts = facts_of(page, membership)
    begun = {"to": there.to if there else page.plan.receiving_area or "", "basis": there.basis if there else ""}
    form = AreaLetterForm(request.POST or None, facts=facts, initial=begun)
    if form.is_valid():
        typed = form.cleaned_data
        told = [name, *(fact for fact in facts if fact[0] in typed["facts"])]
        goes_on = leaving_paper.helpers(page) or "The worker below can tell you."
        try:
            letter = changes.letter_write(
                membership=membership, by=viewer, kind=LetterKind.AREA, language=Language.ENGLISH, large_print=False,
                text=letters.for_area(page, viewer, membership, facts=told, why=typed["why"], goes_on=goes_on),
                to=typed["to"], basis=typed["basis"], today=today,
            )  # fmt: skip
        except changes.LetterGiven:
            say(request, "Somebody sent the letter meanwhile. Nothing of yours was saved.")
            return redirect("leaving_plan", key)
        except changes.WordingUnusable as refused:
            form.add_error("why", str(refused))
        else:
            say_saved(request, "Letter saved. Read it once, print it, send it, and record that it was sent.")
            return redirect(letter)

    return render(request, "cohort/area_tell.html", {"page": page, "form": form, "name": name})
