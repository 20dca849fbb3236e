"""Two questions a load balancer asks: is the process alive, and can it do its work. The answers tell nothing else."""

import logging

import redis
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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
    """200 when database, migrations and Redis are as the code needs them, else 503 naming which is not."""
    checks = {"database": database_answers, "migrations": migrations_applied, "redis": redis_answers}
    found = {name: check() for name, check in checks.items()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


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


def redis_answers():
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        logger.warning("Redis does not answer.", exc_info=True)
        return False
