"""Compiled rows are held to the facts: what a trigger missed is found, put right and told."""

import contextlib
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from sharing import tasks
from sharing.changes import compiled
from sharing.looking import looking_as, looking_as_nobody, looking_as_system
from sharing.models import LedgerEntry, ListRow, Notice, RulePack
from sharing.viewer import signed_in
from tests.sharing.clock import owner_of_the_clock  # noqa: F401, a fixture
from tests.world import made


def check(capsys=None):
    answer = StringIO()
    code = 0
    try:
        call_command("compiled_check", "--scheme", "NORTH", "--format", "json", stdout=answer)
    except SystemExit as end:
        code = end.code
    return code, json.loads(answer.getvalue())


def test_rows_are_what_the_facts_say(world):
    assert check() == (0, {"people": [], "agencies": []})
    assert not LedgerEntry.objects.filter(event="compiled_mend").exists()


class Over(Exception):
    pass


MISSED = {
    "alter table sharing_consent disable trigger user;"
    " update sharing_consent set withdrawn_on = given_on + 1 where person_id = {person}": ["N001"],
    "delete from sharing_listrow where person_id = {person}": ["N001"],
    "update sharing_listrow set works = true where person_id = {other}": ["N002"],
    "update sharing_listrow set area = 'Elsewhere' where person_id = {other}": ["N002"],
}


@pytest.mark.parametrize("name", MISSED)
def test_what_a_trigger_missed_is_found_and_put_right(owner_of_the_clock, name):  # noqa: F811
    with contextlib.suppress(Over), transaction.atomic(), looking_as_system():
        world = made()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute(name.format(person=world.person.pk, other=world.other.pk))
            cursor.execute("set local role ppo_app")
        found, again = check(), check()
        (line,) = LedgerEntry.objects.filter(event="compiled_mend")
        told = Notice.objects.get(kind="ledger", capacity__user=world.gina).text
        named = [world.scheme.people.get(pk=pk).ref for pk in line.people]
        raise Over
    assert found == (1, {"people": MISSED[name], "agencies": []})
    assert again == (0, {"people": [], "agencies": []})
    assert named == MISSED[name]
    assert told == "What is shared was not as recorded for 1 person, and was put right"


def test_rules_are_held_to_the_agreements(owner_of_the_clock):  # noqa: F811
    with contextlib.suppress(Over), transaction.atomic(), looking_as_system():
        world = made()
        RulePack.objects.filter(recipient=world.housing).update(open=[])
        with connection.cursor() as cursor:
            cursor.execute("delete from sharing_listrow where person_id = %s", [world.person.pk])
            cursor.execute("set local role ppo_app")
        tasks.compiled_check()
        told = Notice.objects.get(kind="ledger", capacity__user=world.gina).text
        again = compiled.compiled_mend(scheme=world.scheme, by="a test", at=now())
        raise Over
    assert told == "What is shared was not as recorded for 1 person and 1 agency, and was put right"
    assert again == ([], [])


def test_only_the_system_asks_and_mends(world):
    people = [world.person.pk]
    for looking in (looking_as_nobody(), looking_as(signed_in(world.dora).capacity_id)):
        with looking, connection.cursor() as cursor:
            cursor.execute("select count(*) from sharing_list_differs(%s::bigint[])", [people])
            assert cursor.fetchone() == (0,)
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute("select sharing_compile_again(%s::bigint[], null)", [people])
    assert ListRow.objects.filter(person=world.person).exists()


def test_rules_are_unpacked_once_and_not_for_every_record(owner_of_the_clock):  # noqa: F811
    """A pack of many rules is kept compressed; given so to the policies, each row they look at would unpack it."""
    with contextlib.suppress(Over), transaction.atomic(), connection.cursor() as cursor:
        capacity = signed_in(made().alice)
        cursor.execute(
            "update sharing_rulepack set open = %s, asked = %s where recipient_id = %s",
            [list(range(1000)), list(range(1000, 2000)), capacity.agency_id],
        )
        cursor.execute("set local role ppo_app")
        with looking_as(capacity.capacity_id):
            cursor.execute(
                "select pg_column_compression(open), pg_column_compression((select sharing_viewer_open())),"
                " pg_column_compression(asked), pg_column_compression((select sharing_viewer_asked())),"
                " open = (select sharing_viewer_open()) and asked = (select sharing_viewer_asked())"
                " from sharing_rulepack where recipient_id = %s",
                [capacity.agency_id],
            )
            found = cursor.fetchone()
        raise Over
    assert found == ("pglz", None, "pglz", None, True)
