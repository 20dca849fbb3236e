"""Random worlds of sharing, dense enough that many cells are allowed, with their edges on the moment that is asked about."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Row
from zoneinfo import ZoneInfo

MICROSECOND, DAY = timedelta(microseconds=1), timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
# Midnights in London, both nights of the clock change and the days after them.
MIDNIGHTS = [
    date(2026, 3, 29),
    date(2026, 3, 30),
    date(2026, 10, 25),
    date(2026, 10, 26),
    date(2026, 7, 1),
    date(2026, 12, 5),
]
EDGES = (-MICROSECOND, timedelta(0), MICROSECOND)
# user, agency, reach: agencies 0 to 2 are of one scheme, 3 of another
CAPACITIES = [(0, 0, 2), (1, 1, 2), (2, 2, 2), (3, 0, 3), (4, 1, 1), (0, 1, 2), (5, 2, 0), (6, 3, 2), (4, 2, 3)]
KINDS = ["contact", "note", "offence", "intelligence", "need", "test", "address", "action", "enforcement", "job"]
FIXED = {
    "contact": 1,
    "offence": 3,
    "intelligence": 4,
    "need": 6,
    "test": 8,
    "address": 9,
    "action": 14,
    "enforcement": 2,
    "job": 10,
}


def world(rng, at):
    """One world: agencies and people by number, facts around the moment `at`."""
    w = Row(at=at, agencies=[0, 1, 2, 3], people=[0, 1, 2, 3])
    w.scheme_of = {0: 0, 1: 0, 2: 0, 3: 1}
    w.scheme_of_person = {0: 0, 1: 0, 2: 0, 3: 1}
    w.capacities = [Row(user=u, agency=a, reach=r) for u, a, r in CAPACITIES]
    w.askers = [(c, edge) for c, edge in zip(rng.sample(w.capacities, k=5), rng.sample(EDGES * 2, k=5), strict=True)]
    w.links = [_link(rng, w) for _ in range(rng.randint(7, 12))]
    w.agreements = [_agreement(rng, w, number) for number in range(rng.randint(1, 3))]
    w.consents = _consents(rng, w)
    w.disclosures = [_disclosure(rng, w) for _ in range(rng.randint(0, 4))]
    w.emergencies = _emergencies(rng, w)
    w.exclusions = [
        Row(person=rng.choice(w.people), user=rng.randrange(7), **_period(rng, w))
        for _ in range(rng.choice([0, 0, 1, 2]))
    ]
    kinds = rng.sample(KINDS, k=2)  # few tables a world, all of them over many worlds
    w.records = [_record(rng, w, number, rng.choice(kinds)) for number in range(14)]
    return w


def moment(rng):
    """A moment to stand on; half of them midnight in London, where agreements begin and end."""
    if rng.random() < 0.5:
        day = rng.choice(MIDNIGHTS)
        return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)
    return datetime(
        2026, rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23), rng.randint(0, 59), 7, 5, tzinfo=UTC
    )


def _period(rng, w, *, open_ended=True):
    before = [-9 * DAY, -9 * DAY, -DAY, -DAY, -MICROSECOND, timedelta(0), MICROSECOND, DAY]
    starts_at = w.at + rng.choice(before)
    ends = [e for e in (w.at - MICROSECOND, w.at, w.at + MICROSECOND, w.at + DAY, w.at + 9 * DAY) if e >= starts_at]
    if open_ended and (rng.random() < 0.5 or not ends):
        return {"starts_at": starts_at, "ends_at": None}
    return {"starts_at": starts_at, "ends_at": rng.choice(ends or [starts_at + DAY])}


def _days(rng, w):
    today = w.at.astimezone(LONDON).date()
    first = today + DAY * rng.choice([-400, -400, -1, -1, 0, 1])
    last = rng.choice([None, None, None, *(d for d in (today, today + DAY, today + 9 * DAY) if d >= first)])
    return first, last


def _within(rng, w):
    """A person, and an agency of the same scheme."""
    person = rng.choice([0, 0, 1, 1, 2, 3])
    return person, rng.choice([a for a in w.agencies if w.scheme_of[a] == w.scheme_of_person[person]])


def _link(rng, w):
    person, agency = _within(rng, w)
    users = [c.user for c in w.capacities if c.agency == agency]
    return Row(person=person, agency=agency, user=rng.choice(users) if rng.random() < 0.25 else None, **_period(rng, w))


def _agreement(rng, w, number):
    scheme = rng.choice([0, 0, 0, 1])
    own = [a for a in w.agencies if w.scheme_of[a] == scheme]
    parties = [] if rng.random() < 0.5 else rng.sample(own, k=min(len(own), 2))
    first, last = _days(rng, w)
    chosen = {}
    for _ in range(rng.randint(4, 16)):
        giver, taker = rng.choice([None, *(parties or own)]), rng.choice([None, *(parties or own)])
        if giver is None or giver != taker:
            chosen[giver, taker, rng.randrange(16)] = (rng.choice([1, 1, 2]), rng.random() < 0.3)
    rules = [
        Row(from_agency=giver, to_agency=taker, category=category, level=level, needs_consent=asks)
        for (giver, taker, category), (level, asks) in chosen.items()
    ]
    return Row(scheme=scheme, code=f"A{number}", parties=parties, starts_on=first, ends_on=last, rules=rules)


def _consents(rng, w):
    """Often several live ones of one person and scope, so that it matters which of them is named."""
    found = [_consent(rng, w) for _ in range(rng.randint(1, 5))]
    for again in found[1:]:
        if rng.random() < 0.4:
            again.person, again.category, again.to_agency = found[0].person, found[0].category, found[0].to_agency
    return found


def _consent(rng, w):
    person, agency = _within(rng, w)
    first, last = _days(rng, w)
    today = w.at.astimezone(LONDON).date()
    ends = [None, None, *(d for d in (today, today + DAY, today + 9 * DAY) if d >= first)]
    return Row(
        person=person,
        category=rng.choice([None, rng.randrange(16)]),
        to_agency=rng.choice([None, agency]),
        given_on=first,
        withdrawn_on=last,
        expires_on=rng.choice(ends),
    )


def _disclosure(rng, w):
    person, owner = _within(rng, w)
    others = [a for a in w.agencies if w.scheme_of[a] == w.scheme_of_person[person]]
    return Row(
        person=person,
        owner=owner,
        to_agency=rng.choice(others),
        category=rng.randrange(16),
        level=rng.choice([1, 2]),
        **_period(rng, w, open_ended=False),
    )


def _emergencies(rng, w):
    """Often several of one user and person at once, so that it matters which of them is named."""
    found = [_emergency(rng, w) for _ in range(rng.choice([0, 1, 2, 3]))]
    for again in found[1:]:
        if rng.random() < 0.7:
            again.person, again.user, again.agency = found[0].person, found[0].user, found[0].agency
    return found


def _emergency(rng, w):
    capacity = rng.choice(w.capacities)
    return Row(
        person=rng.choice([0, 1, 2]),
        user=capacity.user,
        agency=capacity.agency,
        categories=frozenset(rng.sample(range(16), k=rng.randint(1, 12))),
        **_period(rng, w, open_ended=False),
    )


def _record(rng, w, number, kind):
    person, owner = _within(rng, w)
    category = FIXED.get(kind, rng.randrange(16))
    return Row(number=number + 1, person=person, owner=owner, kind=kind, category=category)
