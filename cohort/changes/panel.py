"""Setting a panel up: when and where, who is invited, who is on its agenda, who came. Invitations open records."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from cohort.models import Panel, PanelDecision, PanelItem, PanelSeat
from cohort.numbers import next_number
from sharing import ledger, links
from sharing.looking import looking_as_system
from sharing.models import Scheme
from sharing.places import moved

Attended = PanelSeat.Attended


class PanelChanged(Exception):
    """Somebody changed the panel since the page was opened; carries it as it now is."""

    def __init__(self, panel):
        super().__init__(panel)
        self.panel = panel


class AlreadyDecided(Exception):
    """What was decided stays on the agenda."""


@dataclass(frozen=True)
class Put:
    """Somebody for the agenda, why, and the run where one is behind it."""

    person: object
    why: str
    run: object = None


@transaction.atomic
def panel_set_up(*, by, held_on, seats, today, starts_at=None, place="", chair=None):
    """The next panel of the scheme of `by`. `seats`: agency -> its member (a user) or None. Returns the Panel."""
    scheme = Scheme.objects.select_for_update().get(pk=by.scheme_id)  # numbers are given one at a time
    panel = Panel.objects.create(
        scheme=scheme, number=next_number(scheme), held_on=held_on, starts_at=starts_at, place=place, chair=chair
    )
    ledger.record("panel_set_up", by=by, operation=ledger.Operation.COLLECTION, subject=panel, people=[])
    panel_invite(panel=panel, by=by, seats=seats, version=panel.version, today=today)
    panel.refresh_from_db()
    return panel


@transaction.atomic
def panel_change(*, panel, by, version, held_on, starts_at, place, chair):
    """Another day, hour, place or chair. A later day keeps records open for longer. Raises PanelChanged."""
    panel = _locked(panel, version)
    panel.held_on, panel.starts_at, panel.place, panel.chair = held_on, starts_at, place, chair
    _saved(panel, "held_on", "starts_at", "place", "chair")
    links.sync(_people(panel))
    ledger.record("panel_change", by=by, subject=panel, people=[], held_on=held_on.isoformat())
    return panel


@transaction.atomic
def panel_invite(*, panel, by, seats, version, today):
    """Invite these agencies, and only these, each with its member; taking one back ends its part in the case.

    An agency that came, or sent apologies, stays. Raises PanelChanged. Returns the Panel.
    """
    panel = _locked(panel, version)
    invited = {seat.agency_id: seat for seat in panel.seats.all()}
    wanted = {agency.pk: user for agency, user in seats.items()}
    gone = [seat for pk, seat in invited.items() if pk not in wanted and not seat.attended]
    PanelSeat.objects.filter(pk__in=[seat.pk for seat in gone]).delete()
    fresh = [
        PanelSeat(panel=panel, agency_id=pk, user=user, invited_on=today)
        for pk, user in wanted.items()
        if pk not in invited
    ]
    PanelSeat.objects.bulk_create(fresh)
    other = [seat for pk, seat in invited.items() if pk in wanted and seat.user_id != getattr(wanted[pk], "pk", None)]
    for seat in other:
        seat.user, seat.version = wanted[seat.agency_id], seat.version + 1
    PanelSeat.objects.bulk_update(other, ["user", "version"])
    _saved(panel)
    people = _people(panel)
    links.sync(people)
    ledger.record(
        "panel_invite", by=by, operation=ledger.Operation.DISCLOSURE, subject=panel, people=people,
        recipients=[seat.agency_id for seat in fresh], taken_back=sorted(seat.agency_id for seat in gone),
    )  # fmt: skip
    return panel


@transaction.atomic
def panel_fill(*, panel, by, put):
    """Put these (Put) at the end of the agenda; who is on it already stays where they are. Returns how many were added."""
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    there = set(_people(panel))
    fresh = {one.person.pk: one for one in put if one.person.pk not in there}
    last = panel.agenda.aggregate(last=Max("position"))["last"] or 0
    PanelItem.objects.bulk_create(
        [
            PanelItem(panel=panel, person=one.person, position=place, why=one.why, run=one.run)
            for place, one in enumerate(fresh.values(), start=last + 1)
        ]
    )
    if fresh:
        links.sync(fresh)
        ledger.record(
            "panel_fill", by=by, operation=ledger.Operation.DISCLOSURE, subject=panel, people=list(fresh),
            recipients=panel.seats.values_list("agency_id", flat=True), added=len(fresh),
        )  # fmt: skip
    return len(fresh)


@transaction.atomic
def panel_item_move(*, item, by, earlier):
    """Let the item change places with its neighbour; at the end of the list nothing happens."""
    panel = Panel.objects.select_for_update().get(pk=item.panel_id)
    if items := moved(panel.agenda.order_by("position", "pk"), item, earlier=earlier):
        PanelItem.objects.bulk_update(items, ["position"])
        ledger.record("panel_item_move", by=by, subject=panel, people=[item.person_id], earlier=earlier)


@transaction.atomic
def panel_item_remove(*, item, by):
    """Take a person off the agenda, with what agencies wrote for it. Raises AlreadyDecided."""
    panel = Panel.objects.select_for_update().get(pk=item.panel_id)
    item = PanelItem.objects.filter(panel=panel, pk=item.pk).first()
    if item is None:
        return  # somebody else took them off
    if PanelDecision.objects.filter(item=item).exists():
        raise AlreadyDecided(item)
    person = item.person_id
    with looking_as_system():  # paragraphs go as well, whoever may see them
        item.delete()
    links.sync([person])
    ledger.record("panel_item_remove", by=by, subject=panel, people=[person])


@transaction.atomic
def panel_attend(*, panel, by, present, version):
    """Who is here: these agencies (ids) came, the others did not, or sent apologies. Raises PanelChanged."""
    panel = _locked(panel, version)
    for seat in panel.seats.select_for_update():
        here = seat.agency_id in present
        now = Attended.YES if here else (seat.attended if seat.attended == Attended.APOLOGIES else Attended.NO)
        if now != seat.attended:
            seat.attended, seat.version = now, seat.version + 1
            seat.save(update_fields=["attended", "version"])
    _saved(panel)
    ledger.record("panel_attend", by=by, subject=panel, people=[], present=sorted(present))
    return panel


def _locked(panel, version):
    panel = Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    if panel.version != version:
        raise PanelChanged(panel)
    return panel


def _saved(panel, *fields):
    panel.version += 1
    panel.save(update_fields=[*fields, "version"])


def _people(panel):
    return list(panel.agenda.values_list("person_id", flat=True))
