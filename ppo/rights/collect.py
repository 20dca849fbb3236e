"""Everything that is held about one person, agency by agency, by the register of fields.

The same walk serves a reviewer, who gets their own agency's items through the policy and the walls like everything else
they read, and the system, which counts and prints.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min

from ppo.rights import register, values
from sharing import ledger
from sharing.dates import count, day, london_date
from sharing.looking import looking_as_system
from sharing.models import Agency, LedgerEntry
from sharing.policy import SILENT

LEDGER = "sharing.LedgerEntry"
# Tables without an owner whose rows are not the lead agency's: the agency they name holds them.
HELD_BY_AGENCY = {"reviews.Attendance", "sharing.Question", "sharing.Answer", "cohort.UnplacedNomination"}
# Tables that lead to the person another way than by a column called `person`.
PATHS = {
    "casework.Person": "pk",
    "reviews.Attendance": "meeting__agenda__person",
    "sharing.NamedLink": "content_object",
    "cohort.UnplacedNomination": "nomination__person",
}


@dataclass(frozen=True)
class Line:
    """One field of one item. `earlier`: (the day it stopped being so, what it said), oldest first."""

    name: str
    words: str
    said: str
    kept: object
    restricted: bool = False
    earlier: tuple = ()


@dataclass(frozen=True)
class Item:
    """One record, with its detail. `ref` is what decisions are kept under; `gone_on` the day it was removed, if it was."""

    ref: str
    title: str
    agency_id: int
    lines: tuple
    on: date | None = None
    gone_on: date | None = None

    @property
    def label(self):
        return self.ref.split(":")[0]

    @property
    def undecided(self):
        """Some of it is kept back until somebody decides to give it."""
        return any(line.restricted for line in self.lines)


def holders(person):
    """The agencies that hold something about the person, each with how many items. Ask as the system."""
    numbers = defaultdict(int)
    for item in items(person):
        numbers[item.agency_id] += 1
    agencies = Agency.objects.filter(pk__in=numbers).order_by("position", "pk")
    return [(agency, numbers[agency.pk]) for agency in agencies]


def items(person, *, agency=None, viewer=None):
    """The items that one agency (id) holds, or all; by table in the order of the register, then by date.

    With a `viewer` records come through the policy and all of it is noted on the open page of the ledger. Without one the
    caller looks as the system and writes its own line.
    """
    walk = _Walk(person, viewer)
    found = [item for kind in register.told() for item in walk.of(kind) if item.lines]
    found = [item for item in found if agency in (None, item.agency_id)]
    order = {kind.label.lower(): place for place, kind in enumerate(register.told())}
    return sorted(found, key=lambda item: (order[item.label], item.on or date.min, item.ref))


class _Walk:
    """One walk over the tables of one person. Details join the item of their record, so they are read first."""

    def __init__(self, person, viewer):
        self.person, self.viewer = person, viewer
        self.lead = person.scheme.lead_agency_id or person.owner_id
        self.records = {kind.label for kind in register.told()}
        self.details = defaultdict(dict)  # (label of the record, its id, its owner) -> label of the detail -> lines
        for kind in register.told():
            if parent := self._parent(kind):
                for pk, row, versions in self._kept(kind):
                    self.details[parent, pk, row.owner_id][kind.label] = _lines(kind, row, versions)

    def of(self, kind):
        if kind.label == LEDGER:
            return self._looked(kind)
        if self._parent(kind):
            return self._orphans(kind)
        return [self._item(kind, pk, row, versions) for pk, row, versions in self._kept(kind)]

    def _kept(self, kind):
        """(id, row, its versions) of each row that is there, and of each that is not any more with its last version."""
        versions = self._versions(kind)
        rows = {row.pk: row for row in self._rows(kind)}
        gone = {pk: told[-1] for pk, told in versions.items() if pk not in rows and told[-1].pgh_label == "delete"}
        return [(pk, row, versions.get(pk, ())) for pk, row in (rows | gone).items()]

    def _parent(self, kind):
        """Label of the record that a table only adds to: its key is the record's."""
        key = kind.model._meta.pk
        label = key.related_model._meta.label if key.one_to_one else ""
        return label if label in self.records and label != "casework.Person" else ""

    def _rows(self, kind):
        open_to = kind.model._default_manager.all()
        if self.viewer is not None and hasattr(open_to, "visible_to"):
            open_to = open_to.visible_to(self.viewer)
        if self.viewer is not None and hasattr(kind.model, "owner_id"):  # what is fetched counts as shown
            open_to = open_to.filter(owner=self.viewer.agency_id)
        related = [f.name for f in kind.model._meta.local_fields if f.is_relation and f.name in kind.told]
        rows = list(open_to.filter(**{_path(kind): self.person.pk}).select_related(*related).distinct().order_by("pk"))
        if self.viewer is not None:
            self._note(kind, rows)
        return rows

    def _note(self, kind, rows):
        mine = [row for row in rows if self._holder(kind, row) == self.viewer.agency_id]
        if mine:
            categories = {category for row in mine if (category := _category(row)) is not None}
            ids = [row.pk for row in mine]
            ledger.note(kind.label.lower(), people=[self.person.pk], ids=ids, categories=categories)

    def _versions(self, kind):
        """Id to every version of a row, oldest first."""
        history = getattr(kind.model, "pgh_event_model", None)
        found = defaultdict(list)
        if history is not None:
            path = "pgh_obj_id" if kind.label == "casework.Person" else _path(kind)
            for version in history.objects.filter(**{path: self.person.pk}).distinct().order_by("pgh_id"):
                found[version.pgh_obj_id].append(version)
        return found

    def _holder(self, kind, row):
        if hasattr(row, "owner_id"):
            return row.owner_id
        return row.agency_id if kind.label in HELD_BY_AGENCY else self.lead

    def _item(self, kind, pk, row, versions):
        lines, holder = _lines(kind, row, versions), self._holder(kind, row)
        for more in self.details.pop((kind.label, pk, holder), {}).values():
            lines += more
        gone_on = london_date(row.pgh_created_at) if hasattr(row, "pgh_created_at") else None
        return Item(f"{kind.label.lower()}:{pk}", kind.title, holder, tuple(lines), _day_of(kind, row), gone_on)

    def _orphans(self, kind):
        """Details whose record another agency holds: items of their own. The register names them after the records."""
        for (_, pk, holder), told in list(self.details.items()):
            if lines := told.pop(kind.label, None):
                yield Item(f"{kind.label.lower()}:{pk}", kind.title, holder, tuple(lines))

    def _looked(self, kind):
        """Who looked, by agency: how often, and from when to when. Numbers, so that the system counts them for everyone."""
        with looking_as_system():
            return list(self._counted(kind))

    def _counted(self, kind):
        about = LedgerEntry.objects.about(self.person.pk).exclude(agency_id=None).values("agency_id")
        rows = about.annotate(
            times=Count("pk"),
            first=Min("at"),
            last=Max("at"),
            done=ArrayAgg("operation", distinct=True),
        )
        names = dict(Agency.objects.filter(scheme=self.person.scheme_id).values_list("pk", "name"))
        for row in rows.order_by("agency_id"):
            yield Item(f"{LEDGER.lower()}:{row['agency_id']}", kind.title, self.lead, _looks(kind, row, names))


def _path(kind):
    return PATHS.get(kind.label, "person")


def _category(row):
    category = getattr(row, "category", None)
    return int(category) if isinstance(category, int) else None


def _lines(kind, row, versions=()):
    """What the register lets the pack tell of a row, empty fields left out."""
    silent = _category(row) in {int(category) for category in SILENT}
    found = []
    for name, words in kind.told.items():
        field = row._meta.get_field(name) if name in _names(row) else None
        if field is None:
            continue
        said = values.spoken(row, field)
        earlier = tuple(_earlier(versions, name, said))
        if said or earlier:
            restricted = silent or name in kind.restricted
            found.append(Line(name, words, said, values.kept(row, field), restricted, earlier))
    return found


def _names(row):
    return {field.name for field in (*row._meta.local_fields, *row._meta.local_many_to_many)}


def _earlier(versions, name, now):
    """(day it stopped, what it said) for each earlier value of one field."""
    if not versions or name not in _names(versions[0]):
        return
    field = versions[0]._meta.get_field(name)
    said = [(values.spoken(version, field), version.pgh_created_at) for version in versions]
    for (before, _), (after, at) in pairwise(said):
        if before and before != after:
            yield london_date(at), before


def _day_of(kind, row):
    """The first date of a row: what its items are ordered by."""
    for name in kind.told:
        value = getattr(row, name, None)
        if isinstance(value, date):
            return london_date(value)
    return None


def _looks(kind, row, names):
    words = kind.told
    operations = ", ".join(LedgerEntry.Operation(one).label.lower() for one in row["done"])
    name = names.get(row["agency_id"], "")
    span = f"{day(row['first'])} to {day(row['last'])}, {count(row['times'], 'time')}"
    lines = [
        Line("agency_id", words["agency_id"], name, name),
        Line("at", words["at"], span, [row["first"].isoformat(), row["last"].isoformat(), row["times"]]),
        Line("operation", words["operation"], operations, row["done"]),
    ]
    return tuple(lines)
