"""What several agencies may all see: for a screen that everybody round a table looks at.

Worked out on the server, from the same list rows and rules as each agency's own pages: a record stands on the wall only
where a practitioner of every agency present may see it, each by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sharing.looking import looking_as_system
from sharing.matrix import packs_at, rows_of, viewer_at
from sharing.policy import Category, Level, Rows, Viewer, decide


@dataclass(frozen=True)
class Together:
    """The table: a viewer for each agency, and the list rows of the people by person and audience."""

    viewers: tuple[Viewer, ...]
    rows: Mapping[tuple[int, int], Rows]

    def level(self, person: int, owner: int, category: Category) -> Level:
        """How far everybody may see records of this owner and category about the person (id); full at an empty table."""
        return min((self._level(viewer, person, owner, category) for viewer in self.viewers), default=Level.FULL)

    def rows_of(self, viewer: Viewer, person: int) -> Rows:
        """The list rows of a person (id) that are there for one at the table."""
        return [self.rows[person, audience] for audience in viewer.audiences if (person, audience) in self.rows]

    def among(self, agencies):
        """The same people before some of these agencies alone."""
        wanted = {agency.pk for agency in agencies}
        return Together(tuple(viewer for viewer in self.viewers if viewer.agency_id in wanted), self.rows)

    def see(self, row) -> bool:
        """Whether a record, or a row that was gathered of one, may stand on the wall in full."""
        return self.level(row.person_id, row.owner_id, row.category) == Level.FULL

    def _level(self, viewer, person, owner, category):
        return decide(viewer, self.rows_of(viewer, person), owner, category)[0]


def together(*, scheme_id, people, agencies, at):
    """The Together of these agencies for these people (ids) at a moment. Two statements."""
    if not agencies:
        return Together((), {})
    with looking_as_system():
        packs, rows = packs_at(scheme_id, at), rows_of(people, at)
    return Together(tuple(viewer_at(packs, agency=agency) for agency in agencies), rows)
