"""How each address is asked: one line an address, in the order of the house. A new address fails until it has its line.

The permission, the methods and the row in the address stand in PAGES of tests/guards/test_permissions.py already. What is
told here is the rest: which records the page shows, which typed texts it prints, and a form that works.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from cohort.letters import shipped
from tests.guards.test_permissions import PAGES
from tests.matrix.cast import PERSONAS, RELATIONS, WORKING
from tests.matrix.oracle import CATEGORIES, FULL, NONE

NOWHERE = "nwhere234567"


@dataclass(frozen=True)
class Recipe:
    """What one address shows and takes.

    `rows`: kinds of record a GET shows, each whole or as far as a condition on (cell, row) says; exactly these, of every
    one the persona may see. None: whatever it shows must be allowed, and nothing more is said of it.
    `told`: its line is written whatever it shows, about the person in the address if there is one.
    `says`: the texts printed, as "kind.field", each always or as far as a condition on (cell, row) says; exactly these, of
    the rows shown. None: as far as allowed. `might_say`: texts of what may be shown besides.
    `maybe`: kinds it may show besides, some rows of each: the latest few of many.
    `also`: kinds fetched besides, whose categories stand in the line: the detail of a record, each always or as far as a
    condition on (cell, row) says.
    `body`: (cell) -> fields of a form that works. `sent`: what answers it.
    `event`: the line the form writes, or (cell) -> that; None where it does nothing.
    `finds`: (cell) -> the categories of what the page works out by itself and shows besides its records.
    `names`: (cell) -> the agencies that its main part names, forms aside, by their codes: exactly these. None: those whose
    records are shown, and whoever is on the case knows who else is.
    `query`: what is asked in the address. `got`: what answers a GET. `about`: whose row is in the address. The last two
    only where it is another than PAGES says.
    """

    rows: dict | tuple | None = None
    says: dict | tuple | None = None
    also: dict | tuple = ()
    maybe: tuple = ()
    told: bool = False
    might_say: tuple = ()
    finds: Callable = lambda cell: set()
    names: Callable | None = None
    query: str = ""
    body: Callable | None = None
    sent: int | tuple | None = None
    event: str | Callable | None = None
    about: str | None = None
    got: int | None = None

    def shows(self, cell, row):
        """Whether the page is to show this record to somebody who may see it."""
        if isinstance(self.rows, dict):
            return row.kind in self.rows and self.rows[row.kind](cell, row)
        return row.kind in self.rows

    def fetches(self, cell, row):
        """Whether this detail is fetched beside its record."""
        if isinstance(self.also, dict):
            return row.kind in self.also and self.also[row.kind](cell, row)
        return row.kind in self.also

    def prints(self, cell, text):
        """Whether the page is to print this text where it shows its record."""
        if isinstance(self.says, dict):
            return text.name in self.says and self.says[text.name](cell, text.row)
        return text.name in self.says


@dataclass(frozen=True)
class Cell:
    """One square of the matrix: who asks what, how, about whom."""

    world: object
    route: object
    method: str
    name: str  # of the persona
    relation: str

    @property
    def oracle(self):
        return self.world.oracle

    @property
    def persona(self):
        return PERSONAS[self.name]

    @property
    def recipe(self):
        return RECIPES.get(self.route.name, Recipe())  # of one that nobody has told of, only what is allowed is asked

    @property
    def page(self):
        return PAGES[self.route.name]

    @property
    def about(self):
        return self.recipe.about or self.page.about

    @property
    def subject(self):
        """The row named in the address, if one is."""
        return self._subject[0](self) if self.about else None

    @property
    def met(self):
        """Whether the persona meets the row in the address, or may touch it where the act is to touch it."""
        return self._subject[1](self) if self.about else True

    @property
    def _subject(self):
        return SUBJECTS.get(self.about, SUBJECTS["nowhere"])

    def may(self, permission):
        return self.oracle.may(self.name, permission)

    def there(self, relation=None):
        return self.oracle.is_there(self.name, relation or self.relation)

    def __str__(self):
        return f"{self.method} {self.route.name} as {self.name}, {RELATIONS[self.relation]}"


# Rows in addresses: how the one for the cell is found, and by whom it is met.


def _record(kind, mine=lambda cell, row: row.owner == cell.persona.agency):
    """The persona's own record of the kind about the person, where there is one; else the first."""

    def find(cell):
        rows = cell.world.rows_of(kind, cell.relation)
        return next((row for row in rows if mine(cell, row)), rows[0])

    return find


def _acts(cell, row):
    return row.it.agency.code == cell.persona.agency


def _missed(cell, row):
    return _acts(cell, row) and row.it.outcome == "unacceptable_absence"


CONSENT = _record("sharing.consent")
STATUS = _record("casework.status", lambda cell, row: row.it.end is None)
NOMINATION = _record("cohort.nomination")
ACTION, CONTACT = _record("pathways.action", _acts), _record("casework.contact", _missed)


def _action_met(cell):
    row = ACTION(cell)
    return cell.oracle.sees(cell.name, row) > NONE and (_acts(cell, row) or cell.may("meeting_run"))


def _where_met(cell):
    return cell.oracle.works(cell.name, cell.relation) and cell.oracle.sees(cell.name, STATUS(cell)) == FULL


def _contact_met(cell):
    row = CONTACT(cell)
    return cell.oracle.sees(cell.name, row) == FULL and _acts(cell, row)


def _office(cell, kind):
    """The request of the one person who made one, and the part of it."""
    return next((row.it for row in cell.world.rows_of(kind, cell.relation)), None)


def _part_met(cell):
    """Those of the agency who meet the person; whoever is met by name alone answers for nobody."""
    own = cell.persona.agency == "health" and cell.persona.reach in ("agency", "scheme")
    return cell.relation == "own" and own and cell.there()


def _meeting_met(cell):
    meeting = cell.world.meeting[cell.relation]
    guests = {one.agency.code for one in meeting.guests}
    in_scheme = cell.relation != "elsewhere"
    return in_scheme and (cell.may("meeting_run") or cell.persona.agency in guests)


def _panel_met(cell):
    guests = {one.agency.code for one in cell.world.panel[cell.relation].guests}
    return cell.relation != "elsewhere" and (cell.may("meeting_run") or cell.persona.agency in guests)


def _seated(cell):
    return _panel_met(cell) and cell.persona.agency in {
        one.agency.code for one in cell.world.panel[cell.relation].guests
    }


def _decision_met(cell):
    found = cell.world.panel_decision[cell.relation]
    row = next(row for row in cell.world.rows_of("cohort.paneldecision", cell.relation) if row.it is found)
    return cell.relation != "elsewhere" and cell.oracle.sees(cell.name, row) == FULL


def _governs(cell):
    return cell.persona.role == "governance" and cell.relation not in ("elsewhere", "excluded")


def _one(kind, mine):
    """(the one record of the kind about the person that `mine` says, whether the persona meets it): two of SUBJECTS."""

    def find(cell):
        return next((row for row in cell.world.rows_of(kind, cell.relation) if mine(cell, row)), None)

    def met(cell):
        row = find(cell)
        return row is not None and cell.oracle.sees(cell.name, row) > NONE

    return lambda cell: (row := find(cell)) and row.it, met


def _of_agency(cell, row):
    return row.owner == cell.persona.agency


def _of_user(cell, row):
    return row.it.user.name == f"User {cell.name}"


def _of_colleague(cell, row):
    return row.it.user.name.startswith("User colleague_") and (row.kind != "sharing.exclusion" or not row.it.ends_at)


def _own_emergency_met(cell):
    """Who opened a record may close it again; of a closed record there is nothing left to close."""
    return cell.relation in ("emergency", "expired") and bool(cell.persona.agency)


def _once_met(cell):
    """What is shared once is ended by those of the agency that shared it, of people who are there for them."""
    return cell.relation != "elsewhere" and cell.there()


def _works(cell):
    """On the case, and what the agency holds is the persona's: whoever plans what comes next."""
    name, relation = cell.name, cell.relation
    return cell.there() and cell.oracle.works(name, relation) and cell.oracle.owns(name, relation)


def _shown_of(cell, kind):
    """The records of the kind about the person that the persona may see in full."""
    return [row for row in cell.world.rows_of(kind, cell.relation) if cell.oracle.sees(cell.name, row) == FULL]


def _takes_plan(cell):
    """There is one plan: who works with a person who is on the scheme writes it, unless it is another's and not shown."""
    written = cell.world.rows_of("cohort.leavingplan", cell.relation)
    on_list = [one for one in _shown_of(cell, "cohort.membership") if one.it.deselected_on is None]
    return _works(cell) and bool(on_list) and (not written or bool(_shown_of(cell, "cohort.leavingplan")))


def _plan_met(cell):
    """The page is there with the person; the form is for those who may write."""
    return cell.there() and (cell.method != "POST" or _takes_plan(cell))


def _asking_met(cell):
    return _takes_plan(cell) and bool(_shown_of(cell, "cohort.leavingplan"))


def _telling_met(cell):
    """Another area is told by those who work with the person and see what is planned."""
    works = cell.there() and cell.oracle.works(cell.name, cell.relation)
    return works and bool(_shown_of(cell, "cohort.leavingplan"))


def _handover_met(cell):
    """Whoever meets people by name alone answers for nobody."""
    row = HANDOVER[0](cell)
    return row is not None and HANDOVER[1](cell) and cell.persona.reach in ("agency", "scheme")


def _letter_met(cell):
    """A letter says who works with the person, which is for those who do."""
    return cell.there() and cell.oracle.works(cell.name, cell.relation) and bool(_shown_of(cell, "cohort.letter"))


HANDOVER = _one("cohort.handover", lambda cell, row: _of_agency(cell, row) and row.it.state == "asked")


# about: (the row in the address, whether the persona meets it)
SUBJECTS = {
    "plan": (lambda cell: cell.world.person[cell.relation], _plan_met),
    "plan_shown": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: cell.there() and bool(_shown_of(cell, "cohort.leavingplan")),
    ),
    # Who left may be put forward again by those of the agency who see that they did.
    "left": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: (
            cell.there()
            and cell.oracle.owns(cell.name, cell.relation)
            and any(one.it.deselected_on for one in _shown_of(cell, "cohort.membership"))
        ),
    ),
    "plan_asked": (lambda cell: cell.world.person[cell.relation], _asking_met),
    "handover": (HANDOVER[0], _handover_met),
    "check": _one("cohort.leavingcheck", lambda cell, row: row.it.months == 6),  # which is due
    "plan_told": (lambda cell: cell.world.person[cell.relation], _telling_met),
    "letter": (_one("cohort.letter", lambda cell, row: row.it.kind == "brought_on")[0], _letter_met),
    "offer": _one("cohort.transfer", lambda cell, row: row.it.decision == "waiting"),
    "notice": (lambda cell: cell.world.notice.get(cell.name), lambda cell: cell.name in cell.world.notice),
    "exclusion": _one("sharing.exclusion", _of_colleague),
    "emergency": _one("sharing.emergency", _of_colleague),
    "own_emergency": (_one("sharing.emergency", _of_user)[0], _own_emergency_met),
    "kept": _one("sharing.retentionreview", lambda cell, row: not row.it.decision),
    "hold": _one("sharing.legalhold", lambda cell, row: row.it.ended_on is None),
    "disposal": _one("sharing.disposal", lambda cell, row: row.it.state == "proposed"),
    "retention_rule": (lambda cell: cell.world.retention_rule, lambda cell: True),
    "question": _one("sharing.question", _of_agency),
    "answer": _one("sharing.answer", _of_agency),
    "disclosure": (_one("sharing.disclosure", _of_agency)[0], _once_met),
    "person": (lambda cell: cell.world.person[cell.relation], Cell.there),
    # Letters are for those on the case: an old record or an emergency does not do.
    "worked_with": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: cell.there() and (cell.persona.reach == "scheme" or cell.relation in WORKING),
    ),
    "written_about": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: cell.there() and cell.oracle.owns(cell.name, cell.relation),
    ),
    # Whose record is closed to whom is kept by those who may close it, of everybody who is not closed to them.
    "other": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: cell.relation != "elsewhere" and not cell.oracle.excludes(cell.name, cell.relation),
    ),
    # Where somebody is may be said by whoever works with them and sees what is recorded, whichever agency recorded it.
    "where": (lambda cell: cell.world.person[cell.relation], _where_met),
    "status": (lambda cell: STATUS(cell).it, _where_met),
    # Enforcement is decided on the case, by those who supervise orders at all: nobody is named who manages this one.
    "supervised": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: cell.persona.agency in ("probation", "yot") and cell.oracle.works(cell.name, cell.relation),
    ),
    "decided": _one("casework.enforcement", lambda cell, row: row.it.agency.code == cell.persona.agency),
    "consent": (lambda cell: CONSENT(cell).it, lambda cell: cell.oracle.sees(cell.name, CONSENT(cell)) == FULL),
    "action": (lambda cell: ACTION(cell).it, _action_met),
    "contact": (lambda cell: CONTACT(cell).it, _contact_met),
    "meeting": (lambda cell: cell.world.meeting[cell.relation], _meeting_met),
    "item": (lambda cell: cell.world.item[cell.relation], lambda cell: cell.there() and cell.may("meeting_run")),
    "panel": (lambda cell: cell.world.panel[cell.relation], _panel_met),
    "panel_seated": (lambda cell: cell.world.panel[cell.relation], _seated),
    "panel_item": (
        lambda cell: cell.world.panel_item[cell.relation],
        lambda cell: cell.there() and cell.may("meeting_run"),
    ),
    "panel_decision": (lambda cell: cell.world.panel_decision[cell.relation], _decision_met),
    # The steering group meets a panel of its scheme, and nobody on its agenda.
    "ratified": (lambda cell: cell.world.panel[cell.relation], lambda cell: cell.relation != "elsewhere"),
    "agreement": (lambda cell: cell.world.agreement, lambda cell: True),
    "rule": (lambda cell: cell.world.rule, lambda cell: True),
    "to_sign": (lambda cell: cell.world.agreement, lambda cell: cell.name == "governance"),  # health's officer
    "probation": (lambda cell: cell.world.agency["probation"], lambda cell: True),
    # The ledger's lines about a person: governance leads read them, knowing the person by reference alone.
    "trail": (lambda cell: cell.world.person[cell.relation], lambda cell: cell.there() or _governs(cell)),
    "request": (lambda cell: _office(cell, "sharing.subjectrequest"), lambda cell: cell.relation == "own"),
    "part": (lambda cell: _office(cell, "sharing.requestpart"), lambda cell: _part_met(cell)),
    "run": (lambda cell: cell.world.run, lambda cell: True),
    "proposal": (lambda cell: cell.world.proposal, lambda cell: True),
    "nomination": (
        lambda cell: NOMINATION(cell).it,
        lambda cell: cell.oracle.sees(cell.name, NOMINATION(cell)) == FULL,
    ),
    "own_nomination": (
        lambda cell: NOMINATION(cell).it,
        lambda cell: (
            cell.oracle.sees(cell.name, NOMINATION(cell)) == FULL and NOMINATION(cell).owner == cell.persona.agency
        ),
    ),
    "nowhere": (lambda cell: None, lambda cell: False),
}

# Parts that several pages have in common.


def _packs(cell):
    """To whom the only person on the agenda is closed, the agenda is empty: there is nothing to make packs of."""
    return None if cell.oracle.excludes(cell.name, cell.relation) else "conference_packs_make"


def always(cell, row):
    return True


def still_open(cell, row):
    """Allocations of today: banners show no others."""
    return row.it.end is None


def still_to_come(cell, row):
    """Contacts of the next weeks, to those who work with the person."""
    coming = row.it.outcome == "planned" and row.it.planned_for.date() >= cell.world.today
    return coming and cell.oracle.works(cell.name, cell.relation)


def kept_or_missed(cell, row):
    """Contacts that the rule about absences looks at."""
    return row.it.outcome in ("attended", "unacceptable_absence")


def on_a_miss(cell, row):
    return row.it.contact.outcome == "unacceptable_absence"


def told_last(cell, row):
    """Whether the person was told: the page says the latest that the persona may know of."""
    known = [
        one
        for one in cell.world.rows_of("sharing.persontold", cell.relation)
        if cell.oracle.sees(cell.name, one) > NONE
    ]
    return row.pk == max(one.pk for one in known)


def put_forward_by_own(cell, row):
    """Nominations of the persona's agency; those who see the whole scheme list every one they may see."""
    return cell.persona.reach == "scheme" or row.owner == cell.persona.agency


def of_a_nomination(cell, row):
    """What was decided of somebody whose nomination is listed."""
    listed = cell.world.rows_of("cohort.nomination", row.person)
    return any(cell.oracle.sees(cell.name, one) == FULL and put_forward_by_own(cell, one) for one in listed)


def with_the_subject(cell, row):
    """The record that goes with the nomination in the address: its membership, what must not be told of it."""
    if row.kind == "cohort.membership":
        return row.person == cell.relation
    return row.it.nomination_id == cell.subject.pk


def the_subject(cell, row):
    """The row named in the address."""
    return row.it is cell.subject


def beside_the_subject(cell, row):
    """The detail of the row named in the address."""
    return row.it.pk == cell.subject.pk


def still_to_decide(cell, row):
    return not row.it.decision


def in_force(cell, row):
    return row.it.ended_on is None


def proposed(cell, row):
    return row.it.state == "proposed"


def review_behind(cell, row):
    """The review of the very records that are put up for disposal."""
    return row.it.decision == "dispose" and row.it.agency_id == cell.subject.agency_id


def of_the_part(cell, row):
    """What the agency of the part holds itself: nothing of anybody else's stands on a page of its part."""
    return row.owner == cell.persona.agency


LEADING = ("police", "probation", "yot")  # whose practitioners lead on people; the others have their part of the plan


def _leads(cell):
    return cell.persona.role == "practitioner" and cell.persona.agency in LEADING


def on_home(cell, row):
    """Lead workers have their own caseload before them; partners, co-ordinators and chairs everybody they meet."""
    return row.person == "own" or not _leads(cell)


def news(cell, row):
    """To lead workers: what others entered this week about the people on their own caseload."""
    return _leads(cell) and row.person == "own" and not own_agency(cell, row)


def to_do(cell, row):
    """To partners: the open actions of their agency, each due within the week."""
    partner = cell.persona.role == "practitioner" and not _leads(cell)
    return partner and (row.it if row.kind == "pathways.action" else row.it.action).agency.code == cell.persona.agency


def on_this_agenda(cell, row):
    return row.it.meeting is cell.subject


def could_be_added(cell, row):
    """To those who run meetings: everybody they meet who is not on the agenda."""
    return cell.may("meeting_run") and row.person != cell.relation


def of_this_item(cell, row):
    return row.it is cell.subject


def latest_review(cell, row):
    """The last conference about the person that the persona may know of."""
    known = [one for one in cell.world.rows_of("reviews.review", row.person) if cell.oracle.sees(cell.name, one) > NONE]
    return row is max(known, key=lambda one: one.it.meeting.held_on)


def agreed_at_a_review(cell, row):
    """Actions stand with the review of the day on which they were opened."""
    reviews = cell.world.rows_of("reviews.review", row.person)
    days = {one.it.meeting.held_on for one in reviews if cell.oracle.sees(cell.name, one) > NONE}
    return row.it.action.opened_on in days


def in_run(cell, row):
    """People of the run, everybody of the scheme, to those who work with them."""
    return row.person != "elsewhere" and (cell.persona.reach == "scheme" or row.person in WORKING)


def part_person(cell, row):
    """Who asked to see what is held, to the agencies that answer a part of it."""
    parts = cell.world.rows_of("sharing.requestpart", row.person)
    return any(own_agency(cell, one) and cell.oracle.sees(cell.name, one) > NONE for one in parts)


def own_agency(cell, row):
    return row.owner == cell.persona.agency


def consent_to_print(cell, row):
    """The paper for the person is made by those who work with them."""
    return row.it.withdrawn_on is None and cell.oracle.works(cell.name, cell.relation)


def on_the_watch(cell, row):
    """To those who run the scheme: how many may be ready to leave, counted from the cards."""
    return cell.persona.reach == "scheme" and card_looked_at(cell, row)


def card_looked_at(cell, row):
    """Everybody of the scheme with a card that waits: whether it may be shown is asked of each who is there."""
    return row.person != "elsewhere"


def asked_to_carry_on(kind):
    def asked(cell, row):
        """What the agency was asked and has not answered, to those who may answer for it."""
        handover = row.it if kind == "cohort.handover" else row.it.handover
        answering = cell.persona.reach in ("agency", "scheme")
        return answering and handover.state == "asked" and own_agency(cell, row)

    return asked


def due(cell, row):
    return row.it.done_on is None and row.it.due_on <= cell.world.today and row.person != "elsewhere"


def found_to_leave(cell):
    """What is met stands beside the form, for those who write in it: here the very things of which cards wait."""
    return card_found(cell) if _takes_plan(cell) else set()


def card_found(cell):
    """What the cards tell of that the persona may know."""
    known = [
        one for one in cell.world.rows_of("cohort.leavingproposal", cell.relation) if cell.oracle.sees(cell.name, one)
    ]
    return {CATEGORIES.index(one.category) for one in known}


def nobody_named(cell):
    return set()


def lead_agency(cell):
    """The banner says who leads: here the key worker who began first, to those who see that somebody does."""
    known = [one.it for one in _shown_of(cell, "casework.allocation") if one.it.role == "key_worker" and not one.it.end]
    return {min(known, key=lambda one: one.start).agency.code} if known else set()


def carrying_on(cell):
    """The agencies that were asked to go on, as far as the persona may know of it."""
    return {one.owner for one in _shown_of(cell, "cohort.handover")}


def on_the_plan(cell):
    return lead_agency(cell) | carrying_on(cell)


def on_the_copy(cell):
    return {one.owner for one in _shown_of(cell, "cohort.handover") if one.it.state == "accepted"}


def said_on_the_wall(cell):
    return {one.owner for one in _shown_of(cell, "cohort.panelparagraph") if seen_by_the_table(cell, one)}


def stood_somewhere(cell):
    return {one.owner for one in _shown_of(cell, "cohort.panelposition")}


def to_those_who_work(cell, row):
    return cell.oracle.works(cell.name, row.person)


def written_in_the_form(cell, row):
    """Whichever area is to be told stands in the form alone."""
    return _takes_plan(cell)


def on_leaving_list(cell, row):
    """The name of whoever stands in one of its tables."""
    oracle = cell.oracle
    in_tables = {
        "cohort.leavingproposal": always,
        "cohort.handover": asked_to_carry_on("cohort.handover"),
        "cohort.leavingcheck": due,
    }
    return any(
        oracle.sees(cell.name, one) == FULL and stands(cell, one)
        for kind, stands in in_tables.items()
        for one in cell.world.rows_of(kind, row.person)
    )


def not_given(cell, row):
    return row.it.kind == "brought_on"


def to_an_area(cell, row):
    return row.it.kind == "area"


def told_where_they_move(cell, row):
    """The leaving page leads whoever may offer people to another scheme to the letter to the area that takes over."""
    return cell.may("transfer_run") and to_an_area(cell, row)


def carried_on(cell, row):
    return row.it.handover.state == "accepted"


def reviewed_by(cell, row):
    """Emergencies that the persona answers for, not only knows of because they opened them."""
    return cell.may("emergency_review")


def the_answer(cell, row):
    return row.it is cell.subject


def its_question(cell, row):
    return row.it is cell.subject.question


def asked_of_own(cell, row):
    """The question behind an answer of the persona's agency."""
    answers = cell.world.rows_of("sharing.answer", row.person)
    return any(one.it.question is row.it and own_agency(cell, one) for one in answers)


def when_met(cell, row):
    return row.person == cell.relation and cell.there()


def banner(*kinds, **conditions):
    """The rows of a page about one person: its banner, and these."""
    every = ("casework.person", "casework.identity", "casework.status", "cohort.membership", "pathways.action", *kinds)
    return dict.fromkeys(every, always) | {"casework.allocation": still_open} | conditions


NAME = ("casework.person.family_name", "casework.person.given_names")
NUMBERS = ("casework.identity.aliases", "casework.identity.pnc_id", "casework.identity.prison_number")
BANNER = (*NAME, *NUMBERS)
NOTE = ("casework.contactnote.note", "casework.contactnote.follow_up")
DECISION_TEXT = ("cohort.paneldecision.reason", "cohort.paneldecision.otherwise", "cohort.panelposition.words")
HANDOVER_TEXT = ("cohort.handoverdetail.what", "cohort.handoverdetail.why_not")
ACTION_TEXT = ("pathways.actiondetail.text", "pathways.actiondetail.outcome")


def _day(day):
    return f"{day.day}/{day.month}/{day.year}"


def _today(cell):
    return _day(cell.world.today)


def _name(cell):
    return {"q": cell.world.person[cell.relation].family_name}


def _contact(cell):
    return {"kind": "office", "day": _today(cell), "at": "23:45", "outcome": "planned", "note": ""}


def _where(cell):
    recorded = STATUS(cell).it
    return {"recorded": recorded.key, "version": 1, "status": "hospital", "start": _today(cell)}


def _action(cell):
    agency = cell.world.agency[cell.persona.agency or "west"]
    return {"text": "Made up", "agency": agency.key, "pathway": "ete", "target_on": _day(cell.world.today + WEEK)}


def _consent(cell):
    return {"category": "", "to_agency": "", "given_on": "1/2/2020", "how": "form", "document": "seen", "save": "1"}


def _question(cell):
    return {"about": "anything", "words": "What helps", "reason": "A visit", "needed_until": _today(cell)}


def _closing(cell):
    review_on = _day(cell.world.today + 60 * DAY)
    user = cell.world.user["colleague_housing"].key
    return {"user": user, "kind": "relative", "reason": "Made up", "review_on": review_on}


def _disclosure(cell):
    to_agency = cell.world.agency["yot" if cell.persona.agency == "housing" else "housing"].key
    about = {"category": CATEGORIES.index("plan"), "to_agency": to_agency, "level": 2, "until": _today(cell)}
    return about | {"basis": "cda115", "confidentiality": "", "approver": "", "reason": "Made up", "save": "yes"}


def _disclosed(cell):
    """Something is shared where the agency has an action of its own, by those who may speak for the agency."""
    own = any(own_agency(cell, row) for row in cell.world.rows_of("pathways.action", cell.relation))
    return "disclosure_make" if own and cell.persona.reach in ("agency", "scheme") else None


def _meeting(cell):
    held_on = _day(cell.world.today + 60 * DAY)
    return {"kind": "case_conference", "held_on": held_on, "starts_at": "", "place": "", "agencies": []}


def on_this_panel(cell, row):
    return row.person == cell.relation


def seen_by_the_table(cell, row):
    """Nobody is ticked as here yet, so everybody is expected who is invited."""
    invited = [one.agency.code for one in cell.world.panel[cell.relation].guests]
    return cell.oracle.together(row.person, invited, row.owner, row.category) == FULL


def own_for_this_panel(cell, row):
    return on_this_panel(cell, row) and row.owner == cell.persona.agency


def could_join_the_panel(cell, row):
    """Who is on no agenda yet and may be put on this one, for those who run panels."""
    running = any(
        one.it.deselected_on is None and cell.oracle.sees(cell.name, one) == FULL
        for one in cell.world.rows_of("cohort.membership", row.person)
    )
    return cell.may("meeting_run") and running and row.person not in (cell.relation, "elsewhere")


def _new_panel(cell):
    held_on = _day(cell.world.today + 60 * DAY)
    return {"held_on": held_on, "starts_at": "", "place": "", "chair": "", "agencies": []}


def _invited(cell):
    return {"agencies": [cell.world.agency["west"].pk], **VERSION}


def _paragraph(cell):
    """Another text in place of the one that is kept, where somebody of the agency is there to write it."""
    key = cell.world.panel_item[cell.relation].key
    return {f"{key}-text": "Made up", f"{key}-version": 1}


def _said(cell):
    """To whom the only person on the agenda is closed, there is nobody to write about."""
    return "panel_paragraphs_save" if cell.there() else None


def _decided(cell):
    """Keep the person, whom nobody suggested to keep or to let go but the panel; every guest supports it."""
    form = {"outcome": "keep", "until": "", "criterion": "", "reason": "Made up", "otherwise": "Made up", **VERSION}
    form |= {"membership_version": 1}
    for one in cell.world.panel[cell.relation].guests:
        form |= {f"p-{one.agency.key}-position": "support", f"p-{one.agency.key}-words": ""}
    return form


def _somebody_else(cell):
    return {"person": cell.world.person["team" if cell.relation == "own" else "own"].key}


def _review(cell):
    """The live form as it comes, with a word on what was agreed: every open action the persona sees, unchanged."""
    form = {"version": 0, "summary": "Agreed", "person_comment": "", "person_attended": "", "next_review_on": ""}
    form |= {"new-text": "", "new-pathway": "", "new-agency": "", "new-target_on": ""}
    details = {row.pk: row for row in cell.world.rows_of("pathways.actiondetail", cell.relation)}
    for row in cell.world.rows_of("pathways.action", cell.relation):
        if cell.oracle.sees(cell.name, row) > NONE:
            seen = cell.oracle.sees(cell.name, details[row.pk]) == FULL
            note = details[row.pk].it.outcome if seen else ""
            form |= {f"a-{row.it.key}-status": "same", f"a-{row.it.key}-version": 1, f"a-{row.it.key}-note": note}
    return form


def _terms(cell):
    answers = {"title": "Made up", "purpose": "Made up", "lawful_basis": "Made up", "who": "every"}
    return answers | {"code": "MADE", "starts_on": _today(cell), "review_on": "", **SAVED}


def _item(cell):
    answers = {"from_agency": "", "to_agency": "", "category": 13, "level": 1, "needs_consent": "no", "basis": "cda115"}
    return answers | SAVED


def _on_paper(cell):
    agency = cell.world.agency["refuge"].key
    return {"agency": agency, "name": "Made Up", "signed_on": _today(cell), "edition": 1}


def _grounds(cell):
    return {"level": 1, "needs_consent": "no", "basis": "cda115", **SAVED}


def _renewed(cell):
    return {"review_on": _day(cell.world.today + 365 * DAY), **SAVED}


def _rule(cell):
    return {"clear_months": 72, "review_months": 60, "maximum_months": "", "maximum_age": "", **VERSION}


def _request(cell):
    asked = {"name": "Made Up", "address": "", "asked_for": "", "received_on": _today(cell)}
    return asked | {"channel": "letter", "known": "yes"}


def _hold(cell):
    review_on = _day(cell.world.today + 60 * DAY)
    return {"ref": cell.world.person["own"].ref, "agency": "", "reason": "A claim", "review_on": review_on}


def _somebody_new(cell):
    who = {"family_name": "Made", "given_names": "Up", "date_of_birth": "1/2/1980", "pnc_id": ""}
    return who | {"reason": "Made up", "caution": ""}


def _weights(cell):
    terms = {"matrix": "made-up", "ranking": "main", "capacity": "", "in_force_from": _today(cell), "reason": "Made up"}
    return terms | {"arrests_6m-weight": "1", "save": "1"}


def _leaving(cell):
    there = cell.world.rows_of("cohort.leavingplan", cell.relation)
    why = {"criterion": "moved_away", "words": "Made up", "receiving_area": ""}
    return why | {"version": 1 if there else 0, "lighter_touch": "no", "check_on": ""}


def _ask_to_carry_on(cell):
    return {"agency": cell.world.agency["council"].key, "pathway": "families", "what": "Made up", "until": ""}


def _basis(cell):
    return {"strands": ["catch_convict"], "basis": "voluntary", "reason": "Made up", **VERSION}


def _letter(cell):
    return {"why": "You were charged often.", "goes_on": "Nobody.", "language": "en"}


def _offer(cell):
    other = cell.world.north if cell.relation == "elsewhere" else cell.world.south
    return {"kind": "inform", "to_scheme": other.key, "reason": "Made up", "access_ends_on": _today(cell)}


def _answer_offer(cell):
    """To take back one's own, or to decline another's."""
    return {"reason": "Made up", "decline" if cell.relation == "elsewhere" else "withdraw": "yes", **VERSION}


def _words(cell):
    return {"text": shipped()["brought_on", "en"], "reason": "Made up", "save": "1"}


def _document(cell):
    return {"document": SimpleUploadedFile("made-up.pdf", b"%PDF-1.7")}


DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
VERSION = {"version": 1}
SAVED = VERSION | {"save": "yes"}

RUN = {
    "rows": dict.fromkeys(("casework.person", "casework.identity", "casework.status", "cohort.membership"), in_run),
    "maybe": ("cohort.runscore",),
    "says": NAME,
}
REQUEST = {"about": "request", "got": 200, "rows": {"sharing.subjectrequest": always}, "says": ()}
PART = dict.fromkeys(("sharing.requestpart", "sharing.subjectrequest"), always) | {"casework.person": part_person}

RECIPES = {
    # The roof
    "home": Recipe(
        rows={
            "casework.person": on_home,
            "casework.arrest": news,
            "casework.status": on_the_watch,
            "cohort.leavingproposal": on_the_watch,
            "pathways.action": to_do,
            "pathways.actiondetail": to_do,
        },
        # Those that make a decision about enforcement due, and what this week is measured by.
        maybe=("casework.contact", "casework.drugtest", "casework.status"),
        says=(*NAME, "pathways.actiondetail.text"),
    ),
    # Of somebody nobody knows: that an answer names nobody but whom to call stands in tests/cohort/test_check.py.
    "status_check": Recipe(rows=(), body=lambda cell: {"who": "Nemo Nowhere 1/2/1950"}, sent=200, event="status_check"),
    "reception_record": Recipe(body=lambda cell: {"person": NOWHERE, "status": "remand"}, sent=302),
    "arrest_tell": Recipe(body=lambda cell: {"person": NOWHERE}, sent=302),
    "account": Recipe(rows=()),
    # What a user was told names nobody.
    "notice_list": Recipe(rows=()),
    "notice_read": Recipe(about="notice", sent=302),
    "notices_read": Recipe(sent=302),
    "capacity_choose": Recipe(body=lambda cell: {"capacity": cell.world.capacity[cell.name].key}, sent=302),
    # Retention, holds and disposal: by reference alone
    "retention_list": Recipe(rows=()),  # rules, and certificates, which name nobody
    "rules_ship": Recipe(body=lambda cell: {}, sent=302, event="rules_ship"),
    "rule_save": Recipe(about="retention_rule", got=200, rows=(), body=_rule, sent=302, event="rule_save"),
    "retention_decide": Recipe(
        about="kept",
        got=200,
        rows={"sharing.retentionreview": the_subject},
        says=(),
        body=lambda cell: {"decision": "keep", "reason": "Made up", **VERSION},
        sent=302,
        event="retention_keep",
    ),
    "hold_end": Recipe(
        about="hold",
        got=200,
        rows={"sharing.legalhold": the_subject},
        says=("sharing.legalhold.reason",),
        body=lambda cell: {"reason": "Made up", **VERSION},
        sent=302,
        event="hold_end",
    ),
    "disposal_confirm": Recipe(
        about="disposal",
        got=200,
        rows={"sharing.disposal": the_subject, "sharing.retentionreview": review_behind},
        says=("sharing.retentionreview.reason",),
        body=lambda cell: {"answer": "refuse", "reason": "Made up", **VERSION},
        sent=302,
        event="disposal_refuse",
    ),
    "hold_place": Recipe(rows=(), body=_hold, sent=302, event="hold_place"),
    "processing_record": Recipe(rows=()),
    # Reports: measures of a whole scheme
    "report_home": Recipe(rows=()),
    "pack_make": Recipe(body=lambda cell: {"as_of": _today(cell)}, sent=302, event="pack_ask"),
    "pack_progress": Recipe(),
    "pack_see": Recipe(),
    "pack_pdf": Recipe(),
    "pack_xlsx": Recipe(),
    # Sharing
    "agreement_list": Recipe(rows=()),
    "agreement_detail": Recipe(rows=()),
    "agreement_add": Recipe(rows=(), body=_terms, sent=302, event="agreement_add"),
    "agreement_change": Recipe(rows=(), body=_terms, sent=302, event="agreement_change"),
    "agreement_start": Recipe(),
    "agreement_renew": Recipe(rows=(), body=_renewed, sent=302, event="agreement_renew"),
    "agreement_end": Recipe(rows=(), body=lambda cell: {"when": "now", **SAVED}, sent=302, event="agreement_end"),
    "agreement_item_add": Recipe(rows=(), body=_item, sent=302, event="agreement_item_add"),
    "agreement_item_change": Recipe(rows=(), body=_grounds, sent=302, event="agreement_item_change"),
    "agreement_item_end": Recipe(rows=(), body=lambda cell: SAVED, sent=302, event="agreement_item_end"),
    "agreement_sign": Recipe(rows=(), body=lambda cell: {"edition": 1}, sent=302, event="agreement_sign"),
    "agreement_sign_paper": Recipe(rows=(), body=_on_paper, sent=302, event="agreement_sign"),
    "agreement_document_add": Recipe(rows=(), body=_document, sent=302, event="agreement_document_add"),
    "agreement_document_download": Recipe(),
    "officer_change": Recipe(
        rows=(),
        body=lambda cell: {"name": "Made Up, Director", "version": 0, "deputy_version": 0},
        sent=302,
        event="officer_change",
    ),
    "ledger_list": Recipe(rows=(), body=lambda cell: {"ref": cell.world.person["own"].ref}, sent=302),
    "ledger_watch": Recipe(told=True, rows=(), says=()),  # nothing stood out on the day before
    # Requests to see what is held
    "rights_home": Recipe(
        rows={
            "sharing.subjectrequest": always,
            "sharing.retentionreview": still_to_decide,
            "sharing.legalhold": in_force,
            "sharing.disposal": proposed,
        },
        says=("sharing.subjectrequest.name", "sharing.legalhold.reason"),
    ),
    "request_add": Recipe(rows=(), body=_request, sent=302, event="request_add"),
    "request_detail": Recipe(
        about="request",
        got=200,
        rows=dict.fromkeys(("sharing.subjectrequest", "sharing.requestpart", "sharing.requestquestion"), always),
        says=(
            *("sharing.subjectrequest.name", "sharing.subjectrequest.address", "sharing.subjectrequest.asked_for"),
            *("sharing.subjectrequest.extension_reason", "sharing.requestquestion.question"),
        ),
    ),
    "request_identity": Recipe(
        **REQUEST,
        body=lambda cell: {"proof": "Made up", "proved_on": _today(cell), **VERSION},
        sent=302,
        event="request_identity",
    ),
    # What was asked already, extended already and searched already is refused, and the form comes back.
    "request_ask": Recipe(
        **REQUEST, body=lambda cell: {"question": "Made up", "asked_on": _today(cell), **VERSION}, sent=200
    ),
    "request_hear": Recipe(
        **REQUEST, body=lambda cell: {"answered_on": _today(cell), **VERSION}, sent=302, event="request_hear"
    ),
    "request_extend": Recipe(**REQUEST, body=lambda cell: {"reason": "Made up", **VERSION}, sent=200),
    "request_search": Recipe(
        **REQUEST | {"says": ("sharing.subjectrequest.name",)},
        body=lambda cell: {"person": "nobody", "ref": "", **VERSION},
        sent=200,
    ),
    "request_close": Recipe(
        about="request", body=lambda cell: {"outcome": "withdrawn", **VERSION}, sent=302, event="request_close"
    ),
    "request_letter": Recipe(about="request", got=302),  # no part is released yet, so there is no letter
    "part_list": Recipe(rows=PART, says=NAME),
    "part_detail": Recipe(
        about="part",
        got=200,
        rows=PART
        | dict.fromkeys(
            (
                *("casework.contact", "casework.allocation", "pathways.action", "sharing.disclosure"),
                *("sharing.question", "sharing.answer", "casework.contactnote", "pathways.actiondetail"),
            ),
            of_the_part,
        ),
        maybe=("reviews.attendance",),
        might_say=("reviews.attendance.contribution",),
        says=(
            *(*NAME, *NOTE, *ACTION_TEXT, "sharing.subjectrequest.asked_for", "casework.contact.place"),
            *("sharing.question.words", "sharing.question.reason", "sharing.answer.note", "sharing.disclosure.reason"),
        ),
    ),
    # Something in it waits for a decision, so it is not released; and nothing is handed over before it is.
    "part_release": Recipe(about="part", body=lambda cell: VERSION, sent=302),
    "part_hand": Recipe(
        about="part",
        got=200,
        rows=PART,
        says=(),
        body=lambda cell: {"how": "Made up", "on": _today(cell), **VERSION},
        sent=302,
    ),
    "part_file": Recipe(about="part"),
    "item_decide": Recipe(about="part"),
    # Casework
    "person_find": Recipe(rows=(), body=_name, sent=(200, 302)),
    "person_detail": Recipe(
        rows=banner(
            "casework.address",
            "casework.order",
            "casework.contact",
            "casework.drugtest",
            "casework.offendingsummary",
            "pathways.need",
            "pathways.referral",
        ),
        maybe=(
            "casework.arrest",
            "casework.offence",
            "casework.enforcement",
            "casework.contact",
            "casework.allocation",
            "cohort.paneldecision",
        ),
        also=("casework.drugtestresult", "pathways.needdetail", "pathways.referraldetail"),
        says=(*BANNER, "casework.address.lines", "casework.address.postcode"),
        # Of the latest few things that happened, whatever they were.
        might_say=(
            *("casework.contactnote.note", "casework.enforcement.reason"),
            *("pathways.actiondetail.text", "reviews.review.summary", "cohort.paneldecision.reason"),
        ),
    ),
    "contact_list": Recipe(
        rows=banner("casework.contact", "casework.drugtest", "casework.enforcement"),
        also=("casework.contactnote", "casework.drugtestresult"),
        says=(*BANNER, *NOTE, "casework.enforcement.reason", "casework.enforcement.outcome"),
    ),
    "enforcement_decide": Recipe(
        rows=banner("casework.enforcement") | {"casework.contact": kept_or_missed},
        also={"casework.contactnote": on_a_miss},
        says=dict.fromkeys((*BANNER, "casework.enforcement.reason"), always)
        | {"casework.contactnote.follow_up": on_a_miss},
        body=lambda cell: {"kind": "warning", "decided_on": _today(cell), "reason": "Made up"},
        sent=302,
        event="enforcement_decide",
    ),
    "enforcement_follow": Recipe(
        about="decided",
        got=200,
        rows={"casework.enforcement": the_subject},
        says=(*NAME, "casework.enforcement.reason", "casework.enforcement.outcome"),
        body=lambda cell: {"sent_on": "", "outcome": "Made up", **VERSION},
        sent=302,
        event="enforcement_follow",
    ),
    "diary_print": Recipe(
        rows=banner() | {"casework.contact": still_to_come},
        says=dict.fromkeys((*NAME, "casework.contact.place"), always),
    ),
    "contact_add": Recipe(
        about="written_about", rows=banner(), says=BANNER, body=_contact, sent=302, event="contact_add"
    ),
    "status_change": Recipe(about="where", rows=banner(), says=BANNER, body=_where, sent=302, event="status_change"),
    "status_confirm": Recipe(body=lambda cell: VERSION, sent=302, event="status_confirm"),
    "status_undo": Recipe(sent=302),
    "offence_list": Recipe(
        rows=banner("casework.offence", "casework.arrest", "casework.offendingsummary"),
        says=BANNER,
    ),
    "person_timeline": Recipe(
        query="?show=contacts",
        rows=banner("casework.contact", "casework.drugtest"),
        also=("casework.contactnote", "casework.drugtestresult"),
        says=(*BANNER, "casework.contactnote.note"),
    ),
    "sharing_detail": Recipe(
        rows=banner("sharing.consent", "sharing.disclosure") | {"sharing.persontold": told_last},
        says=(*BANNER, "sharing.consent.document", "sharing.consent.witness", "sharing.persontold.language"),
    ),
    "sharing_print": Recipe(rows=banner() | {"sharing.consent": consent_to_print}, says=NAME),
    "disclosure_make": Recipe(rows=banner(), says=BANNER, body=_disclosure, sent=(200, 302), event=_disclosed),
    "disclosure_end": Recipe(
        about="disclosure",
        got=200,
        rows=banner(),
        says=BANNER,
        body=lambda cell: VERSION,
        sent=302,
        event="disclosure_end",
    ),
    "question_ask": Recipe(rows=banner(), says=BANNER, body=_question, sent=(200, 302)),
    "question_answer": Recipe(
        about="answer",
        got=200,
        rows=banner() | {"sharing.answer": the_answer, "sharing.question": its_question},
        says=(*BANNER, "sharing.question.words", "sharing.question.reason"),
        body=lambda cell: {"why_not": "not_needed", "note": "Made up", **VERSION},
        sent=302,
        event="answer_refuse",
    ),
    "question_list": Recipe(
        rows={"sharing.answer": own_agency, "sharing.question": asked_of_own}, says=(*NAME, "sharing.question.words")
    ),
    "question_withdraw": Recipe(about="question", body=lambda cell: VERSION, sent=302, event="question_withdraw"),
    "look_list": Recipe(about="trail", told=True, rows=banner(), says=BANNER),
    "sent_list": Recipe(about="trail", told=True, rows=banner(), says=BANNER),
    "sent_detail": Recipe(),
    "sent_download": Recipe(about="trail", told=True, rows=banner(), says=()),
    "consent_give": Recipe(rows=banner(), says=BANNER, body=_consent, sent=302, event="consent_give"),
    "consent_withdraw": Recipe(
        rows=banner() | {"sharing.consent": the_subject},
        says=BANNER,
        body=lambda cell: VERSION,
        sent=302,
        event="consent_withdraw",
    ),
    "emergency_open": Recipe(
        rows=banner(),
        says=BANNER,
        body=lambda cell: {"kind": "life", "reason": "Made up"},
        sent=302,
        event="emergency_open",
    ),
    "emergency_find": Recipe(
        rows=(), body=lambda cell: {"who": "1901/0000000A", "kind": "life", "reason": "Made up"}, sent=200
    ),
    "person_told": Recipe(
        rows=banner(),
        says=BANNER,
        body=lambda cell: {"told": "yes", "told_on": "1/2/2020"},
        sent=302,
        event="person_told",
    ),
    "exclusion_list": Recipe(rows={"sharing.exclusion": always}, says=("sharing.exclusion.reason",)),
    "exclusion_set": Recipe(
        rows={"sharing.exclusion": always, "casework.person": when_met},
        says=(*NAME, "sharing.exclusion.reason"),
        body=_closing,
        sent=302,
        event="exclusion_set",
    ),
    "exclusion_end": Recipe(about="exclusion", body=lambda cell: VERSION, sent=302, event="exclusion_end"),
    "conflict_declare": Recipe(sent=302, event="conflict_declare"),
    "emergency_end": Recipe(
        about="own_emergency",
        sent=302,
        event=lambda cell: "emergency_end" if cell.relation == "emergency" else None,
    ),
    "emergency_list": Recipe(rows={"sharing.emergency": reviewed_by}, says=()),
    "emergency_review": Recipe(
        about="emergency",
        got=200,
        rows={"sharing.emergency": the_subject},
        says=("sharing.emergency.reason",),
        body=lambda cell: {"outcome": "justified", "words": "Made up"},
        sent=302,
        event="emergency_review",
    ),
    "contact_outcome": Recipe(
        rows={"casework.contact": the_subject},
        says=NAME,
        body=lambda cell: {"outcome": "attended", **VERSION},
        sent=302,
        event="contact_outcome",
    ),
    "contact_missed": Recipe(
        rows={"casework.contact": the_subject},
        got=200,
        says=NAME,
        body=lambda cell: {"reason": "none", **VERSION},
        sent=302,
        event="contact_outcome",
    ),
    "contact_repeat": Recipe(sent=302, event="contact_add"),
    "contact_undo": Recipe(sent=302),
    # Pathways
    "person_list": Recipe(
        rows=dict.fromkeys(("casework.person", "casework.identity", "casework.status", "pathways.action"), always)
        | {"casework.allocation": still_open},
        says=(*NAME, "casework.identity.pnc_id"),
    ),
    "custody_list": Recipe(
        rows=()
    ),  # everybody there is in the community; who is shown: tests/pathways/test_custody_list.py
    "plan_detail": Recipe(
        rows=banner("pathways.need", "pathways.referral"),
        also=("pathways.actiondetail", "pathways.needdetail", "pathways.referraldetail"),
        says=(*BANNER, *ACTION_TEXT, "pathways.needdetail.detail"),
    ),
    "action_add": Recipe(about="written_about", rows=banner(), says=BANNER, body=_action, sent=302, event="action_add"),
    "action_update": Recipe(
        rows={"pathways.action": the_subject, "pathways.actiondetail": beside_the_subject},
        says=(*NAME, *ACTION_TEXT),
        body=lambda cell: {"status": "stuck", "outcome": "", "target_on": "", **VERSION},
        sent=302,
        event="action_update",
    ),
    "action_done": Recipe(body=lambda cell: VERSION, sent=302, event="action_update"),
    "action_undo": Recipe(sent=302),
    # Nominations: an agency's own, and with it what was decided
    "nomination_list": Recipe(
        rows={"cohort.nomination": put_forward_by_own, "cohort.membership": of_a_nomination},
        says=(*NAME, "cohort.membership.reason"),
    ),
    "nomination_add": Recipe(rows=(), body=_somebody_new, sent=302, event="nominate"),
    "nomination_person": Recipe(rows=banner("casework.offence", "casework.offendingsummary"), says=BANNER),
    "nomination_detail": Recipe(
        rows={
            "cohort.nomination": the_subject,
            "cohort.membership": with_the_subject,
            "cohort.nominationcaution": with_the_subject,
        },
        says=(*NAME, "cohort.nomination.reason", "cohort.membership.reason", "cohort.nominationcaution.words"),
    ),
    "nomination_place": Recipe(),
    "nomination_withdraw": Recipe(),
    "suggestion_list": Recipe(rows=()),
    "suggestion_put_away": Recipe(),
    # Selection: numbers about people, each as far as the records behind it are known
    "selection_list": Recipe(rows=()),
    "selection_run": Recipe(body=lambda cell: {"ranking": "main", "as_of": ""}, sent=302),
    "selection_detail": Recipe(**RUN),
    # Figures made of everybody in the run; named is who would cross the line, which nobody here would.
    "selection_try": Recipe(
        **RUN | {"says": ()}, body=lambda cell: {"reason": "Made up"}, sent=302, event="proposal_add"
    ),
    "proposal_detail": Recipe(**RUN | {"says": ()}),
    "matrix_detail": Recipe(rows=()),
    "matrix_change": Recipe(rows=(), body=_weights, sent=302, event="matrix_save"),
    "score_detail": Recipe(rows=banner(), maybe=("cohort.runscore",), says=BANNER),
    # Leaving: what may be proposed of whom is as secret as what it rests on
    "leaving_list": Recipe(
        names=nobody_named,
        rows={
            "casework.person": card_looked_at,
            "casework.status": card_looked_at,
            "cohort.leavingproposal": always,
            "cohort.handover": asked_to_carry_on("cohort.handover"),
            "cohort.handoverdetail": asked_to_carry_on("cohort.handoverdetail"),
            "cohort.leavingcheck": due,
        },
        says=dict.fromkeys(("cohort.handoverdetail.what",), always) | dict.fromkeys(NAME, on_leaving_list),
    ),
    "leaving_plan": Recipe(
        names=on_the_plan,
        about="plan",
        rows=banner("cohort.leavingplan", "cohort.handover", "cohort.leavingcheck")
        | {"cohort.letter": told_where_they_move},
        also=("cohort.leavingreason", "cohort.handoverdetail"),
        finds=found_to_leave,
        says=dict.fromkeys((*BANNER, "cohort.leavingreason.words", "cohort.letter.to", *HANDOVER_TEXT), always)
        | {"cohort.leavingreason.receiving_area": written_in_the_form},
        body=_leaving,
        sent=302,
        event="leaving_plan_save",
    ),
    "leaving_stay": Recipe(
        names=lead_agency,
        rows=banner("cohort.leavingproposal"),
        says=BANNER,
        body=lambda cell: {"answer": "away"},
        sent=302,
        event=lambda cell: "leaving_answer" if card_found(cell) else None,
    ),
    "leaving_send": Recipe(
        body=lambda cell: {}, sent=302, event=lambda cell: "leaving_answer" if card_found(cell) else None
    ),
    "leaving_back": Recipe(about="left", sent=302, event="nominate"),
    "leaving_print": Recipe(
        names=on_the_copy,
        about="plan_shown",
        got=200,
        rows=banner("cohort.leavingplan", "cohort.handover", "cohort.leavingcheck"),
        also=("cohort.leavingreason", "cohort.handoverdetail"),
        says=dict.fromkeys(NAME, always) | {"cohort.handoverdetail.what": carried_on},
    ),
    "leaving_paper": Recipe(about="plan_shown", got=200),  # the same as a file: tests/cohort/test_leaving_pages.py
    "leaving_check": Recipe(
        about="check", body=lambda cell: {"outcome": "well", **VERSION}, sent=302, event="leaving_check"
    ),
    "handover_ask": Recipe(
        names=lead_agency,
        about="plan_asked",
        got=200,
        rows=banner("cohort.leavingplan", "cohort.handover", "cohort.leavingcheck"),
        also=("cohort.leavingreason", "cohort.handoverdetail"),
        says=BANNER,
        body=_ask_to_carry_on,
        sent=302,
        event="handover_ask",
    ),
    "handover_answer": Recipe(
        names=nobody_named,
        about="handover",
        got=200,
        rows={"cohort.handover": the_subject, "cohort.handoverdetail": beside_the_subject},
        says=(*NAME, "cohort.handoverdetail.what"),
        body=lambda cell: {"accepts": "yes", "why_not": "", **VERSION},
        sent=302,
        event="handover_answer",
    ),
    # Panels: as far as a meeting may be known of, each text by its own level
    "panel_list": Recipe(rows=()),
    "panel_set_up": Recipe(rows=(), body=_new_panel, sent=302, event="panel_set_up"),
    "panel_detail": Recipe(
        rows={
            "cohort.panelitem": on_this_panel,
            "cohort.paneldecision": on_this_panel,
            "casework.person": could_join_the_panel,
        },
        says=NAME,
    ),
    "panel_change": Recipe(rows=(), body=lambda cell: _new_panel(cell) | VERSION, sent=302, event="panel_change"),
    "panel_invite": Recipe(rows=(), body=_invited, sent=302, event="panel_invite"),
    "panel_attend": Recipe(body=lambda cell: {"present": [], **VERSION}, sent=302, event="panel_attend"),
    "panel_fill": Recipe(body=lambda cell: {"from": "nominations"}, sent=302),
    "panel_add": Recipe(body=_somebody_else, sent=302, event="panel_fill"),
    "panel_item_move": Recipe(body=lambda cell: {"way": "up"}, sent=302),
    "panel_item_remove": Recipe(sent=302),
    "panel_paragraphs": Recipe(
        rows={
            "cohort.panelitem": on_this_panel,
            "cohort.paneldecision": on_this_panel,
            "cohort.panelparagraph": own_for_this_panel,
        },
        says=(*NAME, "cohort.panelparagraph.text"),
        body=_paragraph,
        sent=302,
        event=_said,
    ),
    "panel_remind": Recipe(sent=302, event="panel_remind"),
    "panel_live": Recipe(got=302),
    # What agencies said stands on the wall as far as everybody at the table may see it; what is written down, as far as
    # whoever writes it down may.
    "panel_decide": Recipe(
        names=said_on_the_wall,
        rows=dict.fromkeys(
            (
                *(
                    "casework.person",
                    "casework.status",
                    "cohort.membership",
                    "cohort.panelitem",
                    "cohort.paneldecision",
                ),
                *("cohort.panelparagraph", "cohort.panelposition", "cohort.leavingplan"),
                "casework.identity",
            ),
            on_this_panel,
        )
        | {"casework.allocation": still_open},
        maybe=("cohort.runscore",),
        also=("cohort.leavingreason",),
        says=dict.fromkeys((*NAME, *DECISION_TEXT, "cohort.paneldecision.sent_back"), always)
        | {"cohort.panelparagraph.text": seen_by_the_table},
        body=_decided,
        sent=302,
        event="panel_decide",
    ),
    "panel_confirm": Recipe(
        names=stood_somewhere,
        about="panel_decision",
        got=200,
        rows={"cohort.paneldecision": the_subject, "cohort.panelposition": on_this_panel},
        says=(*NAME, *DECISION_TEXT),
        body=lambda cell: {"back": "1", "reason": "Made up", **VERSION},
        sent=302,
        event="panel_send_back",
    ),
    "panel_ratify": Recipe(rows=(), sent=302),
    "panel_minutes": Recipe(
        rows=dict.fromkeys(
            ("casework.person", "cohort.panelitem", "cohort.paneldecision", "cohort.panelposition"), on_this_panel
        ),
        says=(*NAME, *DECISION_TEXT),
    ),
    # On the scheme, and letters about it
    "membership_detail": Recipe(
        rows=banner() | {"cohort.letter": to_those_who_work},
        maybe=("casework.person",),
        says=(*BANNER, "cohort.membership.reason"),
    ),
    "membership_change": Recipe(rows=banner(), says=BANNER, body=_basis, sent=302, event="membership_step"),
    "lead_name": Recipe(),
    "letter_write": Recipe(
        about="worked_with",
        rows=banner() | {"cohort.letter": not_given},
        maybe=("casework.offence",),
        says=BANNER,
        body=_letter,
        sent=302,
        event="letter_write",
    ),
    "transfer_list": Recipe(names=nobody_named, rows={"cohort.transfer": always}, says=("cohort.transfer.shown",)),
    "area_tell": Recipe(
        names=lead_agency,
        about="plan_told",
        got=200,
        rows=banner("cohort.leavingplan", "cohort.handover", "cohort.leavingcheck") | {"cohort.letter": to_an_area},
        also=("cohort.leavingreason", "cohort.handoverdetail"),
        says=(*BANNER, "cohort.membership.reason", "cohort.letter.to"),
        body=lambda cell: {"to": "Made up", "facts": [], "why": "They move there.", "basis": "cda115"},
        sent=302,
        event="letter_write",
    ),
    # What may be told to the other scheme is ticked on the form: what the persona's own page says of the person.
    "transfer_offer": Recipe(
        names=lead_agency,
        rows=banner(),
        says=(*BANNER, "cohort.membership.reason"),
        body=_offer,
        sent=302,
        event="transfer_offer",
    ),
    "transfer_detail": Recipe(
        names=nobody_named,
        about="offer",
        got=200,
        rows={"cohort.transfer": the_subject},
        says=("cohort.transfer.shown", "cohort.transfer.reason"),
        body=_answer_offer,
        sent=302,
        event=lambda cell: "transfer_decline" if cell.relation == "elsewhere" else "transfer_withdraw",
    ),
    "letter_detail": Recipe(
        names=lead_agency,
        about="letter",
        got=200,
        rows=banner() | {"cohort.letter": the_subject},
        says=(*BANNER, "cohort.letter.text"),
    ),
    "letter_download": Recipe(about="letter", got=200),  # the file: tests/cohort/test_letters.py reads it
    "letter_hand": Recipe(
        names=lead_agency,
        about="letter",
        got=200,
        rows=banner() | {"cohort.letter": the_subject},
        says=BANNER,
        body=lambda cell: {"given_on": _today(cell), "read_together": "yes", **VERSION},
        sent=302,
        event="letter_hand",
    ),
    "letter_wording_list": Recipe(rows=()),
    "letter_wording_change": Recipe(rows=(), body=_words, sent=302, event="letter_wording_save"),
    # Reviews
    "review_list": Recipe(
        rows=banner("reviews.review"),
        also=("pathways.actiondetail",),
        says=dict.fromkeys((*BANNER, "reviews.review.summary", "reviews.review.person_comment"), always)
        | {"pathways.actiondetail.text": agreed_at_a_review},
    ),
    "review_undo": Recipe(),
    "meeting_list": Recipe(rows=()),
    "meeting_set_up": Recipe(rows=(), body=_meeting, sent=302, event="meeting_set_up"),
    "meeting_detail": Recipe(rows={"reviews.agendaitem": on_this_agenda, "casework.person": could_be_added}, says=NAME),
    "meeting_invite": Recipe(
        rows=(), body=lambda cell: {"agencies": [cell.world.agency["west"].pk]}, sent=302, event="meeting_invite"
    ),
    "agenda_add": Recipe(body=_somebody_else, sent=302, event="agenda_add"),
    "agenda_due": Recipe(sent=302, event="agenda_add"),
    "meeting_live": Recipe(got=302),
    "conference_packs_make": Recipe(sent=302, event=_packs),
    "review_save": Recipe(
        rows=dict.fromkeys(
            ("casework.person", "pathways.action", "casework.contact", "casework.arrest", "casework.drugtest"), always
        )
        | {"reviews.agendaitem": of_this_item, "reviews.review": latest_review},
        also=("pathways.actiondetail",),
        says=(*NAME, *ACTION_TEXT, "reviews.review.summary"),
        body=_review,
        sent=302,
        event="review_save",
    ),
    "agenda_move": Recipe(body=lambda cell: {"way": "up"}, sent=302),
    "agenda_remove": Recipe(sent=302, event="agenda_remove"),
    "meeting_screen": Recipe(body=lambda cell: {"how": "shared"}, sent=302),
    "conference_packs_progress": Recipe(),
    "conference_pack_download": Recipe(),
}
