"""The custody desk: everyone in custody whom the viewer sees there, and what is due for each, read from the work itself.

A first check is done when the prison has seen the person; housing, when an action about somewhere to live was begun since
they came in; a visit and the way from the gate, when a contact of that kind is planned or was kept. The police are told of a
release by the clock. Nothing is ticked, so nothing can be ticked that was not done.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from casework.models import Contact, Person, Status
from casework.overview import banner_parts, lead_worker, release_of, release_words, where_words, who
from casework.rules.custody import Clock, State, Step, clocks
from casework.rules.where import CUSTODY, Release
from pathways.models import Action, Pathway
from sharing.dates import short_day
from sharing.gather import gather, part
from sharing.models import Agency, Notice
from sharing.policy import Category

MOST = 200  # people on one page
EARLY = timedelta(weeks=4)  # a visit so long before the day it is due is that visit
KEPT = (Contact.Outcome.ATTENDED, Contact.Outcome.PLANNED)
KINDS = (Contact.Kind.PRISON_VISIT, Contact.Kind.GATE_PICKUP)
WORDS = {
    Step.FIRST_CHECK: "First check by the prison",
    Step.HOUSING: "Somewhere to live looked at",
    Step.VISIT: "Visit in prison before release",
    Step.POLICE_TOLD: "Police told of the release",
    Step.GATE: "Somebody meets them at the gate",
}
# what does it: the address, and its words; the police are told by the clock
DOING = {
    Step.FIRST_CHECK: ("contact_add", "Add a contact"),
    Step.HOUSING: ("action_add", "Add an action"),
    Step.VISIT: ("contact_add", "Add a contact"),
    Step.GATE: ("contact_add", "Add a contact"),
}
NEEDED = {
    Step.FIRST_CHECK: Category.ENGAGEMENT,
    Step.HOUSING: Category.PLAN,
    Step.VISIT: Category.ENGAGEMENT,
    Step.GATE: Category.ENGAGEMENT,
}


@dataclass(frozen=True)
class Due:
    """One clock of one person. `state`: None where what would tell is not shown to the viewer."""

    clock: Clock
    state: State | None
    doing: tuple[str, str] | None = None  # the address of what does it, and its words, where it is the viewer's to do

    @property
    def words(self):
        return f"{WORDS[self.clock.step]}, by {short_day(self.clock.due_on)}"


@dataclass(frozen=True)
class Line:
    person: Person
    where: str
    release: str
    asks: str  # what has to be known first, or nothing
    lead: str
    may_write: bool
    dues: list[Due]

    @property
    def first(self):
        """The day by which something has to happen; what has to be known first comes before everything."""
        open_ = [due.clock.due_on for due in self.dues if due.state in (State.LATE, State.TODAY, State.NOW)]
        return (not self.asks, min(open_, default=date.max), self.person.sort_name)


def desk(viewer, terms, today):
    """[Line], the most pressing first. Three statements, however many there are."""
    held = Status.objects.visible_to(viewer).open().filter(person=OuterRef("pk"), status__in=CUSTODY, start__lte=today)
    inside = Person.objects.visible_to(viewer).filter(Exists(held)).order_by("sort_name").values_list("pk", flat=True)
    people = Person.objects.filter(pk__in=list(inside[:MOST])).order_by("sort_name")
    found = gather(people, viewer, **banner_parts(viewer, today), **evidence())
    told = releases_told([one.person for one in found])
    return sorted((line(one, terms, told, viewer, today) for one in found if one["where"]), key=lambda one: one.first)


def evidence():
    contacts = Contact.objects.filter(outcome__in=KEPT)
    seen = contacts.filter(agency__kind=Agency.Kind.PRISON, outcome=Contact.Outcome.ATTENDED)
    housed = Action.objects.filter(pathway=Pathway.ACCOMMODATION)
    return {
        "seen": part(seen.order_by("-planned_for"), "planned_for", limit=1),
        "met": part(
            contacts.filter(kind__in=KINDS).order_by("-planned_for"), "planned_for", "kind", "outcome", limit=20
        ),
        "housed": part(housed.order_by("-opened_on"), "opened_on", limit=1),
    }


def releases_told(people):
    """Keys of the notices of coming releases of these people: `release:<status>:<day>:…`."""
    addresses = [person.get_absolute_url() for person in people]
    told = Notice.objects.filter(kind="release", address__in=addresses).values_list("once", flat=True)
    return {":".join(once.split(":")[:3]) for once in told}


def line(found, terms, told, viewer, today):
    spell, lead = found["where"][0], lead_worker(found["allocations"])
    nobody = "Not shown to you" if found.hidden(Category.SUPERVISION) else "Nobody"
    return Line(
        person=found.person,
        where=where_words(spell),
        release=release_words(spell, today),
        asks=asks(spell, today),
        lead=who(lead) if lead else nobody,
        may_write=found.works,
        dues=[
            due(clock, state(clock, found, spell, told, today), viewer)
            for clock in clocks(spell.start, spell.release_on, terms, today)
        ],
    )


def due(clock, state, viewer):
    """The first check is the prison's to do; the rest is for whoever works with the person."""
    elsewhere = clock.step == Step.FIRST_CHECK and viewer.agency.kind != Agency.Kind.PRISON
    done = state in (None, State.DONE)
    return Due(clock, state, None if done or elsewhere else DOING.get(clock.step))


def asks(spell, today):
    if release_of(spell, today) == Release.PASSED:
        return "Release date has passed"
    return "" if spell.establishment else "Prison not known"


def state(clock, found, spell, told, today):
    done = is_done(clock, found, spell, told, today)
    if not done and clock.step in NEEDED and found.hidden(NEEDED[clock.step]):
        return None
    return clock.state(done, today)


def is_done(clock, found, spell, told, today):
    if clock.step == Step.FIRST_CHECK:
        return any(localdate(row.planned_for) >= spell.start for row in found["seen"])
    if clock.step == Step.HOUSING:
        return any(row.opened_on >= spell.start for row in found["housed"])
    if clock.step == Step.POLICE_TOLD:
        return f"release:{spell.key}:{spell.release_on}" in told
    if clock.step == Step.VISIT:
        return any(counts(row, Contact.Kind.PRISON_VISIT, clock.due_on - EARLY, spell, today) for row in found["met"])
    return any(counts(row, Contact.Kind.GATE_PICKUP, spell.release_on, spell, today) for row in found["met"])


def counts(row, kind, earliest, spell, today):
    """Whether the contact is of the kind, in time, and was kept or is still to come."""
    on = localdate(row.planned_for)
    kept = row.outcome == Contact.Outcome.ATTENDED or on >= today
    return row.kind == kind and kept and max(earliest, spell.start) <= on <= spell.release_on
