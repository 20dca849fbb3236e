"""What one worker, or one agency, has to do: its actions, its appointments, its people."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils.timezone import make_aware

from casework import enforcing, meter
from casework.models import Allocation, Arrest, Contact, Person, Status
from pathways.models import Action, ActionDetail, Referral
from reviews.clock import due_reviews
from sharing.dates import day
from sharing.models import Notice

A_DAY = timedelta(days=1)
CASELOAD = 200  # people of one worker; schemes have 4 to 30
MOST = 50  # rows of one block; beyond it the list page is the place
LOOK_AHEAD = 7  # days
LOOK_BACK = 14  # days in which an appointment without an outcome is still asked for
IN_COMMUNITY = (Status.Kind.COMMUNITY_ORDER, Status.Kind.LICENCE, Status.Kind.NON_STATUTORY)


@dataclass
class Actions:
    """Open actions, each with `text` as far as the viewer may see it (None where not)."""

    overdue: list = field(default_factory=list)
    soon: list = field(default_factory=list)
    next_due: object = None  # the first day after those, for the words of an empty list
    more: bool = False  # whether there are others than these

    def __len__(self):
        return len(self.overdue) + len(self.soon)


def actions(viewer, *, today, whole_agency=False):
    """Late ones and those due within a week, oldest first. Two statements."""
    known = Action.objects.editable_by(viewer).open().for_list().filter(target_on__isnull=False)
    if not whole_agency:
        known = known.filter(user_id=viewer.user_id)
    rows = list(known[: MOST + 1])
    more, rows = len(rows) > MOST, rows[:MOST]
    horizon = today + LOOK_AHEAD * A_DAY
    shown = [row for row in rows if row.target_on <= horizon]
    texts = ActionDetail.objects.visible_to(viewer).in_bulk([row.pk for row in shown])
    for row in shown:
        row.text = texts[row.pk].text if row.pk in texts else None
    return Actions(
        overdue=[row for row in shown if row.target_on < today],
        soon=[row for row in shown if row.target_on >= today],
        next_due=next((row.target_on for row in rows if row.target_on > horizon), None),
        more=more and len(shown) == MOST,
    )


@dataclass
class Appointments:
    today: list
    unrecorded: list


def appointments(viewer, *, today, whole_agency=False):
    """Today's, and earlier ones whose outcome nobody has recorded. One statement."""
    known = Contact.objects.visible_to(viewer).filter(agency_id=viewer.agency_id).select_related("person")
    if not whole_agency:
        known = known.filter(user_id=viewer.user_id)
    began, ends = midnight(today), midnight(today + A_DAY)
    rows = list(
        known.filter(planned_for__gte=began - LOOK_BACK * A_DAY, planned_for__lt=ends)
        .exclude(planned_for__lt=began, outcome__in=set(Contact.Outcome) - {Contact.Outcome.PLANNED})
        .order_by("planned_for", "pk")[:MOST]
    )
    return Appointments(
        today=[row for row in rows if row.planned_for >= began],
        unrecorded=[row for row in rows if row.planned_for < began],
    )


def midnight(day):
    return make_aware(datetime.combine(day, time()))


def people(viewer):
    """Those the viewer is allocated to, by name."""
    allocated = Allocation.objects.filter(person=OuterRef("pk"), user_id=viewer.user_id, end__isnull=True)
    return list(Person.objects.visible_to(viewer).filter(Exists(allocated)).order_by("sort_name")[:CASELOAD])


def shared_people(viewer):
    """Those the agency is in the plan for, by name."""
    return list(Person.objects.visible_to(viewer).order_by("sort_name")[:MOST])


def without_contact(people, viewer, *, today):
    """Of these people in the community, those with no contact kept or planned from Monday to Sunday of this week."""
    monday = today - today.weekday() * A_DAY
    held = Contact.objects.visible_to(viewer).filter(
        person__in=people,
        planned_for__gte=midnight(monday),
        planned_for__lt=midnight(monday + 7 * A_DAY),
        outcome__in=(Contact.Outcome.ATTENDED, Contact.Outcome.PLANNED),
    )
    seen = set(held.values_list("person_id", flat=True))
    return [person for person in people if person.pk not in seen and person.status in IN_COMMUNITY]


def enforcement_due(people, viewer, *, today, rules):
    """(person, Absences) of those of these people for whom a decision is due; most absences first. Four statements."""
    found = enforcing.due(people, viewer, today=today, limit=rules["absences_limit"])
    waiting = [(person, found[person.pk]) for person in people if person.pk in found]
    return sorted(waiting, key=lambda one: (-one[1].missed, one[0].sort_name))


def contacts_this_week(people, viewer, *, today, rules):
    """(person, Reading) of those of these people in the community, furthest from the standard first. Three statements."""
    found = meter.of_people([person.pk for person in people], viewer, today=today, settings=rules)
    rows = [(person, found[person.pk]) for person in people if person.pk in found]
    return sorted(rows, key=lambda one: (-one[1].short, one[0].sort_name))


def reviews_due(people, viewer, *, today):
    """Those whose review falls by Sunday of this week, or was due before; the oldest first. The exempt are left out."""
    sunday = today + (6 - today.weekday()) * A_DAY
    dated = [person for person in people if person.next_review_on and person.next_review_on <= sunday]
    due = due_reviews(viewer.scheme, on=today, people=[person.pk for person in dated])
    found = [person for person in dated if person.pk in due and not due[person.pk].exempt]
    return sorted(found, key=lambda person: (person.next_review_on, person.sort_name))


@dataclass(frozen=True)
class News:
    """One thing that was entered about a person, and by whom."""

    at: datetime
    source: str
    person: Person
    words: str


def news(viewer, people, *, since):
    """What other agencies entered about these people since a moment, newest first: arrests, and where they are now.

    What happened more than four weeks before is history that somebody typed in or imported, not news.
    """
    entered = {"person__in": people, "entered_at__gte": since}
    fresh = since - 28 * A_DAY
    arrests = Arrest.objects.visible_to(viewer).filter(**entered, arrested_at__gte=fresh)
    moves = Status.objects.visible_to(viewer).filter(**entered, start__gte=fresh.date(), end__isnull=True)
    found = [
        News(row.entered_at, row.owner.name, row.person, f"was arrested on {day(row.arrested_at)}")
        for row in arrests.exclude(owner=viewer.agency_id)
        .select_related("person", "owner")
        .order_by("-entered_at")[:MOST]
    ] + [
        News(row.entered_at, row.owner.name, row.person, f"from {day(row.start)}: {row.get_status_display().lower()}")
        for row in moves.exclude(owner=viewer.agency_id)
        .select_related("person", "owner")
        .order_by("-entered_at")[:MOST]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def referrals_to_answer(viewer):
    """Referrals to the agency's own services that nobody has answered, oldest first."""
    waiting = Referral.objects.visible_to(viewer).filter(
        service__agency=viewer.agency_id, decision=Referral.Decision.WAITING
    )
    return list(waiting.select_related("person", "service", "referred_by").order_by("referred_on", "pk")[:MOST])


def notices(viewer):
    return list(Notice.objects.filter(capacity_id=viewer.capacity_id, read_at__isnull=True)[:MOST])
