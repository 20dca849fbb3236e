"""The ledger as it was sealed, a line at a time: what `sharing.verifier` checks and what an inspector is given."""

from datetime import UTC, datetime, timedelta

from psycopg import IsolationLevel
from psycopg.rows import dict_row

from sharing import verifier
from sharing.looking import token

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ENTRIES = """select id, transaction, at, event, operation, scheme_id, capacity_id, user_id, agency_id, doer, people,
    recipients, subject, commitment, salt, facts, reason from sharing_ledgerentry"""
IN_ORDER = " order by transaction, id"
BETWEEN = """ where id > %(floor)s and (transaction, id) > (%(from_transaction)s, %(from_entry)s)
    and (transaction, id) <= (%(upto_transaction)s, %(upto_entry)s)"""
LEFT_BY_RESTORE = """ where id > %(floor)s and id <= %(new_floor)s
    and ((transaction, id) > (%(from_transaction)s, %(from_entry)s) or id > %(highest)s)"""
WAITING = " where id > %(floor)s and (transaction, id) > (%(from_transaction)s, %(from_entry)s)"


def lines(connection):
    """Every entry before the checkpoint that seals it, then those not sealed yet, then the total, as dicts.

    `connection` is psycopg's and has no transaction open: everything is read from one snapshot. It is the verifier's, who
    may read every line; where nobody gave that role an address the application's will do, which says it is the system.
    """
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        cursor.execute("select set_config('app.viewer', %s, true)", [token("s0")])
        last = {"floor": 0, "upto_transaction": 0, "upto_entry": 0, "highest": 0}
        for new in _stream(connection, "select * from sharing_ledgercheckpoint order by number", "checkpoints"):
            if new["kind"] == "restore":
                yield from _entries(cursor, LEFT_BY_RESTORE, last, new)
            elif (new["upto_transaction"], new["upto_entry"]) != (last["upto_transaction"], last["upto_entry"]):
                yield from _entries(cursor, BETWEEN, last, new)
            yield {"checkpoint": as_line(new)}
            last = new
        for row in _stream(connection, ENTRIES + WAITING + IN_ORDER, "waiting", _bounds(last)):
            yield {"entry": _entry(row)}
        yield {"total": cursor.execute("select count(*) from sharing_ledgerentry").fetchone()["count"]}


def _stream(connection, query, name, values=None):
    with connection.cursor(name, row_factory=dict_row) as cursor:
        cursor.itersize = 2000
        yield from cursor.execute(query, values)


def _entries(cursor, condition, last, new):
    bounds = (
        _bounds(last) | {name: new[name] for name in ("upto_transaction", "upto_entry")} | {"new_floor": new["floor"]}
    )
    for row in cursor.execute(ENTRIES + condition + IN_ORDER, bounds):
        yield {"entry": _entry(row)}


def _bounds(last):
    return {
        "floor": last["floor"],
        "from_transaction": last["upto_transaction"],
        "from_entry": last["upto_entry"],
        "highest": last["highest"],
    }


def _entry(row):
    detail = {"facts": row.pop("facts"), "reason": row.pop("reason")}
    return as_line(row) | {"detail": detail}


def as_line(row):
    """A row with bytes as hex and moments as microseconds since 1970."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value):
    if isinstance(value, bytes | memoryview):
        return value.hex()
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(microseconds=1)
    return value


def anchor(checkpoint):
    """One line for outside the database: number, moment, root, key, signature."""
    line = as_line(checkpoint)
    return f"anchor {line['number']} {verifier.moment(line['at'])} {line['root']} {line['key']} {line['signature']}"
