"""Who is on the case of whom: links, derived from the dated records of every floor.

Each app registers the facts that make a link; `sync` brings the stored links of some people in line with them, in as
many statements as there are sources, whether for one person or for a whole scheme. Changes call it after writing.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.apps import apps

from sharing.looking import looking_as_system
from sharing.models import Agency, Link

LONDON = ZoneInfo("Europe/London")
SOURCES = []


def midnight(day):
    """The moment a day begins in London; None stays None."""
    return day and datetime.combine(day, time(), LONDON)


def source(reason):
    """Register a function: list of person ids -> rows (person_id, agency_id, first day, day after the last or None)."""

    def register(function):
        SOURCES.append((reason, function))
        return function

    return register


def facts(people):
    """(person, agency, reason, starts_at, ends_at) for each fact about these people.

    Links stay within a scheme: what agencies of the area did from which somebody moved makes none.
    """
    found = {
        (person, agency, str(reason), midnight(start), midnight(end))
        for reason, function in SOURCES
        for person, agency, start, end in function(people)
        if end is None or start < end
    }
    managed = apps.get_model("casework", "Person")._base_manager.filter(pk__in=people)
    scheme_of = dict(managed.values_list("pk", "scheme_id"))
    at = dict(Agency.objects.filter(scheme__in=set(scheme_of.values())).values_list("pk", "scheme_id"))
    return {fact for fact in found if at.get(fact[1]) == scheme_of.get(fact[0])}


def sync(people):
    """Bring the links of these people (ids) in line with the record. Harmless to repeat; returns how many changed.

    Worked out as the system: who is on the case must not depend on what the one who made a change may see.
    """
    people = list(people)
    with looking_as_system():
        wanted = facts(people)
        stored = {
            (link.person_id, link.agency_id, link.reason, link.starts_at, link.ends_at): link.pk
            for link in Link.objects.filter(person_id__in=people)
        }
        gone = [pk for fact, pk in stored.items() if fact not in wanted]
        if gone:
            Link.objects.filter(pk__in=gone).delete()
        fresh = sorted(wanted - stored.keys(), key=lambda fact: (fact[0], fact[1], fact[3]))
        Link.objects.bulk_create(
            [Link(person_id=p, agency_id=a, reason=r, starts_at=s, ends_at=e) for p, a, r, s, e in fresh],
            batch_size=5000,
        )
    return len(fresh) + len(gone)
