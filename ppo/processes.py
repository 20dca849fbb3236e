"""The processes of the product, each as one command line: for the supervisor and for containers alike.

`python -m ppo.processes web` (or `worker`, `beat`, `sealer`) becomes that process.
"""

import os
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent


def value(name, default):
    return os.environ.get(name) or default


def web():
    """Granian: HOST, PORT, WEB_WORKERS and WEB_THREADS from the environment; threads share a pool of connections."""
    return [
        *(BIN / "granian", "--interface", "wsgi", "--no-ws", "--respawn-failed-workers", "--log-level", "warning"),
        *("--workers", value("WEB_WORKERS", "2"), "--blocking-threads", value("WEB_THREADS", "4")),
        *("--host", value("HOST", "127.0.0.1"), "--port", value("PORT", "8000"), "ppo.wsgi:application"),
    ]


def worker():
    """Celery's worker. Without gossip and mingle, with which it dies when Redis starts anew."""
    return [*_celery("worker"), "--without-gossip", "--without-mingle", "--concurrency", value("TASK_WORKERS", "2")]


def beat():
    """Celery's clock. Exactly one may run."""
    from django.conf import settings

    Path(settings.CELERY_BEAT_SCHEDULE_FILENAME).parent.mkdir(parents=True, exist_ok=True)
    return [*_celery("beat"), "--pidfile", ""]


def sealer():
    """Seals the ledger. Several may run: one of them seals at a time."""
    return [sys.executable, ROOT / "manage.py", "ledger_seal"]


def _celery(part):
    return [BIN / "celery", "--app", "ppo", "--quiet", part, "--loglevel", "info"]


COMMANDS = {"web": web, "worker": worker, "beat": beat, "sealer": sealer}
ENVIRONMENT = {"web": {"PPO_WEB": "1"}, "worker": {"PPO_AS_WORKER": "1"}, "beat": {"PPO_AS_WORKER": "1"}}


def wanted(environment):
    """The processes this environment allows: the sealer has nobody to connect as without an address of its own."""
    sealed = environment.get("SEALER_DATABASE_URL") or not environment.get("DATABASE_URL")
    return [name for name in COMMANDS if name != "sealer" or sealed]


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"python -m ppo.processes {'|'.join(COMMANDS)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppo.settings")
    os.environ.update(ENVIRONMENT.get(sys.argv[1], {}))
    command = [str(word) for word in COMMANDS[sys.argv[1]]()]
    os.execv(command[0], command)  # noqa: S606 - becomes the process, so that signals reach it
