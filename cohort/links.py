"""What the cohort knows about who is on the case: the agencies invited to a panel with the person on its agenda."""

from datetime import timedelta

from cohort.models import PanelItem, PanelSeat
from sharing import links
from sharing.models import Link, Setting
from sharing.rules import setting_values


@links.source(Link.Reason.MEETING)
def panels(people):
    """From the invitation until some days after the panel, the last of them included."""
    items = list(PanelItem.objects.filter(person__in=people).values_list("person_id", "panel_id"))
    seats = {}
    invited = PanelSeat.objects.filter(panel__in={panel for _, panel in items})
    for panel, agency, first, held_on, scheme in invited.values_list(
        "panel_id", "agency_id", "invited_on", "panel__held_on", "panel__scheme_id"
    ):
        seats.setdefault(panel, []).append((agency, first, held_on, scheme))
    days = access_days({scheme for each in seats.values() for *_, scheme in each})
    return [
        (person, agency, first, held_on + timedelta(days=days[scheme] + 1))
        for person, panel in items
        for agency, first, held_on, scheme in seats.get(panel, ())
    ]


def access_days(schemes):
    """Scheme id -> meeting_access_days in its latest version: how long a door stays open is asked when it is built."""
    latest = {}
    named = Setting.objects.filter(scheme__in=schemes, name="meeting_access_days").order_by("in_force_from", "pk")
    for scheme, value in named.values_list("scheme_id", "value"):
        latest[scheme] = {"meeting_access_days": value}
    return {scheme: setting_values(latest.get(scheme, {}))["meeting_access_days"] for scheme in schemes}
