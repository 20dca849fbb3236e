"""What is kept beside a person's records so that lists and search need not open them."""

from itertools import combinations

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from casework.models import (
    Address,
    Identity,
    KnownSpelling,
    KnownWord,
    Offence,
    OffendingSummary,
    Person,
    SearchAlias,
    SearchAliasPair,
    SearchName,
    SearchNamePair,
    Status,
)
from casework.names import folded, sounding, sounds_like, spellings
from casework.reference import offence_classes
from sharing.looking import looking_as_system


@transaction.atomic
def refresh(*, people, today):
    """Bring list facts, search words and summaries of these people (ids) in line with their records.

    Nobody's act but what follows from one, so it writes no ledger line of its own. A dozen statements, whether for one
    person or for a whole scheme; harmless to repeat. Done as the system, because it must not depend on what the one who
    made the change may see.
    """
    people = list(people)
    with looking_as_system():
        _list_facts(people, today)
        _search_words(people)
        _offending_summaries(people)


def _list_facts(people, today):
    """Status and area of the day, on the person; rows that are right already stay untouched."""
    now = Q(start__lte=today) & (Q(end__isnull=True) | Q(end__gt=today))
    status = Status.objects.filter(now, person_id=OuterRef("pk")).order_by("-start")
    address = Address.objects.filter(now, person_id=OuterRef("pk")).order_by("-start")
    stale = Person.objects.filter(pk__in=people).alias(
        status_now=Coalesce(Subquery(status.values("status")[:1]), Value("")),
        area_now=Coalesce(Subquery(address.values("ward")[:1]), Value("")),
    )
    stale = stale.exclude(status=F("status_now"), area=F("area_now"))
    stale.update(status=F("status_now"), area=F("area_now"))


def _search_words(people):
    """The words of names and other names, and what two of them sound like together."""
    names = {
        person: folded(f"{family} {given}")
        for person, family, given in Person.objects.filter(pk__in=people).values_list(
            "pk", "family_name", "given_names"
        )
    }
    others = {
        (person, owner): [word for alias in aliases for word in folded(alias)]
        for person, owner, aliases in Identity.objects.filter(pk__in=people)
        .exclude(aliases=[])
        .values_list("person_id", "owner_id", "aliases")
    }
    _know(word for words in (*names.values(), *others.values()) for word in words)
    _replace(
        SearchName,
        people,
        {(person, word): SearchName(person_id=person, word=word, code=sounds_like(word))
         for person, words in names.items() for word in words},
        lambda row: (row.person_id, row.word),
    )  # fmt: skip
    _replace(
        SearchNamePair,
        people,
        {(person, codes): SearchNamePair(person_id=person, codes=codes)
         for person, words in names.items() for codes in _pairs(words)},
        lambda row: (row.person_id, row.codes),
    )  # fmt: skip
    _replace(
        SearchAlias,
        people,
        {(person, owner, word): SearchAlias(person_id=person, owner_id=owner, word=word, code=sounds_like(word))
         for (person, owner), words in others.items() for word in words},
        lambda row: (row.person_id, row.owner_id, row.word),
    )  # fmt: skip
    _replace(
        SearchAliasPair,
        people,
        {(person, owner, codes): SearchAliasPair(person_id=person, owner_id=owner, codes=codes)
         for (person, owner), words in others.items() for codes in _pairs([*words, *names[person]]) - _pairs(names[person])},
        lambda row: (row.person_id, row.owner_id, row.codes),
    )  # fmt: skip


def _know(words):
    """Every word of a name is a known one, with its spellings; none of them is dropped before the name is written."""
    words = sorted(set(words))
    held = KnownWord.objects.raw("select word from casework_knownword where word = any(%s) for key share", [words])
    known = {one.word for one in held}
    fresh = [word for word in words if word not in known]
    KnownWord.objects.bulk_create([KnownWord(word=word) for word in fresh], ignore_conflicts=True, batch_size=5000)
    KnownSpelling.objects.bulk_create(
        [KnownSpelling(word_id=word, spelling=spelling) for word in fresh for spelling in sorted(spellings(word))],
        ignore_conflicts=True,
        batch_size=5000,
    )


def _pairs(words):
    return {sounding(one, other) for one, other in combinations(words, 2)}


def _offending_summaries(people):
    """One row a person and owner; the latest offence is the one with the latest day known of it."""
    on = Coalesce("offence_on", "charged_on", "outcome_on")
    offences = Offence.objects.filter(person__in=people)
    numbers = offences.values("person_id", "owner_id").annotate(offences=Count("pk"))
    latest = offences.alias(on=on).order_by("person_id", "owner_id", F("on").desc(nulls_last=True), "-number")
    latest = latest.distinct("person_id", "owner_id").annotate(latest_on=on)
    newest = {(one.person_id, one.owner_id): one for one in latest}
    wanted = {}
    for row in numbers:
        pair = row["person_id"], row["owner_id"]
        offence = newest[pair]
        known = offence_classes().get(offence.offence_code)
        month = offence.latest_on and offence.latest_on.replace(day=1)
        summary = OffendingSummary(
            person_id=pair[0], owner_id=pair[1], offences=row["offences"],
            latest_group=known.group if known else "", latest_month=month,
        )  # fmt: skip
        wanted[*pair, summary.offences, summary.latest_group, month] = summary
    _replace(
        OffendingSummary,
        people,
        wanted,
        lambda row: (row.person_id, row.owner_id, row.offences, row.latest_group, row.latest_month),
    )


def _replace(model, people, wanted, key):
    """Make the stored rows of these people those of `wanted`, by key; what is right already stays."""
    stored = {key(row): row.pk for row in model.objects.filter(person__in=people)}
    gone = [pk for known, pk in stored.items() if known not in wanted]
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create([row for known, row in wanted.items() if known not in stored], batch_size=5000)
