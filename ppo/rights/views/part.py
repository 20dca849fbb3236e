"""One agency's part of an answer, for its own people: what it holds item by item, decisions, release and handing over."""

import hashlib

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from casework.models import Person
from ppo.rights import collect, forms
from ppo.rights.changes import part as changes
from ppo.rights.changes.request import clock_of
from ppo.rights.giving import given
from ppo.rights.grounds import GROUNDS
from ppo.rights.noted import noted
from sharing.gate import READING, requires
from sharing.models import ItemDecision, RequestPart
from sharing.permissions import Permission
from sharing.policy import Reach
from sharing.saved import say, say_saved

FILES = {"pdf": ("pdf_file", "application/pdf"), "json": ("json_file", "application/json")}


def parts_of(viewer):
    """Parts of the viewer's own agency about people who are there for the viewer; none for those who meet few of them."""
    if viewer.reach < Reach.AGENCY:
        return RequestPart.objects.none()
    people = Person.objects.visible_to(viewer).values("pk")
    return RequestPart.objects.of_agency(viewer).filter(person__in=people).for_list()


def part_of(request, key):
    """The part behind an address, noted in the ledger. Raises Http404."""
    part = get_object_or_404(parts_of(request.viewer), key=key)
    noted([part, part.request, part.person], about=part.person_id)
    return part


@requires(Permission.RIGHTS_ANSWER, methods=READING)
def part_list(request):
    today = localdate()
    parts = list(parts_of(request.viewer).filter(request__outcome="").prefetch_related("request__questions"))
    for part in parts:
        noted([part, part.request, part.person], about=part.person_id)
    rows = [{"part": part, "clock": clock_of(part.request, on=today)} for part in parts]
    return render(request, "rights/part_list.html", {"rows": rows, "today": today})


@requires(Permission.RIGHTS_ANSWER, methods=READING)
def part_detail(request, key):
    part = part_of(request, key)
    mine = collect.items(part.person, agency=part.agency_id, viewer=request.viewer)
    decisions = {one.item: one for one in ItemDecision.objects.filter(part=part)}
    answer = given(mine, decisions.values())
    there = {item.ref: item for item in answer.items}
    rows = [
        {
            "item": item,
            "token": token(part, item),
            "decision": decisions.get(item.ref),
            "state": _state(item, decisions.get(item.ref), there.get(item.ref)),
        }
        for item in mine
    ]
    context = {"part": part, "rows": rows, "answer": answer, "today": localdate()}
    context |= {"clock": clock_of(part.request, on=localdate()), "waiting": [r for r in rows if r["state"] == DECIDE]}
    named = changes.releasers(part.agency_id)
    context |= {"releasers": [user.name for user in named], "may_release": not named or request.viewer.user in named}
    return render(request, "rights/part_detail.html", context)


DECIDE = "To decide"


def _state(item, decision, shown):
    if decision is None and item.undecided:
        return DECIDE
    if shown is None:
        return "Kept back"
    return "Given" if len(shown.lines) == len(item.lines) else "Given in part"


def token(part, item):
    """What an item is called in an address: says nothing, and leads nowhere from another part."""
    return hashlib.sha256(f"{part.key}:{item.ref}".encode()).hexdigest()[:16]


@requires(Permission.RIGHTS_ANSWER)
def item_decide(request, key, item):
    part = part_of(request, key)
    mine = collect.items(part.person, agency=part.agency_id, viewer=request.viewer)
    found = next((one for one in mine if token(part, one) == item), None)
    if found is None:
        raise Http404
    decision = ItemDecision.objects.filter(part=part, item=found.ref).first()
    initial = forms.ItemForm.values(decision, found)
    form = forms.ItemForm(request.POST or None, item=found, part=part, initial=initial)
    clashed = False
    if form.is_valid():
        try:
            changes.item_decide(part=part, item=found, by=request.viewer, on=localdate(), **form.answers)
        except changes.PartRefused as refused:
            form.add_error(None, str(refused))
        except changes.PartChanged:
            clashed = True
            form.add_error(
                None, "A colleague decided about this item meanwhile. Compare, then save yours if it is right."
            )
            form.data = form.data.copy()
            form.data["version"] = ItemDecision.objects.values_list("version", flat=True).get(part=part, item=found.ref)
        else:
            say_saved(request, "Decision saved.")
            return redirect(f"{part.get_absolute_url()}#item-{item}")
    grounds = GROUNDS[RequestPart.Regime(part.regime)]
    context = {"part": part, "item": found, "form": form, "decision": decision if clashed else None}
    context |= {
        "grounds": list(grounds.values()),
        "hints": {code: ground.hint for code, ground in grounds.items() if ground.hint},
    }
    return render(request, "rights/item_decide.html", context, status=409 if clashed else 200)


@requires(Permission.RIGHTS_ANSWER, methods=("POST",))
def part_release(request, key):
    part = part_of(request, key)
    version = request.POST.get("version", "")
    try:
        changes.part_release(
            part=part, by=request.viewer, at=now(), on=localdate(), version=int(version) if version.isdecimal() else 0
        )
    except changes.PartRefused as refused:
        say(request, str(refused))
    except changes.PartChanged:
        say(request, "A colleague changed this part meanwhile. Look through it again, then release it.")
    else:
        say_saved(request, "Released. Print it for the person, or hand it over, and say so here.")
    return redirect(part)


@requires(Permission.RIGHTS_ANSWER)
def part_hand(request, key):
    part = part_of(request, key)
    form = forms.HandForm(request.POST or None, initial={"version": part.version, "on": localdate()})
    if form.is_valid():
        try:
            changes.part_hand(part=part, by=request.viewer, **form.cleaned_data)
        except (changes.PartRefused, changes.PartChanged) as refused:
            words = str(refused) or "A colleague changed this part meanwhile. Nothing of yours was saved."
            say(request, words)
        else:
            say_saved(request, "Recorded that the person has it.")
        return redirect(part)
    return render(request, "rights/part_hand.html", {"part": part, "form": form})


@requires(Permission.RIGHTS_ANSWER, methods=READING)
def part_file(request, key, kind):
    part = part_of(request, key)
    if kind not in FILES or not getattr(part, FILES[kind][0]):
        raise Http404
    column, content_type = FILES[kind]
    changes.part_download(part=part, by=request.viewer, kind=kind)
    return FileResponse(
        default_storage.open(getattr(part, column)),
        as_attachment=True,
        filename=f"answer-{part.request.number}-{part.agency.code}.{kind}",
        content_type=content_type,
    )
