"""On a database of its own, with everything committed: after the disposal the whole dump and every file are searched as a
superuser, and the ledger, sealed before and after, is still whole.
"""

import os
import subprocess
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from ppo.embedded.postgres import binaries
from ppo.rights import collect
from ppo.rights.changes import disposal, retention
from reviews.models import ConferencePack
from sharing import ledger
from sharing.looking import looking_as, looking_as_system
from sharing.models import Capacity, LedgerEntry, RetentionReview, RetentionRule
from tests import database
from tests.sharing.ledger.conftest import empty  # noqa: F401 - a fixture
from tests.world import made, viewer_of

CANARIES = ("Ellis", "Jojo", "12 Example Street", "tenancy", "methadone", "burglars", "1998/0123456X", "plastering")


@pytest.fixture
def ledger_database(template_database):
    name = f"ppo_test_{os.getpid()}_disposal"
    database.clone(name, template_database)
    yield name
    database.drop(name)


def dumped(name):
    """The text of the whole database, as pg_dump writes it for a superuser."""
    where = database.address()
    command = [binaries() / "pg_dump", "--data-only", "--inserts", "-U", where["user"], "-h", where["host"], name]
    environment = os.environ | {"PGPASSWORD": where.get("password", ""), "PGPORT": str(where.get("port", 5432))}
    return subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout


def dispose(world, agency, rule):
    first, second = viewer_of(world.gina), viewer_of(world.adam)
    with looking_as_system(), transaction.atomic():
        review = RetentionReview.objects.create(
            scheme=world.scheme,
            person=world.person,
            agency=agency,
            rule=rule,
            trigger_on=world.today,
            due_on=world.today,
        )
    said = {"on": world.today, "version": 1}
    with looking_as(first.capacity_id):
        put_up = disposal.disposal_propose(review=review, by=first, at=world.moment, reason="Over", **said)
    with looking_as(second.capacity_id):
        return disposal.disposal_confirm(disposal=put_up, by=second, **said)


@pytest.fixture
def world(empty):  # noqa: F811
    """The cast, committed; Jordan's record with history, a pack, a hold that ended and lines with typed reasons."""
    with looking_as_system(), transaction.atomic():
        world = made()
    world.moment = empty.at
    with looking_as_system(), transaction.atomic():
        world.adam.capacities.update(role="governance")
        world.rule = RetentionRule.objects.create(
            scheme=world.scheme, code="others", title="Two years", trigger="left", clear_months=24, review_months=12
        )
        world.address.lines = "14 Example Street"
        world.address.save()
        world.contact.delete()
        world.file = default_storage.save("packs/pack.pdf", ContentFile(b"Jordan Ellis"))
        ConferencePack.objects.create(
            meeting=world.meeting,
            capacity=Capacity.objects.get(user=world.alice),
            copy_number=1,
            made_at=empty.at,
            sha256="0" * 64,
            file=world.file,
            pages=1,
            people=1,
            withheld=0,
        )
        alice, gina = viewer_of(world.alice), viewer_of(world.gina)
        ledger.record("contact_outcome", by=alice, subject=world.kept_contact, before="Jojo")
        shown = {"operation": "consultation", "people": [world.person.pk, world.other.pk]}
        ledger.record("person_detail", by=alice, reason="Jojo asked", **shown)
        hold = retention.hold_place(
            person=world.person, agency=None, by=gina, on=world.today, reason="Ellis v Police", review_on=world.today
        )
        retention.hold_end(hold=hold, by=gina, on=world.today, reason="Jojo settled", version=1)
    return world


def test_nothing_is_left_of_the_person_and_the_ledger_is_whole(empty, world):  # noqa: F811
    empty.seal()
    before = dumped(empty.name)
    assert [word for word in (*CANARIES, world.person.key) if word not in before] == []

    with looking_as_system(), transaction.atomic():
        holders = [agency for agency, _ in collect.holders(world.person)]
    for agency in holders:
        done = dispose(world, agency, world.rule)
    empty.seal(seconds=4)

    after = dumped(empty.name)
    assert {word for word in (*CANARIES, world.person.key, "Ellis v Police") if word in after} == set()
    assert not default_storage.exists(world.file)
    assert done.whole
    assert empty.verdict()["ok"], empty.verdict()["problems"]
    assert "Ward" in after, "the other person of the scheme stays"
    with looking_as_system(), transaction.atomic():
        (line,) = LedgerEntry.objects.filter(event="disposal_confirm", facts__whole=True)
        assert line.people == []
        assert line.facts["certificate"] == f"NORTH/DIS/{len(holders)}"
    assert timedelta(0) < empty.at - world.moment
