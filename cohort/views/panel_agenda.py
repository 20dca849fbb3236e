"""The agenda of a panel, one press at a time, and what each agency says of the people on it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from cohort import panels
from cohort.changes import panel as changes
from cohort.changes import panel_paragraph
from cohort.forms.panel import PanelPersonForm, ParagraphForm
from cohort.models import Panel, PanelItem, PanelParagraph, SelectionRun
from cohort.rules.panel import Why
from sharing.dates import count, day
from sharing.gate import requires
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.MEETING_RUN, methods=("POST",))
def panel_fill(request, key):
    """Everybody of one kind with one press: `from` is a run's key, `leaving` or `nominations`."""
    panel = get_object_or_404(Panel.objects.editable_by(request.viewer), key=key)
    named = request.POST.get("from", "")
    if named == "nominations":
        put = panels.from_nominations(request.viewer, panel)
    elif named == "leaving":
        put = panels.from_leaving(request.viewer, on=timezone.localdate())
    else:
        run = get_object_or_404(SelectionRun.objects.of(request.viewer.scheme_id), key=named)
        put = panels.from_run(request.viewer, run, panels.settings_of(run))
    added = changes.panel_fill(panel=panel, by=request.viewer, put=put)
    if added:
        say_saved(request, f"{count(added, 'person', 'people')} added to the agenda of {day(panel.held_on)}.")
    else:
        say(request, "Nobody was added: they are on the agenda already, or there is nobody.")
    return to_agenda(panel)


@requires(Permission.MEETING_RUN, methods=("POST",))
def panel_add(request, key):
    """One person, chosen from a list."""
    panel = get_object_or_404(Panel.objects.editable_by(request.viewer), key=key)
    form = PanelPersonForm(request.POST, people=panels.others(request.viewer, panel))
    if form.is_valid():
        put = changes.Put(form.cleaned_data["person"], Why.ADDED)
        changes.panel_fill(panel=panel, by=request.viewer, put=[put])
        say_saved(request, "Added to the agenda.")
    else:
        say(request, "Choose a person to add.")
    return to_agenda(panel)


@requires(Permission.MEETING_RUN, methods=("POST",))
def panel_item_move(request, key):
    item = get_object_or_404(PanelItem.objects.editable_by(request.viewer).for_list(), key=key)
    changes.panel_item_move(item=item, by=request.viewer, earlier=request.POST.get("way") == "up")
    return to_agenda(item.panel, item)


@requires(Permission.MEETING_RUN, methods=("POST",))
def panel_item_remove(request, key):
    item = get_object_or_404(PanelItem.objects.editable_by(request.viewer).for_list(), key=key)
    try:
        changes.panel_item_remove(item=item, by=request.viewer)
    except changes.AlreadyDecided:
        say(request, "The panel has decided on this person, so they stay on the agenda.")
    else:
        say_saved(request, "Taken off the agenda.")
    return to_agenda(item.panel)


@requires(Permission.MEETING_SEE)
def panel_paragraphs(request, key):
    """What one's own agency says, of everybody on the agenda on one page with one save."""
    panel = get_object_or_404(Panel.objects.visible_to(request.viewer), key=key)
    if not panel.seats.filter(agency=request.viewer.agency_id).exists():
        raise Http404
    items = panels.agenda_of(request.viewer, panel)
    own = PanelParagraph.objects.visible_to(request.viewer).filter(item__panel=panel, owner=request.viewer.agency_id)
    written = {row.item_id: row for row in own}
    forms = [
        ParagraphForm(request.POST or None, item=item, agency=request.viewer.agency, written=written.get(item.pk))
        for item in items
    ]
    if request.method == "POST" and all([form.is_valid() for form in forms]):  # noqa: C419 - every error is shown
        try:
            save_paragraphs(request, panel, forms)
        except panel_paragraph.ParagraphChanged as clash:
            return paragraphs_clashed(request, panel, forms, clash.paragraph)
        return redirect(panel)

    return render(request, "cohort/panel_paragraphs.html", {"panel": panel, "forms": forms, "theirs": None})


def save_paragraphs(request, panel, forms):
    rest = request.POST.get("rest") == "nothing"  # nothing to add on everybody else
    said = [
        panel_paragraph.Said(form.item, form.cleaned_data["version"], form.cleaned_data["text"])
        for form in forms
        if form.says_something or (rest and form.written is None)
    ]
    if not said:
        say(request, "Nothing was changed.")
        return
    panel_paragraph.panel_paragraphs_save(panel=panel, by=request.viewer, said=said)
    say_saved(request, f"Saved on {count(len(said), 'person', 'people')}. The panel sees it.")


def paragraphs_clashed(request, panel, forms, theirs):
    """409: what was typed stays in the form, the colleague's text beside it; saving again keeps yours."""
    for form in forms:
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = form.written.version if form.written else 0
    return render(
        request, "cohort/panel_paragraphs.html", {"panel": panel, "forms": forms, "theirs": theirs}, status=409
    )


@requires(Permission.MEETING_RUN, methods=("POST",))
def panel_remind(request, key):
    """Ask every agency that has not said something on everybody, at most once a day."""
    panel = get_object_or_404(Panel.objects.editable_by(request.viewer), key=key)
    items, seats = panels.agenda_of(request.viewer, panel), panels.seats_of(panel)
    silent = {seat.agency_id for seat in seats if any(seat.agency_id not in item.said for item in items)}
    reminded = panel_paragraph.panel_remind(
        panel=panel, by=request.viewer, agencies=silent, at=timezone.now(), today=timezone.localdate()
    )
    say_saved(request, f"{count(reminded, 'agency', 'agencies')} reminded. Nobody is reminded twice on one day.")
    return redirect(panel)


def to_agenda(panel, item=None):
    return redirect(reverse("panel_detail", args=[panel.key]) + (f"#{item.key}" if item else "#agenda"))
