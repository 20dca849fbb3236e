"""Whether two people may be the same: two thresholds. The same PNC number is the same person; a name and a birth that are
alike are put to somebody; anything less is another person.

Names are folded: accents and letter case dropped, hyphens and apostrophes and doubled spaces too. Family and given names
are then compared by Jaro-Winkler similarity (rapidfuzz), weighted 0.6 and 0.4, once as they stand and once with the two
swapped; the better counts.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz.distance import JaroWinkler

from casework.models import Identity
from casework.names import folded

FAMILY_WEIGHT = 0.6
GIVEN_WEIGHT = 0.4
THRESHOLD = 0.9
MOST = 500  # born on one day: beyond, the day stands for "not known"

_APART = re.compile(r"[\s\-‐‑–]+")
_DROPPED = re.compile(r"[^\w ]")


def fold_name(name: str) -> str:
    """The name as it is compared: `O’Brien-Smythe` and `obrien smythe` are one."""
    spread = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _DROPPED.sub("", _APART.sub(" ", bare)).strip()


def name_score(family: str, given: str, other_family: str, other_given: str) -> float:
    """Likeness of two names, 0 to 1."""
    return folded_score(*(fold_name(name) for name in (family, given, other_family, other_given)))


def folded_score(family: str, given: str, other_family: str, other_given: str) -> float:
    """Likeness of two names that are folded already, 0 to 1."""
    alike = JaroWinkler.normalized_similarity
    straight = FAMILY_WEIGHT * alike(family, other_family) + GIVEN_WEIGHT * alike(given, other_given)
    swapped = FAMILY_WEIGHT * alike(family, other_given) + GIVEN_WEIGHT * alike(given, other_family)
    return max(straight, swapped)


@dataclass(frozen=True)
class Described:
    """Somebody as far as a form says who it is."""

    family_name: str
    given_names: str = ""
    date_of_birth: datetime.date | None = None
    pnc_id: str = ""


def likely(scheme, described):
    """(id of the person with this PNC number or None, ids of those it may be, the likeliest first). One statement.

    Asked as the system where nobody may be overlooked: what of it the one who asks may know is cut afterwards.
    """
    by_name = Q(person__family_name__iexact=described.family_name)
    if described.date_of_birth:
        wanted = Q(date_of_birth=described.date_of_birth) | Q(by_name, date_of_birth__isnull=True)
    else:
        wanted = by_name
    if described.pnc_id:
        wanted |= Q(pnc_id=described.pnc_id)
    rows = Identity.objects.filter(wanted, scheme=scheme).select_related("person").order_by("pk")[:MOST]
    same, near = None, {}
    for row in rows:
        if described.pnc_id and row.pnc_id == described.pnc_id:
            same = row.person_id
        elif (score := likeness(described, row)) >= THRESHOLD:
            near[row.person_id] = score
    return same, sorted(near, key=lambda pk: (-near[pk], pk))


def likeness(described, identity):
    """How like the name is to the nearest of the person's: the one in the list, or another."""
    names = [(identity.person.family_name, identity.person.given_names)]
    names += [tuple(reversed(alias.rpartition(" ")[::2])) for alias in identity.aliases]
    return max(name_score(described.family_name, described.given_names, *name) for name in names)


def is_named(identity, typed):
    """Whether this is the full name, or another name, of the person: the same words in any order."""
    words = sorted(folded(typed))
    return any(sorted(folded(name)) == words for name in (identity.person.full_name, *identity.aliases))
