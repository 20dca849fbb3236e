"""Disposal takes two people and leaves a certificate: no row, no version, no pack and no file holds the person any more."""

from datetime import timedelta
from random import Random

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from casework import models as casework
from ppo.rights.changes import disposal as changes
from ppo.rights.changes import retention
from ppo.rights.changes.retention import RetentionRefused
from ppo.rights.changes.sweep import files_sweep
from reviews.models import ConferencePack
from sharing import ledger
from sharing.looking import looking_as
from sharing.models import (
    Answer,
    Capacity,
    Disposal,
    Exclusion,
    LedgerEntry,
    Notice,
    Question,
    RetentionReview,
    RetentionRule,
)
from tests.world import viewer_of

DAY = timedelta(days=1)
CANARIES = (
    "Ellis",
    "Jojo",
    "12 Example Street",
    "tenancy",
    "methadone",
    "burglars",
    "1998/0123456X",
    "plastering",
    "N001",
)


@pytest.fixture
def second(world):
    """Another governance lead, of the community safety team."""
    world.adam.capacities.update(role="governance")
    return viewer_of(world.adam)


@pytest.fixture
def first(world):
    return viewer_of(world.gina)


@pytest.fixture
def rule(world):
    return RetentionRule.objects.create(
        scheme=world.scheme,
        code="others",
        title="Two years",
        trigger="left",
        clear_months=24,
        review_months=12,
        confirmed_on=world.today,
        confirmed_by=Capacity.objects.get(user=world.gina),
    )


@pytest.fixture
def put_up(world, first, rule):
    """`put_up(world.drugs)` is a disposal of what that agency holds of Jordan, waiting for a second person."""

    def propose(agency):
        review = RetentionReview.objects.create(
            scheme=world.scheme,
            person=world.person,
            agency=agency,
            rule=rule,
            trigger_on=world.today,
            due_on=world.today,
        )
        with looking_as(first.capacity_id):
            return changes.disposal_propose(
                review=review, by=first, on=world.today, at="2026-01-01T00:00Z", reason="Over", version=1
            )

    return propose


def confirm(disposal, by, on):
    with looking_as(by.capacity_id):
        return changes.disposal_confirm(disposal=disposal, by=by, on=on, version=disposal.version)


def past_the_application(disposal):
    """Only the database's own function, without the change around it."""
    with connection.cursor() as cursor:
        cursor.execute("select sharing_dispose(%s)", [disposal.pk])


def holders(world):
    from ppo.rights import collect

    return [agency for agency, _ in collect.holders(world.person)]


def dump():
    """Every readable row of every table, as text by table; the sequence of tables that may not be read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.oid::regclass::text, has_table_privilege(c.oid, 'select') from pg_class c"
            " where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1"
        )
        found, closed = {}, []
        for table, readable in cursor.fetchall():
            if not readable:
                closed.append(table)
                continue
            cursor.execute(f"select coalesce(string_agg(t::text, E'\\n'), '') from {table} t")
            found[table] = cursor.fetchone()[0]
        return found, closed


def left_behind(words):
    tables, closed = dump()
    assert len(tables) > 120
    assert set(closed) <= {"sharing_key", "sharing_canary"}
    return {table: word for table, text in tables.items() for word in words if word in text}


def test_what_one_agency_held_goes_and_the_others_stays(world, put_up, second):
    before = holders(world)
    disposal = confirm(put_up(world.drugs), second, world.today)
    assert disposal.state == "done"
    assert not disposal.whole
    assert holders(world) == [agency for agency in before if agency != world.drugs]
    assert left_behind(["methadone", "Wants to reduce"]) == {}
    assert casework.Person.objects.filter(pk=world.person.pk).exists()
    assert casework.Contact.objects.filter(person=world.person, owner=world.probation).exists()


def test_with_the_last_contribution_the_person_goes_and_nothing_is_left(
    world, put_up, second, django_capture_on_commit_callbacks
):
    world.address.lines = "14 Example Street"
    world.address.save()
    world.contact.delete()
    name = default_storage.save("packs/pack.pdf", ContentFile(b"Jordan Ellis, 12 Example Street"))
    ConferencePack.objects.create(
        meeting=world.meeting,
        capacity=Capacity.objects.get(user=world.alice),
        copy_number=1,
        made_at="2026-01-01T00:00Z",
        sha256="0" * 64,
        file=name,
        pages=1,
        people=1,
        withheld=0,
    )
    alice = viewer_of(world.alice)
    ledger.record("contact_outcome", by=alice, subject=world.kept_contact, before="Jojo")
    ledger.record(
        "person_detail",
        by=alice,
        operation="consultation",
        people=[world.person.pk, world.other.pk],
        reason="Jojo asked",
    )
    with django_capture_on_commit_callbacks(execute=True):
        for agency in holders(world):
            disposal = confirm(put_up(agency), second, world.today)
    assert disposal.whole
    assert left_behind([*CANARIES, world.person.key]) == {}
    assert not default_storage.exists(name)
    disposal.refresh_from_db()
    assert (disposal.person_id, disposal.files, disposal.removed["casework_person"]) == (None, [], 1)
    assert casework.Person.objects.filter(pk=world.other.pk).exists()


def test_the_ledger_keeps_one_line_that_says_what_kind_and_how_many(world, put_up, second):
    for agency in holders(world):
        disposal = confirm(put_up(agency), second, world.today)
    lines = LedgerEntry.objects.filter(event="disposal_confirm").order_by("-pk")
    said = lines[0].facts
    assert (lines[0].operation, lines[0].people, lines[0].reason) == ("erasure", [], "")
    assert said["certificate"] == disposal.certificate
    assert said["rule"] == "others"
    assert said["removed"]["casework_person"] == 1
    about = LedgerEntry.objects.filter(people=[world.person.pk])
    assert about.exists()
    assert all(entry.facts == {} and entry.salt is None for entry in about)


def test_nobody_confirms_what_they_put_up(world, put_up, first):
    disposal = put_up(world.drugs)
    with pytest.raises(RetentionRefused, match="Somebody else"):
        confirm(disposal, first, world.today)


def test_it_is_not_there_for_whom_the_person_is_closed_to(world, put_up, second, client_of):
    disposal = put_up(world.drugs)
    lead = client_of(world.adam)
    assert lead.get(disposal.get_absolute_url()).status_code == 200
    Exclusion.objects.create(person=world.person, user=world.adam, starts_at=timezone.now() - DAY)
    assert lead.get(disposal.get_absolute_url()).status_code == 404
    assert "Look at it" not in lead.get("/rights/").content.decode()


@pytest.mark.parametrize("name", ["gina", "alice", "dora", "steve", "carol"])
def test_the_database_refuses_it_by_itself(world, put_up, name):
    """Whatever the application thinks: not the proposer, nobody of another role or scheme."""
    disposal = put_up(world.drugs)
    with looking_as(viewer_of(getattr(world, name)).capacity_id), pytest.raises(DatabaseError), transaction.atomic():
        past_the_application(disposal)
    assert casework.DrugTestResult.objects.filter(person=world.person).exists()


@pytest.mark.parametrize("whose", ["everything", "the agency's"])
def test_a_hold_stops_it_everywhere(world, put_up, first, second, whose):
    disposal = put_up(world.drugs)
    with looking_as(first.capacity_id):
        hold = retention.hold_place(
            person=world.person,
            agency=world.drugs if whose == "the agency's" else None,
            by=first,
            on=world.today,
            reason="A claim",
            review_on=world.today + 90 * DAY,
        )
    with pytest.raises(RetentionRefused, match="hold"):
        confirm(disposal, second, world.today)
    with looking_as(second.capacity_id), pytest.raises(DatabaseError, match="hold"), transaction.atomic():
        past_the_application(disposal)
    with pytest.raises(RetentionRefused, match="hold"):
        put_up(world.drugs)
    with looking_as(first.capacity_id):
        retention.hold_end(hold=hold, by=first, on=world.today, reason="Settled", version=1)
    assert confirm(disposal, second, world.today).state == "done"


def test_a_hold_on_one_agency_keeps_the_person_when_the_others_go(world, put_up, first, second):
    with looking_as(first.capacity_id):
        retention.hold_place(
            person=world.person,
            agency=world.prison,
            by=first,
            on=world.today,
            reason="A claim",
            review_on=world.today + DAY,
        )
    for agency in holders(world):
        confirm(put_up(agency), second, world.today)
    assert casework.Person.objects.filter(pk=world.person.pk).exists()


def test_it_happens_once(world, put_up, second):
    disposal = put_up(world.drugs)
    confirm(disposal, second, world.today)
    with pytest.raises(retention.RetentionChanged):
        confirm(disposal, second, world.today)
    with looking_as(second.capacity_id), pytest.raises(DatabaseError), transaction.atomic():
        past_the_application(disposal)


def test_all_of_it_or_nothing(world, put_up, second, monkeypatch):
    """A failure at the very end brings everything back."""
    disposal = put_up(world.drugs)
    before = dump()[0]["casework_contactnote"]
    monkeypatch.setattr(changes.ledger, "record", lambda *args, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        confirm(disposal, second, world.today)
    assert dump()[0]["casework_contactnote"] == before
    disposal.refresh_from_db()
    assert disposal.state == "proposed"


def test_refused_it_stays_until_its_next_review(world, put_up, second):
    disposal = put_up(world.drugs)
    with looking_as(second.capacity_id):
        changes.disposal_refuse(disposal=disposal, by=second, on=world.today, reason="Still treated", version=1)
    review = RetentionReview.objects.get(person=world.person, agency=world.drugs)
    assert (review.decision, review.reason) == ("keep", "Still treated")
    assert casework.DrugTestResult.objects.filter(person=world.person).exists()


def test_those_who_may_confirm_are_told_without_a_name(world, put_up, second):
    put_up(world.drugs)
    told = Notice.objects.filter(kind="disposal")
    assert {notice.capacity.user.name for notice in told} == {"Adam Quill", "Cherie Holt"}
    assert not told.filter(text__contains="Ellis").exists()


def test_files_left_behind_are_taken_later(world, put_up, second):
    name = default_storage.save("packs/late.pdf", ContentFile(b"x"))
    disposal = confirm(put_up(world.drugs), second, world.today)
    Disposal.objects.filter(pk=disposal.pk).update(files=[name])
    from django.utils.timezone import now

    assert files_sweep(at=now()) == 1
    assert not default_storage.exists(name)
    assert files_sweep(at=now()) == 0


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_order_the_person_stays_as_long_as_anybody_holds_anything(world, put_up, second, seed):
    """A walk at random: agencies come and go; a slow model of sets says who should be left. What belongs to all, such as
    the agenda, counts as the lead agency's and stays until the person goes, so that agency is left out of the sets.
    """
    lead = {world.police}
    dice = Random(seed)
    agencies = [world.police, world.probation, world.housing, world.drugs, world.hostel, world.prison]
    model = set(holders(world))
    for step in range(30):
        agency = dice.choice(agencies)
        if agency in model and (step > 5 or dice.random() < 0.6):
            confirm(put_up(agency), second, world.today)
            model.discard(agency)
        elif agency not in model and step < 6:
            casework.Enforcement.objects.create(
                person=world.person, owner=agency, kind="warning", decided_on=world.today - step * DAY
            )
            model.add(agency)
        assert casework.Person.objects.filter(pk=world.person.pk).exists() == bool(model)
        if not model:
            return
        assert set(holders(world)) - lead == model - lead
    raise AssertionError(f"nobody left it: {model}")


def test_what_an_agency_asked_and_answered_goes_with_it(world, put_up, second):
    asks = {"person": world.person, "needed_until": world.today, "asked_at": "2026-01-01T00:00Z"}
    theirs = Question.objects.create(
        agency=world.drugs, capacity=Capacity.objects.get(user=world.dee), words="Canary one", reason="Two", **asks
    )
    Answer.objects.create(question=theirs, person=world.person, agency=world.police)
    other = Question.objects.create(
        agency=world.police, capacity=Capacity.objects.get(user=world.pete), words="Stays", reason="Why", **asks
    )
    Answer.objects.create(question=other, person=world.person, agency=world.drugs, note="Canary three")
    kept = Answer.objects.create(question=other, person=world.person, agency=world.probation, note="Stays too")
    confirm(put_up(world.drugs), second, world.today)
    assert left_behind(["Canary one", "Canary three"]) == {}
    assert list(Answer.objects.filter(person=world.person)) == [kept]
