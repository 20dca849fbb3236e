"""The pages of meetings: the list, setting one up, the page of one, its agenda and invitations."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.models import Person
from cohort.models import Membership
from reviews.changes.pack import conference_packs_make
from reviews.models import AgendaItem, Attendance, ConferencePack, Meeting, Review
from sharing import tasks
from sharing.models import LedgerEntry, Link, Part
from tests.pages import line, statements, words
from tests.reviews.conference import conference
from tests.world import viewer_of

__all__ = ["conference"]
DAY = timedelta(days=1)


def of(meeting, name="meeting_detail"):
    return reverse(name, args=[meeting.key])


def test_the_list_shows_those_who_run_meetings_all_and_others_their_own(conference, client_of):
    assert "Case conference" in words(client_of(conference.hal).get("/meetings/"))
    Attendance.objects.filter(agency=conference.housing).delete()
    assert "No meeting is planned." in words(client_of(conference.hal).get("/meetings/"))
    assert "Northside Town Hall" in words(client_of(conference.dora).get("/meetings/"))


@pytest.mark.parametrize(
    ("who", "status"), [("dora", 200), ("cherie", 200), ("hal", 200), ("bob", 404), ("carol", 404), ("steve", 403)]
)
def test_who_may_open_a_meeting(conference, client_of, who, status):
    assert client_of(getattr(conference, who)).get(of(conference.meeting)).status_code == status


def test_an_invitation_of_one_user_shows_the_meeting_to_that_user_alone(conference, client_of):
    Attendance.objects.filter(agency=conference.probation).update(user=conference.dora)
    assert client_of(conference.alice).get(of(conference.meeting)).status_code == 404


def test_setting_one_up_is_filled_in_as_the_last_one_was(conference, client_of):
    page = client_of(conference.dora).get("/meetings/new/").content.decode()
    assert 'value="Northside Town Hall"' in page
    assert 'value="10:00"' in page
    assert page.count("checked") == 1 + 4  # the kind, and four agencies


def test_setting_one_up_takes_the_next_number_and_invites(conference, client_of):
    fields = {
        "kind": "case_conference",
        "held_on": "1/3/2027",
        "starts_at": "2pm",
        "place": "Town Hall",
        "chair": conference.cherie.pk,
        "agencies": [conference.police.pk, conference.hostel.pk],
    }
    answer = client_of(conference.dora).send("/meetings/new/", fields)
    made = Meeting.objects.get(number=3)
    assert answer.url == of(made)
    assert (made.held_on.isoformat(), made.starts_at, made.chair) == ("2027-03-01", time(14), conference.cherie)
    assert set(made.attendances.values_list("agency__code", "invited_on")) == {
        ("police", conference.today),
        ("hostel", conference.today),
    }
    assert line("meeting_set_up").user_id == conference.dora.pk


def test_a_meeting_without_a_day_comes_back_with_what_was_typed(conference, client_of):
    answer = client_of(conference.dora).send("/meetings/new/", {"kind": "core_group", "place": "The Annexe"})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert 'value="The Annexe"' in answer.content.decode()


def test_one_press_adds_everyone_due_in_ten_minute_slots(conference, client_of):
    new = Meeting.objects.create(
        scheme=conference.scheme, number=5, kind="case_conference", held_on=conference.today + 9 * DAY, starts_at=time(9, 50)
    )  # fmt: skip
    page = client_of(conference.dora)
    assert "Add people due (2)" in words(page.get(of(new)))
    page.send(of(new, "agenda_due"))
    slots = dict(AgendaItem.objects.filter(meeting=new).values_list("person__ref", "slot_at"))
    assert slots == {"N002": time(9, 50), "N001": time(10)}  # Kerry was due long ago, Jordan in four days
    assert "Add people due" not in words(page.get(of(new)))


def test_somebody_on_the_agenda_is_open_to_those_invited_and_closed_again_when_taken_off(conference, client_of):
    dora, hal = client_of(conference.dora), client_of(conference.hal)
    kerry = reverse("person_detail", args=[conference.other.key])
    assert hal.get(kerry).status_code == 200
    dora.send(reverse("agenda_remove", args=[conference.other_item.key]))
    assert hal.get(kerry).status_code == 404
    assert line("agenda_remove").people == [conference.other.pk]


def test_adding_one_person(conference, client_of):
    AgendaItem.objects.filter(pk=conference.other_item.pk).delete()
    dora = client_of(conference.dora)
    dora.send(of(conference.meeting, "agenda_add"), {"person": conference.other.key})
    dora.send(of(conference.meeting, "agenda_add"), {"person": conference.other.key})
    assert AgendaItem.objects.filter(meeting=conference.meeting, person=conference.other).count() == 1


def test_nobody_of_another_scheme_can_be_added(conference, client_of):
    client_of(conference.dora).send(of(conference.meeting, "agenda_add"), {"person": conference.elsewhere.key})
    assert not AgendaItem.objects.filter(person=conference.elsewhere).exists()


def test_the_order_is_changed_with_buttons(conference, client_of):
    dora = client_of(conference.dora)
    place = reverse("agenda_move", args=[conference.other_item.key])
    assert dora.send(place, {"way": "up"}).url == f"{of(conference.meeting)}#{conference.other_item.key}"
    ordered = AgendaItem.objects.filter(meeting=conference.meeting).order_by("position")
    assert list(ordered.values_list("person__ref", "slot_at")) == [("N002", time(10)), ("N001", time(10, 10))]
    dora.send(place, {"way": "up"})  # already first
    assert ordered.first() == conference.other_item


def test_changing_who_is_invited_opens_and_closes_the_case(conference, client_of):
    dora = client_of(conference.dora)
    dora.send(of(conference.meeting, "meeting_invite"), {"agencies": [conference.police.pk, conference.hostel.pk]})
    assert set(conference.meeting.attendances.values_list("agency__code", flat=True)) == {"police", "hostel"}
    linked = Link.objects.filter(reason="meeting", person=conference.person).values_list("agency__code", flat=True)
    assert set(linked) == {"police", "hostel"}
    facts = line("meeting_invite").facts
    assert (len(facts["invited"]), len(facts["taken_back"])) == (1, 3)


def test_an_agency_that_came_stays_invited(conference, client_of):
    Attendance.objects.filter(agency=conference.drugs).update(attended="yes")
    client_of(conference.dora).send(of(conference.meeting, "meeting_invite"), {"agencies": [conference.police.pk]})
    assert set(conference.meeting.attendances.values_list("agency__code", flat=True)) == {"police", "drugs"}


def test_those_invited_see_their_own_copy_and_no_one_elses(conference, client_of):
    job = conference_packs_make(meeting=conference.meeting, by=viewer_of(conference.dora), at=timezone.now())
    for part in job.part_set.all():
        tasks.part_do(part.pk)
    hal, alice = (ConferencePack.objects.get(capacity__user=user) for user in (conference.hal, conference.alice))
    page = client_of(conference.hal)
    assert "Your pack" in words(page.get(of(conference.meeting)))
    assert alice.sha256 not in page.get(of(conference.meeting)).content.decode()
    answer = page.get(of(hal, "conference_pack_download"))
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert answer["Content-Disposition"] == f'attachment; filename="meeting-1-copy-{hal.copy_number}.pdf"'
    assert page.get(of(alice, "conference_pack_download")).status_code == 404
    dora = client_of(conference.dora)
    assert dora.get(of(hal, "conference_pack_download")).status_code == 404
    assert hal.sha256 in dora.get(of(conference.meeting)).content.decode()


def test_one_press_makes_packs_and_the_page_says_how_far_it_is(conference, client_of):
    dora = client_of(conference.dora)
    answer = dora.send(of(conference.meeting, "conference_packs_make"))
    assert "0 of 6 packs ready" in words(dora.get(answer.url))
    for part in Part.objects.all():
        tasks.part_do(part.pk)
    assert "6 packs are ready." in words(dora.get(answer.url))
    assert "<noscript><meta" not in dora.get(answer.url).content.decode()
    fragment = dora.get(answer.url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "hx-get" not in fragment


def test_without_anybody_invited_no_pack_is_made(conference, client_of):
    conference.meeting.attendances.all().delete()
    dora = client_of(conference.dora)
    dora.send(of(conference.meeting, "conference_packs_make"))
    assert "Nobody is invited yet." in words(dora.get(of(conference.meeting)))


def test_who_is_shown_stands_in_the_ledger(conference, client_of):
    client_of(conference.hal).get(of(conference.meeting))
    shown = LedgerEntry.objects.get(event="meeting_detail")
    assert shown.people == sorted([conference.person.pk, conference.other.pk])
    assert shown.user_id == conference.hal.pk


def test_whoever_could_be_added_is_shown_by_name_and_stands_in_the_ledger_too(conference, client_of):
    conference.other_item.delete()
    answer = client_of(conference.dora).get(of(conference.meeting))
    assert conference.other.list_name in answer.content.decode()
    assert conference.other.pk in LedgerEntry.objects.get(event="meeting_detail").people


def test_twenty_more_people_cost_no_more_statements(conference, client_of):
    dora = client_of(conference.dora)
    conference.other_item.delete()  # so that somebody is due, before and after
    before = statements(dora, of(conference.meeting))
    people = Person.objects.bulk_create(
        [Person(scheme=conference.scheme, owner=conference.police, ref=f"X{n}", family_name="Extra") for n in range(20)]
    )
    joined = {"nominated_on": conference.today - 400 * DAY, "selected_on": conference.today - 300 * DAY, "tier": "ppo"}
    Membership.objects.bulk_create(
        [
            Membership(person=person, owner=conference.police, nominated_by=conference.police, **joined)
            for person in people
        ]
    )
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=conference.meeting, person=person, position=9) for person in people[:15]]
    )
    assert statements(dora, of(conference.meeting)) <= before


def test_the_tab_of_reviews_says_what_was_agreed_and_what_comes(conference, client_of):
    address = reverse("review_list", args=[conference.person.key])
    told = words(client_of(conference.hal).get(address))
    assert "Keep the flat search going" in told
    assert "I want my own place" in told
    assert "On the agenda of the case conference on" in told
    assert Review.objects.count() == 1
    assert client_of(conference.bob).get(address).status_code == 404


def test_a_meeting_brought_in_without_an_agenda_shows_who_was_reviewed(conference, client_of):
    told = words(client_of(conference.dora).get(of(conference.review.meeting)))
    assert "Reviewed (1)" in told
    assert "Keep the flat search going" in told
