"""Whether two people may be the same: the score behind "possible same person".

Names are folded: accents and letter case dropped, hyphens and apostrophes and doubled spaces too. Family and given names
are then compared by Jaro-Winkler similarity (rapidfuzz), weighted 0.6 and 0.4, once as they stand and once with the two
swapped; the better counts. From 0.9 on, with the same date of birth, a person has to say.
"""

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

FAMILY_WEIGHT = 0.6
GIVEN_WEIGHT = 0.4
THRESHOLD = 0.9
CROWD = 500  # people of one date of birth: beyond, it stands for "not known" and only equal names are compared

_APART = re.compile(r"[\s\-‐‑–]+")
_DROPPED = re.compile(r"[^\w ]")


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as far as matching needs it. `row` is the row of the file, None for one already there."""

    ref: str
    family_name: str
    given_names: str
    date_of_birth: datetime.date | None
    pnc_id: str
    row: int | None = None


def fold_name(name: str) -> str:
    """The name as it is compared: `O’Brien-Smythe` and `obrien smythe` are one."""
    spread = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _DROPPED.sub("", _APART.sub(" ", bare)).strip()


def name_score(family: str, given: str, other_family: str, other_given: str) -> float:
    """Likeness of two names, 0 to 1."""
    return _score(*(fold_name(name) for name in (family, given, other_family, other_given)))


def _score(family: str, given: str, other_family: str, other_given: str) -> float:
    alike = JaroWinkler.normalized_similarity
    straight = FAMILY_WEIGHT * alike(family, other_family) + GIVEN_WEIGHT * alike(given, other_given)
    swapped = FAMILY_WEIGHT * alike(family, other_given) + GIVEN_WEIGHT * alike(given, other_family)
    return max(straight, swapped)


def possible_doubles(newcomers: Iterable[Someone], others: Iterable[Someone]) -> Iterator[tuple[Someone, Someone]]:
    """Each newcomer who may be somebody of `others`, or a newcomer before, with the likeliest one; at most one each."""
    by_pnc: dict[str, Someone] = {}
    by_birth: dict[datetime.date, list[tuple[str, str, Someone]]] = defaultdict(list)

    def remember(someone: Someone) -> None:
        if someone.pnc_id:
            by_pnc.setdefault(someone.pnc_id, someone)
        if someone.date_of_birth:
            folded = fold_name(someone.family_name), fold_name(someone.given_names)
            by_birth[someone.date_of_birth].append((*folded, someone))

    for other in others:
        remember(other)
    for newcomer in newcomers:
        double = by_pnc.get(newcomer.pnc_id) if newcomer.pnc_id else None
        if double is None or double.row is not None:  # the same number twice in the file is a problem of its own
            double = _likeliest(newcomer, by_birth.get(newcomer.date_of_birth, []))
        if double:
            yield newcomer, double
        remember(newcomer)


def _likeliest(newcomer: Someone, born_that_day: list[tuple[str, str, Someone]]) -> Someone | None:
    family, given = fold_name(newcomer.family_name), fold_name(newcomer.given_names)
    if len(born_that_day) > CROWD:
        return next((other for *names, other in born_that_day if sorted(names) == sorted((family, given))), None)
    best, likeliest = THRESHOLD, None
    for other_family, other_given, other in born_that_day:
        score = _score(family, given, other_family, other_given)
        if score >= best and (likeliest is None or score > best):
            best, likeliest = score, other
    return likeliest
