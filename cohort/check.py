"""Whether somebody in custody is on the scheme, and whom to call: yes, no or perhaps, and nothing else of the record.

Asked by officers who meet nobody on the list, so it is worked out as the system and cut to the answer. Every answer takes
the same statements in the same order: how long it takes tells nothing that the answer does not.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from casework.doubles import MOST, THRESHOLD, Described, is_named, likeness
from casework.identifiers import InvalidIdentifier, canonical_pnc, canonical_prison_number
from casework.models import Allocation, Identity
from casework.overview import open_on
from casework.search import day_in, pnc_in
from cohort.models import Membership
from sharing.models import Capacity, Exclusion
from sharing.permissions import Role

# A date as DayField reads it, wherever it stands among the words of a name.
A_DAY = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[ .\-]+[A-Za-z]{3,}[ .,\-]+\d{4}"
)
CALL_FIRST = (Allocation.Role.POLICE_OM, *Allocation.LEAD_ROLES)
AT_THE_DESK = 2  # whom to call first, and whom then
NOBODY = 0  # an id that nobody has: lists of nobody are asked for too


class Unreadable(ValueError):
    """What was typed names nobody; the message says what to type."""


@dataclass(frozen=True)
class Asked:
    """Somebody as an officer knows them: by the number of the police or of a prison, or by name and day of birth."""

    pnc_id: str = ""
    name: str = ""
    born: date | None = None
    prison_number: str = ""

    @property
    def by(self):
        return "pnc" if self.pnc_id else "prison_number" if self.prison_number else "name"


@dataclass(frozen=True)
class Call:
    """Somebody to call."""

    name: str
    phone: str


@dataclass(frozen=True)
class Answer:
    """`call`: everyone who works with the person, or the co-ordinators. `desk`: whom a custody officer is told.

    Those are police and lead workers, never somebody whose work would tell what the person needs help with.
    """

    answer: str  # "yes", "no" or "maybe"
    call: tuple[Call, ...] = ()
    desk: tuple[Call, ...] = ()
    people: tuple[int, ...] = ()  # ids, for the ledger


def understood(text):
    """What was typed in the one box. Raises Unreadable."""
    text = " ".join(text.split())
    if number := pnc_in(text):
        return Asked(pnc_id=number)
    if number := prison_number_in(text):
        return Asked(prison_number=number)
    found = A_DAY.search(text)
    name = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" ,;") if found else text
    if found is None:
        raise Unreadable("Enter the date of birth as well as the name, or a PNC number.")
    born = day_in(found[0])
    if born is None:
        raise Unreadable(f"{found[0]} is no date of birth. Enter it as day, month and year, for example 3/5/1998.")
    if "," in name:  # as lists write it
        family, given = name.split(",", 1)
        name = f"{given} {family}".strip()
    if not name:
        raise Unreadable("Enter the full name as well as the date of birth, or a PNC number.")
    return Asked(name=name, born=born)


def prison_number_in(text):
    """The canonical prison number when the text is one, however it is spaced; else an empty text."""
    try:
        return canonical_prison_number(text.replace(" ", "").upper())
    except InvalidIdentifier:
        return ""


def misread(asked):
    """Whether the check letter of a PNC number says that it was misread; a number somebody has is never asked about."""
    try:
        return bool(asked.pnc_id) and not canonical_pnc(asked.pnc_id)
    except InvalidIdentifier:
        return True


def answer(scheme, asked, *, today, closed_to=NOBODY, at=None):
    """The Answer for a scheme (id) on a day. Call it as the system. Five statements, whatever the answer.

    `closed_to`: the id of a user; people whose records are closed to them `at` the moment are not there.
    """
    sure, near = _meant(scheme, asked)
    found = [*sure, *near] or [NOBODY]
    on_list = set(Membership.objects.on_scheme(on=today).filter(person__in=found).values_list("person_id", flat=True))
    closed = Exclusion.objects.filter(user_id=closed_to, person__in=found)
    on_list -= set((closed.running(at=at) if at else closed).values_list("person_id", flat=True))
    certain, likely = [pk for pk in sure if pk in on_list], [pk for pk in near if pk in on_list]
    people = certain or likely
    allocated, coordinating = _allocated(people or [NOBODY], today), _coordinating(scheme)
    if not people:
        return Answer("no")
    call = tuple(_call(row.user, row.agency) for row in allocated) or coordinating
    desk = tuple(_call(row.user, row.agency) for row in allocated if row.role in CALL_FIRST) or coordinating
    # Two who share name and day of birth cannot be told apart by them.
    return Answer("yes" if len(certain) == 1 else "maybe", call, desk[:AT_THE_DESK], tuple(people))


def _allocated(people, today):
    """Open allocations of these people, the police first, then lead workers, then the others."""
    rows = Allocation.objects.filter(open_on(today), person__in=people).select_related("user", "agency")
    order = [*CALL_FIRST, *(role for role in Allocation.Role if role not in CALL_FIRST)]
    return sorted(rows, key=lambda row: (people.index(row.person_id), order.index(row.role), row.start, row.pk))


def _coordinating(scheme):
    held = Capacity.objects.filter(agency__scheme=scheme, role=Role.COORDINATOR, active=True).order_by("pk")
    return tuple(_call(one.user, one.agency) for one in held.select_related("user", "agency"))


def _call(user, agency):
    return Call(user.name, user.phone or agency.phone) if user else Call(agency.name, agency.phone)


def _meant(scheme, asked):
    """(ids of those it surely is, ids of those it may be, the likeliest first)."""
    family = asked.name.rpartition(" ")[2]
    number = {"pnc_id": asked.pnc_id, "prison_number": asked.prison_number}
    number = {field: known for field, known in number.items() if known}
    if number:
        wanted = Q(**number)
    else:
        wanted = Q(date_of_birth=asked.born) | Q(date_of_birth__isnull=True, person__family_name__iexact=family)
    described = Described(family, asked.name.rpartition(" ")[0], asked.born, asked.pnc_id)
    sure, near = [], {}
    for row in Identity.objects.filter(wanted, scheme=scheme).select_related("person").order_by("pk")[:MOST]:
        if number or (row.date_of_birth and is_named(row, asked.name)):
            sure.append(row.person_id)
        elif (score := likeness(described, row)) >= THRESHOLD:
            near[row.person_id] = score
    return sure, sorted(near, key=lambda pk: (-near[pk], pk))
