"""Panels as pages read them: the agenda, who could be put on it, who is at the table, and what the scheme wants."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from casework.models import Person
from cohort.changes.panel import Put
from cohort.leaving_seen import Eyes
from cohort.models import (
    LeavingPlan,
    LeavingProposal,
    Membership,
    Panel,
    PanelDecision,
    PanelItem,
    PanelParagraph,
    PanelSeat,
)
from cohort.rules.leaving import Criterion
from cohort.rules.panel import Why, has_quorum
from cohort.seen import seen_run
from sharing import ledger
from sharing.calendar import add_months
from sharing.gather import gather
from sharing.looking import looking_as_system
from sharing.models import Setting
from sharing.permissions import Permission
from sharing.rules import setting_values

Attended = PanelSeat.Attended


@dataclass(frozen=True)
class Terms:
    """What the scheme wants of its panels: agencies for a quorum, whether it binds, whether the steering group ratifies.

    `again_on`: when somebody is usually looked at again, an interval of reviews after the panel.
    """

    quorum: int
    binds: bool
    ratified: bool
    again_on: date


def terms(panel, *, on=None):
    """The Terms of a panel; `on`: a day from which the interval counts, the day of the panel without one."""
    values = setting_values(Setting.objects.in_force(scheme=panel.scheme_id, on=panel.held_on))
    again_on = add_months(max(panel.held_on, on or panel.held_on), values["review_interval_months"])
    return Terms(values["panel_quorum"], bool(values["panel_quorum_binds"]), bool(values["panel_ratified"]), again_on)


def settings_of(run):
    """The scheme's settings on the day of a run."""
    return setting_values(Setting.objects.in_force(scheme=run.scheme_id, on=run.as_of))


def next_panel(viewer, *, on):
    """The panel of the viewer's scheme that is next, from a day on; None without one."""
    return Panel.objects.visible_to(viewer).to_come(scheme=viewer.scheme_id, on=on).first()


def seats_of(panel):
    return list(panel.seats.select_related("agency", "user").order_by("agency__position", "agency_id"))


def at_the_table(seats):
    """Agencies that are here: those ticked, and before anybody ticked, those who did not send apologies."""
    if said_who_came(seats):
        return [seat.agency for seat in seats if seat.attended == Attended.YES]
    return [seat.agency for seat in seats if not seat.attended]


def said_who_came(seats):
    """Whether anybody was ticked as here: before that, those are counted who are expected."""
    return any(seat.attended == Attended.YES for seat in seats)


def quorum(panel, seats, wanted):
    """(how many agencies are here, whether they are enough)."""
    present = {agency.pk for agency in at_the_table(seats)}
    return len(present), has_quorum(present, wanted)


def agenda_of(viewer, panel):
    """Items of the people who are there for the viewer, each with its `decided` (a decision they may see, or None) and
    `said`, the ids of the agencies whose paragraph is there. What is shown of the people is their name."""
    items = list(PanelItem.objects.filter(panel=panel).for_list())
    decisions = PanelDecision.objects.visible_to(viewer).filter(item__panel=panel)
    by_item = {decision.item_id: decision for decision in decisions.select_related("decided_by__user")}
    said = {}
    for item, agency in (
        PanelParagraph.objects.visible_to(viewer).filter(item__panel=panel).values_list("item_id", "owner_id")
    ):
        said.setdefault(item, set()).add(agency)
    runs = viewer.can(Permission.MEETING_RUN)
    for item in items:
        if not runs:  # which side of the line somebody is on is not told to everyone invited
            item.why, item.run = "", None
        item.decided, item.said = by_item.get(item.pk), said.get(item.pk, set())
    ledger.note("cohort.panelitem", people=[item.person_id for item in items], ids=[item.pk for item in items])
    return items


def from_run(viewer, run, settings=None):
    """Those of a run that a panel talks about: above the line and nominated, below it and on the list, two years on."""
    return [
        Put(row.person, why, run=run)
        for row in seen_run(viewer, run, settings=settings).rows
        if (why := why_of(row)) is not None
    ]


def why_of(row):
    """Why a row of a run belongs on an agenda, None where it does not, or where the viewer may not know the side."""
    if row.after_two_years:
        return Why.TWO_YEARS
    if row.above_line is None or row.on_scheme == row.above_line:
        return None
    return Why.BELOW if row.on_scheme else Why.ABOVE


def from_nominations(viewer, panel):
    """Nominations that nobody decided, but for those that wait for a day after the panel."""
    open_ = Membership.objects.visible_to(viewer).filter(selected_on=None, deselected_on=None)
    ripe = open_.filter(Q(look_again_on=None) | Q(look_again_on__lte=panel.held_on))
    people = ripe.filter(person__scheme=panel.scheme_id).values_list("person_id", flat=True)
    found = Person.objects.visible_to(viewer).filter(pk__in=list(people)).order_by("sort_name", "pk")
    return [Put(person, Why.NOMINATED) for person in found]


def from_leaving(viewer, *, on):
    """Those whose leaving was sent to a panel that has not decided, as far as the viewer may know of it.

    A plan is a record like others; of a card only those know who may know its criterion.
    """
    plans = LeavingPlan.objects.visible_to(viewer).filter(sent_on__isnull=False, left_on=None)
    planned = set(plans.filter(person__scheme=viewer.scheme_id).values_list("person_id", flat=True))
    with looking_as_system():
        sent = LeavingProposal.objects.for_panel().filter(person__scheme=viewer.scheme_id)
        carded = {}
        for person, criterion in sent.values_list("person_id", "criterion"):
            carded.setdefault(person, set()).add(Criterion(criterion))
        eyes = Eyes(viewer, on=on)
    people = Person.objects.filter(pk__in=planned | carded.keys()).order_by("sort_name", "pk")
    return [
        Put(found.person, Why.LEAVING)
        for found in gather(people, viewer)
        if found.person.pk in planned or any(eyes.knows(found.rows, one) for one in carded[found.person.pk])
    ]


def others(viewer, panel):
    """People on the scheme or nominated, who are there for the viewer and not on the agenda."""
    there = panel.agenda.values("person")
    current = Membership.objects.visible_to(viewer).filter(deselected_on=None).values("person")
    people = Person.objects.visible_to(viewer).filter(scheme=panel.scheme_id, pk__in=current)
    return list(people.exclude(pk__in=there).order_by("sort_name", "pk"))
