"""Contacts and tests against the standard, week by week, as far as one viewer sees them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from casework.models import Contact, DrugTest, Status
from casework.rules.diary import apart
from casework.rules.standard import COMMUNITY, Spell, Standard, Week, asked, in_week, weeks_back
from sharing import ledger
from sharing.gather import part
from sharing.policy import Category

WEEKS = 4
LOOK_BACK = timedelta(weeks=26)  # in which a release can still make a week denser
A_WEEK = timedelta(weeks=1)
AT = ("planned_for", "planned_for_time_known", "agency_id")
KEPT, PLANNED = Contact.Outcome.ATTENDED, Contact.Outcome.PLANNED


@dataclass(frozen=True)
class Reading:
    """One week: what it asks for (None where it is not seen where the person was), what was kept, tested and is booked.

    `tests` is None where tests may be held that the viewer does not see.
    """

    asked: Week | None
    start: object
    kept: int
    tests: int | None
    booked: int = 0

    @property
    def short(self):
        """How many contacts are wanting, those booked counted as kept."""
        return max(0, self.asked.contacts - self.kept - self.booked) if self.asked else 0


def standard_of(settings):
    return Standard(
        contacts=settings["contacts_per_week"],
        after_release=settings["contacts_after_release"],
        weeks=settings["after_release_weeks"],
        tests=settings["tests_per_week"],
    )


def parts(today, weeks=WEEKS):
    """Where the person was, what was kept and booked, and which tests were taken, for a page about one person."""
    first = weeks_back(today, weeks)[-1]
    since, until = first, weeks_back(today, 1)[0] + A_WEEK - timedelta(days=1)
    return {
        "spells": part(Status.objects.filter(_since(first)).order_by("-start"), "status", "start", "end", limit=50),
        "kept": part(Contact.objects.filter(outcome=KEPT, planned_for__date__range=(since, today)), *AT),
        "booked": part(Contact.objects.filter(outcome=PLANNED, planned_for__date__range=(today, until)), *AT),
        "tested": part(DrugTest.objects.filter(taken_at__date__range=(since, today)), "taken_at"),
    }


def readings(found, *, today, settings, weeks=WEEKS):
    """[Reading], this week first; None where contacts may be held that the viewer does not see. `found`: with the parts."""
    if found.hidden(Category.ENGAGEMENT):
        return None
    hidden = found.hidden(Category.SUPERVISION) and not found["spells"]
    spells = [Spell(one.status, one.start, one.end) for one in found["spells"]]
    kept, booked = (
        [
            localdate(at)
            for at in apart((one.planned_for, one.planned_for_time_known, one.agency_id) for one in found[name])
        ]
        for name in ("kept", "booked")
    )
    tested = None if found.hidden(Category.DRUGS) else [localdate(one.taken_at) for one in found["tested"]]
    standard = standard_of(settings)
    return [
        Reading(
            asked=None if hidden else asked(start, spells, standard),
            start=start,
            kept=in_week(start, kept),
            tests=None if tested is None else in_week(start, tested),
            booked=in_week(start, booked),
        )
        for start in weeks_back(today, weeks)
    ]


def of_people(people, viewer, *, today, settings):
    """{id: Reading} of this week for those of these people (ids) who are in the community today. Three statements.

    Noted in the ledger. Of a test nobody is told that there was none: the viewer may not see it.
    """
    (monday,) = weeks_back(today, 1)
    began, ends = _midnight(monday), _midnight(monday + A_WEEK)
    about = {"person__in": people}
    spells, seen = defaultdict(list), Noted()
    where = Status.objects.visible_to(viewer).filter(_since(monday), **about)
    for pk, person, *spell in where.order_by("-start").values_list("pk", "person_id", "status", "start", "end"):
        spells[person].append((pk, Spell(*spell)))
    inside = {
        person: [spell for _, spell in rows]
        for person, rows in spells.items()
        if any(spell.holds(today) and spell.status in COMMUNITY for _, spell in rows)
    }
    held = Contact.objects.visible_to(viewer).filter(
        **about, planned_for__gte=began, planned_for__lt=ends, outcome__in=(KEPT, PLANNED)
    )
    kept, booked, tests = defaultdict(list), defaultdict(list), defaultdict(int)
    for pk, person, outcome, *contact in held.values_list("pk", "person_id", "outcome", *AT):
        if person in inside and (outcome == KEPT or localdate(contact[0]) >= today):
            (kept if outcome == KEPT else booked)[person].append(contact)
            seen.contacts.append(pk)
    taken = DrugTest.objects.visible_to(viewer).filter(**about, taken_at__gte=began, taken_at__lt=ends)
    for pk, person in taken.values_list("pk", "person_id"):
        if person in inside:
            tests[person] += 1
            seen.tests.append(pk)
    seen.statuses = [pk for person in inside for pk, _ in spells[person]]
    seen.note(inside)
    standard = standard_of(settings)
    return {
        person: Reading(
            asked(monday, rows, standard),
            monday,
            len(apart(kept[person])),
            tests.get(person),
            len(apart(booked[person])),
        )
        for person, rows in inside.items()
    }


class Noted:
    """The records that figures of a list come from."""

    def __init__(self):
        self.contacts, self.tests, self.statuses = [], [], []

    def note(self, people):
        for kind, ids, category in (
            ("casework.contact", self.contacts, Category.ENGAGEMENT),
            ("casework.drugtest", self.tests, Category.DRUGS),
            ("casework.status", self.statuses, Category.SUPERVISION),
        ):
            if ids:
                ledger.note(kind, people=people, ids=ids, categories={category})


def _since(day):
    """Spells that can say something of a week from this day on: they last into it, or a release before makes it denser."""
    return Q(end__isnull=True) | Q(end__gt=day - LOOK_BACK)


def _midnight(day):
    return make_aware(datetime.combine(day, time()))
