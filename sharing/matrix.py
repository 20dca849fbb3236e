"""Who can see what about one person, and why: the decision for every agency, owner and category of a scheme.

For the system (`looking_as_system`); the caller writes the ledger line.
"""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from sharing.links import midnight
from sharing.models import Agency, Link
from sharing.policy import Category, Level, Reach, Viewer, decide


class Cell(NamedTuple):
    agency: Agency
    on_case: bool
    owner: Agency
    category: Category
    level: Level
    basis: str


def moment_of(as_of):
    """The moment a command answers for: the end of the day in London, or now where the day is today."""
    now = timezone.now()
    if as_of is None or as_of == timezone.localdate(now):
        return now
    return midnight(as_of + timedelta(days=1)) - timedelta(microseconds=1)


def rows_at(person, at):
    """Every list row of the person that is live at the moment, by audience."""
    return {row.audience: row for row in _answer("sharing_list_at", [person.pk], at)}


def rows_of(people, at):
    """Every list row of these people (ids) that is live at the moment, by person and audience."""
    return {(row.person_id, row.audience): row for row in _answer("sharing_list_at", list(people), at)}


def packs_at(scheme_id, at):
    """The rule packs in force at the moment, by agency."""
    return {pack.recipient_id: pack for pack in _answer("sharing_rules_at", [scheme_id], at)}


def _answer(function, ids, at):
    """Rows of one of the two functions, as namespaces: raw querysets do not know composite keys."""
    with connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(r) from {function}(%s, %s) r", [ids, at])  # noqa: S608, a name from above
        return [SimpleNamespace(**json.loads(row)) for (row,) in cursor.fetchall()]


def viewer_at(packs, *, agency, capacity_id=0, user_id=0, reach=Reach.AGENCY):
    """The viewer of an agency, or of one capacity, with the rights of the packs."""
    pack = packs.get(agency.pk)
    return Viewer(
        capacity_id=capacity_id,
        user_id=user_id,
        agency_id=agency.pk,
        scheme_id=agency.scheme_id,
        reach=reach,
        open={int(code): by for code, by in pack.open_by.items()} if pack else {},
        asked={int(code): by for code, by in pack.asked_by.items()} if pack else {},
    )


def who_can_see(person, *, at, disclosed=True):
    """What a practitioner of each agency of the person's scheme may see: a Cell for each agency, owner and category.

    Without `disclosed` as if nothing were shared once: what those are told who may not know of it.
    """
    agencies = list(Agency.objects.filter(scheme=person.scheme_id))
    rows, packs = rows_at(person, at), packs_at(person.scheme_id, at)
    on_case = set(
        Link.objects.filter(person=person, starts_at__lte=at)
        .exclude(ends_at__lte=at)
        .values_list("agency_id", flat=True)
    )
    for agency in agencies:
        viewer = viewer_at(packs, agency=agency)
        own = [rows[audience] for audience in viewer.audiences if audience in rows]
        if not disclosed:
            own = [SimpleNamespace(**vars(row) | {"disclosed_on": {}}) for row in own]
        for owner in agencies:
            for category in Category:
                yield Cell(agency, agency.pk in on_case, owner, category, *decide(viewer, own, owner.pk, category))


def can_see(person, capacity, *, at):
    """The same for one user: (on the case, [(owner, category, level, basis)])."""
    rows, packs = rows_at(person, at), packs_at(capacity.agency.scheme_id, at)
    viewer = viewer_at(
        packs,
        agency=capacity.agency,
        capacity_id=capacity.pk,
        user_id=capacity.user_id,
        reach=Reach(capacity.reach) if capacity.agency.scheme_id == person.scheme_id else Reach.NOBODY,
    )
    own = [rows[audience] for audience in viewer.audiences if audience in rows]
    excluded = any(viewer.user_id in (row.denied or ()) for row in own)
    levels = [
        (owner, category, *decide(viewer, own, owner.pk, category))
        for owner in Agency.objects.filter(scheme=person.scheme_id)
        for category in Category
    ]
    return any(row.works for row in own) and not excluded, levels
