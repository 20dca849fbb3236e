"""The sealer is killed, without warning, while lines pour in: nothing is lost, nothing sealed twice, no anchor missing."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import psycopg

from sharing import verifier
from tests import database

KILLS = 16 if os.environ.get("PROVE") else 3
SEED = 20261120
INSERT = """insert into sharing_ledgerentry (event, operation, doer, people, recipients, subject, facts, reason, salt,
    commitment, transaction, at) values ('poured', 'consultation', 'a test', '{7}', '{}', '', '{}', '', %s, %s,
    pg_current_xact_id()::text::bigint, now())"""
SALT = b"\x07" * 16
DETAILS = [SALT, verifier.commitment(SALT, {"facts": {}, "reason": ""})]
# Without a pause between looks and in small batches, so that a kill seldom finds it idle.
PROGRAM = """
import sys, threading
from sharing import sealer
sealer.INTERVAL, sealer.BATCH = 0.001, 200
address, key, anchors = sys.argv[1:]
sealer.run(address=address, key=sealer.Key(key), anchors=sealer.Anchors(anchors), over=threading.Event())
"""


class Pouring:
    """Four writers; one transaction in eight is rolled back, so that numbers have gaps."""

    def __init__(self, name):
        self.name, self.over, self.committed, self.lock = name, threading.Event(), 0, threading.Lock()
        self.threads = [threading.Thread(target=self.pour, args=(seed,)) for seed in range(4)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def pour(self, seed):
        dice, count = random.Random(seed), 0
        with psycopg.connect(database.url(self.name), autocommit=True) as writer:
            while not self.over.is_set():
                with writer.transaction(force_rollback=dice.random() < 1 / 8) as transaction:
                    writer.execute(INSERT, DETAILS)
                count += not transaction.force_rollback
                time.sleep(dice.random() / 200)
        with self.lock:
            self.committed += count


def start(held):
    address = database.url(held.name, "ppo_sealer")
    asked = [sys.executable, "-c", PROGRAM, address, held.folder / "ledger.key", held.anchors.folder]
    return subprocess.Popen(asked, cwd=database.ROOT)


def seals_again(held, process):
    """Wait until the process has anchored a checkpoint."""
    number, until = held.anchors.last()[0], time.monotonic() + 60
    while held.anchors.last()[0] <= number:
        assert process.poll() is None, "the sealer ended by itself"
        assert time.monotonic() < until, "nothing was sealed"
        time.sleep(0.01)


def test_nothing_is_lost_when_the_sealer_is_killed(empty, record_property):
    dice = random.Random(SEED)
    with Pouring(empty.name) as pouring:
        for _ in range(KILLS):
            process = start(empty)
            try:
                seals_again(empty, process)
                time.sleep(dice.random())
            finally:
                process.send_signal(signal.SIGKILL)
                process.wait()
            assert process.returncode == -signal.SIGKILL

    while empty.waiting():
        empty.sealer.seal(at=datetime.now(UTC))
    verdict = empty.verdict()
    assert verdict["ok"], verdict["problems"]
    assert verdict["events"] == verdict["sealed"] == pouring.committed
    anchored = [int(number) for number, *_ in verifier.ANCHOR.findall(empty.anchors.file.read_text())]
    assert anchored == list(range(1, verdict["checkpoints"] + 1))
    record_property("kills", KILLS)
    record_property("lines", verdict["sealed"])
