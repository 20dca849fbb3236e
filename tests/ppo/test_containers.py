"""Dockerfile and docker-compose.yml: pinned, without secrets, and running what `make run` runs."""

import re

import pytest
import yaml

from ppo import processes
from tests.database import ROOT

PINNED = re.compile(r"^[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}$")
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text()


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(COMPOSE_TEXT)


def instructions(word):
    joined = re.sub(r"\\\n", " ", DOCKERFILE)
    return [line.split(maxsplit=1)[1] for line in joined.splitlines() if line.startswith(f"{word} ")]


def test_every_image_is_pinned_by_digest(compose):
    images = [base.split(" AS ")[0] for base in instructions("FROM")]
    images += [service["image"] for service in compose["services"].values() if "build" not in service]
    assert len(images) == 4
    for image in images:
        assert PINNED.match(image), image


def test_the_database_is_17_or_later_and_keeps_its_data(compose):
    service = compose["services"]["database"]
    assert int(re.match(r"postgres:(\d+)", service["image"])[1]) >= 17
    assert service["volumes"] == ["database:/var/lib/postgresql/data"]
    assert set(compose["volumes"]) == {"data", "database", "redis", "seal"}


def test_it_runs_the_processes_of_make_run(compose):
    commands = {name: service.get("command") for name, service in compose["services"].items()}
    for name in processes.COMMANDS:
        assert commands[name] == ["python", "-m", "ppo.processes", name]
    assert compose["services"]["beat"]["deploy"] == {"replicas": 1}


def test_the_key_that_seals_the_ledger_is_the_sealers_alone(compose):
    reach = [name for name, service in compose["services"].items() if "seal:/seal" in service.get("volumes", [])]
    assert reach == ["sealer"]
    assert compose["services"]["sealer"]["environment"]["PPO_VAR"] == "/seal"
    with_role = {name for name, service in compose["services"].items() if "SEALER_PASSWORD" in str(service)}
    assert with_role == {"sealer", "setup"}  # set-up gives the role its password


def test_every_lasting_service_has_a_health_check_and_comes_back(compose):
    for name, service in compose["services"].items():
        if name == "setup":
            assert service["restart"] == "no"
            continue
        assert service["healthcheck"]["test"][0] == "CMD", name
        assert service["restart"] == "unless-stopped", name


def test_nothing_starts_before_the_database_is_migrated(compose):
    for name in processes.COMMANDS:
        assert compose["services"][name]["depends_on"]["setup"] == {"condition": "service_completed_successfully"}
    assert compose["services"]["setup"]["depends_on"]["database"] == {"condition": "service_healthy"}


def test_no_secret_stands_in_either_file(compose):
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            for password in re.findall(r"//\w+:([^@]*)@", str(value)):
                assert password.startswith("${"), name
            if re.search("PASSWORD|KEY", name):
                assert str(value).startswith("${"), name
    assert not re.search(r"(SECRET_KEY|VIEWER_KEY|PASSWORD)=(?!not-a-secret|00)", DOCKERFILE)
    assert "ARG" not in DOCKERFILE
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".env", "var", ".git"} <= set(ignored)


def test_the_application_runs_without_privileges_and_the_stores_face_inward(compose):
    assert instructions("USER") == ["10001"]
    for name in (*processes.COMMANDS, "setup"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    for name in ("database", "redis"):
        assert compose["services"][name]["networks"] == ["inside"]
        assert "ports" not in compose["services"][name]
    assert compose["networks"]["inside"] == {"internal": True}
    assert compose["services"]["web"]["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]


def test_every_package_is_installed_by_hash():
    installs = re.findall(r"pip install ([^&\n]*)", " ".join(instructions("RUN")))
    assert len(installs) == 3
    assert all("--require-hashes" in words for words in installs)
