"""What the register and the page of an agreement show: its state, who signed, its items and its history, in words.

Reads only, a fixed number of statements whatever there is. Nothing here is about a person on the scheme.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sharing import basis, operations
from sharing.dates import count, day
from sharing.looking import looking_as_system
from sharing.models import Agency, AgreementRule, LedgerEntry, Officer, Signature, User
from sharing.policy import WORDS, Category, Level

EVERY = "Every party"
WARNED_DAYS = 60  # before a review the register says how near it is
HOW_MUCH = {Level.SUMMARY: "Summary", Level.FULL: "All of it"}
CONSENT = {True: "Yes, the person is asked", False: "No"}
HISTORY = 50


class State(StrEnum):
    DRAFT = "Draft"
    NOT_YET = "Not yet in force"
    IN_FORCE = "In force"
    ENDED = "Ended"


def state_of(agreement, today: date) -> State:
    """As the decision has it: in force while starts_on <= day < ends_on, a draft never."""
    if agreement.ends_on and agreement.ends_on <= max(today, agreement.starts_on):
        return State.ENDED
    if agreement.draft:
        return State.DRAFT
    return State.NOT_YET if agreement.starts_on > today else State.IN_FORCE


def review_words(agreement, today: date) -> str:
    """How near the review is; empty where nobody has to look: after the end, or of a draft."""
    if state_of(agreement, today) in (State.ENDED, State.DRAFT):
        return ""
    if agreement.review_on is None:
        return "No review date"
    days = (agreement.review_on - today).days
    if days < 0:
        return f"Review overdue by {count(-days, 'day')}"
    if days > WARNED_DAYS:
        return f"Review on {day(agreement.review_on)}"
    return f"Review due in {count(days, 'day')}" if days else "Review due today"


def is_near(agreement, today: date) -> bool:
    """Whether the review is due within the days of the first warning, or overdue."""
    near = agreement.review_on is not None and agreement.review_on - today <= timedelta(days=WARNED_DAYS)
    return near and state_of(agreement, today) in (State.IN_FORCE, State.NOT_YET)


@dataclass(frozen=True)
class Line:
    """One agreement in the register."""

    agreement: object
    parties: str
    state: State
    review: str
    near: bool
    signed: int
    outstanding: list[Agency]  # those that have not signed this edition


def register(agreements, *, scheme, today):
    """The lines of these agreements of one scheme: in force first, then what is to come, then what is over."""
    agencies = list(Agency.objects.filter(scheme=scheme))
    rows = list(agreements.prefetch_related("parties"))
    signed = defaultdict(set)
    for agreement, edition, agency in Signature.objects.filter(agreement__in=rows).values_list(
        "agreement", "edition", "agency"
    ):
        signed[agreement, edition].add(agency)
    order = [State.IN_FORCE, State.NOT_YET, State.DRAFT, State.ENDED]
    lines = []
    for row in rows:
        parties = agencies if row.every_agency else sorted(row.parties.all(), key=lambda one: one.position)
        by = signed[row.pk, row.edition]
        lines.append(
            Line(
                row,
                "Every agency of the scheme" if row.every_agency else ", ".join(one.name for one in parties),
                state_of(row, today),
                review_words(row, today),
                is_near(row, today),
                sum(one.pk in by for one in parties),
                [one for one in parties if one.pk not in by],
            )
        )
    return sorted(lines, key=lambda line: (order.index(line.state), line.agreement.code))


@dataclass(frozen=True)
class Party:
    """An agency of the agreement: for whom it acts, who may sign, and what it signed last."""

    agency: Agency
    acting_for: str  # under section 115, where the Act does not name its kind
    officer: Officer | None
    deputy: Officer | None
    signature: Signature | None  # of this edition
    earlier: Signature | None  # the newest of an earlier one


@dataclass(frozen=True)
class Item:
    """One rule in words."""

    rule: AgreementRule
    giver: str
    taker: str
    what: str
    how_much: str
    consent: str
    basis: str
    confidence: str
    notes: list[str] = field(default_factory=list)

    @property
    def words(self):
        return f"{self.what}, from {self.giver} to {self.taker}"


def parties_of(agreement):
    """Agencies that are parties, in the order of the scheme, with whom they act for."""
    agencies = Agency.objects.filter(scheme=agreement.scheme_id).select_related("acting_for")
    return list(agencies if agreement.every_agency else agencies.filter(agreements=agreement))


def parties(agreement, agencies):
    """A Party for each of the agencies."""
    officers = {
        (one.agency_id, one.deputy): one for one in Officer.objects.filter(agency__in=agencies).select_related("user")
    }
    latest = {}
    for one in Signature.objects.filter(agreement=agreement).order_by("edition"):
        latest[one.agency_id] = one
    lead = agreement.scheme.lead_agency
    found = []
    for agency in agencies:
        last = latest.get(agency.pk)
        current = last if last and last.edition == agreement.edition else None
        found.append(
            Party(
                agency,
                acting_for(agency, lead),
                officers.get((agency.pk, False)),
                officers.get((agency.pk, True)),
                current,
                None if current else last,
            )
        )
    return found


def acting_for(agency, lead):
    """The name of the agency for which this one receives under section 115; empty where the Act names its kind."""
    for_whom = agency.acting_for or lead
    if agency.kind in basis.named_in_the_act() or for_whom is None or for_whom.pk == agency.pk:
        return ""
    return for_whom.name


def items(agreement, agencies):
    """An Item for each rule, by category, then giver and taker."""
    rules = agreement.rules.select_related("from_agency", "to_agency__acting_for").order_by("category", "pk")
    return [item_of(rule, agreement, agencies) for rule in rules]


def item_of(rule, agreement, agencies):
    return Item(
        rule,
        rule.from_agency.name if rule.from_agency else EVERY,
        rule.to_agency.name if rule.to_agency else EVERY,
        WORDS[Category(rule.category)],
        HOW_MUCH[Level(rule.level)],
        CONSENT[rule.needs_consent],
        f"{rule.get_basis_display()}: {rule.statute}" if rule.statute else rule.get_basis_display(),
        confidence(rule),
        notes(rule, agreement, agencies),
    )


def confidence(rule):
    """What lifts the duty of confidence, in words; empty where there is none to lift."""
    if not rule.confidentiality:
        return ""
    words = rule.get_confidentiality_display()
    if rule.approver:
        words += f", approved by {rule.approver}"
    return f"{words}: {rule.confidentiality_reason}" if rule.confidentiality_reason else words


def notes(rule, agreement, agencies):
    """What the table of legal bases adds: who receives as acting for whom, and whom the item does not reach."""
    lead = agreement.scheme.lead_agency
    takers = [one for one in agencies if rule.to_agency_id in (None, one.pk)]
    givers = [one for one in agencies if rule.from_agency_id in (None, one.pk)]
    said = []
    reached = [taker for taker in takers if any(may_pass(rule, giver, taker, lead) for giver in givers)]
    if rule.basis == basis.ACTING and rule.to_agency_id and reached and (for_whom := acting_for(rule.to_agency, lead)):
        said.append(f"{rule.to_agency.name} receives as acting for {for_whom}.")
    left_out = [taker.name for taker in takers if taker not in reached and (rule.to_agency_id or len(givers) > 1)]
    if left_out:
        said.append(f"Not to {', '.join(left_out)}: the basis does not allow it.")
    return said


def may_pass(rule, giver, taker, lead):
    """Whether the item carries anything from one agency to the other."""
    if giver.pk == taker.pk:
        return False
    if rule.confidentiality == AgreementRule.Confidentiality.DIRECT_CARE and not (
        basis.cares(giver.kind) and basis.cares(taker.kind)
    ):
        return False
    for_whom = taker.acting_for or lead
    return basis.allows(
        rule.basis,
        giver=giver.kind,
        receiver=taker.kind,
        acting_for=for_whom.kind if for_whom else "",
        category=rule.category,
    )


@dataclass(frozen=True)
class Change:
    """One line of the history."""

    at: object
    who: str
    words: str
    said: list[str]


def history(agreement):
    """What was changed, by whom, the newest first.

    As the system: whoever may read the agreement may read this, and it names nobody on the list.
    """
    with looking_as_system():
        lines = list(LedgerEntry.objects.about_agreement(agreement)[:HISTORY])
    users = User.objects.in_bulk({line.user_id for line in lines})
    agencies = Agency.objects.in_bulk({line.agency_id for line in lines})
    return [
        Change(
            line.at,
            ", ".join(str(one) for one in (users.get(line.user_id), agencies.get(line.agency_id)) if one is not None)
            or "The system",
            operations.words(line.event, line.operation),
            line.facts.get("said", []),
        )
        for line in lines
    ]
