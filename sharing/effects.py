"""What a change of an agreement would do: which agencies see more or less of what, for how many people. Nothing is kept."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Q

from sharing.looking import looking_as_system
from sharing.matrix import packs_at
from sharing.models import Agency, ListRow
from sharing.policy import WORDS, Category, Level

IN_WORDS = {Level.NONE: "no", Level.SUMMARY: "summary", Level.FULL: "all of it"}


@dataclass(frozen=True)
class Effect:
    """One agency and one kind of information of other agencies, before and after.

    `people`: how many it works with now; `agreed`: of these, who agreed to it, where the change rests on that.
    """

    agency: Agency
    category: Category
    owners: list[Agency]
    others: bool  # `owners` are all other agencies of the scheme
    before: str
    after: str
    gains: bool
    people: int
    agreed: int | None

    @property
    def what(self):
        return WORDS[self.category]

    @property
    def of_whom(self):
        return "every other agency" if self.others else ", ".join(owner.name for owner in self.owners)


def effect(scheme, change, *, at):
    """[Effect] of a change as of a moment: `change` is made, the compiled rights are compared, and everything is undone."""
    before = _rights(scheme, at)
    with transaction.atomic():
        change()
        after = _rights(scheme, at)
        transaction.set_rollback(True)
    return _effects(scheme, before, after)


def _rights(scheme, at):
    """(recipient, owner, category) -> (level for everyone, level where the person agreed), of what is given."""
    with looking_as_system():
        packs = packs_at(scheme.pk, at)
    found = defaultdict(lambda: (Level.NONE, Level.NONE))
    for recipient, pack in packs.items():
        for place, codes in enumerate((pack.open_by, pack.asked_by)):
            for code in map(int, codes):
                key, level = (recipient, code // 64, Category(code % 64 // 4)), Level(code % 4)
                held = list(found[key])
                held[place] = max(held[place], level)
                found[key] = tuple(held)
    return found


def _effects(scheme, before, after):
    agencies = {agency.pk: agency for agency in Agency.objects.filter(scheme=scheme)}
    groups = defaultdict(list)
    for key in before.keys() | after.keys():
        recipient, owner, category = key
        was, will = (_seen(rights.get(key, (Level.NONE, Level.NONE))) for rights in (before, after))
        if was != will:
            groups[recipient, category, was, will].append(owner)
    works = _works_with({recipient for recipient, *_ in groups}, {category for _, category, *_ in groups})
    effects = []
    for (recipient, category, was, will), owners in groups.items():
        people, agreed = works.get(recipient, (0, {}))
        effects.append(
            Effect(
                agencies[recipient],
                category,
                [agency for pk, agency in agencies.items() if pk in owners],
                len(owners) == len(agencies) - 1,
                _words(was),
                _words(will),
                will > was,
                people,
                agreed.get(category, 0) if was[0] == will[0] else None,
            )
        )
    places = {pk: place for place, pk in enumerate(agencies)}
    return sorted(effects, key=lambda one: (places[one.agency.pk], one.category, one.of_whom))


def _seen(rights):
    """Consent adds only what nobody has to be asked for."""
    always, asked = rights
    return always, max(always, asked)


def _words(rights):
    always, asked = rights
    if asked == always:
        return IN_WORDS[always]
    more = f"{IN_WORDS[asked]} if the person agreed"
    return f"{IN_WORDS[always]}, {more}" if always else more


def _works_with(recipients, categories):
    """Agency id -> (people it works with now, {category: how many of them agreed}). Counts, and nobody's name."""
    bits = {f"bit_{category}": F("consents").bitand(1 << category) for category in categories}
    agreed = {
        f"agreed_{category}": Count("person", distinct=True, filter=Q(**{f"bit_{category}__gt": 0}))
        for category in categories
    }
    with looking_as_system():
        rows = (
            ListRow.objects.at_moment()
            .filter(agency_id__in=recipients, works=True)
            .annotate(**bits)
            .values("agency_id")
            .annotate(people=Count("person", distinct=True), **agreed)
        )
        return {
            row["agency_id"]: (row["people"], {category: row[f"agreed_{category}"] for category in categories})
            for row in rows
        }
