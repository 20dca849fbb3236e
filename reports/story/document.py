"""What a pack says, free of any form: sections of sentences, charts and tables. Page, PDF and workbook draw the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Figure = int | float | str | None  # a hidden count is words, a figure that cannot be made is None
NOT_KNOWN = "not known"


class Pounds(int):
    """An amount of money, whole pounds."""


class Column(NamedTuple):
    text: str
    numeric: bool = True


class Table(NamedTuple):
    """Rows of cells, the first naming the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Figure, ...], ...]


class Series(NamedTuple):
    name: str
    figures: tuple[Figure, ...]


class Chart(NamedTuple):
    """Bars beside labels. `kind`: "bar" (series side by side), "stacked" (series end to end) or "line"."""

    kind: str
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def description(self) -> str:
        """What is drawn, in words, for those who do not see it. The figures are in the table beside it."""
        names = " and ".join(series.name.lower() for series in self.series)
        return f"{self.title}. Shows {names} for each of {len(self.labels)}. The table has the same figures."


@dataclass(frozen=True)
class Section:
    """One finding, how it was counted, and what is left out."""

    id: str
    title: str  # the subject, for contents and the workbook
    finding: str  # the heading: what was found
    sentences: tuple[str, ...] = ()
    chart: Chart | None = None
    tables: tuple[Table, ...] = ()
    counted: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole pack in words."""

    title: str
    scheme: str
    as_of: Any
    period_from: Any
    period_to: Any
    marking: str
    headlines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = field(default=())


def columns(first: str, *numeric: str) -> tuple[Column, ...]:
    return (Column(first, numeric=False), *(Column(text) for text in numeric))


def table(caption: str, first: str, numeric: Sequence[str], rows: Sequence[Sequence[Figure]]) -> Table:
    """A table whose first column names the row and whose other columns hold figures."""
    return Table(caption, columns(first, *numeric), tuple(tuple(row) for row in rows))


def table_or_words(made: Table, words: str) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The table; or, where every figure in it is the same words (“under 5”), a sentence for it: `words` with `{}`."""
    figures = {figure for row in made.rows for figure in row[1:]}
    if len(figures) == 1 and isinstance(only := figures.pop(), str):
        return (), (words.format(only),)
    return (made,), ()


def shown(figure: Figure, unit: str = "") -> str:
    """A figure as people read it: 25,451.8; £1,200; 47.2% (with `unit` "%"); “under 5”; “not known”."""
    if figure is None:
        return NOT_KNOWN
    if isinstance(figure, str):
        return figure
    words = f"{abs(figure):,}" if isinstance(figure, int) else f"{abs(figure):,.1f}"
    pounds = "£" if isinstance(figure, Pounds) else ""
    return f"{'−' if figure < 0 else ''}{pounds}{words}{unit}"


def first_capital(words: str) -> str:
    """The same words as the beginning of a sentence; `capitalize` would make “MAPPA” small."""
    return words[:1].upper() + words[1:]


def known(*figures: Figure) -> bool:
    """Whether all of them are numbers, so that a sentence can be made of them."""
    return all(isinstance(figure, int | float) for figure in figures)
