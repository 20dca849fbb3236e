"""What a sheet is made of, and the kinds of column that many sheets share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from casework import reference
from pathways.models import Pathway
from ppo.interchange import row_rules
from ppo.interchange.cells import FREE, Cell, Choice, Date, Key, Listed, Points, PointsToNumber, Text, Whole, YesNo
from sharing.policy import Category


@dataclass(frozen=True)
class Column:
    name: str
    cell: Cell
    required: bool = False
    is_key: bool = False
    always_there: bool = False  # the column has to be there although its cells may be empty


@dataclass(frozen=True)
class Sheet:
    """`spell` are the columns of a period of which a person has one at a time. `owned` sheets end with `owner`."""

    name: str
    columns: tuple[Column, ...]
    rules: tuple[row_rules.Rule, ...] = ()
    spell: tuple[str, str] | None = None
    owned: bool = False

    @cached_property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_key)

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    def key_of(self, values: Mapping[str, object]) -> tuple:
        """The key of a row in the form in which keys are compared."""
        return tuple(self.by_name[name].cell.identity(values[name]) for name in self.key)


def key(name: str, cell: Cell) -> Column:
    return Column(name, cell, required=True, is_key=True)


def must(name: str, cell: Cell) -> Column:
    return Column(name, cell, required=True)


def may(name: str, cell: Cell) -> Column:
    return Column(name, cell)


def codes(choices) -> tuple[str, ...]:
    return tuple(choices.values)


def choice(choices) -> Choice:
    return Choice(codes(choices))


free = Text(FREE)
short = Text()
code = Key()
date = Date()
flag = YesNo()
count = Whole(0)
number = Whole(1)
person = Points("people")
agency = Points("agencies", fold=True)
agency_or_all = Points("agencies", fold=True, star=True)
user = Points("users", fold=True)
conference = PointsToNumber(target="conferences")
establishment = Listed(reference.prisons, "an establishment of the prison register")
offence_code = Listed(reference.offence_classes, "a class of the offence list")
pathway = choice(Pathway)
CATEGORIES = tuple(category.code for category in Category)


def about_person(name: str, *columns: Column, **more) -> Sheet:
    """A sheet of records of people: `ref` comes first, `owner` last."""
    return Sheet(name, (key("ref", person), *columns, may("owner", agency)), owned=True, **more)
