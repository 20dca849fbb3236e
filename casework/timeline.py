"""What happened, newest first: every floor registers its sources, and one statement fetches them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.models import Allocation, Arrest, Contact, DrugTest, Enforcement, Offence, Status
from casework.overview import where_words, who
from casework.reference import offence_classes
from sharing.dates import london_date
from sharing.gather import part
from sharing.links import midnight

GROUPS = (
    ("contacts", "Contacts"),
    ("plan", "Plan"),
    ("where", "Where and who"),
    ("offending", "Offences"),
    ("decisions", "Decisions"),
)


@dataclass(frozen=True)
class Entry:
    """One line of a timeline. `at` is a moment, or a date where the time is not known."""

    at: date | datetime
    title: str
    by: str = ""
    text: str = ""

    @property
    def timed(self):
        return isinstance(self.at, datetime)

    @property
    def day(self):
        return london_date(self.at)


@dataclass(frozen=True)
class Source:
    """`part(until, limit)` names the records up to a day, newest first; `entry(row)` is the line of one of them."""

    name: str
    group: str
    part: Callable
    entry: Callable


SOURCES: list[Source] = []


def parts(until, limit, show=""):
    """The parts of all sources, or of one group of them."""
    return {
        f"timeline_{source.name}": source.part(until, limit)
        for source in SOURCES
        if not show or source.group == show
    }  # fmt: skip


def entries(found, show=""):
    """[(row, Entry)] of what was found, newest first; within a day what has a time goes before what has none."""
    lines = [
        (row, source.entry(row))
        for source in SOURCES
        if not show or source.group == show
        for row in found[f"timeline_{source.name}"]
    ]
    return sorted(lines, key=lambda line: order(line[1]), reverse=True)


def order(entry):
    return (entry.day, entry.at if entry.timed else midnight(entry.day))


def up_to(records, field, until, *, moments=False):
    """Records whose day is known and not after `until`, newest first."""
    last = midnight(until + timedelta(days=1)) if moments else until
    known = records.filter(**{f"{field}__lt" if moments else f"{field}__lte": last})
    return known.order_by(f"-{field}", "-pk")


def dated(name, group, records, field, entry, *names, **paths):
    """A source of records with a plain date."""
    SOURCES.append(
        Source(
            name,
            group,
            lambda until, limit: part(up_to(records(), field, until), field, *names, limit=limit, noted=False, **paths),
            entry,
        )
    )


def timed(name, group, records, field, entry, *names, **paths):
    """A source of records with a moment, whose time may not be known."""
    SOURCES.append(
        Source(
            name,
            group,
            lambda until, limit: part(
                up_to(records(), field, until, moments=True),
                field,
                f"{field}_time_known",
                *names,
                limit=limit,
                noted=False,
                **paths,
            ),
            entry,
        )
    )


def moment(row, field):
    """The moment of a row, or its date where the time is not known."""
    at = getattr(row, field)
    return at if getattr(row, f"{field}_time_known") else london_date(at)


def contact(row):
    by = f"{row.user}, {row.agency}" if row.user else row.agency
    title = f"{row.outcome_words}: {row.kind_words.lower()}"
    return Entry(moment(row, "planned_for"), title, by, row.note or "")


def drug_test(row):
    words = row.result_words.lower() if row.result else ""
    return Entry(moment(row, "taken_at"), f"Drug test taken{': ' + words if words else ''}", row.owner or "")


def arrest(row):
    known = offence_classes().get(row.offence_code)
    return Entry(moment(row, "arrested_at"), "Arrested", row.agency or row.owner, known.description if known else "")


def offence(row):
    known = offence_classes().get(row.offence_code)
    return Entry(row.charged_on, "Charged", row.owner, known.description if known else row.offence_code)


def status(row):
    return Entry(row.start, where_words(row), row.owner)


def allocation(row):
    return Entry(row.start, f"{row.role_words}: {who(row)}", row.owner)


def enforcement(row):
    return Entry(row.decided_on, row.kind_words, row.agency or row.owner, row.reason)


OWNER = {"owner": "owner__name"}
timed(
    "contacts", "contacts", lambda: Contact.objects.exclude(outcome=Contact.Outcome.PLANNED), "planned_for", contact,
    "kind", "outcome", agency="agency__name", user="user__name", note="detail__note",
)  # fmt: skip
timed("tests", "contacts", DrugTest.objects.all, "taken_at", drug_test, **OWNER, result="detail__result")
timed("arrests", "offending", Arrest.objects.all, "arrested_at", arrest, "offence_code", **OWNER, agency="agency__name")
dated("offences", "offending", Offence.objects.all, "charged_on", offence, "offence_code", **OWNER)
dated("statuses", "where", Status.objects.all, "start", status, "status", "establishment", **OWNER)
dated(
    "allocations", "where", Allocation.objects.all, "start", allocation, "role", **OWNER, user="user__name",
    agency="agency__name",
)  # fmt: skip
dated(
    "enforcement", "decisions", Enforcement.objects.all, "decided_on", enforcement, "kind", "reason", **OWNER,
    agency="agency__name",
)  # fmt: skip
