"""What a version of a matrix would do to today's pool, before it is saved: counts, and nobody's name.

Names beside weights that anybody may choose would tell what a line holds of a person.
"""

from dataclasses import dataclass

from django.db import connection

from cohort.rules import Ranking
from cohort.statement import COLUMNS, Question, statement
from sharing.looking import looking_as_system

ABOVE, ON = COLUMNS.index("above_line"), COLUMNS.index("on_scheme")


@dataclass(frozen=True)
class Preview:
    """`coming` and `going` cross the line; `below` are on the scheme and below it under the new version."""

    pool: int
    coming: int
    going: int
    below: int

    @property
    def crossing(self):
        return self.coming + self.going


def preview(scheme_id, ranking, *, old, new, on):
    """The Preview of today's pool. `old` and `new`: (lines, capacity); without old lines nobody was above."""
    before = _sides(scheme_id, ranking, *old, on) if old[0] else {}
    after = _sides(scheme_id, ranking, *new, on)
    was = {person for person, (above, _) in before.items() if above}
    now = {person for person, (above, _) in after.items() if above}
    return Preview(len(after), len(now - was), len(was - now), sum(on and not above for above, on in after.values()))


def _sides(scheme_id, ranking, lines, capacity, on):
    """Person to (above the line, on the scheme)."""
    with looking_as_system(), connection.cursor() as cursor:
        cursor.execute(*statement(Question(scheme_id, Ranking(ranking), tuple(lines), on, capacity)))
        return {row[0]: (row[ABOVE], row[ON]) for row in cursor.fetchall()}
