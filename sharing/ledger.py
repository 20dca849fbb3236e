"""The ledger: one line for every change, one for every page that shows a person; in its transaction or not at all.

Records fetched through the policy note themselves while a `page` is open; what is shown otherwise is noted by hand.
"""

import contextlib
import json
import os
from contextvars import ContextVar

from django.db import DatabaseError, connection

from sharing import operations, verifier
from sharing.models.ledger import LedgerEntry

Operation = LedgerEntry.Operation

# What a line says; number, transaction and moment are the database's own.
SAID = [
    field.attname for field in LedgerEntry._meta.local_fields if not field.primary_key and not field.has_db_default()
]
# Without RETURNING, which would ask row-level security whether the writer may also read: that is dearer than the line.
INSERT = f"""with number as materialized (select nextval('sharing_ledgerentry_id_seq') as id),
    line as (insert into sharing_ledgerentry (id, {", ".join(SAID)}) select id, {", ".join(["%s"] * len(SAID))} from number)
    select id from number"""  # noqa: S608, our own columns


class LedgerFailed(Exception):
    """The line could not be written, so nothing may be shown or done."""


class Page:
    """What one answer showed: records by kind, people, categories."""

    def __init__(self):
        self.records = {}
        self.people = set()
        self.categories = set()
        self.basis = {}
        self.bases = {}
        self.recipients = set()
        self.said = {}

    def note(self, kind, *, people, ids=(), categories=(), bases=()):
        self.records.setdefault(kind, set()).update(ids)
        self.people.update(people)
        self.categories.update(int(category) for category in categories)
        for basis, category in bases:
            self.bases.setdefault(basis, set()).add(int(category))

    def rests_on(self, basis, categories):
        self.basis.setdefault(basis, set()).update(int(category) for category in categories)

    @property
    def facts(self):
        records = {kind: sorted(ids) for kind, ids in sorted(self.records.items())}
        basis = {words: sorted(numbers) for words, numbers in sorted(self.basis.items())}
        return {
            "records": records,
            "categories": sorted(self.categories),
            **({"basis": basis} if basis else {}),
            **({"bases": {why: sorted(numbers) for why, numbers in sorted(self.bases.items())}} if self.bases else {}),
            **self.said,
        }


_open: ContextVar[Page | None] = ContextVar("open_page", default=None)


@contextlib.contextmanager
def page(event, *, by, operation=Operation.CONSULTATION, subject=None, **facts):
    """Collect what the body shows and write it as one line at its end; a body that raises writes nothing.

    Raises LedgerFailed when the line cannot be written: the caller must not show the answer.
    """
    shown = Page()
    before = _open.set(shown)
    try:
        yield shown
    finally:
        _open.reset(before)
    if shown.people or shown.said:
        to = {"people": shown.people, "recipients": shown.recipients}
        record(event, by=by, operation=operation, subject=subject, **to, **shown.facts, **facts)


def note(kind, *, people, ids=(), categories=(), bases=()):
    """Note records shown on the open page: `kind` such as "casework.contact", ids inside. No page open, no effect.

    `bases`: pairs of why something could be shown, in the words of the policy, and the category it was shown of.
    """
    shown = _open.get()
    if shown is not None:
        shown.note(kind, people=people, ids=ids, categories=categories, bases=bases)


def shown_to(agencies):
    """Say that other agencies (ids) look at the open page as well, such as those round the table of a conference."""
    shown = _open.get()
    if shown is not None:
        shown.recipients.update(agencies)


def rests_on(basis, categories):
    """Say on the open page that categories were shown on a basis out of the ordinary: `emergency:2026-04-01T09:30`."""
    shown = _open.get()
    if shown is not None:
        shown.rests_on(basis, categories)


def say(**facts):
    """Put facts on the open page's line, such as the purpose somebody gave; it is then written whatever is shown."""
    shown = _open.get()
    if shown is not None:
        shown.said.update(facts)


def record(
    event,
    *,
    by=None,
    doer="",
    operation=None,
    subject=None,
    people=None,
    recipients=(),
    reason="",
    **facts,
):
    """Write one line. `by` is a viewer; without one `doer` says which command or task acted. `facts` never hold content.

    Which operation it is stands in `sharing.operations`. `recipients`: ids of agencies that something was disclosed to.
    `reason`: as typed, where access was out of the ordinary. Raises LedgerFailed, which undoes the act it was to tell of.
    """
    if people is None:
        people = [subject.person_id] if getattr(subject, "person_id", None) else []
    scheme_id = getattr(by, "scheme_id", None) or facts.pop("scheme_id", None)
    facts = json.loads(json.dumps(facts))  # as the database will give them back
    salt = os.urandom(16)
    line = LedgerEntry(
        event=event,
        operation=operation or operations.OF_EVENT.get(event, Operation.ALTERATION),
        scheme_id=scheme_id,
        capacity_id=getattr(by, "capacity_id", None),
        user_id=getattr(by, "user_id", None),
        agency_id=getattr(by, "agency_id", None),
        doer=doer,
        people=sorted(people),
        recipients=sorted(recipients),
        subject=f"{subject._meta.label_lower}:{subject.key}" if subject is not None else "",
        facts=facts,
        reason=reason,
        salt=salt,
        commitment=verifier.commitment(salt, {"facts": facts, "reason": reason}),
    )
    try:
        line.pk = _inserted(line)
    except DatabaseError as error:
        raise LedgerFailed(event) from error
    return line


def _inserted(line):
    """The number of the new line, taken before it is written: who adds a line need not be one who may read it."""
    fields = [line._meta.get_field(name) for name in SAID]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [field.get_db_prep_save(getattr(line, field.attname), connection) for field in fields])
        return cursor.fetchone()[0]


def erase(entries, *, by, rule):
    """Remove the details of lines (ids) under a retention rule; the seal stays whole. Returns the id of its own line.

    Who, when, which act and which ids stay; what the line said beyond that is gone. The database does it and writes the
    line in one function, so that neither happens without the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select sharing_ledger_erase(%s::bigint[], %s, %s::bigint, %s::bigint, %s::bigint, %s::bigint)",
            [sorted(entries), rule, by.scheme_id, by.capacity_id, by.user_id, by.agency_id],
        )
        return cursor.fetchone()[0]


def entries_about(person):
    """Lines of acts that showed or touched this person, newest first: who has looked.

    The whole of it is there for governance leads, co-ordinators and the system; anyone else finds their own lines alone.
    """
    return LedgerEntry.objects.about(person.pk).order_by("-at", "-pk")
