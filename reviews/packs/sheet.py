"""What a pack says about one person: plain values for the paper, every one of them let through by the reader.

What the reader may not have is absent here, not empty: the paper cannot print what it does not get.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from casework import models as casework
from casework.reference import GROUP_WORDS, offence_classes, prisons
from cohort import models as cohort
from pathways import models as pathways
from reviews.models import Review
from reviews.packs.plan import needs, plan
from sharing.dates import london_date
from sharing.policy import Level

WEEKS = 13
NOTES = 6  # the latest that are printed; missed contacts are all printed
MISSED = casework.Contact.Outcome.UNACCEPTABLE_ABSENCE
KEPT = casework.Contact.Outcome.ATTENDED
A_YEAR = timedelta(days=365)
HELD_BY_OTHERS = (
    (casework.Address, "Where the person lives"),
    (casework.Job, "Work"),
)


@dataclass
class Sheet:
    """One person. Lists are empty and values None where there is nothing to tell, for whatever reason."""

    name: str
    slot: str
    born_on: date | None = None
    age: int | None = None
    joined_on: date | None = None
    strands: list = field(default_factory=list)
    mappa: str = ""
    status: casework.Status | None = None
    establishment: str = ""
    address: casework.Address | None = None
    job: casework.Job | None = None
    workers: list = field(default_factory=list)
    orders: list = field(default_factory=list)
    enforcement: list = field(default_factory=list)
    since: date | None = None
    last_review: Review | None = None
    in_short: list = field(default_factory=list)
    plan: list = field(default_factory=list)
    referrals: list = field(default_factory=list)
    needs: list = field(default_factory=list)
    weeks: list = field(default_factory=list)
    contacts: list = field(default_factory=list)  # (contact, note): the missed ones, and those with a note to tell
    kept: int = 0
    missed: int = 0
    tests: list = field(default_factory=list)
    offences: list = field(default_factory=list)
    offences_before: int = 0
    offences_summary: str = ""
    arrests: list = field(default_factory=list)
    intelligence: list = field(default_factory=list)
    risk: list = field(default_factory=list)
    scores: list = field(default_factory=list)
    held: list = field(default_factory=list)  # (what, whom to ask about it)
    withheld: bool = False


def sheet(person, *, slot, record, reader, on, before):
    """The Sheet of one person. `record`: `known.on_record`; `on`: the day it was known on; `before`: of the meeting."""

    def rows(model):
        return record[model][person.pk]

    made = Sheet(name=person.full_name, slot=slot)
    _who(made, rows, reader, on)
    _where(made, rows, reader)
    _since_last(made, rows, reader, on, before)
    plan(made, rows, reader)
    needs(made, rows, reader)
    _contacts(made, rows, reader, on)
    _tests(made, rows, reader)
    _offending(made, rows, reader, on)
    _risk(made, rows, reader)
    made.in_short = list(_in_short(made))
    made.withheld = reader.withheld[person.pk] > 0
    return made


def _who(made, rows, reader, on):
    for identity in reader.let(rows(casework.Identity)):
        made.born_on = identity.date_of_birth
        made.age = identity.date_of_birth and _age(identity.date_of_birth, on)
    for membership in reader.let(rows(cohort.Membership))[:1]:
        made.joined_on = membership.selected_on
        made.strands = [cohort.Membership.Strand(strand).label for strand in membership.strands]
    for mappa in reader.let(rows(casework.Mappa)):
        made.mappa = f"Category {mappa.mappa_category}, level {mappa.mappa_level}"


def _age(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _where(made, rows, reader):
    for status in reader.let(_open(rows(casework.Status)))[:1]:
        made.status = status
        prison = prisons().get(status.establishment)
        made.establishment = prison.name if prison else status.establishment
    made.workers = reader.let(_open(rows(casework.Allocation)))
    made.orders = reader.let(rows(casework.Order))
    for name, model in (("address", casework.Address), ("job", casework.Job)):
        told = reader.let(_open(rows(model)))
        setattr(made, name, told[0] if told else None)
    for model, what in HELD_BY_OTHERS:
        for row in reader.at_summary(_open(rows(model))):
            made.held.append((what, reader.whom_to_ask(row)))


def _open(spells):
    return [row for row in spells if row.end is None]


def _since_last(made, rows, reader, on, before):
    reviews = reader.let([row for row in rows(Review) if row.meeting.held_on < before])
    made.last_review = reviews[0] if reviews else None
    made.since = made.last_review.meeting.held_on if made.last_review else made.joined_on or on - timedelta(weeks=WEEKS)
    made.enforcement = [row for row in reader.let(rows(casework.Enforcement)) if row.decided_on >= made.since]


@dataclass
class Week:
    starts_on: date
    kept: int
    missed: int
    excused: int


def _contacts(made, rows, reader, on):
    told = [row for row in reader.let(rows(casework.Contact)) if row.outcome != casework.Contact.Outcome.PLANNED]
    first = on - timedelta(days=on.weekday()) - timedelta(weeks=WEEKS - 1)
    for number in range(WEEKS if told else 0):
        monday = first + timedelta(weeks=number)
        days = [row for row in told if monday <= london_date(row.planned_for) < monday + timedelta(weeks=1)]
        kept, missed = (sum(row.outcome == outcome for row in days) for outcome in (KEPT, MISSED))
        excused = sum(row.outcome == casework.Contact.Outcome.ACCEPTABLE_ABSENCE for row in days)
        made.weeks.append(Week(monday, kept, missed, excused))
    since = [row for row in told if london_date(row.planned_for) >= made.since]
    noted = [(row, detail.note) for row in since if (detail := reader.detail(row)) and detail.note][:NOTES]
    missed = [(row, "") for row in since if row.outcome == MISSED and row not in {told for told, _ in noted}]
    made.contacts = sorted([*noted, *missed], key=lambda pair: pair[0].planned_for, reverse=True)
    made.kept, made.missed = (sum(row.outcome == outcome for row in since) for outcome in (KEPT, MISSED))


def _tests(made, rows, reader):
    """Results in full; at summary that a test was taken, and when."""
    for test in reader.let(rows(casework.DrugTest), least=Level.SUMMARY):
        if london_date(test.taken_at) >= made.since:
            result = getattr(test, "detail", None)
            full = result is not None and reader.level_of(result) == Level.FULL and reader.tell(result)
            made.tests.append((test.taken_at, result if full else None))


def _offending(made, rows, reader, on):
    everything = rows(casework.Offence)
    full = reader.let(everything)
    recent = [row for row in full if (row.charged_on or row.outcome_on or on) > on - A_YEAR]
    made.offences = [(row, _offence_words(row.offence_code)) for row in recent]
    made.offences_before = len(full) - len(recent)
    made.arrests = [
        (row.arrested_at, _offence_words(row.offence_code))
        for row in reader.let(rows(casework.Arrest))
        if london_date(row.arrested_at) >= made.since
    ]
    summary = reader.at_summary(everything)
    if summary:
        made.offences_summary = _offences_in_short(summary)
    made.intelligence = [row for row in reader.let(rows(casework.Intelligence)) if row.received_on >= made.since]


def _offence_words(code):
    known = offence_classes().get(code)
    return known.description if known else code


def _offences_in_short(offences):
    """Number, group and month of the latest: all that summary tells."""
    number = f"{len(offences)} offence{'' if len(offences) == 1 else 's'} on record"
    dated = [(row.offence_on or row.charged_on or row.outcome_on, row) for row in offences]
    dated = [(day, row) for day, row in dated if day]
    if not dated:
        return f"{number}."
    day, latest = max(dated, key=lambda pair: (pair[0], pair[1].number))
    known = offence_classes().get(latest.offence_code)
    group = GROUP_WORDS.get(known.group, "") if known else ""
    return f"{number}. The latest: {group or 'group not known'}, {day:%B %Y}."


def _risk(made, rows, reader):
    made.risk = reader.let(rows(casework.RiskAssessment))
    latest = {}
    for score in reader.let(rows(cohort.Score)):
        latest.setdefault(score.tool, score)
    made.scores = list(latest.values())


def _in_short(made):
    """What happened since the last review, in sentences, from what is told below alone."""
    if made.weeks:
        yield f"{_number(made.kept, 'contact')} kept, {made.missed} missed without a good reason."
    if made.arrests:
        yield f"{_number(len(made.arrests), 'arrest')}."
    if made.tests:
        yield f"{_number(len(made.tests), 'drug test')} taken."
    done = sum(row.status == pathways.Action.Status.DONE.label for row in made.plan)
    still = sum(row.closed_on is None for row in made.plan)
    if made.plan:
        yield f"{_number(done, 'action')} done, {still} still open."
    for row in made.enforcement:
        yield f"{row.get_kind_display()} on {row.decided_on.day} {row.decided_on:%B %Y}."


def _number(number, word):
    return f"{number} {word}{'' if number == 1 else 's'}"
