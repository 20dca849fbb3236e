"""The supervisor: what dies comes back, what is asked to stop stops, and nothing is left behind."""

import http.client
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ppo import processes, supervisor
from ppo.embedded import child
from tests import database

ROOT = database.ROOT


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def environment(var, **more):
    left_out = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL")
    kept = {name: text for name, text in os.environ.items() if name not in left_out}
    return {**kept, "DJANGO_SETTINGS_MODULE": "ppo.settings", "PPO_VAR": str(var), **more}


def belonging_to(var):
    """The processes of this house, as {number: command line}: by their PPO_VAR, or by a path of it they were given."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes()
            ours = f"PPO_VAR={var}\0".encode() in (place / "environ").read_bytes() or os.fsencode(var) in words
        except OSError:  # gone meanwhile
            continue
        if ours and words:
            found[int(place.name)] = words.replace(b"\0", b" ").decode()
    return found


def eventually(question, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := question():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {question}")


class Running:
    """A house of its own: Redis, web, worker and beat on a clone of the tests' database."""

    def __init__(self, var, name):
        self.var, self.port = var, free_port()
        addresses = {"DATABASE_URL": database.url(name), "OWNER_DATABASE_URL": database.url(name, "ppo_owner")}
        self.environment = environment(
            var, PORT=str(self.port), DEMO="0", WEB_WORKERS="1", TASK_WORKERS="1", **addresses
        )
        self.start()

    def start(self):
        asked = [sys.executable, "-m", "ppo.supervisor"]
        self.output = (self.var / "said").open("a+")
        self.process = subprocess.Popen(asked, cwd=ROOT, env=self.environment, stdout=self.output, stderr=self.output)
        eventually(lambda: "The house stands" in self.said() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said()

    def said(self):
        return (self.var / "said").read_text()

    def ready(self):
        try:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            line.request("GET", "/health/ready")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def part(self, words):
        """The number of the process directly under the supervisor whose command line holds `words`."""
        for number, line in belonging_to(self.var).items():
            parent = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
            if parent == self.process.pid and words in line:
                return number
        return None

    def stop(self, by=signal.SIGINT):
        self.process.send_signal(by)
        code = self.process.wait(60)
        self.output.close()
        return code


@pytest.fixture(scope="module")
def house(tmp_path_factory, template_database):
    name = f"ppo_test_{os.getpid()}_house"
    database.clone(name, template_database)
    var = tmp_path_factory.mktemp("house")
    running = Running(var, name)
    yield running
    if running.process.poll() is None:
        running.stop()
    database.drop(name)


@pytest.mark.parametrize("words", ["granian", " beat ", " worker ", "redis-server"])
def test_what_is_killed_comes_back(house, words):
    assert eventually(house.ready)
    before = eventually(lambda: house.part(words))
    os.kill(before, signal.SIGKILL)
    after = eventually(lambda: house.part(words) not in (None, before) and house.part(words))
    assert after != before
    assert eventually(house.ready)


def test_a_second_one_is_refused(house):
    second = subprocess.run(
        [sys.executable, "-m", "ppo.supervisor"],
        cwd=ROOT,
        env={**house.environment, "PORT": str(free_port())},
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert second.stderr == f"It is running here already, as process {house.process.pid}: stop that one first.\n"


def test_a_killed_supervisor_leaves_nothing_and_the_next_one_starts(house):
    house.process.kill()
    house.process.wait()
    house.output.close()
    eventually(lambda: not belonging_to(house.var), 30)
    house.start()
    assert eventually(house.ready)


def test_stopping_leaves_nothing(house):
    assert house.stop(signal.SIGTERM) == 0
    assert belonging_to(house.var) == {}
    assert list(house.var.rglob("*.sock")) == []


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        asked = [sys.executable, "-m", "ppo.supervisor"]
        done = subprocess.run(
            asked, cwd=ROOT, env=environment(tmp_path, PORT=str(port)), capture_output=True, text=True
        )
    assert done.returncode == 1
    assert done.stderr == (f"Port {port} is in use: stop the program that uses it, or run make run PORT={port + 1}.\n")
    assert belonging_to(tmp_path) == {}


def test_a_var_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    asked = [sys.executable, "-m", "ppo.supervisor"]
    settings = environment(tmp_path / "file" / "var", PORT=str(free_port()))
    done = subprocess.run(asked, cwd=ROOT, env=settings, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.fullmatch(r"Not a directory: .*/file/var\.\n", done.stderr)


def test_a_full_disk_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "LEAST_SPACE", 10**9)
    with pytest.raises(supervisor.Refused, match=r"^The disk of .* has \d+ MB left; 1000000000 MB are needed"):
        supervisor.House(tmp_path, {"PORT": str(free_port())}).run()
    assert belonging_to(tmp_path) == {}


def test_it_tries_again_later_each_time(tmp_path, capsys, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(supervisor.time, "monotonic", lambda: now[0])
    started = []

    def start():
        started.append(now[0])
        return subprocess.Popen(["false"], start_new_session=True)

    part = supervisor.Part("worker", start, child.end)
    part.begin()
    for _ in range(40):
        part.process and part.process.wait()
        part.look()
        now[0] += 0.5
    pauses = [later - earlier for earlier, later in itertools.pairwise(started)]
    assert pauses == sorted(pauses)
    assert pauses[-1] >= 4
    assert "worker ended unexpectedly (exit code 1): starting it again." in capsys.readouterr().out


def test_a_part_that_cannot_be_started_does_not_stop_the_others(capsys):
    def start():
        raise supervisor.ServiceFailed("the disk is full")

    part = supervisor.Part("PostgreSQL", start, child.end)
    part.look()
    assert part.process is None
    assert capsys.readouterr().out == "PostgreSQL: the disk is full\n"


def test_without_an_address_of_its_own_there_is_no_sealer():
    given = {"DATABASE_URL": "postgres://ppo_app@db/ppo"}
    assert "sealer" not in processes.wanted(given)
    assert "sealer" in processes.wanted({**given, "SEALER_DATABASE_URL": "postgres://ppo_sealer@db/ppo"})
    assert "sealer" in processes.wanted({})
