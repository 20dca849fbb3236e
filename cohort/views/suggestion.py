"""What the record suggests: the cards, nominating several at once, and putting one away."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cohort import suggestions
from cohort.changes import suggestion as changes
from cohort.forms.nomination import PoolForm, PutAwayForm
from cohort.models import NominationSuggestion
from sharing.dates import count, listed
from sharing.gate import requires
from sharing.looking import moment
from sharing.permissions import Permission
from sharing.saved import say, say_saved

MOST = 100


@requires(Permission.NOMINATE)
def suggestion_list(request):
    """The pool the record proposes, as far as the viewer sees what it rests on; ticked ones are nominated in one press."""
    viewer, today = request.viewer, localdate()
    rows = NominationSuggestion.objects.visible_to(viewer).waiting().select_related("person", "owner")
    cards = list(rows.order_by("evidence_on", "person__sort_name", "pk")[:MOST])
    pool = suggestions.pool(cards)
    form = PoolForm(request.POST or None, cards=[(one.key, one.person.list_name) for one in pool])
    if form.is_valid():
        chosen = {one.person.pk for one in pool if one.key in form.cleaned_data["chosen"]}
        sent, left = changes.suggestions_nominate(
            suggestions=[card for card in cards if card.person_id in chosen],
            by=viewer,
            reason=form.cleaned_data["reason"].strip(),
            today=today,
            at=moment(),
        )
        say_saved(request, f"{count(len(sent), 'nomination')} sent. You will see the decisions here.")
        if left:
            names = listed([person.full_name for person in left])
            say(request, f"Not sent, because somebody was faster: {names}.")
        return redirect("nomination_list")
    mine = {card.pk for card in cards if card.owner_id == viewer.agency_id or viewer.can(Permission.NOMINATION_PLACE)}
    return render(request, "cohort/suggestion_list.html", {"form": form, "pool": pool, "mine": mine})


@requires(Permission.NOMINATE)
def suggestion_put_away(request, key):
    viewer = request.viewer
    rows = NominationSuggestion.objects.editable_by(viewer).select_related("person", "owner")
    card = get_object_or_404(rows, key=key)
    form = PutAwayForm(request.POST or None, initial={"version": card.version})
    waits = card.state == NominationSuggestion.State.WAITING
    if waits and form.is_valid():
        try:
            changes.suggestion_put_away(suggestion=card, by=viewer, today=localdate(), **form.cleaned_data)
        except changes.SuggestionClosed:
            say(request, "Somebody was faster: this is nominated or put away.")
        else:
            say_saved(request, "Put away. It comes back only when something new is recorded.")
        return redirect("suggestion_list")
    shown = {"card": card, "words": suggestions.because(card), "form": form, "waits": waits}
    return render(request, "cohort/suggestion_put_away.html", shown)
