"""The key that signs who looks: another one taken beside it, and the old one forgotten when nobody needs it any more.

The database keeps no key, but the two pads that checking a signature takes. With pads of two keys it accepts both, so that
processes may be restarted one after the other. Runs as the owner of the tables: the application cannot read the pads.
"""

import contextlib
import time

from django.db import connection, transaction

from sharing import ledger

# Every running transaction holds a lock on its own number, which everybody may see; what it does, only its own role may.
RUNNING = """
    select l.virtualxid from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'virtualxid' and a.datname = current_database() and a.usename in ('ppo_app', 'ppo_worker')"""


class StillInUse(Exception):
    """Transactions that began before are not over: what they were told who looks would no longer count."""


def pads(key):
    """The inner and outer pad of a key (bytes, 64 at most), as HMAC defines them."""
    key = key.ljust(64, b"\0")
    return tuple(bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C))


def viewer_keys_known():
    """The inner pads of the keys that the database accepts, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("select inner_pad from sharing_key order by id")
        return [bytes(pad) for (pad,) in cursor.fetchall()]


@transaction.atomic
def viewer_key_accept(*, key, by):
    """Accept signatures of `key` beside those accepted now. Returns whether it is new. `by`: words for who did it."""
    inner, outer = pads(key)
    if inner in viewer_keys_known():
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into sharing_key (id, inner_pad, outer_pad) select coalesce(max(id), 0) + 1, %s, %s from sharing_key",
            [inner, outer],
        )
    number = len(viewer_keys_known())
    with _as_application():
        ledger.record("viewer_key_accept", doer=by, keys=number)
    return True


def viewer_key_retire(*, key, by, patience):
    """Accept signatures of `key` alone. Waits up to `patience` seconds for transactions that may rest on another.

    Returns how many keys were forgotten. Raises StillInUse, and LookupError where the database does not know `key`.
    """
    inner, _ = pads(key)
    if inner not in viewer_keys_known():
        raise LookupError("The database does not know this key yet.")
    _wait_for_those_running(patience)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("delete from sharing_key where inner_pad <> %s", [inner])
            gone = cursor.rowcount
        with _as_application():
            ledger.record("viewer_key_retire", doer=by, keys=1)
    return gone


def _wait_for_those_running(patience):
    until = time.monotonic() + patience
    waiting = _running()
    while waiting:
        if time.monotonic() > until:
            raise StillInUse(f"{len(waiting)} transactions of the application are not over.")
        time.sleep(0.05)
        waiting &= _running()


def _running():
    with connection.cursor() as cursor:
        cursor.execute(RUNNING)
        return {number for (number,) in cursor.fetchall()}


@contextlib.contextmanager
def _as_application():
    """The owner may add no line to the ledger: that is for the application, whose shoes it may step into."""
    with connection.cursor() as cursor:
        cursor.execute("set local role ppo_app")
        yield
        cursor.execute("reset role")
