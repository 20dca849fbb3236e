"""How fast a person is found by name, against finding one by PNC number; and how often by a name with two slips in it."""

import itertools
import random

from django.db.models import Q

from bench import names, register
from bench.ratio import Contest, Measured
from casework import search
from casework.models import Person, SearchAliasPair, SearchNamePair
from casework.names import folded, sounding
from sharing.looking import looking_as

SAMPLE = 40
A_FEW = 5
RECALL = 0.95
ANYBODY = """select p.id from casework_person p where p.id in
    (select person_id from casework_searchnamepair where codes = %(codes)s
      union select person_id from casework_searchaliaspair where codes = %(codes)s) order by p.sort_name, p.id limit 200"""


def people(bench, count):
    """[(id, family name, given names, PNC number)] of people to look for, always the same ones."""
    with register.connect(bench.database) as session:
        rows = session.execute(
            "select p.id, family_name, given_names, pnc_id from casework_person p"
            " join casework_identity i on i.person_id = p.id order by md5(p.key) limit %s",
            [count],
        )
        return rows.fetchall()


def contest(bench, who, capacity, by):
    """Looking for one person after another by name, against doing so by number, both as search does for a page."""
    looked_for = people(bench, SAMPLE)
    rng = random.Random(1)
    typed = [folded(f"{slipped(given, by, rng)} {slipped(family, by, rng)}") for _, family, given, _ in looked_for]
    numbers, asked = itertools.cycle(pnc for *_, pnc in looked_for), itertools.cycle(typed)
    look = search.sounding if by == "sound" else search.nearest

    def by_number():
        with looking_as(capacity):
            return list(search.holding(who, pnc_id=next(numbers)))

    def by_name():
        with looking_as(capacity):
            return look(who, next(asked))

    return Contest(by_number, by_name)


def slipped(name, by, rng):
    return name if by == "sound" else names.mistyped(name, 1, rng)


def rules(bench, who, prepared):
    """Finding by sound with the walls and the rules on, against the same look-ups by anybody; a few names a turn."""
    ours, limit = [], []
    for _, family, given, _ in people(bench, A_FEW):
        codes = sounding(folded(given)[0], folded(family)[-1])
        either = search.either(who, SearchNamePair, SearchAliasPair, Q(codes=codes))
        asked = Person.objects.visible_to(who).filter(pk__in=either).order_by("sort_name", "pk").values("pk")[:200]
        ours.append(prepared(*asked.query.sql_with_params(), user="ppo_app", name=bench.database, who=who))
        limit.append(prepared(ANYBODY, {"codes": codes}, user="postgres", name=bench.database))
    return Contest(lambda: [one() for one in limit], lambda: [one() for one in ours])


def recall(bench, who, capacity, count):
    """The share of people missed among the first twenty when one letter of each name is wrong, to the share allowed."""
    rng = random.Random(2)
    missed = 0
    with looking_as(capacity):
        for pk, family, given, _ in people(bench, count):
            typed = folded(f"{names.mistyped(given, 1, rng)} {names.mistyped(family, 1, rng)}")
            missed += pk not in list(search.nearest(who, typed))[:20]
    return Measured(missed / count / (1 - RECALL))
