"""How the value of one column is kept: in which fields of a model, and turned how."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppo.interchange.cells import STAR, At, Moment, Parameters
from ppo.interchange.register import Register
from ppo.interchange.sheets import Column
from sharing.policy import Category, Level


@dataclass(frozen=True)
class Plain:
    """One field of the same form. An absent sibling row reads as an empty cell."""

    column: Column
    names: tuple[str, ...]

    def store(self, value: object, register: Register) -> tuple:
        return (value,)

    def load(self, stored: Sequence, register: Register) -> object:
        return self.column.cell.empty if stored[0] is None else stored[0]


class Listing(Plain):
    """An array field."""

    def store(self, value, register):
        return (list(value),)

    def load(self, stored, register):
        return tuple(stored[0] or ())


class JsonObject(Plain):
    def store(self, value, register):
        return (value or {},)


class WithTime(Plain):
    """A moment, and whether its time is known."""

    def store(self, value, register):
        return value.at, value.has_time

    def load(self, stored, register):
        return Moment(*stored)


class ToRow(Plain):
    """A foreign key; `*` is kept as none."""

    def store(self, value, register):
        return (register.id_of(self.column.cell.target, value),)

    def load(self, stored, register):
        code = register.code_of(self.column.cell.target, stored[0])
        return STAR if code is None and getattr(self.column.cell, "star", False) else code


class ToRows(Plain):
    """Rows of another table as a list of ids; exported in the order of the agencies sheet, which is that of the codes."""

    def store(self, value, register):
        return () if value == STAR else tuple(register.id_of(self.column.cell.target, key) for key in value)

    def load(self, stored, register):
        return tuple(sorted(register.code_of(self.column.cell.target, pk) for pk in stored[0] or ()))


class ToParties(ToRows):
    """The parties of an agreement; `*` is a flag beside them."""

    def load(self, stored, register):
        return STAR if stored[1] else super().load(stored, register)


class ToService(Plain):
    """The name of a referral's service; agency and name together are one foreign key."""

    def load(self, stored, register):
        return register.code_of("services", stored[0])[1]


class ToServiceAgency(Plain):
    def load(self, stored, register):
        return register.code_of("services", stored[0])[0]


class OfCategory(Plain):
    """A category of information, kept as its number; `*` as none."""

    def store(self, value, register):
        return (None if value == STAR else int(Category.of(value)),)

    def load(self, stored, register):
        return STAR if stored[0] is None else Category(stored[0]).code


class OfLevel(Plain):
    def store(self, value, register):
        return (int(Level[value.upper()]),)

    def load(self, stored, register):
        return Level(stored[0]).code


def binding(column: Column, field: str) -> Plain:
    """The way this kind of cell is kept in the field (without `_id`) of a model."""
    cell = column.cell
    if cell.target:
        return ToRow(column, (f"{field}_id",))
    if cell.many:
        return Listing(column, (field,))
    if isinstance(cell, At):
        return WithTime(column, (field, f"{field}_time_known"))
    if isinstance(cell, Parameters):
        return JsonObject(column, (field,))
    return Plain(column, (field,))
