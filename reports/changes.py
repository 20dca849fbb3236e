"""Issuing packs and returns. What is issued is never changed; a correction is a further pack."""

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import date, timedelta

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from reports.figures import for_steering, pack, pdf_of, xlsx_of
from reports.models import DataReturn, IssuedPack
from reports.returns import data_return
from sharing import ledger
from sharing.calendar import add_months
from sharing.changes import work
from sharing.fields import new_key
from sharing.looking import looking_as_system

PACK = "performance_pack"  # the kind of job


class DayNotOver(ValueError):
    """A pack says how things stand at the end of a day, so the day must be over or today."""


@dataclass(frozen=True)
class Prepared:
    """A pack that is made and not yet issued."""

    number: int
    figures: dict
    pdf: bytes
    xlsx: bytes


@transaction.atomic
def pack_ask(*, as_of, by, today, at):
    """Ask for a pack as at the end of a day; a worker makes it. The answer is the job. Raises DayNotOver."""
    if as_of > today:
        raise DayNotOver(as_of)
    job = work.job_start(kind=PACK, by=by, capacities=(), facts={"as_of": as_of.isoformat()}, at=at)
    ledger.record("pack_ask", by=by, operation=ledger.Operation.COMBINATION, as_of=as_of.isoformat())
    return job


def pack_prepare(*, scheme, as_of, at):
    """Work out a pack and draw its files: seconds of work, outside any transaction of the caller."""
    with looking_as_system(), transaction.atomic():
        figures = for_steering(scheme, pack(scheme, as_of=as_of, at=at))
        number = 1 + (IssuedPack.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"] or 0)
    pdf = pdf_of(figures, number=number, at=at)
    return Prepared(number=number, figures=figures, pdf=pdf, xlsx=xlsx_of(figures, at=at))


@transaction.atomic
def pack_issue(prepared, *, scheme, at, by=None, part=None):
    """Issue a prepared pack: files kept, figures frozen, hashes in the ledger. `by` nobody: made ahead, by the clock.

    With `part`, the job's part is finished in the same transaction; raises LeaseLost, and issues nothing, where another
    worker has it. Raises IntegrityError where the number was taken or the day's pack is there: prepare again.
    """
    figures, folder = prepared.figures, f"performance/{scheme.key}"
    issued = IssuedPack(
        key=part.job.key if part else new_key(),  # so that who waits for the job is led to the pack
        scheme=scheme,
        number=prepared.number,
        as_of=date.fromisoformat(figures["as_of"]),
        period_from=date.fromisoformat(figures["period"]["from"]),
        period_to=date.fromisoformat(figures["period"]["to"]),
        made_at=at,
        made_by_id=by and by.capacity_id,
        marking=figures["marking"],
        figures=figures,
        pages=_pages(prepared.pdf),
        pdf_sha256=hashlib.sha256(prepared.pdf).hexdigest(),
        pdf_size=len(prepared.pdf),
        xlsx_sha256=hashlib.sha256(prepared.xlsx).hexdigest(),
        xlsx_size=len(prepared.xlsx),
    )
    # Before the row, so that no row ever points to nothing; a file without a row is never shown.
    issued.pdf_file = default_storage.save(f"{folder}/{issued.key}.pdf", ContentFile(prepared.pdf))
    issued.xlsx_file = default_storage.save(f"{folder}/{issued.key}.xlsx", ContentFile(prepared.xlsx))
    if part is not None:
        work.part_finish(part, at=at)
    issued.save(force_insert=True)
    ledger.record(
        "pack_issue",
        by=by,
        doer="" if by else "clock",
        operation=ledger.Operation.COMBINATION,
        subject=issued,
        scheme_id=scheme.pk,
        number=issued.number,
        pdf_sha256=issued.pdf_sha256,
        xlsx_sha256=issued.xlsx_sha256,
    )
    return issued


@transaction.atomic
def pack_download(issued, *, kind, by):
    """The bytes of an issued file, as they were issued, and a ledger line that they went out.

    Raises FileChanged when the file is not what was issued.
    """
    name, expected = (issued.pdf_file, issued.pdf_sha256) if kind == "pdf" else (issued.xlsx_file, issued.xlsx_sha256)
    with default_storage.open(name) as kept:
        data = kept.read()
    if hashlib.sha256(data).hexdigest() != expected:
        raise FileChanged(issued.key)
    ledger.record(
        "pack_download", by=by, operation=ledger.Operation.DISCLOSURE, subject=issued, kind=kind, sha256=expected
    )
    return data


class FileChanged(RuntimeError):
    """A kept file is not what was issued: nobody gets it, and somebody has to look."""


@transaction.atomic
def return_issue(*, scheme, month, by, today, at):
    """Freeze the return of a month as it is made today. Raises DayNotOver while the month still runs."""
    if month_end(month) > today:
        raise DayNotOver(month)
    with looking_as_system():
        found = data_return(scheme, month=month, on=today)
    text = json.dumps(found["measures"], sort_keys=True)
    issued = DataReturn.objects.create(
        scheme=scheme,
        month=month.replace(day=1),
        made_at=at,
        made_by_id=by.capacity_id,
        measures=found["measures"],
        gaps=len(found["gaps"]),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    ledger.record("return_issue", by=by, operation=ledger.Operation.COMBINATION, subject=issued, sha256=issued.sha256)
    return issued


def month_end(month):
    """The last day of the calendar month that the day lies in."""
    return add_months(month.replace(day=1), 1) - timedelta(days=1)


def _pages(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
