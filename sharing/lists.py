"""Which people and records are there for a viewer: one EXISTS on the compiled list rows, the same words as the walls'.

Written as SQL rather than with querysets because it stands in every query of every page: Django builds it in a tenth of
the time, and the lists of rights travel as one array each.
"""

from django.db.models import BooleanField, Func

LIVE = """exists (select from sharing_listrow s where s.person_id = {person}
    and s.audience = any(%s::bigint[]) and s.starts_at <= sharing_moment() and s.ends_at > sharing_moment()
    and (s.denied is null or %s <> all(s.denied)){and_allowed})"""
ALLOWED = """ and (
    s.own and s.agency_id = {owner}
    or (s.full_of >> {category}) & 1 = 1
    or s.works and ({right} = any(%s::bigint[]) or (s.consents >> {category}) & 1 = 1 and {right} = any(%s::bigint[]))
    or {right} = any(s.disclosed))"""


class There(Func):
    """Whether the person of the row is there for the viewer. The one argument is the column with the person's id."""

    output_field = BooleanField()
    conditional = True
    allowed = ""

    def __init__(self, viewer, *columns):
        super().__init__(*columns)
        self.rights = [list(viewer.audiences), viewer.user_id]

    def as_sql(self, compiler, connection):
        columns = [compiler.compile(expression)[0] for expression in self.get_source_expressions()]
        return LIVE.format(person=columns[0], and_allowed=self.allowed_sql(*columns)), list(self.rights)

    def allowed_sql(self, person):
        return ""


class Allowed(There):
    """Whether the viewer may see the row at `level`: person, owner and category are columns, or a fixed category."""

    def __init__(self, viewer, level, category):
        fixed = isinstance(category, int)
        super().__init__(viewer, "person_id", "owner_id", *([] if fixed else ["category"]))
        self.fixed, self.level = int(category) if fixed else None, int(level)
        self.rights += [sorted(viewer.open), sorted(viewer.asked)]

    def allowed_sql(self, person, owner, category=None):
        category = category or str(self.fixed)
        right = f"({owner} * 64 + {category} * 4 + {self.level})"
        return ALLOWED.format(owner=owner, category=category, right=right)


def visible_people(people, viewer, column="pk"):
    """People with a live list row for this viewer."""
    return people.filter(There(viewer, column)) if viewer.audiences else people.none()


def visible_records(records, viewer, level):
    """Records of visible people at this level or above."""
    return records.filter(Allowed(viewer, level, records.model.category)) if viewer.audiences else records.none()
