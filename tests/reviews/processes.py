"""Real worker, beat and Redis on a clone of the database: started for a test, killed by it, and never left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from ppo import processes
from ppo.embedded.redis import Redis
from tests import database

SETTINGS = "tests.reviews.process_settings"


class House:
    """The processes of one test, and what the database says meanwhile."""

    def __init__(self, folder, name, recipients):
        self.folder, self.name, self.recipients = folder, name, recipients
        self.redis = Redis(folder / "redis", folder / "r.sock", folder / "redis.log")
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PROCESS_DATABASE": database.url(name),
            "PROCESS_FOLDER": str(folder),
            "TASK_WORKERS": "2",
        }
        self.running = {}

    def start(self, part):
        log = (self.folder / f"{part}.log").open("ab")
        self.running[part] = subprocess.Popen(
            [str(word) for word in processes.COMMANDS[part]()],
            env=self.environment, cwd=database.ROOT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()

    def kill(self, part):
        """kill -9 of the process and everything it started, at once."""
        process = self.running.pop(part)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)

    def python(self, module, *arguments):
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments], env=self.environment, cwd=database.ROOT,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, query):
        with psycopg.connect(**database.address(), dbname=self.name) as connection:
            return connection.execute(query).fetchall()

    def packs(self):
        return self.ask("select count(*) from reviews_conferencepack")[0][0]

    def wait_for(self, wanted, seconds):
        """Until so many packs are there; returns how long it took. Fails with the worker's last words."""
        began = time.monotonic()
        while self.packs() < wanted:
            if time.monotonic() - began > seconds:
                raise AssertionError(f"{self.packs()} of {wanted} packs after {seconds} s:\n{self.last_words()}")
            time.sleep(0.1)
        return time.monotonic() - began

    def last_words(self):
        logs = (self.folder / f"{part}.log" for part in ("worker", "beat"))
        return "\n".join(log.read_text(errors="replace")[-3000:] for log in logs if log.exists())


@contextlib.contextmanager
def house(folder, template, recipients):
    """A House with Redis up and a meeting loaded to which `recipients` users are invited; all stopped at the end."""
    name = f"ppo_test_{os.getpid()}_kill"
    database.clone(name, template)
    there = House(Path(folder), name, recipients)
    server = there.redis.start()
    try:
        there.python("tests.reviews.load", str(recipients))
        yield there
    finally:
        for part in list(there.running):
            there.kill(part)
        there.redis.stop(server)
        database.drop(name)
