"""The embedded servers: started once, used by many, stopped by who started them, and none the worse for a kill."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from urllib.parse import quote

import psycopg
import pytest
import redis

from ppo import database
from ppo.embedded import ServiceFailed, child, command, postgres, tenure
from ppo.embedded import redis as embedded_redis
from ppo.embedded.tenure import Tenure
from tests.database import ROOT


@pytest.fixture
def var(tmp_path_factory):
    return tmp_path_factory.mktemp("v")


@pytest.fixture
def server(var):
    return replace(command.postgres(var), settings=postgres.FASTER_WITHOUT_SAFETY)


def ask(server, question, role="postgres", name="postgres"):
    with psycopg.connect(host=str(server.sockets), user=role, dbname=name, autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchall() if cursor.description else None


def test_postgres_starts_keeps_its_data_through_a_kill_and_stops(var):
    server = command.postgres(var)  # as in use, every commit on disk
    holder = Tenure(server)
    assert holder.begin() is True
    ask(server, "create table kept as select generate_series(1, 500) as n")
    first = holder.process
    first.kill()
    first.wait(10)
    holder.process = server.start()  # as the supervisor does
    assert ask(server, "select count(*) from kept") == [(500,)]
    holder.end()
    assert not server.answers()
    assert holder.process is None


def test_an_orphan_is_replaced(server):
    """A supervisor killed so hard that its server lived on: the next one takes the place over."""
    with tenure.using(server):
        pass  # the data folder is made
    prefix, identity = postgres.disguise()
    orphan = child.start(
        server._server(postgres._Home(server, identity)), log=server.log, before=prefix, cwd="/", identity=identity
    )
    server._wait_until_it_answers(orphan)

    with tenure.using(server) as started:
        assert started is False  # running and answering: used as it is

    holder = Tenure(server)
    process = holder.own()
    assert orphan.wait(10) is not None
    assert process.poll() is None
    holder.end()


def test_a_reused_process_number_is_let_be(server):
    with tenure.using(server):
        pass
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (server.data / "postmaster.pid").write_text(f"{bystander.pid}\n{server.data}\n")
    try:
        with tenure.using(server) as started:
            assert started is True
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def use(var, told, may_go):
    service = command.postgres(var)
    with tenure.using(service) as started:
        told.put((started, service.answers()))
        may_go.wait(60)
        told.put(("before leaving", service.answers()))


def test_the_starter_waits_for_the_last_user(var):
    context = multiprocessing.get_context("spawn")
    told, starter_may_go, user_may_go = context.Queue(), context.Event(), context.Event()
    starter = context.Process(target=use, args=(var, told, starter_may_go))
    user = context.Process(target=use, args=(var, told, user_may_go))
    starter.start()
    assert told.get(timeout=60) == (True, True)
    user.start()
    assert told.get(timeout=60) == (False, True)
    starter_may_go.set()
    assert told.get(timeout=60) == ("before leaving", True)
    starter.join(0.5)
    assert starter.is_alive()  # it has nothing left to do but wait
    user_may_go.set()
    assert told.get(timeout=60) == ("before leaving", True)
    user.join(60)
    starter.join(60)
    assert not command.postgres(var).answers()


def test_the_roles_are_made_once_and_again(server):
    with tenure.using(server):
        for _ in range(2):
            database.prepare({"host": str(server.sockets), "user": "postgres"})
        with psycopg.connect(host=str(server.sockets), user="ppo_app", dbname="ppo") as connection:
            assert database.problems(connection.cursor()) == []
        ask(server, "create table owned (n int)", "ppo_owner", "ppo")
        ask(server, "insert into owned values (1)", "ppo_app", "ppo")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(server, "truncate owned", "ppo_app", "ppo")
        with psycopg.connect(host=str(server.sockets), user="ppo_owner", dbname="ppo") as connection:
            found = database.problems(connection.cursor())
        assert [sentence.split(" ppo_owner ")[1] for sentence in found] == [
            "owns tables.",
            "is a member of another role.",
        ]


def test_a_server_that_cannot_start_says_why_in_one_sentence(server):
    with tenure.using(server):
        pass
    broken = replace(server, settings=("shared_buffers=none",))
    with pytest.raises(ServiceFailed, match=r"^PostgreSQL did not start: .*shared_buffers"):
        Tenure(broken).begin()


@pytest.mark.parametrize("pretend", [False, True], ids=["the machine's own", "fakeredis"])
def test_redis_starts_answers_and_stops(var, pretend, monkeypatch, capsys):
    if pretend:
        monkeypatch.setattr(embedded_redis, "server", lambda: None)
    service = command.redis(var)
    with tenure.using(service) as started:
        assert started is True
        with (
            redis.Redis.from_url(f"unix://{service.address}") as first,
            redis.Redis(unix_socket_path=str(service.address)) as second,
        ):
            first.lpush("queue", "message")
            assert second.brpop(["queue"], timeout=2) == (b"queue", b"message")
    assert not service.answers()
    assert ("fakeredis" in capsys.readouterr().err) is pretend


def test_redis_keeps_what_it_was_given_through_a_kill(var):
    service = command.redis(var)
    holder = Tenure(service)
    holder.begin()
    with redis.Redis(unix_socket_path=str(service.address)) as client:
        client.set("kept", "yes")
    time.sleep(1.1)  # Redis writes its log to disk every second
    holder.process.kill()
    holder.process.wait(10)
    holder.process = service.start()
    with redis.Redis(unix_socket_path=str(service.address)) as client:
        assert client.get("kept") == b"yes"
    holder.end()


def test_a_child_dies_with_its_parent(tmp_path):
    """However its parent dies: here by SIGKILL, which no handler sees."""
    code = (
        "import sys, time; from pathlib import Path; from ppo.embedded import child;"
        "p = child.start(['sleep', '60'], log=Path(sys.argv[1]) / 'log');"
        "print(p.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with parent.stdout:
        number = int(parent.stdout.readline())
    until = time.monotonic() + 10
    while name_of(number) != "sleep" and time.monotonic() < until:  # only then is the wish to die with it set
        time.sleep(0.02)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 5
    while alive(number) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(number)


def name_of(number):
    with open(f"/proc/{number}/comm") as file:
        return file.read().strip()


def alive(number):
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("migrate", True),
        ("import_scheme x --dry-run", True),
        ("", False),
        ("help", False),
        ("--version", False),
        ("migrate --help", False),
        ("check --deploy", False),
        ("db_roles --print", False),
        ("db_roles", True),
    ],
)
def test_which_commands_need_a_database(words, needed):
    assert command.needs_services(["manage.py", *words.split()]) is needed


def test_given_addresses_start_nothing(var):
    assert command.wanted(var, {"DATABASE_URL": "postgres://db/ppo", "REDIS_URL": "redis://r"}) == []
    assert [service.name for service in command.wanted(var, {"DATABASE_URL": "", "REDIS_URL": "redis://r"})] == [
        "PostgreSQL"
    ]


def test_a_command_without_a_server_starts_one_and_says_so(var):
    environment = {**os.environ, "PPO_VAR": str(var), "DJANGO_SETTINGS_MODULE": "ppo.settings"}
    asked = [sys.executable, "manage.py", "db_roles"]
    done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout == "The roles are as they should be.\n"
    assert "PostgreSQL is not running: started for this command." in done.stderr
    assert not command.postgres(var).answers()


def test_an_administrators_server_is_prepared_with_the_passwords_of_the_addresses(server):
    where = quote(str(server.sockets), safe="")
    addresses = {
        "ADMIN_DATABASE_URL": f"postgres://postgres@{where}/postgres",
        "OWNER_DATABASE_URL": f"postgres://ppo_owner:own%2Fer@{where}/ppo",
        "DATABASE_URL": f"postgres://ppo_app:application@{where}/ppo",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DJANGO_SETTINGS_MODULE": "ppo.settings",
    }
    asked = [sys.executable, "manage.py", "db_roles", "--make"]
    with tenure.using(server):
        for _ in range(2):  # and again with every start
            done = subprocess.run(asked, cwd=ROOT, env={**os.environ, **addresses}, capture_output=True, text=True)
            assert (done.returncode, done.stdout) == (0, "Roles and database are there.\n"), done.stderr
        kept = "select rolname from pg_authid where rolname like 'ppo%' and rolpassword is not null order by 1"
        assert ask(server, kept) == [("ppo_app",), ("ppo_owner",)]
        secret = ask(server, "select rolpassword from pg_authid where rolname = 'ppo_owner'")[0][0]
    assert secret.startswith("SCRAM-SHA-256")
