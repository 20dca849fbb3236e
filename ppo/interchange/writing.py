"""Good rows into the database: by key, in bulk, sheet after sheet, in one transaction.

Statements grow with the sheets, not with their rows. What is the same is left as it is, so that the same file twice
changes nothing; what differs has its version raised.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import Max, Model
from django.utils import timezone

from ppo.interchange import agreement_texts, panel_rows, scheme_rows
from ppo.interchange.cells import At, Date
from ppo.interchange.checking import Check
from ppo.interchange.defaults import fill_defaults
from ppo.interchange.register import LOADERS, Register
from ppo.interchange.rows import Row
from ppo.interchange.sheets import Sheet
from ppo.interchange.tables import TABLES, Kept, Side, Table
from reviews.models import AgendaItem
from sharing.models import Scheme

BATCH = 5_000


@dataclass
class Written:
    """What became of the rows, by sheet; `people` are the ids of those it touched.

    `waiting` are good rows left out because a row they point to is bad.
    """

    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, dict[int, str]] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    texts: set[int] = field(default_factory=set)  # ids of agreements whose text is another one now

    @property
    def changed(self) -> set[str]:
        """Sheets of which any row is new or different."""
        return {sheet for counts in (self.created, self.updated) for sheet, count in counts.items() if count}

    def count(self, sheet: str, *, created: int = 0, updated: int = 0, unchanged: int = 0) -> None:
        self.created[sheet] = self.created.get(sheet, 0) + created
        self.updated[sheet] = self.updated.get(sheet, 0) + updated
        self.unchanged[sheet] = self.unchanged.get(sheet, 0) + unchanged

    def wait(self, sheet: str, row: int, target: str, key: object) -> None:
        say = f"Not written, because {target} has no good row for '{key}'. Put that one right and import both."
        self.waiting.setdefault(sheet, {})[row] = say


def write(check: Check, scheme: Scheme | None, *, today: date) -> tuple[Scheme | None, Written]:
    """Write every good row of a check. The caller holds the transaction, and writes the line in the ledger.

    Gives None for the scheme when it is new and its own row is not good: then nothing was written.
    """
    written = Written()
    sheets = {sheet.name: sheet for sheet in check.sheets}
    if "scheme" in sheets:
        scheme = scheme_rows.write_scheme(check.good_rows(sheets["scheme"]), scheme, written)
    if scheme is None:
        return None, written

    register = Register(scheme).load_all()
    for name, sheet in sheets.items():
        if name == "scheme":
            continue
        rows = _ready(panel_rows.apart(name, check.good_rows(sheet), register, written), sheet, register, written)
        _write_sheet(sheet, rows, register, written, today)
        if name in LOADERS:
            register.load(name)
        if "scheme" in sheets and name == "agencies":
            scheme_rows.set_lead_agency(check.good_rows(sheets["scheme"]), register, written)
    agreement_texts.count_on(written.texts)
    return scheme, written


def _write_sheet(sheet: Sheet, rows: Iterable[Row], register: Register, written: Written, today: date) -> None:
    if sheet.name == "settings":
        scheme_rows.write_settings(rows, register, written, today=today)
    elif sheet.name == "agencies":
        scheme_rows.write_agencies(rows, register, written)
    elif sheet.name == "users":
        scheme_rows.write_users(rows, register, written)
    else:
        _write_table(TABLES[sheet.name], rows, register, written)


def _ready(rows: Iterable[Row], sheet: Sheet, register: Register, written: Written) -> Iterator[Row]:
    """Rows whose pointers lead somewhere; the others wait for a row that is bad."""
    own_target = "agencies" if sheet.name == "agencies" else None
    pointing = [column for column in sheet.columns if column.cell.target and column.cell.target != own_target]
    for row in rows:
        waits = _waits_for(row, pointing, register)
        if sheet.name == "referrals" and not waits:
            service = (row.values["service_agency"], row.values["service"])
            waits = None if register.has("services", service) else ("services", service[1])
        if waits:
            written.wait(sheet.name, row.number, *waits)
        else:
            yield row


def _waits_for(row: Row, pointing, register: Register) -> tuple[str, object] | None:
    for column in pointing:
        value = row.values.get(column.name, column.cell.empty)
        keys = value if isinstance(value, tuple) else (value,)
        for key in keys:
            if not register.has(column.cell.target, key):
                return column.cell.target, key
    return None


def _write_table(table: Table, rows: Iterable[Row], register: Register, written: Written) -> None:
    rows = iter(rows)
    written.count(table.name)
    while batch := list(islice(rows, BATCH)):
        keyed = {table.sheet.key_of(row.values): row.values for row in batch}
        found = _found(table, keyed, register)
        new, changed = [], []
        for key, values in keyed.items():
            if key not in found:
                new.append(_complete(table, values, register))
                continue
            kept = found[key]
            merged = _merged(table, kept.values, values, register)
            if merged is not None:
                changed.append((kept, merged))
        written.count(
            table.name, created=len(new), updated=len(changed), unchanged=len(keyed) - len(new) - len(changed)
        )
        written.texts |= set(agreement_texts.written_anew(table, new, changed, register))
        rows_written = _create(table, new, register) + _change(table, changed, register)
        if table.name == "people":
            written.people.update(row.pk for row in rows_written)
        elif "ref" in table.sheet.by_name:
            written.people.update(row.person_id for row in rows_written)


def _found(table: Table, keyed: Mapping, register: Register) -> dict[tuple, Kept]:
    """The stored rows of these keys, narrowed to the people, dates and numbers of the batch."""
    rows = table.kept(register, **_narrowed(table, list(keyed.values()), register))
    found = ((table.sheet.key_of(kept.values), kept) for kept in rows)
    return {key: kept for key, kept in found if key in keyed}


def _narrowed(table: Table, rows: list[Mapping], register: Register) -> dict[str, object]:
    narrow: dict[str, object] = {}
    for name in table.sheet.key:
        cell, values = table.sheet.by_name[name].cell, {row[name] for row in rows}
        if cell.target == "people":
            narrow["person_id__in"] = [register.id_of("people", ref) for ref in values if register.has("people", ref)]
        elif isinstance(cell, At):
            narrow[f"{name}__in"] = {value.at for value in values}
        elif isinstance(cell, Date):
            narrow[f"{name}__in"] = values
    if table.name == "people":
        refs = (row["ref"] for row in rows)
        narrow["pk__in"] = [register.id_of("people", ref) for ref in refs if register.has("people", ref)]
    return narrow


def _complete(table: Table, values: Mapping, register: Register) -> dict[str, object]:
    """A new row: columns that the file lacks are empty."""
    complete = {column.name: column.cell.empty for column in table.sheet.columns} | dict(values)
    fill_defaults(table.sheet, complete, register)
    return complete


def _merged(table: Table, kept: Mapping, values: Mapping, register: Register) -> dict[str, object] | None:
    """The stored row with the file's cells put in, or None when that changes nothing. Keys stay as they are kept."""
    merged = dict(kept) | {name: value for name, value in values.items() if name not in table.sheet.key}
    fill_defaults(table.sheet, merged, register)
    for name in values:
        cell = table.sheet.by_name[name].cell
        if name not in table.sheet.key and cell.identity(merged[name]) != cell.identity(kept[name]):
            return merged
    return None


def _instance(table: Table, values: Mapping, register: Register, **more: object) -> Model:
    attributes = table.attributes(table.main_columns, values, register) | table.derived(values, register)
    if hasattr(table.model, "entered_at"):
        more.setdefault("entered_at", timezone.now())
    return table.model(**attributes, **more)


def _create(table: Table, rows: list[dict], register: Register) -> list[Model]:
    made = table.model.objects.bulk_create([_instance(table, values, register) for values in rows])
    pairs = list(zip(made, rows, strict=True))
    for side in table.sides:
        _put_side(table, side, [pair for pair in pairs if side.wanted(pair[1])], register)
    _put_crowd(table, pairs, register)
    if table.name == "reviews":
        _put_on_agenda(made)
    return made


def _change(table: Table, rows: list[tuple[Kept, dict]], register: Register) -> list[Model]:
    if not rows:
        return []
    pairs = []
    for kept, values in rows:
        version = {"version": kept.version + 1} if table.has_version else {}
        pairs.append((_instance(table, values, register, pk=kept.pk, **version), values))
    _upsert(table.model, [row for row, _ in pairs], _fields(table, pairs[0][0]) + ["version"] * table.has_version)

    for side in table.sides:
        gone = [kept.pk for kept, values in rows if side.related in kept.sides and not side.wanted(values)]
        if gone:
            side.model.objects.filter(pk__in=gone).delete()
        _put_side(table, side, [pair for pair in pairs if side.wanted(pair[1])], register)
    if table.crowd:
        mine = {f"{table.crowd.mine}__in": [row.pk for row, _ in pairs]}
        table.crowd.through.objects.filter(**mine).delete()
        _put_crowd(table, pairs, register)
    return [row for row, _ in pairs]


def _fields(table: Table, row: Model) -> list[str]:
    """The concrete fields that a sheet carries, by name, its key left out."""
    names = {name for column in table.main_columns for name in table.bindings[column].names}
    names |= set(table.crowd.beside) if table.crowd else set()
    fields = [f for f in row._meta.concrete_fields if f.attname in names or f.name in names]
    return [f.name for f in fields if not f.primary_key]


def _upsert(model: type[Model], rows: list[Model], fields: list[str]) -> None:
    """One statement for any number of rows, which a row of CASE for each field would not be."""
    if rows and fields:
        model.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=fields
        )


def _put_side(table: Table, side: Side, pairs: list[tuple[Model, dict]], register: Register) -> None:
    """Write the siblings of these rows, those that are there and those that are not."""
    if not pairs:
        return
    key = side.model._meta.pk
    rows = []
    for parent, values in pairs:
        attributes = table.attributes(list(side.columns), values, register) | side.derived(values, register)
        person = parent.pk if table.name == "people" else parent.person_id
        attributes |= {key.attname: parent.pk, "person_id": person, "owner_id": parent.owner_id}
        if hasattr(side.model, "version"):
            attributes["version"] = parent.version
        rows.append(side.model(**attributes))
    stored = {f.name for f in side.model._meta.concrete_fields if not f.generated and not f.primary_key}
    _upsert(side.model, rows, sorted(stored))


def _put_crowd(table: Table, pairs: list[tuple[Model, dict]], register: Register) -> None:
    if not table.crowd:
        return
    bound = table.bindings[table.crowd.column]
    table.crowd.through.objects.bulk_create(
        table.crowd.through(**{table.crowd.mine: row.pk, table.crowd.theirs: pk})
        for row, values in pairs
        for pk in bound.store(values[table.crowd.column], register)
    )


def _put_on_agenda(reviews: list) -> None:
    """A person reviewed at a meeting was on its agenda: after those who are on it, in the order of the file."""
    meetings = {review.meeting_id for review in reviews}
    last = Counter(
        dict(AgendaItem.objects.filter(meeting__in=meetings).values_list("meeting").annotate(Max("position")))
    )
    items = []
    for review in reviews:
        last[review.meeting_id] += 1
        items.append(
            AgendaItem(meeting_id=review.meeting_id, person_id=review.person_id, position=last[review.meeting_id])
        )
    AgendaItem.objects.bulk_create(items, ignore_conflicts=True)
