"""Who looks: said to the database at the start of every transaction, signed, and to nobody else.

Middleware, tasks, commands and tests set it here; nothing else does. Injected SQL can set the text but not sign it.
"""

import contextlib
import hashlib
import hmac
import time
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, transaction
from psycopg.pq import TransactionStatus

looker: ContextVar[str] = ContextVar("looker", default="")


def token(who, *, at=None):
    """The text for the database: who looks, when it was signed, HMAC-SHA256. Empty for nobody."""
    if not who:
        return ""
    said = f"{who}.{int(at or time.time())}"
    return f"{said}.{hmac.new(settings.VIEWER_KEY, said.encode(), hashlib.sha256).hexdigest()}"


@contextlib.contextmanager
def _looking(who):
    """The database hears who looks when a transaction begins, so outside one this opens one."""
    before = looker.set(who)
    try:
        with contextlib.nullcontext() if connection.in_atomic_block else transaction.atomic():
            _say()
            yield
    finally:
        looker.reset(before)
        if connection.in_atomic_block and not _broken():
            _say()


def _broken():
    """Nothing more can be said in this transaction, and what broke it must be heard instead."""
    return connection.needs_rollback or connection.connection.info.transaction_status == TransactionStatus.INERROR


def _say():
    connection.ensure_connection()
    connection.say_looker()


def looking_as(capacity_id):
    """Everything in the body is read and written as this capacity may."""
    return _looking(f"c{int(capacity_id)}")


def looking_as_system():
    """Everything in the body is open: imports, reminders, measures. Callers write their own ledger line."""
    return _looking("s0")


def looking_as_nobody():
    return _looking("")


def moment():
    """The clock of every policy: the moment this transaction began. What opens or closes now does so at once."""
    with connection.cursor() as cursor:
        cursor.execute("select sharing_moment()")
        return cursor.fetchone()[0]
