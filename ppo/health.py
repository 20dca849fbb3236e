"""Two questions a load balancer asks: is the process alive, and can it do its work.

The answers tell nothing else, but for one sentence when the walls around people's records are down: then nobody should
work, and whoever looks has to know why. Which wall it is stands in the log.
"""

import logging

import redis
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ppo import database as roles
from sharing import canary

WALLS_DOWN = (
    "The database no longer protects people’s records by itself. Nobody should work in the system until it does:"
    " the log of this process says what is wrong."
)
logger = logging.getLogger(__name__)


@require_safe
@never_cache
@transaction.non_atomic_requests
def live(request):
    """200 as long as the process answers; touches nothing, so that a slow database restarts no web server."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
@transaction.non_atomic_requests
def ready(request):
    """200 when database, migrations, walls and Redis are as the code needs them, else 503 naming which is not."""
    checks = {
        "database": database_answers,
        "migrations": migrations_applied,
        "walls": walls_stand,
        "redis": redis_answers,
    }
    found = {name: check() for name, check in checks.items()}
    said = {"problem": WALLS_DOWN} if found["migrations"] and not found["walls"] else {}
    return JsonResponse(found | said, status=200 if all(found.values()) else 503)


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        logger.warning("The database does not answer.", exc_info=True)
        return False
    return True


def migrations_applied():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def walls_stand():
    """Whether the application sees nobody's records while nobody looks, and has no right that would let it."""
    try:
        with connection.cursor() as cursor:
            found = roles.problems(cursor)
        found += canary.problems()
    except DatabaseError:
        logger.warning("The walls could not be looked at.", exc_info=True)
        return False
    for sentence in found:
        logger.error("The walls are down: %s", sentence)
    return not found


def redis_answers():
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        logger.warning("Redis does not answer.", exc_info=True)
        return False
