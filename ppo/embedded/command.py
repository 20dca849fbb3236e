"""The services a management command needs: what runs is used, what does not is started for the command's length."""

import contextlib
import os
import sys
from pathlib import Path

from ppo.embedded.places import socket_folder
from ppo.embedded.postgres import Postgres
from ppo.embedded.redis import Redis
from ppo.embedded.tenure import Tenure

WITHOUT_DATABASE = {"help", "version", "check", "collectstatic", "diffsettings", "spectacular"}
AS_OWNER = {"migrate", "pgtrigger", "policy_diff", "viewer_key"}


def postgres(var):
    var = Path(var)
    return Postgres(var / "postgres" / "data", socket_folder(var), var / "log" / "postgres.log")


def redis(var):
    var = Path(var)
    return Redis(var / "redis", socket_folder(var) / "redis.sock", var / "log" / "redis.log")


def needs_services(arguments):
    """Whether a command line such as `["manage.py", "migrate"]` touches the database."""
    words = arguments[1:]
    asks_help = not words or words[0].startswith("-") or "--help" in words or "-h" in words
    return not asks_help and words[0] not in WITHOUT_DATABASE and not (words[0] == "db_roles" and len(words) > 1)


def takes_owner(arguments):
    """Whether the command changes tables and so connects as their owner."""
    return len(arguments) > 1 and arguments[1] in AS_OWNER


def wanted(var, environment=os.environ):
    """The embedded services the environment leaves to us."""
    services = []
    if not environment.get("DATABASE_URL"):
        services.append(postgres(var))
    if not environment.get("REDIS_URL"):
        services.append(redis(var))
    return services


@contextlib.contextmanager
def services_for(arguments, var):
    """Run the body with the services this command needs; what was started for it is stopped after it."""
    with contextlib.ExitStack() as stack:
        for service in wanted(var) if needs_services(arguments) else ():
            tenure = Tenure(service)
            started = tenure.begin()
            stack.callback(tenure.end)
            if started:
                # Said on standard error: standard output belongs to the command's answer.
                print(f"{service.name} is not running: started for this command.", file=sys.stderr)  # noqa: T201
                if isinstance(service, Postgres):
                    prepare_database(service)
        yield


def prepare_database(service):
    """Roles and an empty database on a server of ours; quick when they are there."""
    from ppo import database

    database.prepare({"host": str(service.sockets), "user": "postgres"})
