"""Newcomers of a file who may be somebody who is there: by PNC number, or with one date of birth and names that are alike.

How alike two names are is said in `casework.doubles`. From 0.9 on a person has to say.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.doubles import THRESHOLD, fold_name, folded_score

CROWD = 500  # people of one date of birth: beyond, it stands for "not known" and only equal names are compared


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as far as matching needs it. `row` is the row of the file, None for one already there."""

    ref: str
    family_name: str
    given_names: str
    date_of_birth: datetime.date | None
    pnc_id: str
    row: int | None = None


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
        score = folded_score(family, given, other_family, other_given)
        if score >= best and (likeliest is None or score > best):
            best, likeliest = score, other
    return likeliest
