"""The ledger's lines about one person: who has looked, and what was sent out; as far as a reader may know of them.

Information governance leads read the lines as on the ledger's own page. Co-ordinators, and the lead worker of the person,
read everybody's, cut to what they may know: a category is named only where they see all that is held of it, an agency only
where they know that it works with the person. Everybody else reads the lines of their own agency.
"""

import contextlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate

from casework.models import Allocation, Person
from casework.page import open_page
from sharing import ledger, operations
from sharing.dates import london_date
from sharing.links import midnight
from sharing.looking import looking_as_system
from sharing.models import Agency, Agreement, AgreementRule, Capacity, Disclosure, Exclusion, LedgerEntry, Link
from sharing.models.listrow import Moment
from sharing.permissions import Permission, Role
from sharing.policy import WORDS, Category, Level

A_DAY = timedelta(days=1)
MOST = 1000  # beyond it a count says “1,000 or more”
CONSULTATION, DISCLOSURE = LedgerEntry.Operation.CONSULTATION, LedgerEntry.Operation.DISCLOSURE
ANOTHER = "Another agency"

# What the log calls a line, and the filter that finds it.
KINDS = {
    "once": ("Shared once", Q(event="disclosure_make")),
    "papers": ("Papers of a meeting", Q(event__startswith="conference_pack")),
    "screen": ("On the screen of a conference", Q(operation=CONSULTATION, recipients__len__gt=0)),
    "meeting": ("Put before a meeting", Q(event__in=("agenda_add", "meeting_invite"))),
    "emergency": ("Emergency access", Q(event="emergency_open") & ~Q(operation=CONSULTATION)),
    "export": ("Export", Q(event="scheme_export")),
    "letter": ("Given to the person", Q(event__startswith="subject_") | Q(event__startswith="letter_")),
}
OTHER = "Other"
# Pages whose name says nothing of what is in them: of others' looks only these are named.
ORDINARY = {
    *("home", "person_list", "person_find", "person_detail", "person_timeline", "plan_detail", "contact_list"),
    *("offence_list", "review_list", "sharing_detail", "sharing_print", "look_list", "sent_list", "sent_detail"),
    *(
        "meeting_list",
        "meeting_detail",
        "meeting_live",
        "review_save",
        "contact_add",
        "contact_outcome",
        "contact_missed",
    ),
    *("action_add", "action_update", "conference_pack_make", "agenda_add", "meeting_invite", "disclosure_make"),
}


@dataclass
class Reader:
    """Who reads, of whom, and how far. `page` is None for a governance lead, who knows the person by reference alone."""

    viewer: object
    person: Person
    page: object = None
    everyone: bool = False  # reads the lines of all agencies
    agencies: dict = field(default_factory=dict)  # id -> Agency, those the reader may know of

    @property
    def governs(self):
        return self.page is None

    @property
    def called(self):
        return f"the person {self.person.ref}" if self.governs else self.person.full_name

    def knows(self, category):
        return self.governs or self.page.found.knows(category)

    def own(self, entry):
        return self.viewer.agency_id == entry.agency_id

    def looking(self):
        """The wall opens the ledger to co-ordinators, governance leads and one's own acts; the rest is read as the system.

        What of it this reader may read is in `looks` and `sent`, and nothing else is fetched so.
        """
        by_wall = self.governs or self.viewer.role == Role.COORDINATOR
        return contextlib.nullcontext() if by_wall else looking_as_system()

    def lines(self):
        found = LedgerEntry.objects.about(self.person.pk)
        if self.governs:
            return found.readable_by(self.viewer)
        found = found.filter(scheme_id=self.viewer.scheme_id)
        return found if self.everyone else found.filter(self._party())

    def _party(self):
        return Q(agency_id=self.viewer.agency_id) | Q(recipients__contains=[self.viewer.agency_id])

    def looks(self):
        """Everything that showed the person to somebody, the latest first."""
        shown = self.lines().filter(operation__in=(CONSULTATION, DISCLOSURE))
        return (shown if self.everyone or self.governs else shown.filter(agency_id=self.viewer.agency_id)).order_by(
            "-pk"
        )

    def sent(self):
        """Everything that was given to others, without what only tells of a category the reader may not know."""
        given = Q(operation=DISCLOSURE) | Q(recipients__len__gt=0) | KINDS["emergency"][1]
        found = self.lines().filter(given)
        if not self.governs:
            known = Q(facts__categories__isnull=True) | Q(facts__categories=[])
            for category in Category:
                if self.knows(category):
                    known |= Q(facts__categories__contains=[int(category)])
            found = found.filter(known | self._party())
        return found.order_by("-pk")


def reader_of(viewer, key):
    """The Reader of the person behind an address. Raises Http404 where there is nobody for this viewer."""
    if viewer.role == Role.GOVERNANCE:
        with looking_as_system():
            closed = Exclusion.objects.filter(user=viewer.user_id, starts_at__lte=Moment()).exclude(
                ends_at__lte=Moment()
            )
            people = Person._base_manager.filter(key=key, scheme=viewer.scheme_id)
            person = people.exclude(pk__in=closed.values("person_id")).first()
        if person is None:
            raise Http404
        agencies = Agency.objects.filter(scheme=viewer.scheme_id)
        return Reader(viewer, person, agencies={agency.pk: agency for agency in agencies})
    page = open_page(viewer, key, localdate())
    return reader_on(page, viewer)


def reader_on(page, viewer):
    """The same, where the page of the person is open already. Three statements."""
    leads = Allocation.objects.filter(
        person=page.person, user_id=viewer.user_id, agency_id=viewer.agency_id, role__in=Allocation.LEAD_ROLES
    ).filter(Q(end__isnull=True) | Q(end__gt=page.today), start__lte=page.today)
    works = Link.objects.filter(person=page.person, starts_at__lte=Moment()).exclude(ends_at__lte=Moment())
    known = {viewer.agency_id, viewer.scheme.lead_agency_id, *works.values_list("agency_id", flat=True)}
    known |= {held.agency_id for held in page.found.held if held.level > Level.NONE}
    return Reader(
        viewer,
        page.person,
        page=page,
        everyone=viewer.role == Role.COORDINATOR or leads.exists(),
        agencies=Agency.objects.in_bulk(known - {None}),
    )


@dataclass(frozen=True)
class Line:
    """One line in words. What the reader may not know is not in it."""

    number: int
    at: object
    who: str
    agency: str
    what: str
    how: str
    to: tuple
    categories: tuple
    why: tuple
    reason: str
    until: date | None


def told(reader, entries):
    """[Line] of some lines of the ledger. Three statements, however many; noted on the open page."""
    entries = list(entries)
    parties = Agency.objects.in_bulk({pk for entry in entries for pk in _partners(reader, entry)})
    capacities = Capacity.objects.select_related("user", "agency").in_bulk(
        {entry.capacity_id for entry in entries} - {None}
    )
    titles = dict(Agreement.objects.filter(scheme=reader.viewer.scheme_id).values_list("code", "title"))
    ids = [entry.pk for entry in entries]
    ledger.note("sharing.ledgerentry", people=[reader.person.pk], ids=ids)
    return [_line(reader, entry, capacities.get(entry.capacity_id), titles, parties) for entry in entries]


def _partners(reader, entry):
    """Ids of the agencies that the reader's own agency gave it to, or got it from: those it knows of by the act itself."""
    if reader.own(entry):
        return entry.recipients
    return [entry.agency_id] if reader.viewer.agency_id in entry.recipients and entry.agency_id else []


def _line(reader, entry, capacity, titles, parties):
    """What it says must be the same whether or not something was cut: a gap would tell as much as a word."""
    held = [Category(number) for number in entry.facts.get("categories", ())]
    party = reader.own(entry) or reader.viewer.agency_id in entry.recipients
    known = {category for category in held if party or (not reader.governs and reader.knows(category))}
    agencies = reader.agencies | {pk: parties[pk] for pk in _partners(reader, entry)}
    who, agency = _doer(agencies, entry, capacity)
    said = party or _reviewed(reader, entry) or (not reader.governs and known == set(held))
    return Line(
        number=entry.pk,
        at=entry.at,
        who=who,
        agency=agency,
        what=_what(entry, named=party or (not reader.governs and entry.event in ORDINARY)),
        how=kind_of(entry),
        to=_recipients(agencies, entry),
        categories=tuple(WORDS[category] for category in held if category in known),
        why=tuple(dict.fromkeys(because(entry, titles, known))),
        reason=entry.reason if said else "",
        until=_until(entry) if said else None,
    )


def _what(entry, *, named):
    return operations.words(entry.event, entry.operation) if named else entry.get_operation_display()


def _reviewed(reader, entry):
    """Whoever reviews emergency access reads why it was taken, whatever it opened."""
    return kind_of(entry) == KINDS["emergency"][0] and reader.viewer.can(Permission.EMERGENCY_REVIEW)


def _until(entry):
    """The last day of what the line opened: a day, or of an emergency the moment."""
    said = entry.facts.get("until")
    return london_date(datetime.fromisoformat(said)) if said else None


def _doer(agencies, entry, capacity):
    if capacity is None:
        return entry.doer or "The system", ""
    if capacity.agency_id not in agencies:
        return "Somebody", ANOTHER
    return capacity.user.name, f"{capacity.agency.name}, {capacity.job_title or capacity.get_role_display()}"


def _recipients(agencies, entry):
    """Names of those it went to; those the reader may not know of are one, however many they are."""
    names = [agencies[pk].name for pk in entry.recipients if pk in agencies]
    return tuple(sorted(names)) + ((ANOTHER,) if len(names) < len(entry.recipients) else ())


def kind_of(entry):
    """What the log calls the line."""
    if entry.operation == CONSULTATION and entry.recipients:
        return KINDS["screen"][0]
    by_event = {
        "disclosure_make": "once",
        "agenda_add": "meeting",
        "meeting_invite": "meeting",
        "scheme_export": "export",
    }
    by_start = {"conference_pack": "papers", "emergency_": "emergency", "subject_": "letter", "letter_": "letter"}
    found = by_event.get(entry.event) or next(
        (kind for start, kind in by_start.items() if entry.event.startswith(start)), None
    )
    return KINDS[found][0] if found else OTHER


def because(entry, titles, known):
    """What a line rests on, in words: the legal basis somebody gave, and why the policy showed what the reader knows of."""
    basis = entry.facts.get("basis")
    if isinstance(basis, str) and known:
        yield AgreementRule.Basis(basis).label
    if entry.facts.get("confidentiality") and known:
        yield Disclosure.Confidentiality(entry.facts["confidentiality"]).label
    for why, numbers in entry.facts.get("bases", {}).items():
        if known & set(numbers):
            kind, _, rest = why.partition(":")
            code, _, consent = rest.partition("+consent:")
            rule = titles.get(code, code) + (", with consent" if consent else "")
            yield {"own": "Own records", "disclosure": "Shared once", "emergency": "Emergency access"}.get(kind, rule)
    if isinstance(basis, dict):  # a look that rested on emergency access, whatever it showed
        yield "Emergency access"


def chosen(found, asked):
    """The lines of the log that a filter leaves: agency, first and last day, kind."""
    if asked.get("agency"):
        found = found.filter(Q(agency_id=asked["agency"].pk) | Q(recipients__contains=[asked["agency"].pk]))
    if asked.get("since"):
        found = found.filter(at__gte=midnight(asked["since"]))
    if asked.get("until"):
        found = found.filter(at__lt=midnight(asked["until"] + A_DAY))
    if asked.get("kind"):
        found = found.filter(KINDS[asked["kind"]][1])
    return found


def how_many(reader, found):
    """A count for a link, never over MOST."""
    with reader.looking():
        return found[:MOST].count()


def paged(reader, found, number, size):
    """One page of the lines, as Django's own Page, with its rows fetched."""
    with reader.looking():
        page = Paginator(found, size).get_page(number)
        page.object_list = list(page.object_list)
    return page


def fetched(reader, found, most):
    with reader.looking():
        return list(found[:most])
