"""Reading that stands out: what is found, what is left in peace, and who is told, once and without a name."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from sharing import ledger, tasks, watching
from sharing.changes import watch
from sharing.models import Emergency, LedgerCheckpoint, LedgerEntry, Mail, Notice
from sharing.verifier import ANCHOR
from sharing.viewer import signed_in
from sharing.watching import Kind


def look(user, *people, event="person_detail", times=1):
    for _ in range(times):
        for person in people:
            ledger.record(
                event, by=signed_in(user), operation=ledger.Operation.CONSULTATION, people=[person.pk], categories=[0]
            )


def found(world):
    return [(f.kind, f.user_id, f.person_id, f.times) for f in watching.findings(world.scheme, on=world.today)]


def test_reading_of_ones_own_people_is_left_in_peace(world):
    look(world.alice, world.person)  # allocated
    look(world.hal, world.person)  # an open action
    look(world.dora, world.person, world.other)  # works with everyone
    assert found(world) == []


def test_a_person_the_reader_does_not_work_with(world):
    look(world.alice, world.other, times=3)
    look(world.pru, world.person)
    look(world.alice, world.other, event="person_list")  # one of a list: nobody was looked up
    assert found(world) == [
        (Kind.OUTSIDE, world.alice.pk, world.other.pk, 3),
        (Kind.OUTSIDE, world.pru.pk, world.person.pk, 1),
    ]


def test_another_scheme_and_another_day_are_not_this_ones(world):
    look(world.alice, world.other)
    assert watching.findings(world.other_scheme, on=world.today) == []
    assert watching.findings(world.scheme, on=world.today - timedelta(days=1)) == []


def test_the_readers_own_family_name(world):
    world.dora.name = "Dora ELLIS"
    world.dora.save(update_fields=["name"])
    look(world.dora, world.person)
    assert found(world) == [(Kind.OWN_NAME, world.dora.pk, world.person.pk, 1)]


def test_emergency_access_is_told_as_such(world):
    Emergency.objects.create(
        person=world.other,
        user=world.pru,
        agency=world.prison,
        review_due_on=world.today,
        kind="life",
        starts_at=now(),
        ends_at=now() + timedelta(hours=1),
        categories=1,
        reason="risk",
    )
    look(world.pru, world.other)
    assert found(world) == [(Kind.EMERGENCY, world.pru.pk, world.other.pk, 1)]


@pytest.mark.parametrize(
    ("today", "past", "stands_out", "usual"),
    [
        (19, [1] * 90, False, 1),
        (20, [6] * 90, True, 6),
        (20, [7] * 90, False, 7),
        (61, [1, 1, 1, 1], True, 20),
        (60, [1, 1, 1, 1], False, 20),
        (20, [1, 1, 1, 1, 60], True, 1),
        (200, [100] * 5, False, 100),
    ],
)
def test_when_a_number_is_unusual(today, past, stands_out, usual):
    assert watching.unusual(today, past) == (stands_out, usual)


def test_many_more_people_than_usual(world, monkeypatch):
    monkeypatch.setattr(watching, "MANY", 2)
    monkeypatch.setattr(watching, "TIMES", 0.5)
    look(world.dora, world.person, world.other, times=4)
    (finding,) = watching.findings(world.scheme, on=world.today)
    assert (finding.kind, finding.person_id, finding.times, finding.usual) == (Kind.VOLUME, None, 2, 2)

    monkeypatch.setattr(watching, "_past", lambda *_: [(world.dora.pk, world.police.pk, 3)] * 5)
    (finding,) = watching.findings(world.scheme, on=world.today)
    assert finding.usual == 3
    monkeypatch.setattr(watching, "_past", lambda *_: [(world.dora.pk, world.police.pk, 4)] * 5)
    assert watching.findings(world.scheme, on=world.today) == []


def test_what_was_usual_is_counted_by_day(world):
    look(world.dora, world.person, world.other, times=4)
    tomorrow = watching.midnight(world.today + timedelta(days=1))
    assert watching._past(world.scheme, tomorrow, [world.dora.pk, world.alice.pk]) == [
        (world.dora.pk, world.police.pk, 2)
    ]


def test_leads_are_told_once_and_nobody_is_named(world):
    look(world.alice, world.other)
    look(world.pete, world.other)
    for _ in range(2):
        assert len(watch.watch_send(scheme=world.scheme, on=world.today, at=now())) == 2
    # Probation has no governance lead: the lead agency's hears of both, once for each agency.
    notices = Notice.objects.filter(kind="ledger")
    assert {notice.capacity.user_id for notice in notices} == {world.gina.pk}
    assert len(notices) == 2
    mails = Mail.objects.filter(user=world.gina)
    assert len(mails) == 2
    for mail in mails:
        assert not any(word in mail.body + mail.subject for word in ("Ward", "Kerry", "N002", "Alice", "Pete"))
    assert world.other.pk in LedgerEntry.objects.filter(event="ledger_watch").first().people


def test_without_a_lead_in_either_agency_whoever_leads_is_told(world):
    world.scheme.lead_agency = world.housing
    world.scheme.save(update_fields=["lead_agency"])
    look(world.alice, world.other)
    watch.watch_send(scheme=world.scheme, on=world.today, at=now())
    assert Notice.objects.get(kind="ledger").capacity.user == world.gina


def checkpoint(number, at):
    return LedgerCheckpoint(
        number=number,
        kind="heartbeat",
        at=at,
        floor=0,
        upto_transaction=0,
        upto_entry=0,
        highest=0,
        count=0,
        leaves=b"",
        previous=b"\x01" * 32,
        root=b"\x02" * 32,
        key="ab" * 8,
        signature=b"\x03" * 64,
    )


@pytest.fixture
def seal(monkeypatch):
    """Stands in for rows that only the sealer may write."""

    def seal(*moments):
        rows = [checkpoint(number, at) for number, at in enumerate(moments, start=1)]

        class Rows(list):
            def order_by(self, name):
                key = name.lstrip("-")
                return Rows(sorted(self, key=lambda row: getattr(row, key), reverse=name.startswith("-")))

            def filter(self, at__gte=None, at__lt=None):
                return Rows(
                    r for r in self if (at__gte is None or r.at >= at__gte) and (at__lt is None or r.at < at__lt)
                )

            def values(self):
                names = [field.attname for field in LedgerCheckpoint._meta.concrete_fields]
                return Rows({name: getattr(row, name) for name in names} for row in self)

            def values_list(self, name, flat):
                return Rows(getattr(row, name) for row in self)

            def first(self):
                return self[0] if self else None

        monkeypatch.setattr(LedgerCheckpoint, "objects", Rows(rows))

    return seal


def test_the_newest_seal_is_mailed_to_two_agencies(world, seal):
    seal(now() - timedelta(minutes=1), now())
    made = [watch.digest_send(scheme=world.scheme, on=world.today, at=now()) for _ in range(2)]
    assert {mail.user for mail in made[0]} == {
        world.gina,
        world.cherie,
    }  # one governance lead: a chair elsewhere stands in
    assert made[1] == []
    ((number, _, root, _, _),) = ANCHOR.findall(made[0][0].body)
    assert (number, root) == ("2", "02" * 32)


def test_with_leads_in_two_agencies_nobody_stands_in(world, seal):
    world.scheme.agencies.get(code="probation").capacities.filter(user=world.alice).update(role="governance")
    seal(now())
    made = watch.digest_send(scheme=world.scheme, on=world.today, at=now())
    assert {mail.user for mail in made} == {world.gina, world.alice}


def test_nothing_to_mail_before_the_first_seal(world):
    assert watch.digest_send(scheme=world.scheme, on=world.today, at=now()) == []


def test_silence_is_told_once_an_hour(world, seal):
    at = now().replace(minute=30)
    seal(at - timedelta(minutes=2))
    assert not watch.silence_tell(scheme=world.scheme, at=at)
    for minutes in (2, 4, 6):
        assert watch.silence_tell(scheme=world.scheme, at=at + timedelta(minutes=minutes))
    assert Notice.objects.filter(kind="ledger").count() == 1
    assert watch.silence_tell(scheme=world.scheme, at=at + timedelta(hours=1))
    assert Notice.objects.filter(kind="ledger").count() == 2


def test_lines_that_nobody_ever_sealed_are_silence_too(world):
    assert not watch.silence_tell(scheme=world.scheme, at=now() + timedelta(hours=1))
    look(world.alice, world.person)
    assert not watch.silence_tell(scheme=world.scheme, at=now())
    assert watch.silence_tell(scheme=world.scheme, at=now() + timedelta(hours=1))


def test_a_line_that_waits_while_the_heart_beats_is_told(world, seal):
    look(world.alice, world.person)
    (line,) = LedgerEntry.objects.all()
    later = line.at + timedelta(minutes=4)
    seal(later)
    assert watch.silence_tell(scheme=world.scheme, at=later)

    LedgerCheckpoint.objects[0].upto_transaction = line.transaction
    LedgerCheckpoint.objects[0].upto_entry = line.pk
    assert not watch.silence_tell(scheme=world.scheme, at=later)
    LedgerCheckpoint.objects[0].upto_entry = line.pk - 1
    assert watch.silence_tell(scheme=world.scheme, at=later)
    LedgerCheckpoint.objects[0].floor = line.pk
    assert not watch.silence_tell(scheme=world.scheme, at=later)


def test_stretches_without_a_seal(world, seal):
    noon = watching.midnight(world.today) + timedelta(hours=12)
    minute = timedelta(minutes=1)
    seal(noon - 10 * minute, noon + minute, noon + 3 * minute, noon + 9 * minute)
    assert watching.silences(noon, noon + 11 * minute) == [
        (noon, noon + minute),
        (noon + 3 * minute, noon + 9 * minute),
    ]
    seal(noon + minute)
    assert watching.silences(noon, noon + 3 * minute) == []


def test_the_clock_does_both_for_every_scheme(world, monkeypatch):
    sent = []
    monkeypatch.setattr(watch, "watch_send", lambda **known: sent.append(("watch", known["scheme"], known["on"])))
    monkeypatch.setattr(watch, "digest_send", lambda **known: sent.append(("digest", known["scheme"], known["on"])))
    monkeypatch.setattr(watch, "silence_tell", lambda **known: sent.append(("silence", known["scheme"], None)))
    tasks.ledger_watch()
    tasks.ledger_silence()
    day = timedelta(days=1)
    assert sent == [
        ("watch", world.scheme, world.today - day),
        ("digest", world.scheme, world.today),
        ("watch", world.other_scheme, world.today - day),
        ("digest", world.other_scheme, world.today),
        ("silence", world.scheme, None),
        ("silence", world.other_scheme, None),
    ]


def ask(*arguments):
    answer = StringIO()
    call_command("ledger_watch", *arguments, stdout=answer)
    return answer.getvalue()


def test_the_command_answers(world):
    look(world.alice, world.other)
    tomorrow = str(world.today + timedelta(days=1))
    answer = json.loads(ask("--scheme", "NORTH", "--as-of", tomorrow, "--format", "json"))
    (row,) = answer["findings"]
    assert {name: row[name] for name in ("kind", "agency", "user", "ref", "times")} == {
        "kind": "outside_caseload",
        "agency": "probation",
        "user": "alice@north.example",
        "ref": "N002",
        "times": 1,
    }
    assert Mail.objects.count() == 0
    assert "N002" in ask("--scheme", "NORTH", "--as-of", tomorrow, "--send")
    assert Mail.objects.count() == 1


def test_the_page_shows_it_by_reference_and_is_a_line(world, client_of):
    look(world.alice, world.other)
    text = client_of(world.gina).get("/ledger/unusual/", {"on": str(world.today)}).content.decode()
    assert "A person the reader does not work with" in text
    assert "N002" in text
    assert "Ward" not in text
    line = LedgerEntry.objects.get(event="ledger_watch")
    assert (line.people, line.facts["purpose"]) == ([world.other.pk], "self_monitoring")

    world.scheme.lead_agency = world.probation
    world.scheme.save(update_fields=["lead_agency"])
    world.probation.capacities.create(user=world.steve, role="governance")
    text = client_of(world.gina).get("/ledger/unusual/", {"on": str(world.today)}).content.decode()
    assert "Nothing stands out" in text
    assert client_of(world.gina).get("/ledger/unusual/", {"on": "soon"}).status_code == 404
