"""What is already there when a file comes in, as far as checking needs it; a new scheme has nothing."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from casework.models import Address, Identity, Status
from cohort.models import Membership
from pathways.models import Service
from ppo.interchange import panel_rows
from ppo.interchange.cells import composed, folded
from ppo.interchange.matching import Someone
from reviews.models import Meeting
from sharing.models import Agreement, Capacity, Scheme

EVERY = None  # parties of an agreement of every agency
SPELLS = {
    "addresses": (Address, "start", "end"),
    "statuses": (Status, "start", "end"),
    "memberships": (Membership, "nominated_on", "deselected_on"),
}


@dataclass
class Known:
    """Keys in the form in which they are compared, by sheet, and the facts that rows are checked against."""

    scheme: Scheme | None = None
    keys: dict[str, set] = field(default_factory=lambda: defaultdict(set))
    has_lead_agency: bool = False
    lead_agency: str = ""
    kinds: dict[str, str] = field(default_factory=dict)  # of agencies
    acting_for: dict[str, str] = field(default_factory=dict)
    lawful_bases: dict[str, str] = field(default_factory=dict)  # of agreements, in their own words
    user_agencies: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parties: dict[str, frozenset[str] | None] = field(default_factory=dict)
    held_on: dict[int, datetime.date] = field(default_factory=dict)
    people: list[Someone] = field(default_factory=list)

    def spells(self, sheet: str, refs: Collection[str]) -> Iterator[tuple[str, datetime.date, datetime.date | None]]:
        """(ref, first day, day after the last or None) of the stored periods of these people."""
        if self.scheme is None:
            return iter(())
        model, start, end = SPELLS[sheet]
        found = model.objects.filter(person__scheme=self.scheme, person__ref__in=refs)
        return ((composed(ref), first, last) for ref, first, last in found.values_list("person__ref", start, end))


def of_scheme(scheme: Scheme | None) -> Known:
    """Everything known of the scheme, in a handful of statements."""
    known = Known(scheme=scheme)
    if scheme is None:
        return known

    known.has_lead_agency = scheme.lead_agency_id is not None
    for code, kind, acting_for in scheme.agencies.values_list("code", "kind", "acting_for__code"):
        known.kinds[folded(code)] = kind
        known.acting_for[folded(code)] = folded(acting_for or "")
    known.keys["agencies"] = set(known.kinds)
    known.lead_agency = folded(scheme.lead_agency.code) if scheme.lead_agency else ""
    for email, code in Capacity.objects.filter(agency__scheme=scheme).values_list("user__email", "agency__code"):
        known.user_agencies[folded(email)].add(folded(code))
    known.keys["users"] = set(known.user_agencies)
    known.people = list(_people(scheme))
    known.keys["people"] = {composed(person.ref) for person in known.people}
    known.held_on = dict(Meeting.objects.filter(scheme=scheme).values_list("number", "held_on"))
    known.held_on |= panel_rows.held_on(scheme)
    known.keys["conferences"] = set(known.held_on)
    known.parties = _parties(scheme)
    known.keys["agreements"] = set(known.parties)
    bases = Agreement.objects.filter(scheme=scheme).values_list("code", "lawful_basis")
    known.lawful_bases = {composed(code): words for code, words in bases}
    services = Service.objects.filter(agency__scheme=scheme).values_list("agency__code", "name")
    known.keys["services"] = {(folded(code), composed(name)) for code, name in services}
    return known


def _people(scheme: Scheme) -> Iterator[Someone]:
    rows = Identity.objects.filter(scheme=scheme).order_by("person_id")
    columns = ("person__ref", "person__family_name", "person__given_names", "date_of_birth", "pnc_id")
    return (Someone(*row) for row in rows.values_list(*columns).iterator())


def _parties(scheme: Scheme) -> dict[str, frozenset[str] | None]:
    found: dict[str, frozenset[str] | None] = {}
    agreements = Agreement.objects.filter(scheme=scheme).values_list("code", "every_agency", "parties__code")
    for code, every, party in agreements:
        named = found.get(composed(code)) or frozenset()
        found[composed(code)] = EVERY if every else named | ({folded(party)} if party else set())
    return found
