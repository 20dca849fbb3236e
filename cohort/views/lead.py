"""An agency that leads says through whom: the panel named the agency, and the agency knows who has room."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from casework.changes import allocation as changes
from casework.models import Allocation
from casework.page import open_page
from cohort.changes.taking_up import lead_named_tell, leads, workers
from cohort.forms.lead import LeadForm
from sharing.gate import requires
from sharing.permissions import Permission
from sharing.saved import say, say_saved


@requires(Permission.CONTACT_WRITE)
def lead_name(request, key):
    """For a person whom the viewer's own agency leads with."""
    viewer, today = request.viewer, localdate()
    mine = Allocation.objects.visible_to(viewer).filter(
        agency=viewer.agency_id, role__in=Allocation.LEAD_ROLES, end__isnull=True, person__scheme=viewer.scheme_id
    )
    lead = get_object_or_404(mine.select_related("person", "user"), key=key)
    page = open_page(viewer, lead.person.key, today)
    form = LeadForm(
        request.POST or None,
        held=workers(viewer.scheme_id).filter(agency=viewer.agency_id),
        initial={"version": lead.version, "user": lead.user.key if lead.user else ""},
    )
    if form.is_valid():
        if leads(viewer.agency_id, form.cleaned_data["user"].pk, person=lead.person, at=now()):
            named(request, lead, today, **form.cleaned_data)
            return redirect(lead.person)
        form.add_error("user", "Choose somebody who works with people on the scheme.")
    return render(request, "cohort/lead_name.html", {"page": page, "form": form, "lead": lead})


def named(request, lead, today, *, user, version):
    try:
        lead = changes.lead_name(allocation=lead, by=request.viewer, user=user, version=version, on=today)
    except changes.LeadChanged:
        say(request, "Somebody changed this while you had it open. This is how it is now; nothing was saved.")
    else:
        lead_named_tell(lead=lead, by=request.viewer, at=now())
        say_saved(request, f"{user.name} leads from today.")
