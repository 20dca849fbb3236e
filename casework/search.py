"""Finding people by what somebody at a counter knows: part of a name, how it sounds, another name, a number, a birth date.

The rules of access are inside the query: people are matched among those who are there for the viewer, other names and
numbers only where the viewer may see who the person is.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from casework.identifiers import pnc_search_form
from casework.models import Identity, Person, SearchAlias, SearchName
from casework.names import folded, sounds_like
from casework.overview import banner_parts, where_words
from sharing.form_fields import DayField
from sharing.gather import gather

SPACES = re.compile(r"\s+")
WITHOUT_STROKE = re.compile(r"^(\d{4}|\d{2})-?(\d{7}[A-Za-z])$")
MOST = 50
AFTER_EVERYTHING = "\U0010ffff"


@dataclass(frozen=True)
class Result:
    """One person found, with what tells them apart, as far as the viewer may see it."""

    person: Person
    born: date | None
    pnc_id: str
    where: str
    why: str  # “also known as Jordan Elis”, where the name in the list does not show why


def find(viewer, text, today):
    """[Result] of the people this text may mean, by name. One statement; at most MOST."""
    matched = Person.objects.visible_to(viewer).filter(matching(viewer, text)).order_by("sort_name", "pk")
    people = Person.objects.filter(pk__in=matched.values("pk")[:MOST]).order_by("sort_name", "pk")
    return [_result(found, text) for found in gather(people, viewer, **banner_parts(viewer, today))]


def matching(viewer, text):
    identities = Identity.objects.visible_to(viewer).filter(person_id=OuterRef("pk"))
    if number := pnc_in(text):
        return Exists(identities.filter(pnc_id=number))
    if born := day_in(text):
        return Exists(identities.filter(date_of_birth=born))
    words = folded(text)
    if not words:
        return Q(pk__in=[])
    every_word = Q()
    for word in words:
        every_word &= has_word(viewer, word)
    return every_word


def has_word(viewer, word):
    """A name begins with the word or sounds like it; or another name does, for those who may see those."""
    same = Q(word__gte=word, word__lt=word + AFTER_EVERYTHING) | Q(code=sounds_like(word))
    names = SearchName.objects.filter(same, person_id=OuterRef("pk"))
    others = SearchAlias.objects.visible_to(viewer).filter(same, person_id=OuterRef("pk"))
    return Exists(names) | Exists(others)


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


def _result(found, text):
    identity = next(iter(found["identity"]), None)
    return Result(
        person=found.person,
        born=identity and identity.date_of_birth,
        pnc_id=identity.pnc_id if identity else "",
        where=next((where_words(spell) for spell in found["where"]), ""),
        why=why(found.person, identity, text),
    )


def why(person, identity, text):
    in_name = folded(person.full_name)
    if identity and any(not any(known.startswith(word) for known in in_name) for word in folded(text)):
        for alias in identity.aliases:
            if all(any(part.startswith(word) for part in folded(alias)) for word in folded(text)):
                return f"also known as {alias}"
    return ""
