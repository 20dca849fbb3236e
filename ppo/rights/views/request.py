"""The register of requests, for information governance leads: when each is due, how far each agency is, and the letters."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from ppo.rights import finding, forms, paper
from ppo.rights.changes import request as changes
from ppo.rights.noted import noted
from sharing.gate import READING, requires
from sharing.models import RequestPart, SubjectRequest
from sharing.permissions import Permission
from sharing.saved import say, say_saved

Outcome = SubjectRequest.Outcome


def requests_of(viewer):
    return SubjectRequest.objects.readable_by(viewer).for_list()


def request_of(request, key, *named):
    """The request behind an address, noted in the ledger. Raises Http404."""
    row = get_object_or_404(requests_of(request.viewer).select_related(*named), key=key)
    noted([row])
    return row


def states(rows, on):
    """[{request, clock, ref, waiting, parts, answer}] of requests, the most urgent first."""
    refs = finding.refs([row.person_id for row in rows])
    parts = RequestPart.objects.filter(request__in=rows).values("request")
    counted = {
        one["request"]: one
        for one in parts.annotate(total=Count("pk"), waiting=Count("pk", filter=Q(released_at__isnull=True)))
    }
    found = [
        {
            "request": row,
            "clock": changes.clock_of(row, on=on),
            "ref": refs.get(row.person_id, ""),
            "parts": counted.get(row.pk, {"total": 0, "waiting": 0}),
        }
        for row in rows
    ]
    return sorted(found, key=lambda one: (one["clock"].due_on is None, one["clock"].due_on or row_day(one)))


def row_day(one):
    return one["request"].received_on


@requires(Permission.RIGHTS_RUN)
def request_add(request):
    form = forms.RequestAddForm(request.POST or None, initial={"received_on": localdate()})
    if form.is_valid():
        row = changes.request_add(by=request.viewer, on=localdate(), **form.request)
        say_saved(request, f"Entered as {row.reference}.")
        return redirect(row)
    return render(request, "rights/request_add.html", {"form": form})


@requires(Permission.RIGHTS_RUN, methods=READING)
def request_detail(request, key):
    row = request_of(request, key, "taken_by__user")
    today = localdate()
    parts = list(row.parts.select_related("agency").order_by("agency__position", "pk"))
    noted([*parts, *row.questions.all()], about=row.person_id)
    context = {
        "row": row,
        "state": states([row], today)[0],
        "parts": parts,
        "answer": changes.answer_of(row),
        "questions": list(row.questions.all()),
        "open_question": any(one.answered_on is None for one in row.questions.all()),
        "today": today,
        "outcomes": Outcome,
    }
    return render(request, "rights/request_detail.html", context)


@requires(Permission.RIGHTS_RUN)
def request_identity(request, key):
    words = ("Proof of identity", "Identity recorded. The month runs from that day.")
    return _edit(request, key, forms.IdentityForm, changes.request_identity, words)


@requires(Permission.RIGHTS_RUN)
def request_ask(request, key):
    words = ("Ask what the request is about", "Question recorded. The clock stands still until the answer.")
    return _edit(request, key, forms.QuestionForm, changes.request_ask, words)


@requires(Permission.RIGHTS_RUN)
def request_hear(request, key):
    words = ("Answer to the question", "Answer recorded. The clock runs again.")
    return _edit(request, key, forms.AnswerForm, changes.request_hear, words)


@requires(Permission.RIGHTS_RUN)
def request_extend(request, key):
    words = ("Take two further months", "Time extended. Tell the person today, with the reason.")
    return _edit(request, key, forms.ExtendForm, changes.request_extend, words, on=localdate())


@requires(Permission.RIGHTS_RUN)
def request_search(request, key):
    row = request_of(request, key)
    people = finding.candidates(request.viewer.scheme, row.name)
    form = forms.SearchForm(request.POST or None, people=people, initial={"version": row.version})
    if form.is_valid() and (answer := _searched(request, row, form)):
        return answer
    return _again(request, row, form, "rights/request_search.html", {"people": people})


def _searched(request, row, form):
    chosen = form.cleaned_data["person"]
    person = None
    if chosen != form.NOBODY:
        by = {"ref": form.cleaned_data["ref"]} if chosen == form.OTHER else {"key": chosen}
        person = finding.person_of(request.viewer.scheme, **by)
        if person is None:
            form.add_error("ref", "Nobody in this scheme has this reference.")
            return None
    change = {"person": person, "on": localdate(), "at": now(), "version": form.cleaned_data["version"]}
    if not _done(changes.request_search, form, row, by=request.viewer, **change):
        return None
    say_saved(request, "The agencies that hold something were asked." if person else "Recorded: nobody was found.")
    return redirect(row)


@requires(Permission.RIGHTS_RUN, methods=("POST",))
def request_close(request, key):
    row = request_of(request, key)
    form = forms.CloseForm(request.POST)
    if form.is_valid() and _done(
        changes.request_close, form, row, by=request.viewer, on=localdate(), **form.cleaned_data
    ):
        say_saved(request, f"{row.reference} is closed.")
    else:
        say(request, " ".join(form.non_field_errors()) or "Nothing was closed.")
    return redirect(row)


@requires(Permission.RIGHTS_RUN, methods=READING)
def request_letter(request, key):
    """The letter as things stand; one and the same for nothing held and for nothing that may be spoken of."""
    row = request_of(request, key)
    answer = changes.answer_of(row)
    if answer is None:
        say(request, "The letter can be made once every agency has released its part.")
        return redirect(row)
    data = letter(row, on=row.answered_on or localdate())
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="answer-{row.number}.pdf"'
    return response


def letter(row, *, on):
    """The bytes of the letter of a request whose parts are all released."""
    lead = row.scheme.lead_agency or row.taken_by.agency
    agencies = [
        part.agency for part in row.parts.select_related("agency").order_by("agency__position") if part.pdf_file
    ]
    return paper.letter_pdf(
        reference=row.reference,
        name=row.name,
        address=row.address,
        scheme=row.scheme,
        agency=lead,
        on=on,
        chapters=[{"agency": agency} for agency in agencies],
    )


def _edit(request, key, form_class, change, words, **known):
    """One form about a request: saved and back to it, or shown again with what was typed and what is wrong."""
    row = request_of(request, key)
    form = form_class(request.POST or None, initial={"version": row.version})
    if form.is_valid() and _done(change, form, row, by=request.viewer, **form.cleaned_data, **known):
        say_saved(request, words[1])
        return redirect(row)
    return _again(request, row, form, "rights/request_edit.html", {"title": words[0]})


def _done(change, form, row, **said):
    try:
        change(request=row, **said)
    except changes.RequestRefused as refused:
        form.add_error(None, str(refused))
    except changes.RequestChanged:
        form.add_error(None, "Somebody changed this request since you opened it. Check it, then save again.")
        form.clashed = True
    else:
        return True
    return False


def _again(request, row, form, template, context):
    """The form with what was typed; after a clash it carries the version that is there now, so that saving again counts."""
    clashed = getattr(form, "clashed", False)
    if clashed:
        form.data = form.data.copy()
        form.data["version"] = row.version = SubjectRequest.objects.values_list("version", flat=True).get(pk=row.pk)
    return render(request, template, {"row": row, "form": form, **context}, status=409 if clashed else 200)
