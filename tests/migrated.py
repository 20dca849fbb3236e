"""A database with every migration applied, made quickly: migrated once for each shape of the tables, then restored."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from ppo import database
from ppo.embedded.postgres import binaries

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ppo"

VIEWER_KEY = (
    "0123456789abcdef" * 8
)  # the database checks signatures by it: kept in the dump, the same in tests/settings.py


def url(where, name, role="ppo_app"):
    """The address of database `name` as `role`. `where`: keywords of `psycopg.connect` for the server's superuser."""
    secret = f":{quote(where['password'])}" if "password" in where else ""
    host = quote(where["host"], safe="") + (f":{where['port']}" if "port" in where else "")
    return f"postgres://{role}{secret}@{host}/{name}"


def make(where, name):
    """Make database `name` with every migration applied, as its owner; on the server that `where` reaches."""
    unfinished = f"{name}_unfinished"
    _drop(where, unfinished)
    database.prepare(where, unfinished)
    _same_password(where)
    kept = KEPT / f"ppo_template_{database.fingerprint()}.dump"
    if not kept.exists():
        _migrate(where, unfinished)
        _keep(where, unfinished, kept)
    elif not _restored(where, unfinished, kept):
        kept.unlink(missing_ok=True)
        make(where, name)
        return
    with superuser(where) as connection:
        connection.execute(sql.SQL("alter database {} rename to {}").format(*map(sql.Identifier, (unfinished, name))))


def superuser(where, name="postgres"):
    return psycopg.connect(**where, dbname=name, autocommit=True)


def _drop(where, name):
    with superuser(where) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _same_password(where):
    """The roles of a server that asks for a password take the superuser's."""
    if password := where.get("password"):
        with superuser(where) as connection:
            for role in (
                "ppo_app",
                "ppo_owner",
                "ppo_worker",
                "ppo_sealer",
                "ppo_verifier",
                "ppo_report",
                "ppo_backup",
            ):
                told = sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(password))
                connection.execute(told)


def _migrate(where, name):
    """In a process of its own, so that the settings of this one stay as they are."""
    addresses = {"DATABASE_URL": url(where, name), "OWNER_DATABASE_URL": url(where, name, "ppo_owner")}
    addresses |= {"REDIS_URL": "unix:///unused", "DJANGO_SETTINGS_MODULE": "ppo.settings", "VIEWER_KEY": VIEWER_KEY}
    asked = [sys.executable, "-W", "ignore", str(ROOT / "manage.py"), "migrate", "--verbosity", "0", "--skip-checks"]
    if subprocess.run(asked, env={**os.environ, **addresses}, cwd=ROOT).returncode != 0:
        raise RuntimeError("the migrations failed, see above")


def _keep(where, name, kept):
    """Migrating takes the better part of a minute, restoring a second: other checkouts of this code use the dump."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}")
    subprocess.run([binaries() / "pg_dump", "-Fc", "-f", fresh, url(where, name, where["user"])], check=True)
    fresh.replace(kept)
    for old in sorted(KEPT.glob("*.dump"), key=lambda file: file.stat().st_mtime)[:-5]:
        old.unlink(missing_ok=True)


def _restored(where, name, kept):
    asked = [
        binaries() / "pg_restore",
        "--clean",
        "--if-exists",
        "--exit-on-error",
        "-d",
        url(where, name, where["user"]),
    ]
    return subprocess.run([*asked, kept]).returncode == 0
