"""The dull reference model of sharing: facts in, level and basis out, nothing compiled, nothing clever.

A world is a namespace of lists of namespaces. Slow on purpose; read it to know what the product means. It imports nothing
of the product, so that a mistake there cannot be a mistake here. `at` is a moment with time zone; a period is
[starts_at, ends_at), None means open; days are London's, from midnight to midnight.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NONE, SUMMARY, FULL = 0, 1, 2
NOBODY, NAMED, AGENCY, SCHEME = 0, 1, 2, 3


def midnight(day):
    return datetime.combine(day, time(), LONDON)


def during(starts_at, ends_at, at):
    return starts_at <= at and (ends_at is None or at < ends_at)


def on_days(first, last, at):
    return during(midnight(first), None if last is None else midnight(last), at)


def excluded(world, capacity, person, at):
    return any(
        x.person == person and x.user == capacity.user and during(x.starts_at, x.ends_at, at) for x in world.exclusions
    )


def on_the_case(world, capacity, person, at):
    """Through the agency, through a link to this very user, or as co-ordinator or chair of the person's scheme."""
    if capacity.reach == NOBODY:
        return False
    if capacity.reach == SCHEME and world.scheme_of[capacity.agency] == world.scheme_of_person[person]:
        return True
    for link in world.links:
        if link.person == person and link.agency == capacity.agency and during(link.starts_at, link.ends_at, at):
            if link.user is None and capacity.reach in (AGENCY, SCHEME):
                return True
            if link.user == capacity.user:
                return True
    return False


def is_there(world, capacity, person, at):
    """Is the person there at all: list, search, count, page?"""
    return not excluded(world, capacity, person, at) and would_be_there(world, capacity, person, at)


def would_be_there(world, capacity, person, at):
    """The same, exclusion aside."""
    if capacity.reach == NOBODY:
        return False
    if on_the_case(world, capacity, person, at) or any(live_emergencies(world, capacity, person, at)):
        return True
    if capacity.reach == NAMED:
        return False
    return any(r.person == person and r.owner == capacity.agency for r in world.records) or any(
        d.person == person and d.to_agency == capacity.agency and during(d.starts_at, d.ends_at, at)
        for d in world.disclosures
    )


def live_emergencies(world, capacity, person, at):
    if capacity.reach == NOBODY:  # no role that meets nobody can open a record in an emergency
        return
    for e in world.emergencies:
        mine = (e.user, e.agency) == (capacity.user, capacity.agency)  # opened in this capacity, not in another
        if e.person == person and mine and during(e.starts_at, e.ends_at, at):
            yield e


def passing(world, owner, recipient, category, at):
    """(level, needs consent, agreement) of every rule in force from owner to recipient for the category."""
    for agreement in world.agreements:
        parties = agreement.parties or [a for a in world.agencies if world.scheme_of[a] == agreement.scheme]
        if owner == recipient or owner not in parties or recipient not in parties:
            continue
        if not on_days(agreement.starts_on, agreement.ends_on, at):
            continue
        for rule in agreement.rules:
            if rule.category == category and rule.from_agency in (None, owner) and rule.to_agency in (None, recipient):
                yield rule.level, rule.needs_consent, agreement.code


def consented(world, person, category, recipient, at):
    """The day of the earliest live consent that covers the category towards the recipient, or None."""
    days = [
        c.given_on
        for c in world.consents
        if c.person == person
        and c.category in (None, category)
        and c.to_agency in (None, recipient)
        and on_days(c.given_on, c.withdrawn_on, at)
        and on_days(c.given_on, c.expires_on, at)
    ]
    return min(days, default=None)


def by_agreement(world, capacity, person, owner, category, at):
    for level, needs_consent, code in passing(world, owner, capacity.agency, category, at):
        if not needs_consent:
            yield level, 1, f"rule:{code}"
        elif day := consented(world, person, category, capacity.agency, at):
            yield level, 2, f"rule:{code}+consent:{day}"


def by_disclosure(world, capacity, person, owner, category, at):
    for d in world.disclosures:
        wanted = (d.person, d.owner, d.to_agency, d.category) == (person, owner, capacity.agency, category)
        if wanted and during(d.starts_at, d.ends_at, at):
            yield d.level, 3, f"disclosure:{d.starts_at.astimezone(LONDON).date()}"


def reasons(world, capacity, person, owner, category, at):
    """(level, place in the order of ordinariness, basis) of everything that gives access, exclusion and own aside."""
    works = on_the_case(world, capacity, person, at)
    if works:
        yield from by_agreement(world, capacity, person, owner, category, at)
    if works or capacity.reach in (AGENCY, SCHEME):
        yield from by_disclosure(world, capacity, person, owner, category, at)
    for e in live_emergencies(world, capacity, person, at):
        if category in e.categories:
            yield FULL, 4, f"emergency:{e.starts_at:%Y-%m-%dT%H:%M}"


def decide(world, capacity, person, owner, category, at):
    """(level, basis) of the records of one owner and category about one person, for one capacity at one moment.

    The strongest level, then the most ordinary reason, then the first in the order of its words.
    """
    if excluded(world, capacity, person, at) and would_be_there(world, capacity, person, at):
        return NONE, "excluded"
    works = on_the_case(world, capacity, person, at)
    if owner == capacity.agency and (works or capacity.reach in (AGENCY, SCHEME)):
        return FULL, "own"
    found = sorted(reasons(world, capacity, person, owner, category, at), key=lambda r: (-r[0], r[1], r[2]))
    if found:
        return found[0][0], found[0][2]
    if not works:
        return NONE, "not_on_case"
    asks = any(asked for _, asked, _ in passing(world, owner, capacity.agency, category, at))
    return NONE, "no_consent" if asks else "no_rule"
