"""What a load balancer is told."""

import pytest

from ppo import health


def test_alive_touches_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert response.json() == {"alive": True}


@pytest.fixture
def redis_up(monkeypatch):
    monkeypatch.setattr(health, "redis_answers", lambda: True)


def test_ready_when_everything_is(client, db, redis_up):
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True, "redis": True}


def test_not_ready_while_a_migration_is_missing(client, db, redis_up, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one to go"])
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": False, "redis": True}


def test_not_ready_without_redis(client, db, settings, tmp_path, caplog):
    settings.REDIS_URL = f"unix://{tmp_path}/nobody.sock"
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["redis"] is False


def test_no_session_and_no_cookie(client, db, redis_up):
    assert client.get("/health/ready").cookies == {}


def test_posting_is_refused(client, db):
    assert client.post("/health/live").status_code == 405
