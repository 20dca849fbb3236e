from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework import emergency as emergencies
from casework.forms.emergency import EmergencyReviewForm
from sharing import ledger, operations
from sharing.changes import emergency as changes
from sharing.emergencies import of_bits
from sharing.gate import READING, requires
from sharing.looking import looking_as_system, moment
from sharing.permissions import Permission
from sharing.policy import WORDS, Category
from sharing.saved import say_saved

SHOWN = 50


@requires(Permission.EMERGENCY_REVIEW, methods=READING)
def emergency_list(request):
    """What waits for a review, late first, and what was reviewed last."""
    viewer, at = request.viewer, moment()
    with looking_as_system():
        known = emergencies.by_reference(emergencies.to_answer_for(viewer, at=at))
        waiting = list(known.to_review().order_by("review_due_on", "pk")[:SHOWN])
        reviewed = list(known.filter(reviewed_at__isnull=False).order_by("-reviewed_at")[:SHOWN])
    noted([*waiting, *reviewed])
    return render(
        request,
        "casework/emergency_list.html",
        {"waiting": waiting, "reviewed": reviewed, "today": localdate(), "now": at},
    )


@requires(Permission.EMERGENCY_REVIEW)
def emergency_review(request, key):
    """One use: the reason, what was looked at meanwhile, and whether it was right. Nobody reviews their own."""
    viewer, at = request.viewer, moment()
    with looking_as_system():
        known = emergencies.by_reference(emergencies.to_answer_for(viewer, at=at))
        emergency = get_object_or_404(known, key=key)
        looks = [look(entry, emergency) for entry in emergencies.looked_at(emergency)[:200]]
    own, running = emergency.user_id == viewer.user_id, emergency.ends_at > at
    if request.method == "POST" and (own or running):
        raise Http404
    form, overtaken = EmergencyReviewForm(request.POST or None), False
    if form.is_valid():
        try:
            changes.emergency_review(
                emergency=emergency,
                by=viewer,
                outcome=form.cleaned_data["outcome"],
                words=form.cleaned_data["words"],
                at=at,
            )
            say_saved(request, "Saved. The user has been told the outcome.")
            return redirect("emergency_list")
        except changes.EmergencyReviewed:
            overtaken = True
    noted([emergency])
    return render(
        request,
        "casework/emergency_review.html",
        {
            "emergency": emergency,
            "opened": [WORDS[category] for category in of_bits(emergency.categories)],
            "looks": looks,
            "own": own,
            "running": running,
            "overtaken": overtaken,
            "form": form,
            "today": localdate(),
        },
        status=409 if overtaken else 200,
    )


def noted(rows):
    ledger.note("sharing.emergency", people={row.person_id for row in rows}, ids=[row.pk for row in rows])


def look(entry, emergency):
    """One line of the ledger: when, what, and which kinds of information rested on the emergency."""
    rested = {
        number
        for basis, numbers in entry.facts.get("basis", {}).items()
        if basis.startswith("emergency:")
        for number in numbers
    }
    allowed = rested & {int(category) for category in of_bits(emergency.categories)}
    return {
        "at": entry.at,
        "words": operations.words(entry.event, entry.operation),
        "opened": [WORDS[Category(number)] for number in sorted(allowed)],
    }
