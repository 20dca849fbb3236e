"""The second wall: row-level security, so that a query without the policy in it still shows nothing it should not.

Each app's migration calls `protect` for its tables. One policy says *who* (on the list row: the viewer's audiences, live,
not denied); all others ask it by probing the list row of the person. The wall is never the only rule on a list: without
the queryset's own filter it is right but slow.
"""

from django.db import migrations

# A probe by person, one index look-up a row. LIMIT 1 on purpose: it keeps the planner from hashing every list row.
THERE = "(select true from sharing_listrow s where s.person_id = {table}.person_id limit 1)"
ALLOWED = """(select true from sharing_listrow s where s.person_id = {table}.person_id and (
        s.own and {table}.owner_id = s.agency_id
     or (s.full_of >> ({category})::int) & 1 = 1
     or s.works and ({right} = any((select sharing_viewer_open())::bigint[])
          or (s.consents >> ({category})::int) & 1 = 1 and {right} = any((select sharing_viewer_asked())::bigint[]))
     or {right} = any(s.disclosed)) limit 1)"""
SYSTEM = "(select sharing_is_system())"
# Who looks is asked first: of a page of the list nearly every row answers yes, and the system is never asked about.
SEEN = f"""(audience = any((select sharing_viewer_audiences())::bigint[])
        and starts_at <= sharing_moment() and ends_at > sharing_moment()
        and (denied is null or (select sharing_viewer_user()) <> all(denied))
    or {SYSTEM})"""
# Records are written in the name of one's own agency; co-ordinators and chairs write what a meeting said for others too.
OWN = "({table}.owner_id = (select sharing_viewer_agency()) or (select sharing_viewer_reach()) = 3)"


def _forced(table):
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy keeper on {table} to ppo_keeper using (true) with check (true)",
        f"create policy backup on {table} for select to ppo_backup using (true)",
        f"grant select, delete on {table} to ppo_keeper",  # delete: in `sharing_dispose` alone
    ]


def _policies(table, *, select, write=None, add=None):
    """Policies of the application role: what it may select, add, and change or remove. None: the system alone."""
    write = f"({SYSTEM} or {write})" if write else SYSTEM
    add = f"({SYSTEM} or {add})" if add else write
    return [
        f"create policy app_select on {table} for select to ppo_app using ({SYSTEM} or {select})",
        f"create policy app_insert on {table} for insert to ppo_app with check ({add})",
        f"create policy app_update on {table} for update to ppo_app using ({write}) with check ({write})",
        f"create policy app_delete on {table} for delete to ppo_app using ({write})",
    ]


def protect_list():
    """The one policy that says who sees whom; every other asks it by selecting from the list row."""
    return _operation(
        [
            *_forced("sharing_listrow"),
            f"create policy app_select on sharing_listrow for select to ppo_app using {SEEN}",
        ]
    )


def protect_people(table):
    """The person: seen by whoever has a live list row, brought in by co-ordinators, list facts kept by whoever sees it."""
    there = f"(select true from sharing_listrow s where s.person_id = {table}.id limit 1)"
    return _operation(
        _forced(table) + _policies(table, select=there, write=there, add="(select sharing_viewer_reach()) = 3")
    )


def protect_people_history(table):
    return _operation(
        _append_only(table, f"(select true from sharing_listrow s where s.person_id = {table}.id limit 1)")
    )


def protect(table, *, category="category", level, holds=True, others_may_add=False):
    """Operations for a table of records: `person_id`, `owner_id`, a category (a number, or the name of a column).

    `level` is what a viewer needs to see the row; `holds`: the row makes its owner hold something about the person;
    `others_may_add`: anyone who meets the person may add a row that another agency will own, such as an action for it.
    """
    column = f"{table}.category" if category == "category" else str(int(category))
    right = f"{table}.owner_id*64 + ({column})*4 + {int(level)}"
    names = {"table": table, "category": column, "right": right}
    there, own = THERE.format(**names), OWN.format(**names)
    statements = _forced(table) + _policies(
        table,
        select=ALLOWED.format(**names),
        write=f"({own} and {there})",
        add=there if others_may_add else f"({own} and {there})",
    )
    if holds:
        held = "r.category" if category == "category" else str(int(category))
        statements += [
            f"insert into sharing_walled values ('{table}', '{held}', true)",
            f"create trigger held_insert after insert on {table} referencing new table as new_rows"
            f" for each statement execute function sharing_record_added('{held}')",
            f"create trigger held_update after update on {table} referencing old table as old_rows new table as new_rows"
            f" for each statement execute function sharing_record_added('{held}')",
            f"create trigger held_delete after delete on {table} referencing old table as old_rows"
            f" for each statement execute function sharing_record_gone()",
        ]
        if category == "category":  # the row may move to another category
            statements.append(
                f"create trigger held_moved after update on {table} referencing old table as old_rows"
                f" for each statement execute function sharing_record_gone()"
            )
    return _operation(statements)


def protect_history(table, *, category="category", level):
    """The history of a table of records: seen as far as the record was, written by triggers alone, never changed."""
    column = f"{table}.category" if category == "category" else str(int(category))
    right = f"{table}.owner_id*64 + ({column})*4 + {int(level)}"
    allowed = ALLOWED.format(table=table, category=column, right=right)
    return _operation(_append_only(table, allowed))


def protect_facts(table, *, write=None):
    """A table with `person_id` whose rows anyone sees who meets the person; `write`: "there" or the system alone."""
    there = THERE.format(table=table)
    return _operation(_forced(table) + _policies(table, select=there, write=there if write == "there" else None))


def narrow(table, select="false"):
    """Say anew who may see the rows of a table that is walled already; nobody but the system where nothing is said."""
    return _operation([f"alter policy app_select on {table} using ({SYSTEM} or {select})"])


def protect_facts_history(table):
    return _operation(_append_only(table, THERE.format(table=table)))


# Requests, retention and disposal: their own scheme's, for those who run them, and for the agency that answers.
OFFICE = "scheme_id = (select sharing_viewer_office())"
AGENCY = "agency_id = (select sharing_viewer_agency())"


def protect_rights(table, *, select, write):
    """A table of the office that runs requests and retention: `select` and `write` are conditions on its row."""
    return _operation(_forced(table) + _policies(table, select=f"({select})", write=f"({write})"))


def protect_rights_history(table, *, select):
    return _operation(_append_only(table, f"({select})"))


def protect_said(table, *, to):
    """A table of what agencies said to each other about a person: seen where `to` holds as well, written by the system."""
    there = THERE.format(table=table)
    return _operation(_forced(table) + _policies(table, select=f"({to} and {there})"))


def protect_disclosures(table):
    """Who gave and who received it see a one-off disclosure; others where they see what it is about, at least in short."""
    agency = "(select sharing_viewer_agency())"
    right = f"{table}.owner_id*64 + {table}.category*4 + 1"
    allowed = ALLOWED.format(table=table, category=f"{table}.category", right=right)
    party = f"({agency} in ({table}.owner_id, {table}.to_agency_id) and {THERE.format(table=table)})"
    return _operation(
        [
            f"drop policy app_select on {table}",
            f"create policy app_select on {table} for select to ppo_app using ({SYSTEM} or {party} or {allowed})",
        ]
    )


def append_only(*tables):
    """Histories of tables that are about no person: everyone may read them, nobody may change them."""
    return _operation([f"revoke update, delete, truncate on {table} from ppo_app" for table in tables])


def protect_hidden(table):
    """A table with `person_id` that the system alone reads and writes: what a viewer may know of a row is cut first."""
    return _operation(_forced(table) + _policies(table, select="false"))


def protect_children(table, parent, column):
    """A table that only says something about a row of `parent`, such as a many-to-many table: as far as that row."""
    parent_is_there = f"exists (select from {parent} p where p.id = {table}.{column})"
    return _operation(_forced(table) + _policies(table, select=parent_is_there, write=parent_is_there))


def _append_only(table, select):
    return [
        *_forced(table),
        f"create policy app_select on {table} for select to ppo_app using ({SYSTEM} or {select})",
        f"create policy app_insert on {table} for insert to ppo_app with check (true)",
        f"revoke update, delete, truncate on {table} from ppo_app",
    ]


def _operation(statements):
    return migrations.RunSQL(";\n".join(statements), migrations.RunSQL.noop)
