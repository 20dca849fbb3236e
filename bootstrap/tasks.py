"""What the make targets do once everything is set up. Each returns an exit code."""

import os
import subprocess

from bootstrap.packages import UV
from bootstrap.step import PYTHON, ROOT, VENV, say, works

BIN = VENV / PYTHON.parent.name
# `check --deploy` looks at the settings as a real site has them, not as the demo on this machine.
AS_DEPLOYED = {
    "SITE_ADDRESS": "https://ppo.example",
    "DATABASE_URL": "postgres://ppo_app@database.example/ppo",
    "REDIS_URL": "redis://redis.example/0",
    "EMAIL_HOST": "mail.example",
    "DEMO": "0",
}
PASSWORDS = ("APP_PASSWORD", "OWNER_PASSWORD", "WORKER_PASSWORD", "SEALER_PASSWORD", "POSTGRES_PASSWORD")
COMPOSE = dict.fromkeys((*PASSWORDS, "EMAIL_HOST"), "unused")
COMPOSE["SITE_ADDRESS"] = "https://ppo.example"
LOCKS = ("requirements", "requirements-dev", "requirements-uv", "requirements-node")


def do(*command, environment=None):
    return subprocess.run(
        [str(word) for word in command], cwd=ROOT, env={**os.environ, **(environment or {})}
    ).returncode


def test(arguments):
    """Every test, browser tests included, by as many processes as two processors bear."""
    return do(PYTHON, "-m", "pytest", "-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "loadfile", *arguments)


def prove(arguments):
    """The same tests at full size and what only a release needs; writes docs/proof.md. Arguments name steps."""
    return do(PYTHON, "-m", "prove", *arguments)


def bench(arguments):
    return do(PYTHON, "bench/run.py", *arguments)


def check(arguments):
    """Each check runs even when one before it failed, so that one run shows everything."""
    manage = (PYTHON, "manage.py")
    checks = {
        "ruff": lambda: do(BIN / "ruff", "check", "."),
        "format": lambda: do(BIN / "ruff", "format", "--check", "--quiet", "."),
        "imports": lambda: do(BIN / "lint-imports"),
        "types": lambda: do(BIN / "mypy"),
        "migrations": lambda: do(*manage, "makemigrations", "--check", "--dry-run"),
        "deploy": lambda: do(*manage, "check", "--deploy", "--fail-level", "WARNING", environment=AS_DEPLOYED),
    }
    if works(["docker", "compose", "version"]):
        checks["compose"] = lambda: do("docker", "compose", "config", "--quiet", environment=COMPOSE)
    else:
        say("docker compose is not on this machine: its file is only read by a test.")
    failed = [name for name, look in checks.items() if look() != 0]
    return f"Failed: {', '.join(failed)}" if failed else 0


def lock(arguments):
    """Write the lists of packages for what the .in files ask, with hashes and without the address of an index.

    Versions stay as they are where they still fit; `make lock ARGS=--upgrade` takes the newest.
    """
    options = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url")
    options += ("--no-annotate", "--no-header", "--quiet", *arguments)
    for name in LOCKS:
        code = do(UV, "pip", "compile", f"{name}.in", *options, "-o", f"{name}.txt")
        if code != 0:
            return code
    return 0
