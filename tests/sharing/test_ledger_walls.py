"""The ledger behind its own wall: who reads which lines of it, whatever the query asks for, and who may add to it."""

import contextlib

import pytest
from django.db import DatabaseError, connection, transaction

from sharing import ledger
from sharing.history import last_saved
from sharing.looking import looking_as, looking_as_nobody, looking_as_system
from sharing.models import LedgerEntry
from sharing.permissions import ROLES, Permission
from sharing.viewer import signed_in
from tests.world import CAST

READERS = {name for name, (_, _, role, _) in CAST.items() if Permission.LEDGER_SEE in ROLES[role]}


def look(user, person, event="person_overview"):
    return ledger.record(event, by=signed_in(user), operation=ledger.Operation.CONSULTATION, people=[person.pk])


@pytest.fixture
def lines(world):
    """Name to number of lines: one look each by two users and one of another scheme, and one of a task."""
    made = {name: look(getattr(world, name), world.person).pk for name in ("alice", "hal", "carol")}
    made["task"] = ledger.record(
        "reminders_send", doer="a task", people=[world.person.pk], scheme_id=world.scheme.pk
    ).pk
    return made


def read(lines, user, question=None):
    """Names of the lines that somebody reads with no filter of ours."""
    names = {pk: name for name, pk in lines.items()}
    question = LedgerEntry.objects.all() if question is None else question
    with looking_as(signed_in(user).capacity_id):
        return {names[pk] for pk in question.values_list("pk", flat=True) if pk in names}


@pytest.mark.parametrize("name", CAST)
def test_everyone_reads_their_own_lines_and_two_roles_those_of_their_scheme(world, lines, name):
    scheme = {"alice", "hal", "task"} if name in READERS else set()
    assert read(lines, getattr(world, name)) == scheme | ({name} & lines.keys())


def test_the_roles_are_those_of_the_table_of_permissions():
    assert {"dora", "gina"} == READERS


def test_an_agency_with_a_lead_of_its_own_answers_to_that_one(world, lines):
    """As `readable_by` says it, so that the wall and the queryset agree."""
    world.housing.capacities.create(user=world.steve, role="governance")
    steve = world.housing.capacities.get(user=world.steve)
    assert read(lines, world.gina) == {"alice", "hal", "task"}  # hers is the lead agency
    with looking_as(steve.pk):
        pks = set(LedgerEntry.objects.values_list("pk", flat=True)) & set(lines.values())
    assert pks == {lines[name] for name in ("alice", "hal", "task")}

    world.scheme.lead_agency = world.probation
    world.scheme.save(update_fields=["lead_agency"])
    gina = signed_in(world.gina)
    assert read(lines, world.gina) == {"alice", "task"}
    assert read(lines, world.gina, LedgerEntry.objects.readable_by(gina)) == {"alice", "task"}


def test_nobody_reads_nothing_and_the_system_everything(world, lines):
    with looking_as_nobody():
        assert set(LedgerEntry.objects.values_list("pk", flat=True)) & set(lines.values()) == set()
        assert list(LedgerEntry.objects.about(world.person.pk)) == []
    with looking_as_system():
        assert set(lines.values()) <= set(LedgerEntry.objects.about(world.person.pk).values_list("pk", flat=True))


def test_who_has_looked_is_found_by_index_and_shown_as_far_as_one_may_read(world, lines):
    about = LedgerEntry.objects.about(world.person.pk)
    assert read(lines, world.gina, about) == {"alice", "hal", "task"}
    assert read(lines, world.hal, about) == {"hal"}
    assert read(lines, world.gina, LedgerEntry.objects.about(world.other.pk)) == set()
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('sharing_ledger_about'::regproc)")
        assert "people @>" in cursor.fetchone()[0]


def test_a_page_that_was_overtaken_names_who_saved(world):
    with looking_as(signed_in(world.alice).capacity_id):
        contact = world.contact
        type(contact).objects.filter(pk=contact.pk).update(place="Town hall")
        look(world.alice, world.person, "contact_update")
    with looking_as(signed_in(world.pete).capacity_id):
        assert last_saved(contact)[0] == "Alice Reed"


def test_whoever_may_add_a_line_commits_to_its_details():
    """A policy asks it, which costs a line less than a CHECK; so no policy may be without."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select policyname, with_check from pg_policies where tablename = 'sharing_ledgerentry'"
            " and cmd in ('INSERT', 'UPDATE', 'ALL')"
        )
        adders = dict(cursor.fetchall())
    assert adders.keys() == {"app_insert", "keeper"}
    assert all("(octet_length(commitment) = 32)" in asked for asked in adders.values())


def test_lines_are_added_in_the_present_moment_alone(world, lines):
    line = LedgerEntry.objects.get(pk=lines["alice"])
    again = {field.attname: getattr(line, field.attname) for field in line._meta.local_fields if not field.primary_key}
    unlike = ({"transaction": line.transaction - 1}, {"at": line.at.replace(year=2020)}, {"commitment": b"short"})
    for wrong in unlike:
        with pytest.raises(DatabaseError), transaction.atomic():
            LedgerEntry.objects.create(**again | wrong)
    with contextlib.suppress(DatabaseError), transaction.atomic():
        assert LedgerEntry.objects.update(doer="nobody") == 0
    assert not LedgerEntry.objects.filter(doer="nobody").exists()
