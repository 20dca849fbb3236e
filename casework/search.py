"""Finding people by what somebody at a counter knows: part of a name, how it sounds, another name, a number, a birth date.

The rules of access are inside the query: people are matched among those who are there for the viewer, other names and
numbers only where the viewer may see who the person is. A name is looked for as it is spelled and as it sounds; where
nobody's name is spelled so, with a slip or two as well.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q

from casework import names
from casework.identifiers import pnc_search_form
from casework.models import Identity, KnownSpelling, Person, SearchAlias, SearchAliasPair, SearchName, SearchNamePair
from casework.overview import banner_parts, where_words
from sharing.form_fields import DayField
from sharing.gather import gather

SPACES = re.compile(r"\s+")
WITHOUT_STROKE = re.compile(r"^(\d{4}|\d{2})-?(\d{7}[A-Za-z])$")
MOST = 50
MOST_NEAR = 20  # by a slip or two only the nearest help
MOST_LOOKED_AT = 200
SLIPS_IN_ALL = 2
AFTER_EVERYTHING = "\U0010ffff"


@dataclass(frozen=True)
class Result:
    """One person found, with what tells them apart, as far as the viewer may see it."""

    person: Person
    born: date | None
    pnc_id: str
    where: str
    off: int  # 0 where a name is spelled as typed, else how far from it
    why: str  # “also known as Jordan Elis”, where the name in the list does not show why


def find(viewer, text, today):
    """[Result] of the people this text may mean, the nearest first. At most five statements; at most MOST people."""
    if number := pnc_in(text):
        near = dict.fromkeys(holding(viewer, pnc_id=number), 0)
    elif born := day_in(text):
        near = dict.fromkeys(holding(viewer, date_of_birth=born), 0)
    else:
        near = nearest(viewer, names.folded(text))
    found = gather(Person.objects.filter(pk__in=near), viewer, **banner_parts(viewer, today)) if near else []
    found.sort(key=lambda one: (near[one.person.pk], one.person.sort_name, one.person.pk))
    return [_result(one, text, near[one.person.pk]) for one in found]


def holding(viewer, **fields):
    """Ids of the people whose identity this is, for those who may see it."""
    identities = Identity.objects.visible_to(viewer).filter(**fields)
    return identities.order_by("person__sort_name", "pk").values_list("person_id", flat=True)[:MOST]


def nearest(viewer, typed):
    """{person id: how far off} of those whose names may be meant by these folded words: 0 where spelled so."""
    if not typed:
        return {}
    found = spelled(viewer, typed) | sounding(viewer, typed)
    most = MOST
    if 0 not in found.values():
        found, most = found | with_slips(viewer, typed), MOST_NEAR
    return dict(sorted(found.items(), key=lambda one: one[1])[:most])


def spelled(viewer, typed):
    """{person id: 0} of people of whose names some word begins with each of these."""
    people = Person.objects.visible_to(viewer)
    for word in typed:
        people = people.filter(pk__in=either(viewer, SearchName, SearchAlias, _beginning(word)))
    return _measured(viewer, people, typed)


def sounding(viewer, typed):
    """{person id: how far off} of people whose names sound so."""
    people = Person.objects.visible_to(viewer)
    for codes in _sounds(typed):
        people = people.filter(pk__in=either(viewer, *codes))
    return _measured(viewer, people, typed)


def _beginning(word):
    return Q(word__gte=word, word__lt=word + AFTER_EVERYTHING)


def _sounds(typed):
    """What to ask the search rows for words that sound like these: for each two that stand together, or for the only one."""
    if len(typed) == 1:
        return [(SearchName, SearchAlias, Q(code=names.sounds_like(typed[0])))]
    return [(SearchNamePair, SearchAliasPair, Q(codes=names.sounding(*two))) for two in pairwise(typed)]


def either(viewer, of_name, of_alias, asked):
    """Ids of people by their name or, for those who may see them, by other names."""
    others = of_alias.objects.visible_to(viewer).filter(asked)
    return of_name.objects.filter(asked).values("person_id").union(others.values("person_id"))


def with_slips(viewer, typed):
    """{person id: slips} of those meant when the words hold a slip or two, at most SLIPS_IN_ALL together."""
    people, meant = Person.objects.visible_to(viewer), _meant(typed)
    if len(typed) == 1:
        words = sorted(meant[typed[0]], key=meant[typed[0]].get)[:MOST_LOOKED_AT]
        people = people.filter(pk__in=either(viewer, SearchName, SearchAlias, Q(word__in=words)))
    for one, other in pairwise(typed):
        codes = {
            names.sounding(*two)
            for two in product(meant[one], meant[other])
            if meant[one][two[0]] + meant[other][two[1]] <= SLIPS_IN_ALL
        }
        people = people.filter(pk__in=either(viewer, SearchNamePair, SearchAliasPair, Q(codes__in=codes)))
    return {pk: off for pk, off in _measured(viewer, people, typed).items() if off <= SLIPS_IN_ALL}


def _meant(typed):
    """{typed word: {word of somebody's name: how far off}}: words within the slips that either may hold."""
    shared = set().union(*(names.spellings(word) for word in typed))
    known = set(KnownSpelling.objects.filter(spelling__in=shared).values_list("word_id", flat=True))
    return {
        word: {
            one: off for one in known if (off := names.slips(word, one)) <= names.slips_allowed(max(word, one, key=len))
        }
        for word in typed
    }


def _measured(viewer, people, typed):
    """{person id: how far off} of at most MOST_LOOKED_AT people."""
    others = SearchAlias.objects.visible_to(viewer).filter(person_id=OuterRef("pk"))
    rows = people.order_by("sort_name", "pk").values_list(
        "pk", "family_name", "given_names", ArraySubquery(others.values("word"))
    )[:MOST_LOOKED_AT]
    return {pk: off(typed, [*names.folded(f"{given} {family}"), *aliases]) for pk, family, given, aliases in rows}


def off(typed, words):
    """How far typed words are from the nearest of a person's: 0 where one begins so, 1 where one sounds so, else slips."""
    return sum(min((_off(word, one) for one in words), default=len(word)) for word in typed)


def _off(typed, word):
    if word.startswith(typed):
        return 0
    slips = names.slips(typed, word)
    return min(slips, 1) if names.sounds_like(typed) == names.sounds_like(word) else slips


def pnc_in(text):
    """The canonical PNC number when the text is one, with or without slash, century and leading zeros; else None."""
    typed = pnc_search_form(SPACES.sub("", text)) or pnc_search_form(WITHOUT_STROKE.sub(r"\1/\2", SPACES.sub("", text)))
    if typed is None:
        return None
    year, number = typed["long_year"].split("/")
    return f"{year}/{number[:-1]:0>7}{number[-1]}"


def day_in(text):
    """The date when the text is one, however it is written."""
    try:
        return DayField(in_past=True).to_python(text)
    except ValidationError:
        return None


def _result(found, text, off):
    identity = next(iter(found["identity"]), None)
    return Result(
        person=found.person,
        born=identity and identity.date_of_birth,
        pnc_id=identity.pnc_id if identity else "",
        where=next((where_words(spell) for spell in found["where"]), ""),
        off=off,
        why=why(found.person, identity, text),
    )


def why(person, identity, text):
    in_name = names.folded(person.full_name)
    if identity and any(not any(known.startswith(word) for known in in_name) for word in names.folded(text)):
        for alias in identity.aliases:
            if all(any(part.startswith(word) for part in names.folded(alias)) for word in names.folded(text)):
                return f"also known as {alias}"
    return ""
