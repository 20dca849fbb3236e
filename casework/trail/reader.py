"""Who reads the lines about one person, and which of them: see the package."""

import contextlib
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate

from casework.models import Allocation, Person
from casework.page import open_page
from casework.trail.kinds import CONSULTATION, KINDS
from sharing.links import midnight
from sharing.looking import looking_as_system
from sharing.models import Agency, Exclusion, LedgerEntry, Link
from sharing.models.listrow import Moment
from sharing.permissions import Role
from sharing.policy import Category, Level

A_DAY = timedelta(days=1)
MOST = 1000  # beyond it a count says “1,000 or more”
DISCLOSURE = LedgerEntry.Operation.DISCLOSURE


@dataclass
class Reader:
    """Who reads, of whom, and how far. `page` is None for a governance lead, who knows the person by reference alone."""

    viewer: object
    person: object  # a Person; for a governance lead its pk, key and ref alone
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
            named = people.exclude(pk__in=closed.values("person_id")).values("pk", "key", "ref").first()
        if named is None:
            raise Http404
        person = SimpleNamespace(**named)  # nothing else of them is fetched
        agencies = Agency.objects.filter(scheme=viewer.scheme_id)
        return Reader(viewer, person, agencies={agency.pk: agency for agency in agencies})
    page = open_page(viewer, key, localdate())
    return reader_on(page, viewer)


def reader_on(page, viewer):
    """The same, where the page of the person is open already. Three statements."""
    leads = Allocation.objects.filter(
        person=page.person, user_id=viewer.user_id, agency_id=viewer.agency_id, role__in=Allocation.LEAD_ROLES
    ).filter(Q(end__isnull=True) | Q(end__gt=page.today), start__lte=page.today)
    known = {viewer.agency_id, viewer.scheme.lead_agency_id}
    if page.found.works:  # who else is on the case is for those who are
        links = Link.objects.filter(person=page.person, starts_at__lte=Moment()).exclude(ends_at__lte=Moment())
        known |= set(links.values_list("agency_id", flat=True))
    known |= {held.agency_id for held in page.found.held if held.level > Level.NONE}
    return Reader(
        viewer,
        page.person,
        page=page,
        everyone=viewer.role == Role.COORDINATOR or leads.exists(),
        agencies=Agency.objects.in_bulk(known - {None}),
    )


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
