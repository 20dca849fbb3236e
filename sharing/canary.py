"""Whether the second wall stands, asked of the database itself: what the application sees when nobody looks.

A wall may be down because someone switched row-level security off, rewrote a policy or a function, or gave the role more
than it needs. The answers are sentences for whoever runs the house.
"""

from django.db import connection

from sharing.looking import looking_as_nobody, looking_as_system

# Every table with policies for the application, and whether its wall holds. The forced ones are about people.
WALLS = """
    select c.relname, c.relforcerowsecurity or exists (
               select from pg_policy k where k.polrelid = c.oid and k.polname = 'app_select') as about_people,
           c.relrowsecurity, c.relforcerowsecurity
      from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and exists (select from pg_policy p where p.polrelid = c.oid and 'ppo_app'::regrole = any(p.polroles))
     order by 1"""
# The first and the last pages alone: behind its wall a table shows nothing, so that a whole one would be read to its end.
GLIMPSE = """
    select %s::text
     where exists (select from {table} where ctid < '(4,0)')
        or exists (select from {table} where ctid >= format('(%%s,0)', greatest(0,
                          pg_relation_size('{table}') / current_setting('block_size')::bigint - 4))::tid)"""


def problems():
    """What is wrong with the walls, as sentences; an empty list when they stand. Changes nothing."""
    with looking_as_nobody(), connection.cursor() as cursor:
        cursor.execute(WALLS)
        walls = cursor.fetchall()
        open_ones = [name for name, about_people, on, forced in walls if not on or (about_people and not forced)]
        seen = _seen(cursor, [name for name, about_people, *_ in walls if about_people])
    with looking_as_system(), connection.cursor() as cursor:
        cursor.execute("select exists (select from sharing_canary)")
        heard = cursor.fetchone()[0]
    return [
        *(f"Row-level security does not stand around {name}." for name in open_ones),
        *(f"Rows of {name} are seen by the application while nobody looks." for name in seen),
        *(() if walls else ["There is no row-level security at all."]),
        *(() if heard else ["The database does not accept our signature: VIEWER_KEY is not the one it knows."]),
    ]


def _seen(cursor, tables):
    """Tables of which a row is seen as nobody."""
    if not tables:
        return []
    glimpses = [GLIMPSE.format(table=connection.ops.quote_name(name)) for name in tables]
    cursor.execute(" union all ".join(glimpses), tables)
    return [name for (name,) in cursor.fetchall()]
