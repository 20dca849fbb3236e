"""Runs the whole house and stops all of it: `python -m ppo.supervisor`, which is the last step of `make run`.

PostgreSQL and Redis first (unless their addresses are given), then migrations and the demo scheme, then web, worker, beat
and the demo's mail server. What dies is started again, a little later each time. Ctrl-C or SIGTERM stops everything in
the opposite order; a second one does not wait.
"""

import contextlib
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from ppo import database, processes
from ppo.embedded import ServiceFailed, child, command
from ppo.embedded.tenure import Tenure

ROOT = Path(__file__).resolve().parent.parent
FIRST_DELAY, LONGEST_DELAY, SETTLED = 0.5, 30, 60  # seconds
READY_WITHIN = 90
LEAST_SPACE = 200  # megabytes


class Refused(Exception):
    """The house cannot be started; the message is one sentence a user can act on."""


def say(text):
    print(text, flush=True)  # noqa: T201 - this program talks to the person at the terminal


@dataclass
class Part:
    """One running piece: how it is started and stopped, and its patience after a crash."""

    name: str
    start: object
    stop: object
    process: subprocess.Popen | None = None
    delay: float = FIRST_DELAY
    started: float = 0
    due: float = field(default=0)

    def begin(self):
        self.process = self.start()
        self.started = time.monotonic()

    def look(self):
        """Start the part again once it is down and its delay is over."""
        if self.process is not None and self.process.poll() is not None:
            self._note_death()
        if self.process is None and time.monotonic() >= self.due:
            try:
                self.begin()
            except (ServiceFailed, OSError) as problem:
                say(f"{self.name}: {problem}")
                self._postpone()

    def _note_death(self):
        child.end_remains(self.process)
        if time.monotonic() - self.started > SETTLED:
            self.delay = FIRST_DELAY
        say(f"{self.name} ended unexpectedly ({_reason(self.process.returncode)}): starting it again.")
        self.process = None
        self._postpone()

    def _postpone(self):
        self.due = time.monotonic() + self.delay
        self.delay = min(self.delay * 2, LONGEST_DELAY)


class House:
    """All parts in the order of their start."""

    def __init__(self, var, environment=os.environ):
        self.var = Path(var)
        self.environment = dict(environment)
        self.port = int(self.environment.get("PORT") or 8000)
        self.over = threading.Event()
        self.tenures, self.parts = [], []

    def run(self):
        """Start everything, keep it going until asked to stop, and stop it."""
        with self.only_one():
            try:
                self.check_port()
                self.check_space()
                self.start_services()
                accounts = self.prepare()
                self.start_processes()
                self.announce(accounts)
                while not self.over.wait(0.2):
                    for part in self.parts:
                        part.look()
            finally:
                self.stop()

    @contextlib.contextmanager
    def only_one(self):
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / "supervisor.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise Refused(f"It is running here already, as process {lock.read()}: stop that one first.") from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def check_port(self):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.environment.get("HOST") or "127.0.0.1", self.port))
            except OSError:
                raise Refused(
                    f"Port {self.port} is in use: stop the program that uses it, or run make run PORT={self.port + 1}."
                ) from None

    def check_space(self):
        free = shutil.disk_usage(self.var).free // 1_000_000
        if free < LEAST_SPACE:
            raise Refused(f"The disk of {self.var} has {free} MB left; {LEAST_SPACE} MB are needed: make room first.")

    def start_services(self):
        for service in command.wanted(self.var, self.environment):
            tenure = Tenure(service)
            self.tenures.append(tenure)
            part = Part(service.name, service.start, service.stop, process=tenure.own(), started=time.monotonic())
            self.parts.append(part)
            if service.name == "PostgreSQL":
                command.prepare_database(service)

    def prepare(self):
        """Bring the tables up to date and load the demo scheme. Returns the lines that name the demo's accounts."""
        self.once("migrated", self.migrate)
        return self.once("demo", self.load_demo) if self.demo else ""

    def once(self, name, work):
        """What `work` answers; from the note of the last time where our own database has had just this before."""
        note = self.var / "postgres" / f"{name}.txt"
        shape = f"{database.fingerprint()}\n"
        ours = not self.environment.get("DATABASE_URL")
        if ours and note.exists() and note.read_text().startswith(shape):
            return note.read_text().removeprefix(shape)
        answer = work()
        if ours and not self.over.is_set():
            note.write_text(shape + answer)
        return answer

    @property
    def demo(self):
        asked = self.environment.get("DEMO") or ("0" if self.environment.get("DATABASE_URL") else "1")
        return asked.lower() in {"1", "yes", "true", "on"}

    def migrate(self):
        say("Bringing the database up to date …")
        asked = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
        return self.finish(asked, "The database could not be brought up to date")

    def load_demo(self):
        say("Loading the demo scheme …")
        return self.finish([sys.executable, "manage.py", "demo_load"], "The demo scheme could not be loaded")

    def finish(self, asked, otherwise):
        """Run a command to its end, unless asked to stop. Returns what it printed."""
        process = subprocess.Popen(
            asked, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        with process.stdout:
            answer = []
            reading = threading.Thread(target=lambda: answer.append(process.stdout.read()))
            reading.start()
            while process.poll() is None:
                if self.over.wait(0.1):
                    child.end(process)
            reading.join()
        if process.returncode != 0 and not self.over.is_set():
            raise Refused(f"{otherwise}: see the lines above.")
        return answer[0]

    def start_processes(self):
        """Web first and alone, since someone is waiting for it; before it only the mail, whose port it asks."""
        if self.demo and not self.environment.get("EMAIL_HOST"):
            (self.var / "mail" / "port").unlink(missing_ok=True)  # left by one that was killed
            self.add("mail", [sys.executable, "-m", "ppo.demo.mail", self.var / "mail"])
            self.wait_for_mail()
        for name in processes.wanted(self.environment):
            self.add(name, [sys.executable, "-m", "ppo.processes", name])
            if name == "web":
                self.wait_until_ready()

    def add(self, name, asked):
        if self.over.is_set():
            return
        environment = {**self.environment, **processes.ENVIRONMENT.get(name, {})}
        log = self.var / "log" / f"{name}.log"

        def start():
            return child.start(asked, log=log, environment=environment, cwd=ROOT)

        part = Part(name, start, child.end)
        self.parts.append(part)
        part.begin()

    def wait_for_mail(self):
        until = time.monotonic() + 10
        while not (self.var / "mail" / "port").exists() and time.monotonic() < until:
            self.over.wait(0.05)

    def wait_until_ready(self):
        until = time.monotonic() + READY_WITHIN
        web = self.parts[-1]
        while not self.over.is_set() and not self.ready():
            if web.process.poll() is not None or time.monotonic() > until:
                raise Refused(f"The web server did not start; its log is {self.var / 'log' / 'web.log'}.")
            self.over.wait(0.1)

    def ready(self):
        try:
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as line:
                line.request("GET", "/health/ready")
                return line.getresponse().status == 200
        except (http.client.HTTPException, OSError):
            return False

    def announce(self, accounts):
        if self.over.is_set():
            return
        say(f"\n  The house stands: http://127.0.0.1:{self.port}/\n")
        if accounts:
            say(accounts.rstrip())
            say(f"\n  Every mail it sends is kept at http://127.0.0.1:{self.port}/demo/mail/")
        if "sealer" not in processes.wanted(self.environment):
            say("  The ledger is not being sealed: SEALER_DATABASE_URL is not set.")
        say(f"  Logs are in {self.var / 'log'}. Ctrl-C stops everything.\n")

    def stop(self):
        """Web, worker, beat and mail at once; then Redis, then PostgreSQL."""
        going = [part for part in self.parts if part.process is not None and part.stop is child.end]
        for part in going:
            with contextlib.suppress(ProcessLookupError):
                part.process.terminate()
        for part in going:
            child.end(part.process, within=15)
            child.end_remains(part.process)
        for tenure, part in reversed(list(zip(self.tenures, self.parts, strict=False))):
            tenure.process = part.process
            tenure.end(patience=2)

    def ask_to_stop(self, *_):
        if self.over.is_set():
            for part in self.parts:
                if part.process is not None and part.stop is child.end:
                    child.end_remains(part.process)
        else:
            say("\nStopping …")
        self.over.set()


def _reason(code):
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppo.settings")
    house = House(os.environ.get("PPO_VAR") or ROOT / "var")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, house.ask_to_stop)  # set by hand: a shell's & hands SIGINT down ignored
    try:
        house.run()
    except (Refused, ServiceFailed, TimeoutError) as problem:
        return str(problem)
    except OSError as problem:
        return f"{problem.strerror or problem}{f': {problem.filename}' if problem.filename else ''}."
    return 0


if __name__ == "__main__":
    sys.exit(main())
