"""Seeded faults in the sharing core. Each must be caught by the differential test; `make policy-faults` lists them.

A fault changes one thing, in SQL inside the transaction that is rolled back, or in Python for the length of the run.
"""

import contextlib
import inspect
import textwrap
from functools import partial

from django.db import connection

from sharing import lists, policy
from sharing.models import listrow

COMPILE, RULES, EXPAND = "sharing_list_compile", "sharing_rules_compile", "sharing_rules_expanded"


class FaultGone(Exception):
    """The text a fault would change is not there any more: the fault must be written anew."""


@contextlib.contextmanager
def in_function(name, old, new):
    # Names that PostgreSQL makes up for columns come and go with the statement they were parsed from.
    definition = _one("select pg_get_functiondef(%s::regproc)", name).replace(" AS timestamptz", "")
    _run(_replaced(definition, old, new, name))
    yield


@contextlib.contextmanager
def in_policy(table, old, new):
    condition = _one(
        "select pg_get_expr(polqual, polrelid) from pg_policy where polrelid = %s::regclass and polname = 'app_select'",
        table,
    )
    _run(f"alter policy app_select on {table} using ({_replaced(condition, old, new, table)})")
    yield


@contextlib.contextmanager
def in_sql(statement):
    _run(statement)
    yield


@contextlib.contextmanager
def in_python(owner, name, old, new):
    """One function or method with a changed line, compiled anew in its own module."""
    function = inspect.getattr_static(owner, name)
    plain = function.fget if isinstance(function, property) else function
    source = _replaced(textwrap.dedent(inspect.getsource(plain)), old, new, name)
    scope = dict(plain.__globals__)
    exec(compile(source, name, "exec"), scope)  # noqa: S102, our own source with one change
    setattr(owner, name, scope[name])
    try:
        yield
    finally:
        setattr(owner, name, function)


@contextlib.contextmanager
def in_text(module, name, old, new):
    """One constant of a module with a changed part."""
    text = getattr(module, name)
    setattr(module, name, _replaced(text, old, new, name))
    try:
        yield
    finally:
        setattr(module, name, text)


def _replaced(text, old, new, where):
    if old not in text:
        raise FaultGone(f"{old!r} is not in {where}")
    return text.replace(old, new, 1)


def _one(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()[0]


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


CONSENTS = "row.consented_on[str(int(category))] for row in working if str(int(category)) in row.consented_on"
FOREVER = "'9999-12-31 00:00:00+00'::timestamp with time zone"
HELD = "false,\n             true,\n             0\n            FROM sharing_holding"
EVERYONE = "true,\n             true,\n             0\n            FROM (casework_person"
ENDS_OF_CONSENT = "LEAST(k_1.withdrawn_on, k_1.expires_on)"
OPENED_IN = "((c.user_id = e.user_id) AND (c.agency_id = e.agency_id))"

NAMED_EMERGENCY = (
    'if str(int(category)) in row.emergency_at:\n            return f"emergency:{row.emergency_at[str(int(category))]}"'
)

FAULTS = {
    "list: the end of a link forgotten": lambda: in_function(COMPILE, f"COALESCE(l.ends_at, {FOREVER})", FOREVER),
    "list: a named link works in another agency": lambda: in_function(COMPILE, "(c.agency_id = n.agency_id)", "true"),
    "list: the end of a named link forgotten": lambda: in_function(COMPILE, f"COALESCE(n.ends_at, {FOREVER})", FOREVER),
    "list: holding a record counts as working": lambda: in_function(COMPILE, HELD, HELD.replace("false", "true", 1)),
    "list: an emergency opens every category": lambda: in_function(COMPILE, "e.categories", "65535"),
    "list: an emergency opens the record in every capacity of the user": lambda: in_function(
        COMPILE, OPENED_IN, "(c.user_id = e.user_id)"
    ),
    "list: the first emergency is named whatever it opens": lambda: in_function(
        COMPILE, "(((e.categories >> i.i) & 1) = 1)", "true"
    ),
    "list: the latest emergency is named": lambda: in_function(COMPILE, "min(e.starts_at)", "max(e.starts_at)"),
    "list: an emergency that is over is named": lambda: in_function(COMPILE, "AND (e.ends_at >= v.ends_at))\n", ")\n"),
    "list: a mentor's emergency opens the agency's records": lambda: in_function(COMPILE, "(c.reach >= 2)", "true"),
    "list: co-ordinators do not meet everyone": lambda: in_function(COMPILE, "(c.reach = 3)", "(c.reach = 4)"),
    "list: everyone is met by everybody of a co-ordinator's agency": lambda: in_function(
        COMPILE, "((a.id * 4) + 3)", "((a.id * 4) + 1)"
    ),
    "list: co-ordinators meet the people of other schemes": lambda: in_function(
        COMPILE, "(a.scheme_id = p_1.scheme_id)", "true"
    ),
    "list: rules do not work for co-ordinators": lambda: in_function(
        COMPILE, EVERYONE, EVERYONE.replace("true", "false", 1)
    ),
    "list: consent towards one agency counts for all": lambda: in_function(
        COMPILE, "((k_1.to_agency_id IS NULL) OR (k_1.to_agency_id = v.agency_id))", "true"
    ),
    "list: withdrawal of consent ignored": lambda: in_function(COMPILE, ENDS_OF_CONSENT, "k_1.expires_on"),
    "list: a consent that ran out still counts": lambda: in_function(COMPILE, ENDS_OF_CONSENT, "k_1.withdrawn_on"),
    "list: running out does not cut the period": lambda: in_function(COMPILE, ", (k_1.expires_on)", ""),
    "list: consent counts before it is given": lambda: in_function(
        COMPILE, "(sharing_midnight(k_1.given_on) <= v.starts_at)", "true"
    ),
    "list: consent does not cut the period": lambda: in_function(COMPILE, "(x_1.day IS NOT NULL)", "false"),
    "list: consent for one category counts for every one": lambda: in_function(
        COMPILE, "((k_1.category IS NULL) OR (k_1.category = i.i))", "true"
    ),
    "list: the latest consent is named": lambda: in_function(COMPILE, "min(k_1.given_on)", "max(k_1.given_on)"),
    "list: a disclosure at summary compiled at full": lambda: in_function(
        COMPILE, "generate_series(1, (d_1.level)::integer)", "generate_series(1, 2)"
    ),
    "list: the end of a disclosure ignored": lambda: in_function(COMPILE, "(d_1.ends_at >= v.ends_at)", "true"),
    "list: a disclosure to one agency reaches another": lambda: in_function(
        COMPILE, "(d_1.to_agency_id = v.agency_id) AND (d_1.starts_at", "true AND (d_1.starts_at"
    ),
    "list: an ended exclusion still denies": lambda: in_function(
        COMPILE, f"(COALESCE(e.ends_at, {FOREVER}) >= v.ends_at)", "true"
    ),
    "list: exclusion does not cut the period": lambda: in_function(COMPILE, "(x_1.t IS NOT NULL)", "false"),
    "list: exclusion of nobody": lambda: in_function(COMPILE, "array_agg(DISTINCT e.user_id)", "array_agg(DISTINCT 0)"),
    "rules: rules that need consent put with the open ones": lambda: in_function(
        RULES, "FILTER (WHERE (NOT given.needs_consent))", "FILTER (WHERE true)"
    ),
    "rules: full compiled from summary": lambda: in_function(
        RULES, "generate_series(1, (r.level)::integer)", "generate_series(1, 2)"
    ),
    "rules: the end of an agreement ignored": lambda: in_function(RULES, "(r.ends_at >= s.ends_at)", "true"),
    "rules: an agreement works before it starts": lambda: in_function(RULES, "(r.starts_at <= s.starts_at)", "true"),
    "rules: parties are ignored": lambda: in_function(EXPAND, "(p.agency_id = g.id)", "true"),
    "rules: a named giver is ignored": lambda: in_function(EXPAND, "(r.from_agency_id = f.agency_id)", "true"),
    "rules: a named recipient is ignored": lambda: in_function(EXPAND, "(r.to_agency_id = t.agency_id)", "true"),
    "rules: midnight in UTC instead of London": lambda: in_sql(
        "create or replace function sharing_midnight(day date) returns timestamptz language sql stable parallel safe"
        " as $$ select day::timestamp at time zone 'UTC' $$"
    ),
    "wall: a list row lives a microsecond too long": lambda: in_policy(
        "sharing_listrow", "(ends_at > sharing_moment())", "(ends_at >= sharing_moment())"
    ),
    "wall: a list row lives a microsecond too late": lambda: in_policy(
        "sharing_listrow", "(starts_at <= sharing_moment())", "(starts_at < sharing_moment())"
    ),
    "wall: exclusion dropped": lambda: in_policy("sharing_listrow", "(denied IS NULL)", "true"),
    "wall: every audience": lambda: in_policy("sharing_listrow", "(audience = ANY", "(true OR audience = ANY"),
    "wall: own records of any agency": lambda: in_policy(
        "casework_contact", "(casework_contact.owner_id = s.agency_id)", "true"
    ),
    "wall: rules without working with the person": lambda: in_policy("casework_contact", "(s.works AND", "(true AND"),
    "wall: notes readable at summary": lambda: in_policy("casework_contactnote", "+ 2) = ANY", "+ 1) = ANY"),
    "wall: consent not asked for": lambda: in_policy("casework_drugtest", "(((s.consents >> 8) & 1) = 1)", "true"),
    "viewer: a mentor meets the agency's people": lambda: in_sql(
        "create or replace function sharing_viewer_audiences() returns bigint[] language sql stable security definer"
        " parallel safe begin atomic select case reach when 0 then null"
        " when 3 then array[agency_id*4+3, agency_id*4+1, id*4+2] else array[agency_id*4+1, id*4+2] end"
        " from sharing_viewer; end"
    ),
    "trigger: records make no holding": lambda: in_sql("alter table casework_contact disable trigger held_insert"),
    **{
        f"trigger: {name} does not rebuild": partial(in_sql, f"alter table {table} disable trigger facts_insert")
        for name, table in {
            "a link": "sharing_link",
            "a named link": "sharing_namedlink",
            "consent": "sharing_consent",
            "a disclosure": "sharing_disclosure",
            "an emergency": "sharing_emergency",
            "an exclusion": "sharing_exclusion",
            "a holding": "sharing_holding",
        }.items()
    },
    "queryset: the end of a period not checked": lambda: in_text(
        lists, "LIVE", "s.ends_at > sharing_moment()", "true"
    ),
    "queryset: exclusion not asked for": lambda: in_text(lists, "LIVE", "s.denied is null or", "true or"),
    "queryset: consent not asked for": lambda: in_text(
        lists, "ALLOWED", "(s.consents >> {category}) & 1 = 1 and", "true and"
    ),
    "queryset: any agency's own records": lambda: in_text(lists, "ALLOWED", "s.agency_id = {owner}", "true"),
    "queryset: level ignored": lambda: in_python(lists.Allowed, "allowed_sql", "{self.level}", "1"),
    "decide: consent for one category taken for all": lambda: in_python(
        policy,
        "_basis_at",
        CONSENTS,
        "day for row in working for day in row.consented_on.values()",
    ),
    "decide: rules for people not worked with": lambda: in_python(
        policy, "_basis_at", "[row for row in rows if row.works]", "list(rows)"
    ),
    "decide: the weaker level wins": lambda: in_python(
        policy, "decide", "(Level.FULL, Level.SUMMARY)", "(Level.SUMMARY, Level.FULL)"
    ),
    "decide: an emergency for one category taken for all": lambda: in_python(
        policy,
        "_basis_at",
        NAMED_EMERGENCY,
        'if row.emergency_at:\n            return f"emergency:{min(row.emergency_at.values())}"',
    ),
    "decide: exclusion forgotten": lambda: in_python(policy, "decide", "viewer.user_id in", "False and viewer.user_id in"),
    "decide: own forgotten where only a few are named": lambda: in_python(
        policy, "decide", " or any(row.own for row in rows)", ""
    ),
    "viewer: everyone's row forgotten": lambda: in_python(
        policy.Viewer, "audiences", "[everyone, agency, named]", "[agency, named]"
    ),
    "rows: a period ends a microsecond late": lambda: in_python(
        listrow.ListRowQuerySet, "at_moment", "ends_at__gt", "ends_at__gte"
    ),
}  # fmt: skip
