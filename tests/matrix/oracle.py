"""What ought to be shown, worked out a second time from the prose: design.md 3, interfaces.md, definitions.md S4 to S19.

Dull on purpose, and sharing nothing with what it judges: it imports no code of the product but the reference model of the
differential test, which imports none either. Rows come in as plain attributes. Who may do which kind of act is the table
of tests/guards/test_permissions.py, also written by hand.
"""

from datetime import datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from ppo.policy_diff import model
from tests.guards.test_permissions import grid
from tests.matrix.cast import AGENCIES, PERSONAS

LONDON = ZoneInfo("Europe/London")
NONE, SUMMARY, FULL = model.NONE, model.SUMMARY, model.FULL
REACH = {"nobody": model.NOBODY, "named": model.NAMED, "agency": model.AGENCY, "scheme": model.SCHEME}

CATEGORIES = [
    *("identity", "engagement", "supervision", "offending", "intelligence", "risk", "needs", "health", "drugs"),
    *("housing", "employment", "finance", "family", "victims", "plan", "conference"),
]

# What kind of information each kind of record is (interchange, S7).
OF_KIND = {
    "casework.address": "housing",
    "casework.allocation": "supervision",
    "casework.arrest": "offending",
    "casework.contact": "engagement",
    "casework.dipclient": "drugs",
    "casework.drugtest": "drugs",
    "casework.drugtestresult": "drugs",
    "casework.enforcement": "supervision",
    "casework.identity": "identity",
    "casework.intelligence": "intelligence",
    "casework.job": "employment",
    "casework.mappa": "risk",
    "casework.offence": "offending",
    "casework.offendingsummary": "offending",
    "casework.order": "supervision",
    "casework.riskassessment": "risk",
    "casework.searchalias": "identity",
    "casework.status": "supervision",
    "cohort.agencyview": "risk",
    "cohort.handover": "plan",
    "cohort.harm": "risk",
    "cohort.leavingcheck": "plan",
    "cohort.transfer": "identity",
    "cohort.leavingplan": "plan",
    "cohort.letter": "identity",
    "cohort.membership": "identity",
    "cohort.paneldecision": "conference",
    "cohort.panelparagraph": "conference",
    "cohort.panelposition": "conference",
    "cohort.nomination": "identity",
    "cohort.nominationcaution": "intelligence",
    "cohort.nominationsuggestion": "drugs",  # those that are planted: of a test
    "cohort.score": "risk",
    "pathways.action": "plan",
    "pathways.need": "needs",
    "pathways.referral": "plan",
    "reviews.review": "conference",
    "sharing.consent": "identity",
    "sharing.persontold": "identity",
}
# Kinds that show something at summary, and which of their fields (interchange, "At summary"). The others show nothing.
AT_SUMMARY = {
    "casework.drugtest": {"taken_at"},
    "casework.offendingsummary": {"offences", "latest_group", "latest_month"},
    "pathways.action": {"pathway", "status", "opened_on", "target_on", "closed_on"},
    "pathways.need": {"area", "level"},
    "pathways.referral": {"pathway", "decision", "referred_on", "decided_on", "started_on", "ended_on"},
}
# The detail of a need, action or referral, by area of life (S15); a contact's note, by the kind of its owner (S13).
OF_PATHWAY = {
    "accommodation": "housing",
    "ete": "employment",
    "health": "health",
    "drugs_alcohol": "drugs",
    "finance": "finance",
    "families": "family",
    "attitudes": "needs",
    "victims": "victims",
}
# Why somebody leaves, by what the criterion tells of the person first.
OF_CRITERION = {
    "stopped_offending": "intelligence",
    "moved_away": "housing",
    "custodial_sentence": "supervision",
    "list_review": "offending",
    "two_year_review": "identity",
    "high_risk_of_harm": "risk",
    "deceased": "identity",
}
OF_NOTE = {"drug_treatment": "drugs", "health": "health", "mental_health": "health"}
# A question is known to who asks and to who is asked, an answer to who gives it.
ASKED = ("sharing.question", "sharing.answer")
# What must not be told to others is read by its agency and those it named, whatever agreements say.
CAUTION = "cohort.nominationcaution"
# Requests to see what is held: known to the governance lead who runs them, and to the agencies that answer a part.
OFFICE = (
    *("sharing.subjectrequest", "sharing.requestquestion", "sharing.requestpart", "sharing.itemdecision"),
    *("sharing.retentionreview", "sharing.legalhold", "sharing.disposal"),
)
# An emergency is known to who opened it and to those who review it: governance leads, and those who run the scheme for
# what their own agency opened.
EMERGENCY = "sharing.emergency"
OF_A_REQUEST, KEPT = OFFICE[:4], OFFICE[4:]
# A card of the leaving watch says that nothing else is known: those know it who are on the case and see in full what every
# agency that records such things anywhere in the scheme holds about the person. What the record meets, and its kinds:
CARD = "cohort.leavingproposal"
MEETS = {
    "moved_away": ("housing", ("casework.address",)),
    "high_risk_of_harm": ("risk", ("casework.mappa", "casework.riskassessment", "cohort.harm")),
}
LEAD = "police"  # and where nobody records them, the lead agency does
# An offer to another scheme is known to those who run either: of their own people to those who meet them.
OFFER = "cohort.transfer"
# Kinds that no agency owns: what counts is the agency they name.
NAMING = (
    *(*ASKED, EMERGENCY, "sharing.requestpart", "sharing.itemdecision"),
    *("sharing.retentionreview", "sharing.legalhold", "sharing.disposal", "reviews.attendance"),
)
# What belongs to whoever meets the person: the name, the numbers of a meeting.
MET = ("casework.person", "casework.searchname", "reviews.agendaitem", "cohort.panelitem")


def category_of(kind, it, owner):
    """The category of a record: by its kind, its area of life or the kind of its owner."""
    if kind in ("pathways.needdetail", "pathways.actiondetail", "pathways.referraldetail", "cohort.handoverdetail"):
        return OF_PATHWAY[it.pathway]
    if kind == CARD:
        return OF_CRITERION[it.criterion]
    if kind == "cohort.leavingreason":
        return OF_CRITERION[it.criterion]
    if kind == "sharing.disclosure":
        return CATEGORIES[it.category]
    if kind == "casework.contactnote":
        return OF_NOTE.get(AGENCIES.get(owner, "police"), "supervision")
    return OF_KIND.get(kind)


def midnight(day):
    return day and datetime.combine(day, time(), LONDON)


def links_of(rows):
    """Who is on the case, from the records: interfaces.md, "On the case"."""
    return [
        SimpleNamespace(person=row.person, agency=agency, user=None, starts_at=midnight(first), ends_at=midnight(last))
        for row in rows
        for agency, first, last in _periods(row)
        if last is None or first < last
    ]


def _periods(row):
    """(agency, first day, day after the last) of each link that one record makes; a clause of the prose each."""
    it = row.it
    if row.kind == "casework.allocation":
        yield it.agency.code, it.start, it.end
    elif row.kind == "pathways.action":
        yield it.agency.code, it.opened_on, it.closed_on
    elif row.kind == "pathways.referral" and it.decision == "accepted":
        yield it.service.agency.code, it.decided_on, it.ended_on
    elif row.kind == "cohort.panelitem":
        for seat in it.panel.guests:
            yield seat.agency.code, seat.invited_on, it.panel.held_on + timedelta(days=15)
    elif row.kind == "reviews.agendaitem":
        for invited in it.meeting.guests:
            yield invited.agency.code, invited.invited_on, it.meeting.held_on + timedelta(days=15)


class Oracle:
    """The answers for one world. `facts` has what the reference model asks for, `rows` every record about a person."""

    def __init__(self, facts, rows, at):
        self.facts, self.rows, self.at = facts, rows, at
        self.known = {}

    def asker(self, name):
        persona = PERSONAS[name]
        return SimpleNamespace(user=name, agency=persona.agency, reach=REACH[persona.reach])

    def may(self, name, permission):
        """Whether the role of the persona has the kind of act."""
        role = PERSONAS[name].role
        return role is not None and role in grid()[permission]

    def is_there(self, name, person):
        """Whether the persona meets the person at all: list, search, count, page."""
        return self.once(("there", name, person), lambda: model.is_there(self.facts, self.asker(name), person, self.at))

    def level(self, name, person, owner, category):
        """How far the persona sees what the owner holds of the category about the person."""
        if not self.is_there(name, person):
            return NONE
        key = ("level", name, person, owner, category)
        return self.once(key, lambda: model.decide(self.facts, self.asker(name), person, owner, category, self.at)[0])

    def excludes(self, name, person):
        """Whether the person is closed to this very user."""
        return model.excluded(self.facts, self.asker(name), person, self.at)

    def owns(self, name, person):
        """Whether what the persona's agency holds of the person is the persona's to see: not by an emergency alone."""
        asker = self.asker(name)
        whole = asker.reach in (model.AGENCY, model.SCHEME)
        return whole or model.on_the_case(self.facts, asker, person, self.at)

    def works(self, name, person):
        """Whether the persona is on the case: by the agency, by name, or by running the scheme."""
        return self.is_there(name, person) and model.on_the_case(self.facts, self.asker(name), person, self.at)

    def once(self, key, work):
        if key not in self.known:
            self.known[key] = work()
        return self.known[key]

    def sees(self, name, row):
        """How far the persona sees this record: FULL, SUMMARY, or NONE where there is no such record for them."""
        if row.kind in MET:
            return FULL if self.is_there(name, row.person) else NONE
        if row.kind == "sharing.consent":  # it says who the person is and what about: for who sees that in full
            there = self.is_there(name, row.person)
            return FULL if there and self.level(name, row.person, row.owner, "identity") == FULL else NONE
        special = self.by_its_own_rule(row.kind)
        if special is not None:
            return FULL if special(name, row) else NONE
        level = self.level(name, row.person, row.owner, row.category)
        return level if level == FULL or row.kind in AT_SUMMARY else NONE

    def by_its_own_rule(self, kind):
        """What says whether a persona knows of a record that agreements say nothing of; None for the others."""
        rules = {
            "sharing.exclusion": self.closes,
            "sharing.disclosure": self.knows_shared,
            CARD: self.knows_card,
            OFFER: self.knows_offer,
            EMERGENCY: self.reviews,
            **dict.fromkeys(OFFICE, self.answers),
            **dict.fromkeys((*ASKED, CAUTION), self.asks),
        }
        return rules.get(kind)

    def closes(self, name, row):
        """Whether the persona may know to whom the person is closed: of the scheme, but for who is kept out themselves."""
        open_ = row.person != "elsewhere" and not self.excludes(name, row.person)
        return self.may(name, "exclusion_write") and open_

    def knows_shared(self, name, row):
        """What was shared once is known to who gave it, who got it, and who sees something of what it is about."""
        if not self.is_there(name, row.person):
            return False
        party = self.asker(name).agency in (row.owner, row.it.to_agency.code)
        return party or self.level(name, row.person, row.owner, row.category) > NONE

    def knows_card(self, name, row):
        """Whether the persona may know that the criterion is met, of a card that waits for an answer."""
        waits = not row.it.answer and row.it.criterion in MEETS and row.person != "elsewhere"
        if not waits or not self.works(name, row.person):
            return False
        category, kinds = MEETS[row.it.criterion]
        keep = {LEAD} | {one.owner for one in self.rows if one.kind in kinds and one.person != "elsewhere"}
        return all(self.level(name, row.person, owner, category) == FULL for owner in keep)

    def knows_offer(self, name, row):
        """Those who run a scheme know what they are offered, and what they offer of people who are there for them."""
        return self.may(name, "transfer_run") and (row.person == "elsewhere" or self.is_there(name, row.person))

    def together(self, person, agencies, owner, category):
        """How far everybody at a table sees it: a practitioner of each agency, by the agency alone."""
        return min((self.of_agency(code, person, owner, category) for code in agencies), default=FULL)

    def of_agency(self, code, person, owner, category):
        asker = SimpleNamespace(user=None, agency=code, reach=model.AGENCY)
        key = ("of_agency", code, person, owner, category)
        return self.once(key, lambda: model.decide(self.facts, asker, person, owner, category, self.at)[0])

    def reviews(self, name, row):
        persona = PERSONAS[name]
        if (
            persona.role is None
            or row.person == "elsewhere"
            or model.excluded(self.facts, self.asker(name), row.person, self.at)
        ):
            return False
        own = row.it.user.name == f"User {name}"
        runs = self.may(name, "emergency_review")
        return own or (runs and (persona.role == "governance" or persona.agency == row.owner))

    def answers(self, name, row):
        """Whether the persona runs requests, what is decided in an agency's part aside, or answers for the agency."""
        if row.kind in KEPT and self.excludes(name, row.person):
            return False
        if row.kind != "sharing.itemdecision" and self.may(name, "rights_run"):
            return True
        if self.may(name, "disposal_confirm") and row.kind in ("sharing.disposal", "sharing.retentionreview"):
            return row.kind == "sharing.disposal" or self.put_up(row)  # with why it was put up
        if row.kind not in OF_A_REQUEST:
            return False
        persona = PERSONAS[name]
        parts = [one for one in self.rows if one.kind == "sharing.requestpart" and one.person == row.person]
        own = {row.owner} if row.kind in NAMING else {one.owner for one in parts}
        meets = persona.reach in ("agency", "scheme") and self.is_there(name, row.person)
        return meets and self.may(name, "rights_answer") and persona.agency in own

    def put_up(self, row):
        """Whether what a review was about waits for a second person."""
        waiting = [one for one in self.rows if one.kind == "sharing.disposal" and one.it.state == "proposed"]
        return any((one.person, one.owner) == (row.person, row.owner) for one in waiting)

    def asks(self, name, row):
        """Whether the persona's agency asked, or is asked and the persona may speak for what it holds."""
        persona = PERSONAS[name]
        if not self.is_there(name, row.person):
            return False
        if persona.agency == row.owner and row.kind == "sharing.question":
            return True
        if row.kind == CAUTION:
            return persona.agency in (row.owner, *row.it.read_by) and persona.reach in ("agency", "scheme")
        asked = {one.owner for one in self.rows if one.kind == "sharing.answer" and row.it in (one.it, one.it.question)}
        return persona.agency in asked and persona.reach in ("agency", "scheme")

    def fields(self, name, row):
        """The fields of the record the persona may see; None for all of them."""
        return None if self.sees(name, row) == FULL else AT_SUMMARY[row.kind]

    def visible(self, name):
        """Every record the persona may see something of."""
        return self.once(("visible", name), lambda: [row for row in self.rows if self.sees(name, row) > NONE])
