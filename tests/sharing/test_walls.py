"""The two walls agree: querysets, the decision and row-level security answer alike, and the second holds alone."""

import hashlib
import hmac
import itertools
import time

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from sharing import policy
from sharing.looking import looking_as, looking_as_nobody, looking_as_system, token
from sharing.models import Agency, Capacity, Consent, ListRow, Moment
from sharing.policy import Category, Level
from sharing.records import Detail, SharedRecord
from sharing.viewer import signed_in
from tests.world import CAST

RECORDS = [model for model in apps.get_models() if issubclass(model, SharedRecord | Detail)]
pytestmark = pytest.mark.django_db


def one(text, params=None):
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchone()[0]


@pytest.fixture
def everything(world):
    """Every record of the world: model -> [(id, person, owner, category)]."""
    with looking_as_system():
        return {
            model: [(r.pk, r.person_id, r.owner_id, Category(r.category)) for r in model.objects.all()]
            for model in RECORDS
        }


@pytest.mark.parametrize("name", [*CAST, "carol"])
def test_querysets_decision_and_walls_agree(world, everything, name):
    viewer = signed_in(getattr(world, name))
    cells = allowed = 0
    with looking_as(viewer.capacity_id):
        rows = {}
        for row in ListRow.objects.live_for(viewer):
            rows.setdefault(row.person_id, []).append(row)
        for model, records in everything.items():
            by_queryset = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
            by_wall = set(model.objects.values_list("pk", flat=True))
            by_decision = {
                pk
                for pk, person, owner, category in records
                if person in rows and policy.decide(viewer, rows[person], owner, category)[0] >= model.min_level
            }
            assert by_queryset == by_wall == by_decision, model
            cells += len(records)
            allowed += len(by_wall)
    assert cells
    assert bool(allowed) == bool(rows)
    assert not rows or viewer.reach > policy.Reach.NOBODY


def test_nobody_sees_nothing(world, everything):
    with looking_as_nobody():
        assert [model for model in RECORDS if model.objects.exists()] == []
        assert one("select count(*) from casework_person") == 0


def forgeries(world):
    alice, pete = (Capacity.objects.get(user=getattr(world, name)).pk for name in ("alice", "pete"))
    said = f"c{alice}.{int(time.time())}"
    other = hmac.new(b"x" * 64, said.encode(), hashlib.sha256).hexdigest()
    own = token(f"c{pete}")
    return {
        "unsigned": f"c{alice}",
        "wrong signature": f"{said}.{'0' * 64}",
        "signed with another key": f"{said}.{other}",
        "own signature, other capacity": own.replace(f"c{pete}.", f"c{alice}.", 1),
        "own signature, the system": own.replace(f"c{pete}.", "s0.", 1),
        "well signed but old": token(f"c{alice}", at=time.time() - 4000),
        "signature alone": f"..{own[-64:]}",
    }


def test_a_forged_viewer_sees_nothing(world):
    assert len(settings.VIEWER_KEY) == 64
    with looking_as_nobody():
        for name, text in forgeries(world).items():
            one("select set_config('app.viewer', %s, true)", [text])
            assert one("select count(*) from sharing_listrow") == 0, name


REFUSED = (
    "select inner_pad from sharing_key",
    "select count(*) from sharing_viewer",
    "select sharing_list_rebuild(array[1])",
    "select count(*) from sharing_list_compile(array[1], now())",
    "insert into sharing_listrow select * from sharing_listrow limit 1",
    "update sharing_listrow set works = true",
    "delete from sharing_holding",
    "insert into sharing_walled values ('x', '1', true)",
    "set role ppo_keeper",
    "set role ppo_owner",
    "alter table casework_person disable row level security",
    "create function f() returns int language sql as 'select 1'",
    "update sharing_ledgerentry set event = 'x'",
    "delete from sharing_ledgerentry",
    "truncate sharing_ledgerentry",
    "delete from casework_personversion",
    "update pathways_actionversion set status = 'done'",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_role_is_refused(world, statement):
    dora = Capacity.objects.get(user=world.dora).pk
    with looking_as(dora), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_row_security_cannot_be_switched_off(world):
    with looking_as_nobody(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local row_security = off")
        with pytest.raises(DatabaseError):
            cursor.execute("select count(*) from casework_person")
        transaction.set_rollback(True)


def test_nobody_writes_in_the_name_of_another_agency(world):
    hal = signed_in(world.hal)
    with looking_as(hal.capacity_id):
        address = apps.get_model("casework", "address")
        mine = {"person": world.person, "start": world.today, "kind": "settled"}
        with pytest.raises(DatabaseError), transaction.atomic():
            address.objects.create(owner=world.police, **mine)
        with pytest.raises(DatabaseError), transaction.atomic():
            address.objects.create(owner=world.housing, **(mine | {"person": world.other}))
        assert apps.get_model("casework", "offence").objects.update(place="Elsewhere") == 0


def test_at_most_one_row_of_a_pair_is_live(world):
    with looking_as_system():
        pairs = list(
            ListRow.objects.filter(starts_at__lte=Moment(), ends_at__gt=Moment()).values_list("person_id", "audience")
        )
    assert len(pairs) == len(set(pairs)) > 0


def test_the_levels_of_the_protocol(world):
    """A few cells by hand, so that three equal mistakes do not pass for the truth."""
    hal, dee, pete, bob = (signed_in(getattr(world, name)) for name in ("hal", "dee", "pete", "bob"))
    owners = {agency.code: agency.pk for agency in Agency.objects.filter(scheme=world.scheme)}
    expected = [
        (hal, "police", Category.OFFENDING, Level.SUMMARY, "rule:ISP1"),
        (hal, "police", Category.INTELLIGENCE, Level.NONE, "no_rule"),
        (hal, "housing", Category.HEALTH, Level.FULL, "own"),
        (dee, "police", Category.IDENTITY, Level.FULL, "rule:ISP1"),
        (pete, "probation", Category.INTELLIGENCE, Level.FULL, "rule:ISP2"),
        (bob, "police", Category.IDENTITY, Level.NONE, "not_on_case"),
    ]
    for viewer, owner, category, level, basis in expected:
        with looking_as(viewer.capacity_id):
            rows = list(ListRow.objects.live_for(viewer).filter(person=world.person))
            assert policy.decide(viewer, rows, owners[owner], category) == (level, basis), (viewer, owner, category)


def test_consent_opens_and_its_withdrawal_closes_at_once(world):
    hal = signed_in(world.hal)
    test = apps.get_model("casework", "drugtest")

    def seen():
        with looking_as(hal.capacity_id):
            return test.objects.filter(person=world.person).count()

    with looking_as_system():
        Consent.objects.filter(person=world.person).delete()
    assert seen() == 0
    with looking_as_system():
        Consent.objects.create(person=world.person, owner=world.police, category=Category.DRUGS, given_on=world.today)
    assert seen() > 0
    with looking_as_system():
        Consent.objects.filter(person=world.person).update(withdrawn_on=world.today)
    assert seen() == 0


def test_the_product_of_roles_and_tables_is_covered():
    assert len(list(itertools.product(CAST, RECORDS))) > 300
