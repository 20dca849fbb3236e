"""The sealer: a process of its own, with a role and a key of its own, that seals the ledger every second.

Not in the request: a chain computed there lets one transaction at a time through. Not a task of the worker either, whose
processes write the ledger: whoever can write lines must not hold the key that vouches for them. A line is sealed once
every transaction that began before it is over; a checkpoint is committed first and anchored outside the database after,
so a sealer killed at any point goes on where it was. `docs/decisions/0006-ledger.md` gives the reasons and the figures.
"""

import contextlib
import hashlib
import json
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg.rows import dict_row

from sharing import verifier
from sharing.sealed import anchor, as_line

logger = logging.getLogger(__name__)

INTERVAL = 1  # seconds between looks
HEARTBEAT = timedelta(seconds=60)  # with nothing to seal, a checkpoint says that somebody was looking
BATCH = 20_000  # lines a checkpoint
LOCK = 7302  # only one sealer seals
FIRST = {"number": 0, "floor": 0, "upto_transaction": 0, "upto_entry": 0, "highest": 0}

# Of a checkpoint that is there already what the next one and the anchors need: its leaves are nine tenths of it.
KNOWN = "select number, at, floor, upto_transaction, upto_entry, highest, root, key, signature from sharing_ledgercheckpoint"
BEFORE = f"{KNOWN} order by number desc limit 1"
# Transactions below the snapshot's xmin are over, so no line can still appear before the last one taken. Lines come in the
# order of the index, in which the aggregates take them without sorting.
BATCH_OF_LEAVES = """select count(*) as count, max(id) as highest,
       string_agg(leaf, ''::bytea order by transaction, id) as leaves,
       max(transaction) as upto_transaction, (array_agg(id order by transaction, id))[count(*)] as upto_entry,
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon
  from (select e.id, e.transaction, sharing_ledger_leaf(e) as leaf from sharing_ledgerentry e
         where e.id > %(floor)s and (e.transaction, e.id) > (%(upto_transaction)s, %(upto_entry)s)
           and e.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
         order by e.transaction, e.id limit %(batch)s) batch"""
LEFT_OVER = """select count(*) as count, max(e.id) as highest,
       string_agg(sharing_ledger_leaf(e), ''::bytea order by e.transaction, e.id) as leaves
  from sharing_ledgerentry e
 where e.id > %(floor)s and ((e.transaction, e.id) > (%(upto_transaction)s, %(upto_entry)s) or e.id > %(highest)s)"""
COLUMNS = [*verifier.CHECKPOINT, "root", "signature"]
INSERT = (
    f"insert into sharing_ledgercheckpoint ({', '.join(COLUMNS)}) values ({', '.join(f'%({c})s' for c in COLUMNS)})"  # noqa: S608
)


class RolledBack(Exception):
    """The database is older than what was sealed: a restore that nobody declared, or worse. Nothing is sealed meanwhile."""


class Key:
    """The Ed25519 key that signs checkpoints: a file only the sealer's user can read, made when there is none."""

    def __init__(self, place):
        place = Path(place)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with contextlib.suppress(FileExistsError), open(place, "xb", opener=_private) as file:
                file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        self._private = Ed25519PrivateKey.from_private_bytes(place.read_bytes())
        self.public = self._private.public_key().public_bytes_raw()
        self.name = hashlib.sha256(self.public).hexdigest()[:16]

    def sign(self, message):
        return self._private.sign(message)


def _private(path, flags):
    return os.open(path, flags, mode=0o600)


class Anchors:
    """The folder outside the database: `anchors.txt` grows by a line a checkpoint, `ledger.pub` holds the public keys.

    It belongs on another machine or on a medium that can only be added to.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file, self.keys = self.folder / "anchors.txt", self.folder / "ledger.pub"

    def publish(self, key):
        known = self.keys.read_text() if self.keys.exists() else ""
        if key.public.hex() not in known:
            self._add(self.keys, f"{key.public.hex()} {key.name}\n")

    def last(self):
        """(number, root) of the last whole line, or (0, "")."""
        if not self.file.exists():
            return 0, ""
        with self.file.open("rb") as file:
            file.seek(max(0, self.file.stat().st_size - 4096))
            found = verifier.ANCHOR.findall(file.read().decode())
        return (int(found[-1][0]), found[-1][2]) if found else (0, "")

    def add(self, checkpoints):
        if checkpoints:
            self._add(self.file, "".join(f"{anchor(checkpoint)}\n" for checkpoint in checkpoints))

    def _add(self, place, text):
        with place.open("a+b") as file:
            file.seek(max(0, file.tell() - 1))
            torn = file.read() not in (b"", b"\n")  # a sealer was killed while it wrote
            file.write(b"\n" * torn + text.encode())
            file.flush()
            os.fsync(file.fileno())


class Sealer:
    """Seals over one psycopg connection (autocommit, as ppo_sealer)."""

    def __init__(self, connection, key, anchors):
        self.connection, self.key, self.anchors = connection, key, anchors
        anchors.publish(key)

    def seal(self, *, at):
        """One checkpoint, if there is something to seal or the last is a minute old. Returns the lines sealed, or None.

        Raises RolledBack.
        """
        with self._alone() as cursor:
            if cursor is None:
                return None
            last = self._last(cursor)
            new = cursor.execute(BATCH_OF_LEAVES, {**last, "batch": BATCH}).fetchone()
            self._refuse_the_past(cursor, last, new.pop("horizon"))
            if not new["count"] and last["number"] and at - last["at"] < HEARTBEAT:
                self._anchor(cursor)
                return None
            if not new["count"]:
                new = {name: last[name] for name in ("highest", "upto_transaction", "upto_entry")} | {
                    "count": 0,
                    "leaves": b"",
                }
            new["highest"] = max(new["highest"], last["highest"])
            kind = "entries" if new["count"] else "heartbeat"
            self._insert(cursor, last, {**new, "kind": kind, "floor": last["floor"], "statement": ""}, at)
        self._anchor(self.connection.cursor(row_factory=dict_row))
        return new["count"]

    def declare_restore(self, *, by, reason, at):
        """Say that the database was restored from a copy: seal what the copy left, name what it lost, begin anew.

        `by`: e-mail addresses of the two officers who answer for it. The application must not be writing.
        """
        with self._alone() as cursor:
            if cursor is None:
                raise RuntimeError("Another sealer is at work: stop it first.")
            cursor.execute("lock table sharing_ledgerentry in share mode")
            last = self._last(cursor)
            left = cursor.execute(LEFT_OVER, last).fetchone()
            lost_to, lost_root = self.anchors.last()
            lost_to = max(lost_to, last["number"])
            statement = {
                "by": sorted(by),
                "reason": reason,
                "lost_from": last["number"] + 1,
                "lost_to": lost_to,
                "lost_root": lost_root,
            }
            floor = max(left["highest"] or 0, last["highest"])
            new = {
                "number": lost_to + 1,
                "kind": "restore",
                "floor": floor,
                "upto_transaction": 0,
                "upto_entry": 0,
                "highest": floor,
                "count": left["count"],
                "leaves": left["leaves"] or b"",
                "statement": json.dumps(statement, sort_keys=True),
            }
            self._insert(cursor, last, new, at)
        self._anchor(self.connection.cursor(row_factory=dict_row))
        return statement

    @contextlib.contextmanager
    def _alone(self):
        with self.connection.transaction(), self.connection.cursor(row_factory=dict_row) as cursor:
            alone = cursor.execute("select pg_try_advisory_xact_lock(%s) as alone", [LOCK]).fetchone()["alone"]
            yield cursor if alone else None

    def _last(self, cursor):
        return cursor.execute(BEFORE).fetchone() or FIRST

    def _refuse_the_past(self, cursor, last, horizon):
        number, root = self.anchors.last()
        query = "select encode(root, 'hex') as root from sharing_ledgercheckpoint where number = %s"
        if number and cursor.execute(query, [number]).fetchone() != {"root": root}:
            raise RolledBack(f"Checkpoint {number} was anchored, but the database ends with {last['number']}.")
        if horizon <= last["upto_transaction"]:
            raise RolledBack("The database counts its transactions from an earlier number than what was sealed.")

    def _insert(self, cursor, last, new, at):
        previous = bytes.fromhex(verifier.link(as_line(last)) if last["number"] else verifier.NOTHING)
        whole = {"number": last["number"] + 1, **new, "at": at, "previous": previous, "key": self.key.name}
        root = verifier.root(as_line(whole))
        cursor.execute(INSERT, {**whole, "root": root, "signature": self.key.sign(root)})

    def _anchor(self, cursor):
        """Write down outside what the database has committed and the file does not have yet."""
        later = f"{KNOWN} where number > %s order by number"
        self.anchors.add(cursor.execute(later, [self.anchors.last()[0]]).fetchall())


def run(*, address, key, anchors, over):
    """Seal until `over` (a threading.Event) is set, whatever the database does meanwhile."""
    while not over.is_set():
        try:
            with psycopg.connect(address, autocommit=True, application_name="ppo sealer") as connection:
                sealer = Sealer(connection, key, anchors)
                while not over.is_set():
                    if sealer.seal(at=datetime.now(UTC)) != BATCH:
                        over.wait(INTERVAL)
        except psycopg.Error as trouble:
            logger.warning("The sealer tries again: %s", trouble)
            over.wait(2)
        except RolledBack as refusal:
            logger.error("Nothing is sealed: %s If it was restored, declare it: manage.py ledger_restore.", refusal)
            over.wait(30)
