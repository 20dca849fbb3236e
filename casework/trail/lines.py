"""The ledger's lines about one person in words, without what the reader may not know."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.trail.kinds import KINDS, kind_of
from sharing import ledger, operations
from sharing.dates import london_date
from sharing.models import Agency, Agreement, AgreementRule, Capacity, Disclosure
from sharing.permissions import Permission
from sharing.policy import WORDS, Category

ANOTHER = "Another agency"
# Pages whose name says nothing of what is in them: of others' looks only these are named.
ORDINARY = {
    *("home", "person_list", "person_find", "person_detail", "person_timeline", "plan_detail", "contact_list"),
    *("offence_list", "review_list", "sharing_detail", "sharing_print", "look_list", "sent_list", "sent_detail"),
    *(
        "meeting_list",
        "meeting_detail",
        "meeting_live",
        "review_save",
        "contact_add",
        "contact_outcome",
        "contact_missed",
    ),
    *("action_add", "action_update", "conference_pack_make", "agenda_add", "meeting_invite", "disclosure_make"),
}


@dataclass(frozen=True)
class Line:
    """One line in words. What the reader may not know is not in it."""

    number: int
    at: object
    who: str
    agency: str
    what: str
    how: str
    to: tuple
    categories: tuple
    why: tuple
    reason: str
    until: date | None


def told(reader, entries):
    """[Line] of some lines of the ledger. Three statements, however many; noted on the open page."""
    entries = list(entries)
    parties = Agency.objects.in_bulk({pk for entry in entries for pk in _partners(reader, entry)})
    capacities = Capacity.objects.select_related("user", "agency").in_bulk(
        {entry.capacity_id for entry in entries} - {None}
    )
    titles = dict(Agreement.objects.filter(scheme=reader.viewer.scheme_id).values_list("code", "title"))
    ids = [entry.pk for entry in entries]
    ledger.note("sharing.ledgerentry", people=[reader.person.pk], ids=ids)
    return [_line(reader, entry, capacities.get(entry.capacity_id), titles, parties) for entry in entries]


def _partners(reader, entry):
    """Ids of the agencies that the reader's own agency gave it to, or got it from: those it knows of by the act itself."""
    if reader.own(entry):
        return entry.recipients
    return [entry.agency_id] if reader.viewer.agency_id in entry.recipients and entry.agency_id else []


def _line(reader, entry, capacity, titles, parties):
    """What it says must be the same whether or not something was cut: a gap would tell as much as a word."""
    held = [Category(number) for number in entry.facts.get("categories", ())]
    party = reader.own(entry) or reader.viewer.agency_id in entry.recipients
    known = {category for category in held if party or (not reader.governs and reader.knows(category))}
    agencies = reader.agencies | {pk: parties[pk] for pk in _partners(reader, entry)}
    who, agency = _doer(agencies, entry, capacity)
    said = party or _reviewed(reader, entry) or (not reader.governs and known == set(held))
    return Line(
        number=entry.pk,
        at=entry.at,
        who=who,
        agency=agency,
        what=_what(entry, named=party or (not reader.governs and entry.event in ORDINARY)),
        how=kind_of(entry),
        to=_recipients(agencies, entry),
        categories=tuple(WORDS[category] for category in held if category in known),
        why=tuple(dict.fromkeys(because(entry, titles, known))),
        reason=entry.reason if said else "",
        until=_until(entry) if said else None,
    )


def _what(entry, *, named):
    return operations.words(entry.event, entry.operation) if named else entry.get_operation_display()


def _reviewed(reader, entry):
    """Whoever reviews emergency access reads why it was taken, whatever it opened."""
    return kind_of(entry) == KINDS["emergency"][0] and reader.viewer.can(Permission.EMERGENCY_REVIEW)


def _until(entry):
    """The last day of what the line opened: a day, or of an emergency the moment."""
    said = entry.facts.get("until")
    return london_date(datetime.fromisoformat(said)) if said else None


def _doer(agencies, entry, capacity):
    if capacity is None:
        return entry.doer or "The system", ""
    if capacity.agency_id not in agencies:
        return "Somebody", ANOTHER
    return capacity.user.name, f"{capacity.agency.name}, {capacity.job_title or capacity.get_role_display()}"


def _recipients(agencies, entry):
    """Names of those it went to; those the reader may not know of are one, however many they are."""
    names = [agencies[pk].name for pk in entry.recipients if pk in agencies]
    return tuple(sorted(names)) + ((ANOTHER,) if len(names) < len(entry.recipients) else ())


def because(entry, titles, known):
    """What a line rests on, in words: the legal basis somebody gave, and why the policy showed what the reader knows of."""
    basis = entry.facts.get("basis")
    if isinstance(basis, str) and known:
        yield AgreementRule.Basis(basis).label
    if entry.facts.get("confidentiality") and known:
        yield Disclosure.Confidentiality(entry.facts["confidentiality"]).label
    for why, numbers in entry.facts.get("bases", {}).items():
        if known & set(numbers):
            kind, _, rest = why.partition(":")
            code, _, consent = rest.partition("+consent:")
            rule = titles.get(code, code) + (", with consent" if consent else "")
            yield {"own": "Own records", "disclosure": "Shared once", "emergency": "Emergency access"}.get(kind, rule)
    if isinstance(basis, dict):  # a look that rested on emergency access, whatever it showed
        yield "Emergency access"
