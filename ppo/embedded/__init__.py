"""PostgreSQL and Redis of our own, under `var/`, for the machine that has neither.

`places` says where things lie, `postgres` and `redis` start and stop a server, `tenure` decides who may: who starts a
server stops it, who finds it running only uses it. `docs/decisions/0001-embedded-services.md` gives the reasons.
"""


class ServiceFailed(Exception):
    """A server could not be started or stopped; the message is one sentence a user can act on."""
