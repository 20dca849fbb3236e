"""Rules inside one row: what must follow what, and what belongs together.

A rule looks at the columns it names and blames one of them. It is not asked while one of its columns is unreadable, so
that a bad cell makes no second problem.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sharing.basis import CONFIDENTIAL
from sharing.policy import Category

GROUND = ("confidentiality", "approver", "confidentiality_reason")
Row = Mapping[str, object]
Blame = tuple[str, str]  # column, sentence


@dataclass(frozen=True)
class Rule:
    """`find` gives the blamed column and the sentence, or None where the row is fine."""

    columns: tuple[str, ...]
    find: Callable[[Row, frozenset[str]], Blame | None]
    needs_all: bool = True

    def broken(self, row: Row, bad: frozenset[str]) -> Blame | None:
        if self.needs_all and not bad.isdisjoint(self.columns):
            return None
        return self.find(row, bad)


def filled(value: object) -> bool:
    return value not in (None, "", ())


def in_order(*columns: str) -> Rule:
    """Dates none of which is before one that stands to its left; empty ones do not count."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        latest = None
        for column in columns:
            value = row.get(column)
            if column in bad or value is None:
                continue
            if latest and value < row[latest]:
                return column, f"{column} is before {latest} ({row[latest]:%d/%m/%Y}). Put the two dates right."
            latest = column
        return None

    return Rule(columns, find, needs_all=False)


def before(start: str, end: str) -> Rule:
    """A period is a day at least: its end is the first day it no longer holds."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if row[end] is None or row[start] < row[end]:
            return None
        return end, f"{end} must be after {start} ({row[start]:%d/%m/%Y}): it is the first day no longer counted."

    return Rule((start, end), find)


def together(one: str, other: str) -> Rule:
    """Both or neither; the empty one is blamed."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if filled(row[one]) == filled(row[other]):
            return None
        empty, full = (other, one) if filled(row[one]) else (one, other)
        return empty, f"{full} is filled, so {empty} must be too. Fill both or empty both."

    return Rule((one, other), find)


def only_with(column: str, other: str) -> Rule:
    """Both or neither; `column` follows the other and is blamed."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if filled(row[column]) == filled(row[other]):
            return None
        if filled(row[other]):
            return column, f"{other} is filled, so {column} must be too."
        return column, f"{column} must be empty while {other} is empty."

    return Rule((column, other), find)


def needs(column: str, other: str) -> Rule:
    """Filled only where the other is; the other may stand alone."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if not filled(row[column]) or filled(row[other]):
            return None
        return column, f"{column} says something about {other}, which is empty. Fill {other}, or empty {column}."

    return Rule((column, other), find)


def filled_if(column: str, by: str, values: tuple[str, ...]) -> Rule:
    """Filled exactly when the other column holds one of these codes."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        wanted = row[by] in values
        if filled(row[column]) == wanted:
            return None
        if wanted:
            return column, f"{by} is {row[by]}, so {column} must be filled."
        return column, f"{column} must be empty unless {by} is {' or '.join(values)}."

    return Rule((column, by), find)


def filled_unless(column: str, by: str, values: tuple[str, ...]) -> Rule:
    """Empty exactly when the other column holds one of these codes."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        empty = row[by] in values
        if filled(row[column]) != empty:
            return None
        if empty:
            return column, f"{column} must be empty while {by} is {row[by]}."
        return column, f"{by} is {row[by]}, so {column} must be filled."

    return Rule((column, by), find)


def required_unless(column: str, by: str, values: tuple[str, ...]) -> Rule:
    """Needed except with these codes, where it may be filled or not."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if filled(row[column]) or row[by] in values:
            return None
        return column, f"{by} is {row[by]}, so {column} must be filled."

    return Rule((column, by), find)


def empty_unless(column: str, by: str, values: tuple[str, ...]) -> Rule:
    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if not filled(row[column]) or row[by] in values:
            return None
        return column, f"{column} must be empty unless {by} is {' or '.join(values)}."

    return Rule((column, by), find)


def not_selected() -> Rule:
    """A nominee turned down was never on the scheme."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if row["deselection_criterion"] != "not_selected" or row["selected_on"] is None:
            return None
        return (
            "deselection_criterion",
            "not_selected means turned down, but selected_on is filled. Put one of them right.",
        )

    return Rule(("selected_on", "deselection_criterion"), find)


def not_to_itself() -> Rule:
    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if row["from_agency"] != row["to_agency"] or row["to_agency"] == "*":
            return None
        return "to_agency", "An agency needs no rule to see its own records. Name another one, or delete the row."

    return Rule(("from_agency", "to_agency"), find)


def in_confidence() -> Rule:
    """What was told in confidence passes on a ground of its own, and nothing else has one; an empty cell has a default."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        told = int(Category.of(row["category"])) in CONFIDENTIAL
        ground, approver, reason = (row.get(name) or "" for name in GROUND)
        if not told and (ground or reason):
            column = "confidentiality" if ground else "confidentiality_reason"
            return column, f"{column} must be empty unless category is health or drugs."
        if ground == "explicit_consent" and not row["needs_consent"]:
            return "needs_consent", "confidentiality is explicit_consent, so needs_consent must be yes."
        if ground == "public_interest" and not (approver and reason):
            column = "confidentiality_reason" if approver else "approver"
            return column, f"confidentiality is public_interest, so {column} must be filled."
        if approver and ground != "public_interest":
            return "approver", "approver must be empty unless confidentiality is public_interest."
        return None

    return Rule(("category", "needs_consent"), find)


def statute_named() -> Rule:
    """The law is named in words only where the basis is none of those with a name."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if row.get("statute") and row.get("basis") != "other":
            return "statute", "statute must be empty unless basis is other."
        return None

    return Rule(("basis",), find)


def setting_in_range() -> Rule:
    """Every setting counts something; only the wanted change may be below nothing."""

    def find(row: Row, bad: frozenset[str]) -> Blame | None:
        if row["name"] == "target_pct" or row["value"] >= 0:
            return None
        return "value", f"{row['name']} cannot be below 0. Type a number from 0."

    return Rule(("name", "value"), find)
