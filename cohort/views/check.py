from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from casework.changes import StatusOverlaps
from casework.models import Person
from cohort.changes import check as changes
from cohort.check import misread
from cohort.forms.check import CheckForm
from sharing.gate import requires
from sharing.looking import looking_as_system
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.STATUS_CHECK)
def status_check(request):
    """Is this person on the scheme? Yes, no or perhaps, and whom to call. By POST: nothing of it stays in an address."""
    form = CheckForm(request.POST or None)
    answer = None
    if form.is_valid():
        try:
            answer = changes.status_check(by=request.viewer, asked=form.asked, today=localdate(), at=now())
        except changes.TooManyChecks:
            form.add_error("who", f"You have checked {changes.CHECKS_AN_HOUR} people this hour. Ring the co-ordinator.")
        else:
            if answer.answer == "no" and misread(form.asked):
                form.add_error("who", "The letter at the end does not belong to this PNC number. Check the number.")
                answer = None
    found = key_of(answer) if answer and answer.answer == "yes" else ""
    viewer = request.viewer
    receives = bool(found and viewer.agency.establishment) and viewer.can(Permission.STATUS_WRITE)
    typed = form.data.get("who", "") if answer else ""
    context = {"form": form, "answer": answer, "found": found, "receives": receives, "typed": typed}
    return render(request, "cohort/status_check.html", context)


def key_of(answer):
    """The key of the one person, for the button that tells of the arrest; it is random and opens nothing by itself."""
    with looking_as_system():
        return Person.objects.values_list("key", flat=True).get(pk=answer.people[0])


@requires(Permission.STATUS_CHECK, methods=("POST",))
def arrest_tell(request):
    """One press: the lead worker and the drug worker are told at once."""
    try:
        told = changes.arrest_tell(
            person=request.POST.get("person", "")[:12], by=request.viewer, today=localdate(), at=now()
        )
    except changes.NotChecked:
        say(request, "Check the person again first. Nobody was told.")
    else:
        # Never how many: a second one would tell that somebody treats the person for drugs.
        if told:
            say_saved(request, "Their workers were told at once, and asked to ring you.")
        else:
            say(request, "Nobody could be told. Ring those named in the answer.")
    return redirect("status_check")


@requires(Permission.STATUS_WRITE, methods=("POST",))
def reception_record(request):
    """One press of the prison that checked a number: they are here from today, and its home has them."""
    try:
        status = changes.reception_record(
            person=request.POST.get("person", "")[:12], by=request.viewer, status=request.POST.get("status"), at=now()
        )
    except changes.NotChecked:
        say(request, "Check the person again first. Nothing was recorded.")
        return redirect("status_check")
    except StatusOverlaps:
        say(request, "Something else is recorded from a later day. Ring those named in the answer.")
        return redirect("status_check")
    say_saved(request, "Recorded as received today. Those who work with them were told.")
    return redirect("person_detail", status.person.key)
