"""What a governance lead should look at: reading that the rules allowed and that may still not have been right.

The Information Commissioner's own example is the officer who looks up a neighbour. Nothing here refuses anything; it
names who, whom and how often, for one day, so that somebody can ask.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from django.apps import apps
from django.db import connection, models

from sharing.links import midnight
from sharing.models import Capacity, Emergency, LedgerCheckpoint, User
from sharing.permissions import Role

# Pages that show many people at once: being on one is no sign that somebody was looked up.
LISTS = [
    "home",
    "person_list",
    "person_find",
    "meeting_list",
    "meeting_detail",
    "meeting_live",
    "ledger_list",
    "ledger_watch",
]
MANY, TIMES, DAYS, FEW_DAYS = 20, 3, 90, 5
SILENCE = timedelta(minutes=3)
OWN = []


class Kind(models.TextChoices):
    EMERGENCY = "emergency", "Emergency access"
    OWN_NAME = "own_name", "A person with the reader’s own family name"
    OUTSIDE = "outside_caseload", "A person the reader does not work with"
    VOLUME = "volume", "Many more people than usual"


@dataclass(frozen=True)
class Finding:
    """One thing to ask about. `times`: how often the record was opened; for `volume` how many people were."""

    kind: Kind
    agency_id: int
    user_id: int
    person_id: int | None
    times: int
    first_at: datetime
    usual: float | None = None  # volume only: what is usual for this user


def own_people(function):
    """Register a function: (user ids, day) -> pairs of user id and the id of a person they work with themselves."""
    OWN.append(function)
    return function


def findings(scheme, *, on):
    """What stands out in the reading of one London day, in the order of Kind. Looks as the system."""
    since, until = midnight(on), midnight(on + timedelta(days=1))
    looks = _looks(scheme, since, until)
    opened = _emergencies(scheme, since, until)
    in_emergency = {(found.user_id, found.person_id) for found in opened}
    outside = _outside(looks, on, in_emergency)
    return [
        *opened,
        *_own_names(scheme, looks, since, {(found.user_id, found.person_id) for found in outside}),
        *outside,
        *_volumes(scheme, looks, since),
    ]


def unusual(today, past):
    """(whether so many people in one day are unusual, what is usual); `past` has a number for each earlier day with any.

    Unusual is 20 or more and over three times the median; with under five such days the median is taken as 20.
    """
    usual = median(past) if len(past) >= FEW_DAYS else MANY
    return today >= MANY and today > TIMES * usual, usual


def silences(since, until):
    """(from, to) of every stretch over three minutes within the period in which nothing was sealed."""
    moments = LedgerCheckpoint.objects.filter(at__gte=since, at__lt=until).order_by("at").values_list("at", flat=True)
    before = LedgerCheckpoint.objects.filter(at__lt=since).order_by("-at").values_list("at", flat=True).first()
    known = [*([before] if before else []), *moments, until]
    return [(max(a, since), b) for a, b in pairwise(known) if b - a > SILENCE]


def _looks(scheme, since, until):
    """(user, agency, person, times, first) of records opened on their own."""
    return _ask(
        """select e.user_id, e.agency_id, p.id, count(*), min(e.at)
             from sharing_ledgerentry e cross join unnest(e.people) as p(id)
            where e.scheme_id = %s and e.at >= %s and e.at < %s and e.operation = 'consultation'
              and e.user_id is not null and e.agency_id is not null and e.event <> all(%s)
            group by 1, 2, 3 order by 5, 1, 3""",
        [scheme.pk, since, until, LISTS],
    )


def _emergencies(scheme, since, until):
    found = Emergency.objects.filter(person__scheme=scheme, starts_at__gte=since, starts_at__lt=until)
    return [
        Finding(Kind.EMERGENCY, row.agency_id, row.user_id, row.person_id, 1, row.starts_at)
        for row in found.order_by("starts_at", "pk")
    ]


def _own_names(scheme, looks, since, outside):
    """Each look at somebody of one's own name; of people one works with the first in 90 days, which is when to ask."""
    people = apps.get_model("casework", "Person")._base_manager.filter(pk__in={look[2] for look in looks})
    families = {pk: name.casefold() for pk, name in people.values_list("pk", "family_name")}
    users = User.objects.filter(pk__in={look[0] for look in looks}).exclude(name="")
    names = {pk: name.split()[-1].casefold() for pk, name in users.values_list("pk", "name")}
    namesakes = [look for look in looks if look[0] in names and names[look[0]] == families.get(look[2])]
    known = _looked_before(scheme, since, namesakes) - outside
    return [
        Finding(Kind.OWN_NAME, agency, user, person, times, first)
        for user, agency, person, times, first in namesakes
        if (user, person) not in known
    ]


def _looked_before(scheme, since, looks):
    """Of these (user, _, person, ...) the pairs of user and person that looked in the 90 days before."""
    if not looks:
        return set()
    users, people = {look[0] for look in looks}, {look[2] for look in looks}
    found = _ask(
        """select distinct e.user_id, p.id from sharing_ledgerentry e cross join unnest(e.people) as p(id)
            where e.user_id = any(%s) and e.at >= %s and e.at < %s and e.scheme_id = %s and p.id = any(%s)
              and e.operation = 'consultation' and e.event <> all(%s)""",
        [list(users), since - timedelta(days=DAYS), since, scheme.pk, list(people), LISTS],
    )
    return set(found)


def _outside(looks, on, in_emergency):
    """Practitioners alone: co-ordinators and chairs work with everyone of their scheme."""
    users = {look[0] for look in looks}
    practitioners = Capacity.objects.filter(user__in=users, role=Role.PRACTITIONER).values_list("user_id", "agency_id")
    practitioners, own = set(practitioners), in_emergency | {pair for source in OWN for pair in source(users, on)}
    return [
        Finding(Kind.OUTSIDE, agency, user, person, times, first)
        for user, agency, person, times, first in looks
        if (user, agency) in practitioners and (user, person) not in own
    ]


def _volumes(scheme, looks, since):
    today = {}
    for user, agency, person, _, first in looks:
        today.setdefault((user, agency), []).append((person, first))
    busy = {key: found for key, found in today.items() if len(found) >= MANY}
    past = {}
    for user, agency, number in _past(scheme, since, [user for user, _ in busy]):
        past.setdefault((user, agency), []).append(number)
    judged = [(key, found, *unusual(len(found), past.get(key, []))) for key, found in busy.items()]
    return [
        Finding(Kind.VOLUME, agency, user, None, len(found), min(first for _, first in found), usual)
        for (user, agency), found, stands_out, usual in judged
        if stands_out
    ]


def _past(scheme, since, users):
    """(user, agency, people opened) for each of the 90 days before on which there were any."""
    return _ask(
        """select user_id, agency_id, people from (
               select e.user_id, e.agency_id, (e.at at time zone 'Europe/London')::date as day,
                      count(distinct p.id) as people
                 from sharing_ledgerentry e cross join unnest(e.people) as p(id)
                where e.user_id = any(%s) and e.at >= %s and e.at < %s and e.scheme_id = %s
                  and e.operation = 'consultation' and e.event <> all(%s)
                group by 1, 2, 3) d""",
        [users, since - timedelta(days=DAYS), since, scheme.pk, LISTS],
    )


def _ask(query, values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
