"""Cells that are keys of rows elsewhere, and which of them a row with a wrong key explains."""

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz import fuzz

LIKE = 80  # per cent: an unreadable key and the text that rows point with, taken for each other
# So many rows do not all point to nothing by mistake, when a row whose key is unreadable, or another row's, explains them.
OFTEN_UNREADABLE, OFTEN_DOUBLED = 2, 4

WHAT = {
    "agencies": "agency",
    "users": "user",
    "people": "person",
    "conferences": "conference",
    "agreements": "agreement",
    "services": "service",
}


@dataclass(slots=True)
class Pointer:
    """A cell whose value is the key of a row of another sheet."""

    sheet: str
    row: int
    column: str
    key: object
    typed: str


@dataclass
class Keys:
    """The keys of one sheet: those of the file with their first row, and the texts of keys that could not be read."""

    rows: dict[tuple, int] = field(default_factory=dict)
    lost: list[tuple[str, bool]] = field(default_factory=list)  # text, and whether it is no key at all
    unreadable: bool = False  # the whole sheet: nothing that points to it can be judged

    def has(self, key: object) -> bool:
        return (key if isinstance(key, tuple) else (key,)) in self.rows


def explained_by(lost: list[tuple[str, bool]], pointers: list[Pointer]) -> set:
    """Keys that rows point to and that most likely stood in rows whose own key is wrong."""
    uses: dict[object, list[Pointer]] = defaultdict(list)
    for pointer in pointers:
        uses[pointer.key].append(pointer)
    found_keys: set = set()
    for text, is_no_key in lost:
        left = [key for key in uses if key not in found_keys]
        alike = [key for key in left if fuzz.ratio(text.casefold(), uses[key][0].typed.casefold()) >= LIKE]
        enough = OFTEN_UNREADABLE if is_no_key else OFTEN_DOUBLED
        often = [key for key in left if len(uses[key]) >= enough]
        if found := alike or often:
            found_keys.add(max(found, key=lambda key: len(uses[key])))
    return found_keys
