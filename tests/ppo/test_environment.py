"""Every setting is explained in .env.example, and nothing stands there that nobody reads."""

import os
import re
import subprocess
import sys

import pytest

from ppo.embedded import places
from tests.database import ROOT

EXAMPLE = (ROOT / ".env.example").read_text()
EXPLAINED = set(re.findall(r"^#?([A-Z][A-Z_]+)=", EXAMPLE, re.MULTILINE))
READ = re.compile(r"""(?:environ(?:ment)?(?:\.get\(|\[)|\b(?:value|flag|listed|kept_secret)\()["']([A-Z_]+)["']""")
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}
PLACES = ("ppo", "sharing", "casework", "pathways", "cohort", "reviews", "reports", "manage.py")


def read_by_the_product():
    found = set()
    for place in PLACES:
        files = [ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py")
        for file in files:
            found |= set(READ.findall(file.read_text(encoding="utf-8")))
    return found - NOT_OURS


def test_every_setting_is_explained():
    assert sorted(read_by_the_product() - EXPLAINED) == []


def test_nothing_is_explained_that_nobody_reads():
    compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert sorted(EXPLAINED - read_by_the_product() - compose) == []


def test_every_variable_of_compose_is_explained():
    compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert sorted(compose - EXPLAINED) == []


def settings(question, **environment):
    """What a fresh process with this environment answers; the tests' own settings play no part."""
    kept = {name: os.environ[name] for name in ("PATH", "SECRET_KEY", "VIEWER_KEY", "PPO_VAR")}
    asked = [sys.executable, "-c", f"from ppo import settings as s; print(({question}))"]
    return subprocess.run(asked, env={**kept, **environment}, cwd=ROOT, capture_output=True, text=True)


DEPLOYED = {"SITE_ADDRESS": "https://ppo.example", "DATABASE_URL": "postgres://ppo_app@db/ppo"}


def test_a_deployed_site_is_https_throughout_and_no_demo():
    shown = settings(
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEMO, s.DEBUG",
        **DEPLOYED,
    )
    assert shown.stdout.strip() == "(True, 31536000, True, True, False, False)"


def test_plain_http_is_for_this_machine_alone():
    refused = settings("1", SITE_ADDRESS="http://ppo.example")
    assert refused.returncode != 0
    assert "has to begin with https://" in refused.stderr


def test_empty_means_left_out():
    shown = settings("s.ALLOWED_HOSTS, s.DEFAULT_FROM_EMAIL", **DEPLOYED, ALLOWED_HOSTS="", EMAIL_FROM="")
    assert shown.stdout.strip() == "(['ppo.example', '127.0.0.1', 'localhost'], 'ppo@ppo.example')"


@pytest.mark.parametrize(
    ("url", "cache", "broker"),
    [
        ("unix:///a/b.sock", "unix:///a/b.sock?db=1", "redis+socket:///a/b.sock?virtual_host=0"),
        ("redis://h:6379", "redis://h:6379/1", "redis://h:6379"),
        ("rediss://:pw@h:6379/0", "rediss://:pw@h:6379/1", "rediss://:pw@h:6379/0"),
    ],
)
def test_cache_and_queue_share_a_redis_but_no_database(url, cache, broker):
    assert places.redis_address(url, 1) == cache
    assert places.broker_address(url) == broker


def test_a_long_path_moves_the_sockets():
    assert places.socket_folder("/srv/ppo/var") == places.Path("/srv/ppo/var/s")
    moved = places.socket_folder("/srv/" + "long/" * 20)
    assert len(str(moved)) < places.LONGEST_FOLDER
    assert moved != places.socket_folder("/srv/" + "long/" * 21)


@pytest.mark.parametrize(
    ("given", "role"),
    [
        ({}, "ppo_app"),
        ({"PPO_AS_WORKER": "1"}, "ppo_worker"),
        ({"PPO_AS_OWNER": "1"}, "ppo_owner"),
        (DEPLOYED, "ppo_app"),
        ({**DEPLOYED, "PPO_AS_WORKER": "1"}, "ppo_app"),  # nobody gave the worker an address of its own
        ({**DEPLOYED, "PPO_AS_WORKER": "1", "WORKER_DATABASE_URL": "postgres://ppo_worker@db/ppo"}, "ppo_worker"),
    ],
)
def test_each_process_connects_as_its_own_role(given, role):
    asked = settings("s.DATABASES['default']['USER']", **given)
    assert asked.stdout.strip() == role, asked.stderr
