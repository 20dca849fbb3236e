"""A conference as it goes: one form a person, one save, the next person."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from pathways.changes import ActionChanged
from reviews import clock, screen
from reviews.changes import review as changes
from reviews.forms import GOING, UNCHANGED, AgreedForm, ProgressForm, ReviewSaveForm
from reviews.live import live
from reviews.models import AgendaItem, Meeting, Review
from reviews.rules import LastReview, due_date
from reviews.views.agenda import agenda_of
from sharing import ledger
from sharing.gate import READING, requires
from sharing.history import last_saved
from sharing.looking import moment
from sharing.models import Agency
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.MEETING_RUN, methods=READING)
def meeting_live(request, key):
    """Leads to the first person who was not reviewed yet."""
    meeting = get_object_or_404(Meeting.objects.editable_by(request.viewer), key=key)
    items = agenda_of(request.viewer, meeting)
    return redirect(place_of(next_open(items), meeting))


@requires(Permission.MEETING_RUN)
def review_save(request, key):
    item = get_object_or_404(AgendaItem.objects.editable_by(request.viewer).for_list(), key=key)
    if screen.sits_with(request, item.meeting) not in (None, key):
        say(request, "Somebody is in the room with you. Say first that they have left, then go on.")
        return redirect(reverse("review_save", args=[screen.sits_with(request, item.meeting)]))
    seen = seen_of(request, item)
    if seen is None:
        raise Http404
    forms = LiveForms(request, item, seen)
    if request.method == "POST" and forms.are_valid():
        try:
            review = changes.review_save(item=item, by=request.viewer, today=localdate(), **forms.answers())
        except (changes.ReviewChanged, ActionChanged) as clash:
            return clashed(request, item, clash)
        else:
            return saved(request, item, review)

    return page(request, item, seen, forms)


@requires(Permission.MEETING_RUN, methods=("POST",))
def meeting_screen(request, key):
    """Share the screen of a conference, let the person join, or take it back: from the next page on."""
    item = get_object_or_404(AgendaItem.objects.editable_by(request.viewer).for_list(), key=key)
    screen.turn(request, item, request.POST.get("how", ""))
    return redirect(reverse("review_save", args=[item.key]))  # to its top, where the page says how it is shown now


@requires(Permission.MEETING_RUN, methods=("POST",))
def review_undo(request, key, version):
    review = get_object_or_404(Review.objects.editable_by(request.viewer).select_related("meeting"), key=key)
    item = get_object_or_404(AgendaItem.objects.filter(meeting=review.meeting_id), person=review.person_id)
    try:
        changes.review_undo(review=review, by=request.viewer, version=version, today=localdate())
    except changes.ReviewChanged:
        say(request, "This review was changed again since, so nothing was undone.")
    else:
        say_saved(request, "Undone. What was agreed is as it was; actions have their own undo in the plan.")
    return redirect(place_of(item, review.meeting))


def seen_of(request, item):
    """The person as the page may show them: cut to the room where the screen is shared."""
    level_of = None
    if screen.how(request, item.meeting):
        level_of = screen.level_in(screen.room_of(item.meeting), item.person, at=moment())
    return live(item, request.viewer, also=typed_about(request), level_of=level_of)


def typed_about(request):
    """Keys of the actions the sent form is about: one of them may have been closed by another since."""
    return [name[2:-8] for name in request.POST if name.startswith("a-") and name.endswith("-version")]


class LiveForms:
    """The forms of one person of the agenda, filled in so that nothing has to be typed where nothing changed."""

    def __init__(self, request, item, seen):
        data = request.POST or None
        agencies = Agency.objects.filter(scheme=request.viewer.scheme_id).order_by("position", "pk")
        invited = list(item.meeting.attendances.values_list("agency_id", "attended"))
        how = screen.how(request, item.meeting)
        if how or item.meeting.held_on == localdate():  # on the day it stands on the wall; before it, somebody prepares
            ledger.shown_to(agency for agency, attended in invited if attended not in screen.AWAY)
        if how:
            ledger.say(screen=how)
        self.review = ReviewSaveForm(
            data, initial=values(item, seen, invited), person=item.person,
            agencies=agencies.filter(pk__in=[agency for agency, _ in invited]),
        )  # fmt: skip
        self.progress = [
            ProgressForm(data, prefix=f"a-{action.key}", initial=as_is(action), action=action)
            for action in seen.actions
        ]
        self.agreed = AgreedForm(data, prefix="new", agencies=agencies)

    @property
    def every(self):
        return [*self.progress, self.agreed, self.review]

    @property
    def was_present(self):
        """Hidden fields with the ticks as they were when the page was opened."""
        return self.review["present"].as_hidden(only_initial=True)

    def are_valid(self):
        wrong = [form for form in self.every if not form.is_valid()]  # asks every form, so that every error is shown
        return not wrong

    def answers(self):
        typed = dict(self.review.cleaned_data)
        typed.pop("present")
        new = self.agreed.cleaned_data
        return {
            "said": changes.Said(**typed),
            "progress": [
                changes.Progress(
                    action=form.action,
                    version=form.cleaned_data["version"],
                    status=None if form.cleaned_data["status"] == UNCHANGED else form.cleaned_data["status"],
                    note=form.cleaned_data["note"] if form.note_changed else None,
                )
                for form in self.progress
                if form.says_something
            ],
            "agreed": [changes.Agreed(**new)] if new["text"] else [],
            "present": self.review.present_changes(),
        }


def as_is(action):
    return {"version": action.version, "note": action.outcome or ""}


def values(item, seen, invited):
    """What the form shows at first: what was saved, else what is usual."""
    review = seen.review
    return {
        "version": seen.version,
        "summary": review.summary if review else "",
        "person_comment": review.person_comment if review else "",
        "person_attended": {True: "yes", False: "no"}.get(review.person_attended if review else None),
        "next_review_on": (review.next_review_on if review else None) or usual_next(item.meeting),
        "present": [agency for agency, attended in invited if attended in ("", "yes")],
    }


def usual_next(meeting):
    """An interval after the meeting, by the rules of the scheme."""
    if meeting.kind != Meeting.Kind.CASE_CONFERENCE:
        return None
    terms = clock.terms(meeting.scheme, on=meeting.held_on)
    return due_date(meeting.held_on, LastReview(meeting.held_on, None), terms)


def next_open(items, after=None):
    """The first item not reviewed, after this one if there is any, else from the top; None when all are."""
    behind = items[[item.pk for item in items].index(after.pk) + 1 :] if after else []
    return next((item for item in [*behind, *items] if not item.reviewed), None)


def place_of(item, meeting):
    if item is None:
        return reverse("meeting_detail", args=[meeting.key])
    return reverse("review_save", args=[item.key]) + "#actions"


def saved(request, item, review):
    undo = reverse("review_undo", args=[review.key, review.version])
    if request.POST.get("go") == "stay" or screen.sits_with(request, item.meeting):
        say_saved(request, "Saved.", undo=undo)
        return redirect(place_of(item, item.meeting))
    following = next_open(agenda_of(request.viewer, item.meeting), after=item)
    say_saved(request, "Saved. The next person is below." if following else "Saved. Everyone is reviewed.", undo=undo)
    return redirect(place_of(following, item.meeting))


def page(request, item, seen, forms, *, differences=(), clash=None, status=200):
    items = agenda_of(request.viewer, item.meeting)
    number = [one.pk for one in items].index(item.pk) + 1
    later = items[number] if number < len(items) else None
    how = screen.how(request, item.meeting)
    of, alone = len(items), how == screen.JOINING  # the person sees no other name, so the page is not given one
    found = {
        "item": item, "seen": seen, "forms": forms, "number": number, "of": of, "screen": how,
        "items": [] if alone else items, "later": None if alone else later,
        "room": screen.room_of(item.meeting) if how else (),
        "differences": differences, "clash": clash, "going": GOING,
    }  # fmt: skip
    return render(request, "reviews/review_save.html", found, status=status)


def clashed(request, item, clash):
    """409: the page anew with what was typed in it, and what the other saved beside it; saving again keeps yours."""
    theirs = clash.review if isinstance(clash, changes.ReviewChanged) else clash.action
    seen = seen_of(request, item)
    mine = LiveForms(request, item, seen)
    mine.are_valid()
    differences = list(_differences(seen, mine))
    mine.review.data = mine.review.data.copy()
    mine.review.data["version"] = seen.version
    for form in mine.progress:
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = form.action.version
    who, at = last_saved(theirs) if theirs is not None else ("Somebody", None)
    return page(request, item, seen, mine, differences=differences, clash=(who, at), status=409)


def _differences(seen, mine):
    """(part, theirs, yours) of what was saved in between and typed differently here."""
    review, typed = seen.review, mine.review.cleaned_data
    if review is not None and review.version != typed.get("version"):
        yield "What was agreed", review.summary, typed.get("summary", "")
        yield "What the person said", review.person_comment, typed.get("person_comment", "")
    for form in mine.progress:
        if form.cleaned_data.get("version") != form.action.version:
            yours = dict(GOING).get(form.cleaned_data.get("status"), "")
            note = form.cleaned_data.get("note")
            yield (
                form.action.text or form.action.pathway_words,
                _told(form.action),
                f"{yours}{'. ' + note if note else ''}",
            )


def _told(action):
    return f"{action.status_words}{'. ' + action.outcome if action.outcome else ''}"
