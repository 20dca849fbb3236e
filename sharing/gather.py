"""What a page shows of people: as many kinds of record as it needs, in one statement, each cut to the viewer's level.

A page names its parts; each part is a queryset of records and the fields it wants of them. The parts become sub-selects
of one query over people, behind `visible_to`; level and basis of each row are then worked out in Python from the list
rows that came along. A field above the level is None in the row: it never reaches a template. What was fetched is noted
in the ledger.
"""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from sharing import ledger
from sharing.models import Holding, ListRow
from sharing.policy import SILENT, Category, Level, decide

DETAIL = "detail__"  # fields of the sibling row that only `full` may see
ROW_FIELDS = ("agency_id", "works", "own", "consented_on", "disclosed_on", "emergency_at", "denied")


@dataclass(frozen=True)
class Part:
    """Records of one kind: in order, at most `limit` a person, with `paths` (attribute of the row -> path of the field)."""

    records: QuerySet
    paths: dict[str, str]
    limit: int | None = None
    noted: bool = True  # False where the page picks among the rows: it calls `note` for those it shows

    @property
    def model(self):
        return self.records.model

    @property
    def plain(self):
        return {name: path for name, path in self.paths.items() if not path.startswith(DETAIL)}

    @property
    def detail(self):
        cut = len(DETAIL)
        return {name: path[cut:] for name, path in self.paths.items() if path.startswith(DETAIL)}


def part(records, *names, limit=None, noted=True, **paths):
    """`part(Action.objects.open(), "status", "target_on", agency="agency__name", text="detail__text")`"""
    return Part(records, {name: name for name in names} | paths, limit, noted)


class Row(SimpleNamespace):
    """One record as this viewer may see it: `level`, `basis`, and the part's fields, with `<name>_words` for choices."""

    @property
    def full(self):
        return self.level == Level.FULL


@dataclass(frozen=True)
class Held:
    """That an agency holds records of a category about the person, and how far this viewer sees them."""

    agency_id: int
    agency: str
    category: Category
    level: Level


@dataclass
class Found:
    """One person with the rows of each part, and what the agencies hold: of everything but what is silent and not seen."""

    person: object
    rows: list
    held: list[Held]
    parts: dict = field(default_factory=dict)
    _open: frozenset = frozenset()  # categories of which something is held and all of it is seen

    def __getitem__(self, name):
        return self.parts[name]

    @property
    def works(self):
        """Whether the viewer is on the case. Who else is, and what they see, is for those who are."""
        return any(row.works for row in self.rows)

    def reaches(self, category):
        """Whether facts that lists know of everybody may be said: on the case, or the category is open in an emergency."""
        return self.works or any(str(int(category)) in row.emergency_at for row in self.rows)

    @property
    def withheld(self):
        """Whether some agency holds something that may be said to exist, and this viewer sees none of it."""
        return any(one.level == Level.NONE for one in self.held)

    def knows(self, category):
        """Whether all that is held under the category is seen, what is silent included: else it is not to be named."""
        return category in self._open

    def hidden(self, category):
        """Whether an agency holds records of the category that this viewer does not see: nothing can be called missing.

        Off the case nothing can, whether or not somebody holds any: else the page would tell that nobody does.
        """
        unseen = any(one.category == category and one.level == Level.NONE for one in self.held)
        return unseen or not self.reaches(category)


def gather(people, viewer, **parts):
    """[Found] for each of these people who is there for the viewer. One statement, whatever the parts.

    `people`: a queryset of Person, in the order wanted; `parts`: name -> Part.
    """
    return [_found(person, viewer, parts) for person in statement(people, viewer, **parts)]


def statement(people, viewer, **parts):
    """The one statement: people as rows, with list rows, holdings and each part as arrays of JSON."""
    return people.visible_to(viewer).annotate(
        gathered_rows=ArraySubquery(_list_rows(viewer)),
        gathered_held=ArraySubquery(_holdings()),
        **{f"gathered_{name}": ArraySubquery(_records(one, viewer)) for name, one in parts.items()},
    )


def note(rows):
    """Put rows that a page picked itself on the open page of the ledger."""
    for row in rows:
        _note(row.model, [row])


def _list_rows(viewer):
    rows = ListRow.objects.live_for(viewer).filter(person_id=OuterRef("pk"))
    return rows.values(json=JSONObject(**{name: name for name in ROW_FIELDS}))


def _holdings():
    held = Holding.objects.filter(person_id=OuterRef("pk")).order_by("category", "agency_id")
    return held.values(json=JSONObject(agency_id="agency_id", agency="agency__name", category="category"))


def _records(one, viewer):
    records = one.records.visible_to(viewer).filter(person_id=OuterRef("pk"))
    wanted = {"id": "pk", "owner": "owner_id"} | _own_columns(one.model) | _fields(one.plain)
    if one.detail:
        wanted["detail"] = Subquery(_beside(one, viewer)[:1])
    return records.values(json=JSONObject(**wanted))[: one.limit]


def _beside(one, viewer):
    """The sibling row, where the viewer may see it."""
    related = one.model._meta.get_field("detail").related_model
    beside = related.objects.visible_to(viewer).filter(pk=OuterRef("pk"))
    return beside.values(json=JSONObject(**_own_columns(related), **_fields(one.detail)))


def _own_columns(model):
    """The key, and the category where it differs by row."""
    columns = {one.name for one in model._meta.concrete_fields}
    return {name: name for name in ("key", "category") if name in columns}


def _fields(paths):
    return {f"f_{name}": path for name, path in paths.items()}


def _found(person, viewer, parts):
    rows = [SimpleNamespace(**row) for row in person.gathered_rows]
    held, some, closed = [], set(), set()
    for one in person.gathered_held:
        category = Category(one["category"])
        level, _ = decide(viewer, rows, one["agency_id"], category)
        (closed if level == Level.NONE else some).add(category)
        if level > Level.NONE or category not in SILENT:
            held.append(Held(one["agency_id"], one["agency"], category, level))
    for row in rows:
        if row.emergency_at:  # a look in an emergency is one even where it showed nothing more
            ledger.rests_on(f"emergency:{min(row.emergency_at.values())}", ())
    found = Found(person=person, rows=rows, held=held, _open=frozenset(some - closed))
    for name, one in parts.items():
        values = getattr(person, f"gathered_{name}")
        found.parts[name] = [_row(one, person, value, rows, viewer) for value in values]
        if one.noted and values:
            _note(one.model, found.parts[name])
    return found


def _row(one, person, value, rows, viewer):
    category = Category(value.get("category", one.model.category))
    level, basis = decide(viewer, rows, value["owner"], category)
    row = Row(
        model=one.model, pk=value["id"], key=value.get("key"), person_id=person.pk, owner_id=value["owner"],
        category=category, level=level, basis=basis, detail_category=None, detail_basis="",
    )  # fmt: skip
    for name, path in one.plain.items():
        allowed = level == Level.FULL or path.split("__")[0] in one.model.summary_fields
        _put(row, name, one.model, path, value[f"f_{name}"] if allowed else None)
    if one.detail:
        related, detail = one.model._meta.get_field("detail").related_model, value["detail"]
        if detail is not None:
            row.detail_category = Category(detail.get("category", related.category))
            row.detail_basis = decide(viewer, rows, value["owner"], row.detail_category)[1]
        for name, path in one.detail.items():
            _put(row, name, related, path, None if detail is None else detail[f"f_{name}"])
    return row


def _put(row, name, model, path, value):
    """The value in its Python type, and its words where the field has choices."""
    target = _field(model, path)
    if target is not None:
        value = None if value is None else target.to_python(value)
        if target.choices:
            setattr(row, f"{name}_words", dict(target.flatchoices).get(value, ""))
    setattr(row, name, value)


def narrowed(found, parts, level_of):
    """The Found as it may be shown where less may be seen, such as on a screen that others look at as well.

    `level_of(owner, category)`: how far; what it leaves out is absent, not hidden. `parts`: those to narrow, as gathered.
    """
    held = [replace(one, level=min(one.level, level_of(one.agency_id, one.category))) for one in found.held]
    held = [one for one in held if one.level > Level.NONE or one.category not in SILENT]
    rows = {name: [_narrow(one, row, level_of) for row in found.parts[name]] for name, one in parts.items()}
    rows = {name: [row for row in some if row is not None] for name, some in rows.items()}
    return replace(found, held=held, parts=found.parts | rows, _open=frozenset())


def _narrow(one, row, level_of):
    """A copy of the row without what is above the level; None where the level shows nothing of it."""
    level = min(row.level, level_of(row.owner_id, row.category))
    if level < one.model.min_level:
        return None
    row = Row(**(vars(row) | {"level": level}))
    gone = [name for name, path in one.plain.items() if path.split("__")[0] not in one.model.summary_fields]
    gone = gone if level < Level.FULL else []
    if row.detail_category is not None and level_of(row.owner_id, row.detail_category) < Level.FULL:
        gone, row.detail_category = [*gone, *one.detail], None
    for name in gone:
        setattr(row, name, None)
        if hasattr(row, f"{name}_words"):
            setattr(row, f"{name}_words", "")
    return row


def _field(model, path):
    """The model field at the end of a path; None for an annotation."""
    first, _, rest = path.partition("__")
    try:
        found = model._meta.get_field(first)
    except FieldDoesNotExist:
        return None
    return _field(found.related_model, rest) if rest else found


def _note(model, rows):
    shown = {(row.basis, row.category) for row in rows}
    shown |= {(row.detail_basis, row.detail_category) for row in rows if row.detail_category is not None}
    ledger.note(
        model._meta.label_lower,
        people={row.person_id for row in rows},
        ids=[row.pk for row in rows],
        categories={category for _, category in shown},
        bases=shown,
    )
    for basis, category in shown:
        if basis.startswith("emergency:"):
            ledger.rests_on(basis, [category])
