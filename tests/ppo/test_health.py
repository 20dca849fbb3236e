"""What a load balancer is told."""

import contextlib

import pytest
from django.db import connection, transaction

from ppo import health
from sharing.looking import looking_as_system
from tests.sharing.clock import owner_of_the_clock  # noqa: F401, a fixture
from tests.world import made


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
    assert response.json() == {"database": True, "migrations": True, "walls": True, "redis": True}


def test_not_ready_while_a_migration_is_missing(client, db, redis_up, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one to go"])
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"database": True, "migrations": False, "walls": True, "redis": True}


def test_not_ready_without_redis(client, db, settings, tmp_path, caplog):
    settings.REDIS_URL = f"unix://{tmp_path}/nobody.sock"
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["redis"] is False


def test_no_session_and_no_cookie(client, db, redis_up):
    assert client.get("/health/ready").cookies == {}


def test_posting_is_refused(client, db):
    assert client.post("/health/live").status_code == 405


LOWERED = {
    "switched off": ("alter table casework_contact disable row level security", "not stand around casework_contact"),
    "open to the owner": (
        "alter table casework_contact no force row level security",
        "not stand around casework_contact",
    ),
    "sessions open to tasks": (
        "alter table django_session disable row level security",
        "not stand around django_session",
    ),
    "a policy without a condition": (
        "alter policy app_select on casework_person using (true)",
        "Rows of casework_person are seen",
    ),
    "everybody is the system": (
        "create or replace function sharing_is_system() returns boolean language sql stable as 'select true'",
        "Rows of sharing_canary are seen",
    ),
    "the canary's own wall": (
        "alter policy app_select on sharing_canary using (true)",
        "Rows of sharing_canary are seen",
    ),
    "another key": ("update sharing_key set inner_pad = outer_pad", "does not accept our signature"),
    "rights that no page needs": ("alter role ppo_app bypassrls", "ppo_app bypasses row-level security"),
    "a member of the backup": ("grant ppo_backup to ppo_app", "ppo_app is a member of another role"),
}


class Over(Exception):
    pass


@pytest.mark.parametrize("name", ["nothing", *LOWERED])
def test_not_ready_while_a_wall_is_down(name, client, redis_up, caplog, owner_of_the_clock):  # noqa: F811
    """A superuser fills tables and lowers a wall; the application is asked in the same transaction, then all is undone."""
    statement, told = LOWERED.get(name, ("select 1", None))
    with contextlib.suppress(Over), transaction.atomic():
        with connection.cursor() as cursor, looking_as_system():
            made()
            cursor.execute("set constraints all immediate")
            # Earlier tests left dead rows: the one person there is has to stand where the canary looks.
            cursor.execute("cluster casework_person using casework_person_pkey")
            cursor.execute(statement)
            cursor.execute("set local role ppo_app")
        response = client.get("/health/ready")
        raise Over
    assert response.json()["walls"] is (name == "nothing")
    assert response.status_code == (200 if name == "nothing" else 503)
    assert told is None or told in caplog.text


def test_a_database_without_a_single_wall_is_not_ready(db, monkeypatch):
    monkeypatch.setattr(health.canary, "WALLS", "select '', false, false, false where false")
    assert health.canary.problems() == ["There is no row-level security at all."]


def test_it_says_so_in_plain_words(client, db, redis_up, monkeypatch, caplog):
    monkeypatch.setattr(health.canary, "problems", lambda: ["Row-level security is switched off on casework_person."])
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["walls"] is False
    assert response.json()["problem"] == health.WALLS_DOWN
    assert "casework_person" not in str(response.json())
    assert "casework_person" in caplog.text
