"""One reader of a pack: which people are on it, and how far each record of them may be told."""

from collections import Counter, defaultdict
from types import SimpleNamespace

from django.db.models import Q

from sharing.links import LONDON
from sharing.matrix import packs_at, rows_of, viewer_at
from sharing.models import Agency, Consent, Exclusion
from sharing.policy import SILENT, Category, Level, Reach, decide

# What `summary` says something of, though the record itself needs `full`: its number, or that it is held and by whom.
COUNTED = frozenset({Category.OFFENDING})
SAID_TO_BE_HELD = frozenset({Category.HOUSING, Category.EMPLOYMENT, Category.FINANCE, Category.FAMILY})


class Reader:
    """What one capacity may be told, as an agency on the case of everyone on the agenda, at one moment.

    Notes what it lets through (`told`: model label -> ids; `told_in_full`: without what only counts in a summary; the
    `categories`, and the `bases` with the categories told on each) and how many records it keeps back that may be said to
    exist (`withheld`, by person). Reads as the system. An emergency opens a screen for an hour and is not for paper, so it
    does not count here.
    """

    def __init__(self, capacity, people, *, at):
        self.viewer = viewer_at(
            packs_at(capacity.agency.scheme_id, at),
            agency=capacity.agency,
            capacity_id=capacity.pk,
            user_id=capacity.user_id,
            reach=Reach(capacity.reach),
        )
        self.people = _not_excluded(capacity, people, at)
        self.rows = _rows_on_case(self.viewer, [person.pk for person in self.people], at)
        self.told, self.told_in_full, self.withheld = {}, {}, Counter()
        self.categories, self.bases = set(), defaultdict(set)
        self._decided, self._kept_back = {}, set()
        rows = Agency.objects.filter(scheme=capacity.agency.scheme_id)
        self._agencies = {pk: (name, phone) for pk, name, phone in rows.values_list("pk", "name", "phone")}

    def level(self, person, owner, category):
        """Level of the records of one owner (id) and category about one person (id)."""
        key = person, owner, int(category)
        if key not in self._decided:
            self._decided[key] = decide(self.viewer, self.rows[person], owner, Category(category))
        return self._decided[key][0]

    def level_of(self, record):
        return self.level(record.person_id, record.owner_id, record.category)

    def tell(self, record, *, least=Level.FULL):
        """Whether the record, or detail, may be told at `least`; notes it told or, where nothing of it shows, kept back."""
        level = self.level_of(record)
        if level >= least:
            self._note(record)
            label, pk = _identity(record)
            self.told_in_full.setdefault(label, set()).add(pk)
            return True
        category = Category(record.category)
        in_short = level == Level.SUMMARY and category in COUNTED | SAID_TO_BE_HELD
        if not in_short and category not in SILENT:
            self._keep_back(record)
        return False

    def let(self, records, *, least=Level.FULL):
        """Those of the records that may be told at `least`."""
        return [record for record in records if self.tell(record, least=least)]

    def detail(self, record):
        """The record's detail if it has one and it may be told, else None."""
        detail = getattr(record, "detail", None)
        return detail if detail is not None and self.tell(detail) else None

    def why_not(self, record):
        """What stands in place of the record's detail: nothing where it is told, has no words, or may not be said."""
        detail = getattr(record, "detail", None)
        if detail is None or self.detail(record):
            return ""
        if self.level_of(detail) == Level.SUMMARY and Category(detail.category) in SAID_TO_BE_HELD:
            return f"Held by {self.whom_to_ask(detail)}: ask them."
        return "Not shown to you." if _identity(detail) in self._kept_back else ""

    def whom_to_ask(self, record):
        """The agency that holds the record, with its telephone number."""
        name, phone = self._agencies[record.owner_id]
        return f"{name} ({phone})" if phone else name

    def at_summary(self, records):
        """Those that show at summary and no further, for what is told of them as a whole."""
        told = [record for record in records if self.level_of(record) == Level.SUMMARY]
        for record in told:
            self._note(record)
        return told

    def _note(self, record):
        label, pk = _identity(record)
        self.told.setdefault(label, set()).add(pk)
        self.categories.add(Category(record.category))
        basis = self._decided[record.person_id, record.owner_id, int(record.category)][1]
        self.bases[basis].add(int(record.category))

    def _keep_back(self, record):
        identity = _identity(record)
        if identity not in self._kept_back:
            self._kept_back.add(identity)
            self.withheld[record.person_id] += 1


def _identity(record):
    return record._meta.label_lower, record.pk


def _not_excluded(capacity, people, at):
    shut = Exclusion.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)
    gone = set(shut.filter(user=capacity.user_id, person__in=people).values_list("person_id", flat=True))
    return [person for person in people if person.pk not in gone]


def _rows_on_case(viewer, people, at):
    """Person id -> list rows: those that are live, and one that says the agency is on the case, with its consents."""
    live, consents = rows_of(people, at), _consents(viewer, people, at)
    found = {}
    for person in people:
        own = [live[person, audience] for audience in viewer.audiences if (person, audience) in live]
        working = SimpleNamespace(
            agency_id=viewer.agency_id,
            works=True,
            own=False,
            consented_on=consents.get(person, {}),
            disclosed_on={},
            emergency_at={},
            denied=None,
        )
        found[person] = [*(SimpleNamespace(**{**vars(row), "emergency_at": {}}) for row in own), working]
    return found


def _consents(viewer, people, at):
    """Person id -> category (as text) -> day of the earliest consent towards the reader's agency that holds."""
    on = at.astimezone(LONDON).date()
    given = (
        Consent.objects.filter(Q(to_agency__isnull=True) | Q(to_agency=viewer.agency_id), person__in=people)
        .live(on=on)
        .order_by("given_on", "pk")
    )
    found = {}
    for consent in given:
        covered = Category if consent.category is None else [Category(consent.category)]
        for category in covered:
            found.setdefault(consent.person_id, {}).setdefault(str(int(category)), consent.given_on.isoformat())
    return found
