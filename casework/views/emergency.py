from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from casework import emergency as emergencies
from casework.forms.emergency import EmergencyFindForm, EmergencyOpenForm
from casework.page import open_page
from sharing import ledger
from sharing.changes import emergency as changes
from sharing.dates import clock
from sharing.emergencies import opened_to
from sharing.gate import requires
from sharing.looking import moment
from sharing.models import Capacity, Emergency, ListRow
from sharing.permissions import Permission, Role
from sharing.policy import WORDS
from sharing.saved import say, say_saved


@requires(Permission.EMERGENCY_OPEN)
def emergency_open(request, key):
    """For somebody the user meets, of whom something is not shown."""
    page = open_page(request.viewer, key, localdate())
    form = EmergencyOpenForm(request.POST or None)
    if form.is_valid():
        return opened(request, page.person, form)
    return render(request, "casework/emergency_open.html", {"page": page, "form": form, **what_it_is(request.viewer)})


@requires(Permission.EMERGENCY_OPEN)
def emergency_find(request):
    """For somebody the user does not meet. What is said before the record opens is the same whoever is named."""
    viewer, at = request.viewer, moment()
    started = "start" in request.POST
    data = None if started or request.method != "POST" else request.POST
    form = EmergencyFindForm(data, initial={"who": request.POST.get("who", "")[:200]} if started else None)
    if form.is_valid():
        if not emergencies.tries_left(viewer, at=at):
            form.add_error(
                "who", "You have named 20 people this hour that could not be opened. Ring your co-ordinator."
            )
        else:
            person = emergencies.person_meant(viewer, who=form.cleaned_data["who"], born=form.cleaned_data["born"])
            try:
                if person is not None:
                    return opened(request, person, form)
            except changes.EmergencyRefused:
                pass  # as if there were nobody: the answer below
            ledger.say(found=False, kind=form.cleaned_data["kind"])
            form.add_error("who", "No record can be opened by these details. Check them, or ring your co-ordinator.")
    return render(request, "casework/emergency_find.html", {"form": form, **what_it_is(viewer)})


def opened(request, person, form):
    emergency = changes.emergency_open(
        person=person,
        by=request.viewer,
        kind=form.cleaned_data["kind"],
        reason=form.cleaned_data["reason"],
        minutes=emergencies.minutes(request.viewer.scheme, today=localdate()),
        at=moment(),
    )
    say_saved(request, f"Emergency access until {clock(emergency.ends_at)}. Those who must know have been told.")
    return redirect("person_detail", person.key)


def what_it_is(viewer):
    """What the page says before anything is opened: of the user's agency alone, never of the person."""
    leads = Capacity.objects.filter(agency=viewer.agency_id, role=Role.GOVERNANCE, active=True).select_related("user")
    return {
        "minutes": emergencies.minutes(viewer.scheme, today=localdate()),
        "opens": [WORDS[category].lower() for category in sorted(opened_to(viewer.agency.kind))],
        "leads": [lead.user.name for lead in leads if lead.user_id != viewer.user_id],
    }


@requires(Permission.EMERGENCY_OPEN, methods=("POST",))
def emergency_end(request, key):
    """End now; back to the person where the user works with them anyway."""
    viewer = request.viewer
    emergency = get_object_or_404(Emergency, key=key, user_id=viewer.user_id)
    if changes.emergency_end(emergency=emergency, by=viewer, at=moment()):
        say_saved(request, "Emergency access ended. It will be reviewed.")
    else:
        say(request, "This emergency access had ended already.")
    otherwise = ListRow.objects.live_for(viewer).filter(person=emergency.person_id)
    if otherwise.exclude(audience=viewer.capacity_id * 4 + 2).exists():
        return redirect("person_detail", emergency.person.key)
    return redirect("/")
