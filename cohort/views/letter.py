"""Letters to the person: written, looked at, put on paper, handed over; and the scheme's own words for them."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from casework.page import open_page
from cohort import letters
from cohort.changes import letter as changes
from cohort.forms import LetterForm, LetterHandForm, LetterWordingForm
from cohort.forms.leaving import AreaSentForm
from cohort.models import Language, Letter, LetterKind, LetterWording
from cohort.rules import letter as rules
from cohort.views.membership import latest
from sharing.gate import READING, requires
from sharing.pdf import pdf_from_template
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.LETTER_WRITE)
def letter_write(request, key):
    """The letter that is due: why in plain words; the rest is filled in. Saved, it is shown as the person will read it."""
    viewer, today = request.viewer, localdate()
    page = open_page(viewer, key, today)
    membership = latest(viewer, page)
    kind = letters.kind_for(membership)
    if kind is None or not page.found.works:
        raise Http404
    there = Letter.objects.visible_to(viewer).filter(membership=membership, kind=kind).first()
    if there and there.given_on:
        return redirect(there)
    form = LetterForm(
        request.POST or None,
        kind=kind,
        languages=letters.languages(viewer.scheme_id, kind),
        initial=begun(viewer, membership, kind, there),
    )
    if form.is_valid():
        typed = form.cleaned_data
        large = typed.pop("large_print")
        text = letters.written(page, viewer, membership, **typed)
        try:
            letter = changes.letter_write(
                membership=membership, by=viewer, kind=kind, language=typed["language"], large_print=large, text=text,
                today=today,
            )  # fmt: skip
        except changes.LetterGiven:
            say(request, "Somebody gave the person the letter meanwhile. Nothing of yours was saved.")
            return redirect("membership_detail", key)
        except changes.WordingUnusable as refused:
            form.add_error("why", str(refused))
        else:
            say_saved(request, "Letter saved. Read it once, then print it and hand it over.")
            return redirect(letter)

    return render(
        request,
        "cohort/letter_write.html",
        {"page": page, "form": form, "kind": kind, "membership": membership, "there": there},
    )


def begun(viewer, membership, kind, there):
    """What the form begins with: the person's own charges, or what the criterion of leaving means."""
    why = (
        letters.left_suggested(membership) if kind == LetterKind.LEAVING else letters.why_suggested(viewer, membership)
    )
    return {
        "why": why,
        "language": there.language if there else Language.ENGLISH,
        "large_print": there.large_print if there else False,
    }


def letter_of(request, key):
    """(letter, page of its person); Http404 where either is not there for the viewer.

    A letter says who works with the person, which is for those who do: not for a look in an emergency, or at an old record.
    """
    seen = Letter.objects.visible_to(request.viewer).select_related("person", "written_by", "given_by")
    letter = get_object_or_404(seen, key=key)
    page = open_page(request.viewer, letter.person.key, localdate())
    if not page.found.works:
        raise Http404
    return letter, page


@requires(Permission.PERSON_DETAIL, methods=READING)
def letter_detail(request, key):
    """The letter as the person reads it, and whether it was handed over."""
    letter, page = letter_of(request, key)
    return render(
        request,
        "cohort/letter_detail.html",
        {
            "page": page,
            "letter": letter,
            "paper": letters.paper(letter),
            "advice": letters.advice(letter),
            "may_write": request.viewer.can(Permission.LETTER_WRITE),
        },
    )


@requires(Permission.LETTER_WRITE, methods=READING)
def letter_download(request, key):
    letter, _ = letter_of(request, key)
    return sheet(
        letters.paper(letter),
        noted=lambda sha256: changes.letter_download(letter=letter, by=request.viewer, sha256=sha256),
    )


def sheet(paper, *, noted):
    """A paper for the person as a file; `noted` writes its hash to the ledger before it leaves."""
    data = pdf_from_template("pdf/letter.html", paper)
    noted(hashlib.sha256(data).hexdigest())
    # The name of the file says no more than the first fold of the letter.
    disposition = f'attachment; filename="letter-{paper["on"]:%Y-%m-%d}.pdf"'
    return HttpResponse(data, content_type="application/pdf", headers={"Content-Disposition": disposition})


@requires(Permission.LETTER_WRITE)
def letter_hand(request, key):
    letter, page = letter_of(request, key)
    if letter.given_on:
        return redirect(letter)
    kind = AreaSentForm if letter.to else LetterHandForm
    form = kind(request.POST or None, initial={"given_on": localdate(), "version": letter.version})
    if form.is_valid():
        if form.cleaned_data["given_on"] < letter.written_on:
            form.add_error("given_on", "The letter was written later than that.")
        else:
            try:
                say_saved(request, handed(letter, request.viewer, form.cleaned_data))
            except (changes.LetterChanged, changes.LetterGiven):
                say(request, "Somebody changed the letter meanwhile. Nothing of yours was saved.")
            return redirect(letter)

    return render(request, "cohort/letter_hand.html", {"page": page, "letter": letter, "form": form})


def handed(letter, viewer, typed):
    """Record it; returns what the user is told."""
    if not letter.to:
        changes.letter_hand(letter=letter, by=viewer, **typed)
        return "Recorded that the person has the letter."
    changes.area_tell(letter=letter, by=viewer, version=typed["version"], sent_on=typed["given_on"])
    return "Recorded. It stands in the log of what was shared."


@requires(Permission.LETTER_WORDING, methods=READING)
def letter_wording_list(request):
    """Which words each kind of letter has, and since when they are the scheme's own."""
    own = LetterWording.objects.of(request.viewer.scheme_id).select_related("saved_by__user")
    newest = {}
    for wording in own:
        newest.setdefault((wording.kind, wording.language), wording)
    known = sorted({*newest, *letters.shipped()})
    lines = [
        (LetterKind(kind), Language(language), newest.get((kind, language)), (kind, language) in letters.shipped())
        for kind, language in known
    ]
    return render(request, "cohort/letter_wording_list.html", {"lines": lines, "languages": Language})


@requires(Permission.LETTER_WORDING)
def letter_wording_change(request, kind, lang):
    """The scheme's words for one kind of letter: looked at with one button, saved with the other."""
    if kind not in LetterKind.values or lang not in Language.values:
        raise Http404
    text = letters.wording(request.viewer.scheme_id, kind, lang)
    begin = letters.wording(request.viewer.scheme_id, kind, Language.ENGLISH) if text is None else text
    form = LetterWordingForm(request.POST or None, initial={"text": begin})
    form.fields["reason"].required = "save" in request.POST  # looking needs none
    preview = None
    if form.is_valid():
        typed = form.cleaned_data["text"]
        try:
            if "save" in request.POST:
                changes.wording_save(by=request.viewer, kind=kind, language=lang, at=now(), **form.cleaned_data)
                say_saved(request, "Saved. Letters written from now on have these words.")
                return redirect("letter_wording_list")
            changes.check_wording(typed, kind, lang)
            preview = example(typed)
        except changes.WordingUnusable as refused:
            form.add_error("text", str(refused))

    return render(
        request,
        "cohort/letter_wording_change.html",
        {
            "form": form,
            "kind": LetterKind(kind),
            "language": Language(lang),
            "preview": preview,
            "placeholders": rules.PLACEHOLDERS,
        },
    )


# A person who is nobody: what the preview of the scheme's words is filled in with.
EXAMPLE = {
    "name": "Alex", "area": "this area", "since": "3 March 2026", "left": "3 September 2026",
    "why": "You were charged with 9 offences in a year.", "goes_on": "Sam will help you with your home until June.",
    "facts": "- Date of birth: 3 March 1990",
    "strands": "\n\n".join(list(rules.STRANDS.values())[1:]), "basis": rules.BASES["licence"], "worker": "Sam",
    "contacts": "four times", "months": "6", "complain": "Tell Sam, or anybody you trust.",
    "sees": rules.who_sees([("Name and identity", ["Police", "Probation"], [])], 2),
}  # fmt: skip


def example(text):
    """The words filled in for nobody in particular, and which sentences are hard to read."""
    full = rules.filled(text, EXAMPLE)
    return {"blocks": rules.blocks(full), "long": rules.too_long(full), "acronyms": rules.acronyms(full)}
