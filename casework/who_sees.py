"""Who can see what about one person, in words: the table of the sharing page, and what a change of consent would do."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sharing.dates import day
from sharing.looking import looking_as_system
from sharing.matrix import who_can_see
from sharing.models import Agreement, LedgerEntry
from sharing.policy import SILENT, WORDS, Category, Level, decide

IN_WORDS = {Level.FULL: "yes", Level.SUMMARY: "summary", Level.NONE: "no"}


@dataclass(frozen=True)
class Line:
    """One category: what each agency sees of what the others hold, and what that rests on."""

    category: Category
    cells: list  # words, one for each agency of the table
    why: list  # sentences
    asks: bool = False  # some agency sees nothing of it for want of the person's consent

    @property
    def words(self):
        return WORDS[self.category]


@dataclass(frozen=True)
class Table:
    agencies: list
    lines: list


def table(found, viewer):
    """What every agency on the case, and the viewer's own, sees of what other agencies hold, as the policy says now.

    A category that may not be said to exist has a line only for those who may see it. What was shared once tells that there
    is something, so it counts only for who gave it, got it, or sees something of it. Who is on the case, such as a treatment
    service, is for those on it: anyone else, with an old record or for an hour, is told of their own agency alone.
    """
    person = found.person
    cells = _as_known(person, viewer, cells_now(person))
    own = viewer.agency_id
    agencies = list(
        dict.fromkeys(cell.agency for cell in cells if cell.agency.pk == own or (cell.on_case and found.works))
    )
    agencies.sort(key=lambda agency: agency.pk != own)  # the reader's own first: it is what they came for
    titles = dict(Agreement.objects.filter(scheme=person.scheme_id).values_list("code", "title"))
    seen, bases, mine, asking = defaultdict(dict), defaultdict(set), defaultdict(set), set()
    for cell in cells:
        if cell.owner == cell.agency or cell.agency not in agencies:
            continue
        seen[cell.category, cell.agency][cell.owner] = cell.level
        if cell.level > Level.NONE:
            bases[cell.category].add(cell.basis)
        if cell.basis == "no_consent":
            asking.add(cell.category)
        if cell.agency.pk == viewer.agency_id:
            mine[cell.category].add(cell.level)
    lines = [
        Line(
            category,
            [in_words(seen[category, agency]) for agency in agencies],
            because(bases[category], titles),
            asks=category in asking,
        )
        for category in Category
        if category not in SILENT or mine[category] - {Level.NONE}
    ]
    return Table(agencies, lines)


@dataclass(frozen=True)
class Plain:
    """One kind of information for the person: who sees it, and who sees a little. Names of agencies."""

    category: Category
    all_of_it: list
    some_of_it: list

    @property
    def words(self):
        return WORDS[self.category]


def for_the_person(shown):
    """The table in the shape of the paper for the person: no more than it, and never what is silent."""
    found = []
    for line in shown.lines:
        if line.category in SILENT:
            continue
        cells = list(zip(shown.agencies, line.cells, strict=True))
        whole = [agency.name for agency, cell in cells if cell == IN_WORDS[Level.FULL]]
        some = [agency.name for agency, cell in cells if cell not in (IN_WORDS[Level.FULL], IN_WORDS[Level.NONE])]
        found.append(Plain(line.category, whole, some))
    return found


def _as_known(person, viewer, cells):
    """The cells, those that rest on a disclosure the viewer may not know of as they would be without it."""
    mine = {(cell.owner, cell.category): cell.level for cell in cells if cell.agency.pk == viewer.agency_id}
    unknown = {
        cell[:4]
        for cell in cells
        if cell.basis.startswith("disclosure:")
        and viewer.agency_id not in (cell.agency.pk, cell.owner.pk)
        and mine[cell.owner, cell.category] == Level.NONE
    }
    if not unknown:
        return cells
    with looking_as_system():
        plain = {cell[:4]: cell for cell in who_can_see(person, at=timezone.now(), disclosed=False)}
    return [plain[cell[:4]] if cell[:4] in unknown else cell for cell in cells]


def cells_now(person):
    with looking_as_system():
        return list(who_can_see(person, at=timezone.now()))


def in_words(levels):
    """What one agency sees of one category: the same from every owner in a word, else from whom and the others."""
    if len(set(levels.values())) <= 1:
        return IN_WORDS[next(iter(levels.values()), Level.NONE)]
    by_level = defaultdict(list)
    for owner, level in levels.items():
        by_level[level].append(owner.name)
    most = max(by_level, key=lambda level: len(by_level[level]))
    return "; ".join(
        f"{IN_WORDS[level]} from {'the others' if level == most else ' and '.join(sorted(names))}"
        for level, names in sorted(by_level.items(), reverse=True)
        if level > Level.NONE
    )


def because(bases, titles):
    """What access rests on, in sentences."""
    found = set()
    for basis in bases:
        kind, _, rest = basis.partition(":")
        code, _, consent = rest.partition("+consent:")
        if kind == "rule":
            words = titles.get(code, code)
            found.add(f"{words}, with consent of {day(date.fromisoformat(consent))}" if consent else words)
        elif kind == "disclosure":
            found.add(f"Shared once on {day(date.fromisoformat(rest))}")
        else:
            found.add("Emergency access" if kind == "emergency" else basis)
    return sorted(found)


@dataclass(frozen=True)
class Effect:
    """What one agency would see of one category, before and after."""

    agency: object
    category: Category
    before: str
    after: str
    lost: bool = False  # something that is seen now is not seen then

    def __str__(self):
        return f"{self.agency.name}: {WORDS[self.category].lower()}, now {self.before}, then {self.after}."


def effect(found, change):
    """What the agencies on the case would see differently: `change` is made, the policy asked, and everything undone.

    Nothing of it is said to somebody who is not on the case: it would tell who is.
    """
    person = found.person
    before = _on_the_case(person)
    with transaction.atomic():
        change()
        after = _on_the_case(person)
        transaction.set_rollback(True)
    return [
        Effect(
            agency,
            category,
            in_words(before[agency, category]),
            in_words(levels),
            _lower(before, levels, agency, category),
        )
        for (agency, category), levels in after.items()
        if levels != before[agency, category] and category not in SILENT and found.works
    ]


def _lower(before, levels, agency, category):
    return any(levels[owner] < level for owner, level in before[agency, category].items() if owner in levels)


def readers_losing(person, effects):
    """How many users have looked at what their agency would lose: a number, nobody's name."""
    lost = Q()
    for one in effects:
        if one.lost:
            lost |= Q(agency_id=one.agency.pk, facts__categories__contains=[int(one.category)])
    if not lost:
        return 0
    with looking_as_system():
        looks = LedgerEntry.objects.about(person.pk).filter(lost, operation=LedgerEntry.Operation.CONSULTATION)
        return looks.values("user_id").distinct().count()


def whole_identity(found, viewer):
    """Whether the viewer may see who the person is in full, and so what they agreed to and were told."""
    return decide(viewer, found.rows, found.person.owner_id, Category.IDENTITY)[0] == Level.FULL


def _on_the_case(person):
    levels = defaultdict(dict)
    for cell in cells_now(person):
        if cell.on_case and cell.owner != cell.agency:
            levels[cell.agency, cell.category][cell.owner] = cell.level
    return levels
