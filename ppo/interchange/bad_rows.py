"""The rows that an import left out, given back as a workbook in the same format with one column more: `problem`."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ppo.interchange.book import Line, Unreadable
from ppo.interchange.checking import Check
from ppo.interchange.files import workbook
from ppo.interchange.rows import GIVEN_BACK
from ppo.interchange.writing import Written


def give_back(check: Check, written: Written, path: Path) -> Path | None:
    """Write `<name>.problems.xlsx` beside the file that was imported; None when every row was good. Raises OSError."""
    sheets = list(_sheets(check, written))
    if not sheets:
        return None
    place = path.with_name(f"{path.stem if path.is_file() else path.name}.problems.xlsx")
    place.write_bytes(workbook(sheets))
    return place


def _sheets(check: Check, written: Written) -> Iterator[tuple[str, list[list[str]]]]:
    """Rows as they were written, with what is wrong; whole sheets whose columns are wrong."""
    said = _said(check, written)
    readable = {sheet.name for sheet in check.sheets}
    for name, header in check.headers.items():
        whole = " ".join(problem.problem for problem in header.problems) if name not in readable else ""
        if not whole and not said[name]:
            continue
        try:
            first, *lines = check.book.sources[name].lines()
        except Unreadable:
            continue  # the sheet breaks off; that was said, and none of it was written
        rows = [(line, say) for line in lines if (say := said[name].get(line.number, whole))]
        width = max(len(line.cells) for line in [first, *(line for line, _ in rows)])
        old = {place for place, cell in enumerate(first.cells) if cell.strip().lower() == GIVEN_BACK}
        yield name, [_cells(first, width, old, GIVEN_BACK), *(_cells(line, width, old, say) for line, say in rows)]


def _said(check: Check, written: Written) -> dict[str, dict[int, str]]:
    """What is wrong with each row, by sheet and number."""
    said: dict[str, dict[int, str]] = defaultdict(dict)
    for sheet, waiting in written.waiting.items():
        said[sheet] |= waiting
    for problem in check.problems:
        if problem.sheet and problem.row:
            say = f"{problem.column}: {problem.problem}" if problem.column else problem.problem
            before = said[problem.sheet].get(problem.row)
            said[problem.sheet][problem.row] = f"{before} {say}" if before else say
    return said


def _cells(line: Line, width: int, old: set[int], last: str) -> list[str]:
    """The row with `problem` as its last column, in place of the one it may have from an import before."""
    cells = [*line.cells, *[""] * (width - len(line.cells))]
    return [*(cell for place, cell in enumerate(cells) if place not in old), last]
