"""How each address is asked: one line an address, in the order of the house. A new address fails until it has its line.

The permission, the methods and the row in the address stand in PAGES of tests/guards/test_permissions.py already. What is
told here is the rest: which records the page shows, which typed texts it prints, and a form that works.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.guards.test_permissions import PAGES
from tests.matrix.cast import PERSONAS, RELATIONS
from tests.matrix.oracle import FULL, NONE

NOWHERE = "nwhere234567"


@dataclass(frozen=True)
class Recipe:
    """What one address shows and takes.

    `rows`: kinds of record a GET shows, each whole or as far as a condition on (cell, row) says; exactly these, of every
    one the persona may see. None: whatever it shows must be allowed, and nothing more is said of it.
    `says`: the texts printed, as "kind.field"; exactly these, of the rows shown. None: as far as allowed.
    `maybe`: kinds it may show besides, some rows of each: the latest few of many.
    `also`: kinds fetched besides, whose categories stand in the line: the detail of a record.
    `body`: (cell) -> fields of a form that works. `sent`: what answers it.
    `event`: the line the form writes, or (cell) -> that; None where it does nothing.
    `query`: what is asked in the address. `got`: what answers a GET. `about`: whose row is in the address. The last two
    only where it is another than PAGES says.
    """

    rows: dict | tuple | None = None
    says: tuple | None = None
    also: tuple = ()
    maybe: tuple = ()
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
ACTION, CONTACT = _record("pathways.action", _acts), _record("casework.contact", _missed)


def _action_met(cell):
    row = ACTION(cell)
    return cell.oracle.sees(cell.name, row) > NONE and (_acts(cell, row) or cell.may("meeting_run"))


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


def _governs(cell):
    return cell.persona.role == "governance" and cell.relation not in ("elsewhere", "excluded")


# about: (the row in the address, whether the persona meets it)
SUBJECTS = {
    "person": (lambda cell: cell.world.person[cell.relation], Cell.there),
    "written_about": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: cell.there() and cell.oracle.owns(cell.name, cell.relation),
    ),
    # Whose record is closed to whom is kept by those who may close it, of everybody who is not closed to them.
    "other": (
        lambda cell: cell.world.person[cell.relation],
        lambda cell: cell.relation != "elsewhere" and not cell.oracle.excludes(cell.name, cell.relation),
    ),
    "consent": (lambda cell: CONSENT(cell).it, lambda cell: cell.oracle.sees(cell.name, CONSENT(cell)) == FULL),
    "action": (lambda cell: ACTION(cell).it, _action_met),
    "contact": (lambda cell: CONTACT(cell).it, _contact_met),
    "meeting": (lambda cell: cell.world.meeting[cell.relation], _meeting_met),
    "item": (lambda cell: cell.world.item[cell.relation], lambda cell: cell.there() and cell.may("meeting_run")),
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


def told_last(cell, row):
    """Whether the person was told: the page says the latest that the persona may know of."""
    known = [
        one
        for one in cell.world.rows_of("sharing.persontold", cell.relation)
        if cell.oracle.sees(cell.name, one) > NONE
    ]
    return row.pk == max(one.pk for one in known)


def the_subject(cell, row):
    """The row named in the address."""
    return row.it is cell.subject


def beside_the_subject(cell, row):
    """The detail of the row named in the address."""
    return row.it.pk == cell.subject.pk


def banner(*kinds, **conditions):
    """The rows of a page about one person: its banner, and these."""
    every = ("casework.person", "casework.identity", "casework.status", "cohort.membership", "pathways.action", *kinds)
    return dict.fromkeys(every, always) | {"casework.allocation": still_open} | conditions


NAME = ("casework.person.family_name", "casework.person.given_names")
NUMBERS = ("casework.identity.aliases", "casework.identity.pnc_id", "casework.identity.prison_number")
BANNER = (*NAME, *NUMBERS)
NOTE = ("casework.contactnote.note", "casework.contactnote.follow_up")
ACTION_TEXT = ("pathways.actiondetail.text", "pathways.actiondetail.outcome")


def _day(day):
    return f"{day.day}/{day.month}/{day.year}"


def _today(cell):
    return _day(cell.world.today)


def _name(cell):
    return {"q": cell.world.person[cell.relation].family_name}


def _contact(cell):
    return {"kind": "office", "day": _today(cell), "at": "23:45", "outcome": "planned", "note": ""}


def _action(cell):
    agency = cell.world.agency[cell.persona.agency or "west"]
    return {"text": "Made up", "agency": agency.key, "pathway": "ete", "target_on": _day(cell.world.today + WEEK)}


def _consent(cell):
    return {"category": "", "to_agency": "", "given_on": "1/2/2020", "how": "form", "document": "seen", "save": "1"}


def _question(cell):
    return {"about": "anything", "words": "What helps", "reason": "A visit", "needed_until": _today(cell)}


def _meeting(cell):
    held_on = _day(cell.world.today + 60 * DAY)
    return {"kind": "case_conference", "held_on": held_on, "starts_at": "", "place": "", "agencies": []}


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


def _hold(cell):
    review_on = _day(cell.world.today + 60 * DAY)
    return {"ref": cell.world.person["own"].ref, "agency": "", "reason": "A claim", "review_on": review_on}


def _weights(cell):
    terms = {"matrix": "made-up", "ranking": "main", "capacity": "", "in_force_from": _today(cell), "reason": "Made up"}
    return terms | {"arrests_6m-weight": "1", "save": "1"}


def _leaving(cell):
    return {"version": 0, "criterion": "moved_away", "words": "Made up", "receiving_area": "", "check_on": ""}


def _document(cell):
    return {"document": SimpleUploadedFile("made-up.pdf", b"%PDF-1.7")}


DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
VERSION = {"version": 1}
SAVED = VERSION | {"save": "yes"}

RECIPES = {
    # The roof
    "home": Recipe(),
    "account": Recipe(rows=()),
    "capacity_choose": Recipe(body=lambda cell: {"capacity": cell.world.capacity[cell.name].key}, sent=302),
    # Retention, holds and disposal: by reference alone
    "retention_list": Recipe(),
    "rules_ship": Recipe(body=lambda cell: {}, sent=302, event="rules_ship"),
    **dict.fromkeys(("rule_save", "retention_decide", "hold_end", "disposal_confirm"), Recipe()),
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
        rows=(), body=lambda cell: {"name": "Made Up, Director"}, sent=302, event="officer_change"
    ),
    "ledger_list": Recipe(rows=(), body=lambda cell: {"ref": cell.world.person["own"].ref}, sent=302),
    "ledger_watch": Recipe(),
    # Requests to see what is held
    "rights_home": Recipe(),
    "request_add": Recipe(
        body=lambda cell: {"name": "Made Up", "received_on": _today(cell), "channel": "letter", "identity": "known"},
    ),
    "request_detail": Recipe(about="request", got=200),
    "request_identity": Recipe(about="request", got=200, sent=200),
    "request_ask": Recipe(about="request", got=200, sent=200),
    "request_hear": Recipe(about="request", got=200, sent=200),
    "request_extend": Recipe(about="request", got=200, sent=200),
    "request_search": Recipe(about="request", got=200, sent=200),
    "request_close": Recipe(about="request", sent=302),
    "request_letter": Recipe(about="request", got=302),
    "part_list": Recipe(),
    "part_detail": Recipe(about="part", got=200),
    "part_release": Recipe(about="part", sent=302),
    "part_hand": Recipe(about="part", got=200, sent=200),
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
        ),
        also=("casework.drugtestresult", "pathways.needdetail", "pathways.referraldetail"),
    ),
    "contact_list": Recipe(
        rows=banner("casework.contact", "casework.drugtest"),
        also=("casework.contactnote", "casework.drugtestresult"),
        says=(*BANNER, *NOTE),
    ),
    "contact_add": Recipe(
        about="written_about", rows=banner(), says=BANNER, body=_contact, sent=302, event="contact_add"
    ),
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
        rows=banner("sharing.consent") | {"sharing.persontold": told_last},
        maybe=("sharing.disclosure",),
        says=(*BANNER, "sharing.consent.document", "sharing.consent.witness", "sharing.persontold.language"),
    ),
    "sharing_print": Recipe(says=BANNER),
    "disclosure_make": Recipe(rows=banner(), says=BANNER),
    "disclosure_end": Recipe(),
    "question_ask": Recipe(rows=banner(), says=BANNER, body=_question, sent=(200, 302)),
    "question_answer": Recipe(),
    "question_list": Recipe(),
    "question_withdraw": Recipe(),
    "look_list": Recipe(about="trail"),
    "sent_list": Recipe(about="trail"),
    "sent_detail": Recipe(),
    "sent_download": Recipe(about="trail"),
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
    "exclusion_list": Recipe(),
    "exclusion_set": Recipe(),
    "exclusion_end": Recipe(),
    "conflict_declare": Recipe(sent=302, event="conflict_declare"),
    "emergency_end": Recipe(),
    "emergency_list": Recipe(),
    "emergency_review": Recipe(),
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
    "contact_undo": Recipe(sent=302),
    # Pathways
    "person_list": Recipe(
        rows=dict.fromkeys(("casework.person", "casework.identity", "casework.status", "pathways.action"), always)
        | {"casework.allocation": still_open},
        says=(*NAME, "casework.identity.pnc_id"),
    ),
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
    # Selection: numbers about people, each as far as the records behind it are known
    "selection_list": Recipe(rows=()),
    "selection_run": Recipe(body=lambda cell: {"ranking": "main", "as_of": ""}, sent=302),
    "selection_detail": Recipe(),
    "selection_try": Recipe(sent=200),
    "proposal_detail": Recipe(),
    "matrix_detail": Recipe(rows=()),
    "matrix_change": Recipe(rows=(), body=_weights, sent=302, event="matrix_save"),
    "score_detail": Recipe(rows=banner(), maybe=("cohort.runscore",), says=BANNER),
    # Leaving: what may be proposed of whom is as secret as what it rests on
    "leaving_list": Recipe(),
    "leaving_plan": Recipe(body=_leaving, sent=302, event="leaving_plan_save"),
    "leaving_stay": Recipe(body=lambda cell: {"answer": "away"}, sent=302),
    "leaving_send": Recipe(body=lambda cell: {}, sent=302),
    **dict.fromkeys(("leaving_back", "leaving_print", "leaving_check", "handover_ask", "handover_answer"), Recipe()),
    # Reviews
    "review_list": Recipe(
        rows=banner("reviews.review"),
        also=("pathways.actiondetail",),
        # With the texts of the actions that were opened on the day of one of these reviews.
        says=None,
    ),
    "review_undo": Recipe(),
    "meeting_list": Recipe(rows=()),
    "meeting_set_up": Recipe(rows=(), body=_meeting, sent=302, event="meeting_set_up"),
    "meeting_detail": Recipe(),
    "meeting_invite": Recipe(
        rows=(), body=lambda cell: {"agencies": [cell.world.agency["west"].pk]}, sent=302, event="meeting_invite"
    ),
    "agenda_add": Recipe(body=_somebody_else, sent=302, event="agenda_add"),
    "agenda_due": Recipe(sent=302, event="agenda_add"),
    "meeting_live": Recipe(got=302),
    "conference_packs_make": Recipe(sent=302, event=_packs),
    "review_save": Recipe(body=_review, sent=302, event="review_save"),
    "agenda_move": Recipe(body=lambda cell: {"way": "up"}, sent=302),
    "agenda_remove": Recipe(sent=302, event="agenda_remove"),
    "conference_packs_progress": Recipe(),
    "conference_pack_download": Recipe(),
}
