"""Which matrix counts: its versions, the one in force on a day, and its lines ready for scoring."""

from cohort.models import MatrixLine, MatrixVersion
from cohort.rules import CRITERIA, Line, LineProblem, Ranking

ORDER = {criterion: place for place, criterion in enumerate(CRITERIA)}


class MatrixUnknown(ValueError):
    """There is no such matrix or version in the scheme, or none in force; the message says which."""


class MatrixUnusable(ValueError):
    """A line of the version cannot be used; the message says which and why."""


def versions(scheme):
    """Every version of every matrix of the scheme, the newest first; those without a row of their own are unsaved here.

    A workbook may bring lines alone: such a version ranks the main list and has been in force all along.
    """
    kept = {(one.matrix, one.matrix_version): one for one in MatrixVersion.objects.filter(scheme=scheme)}
    brought = MatrixLine.objects.filter(scheme=scheme).order_by().values_list("matrix", "matrix_version").distinct()
    for matrix, number in brought:
        kept.setdefault((matrix, number), MatrixVersion(scheme=scheme, matrix=matrix, matrix_version=number))
    return sorted(kept.values(), key=lambda one: (one.matrix, -one.matrix_version))


def version_of(scheme, *, on, matrix=None, number=None, ranking=None):
    """The version named, else the one in force on a day: the latest to begin, then the highest. Raises MatrixUnknown."""
    found = [
        one
        for one in versions(scheme)
        if (matrix is None or one.matrix == matrix) and (ranking is None or one.ranking == ranking)
    ]
    if number is not None:
        found = [one for one in found if one.matrix_version == number]
    else:
        found = [one for one in found if one.in_force_from is None or one.in_force_from <= on]
    if not found:
        raise MatrixUnknown(_nothing(matrix, number, on))
    return max(found, key=lambda one: (one.in_force_from is not None, one.in_force_from, one.matrix_version))


def _nothing(matrix, number, on):
    named = f"a matrix called “{matrix}”" if matrix else "a matrix"
    return f"There is no {named[2:]}" + (f", version {number}." if number is not None else f" in force on {on}.")


def stored_lines(version):
    """The MatrixLine rows of a version, in the order in which lines are shown."""
    rows = MatrixLine.objects.filter(
        scheme=version.scheme_id, matrix=version.matrix, matrix_version=version.matrix_version
    )
    return sorted(rows, key=lambda row: ORDER[row.criterion])


def lines_of(version):
    """The lines of a version for scoring. Raises MatrixUnusable."""
    return read([_written(row) for row in stored_lines(version)])


def read(written):
    """Lines from what is written of them: criterion, weight, cap, parameters, description. Raises MatrixUnusable."""
    if not written:
        raise MatrixUnusable("The matrix has no lines.")
    lines = []
    for one in written:
        try:
            lines.append(Line.of(**one))
        except LineProblem as problem:
            label = MatrixLine.Criterion(one["criterion"]).label
            raise MatrixUnusable(f"{label}: {problem}") from problem
    return tuple(sorted(lines, key=lambda line: ORDER[line.criterion]))


def _written(row):
    return {name: getattr(row, name) for name in ("criterion", "weight", "cap", "parameters", "description")}


def capacity_of(version):
    """Places above the line: the version's own, else, of the main list, the scheme's. None: there is no line."""
    if version.capacity is not None:
        return version.capacity
    return version.scheme.capacity if version.ranking == Ranking.MAIN else None
