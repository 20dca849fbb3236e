"""Small counts of people are not told: a count under the limit, and whatever would let it be worked out.

What leaves the scheme's own team carries words in place of such a count. A count under the limit (0 included) reads “under
5”; where tables add up, further cells are hidden until each hidden count could still be at least three numbers.
Source: ONS guidance on disclosure control for tables of health and crime statistics; the limit is the setting
`suppress_below`. Unit: people; offences, contacts, referrals and meetings are not counts of people.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reports.rules.cohort import COMMUNITY, CUSTODY, NOT_RECORDED, STATUSES
from reports.rules.liberty import NOT_AT_LIBERTY
from reports.rules.needs import AREAS
from reports.rules.notes import WORDS, note

Path = tuple[str, ...]
NOT_SHOWN = "not shown"
UNCERTAIN = 3  # how many numbers a hidden count must be able to be

# Where counts of people stand in a pack; a path that ends in a map means every cell of it.
PEOPLE: tuple[Path, ...] = (
    ("cohort", "on_scheme"),
    ("cohort", "by_status"),
    ("cohort", "community"),
    ("cohort", "custody"),
    ("cohort", "non_statutory"),
    ("cohort", "no_offender_manager"),
    ("cohort", "dip_clients"),
    ("cohort", "deter_young_offenders"),
    ("cohort", "mappa"),
    ("cohort", "by_age_band"),
    ("cohort", "by_sex"),
    ("cohort", "by_ethnicity"),
    ("cohort", "ethnicity_not_recorded"),
    ("cohort", "joined"),
    ("cohort", "left"),
    ("cohort", "orders"),
    ("needs",),
    ("offending", "tracked", "people"),
    ("offending", "tracked", "people_down"),
    ("offending", "tracked", "people_same"),
    ("offending", "tracked", "people_up"),
    ("reviews", "overdue"),
    ("outcomes",),
)
STATUS = ("cohort", "by_status")
OF_EVERYONE = ("basic_skills", "in_treatment_12_weeks", "in_work_13_weeks")
ELSEWHERE = ("awaiting_court", "unlawfully_at_large", NOT_RECORDED)
FREE = tuple(status for status in (*STATUSES, NOT_RECORDED) if status not in NOT_AT_LIBERTY)


class Sum(NamedTuple):
    """A total and the cells that add up to it: whoever sees all but one of them can work that one out."""

    total: Path
    parts: tuple[Path, ...]


def _cells(table: Path, *names: str) -> tuple[Path, ...]:
    return tuple((*table, name) for name in names)


ON_SCHEME: Path = ("cohort", "on_scheme")
IN_COMMUNITY: Path = ("cohort", "community")
IN_CUSTODY: Path = ("cohort", "custody")
NO_ORDER: Path = ("cohort", "non_statutory")
AT_LIBERTY: Path = ("outcomes", "settled_accommodation", "of")
TRACKED: Path = ("offending", "tracked", "people")
SUMS: tuple[Sum, ...] = (
    Sum(ON_SCHEME, (STATUS,)),
    Sum(IN_COMMUNITY, _cells(STATUS, *COMMUNITY)),
    Sum(IN_CUSTODY, _cells(STATUS, *CUSTODY)),
    Sum(NO_ORDER, _cells(STATUS, "non_statutory")),
    Sum(("notes", "status_not_recorded"), _cells(STATUS, NOT_RECORDED)),
    Sum(AT_LIBERTY, _cells(STATUS, *FREE)),
    # what follows from two of these together
    Sum(ON_SCHEME, (IN_COMMUNITY, IN_CUSTODY, NO_ORDER, *_cells(STATUS, *ELSEWHERE, "hospital"))),
    Sum(AT_LIBERTY, (IN_COMMUNITY, NO_ORDER, *_cells(STATUS, *ELSEWHERE))),
    Sum(ON_SCHEME, (AT_LIBERTY, IN_CUSTODY, *_cells(STATUS, "hospital"))),
    Sum(ON_SCHEME, (AT_LIBERTY, *_cells(STATUS, *CUSTODY, "hospital"))),
    Sum(ON_SCHEME, (("cohort", "by_age_band"), ("notes", "age_not_known"))),
    Sum(ON_SCHEME, (("cohort", "by_sex"),)),
    Sum(ON_SCHEME, (("cohort", "by_ethnicity"), ("cohort", "ethnicity_not_recorded"))),
    Sum(TRACKED, _cells(("offending", "tracked"), "people_down", "people_same", "people_up")),
    Sum(TRACKED, (("notes", "few_people"),)),
    *(Sum(ON_SCHEME, (("needs", area, "of"),)) for area in AREAS),
    *(Sum(ON_SCHEME, (("outcomes", name, "of"),)) for name in OF_EVERYONE),
)
HEADLINES = (ON_SCHEME, IN_CUSTODY, IN_COMMUNITY, NO_ORDER, TRACKED)  # hidden only where nothing else helps


@dataclass
class Reader:
    """What somebody who sees the pack can know of each count: the least and the most it can be."""

    limit: int
    values: dict[Path, int]
    sums: list[tuple[Path, list[Path]]]
    hidden: set[Path] = field(default_factory=set)

    def ranges(self) -> dict[Path, tuple[int, int]]:
        """Least and most of each count, from what is shown and from every sum; narrowed until nothing more follows."""
        most = max(self.values.values(), default=0)
        known = {cell: self._alone(cell, value, most) for cell, value in self.values.items()}
        changed = True
        while changed:
            changed = False
            for total, parts in self.sums:
                for cell, found in self._follows(total, parts, known):
                    if found != known[cell]:
                        known[cell], changed = found, True
        return known

    def _alone(self, cell: Path, value: int, most: int) -> tuple[int, int]:
        if cell not in self.hidden:
            return value, value
        return (0, self.limit - 1) if value < self.limit else (self.limit, max(most, self.limit))

    def _follows(
        self, total: Path, parts: Sequence[Path], known: Mapping[Path, tuple[int, int]]
    ) -> Iterator[tuple[Path, tuple[int, int]]]:
        low, high = known[total]
        least, most = sum(known[part][0] for part in parts), sum(known[part][1] for part in parts)
        yield total, (max(low, least), min(high, most))
        for part in parts:
            floor, ceiling = known[part]
            yield part, (max(floor, low - (most - ceiling)), min(ceiling, high - (least - floor)))

    def told_too_much(self) -> set[Path]:
        """Counts under the limit that can be worked out, or nearly."""
        enough = min(UNCERTAIN, self.limit)
        return {
            cell
            for cell, (least, most) in self.ranges().items()
            if self.values[cell] < self.limit and most - least + 1 < enough
        }

    def hide(self) -> None:
        """Hide the small counts, then the smallest neighbours, until nothing small can be worked out."""
        self.hidden = {cell for cell, value in self.values.items() if value < self.limit}
        while betrayed := self.told_too_much():
            near = {cell for total, parts in self.sums if betrayed & {total, *parts} for cell in (total, *parts)}
            if not near - self.hidden:  # everything that could be hidden is
                return
            self.hidden.add(min(near - self.hidden, key=lambda cell: (cell in HEADLINES, self.values[cell], cell)))
        self._give_back()

    def _give_back(self) -> None:
        """Show again what was hidden on the way and turned out not to help, headlines first."""
        large = [cell for cell in self.hidden if self.values[cell] >= self.limit]
        for cell in sorted(large, key=lambda cell: (cell not in HEADLINES, self.values[cell], cell)):
            self.hidden.remove(cell)
            if self.told_too_much():
                self.hidden.add(cell)


def suppressed(pack: Mapping[str, Any], limit: int) -> dict[str, Any]:
    """The pack as it may leave the scheme: small counts of people, and what would give them away, in words.

    A hidden count is the text “under 5” (the limit), or “not shown” where it is not small itself. Rates of hidden counts
    are hidden with them, and all offending figures when the tracked people are fewer than the limit.
    """
    found: dict[str, Any] = deepcopy(dict(pack))
    reader = _reader(found, limit)
    reader.hide()
    for cell in reader.hidden:
        small = reader.values[cell] < limit
        _put(found, cell, f"under {limit}" if small else NOT_SHOWN)
    _hide_rates(found, reader.hidden)
    return found


def _reader(pack: Mapping[str, Any], limit: int) -> Reader:
    values = {cell: value for path in PEOPLE for cell, value in _counts(pack, path)}
    values |= {
        ("notes", each["code"]): each["count"]
        for each in pack["notes"]
        if WORDS[each["code"]].of == "people" and each["count"] is not None
    }
    sums = []
    for total, parts in SUMS:
        cells = [cell for part in parts for cell in values if cell[: len(part)] == part]
        if total in values and cells:
            sums.append((total, cells))
    return Reader(limit, values, sums)


def _counts(pack: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, int]]:
    block: Any = pack
    for name in path:
        block = block[name]
    if isinstance(block, Mapping):
        for name in block:
            yield from _counts(pack, (*path, name))
    elif block is not None:
        yield path, block


def _put(pack: dict[str, Any], cell: Path, words: str) -> None:
    if cell[0] == "notes":
        place = next(n for n, each in enumerate(pack["notes"]) if each["code"] == cell[1])
        pack["notes"][place] = note(cell[1], words)
        return
    block = pack
    for name in cell[:-1]:
        block = block[name]
    block[cell[-1]] = words


def _hide_rates(pack: dict[str, Any], hidden: set[Path]) -> None:
    if {IN_CUSTODY, ON_SCHEME} & hidden:
        pack["cohort"]["custody_share"] = NOT_SHOWN
    if TRACKED in hidden:
        for block in pack["offending"].values():
            for name, value in block.items():
                if isinstance(value, int | float) and not isinstance(value, bool):
                    block[name] = NOT_SHOWN
                elif isinstance(value, dict | list):
                    block[name] = {} if isinstance(value, dict) else None
