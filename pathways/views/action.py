from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from casework.page import open_page
from pathways import changes
from pathways.forms import ActionAddForm, ActionDoneForm, ActionUpdateForm
from pathways.models import Action, ActionDetail
from sharing.addresses import way_back
from sharing.dates import short_day
from sharing.gate import requires
from sharing.history import last_saved
from sharing.models import Agency
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.ACTION_WRITE)
def action_add(request, key):
    page = open_page(request.viewer, key, localdate())
    if not page.takes_from(request.viewer):
        raise Http404
    agencies = Agency.objects.filter(scheme_id=request.viewer.scheme_id)
    form = ActionAddForm(request.POST or None, agencies=agencies, initial={"agency": request.viewer.agency.key})
    if form.is_valid():
        action = changes.action_add(person=page.person, by=request.viewer, today=localdate(), **form.cleaned_data)
        say_saved(request, f"Saved. {action.agency} has a new action.")
        if "another" in request.POST:
            return redirect("action_add", page.person.key)
        return redirect(f"{plan_of(action)}#action-{action.key}")

    return render(request, "pathways/action_add.html", {"page": page, "form": form})


@requires(Permission.ACTION_WRITE)
def action_update(request, key):
    """In place under its row with scripts, on a page of its own without."""
    action, detail = editable(request.viewer, key)
    back = way_back(request, f"{plan_of(action)}#action-{action.key}")
    values = {"status": action.status, "version": action.version, "outcome": detail.outcome if detail else ""}
    form = ActionUpdateForm(request.POST or None, initial=values, opened_on=action.opened_on)
    if form.is_valid():
        try:
            action = changes.action_update(action=action, by=request.viewer, today=localdate(), **answers(form, detail))
        except changes.ActionChanged as clash:
            return clashed(request, clash.action, form, back)
        else:
            return saved(request, action, detail, back)

    template = "pathways/_action_update.html" if in_place(request) else "pathways/action_update.html"
    return render(request, template, {"action": action, "detail": detail, "form": form, "back": back})


def editable(viewer, key):
    """The action and its detail, None where the viewer does not see it. Raises Http404."""
    action = get_object_or_404(Action.objects.editable_by(viewer).for_list(), key=key)
    return action, ActionDetail.objects.visible_to(viewer).filter(pk=action.pk).first()


def in_place(request):
    return bool(request.htmx) and request.method == "GET"


def answers(form, detail):
    """What to change: a note that the user could not see is only replaced by a new one."""
    typed = dict(form.cleaned_data)
    if detail is None and not typed["outcome"]:
        typed["outcome"] = None
    return typed


def saved(request, action, detail, back):
    name = detail.text if detail else action.get_pathway_display()
    undo = reverse("action_undo", args=[action.key, action.version])
    say_saved(request, f"Saved. {shortened(name)}: {action.get_status_display().lower()}.", undo=undo)
    return redirect(back)


def shortened(text):
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


def clashed(request, theirs, form, back):
    """409: what they saved and what was typed, side by side; saving again saves over theirs."""
    detail = ActionDetail.objects.visible_to(request.viewer).filter(pk=theirs.pk).first()
    typed = form.cleaned_data
    again = ActionUpdateForm(initial=typed | {"version": theirs.version}, opened_on=theirs.opened_on)
    who, at = last_saved(theirs)
    differences = [
        ("How is it going?", theirs.get_status_display(), Action.Status(typed["status"]).label),
        ("Note", detail.outcome if detail else "", typed["outcome"]),
        (
            "Date",
            theirs.target_on and short_day(theirs.target_on),
            typed["target_on"] and short_day(typed["target_on"]),
        ),
    ]
    return render(
        request,
        "pathways/action_clash.html",
        {"what": "this action", "who": who, "at": at, "differences": differences, "form": again, "back": back},
        status=409,
    )


@requires(Permission.ACTION_WRITE, methods=("POST",))
def action_done(request, key):
    """One press on a row."""
    action, detail = editable(request.viewer, key)
    back = way_back(request, f"{plan_of(action)}#action-{action.key}")
    form = ActionDoneForm(request.POST)
    if not form.is_valid():
        return redirect("action_update", action.key)
    try:
        action = changes.action_done(action=action, by=request.viewer, today=localdate(), **form.cleaned_data)
    except changes.ActionChanged:
        say(request, "Somebody changed this action meanwhile. Look at it again before you close it.")
        return redirect("action_update", action.key)
    return saved(request, action, detail, back)


@requires(Permission.ACTION_WRITE, methods=("POST",))
def action_undo(request, key, version):
    action, _ = editable(request.viewer, key)
    try:
        action = changes.action_undo(action=action, by=request.viewer, version=version)
    except (changes.ActionChanged, changes.NothingToUndo):
        say(request, "This action was changed again since, so nothing was undone.")
    else:
        say_saved(request, f"Undone. The action is as it was: {action.get_status_display().lower()}.")
    return redirect(way_back(request, f"{plan_of(action)}#action-{action.key}"))


def plan_of(action):
    return reverse("plan_detail", args=[action.person.key])
