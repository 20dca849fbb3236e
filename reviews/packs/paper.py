"""A pack on paper: the front sheet, the agenda, a chapter for each person, as a tagged PDF."""

import hashlib
import io
from dataclasses import dataclass, field

import pikepdf
from django.apps import apps
from django.db import transaction

from casework.models import Person
from reviews.models import AgendaItem, Review
from reviews.packs.known import on_record
from reviews.packs.reader import Reader
from reviews.packs.sheet import sheet
from sharing.dates import clock
from sharing.jobs import Refused
from sharing.links import LONDON
from sharing.looking import looking_as, looking_as_system
from sharing.models import Agreement
from sharing.pdf import pdf_from_template
from sharing.policy import Category, Reach

TEMPLATE = "pdf/conference.html"
DESCRIPTORS = ((Category.INTELLIGENCE, "INTELLIGENCE"), (Category.RISK, "RISK"), (Category.HEALTH, "HEALTH"))


class PackRefused(Refused):
    """The pack may not be made; the message says why in words for the user."""


@dataclass(frozen=True)
class Pack:
    """A pack as made: the bytes, and what the ledger and the list of packs say of it."""

    data: bytes
    marking: str
    people: tuple  # ids
    told: dict  # model label -> ids
    categories: tuple
    withheld: int
    bases: dict = field(default_factory=dict)  # why it could be told, in the words of the policy -> categories

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()

    @property
    def pages(self):
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            return len(pdf.pages)


def agenda(meeting):
    """(person, slot in words) in order: who stands on the agenda; of an imported meeting, who was reviewed."""
    items = AgendaItem.objects.filter(meeting=meeting).select_related("person")
    rows = [(item.person, clock(item.slot_at) if item.slot_at else "") for item in items]
    if rows:
        return rows
    reviewed = Review.objects.filter(meeting=meeting).values("person")
    return [(person, "") for person in Person.objects.filter(pk__in=reviewed).order_by("sort_name", "pk")]


def pack(meeting, capacity, *, at, copy_number=None, behind_walls=True):
    """The pack of one meeting for one capacity, as known at a moment. Raises PackRefused.

    `behind_walls`: every record told in full is asked for again as that capacity, through row security alone; off for a
    look back at a day when the capacity was on the case and is no more.
    """
    if capacity.reach < Reach.AGENCY:
        raise PackRefused(f"{capacity.user} does not meet the people of this meeting.")
    with looking_as_system(), transaction.atomic():
        reader, context = _content(meeting, capacity, at=at)
    if behind_walls:
        _ask_again(reader, capacity)
    context |= {"meeting": meeting, "capacity": capacity, "copy_number": copy_number, "made_at": at}
    context |= {"marking": marking(reader.categories), "withheld": reader.withheld.total()}
    return Pack(
        data=pdf_from_template(TEMPLATE, context),
        marking=context["marking"],
        people=tuple(person.pk for person in reader.people),
        told=reader.told,
        categories=tuple(sorted(reader.categories)),
        withheld=reader.withheld.total(),
        bases={why: sorted(numbers) for why, numbers in sorted(reader.bases.items())},
    )


def _content(meeting, capacity, *, at):
    on = at.astimezone(LONDON).date()
    rows = agenda(meeting)
    reader = Reader(capacity, [person for person, _ in rows], at=at)
    there = {person.pk for person in reader.people}
    rows = [(person, slot) for person, slot in rows if person.pk in there]
    record = on_record(there, on=on)
    cut = {"record": record, "reader": reader, "on": on, "before": meeting.held_on}
    sheets = [sheet(person, slot=slot, **cut) for person, slot in rows]
    return reader, {
        "sheets": sheets,
        "on": on,
        "basis": _basis_words(meeting, reader.bases),
        "invited": list(meeting.attendances.select_related("agency").order_by("agency__position", "agency_id")),
    }


def marking(categories):
    """The protective marking, from what the pack tells: personal data always, and what needs more care by name."""
    named = [word for category, word in DESCRIPTORS if category in categories]
    return "OFFICIAL-SENSITIVE" + (f" [{', '.join(named)}]" if named else "")


def _basis_words(meeting, bases):
    """Why the reader may have this, a line each: own records, agreements by title and law, consent, disclosures."""
    codes = {basis.split(":", 1)[1].split("+")[0] for basis in bases if basis.startswith("rule:")}
    lines = ["Records of your own agency."] if "own" in bases else []
    for agreement in Agreement.objects.filter(scheme=meeting.scheme_id, code__in=codes).order_by("code"):
        lines.append(f"{agreement.title} ({agreement.lawful_basis}).")
    if any("+consent:" in basis for basis in bases):
        lines.append("Where the agreement asks for it, the person's consent.")
    if any(basis.startswith("disclosure:") for basis in bases):
        lines.append("A disclosure made to your agency for this person.")
    return lines


def _ask_again(reader, capacity):
    """The second wall: what was told in full, asked for as the capacity itself. Raises PackRefused."""
    with looking_as(capacity.pk), transaction.atomic():
        for label, ids in reader.told_in_full.items():
            model = apps.get_model(label)
            if model.objects.filter(pk__in=ids).count() != len(ids):
                raise PackRefused(f"{capacity.user} may not see everything this pack would tell. Ask the co-ordinator.")
