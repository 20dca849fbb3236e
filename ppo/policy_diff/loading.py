"""Put random worlds into the real tables, one statement a table, so that the triggers run as they do in production."""

from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from casework import models as casework
from pathways import models as pathways
from sharing import models as sharing
from sharing.basis import CONFIDENTIAL, confidentiality_unsaid
from sharing.permissions import Role

ROLES = {0: Role.STEERING, 1: Role.PRACTITIONER, 2: Role.PRACTITIONER, 3: Role.COORDINATOR}
FIRST_DAY = date(2026, 1, 1)


def load(worlds, turn=0):
    """Load several worlds at once: numbers of the world become rows of the database.

    Each kind of fact compiles the rows anew; `turn` says which comes last, so that over several turns each does it alone.
    """
    for number, w in enumerate(worlds):
        w.tag = f"{number}"
    _agencies(worlds)
    _people(worlds)
    _agreements(worlds)
    first = turn % len(FACTS)
    for put in FACTS[first:] + FACTS[:first]:
        put(worlds)


def _agencies(worlds):
    made = sharing.Scheme.objects.bulk_create(
        [sharing.Scheme(code=f"diff-{w.tag}-{scheme}", name="Diff") for w in worlds for scheme in (0, 1)]
    )
    schemes = iter(made)
    for w in worlds:
        w.schemes = {0: next(schemes), 1: next(schemes)}
    agencies = iter(
        sharing.Agency.objects.bulk_create(
            [
                sharing.Agency(scheme=w.schemes[w.scheme_of[a]], code=f"a{a}", name=f"Agency {a}", kind="other")
                for w in worlds
                for a in w.agencies
            ]
        )
    )
    users = iter(
        sharing.User.objects.bulk_create(
            [sharing.User(email=f"u{n}-{w.tag}@diff.example", name=f"User {n}") for w in worlds for n in range(7)]
        )
    )
    for w in worlds:
        w.agency = {a: next(agencies) for a in w.agencies}
        w.user = {n: next(users) for n in range(7)}
    capacities = iter(
        sharing.Capacity.objects.bulk_create(
            [
                sharing.Capacity(
                    user=w.user[c.user], agency=w.agency[c.agency], role=ROLES[c.reach], named_only=c.reach == 1
                )
                for w in worlds
                for c in w.capacities
            ]
        )
    )
    for w in worlds:
        for c in w.capacities:
            c.row = next(capacities)


def _people(worlds):
    people = iter(
        casework.Person.objects.bulk_create(
            [
                casework.Person(
                    scheme=(scheme := w.schemes[w.scheme_of_person[p]]),
                    ref=f"P{p}",
                    owner=next(a for a in w.agency.values() if a.scheme_id == scheme.pk),
                    family_name=f"Person {p}",
                )
                for w in worlds
                for p in w.people
            ]
        )
    )
    for w in worlds:
        w.person = {p: next(people) for p in w.people}


def _agreements(worlds):
    pairs = [(w, a) for w in worlds for a in w.agreements]
    rows = sharing.Agreement.objects.bulk_create(
        [
            sharing.Agreement(
                scheme=w.schemes[a.scheme],
                code=a.code,
                title=a.code,
                lawful_basis="Made up",
                every_agency=not a.parties,
                starts_on=a.starts_on,
                ends_on=a.ends_on,
            )
            for w, a in pairs
        ]
    )
    party = sharing.Agreement.parties.through
    party.objects.bulk_create(
        [party(agreement=row, agency=w.agency[p]) for (w, a), row in zip(pairs, rows, strict=True) for p in a.parties]
    )
    sharing.AgreementRule.objects.bulk_create(
        [
            sharing.AgreementRule(
                agreement=row,
                from_agency=w.agency.get(r.from_agency),
                to_agency=w.agency.get(r.to_agency),
                category=r.category,
                level=r.level,
                needs_consent=r.needs_consent,
                basis="other",
                **_ground(r),
            )
            for (w, a), row in zip(pairs, rows, strict=True)
            for r in a.rules
        ]
    )


def _ground(rule):
    ground, reason = confidentiality_unsaid(rule.category, needs_consent=rule.needs_consent)
    return {"confidentiality": ground, "confidentiality_reason": reason}


def _all(worlds, name):
    return [(w, fact) for w in worlds for fact in getattr(w, name)]


def _period(fact):
    return {"starts_at": fact.starts_at, "ends_at": fact.ends_at}


def _links(worlds):
    sharing.Link.objects.bulk_create(
        [
            sharing.Link(person=w.person[f.person], agency=w.agency[f.agency], reason="allocation", **_period(f))
            for w, f in _all(worlds, "links")
            if f.user is None
        ]
    )


def _named_links(worlds):
    permission = _permission()
    sharing.NamedLink.objects.bulk_create(
        [
            sharing.NamedLink(
                content_object=w.person[f.person],
                agency=w.agency[f.agency],
                user=w.user[f.user],
                permission=permission,
                reason="mentor",
                **_period(f),
            )
            for w, f in _all(worlds, "links")
            if f.user is not None
        ]
    )


def _consents(worlds):
    for w in worlds:  # the same consent twice is one row; the reference reads what was stored
        w.consents = list({(c.person, c.category, c.to_agency, c.given_on): c for c in w.consents}.values())
    sharing.Consent.objects.bulk_create(
        [
            sharing.Consent(
                person=w.person[f.person],
                owner_id=w.person[f.person].owner_id,
                category=f.category,
                to_agency=w.agency.get(f.to_agency),
                given_on=f.given_on,
                withdrawn_on=f.withdrawn_on,
                expires_on=f.expires_on,
            )
            for w, f in _all(worlds, "consents")
        ]
    )


def _disclosures(worlds):
    for w in worlds:  # what is one's own is not disclosed to oneself
        w.disclosures = [d for d in w.disclosures if d.owner != d.to_agency]
    sharing.Disclosure.objects.bulk_create(
        [
            sharing.Disclosure(
                person=w.person[f.person],
                owner=w.agency[f.owner],
                to_agency=w.agency[f.to_agency],
                category=f.category,
                level=f.level,
                confidentiality="statute" if f.category in CONFIDENTIAL else "",
                **_period(f),
            )
            for w, f in _all(worlds, "disclosures")
        ]
    )


def _emergencies(worlds):
    sharing.Emergency.objects.bulk_create(
        [
            sharing.Emergency(
                person=w.person[f.person],
                user=w.user[f.user],
                agency=w.agency[f.agency],
                categories=sum(1 << c for c in f.categories),
                kind="other",
                review_due_on=FIRST_DAY,
                **_period(f),
            )
            for w, f in _all(worlds, "emergencies")
        ]
    )


def _exclusions(worlds):
    sharing.Exclusion.objects.bulk_create(
        [
            sharing.Exclusion(person=w.person[f.person], user=w.user[f.user], **_period(f))
            for w, f in _all(worlds, "exclusions")
        ]
    )


def _permission():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="work_with", content_type__app_label="casework")


def _day(record):
    return FIRST_DAY + timedelta(days=record.number)


def _moment(record):
    return datetime(2026, 1, 1, 10, tzinfo=ZoneInfo("Europe/London")) + timedelta(hours=record.number)


MAKERS = {
    "contact": lambda w, r: casework.Contact(
        planned_for=_moment(r), agency=w.agency[r.owner], kind="office", outcome="attended"
    ),
    "offence": lambda w, r: casework.Offence(
        number=r.number, offence_code="28A", outcome="charged", charged_on=_day(r)
    ),
    "intelligence": lambda w, r: casework.Intelligence(received_on=_day(r), number=r.number, summary="Made up"),
    "need": lambda w, r: pathways.Need(area="drugs", source="case_file", assessed_on=_day(r), level="some"),
    "test": lambda w, r: casework.DrugTest(taken_at=_moment(r)),
    "address": lambda w, r: casework.Address(start=_day(r), kind="settled"),
    "action": lambda w, r: pathways.Action(
        number=r.number, pathway="ete", agency=w.agency[r.owner], opened_on=_day(r), status="not_started"
    ),
    "enforcement": lambda w, r: casework.Enforcement(kind="warning", decided_on=_day(r)),
    "job": lambda w, r: casework.Job(start=_day(r)),
}
MAKERS["note"] = MAKERS["contact"]


def _records(worlds):
    every = sorted(_all(worlds, "records"), key=lambda pair: pair[1].kind)
    for kind, pairs in groupby(every, key=lambda pair: pair[1].kind):
        pairs = list(pairs)
        rows = []
        for w, r in pairs:
            row = MAKERS[kind](w, r)
            row.person, row.owner = w.person[r.person], w.agency[r.owner]
            rows.append(row)
        made = type(rows[0]).objects.bulk_create(rows)
        for (_, r), row in zip(pairs, made, strict=True):
            r.row = row
    notes = [(w, r) for w, r in every if r.kind == "note"]
    casework.ContactNote.objects.bulk_create(
        [
            casework.ContactNote(
                contact=r.row, person=w.person[r.person], owner=w.agency[r.owner], category=r.category, note="Made up"
            )
            for w, r in notes
        ]
    )
    results = [(w, r) for w, r in every if r.kind == "test"]
    casework.DrugTestResult.objects.bulk_create(
        [
            casework.DrugTestResult(
                test=r.row, person=w.person[r.person], owner=w.agency[r.owner], setting="drr", result="negative"
            )
            for w, r in results
        ]
    )


FACTS = [_links, _named_links, _consents, _disclosures, _emergencies, _exclusions, _records]
