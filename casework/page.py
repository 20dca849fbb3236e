"""A page about one person: its banner and whatever parts every floor gives it, in one statement.

Casework owns the address, other floors know more of the person: they register pieces here when the application starts,
as they register links. A piece names the parts it needs and turns what was found into what its fragment shows.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404
from django.utils.timezone import now

from casework.models import Person
from sharing.gather import Found, gather
from sharing.models import Emergency, Moment, Setting
from sharing.policy import Reach
from sharing.rules import setting_values


@dataclass(frozen=True)
class Piece:
    """`parts(viewer, today)` gives name -> Part; `show(found, today)` what the fragment `template` gets as `it`."""

    parts: Callable
    show: Callable
    template: str = ""
    place: str = "main"  # or "side", or "buttons" above both


@dataclass(frozen=True)
class Banner:
    """What stands above every tab: facts as (name, words) and tags as (words, colour or "")."""

    facts: tuple = ()
    tags: tuple = ()


BANNER: list[Piece] = []
OVERVIEW: list[Piece] = []


@dataclass
class Page:
    """One person as a page shows them to one viewer on one day."""

    found: Found
    today: date
    banner: Banner
    pieces: list  # (piece, what it shows)

    @property
    def person(self):
        return self.found.person

    @property
    def settings(self):
        return settings_of(self.person)

    @property
    def emergency(self):
        """(key, minutes left, begun ones count) of the viewer's own emergency access to the person; None without one."""
        running = self.person.own_emergency
        if running is None:
            return None
        left = (datetime.fromisoformat(running["ends_at"]) - now()).total_seconds()
        return running["key"], max(1, math.ceil(left / 60))

    def takes_from(self, viewer):
        """Whether the viewer may add records of their agency here: only where those of the agency are theirs to see.

        A volunteer who meets the person in an emergency alone does not, and would write what nobody gives back to them.
        """
        return viewer.reach >= Reach.AGENCY or any(row.own for row in self.found.rows)

    def __getitem__(self, part):
        return self.found[part]

    def placed(self, place):
        """(template, it) of the pieces in a place that have something to show."""
        return [(piece.template, shown) for piece, shown in self.pieces if piece.place == place and shown is not None]


def open_page(viewer, key, today, *, pieces=(), **parts):
    """The page of the person behind an address, with the banner, these pieces and these parts. One statement.

    Raises Http404 where there is nobody, or nobody for this viewer: the two cannot be told apart.
    """
    wanted = dict(parts)
    for piece in (*BANNER, *pieces):
        wanted |= piece.parts(viewer, today)
    people = with_emergency(with_settings(Person.objects.filter(key=key), today), viewer)
    found = gather(people, viewer, **wanted)
    if not found:
        raise Http404
    banners = [piece.show(found[0], today) for piece in BANNER]
    banner = Banner(
        facts=tuple(fact for one in banners for fact in one.facts),
        tags=tuple(tag for one in banners for tag in one.tags),
    )
    return Page(found[0], today, banner, [(piece, piece.show(found[0], today)) for piece in pieces])


def with_settings(people, today):
    """People with the settings of their scheme in force on the day, for `settings_of`."""
    own = Setting.objects.filter(scheme_id=OuterRef("scheme_id"), in_force_from__lte=today)
    pairs = own.order_by("in_force_from", "pk").values(json=JSONObject(name="name", value="value"))
    return people.annotate(own_settings=ArraySubquery(pairs))


def with_emergency(people, viewer):
    """People with the emergency access of this viewer, in this capacity, that runs longest."""
    running = Emergency.objects.filter(
        person=OuterRef("pk"),
        user=viewer.user_id,
        agency=viewer.agency_id,
        starts_at__lte=Moment(),
        ends_at__gt=Moment(),
    ).order_by("-ends_at")
    return people.annotate(own_emergency=Subquery(running.values(json=JSONObject(key="key", ends_at="ends_at"))[:1]))


def settings_of(person):
    """Name to value of every setting, the scheme's own where it has one."""
    return setting_values({one["name"]: str(one["value"]) for one in person.own_settings})
