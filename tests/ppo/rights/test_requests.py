"""The register of requests in the browser of a governance lead: entered, stopped, extended, found, answered."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ppo.rights.changes.request import clock_of
from ppo.rights.changes.sweep import requests_remind
from sharing.models import Capacity, LedgerEntry, Mail, Notice, RequestPart, SubjectRequest
from tests.pages import words


def test_a_request_is_entered_and_falls_due(entered, gina, world):
    row = entered(on=world.today)
    page = words(gina.get("/rights/"))
    assert row.reference == "NORTH/SAR/1"
    assert "NORTH/SAR/1 Jordan Ellis" in page
    assert "find out who it is" in page
    assert LedgerEntry.objects.get(event="request_add").operation == "collection"
    assert entered(name="Somebody Else").number == 2


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(gina):
    answer = gina.send("/rights/requests/add/", {"name": "Jordan", "received_on": "31/02/2026"})
    page = answer.content.decode()
    assert "The day must be a number from 1 to 28" in page
    assert 'value="31/02/2026"' in page
    assert not SubjectRequest.objects.exists()


def test_identity_starts_the_clock(entered, gina, world):
    row = entered(known="no", on=world.today - timedelta(days=60))
    address = f"/rights/requests/{row.key}/"
    assert "Not started: proof of identity was asked for" in words(gina.get(address))
    gina.send(f"{address}identity/", {"version": 1, "proof": "Passport", "proved_on": f"{world.today:%d/%m/%Y}"})
    row.refresh_from_db()
    assert (row.identity, row.identity_proved_on, row.version) == ("proved", world.today, 2)
    assert "overdue" not in words(gina.get(address))


def test_a_question_stops_it_and_its_answer_starts_it_again(entered, gina, world):
    row = entered()
    address, today = f"/rights/requests/{row.key}/", f"{world.today:%d/%m/%Y}"
    gina.send(f"{address}question/", {"version": 1, "question": "Which years?", "asked_on": today})
    assert "Stopped since" in words(gina.get(address))
    again = gina.send(f"{address}question/", {"version": 2, "question": "And where?", "asked_on": today})
    assert "A question is open already" in words(again)
    gina.send(f"{address}answer/", {"version": 2, "answered_on": today})
    assert "Stopped since" not in words(gina.get(address))
    assert list(LedgerEntry.objects.filter(event__in=["request_ask", "request_hear"]).values_list("event", flat=True))


def test_further_time_is_for_those_who_say_so_in_the_first_month(entered, gina, world):
    late = entered(on=world.today - timedelta(days=70))
    address = f"/rights/requests/{late.key}/"
    assert "days overdue" in words(gina.get(address))
    assert "Take two further months" not in words(gina.get(address)).split("How the day is counted")[0]
    assert "too late" in words(gina.send(f"{address}extend/", {"version": 1, "reason": "Three agencies"}))
    row = entered()
    gina.send(f"/rights/requests/{row.key}/extend/", {"version": 1, "reason": "Three agencies"})
    row.refresh_from_db()
    assert (row.extended_on, row.extension_reason) == (world.today, "Three agencies")


def test_two_people_at_once_lose_nothing(entered, gina, world):
    row = entered()
    address, today = f"/rights/requests/{row.key}/question/", f"{world.today:%d/%m/%Y}"
    gina.send(f"/rights/requests/{row.key}/extend/", {"version": 1, "reason": "Complex"})
    clash = gina.send(address, {"version": 1, "question": "Which years do you mean?", "asked_on": today})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Which years do you mean?" in page
    assert 'name="version" value="2"' in page
    assert gina.send(address, {"version": 2, "question": "Which years?", "asked_on": today}).status_code == 302


def test_the_agencies_that_hold_something_are_asked_and_told(found, world, gina):
    parts = {part.agency.code: part for part in RequestPart.objects.filter(request=found)}
    assert {code: part.regime for code, part in parts.items()} == {
        "police": "part3",
        "probation": "part3",
        "housing": "gdpr",
        "drugs": "gdpr",
    }
    told = set(Notice.objects.filter(kind="request_part").values_list("capacity__user__email", flat=True))
    assert {"alice@north.example", "dee@north.example", "hal@north.example", "pete@north.example"} <= told
    assert "gina@north.example" not in told
    assert not Notice.objects.filter(text__contains="Ellis").exists()


def test_the_lead_sees_counts_and_states_and_nothing_that_is_held(found, gina):
    page = gina.get(f"/rights/requests/{found.key}/").content.decode()
    assert "Northside Recovery" in page
    for secret in ("Heroin", "methadone", "burglars", "Example Street 12", "Positive", "Market Street", "tenancy"):
        assert secret not in page


def test_who_reads_the_register_stands_in_the_ledger(found, gina, world):
    for event, address in (("rights_home", "/rights/"), ("request_detail", f"/rights/requests/{found.key}/")):
        gina.get(address)
        line = LedgerEntry.objects.get(event=event)
        assert line.people == [world.person.pk]
        assert line.facts["records"]["sharing.subjectrequest"] == [found.pk]


def test_a_request_of_which_nobody_was_found_yet_is_read_with_a_line_too(entered, gina):
    entered()
    gina.get("/rights/")
    line = LedgerEntry.objects.get(event="rights_home")
    assert (line.people, line.facts["found"]) == ([], False)


def test_names_find_people_of_the_own_scheme_by_other_names_too(entered, gina, world):
    row = entered(name="Jojo Ellis")
    assert "Ellis, Jordan (N001" in words(gina.get(f"/rights/requests/{row.key}/person/"))
    assert world.person.pk in LedgerEntry.objects.filter(event="request_search").latest("pk").people
    other = entered(name="Imran Shah")
    assert "Nobody on the list has that name" in words(gina.get(f"/rights/requests/{other.key}/person/"))
    wrong = gina.send(f"/rights/requests/{other.key}/person/", {"version": 1, "person": "other", "ref": "S001"})
    assert "Nobody in this scheme has this reference" in words(wrong)


def test_nobody_found_is_answered_at_once(entered, gina):
    row = entered(name="Nobody Known")
    address = f"/rights/requests/{row.key}/"
    early = gina.get(f"{address}letter/", follow=True)
    assert "once every agency has released" in words(early) or "once every agency" in early.content.decode()
    gina.send(f"{address}person/", {"version": 1, "person": "nobody"})
    letter = gina.get(f"{address}letter/")
    assert letter["Content-Type"] == "application/pdf"
    gina.send(f"{address}close/", {"version": 2, "outcome": "nothing"})
    row.refresh_from_db()
    assert (row.outcome, row.answered_on is not None) == ("nothing", True)
    assert "Nothing to give" in words(gina.get("/rights/"))


@pytest.mark.parametrize("outcome", ["given", "nothing"])
def test_nothing_is_closed_before_the_agencies_answered(found, gina, outcome):
    gina.send(f"/rights/requests/{found.key}/close/", {"version": 2, "outcome": outcome})
    found.refresh_from_db()
    assert found.outcome == ""


def test_before_it_falls_due_leads_and_agencies_are_reminded_once_a_stage(found, gina, world, part_of):
    due_on = clock_of(found, on=world.today).due_on
    at = timezone.now()

    def told(days_before):
        requests_remind(scheme=world.scheme, on=due_on - timedelta(days=days_before), at=at)
        rows = Notice.objects.filter(kind="request_due").order_by("pk")
        return {(row.text.split(":")[0], row.address) for row in rows}, rows.count()

    part = part_of(world.police)
    assert told(8) == (set(), 0)
    soon, number = told(7)
    assert {("Due soon", found.get_absolute_url()), ("Due soon", part.get_absolute_url())} <= soon
    assert told(2) == (soon, number)
    assert ("Due now", part.get_absolute_url()) in told(0)[0]
    assert ("Late", found.get_absolute_url()) in told(-1)[0]
    assert "Ellis" not in " ".join(Notice.objects.values_list("text", flat=True))
    assert "Ellis" not in " ".join(Mail.objects.values_list("body", flat=True))


def test_a_released_part_a_clock_that_stands_and_a_closed_request_are_left_alone(found, world, part_of):
    due_on, at = clock_of(found, on=world.today).due_on, timezone.now()
    part, lead = part_of(world.police), Capacity.objects.get(user=world.gina)
    RequestPart.objects.filter(pk=part.pk).update(released_at=at, released_by=lead, given=0)
    asked = found.questions.create(asked_on=world.today, question="Which years?")
    requests_remind(scheme=world.scheme, on=due_on, at=at)
    assert not Notice.objects.filter(kind="request_due").exists()
    asked.delete()
    requests_remind(scheme=world.scheme, on=due_on, at=at)
    addresses = set(Notice.objects.filter(kind="request_due").values_list("address", flat=True))
    assert found.get_absolute_url() in addresses
    assert part.get_absolute_url() not in addresses
    SubjectRequest.objects.filter(pk=found.pk).update(outcome="withdrawn", answered_on=world.today)
    before = Notice.objects.count()
    requests_remind(scheme=world.scheme, on=due_on + timedelta(days=2), at=at)
    assert Notice.objects.count() == before


def test_a_form_sent_twice_makes_one_request(gina, world):
    fields = {"name": "Jordan Ellis", "received_on": f"{world.today:%d/%m/%Y}", "channel": "email", "known": "yes"}
    first = gina.post("/rights/requests/add/", {**fields, "form_id": "once"})
    assert gina.post("/rights/requests/add/", {**fields, "form_id": "once"}).url == first.url
    assert SubjectRequest.objects.count() == 1


def test_the_scheme_next_door_has_its_own_register(entered, client_of, world):
    row = entered()
    world.carol.capacities.update(role="governance")
    carol = client_of(world.carol)
    assert carol.get(f"/rights/requests/{row.key}/").status_code == 404
    assert "No request is open" in words(carol.get("/rights/"))
    assert date.today()
