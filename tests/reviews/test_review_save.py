"""The live page of a conference: one form a person, one save, the next person."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from pathways.models import Action, ActionDetail
from reviews.models import Attendance, Review
from sharing.calendar import add_months
from sharing.models import Capacity, LedgerEntry
from tests.pages import statements, words
from tests.reviews.conference import conference

__all__ = ["conference"]
DAY = timedelta(days=1)


@pytest.fixture
def dora(conference, client_of):
    return client_of(conference.dora)


@pytest.fixture
def live(conference):
    return reverse("review_save", args=[conference.item.key])


def fields_of(browser, address):
    """What a browser would send back untouched, read from the page itself."""
    form = BeautifulSoup(browser.get(address).content, "html.parser").select_one("main form:has([name=version])")
    fields = {}
    for part in form.select("input[name], textarea[name], select[name]"):
        kind, name = part.get("type"), part["name"]
        if kind in ("radio", "checkbox") and not part.has_attr("checked"):
            continue
        value = part.get_text().strip("\r\n") if part.name == "textarea" else part.get("value", "")
        if part.name == "select":
            chosen = part.select_one("option[selected]")
            value = chosen["value"] if chosen else ""
        fields.setdefault(name, []).append(value)
    return {name: values for name, values in fields.items() if name not in ("csrfmiddlewaretoken", "form_id")}


def change(event):
    """The line of the change itself; the page that was shown has one of the same name."""
    return LedgerEntry.objects.get(event=event, operation=LedgerEntry.Operation.ALTERATION)


def of(action, name):
    return f"a-{action.key}-{name}"


def test_one_press_reviews_a_person_where_nothing_changed(conference, dora, live):
    answer = dora.send(live, fields_of(dora, live))
    review = Review.objects.get(meeting=conference.meeting, person=conference.person)
    assert (review.version, review.owner) == (1, conference.police)
    assert answer.url == reverse("review_save", args=[conference.other_item.key]) + "#actions"
    assert Action.objects.filter(version__gt=1).count() == 0
    assert LedgerEntry.objects.filter(event="action_update").count() == 0
    facts = change("review_save").facts
    assert (facts["updated"], facts["added"]) == (0, 0)


def test_next_review_is_filled_in_and_moves_the_list(conference, dora, live):
    fields = fields_of(dora, live)
    assert fields["next_review_on"] == [f"{add_months(conference.meeting.held_on, 3):%d/%m/%Y}"]
    dora.send(live, fields | {"next_review_on": f"{conference.today + 60 * DAY:%d/%m/%Y}"})
    conference.person.refresh_from_db()
    review = Review.objects.get(meeting=conference.meeting)
    assert review.next_review_on == conference.today + 60 * DAY
    # The meeting is a week away, so today the date of the review before still counts.
    assert conference.person.next_review_on == conference.today + 4 * DAY


def test_an_action_of_any_agency_is_updated_and_a_new_one_joins_the_plan(conference, dora, live):
    fields = fields_of(dora, live) | {
        of(conference.housing_action, "status"): "done",
        of(conference.housing_action, "note"): "Moved in on Monday",
        "new-text": "Buy a cooker",
        "new-pathway": "finance",
        "new-agency": conference.probation.pk,
        "new-target_on": f"{conference.today + 30 * DAY:%d/%m/%Y}",
        "summary": "Jordan has a flat. Next: a cooker.",
    }
    dora.send(live, fields)
    conference.housing_action.refresh_from_db()
    assert (conference.housing_action.status, conference.housing_action.closed_on) == ("done", conference.today)
    assert ActionDetail.objects.get(action=conference.housing_action).outcome == "Moved in on Monday"
    new = Action.objects.get(number=6)
    assert (new.agency, new.source, new.target_on) == (conference.probation, "conference", conference.today + 30 * DAY)
    assert new.detail.text == "Buy a cooker"
    assert Review.objects.get(meeting=conference.meeting).summary == "Jordan has a flat. Next: a cooker."
    events = set(LedgerEntry.objects.values_list("event", flat=True))
    assert {"review_save", "action_update", "action_add"} <= events


def test_a_note_alone_is_kept_and_the_status_stays(conference, dora, live):
    dora.send(live, fields_of(dora, live) | {of(conference.action, "note"): "Form sent"})
    conference.action.refresh_from_db()
    assert conference.action.status == "in_progress"
    assert ActionDetail.objects.get(action=conference.action).outcome == "Form sent"


def test_the_person_and_the_agencies_there_are_kept(conference, dora, live):
    fields = fields_of(dora, live)
    fields["present"].remove(str(conference.drugs.pk))
    dora.send(live, fields | {"person_attended": "yes", "person_comment": "It is going well"})
    review = Review.objects.get(meeting=conference.meeting)
    assert (review.person_attended, review.person_comment) == (True, "It is going well")
    assert Attendance.objects.get(meeting=conference.meeting, agency=conference.drugs).attended == "no"
    assert Attendance.objects.get(meeting=conference.meeting, agency=conference.police).attended == ""


def test_a_tick_that_another_changed_is_not_put_back(conference, dora, live):
    fields = fields_of(dora, live)
    Attendance.objects.filter(meeting=conference.meeting, agency=conference.drugs).update(attended="no")
    dora.send(live, fields)
    assert Attendance.objects.get(meeting=conference.meeting, agency=conference.drugs).attended == "no"


def test_save_stays_and_the_last_person_leads_back_to_the_meeting(conference, dora, live):
    assert dora.send(live, fields_of(dora, live) | {"go": "stay"}).url == f"{live}#actions"
    other = reverse("review_save", args=[conference.other_item.key])
    assert dora.send(other, fields_of(dora, other)).url == reverse("meeting_detail", args=[conference.meeting.key])
    assert "Reviewed" in words(dora.get(reverse("meeting_detail", args=[conference.meeting.key])))


def test_the_live_address_leads_to_the_first_who_is_not_reviewed(conference, dora, live):
    start = reverse("meeting_live", args=[conference.meeting.key])
    assert dora.get(start).url == f"{live}#actions"
    dora.send(live, fields_of(dora, live))
    assert dora.get(start).url == reverse("review_save", args=[conference.other_item.key]) + "#actions"


def test_an_empty_review_that_was_brought_in_is_still_to_be_held(conference, dora, live):
    Review.objects.create(meeting=conference.meeting, person=conference.person, owner=conference.police)
    assert dora.get(reverse("meeting_live", args=[conference.meeting.key])).url == f"{live}#actions"
    dora.send(live, fields_of(dora, live) | {"summary": "Held now"})
    assert Review.objects.get(meeting=conference.meeting).version == 2
    assert "Reviewed" in words(dora.get(reverse("meeting_detail", args=[conference.meeting.key])))


def test_a_half_new_action_is_asked_about_and_nothing_is_kept(conference, dora, live):
    answer = dora.send(live, fields_of(dora, live) | {"new-text": "Buy a cooker", "summary": "Typed at length"})
    assert answer.status_code == 200
    told = words(answer)
    assert "Choose an area of life." in told
    assert "Choose who does it." in told
    assert "Typed at length" in told
    assert not Review.objects.filter(meeting=conference.meeting).exists()


def test_two_at_once_see_both_texts_and_lose_none(conference, dora, live, client_of):
    other = client_of(conference.cherie)
    first, second = fields_of(dora, live), fields_of(other, live)
    other.send(live, second | {"summary": "Cherie wrote this"})
    clash = dora.send(live, first | {"summary": "Dora wrote that"})
    assert clash.status_code == 409
    told = words(clash)
    assert "changed this at" in told
    assert "Cherie wrote this" in told
    assert "Dora wrote that" in told
    assert Review.objects.get(meeting=conference.meeting).summary == "Cherie wrote this"


def test_saving_again_after_a_clash_keeps_ones_own(conference, dora, live, client_of):
    other = client_of(conference.cherie)
    first, second = fields_of(dora, live), fields_of(other, live)
    other.send(live, second | {"summary": "Cherie wrote this"})
    clash = dora.send(live, first | {"summary": "Dora wrote that"})
    version = BeautifulSoup(clash.content, "html.parser").select_one("main form input[name=version]")["value"]
    assert version == "1"
    dora.send(live, first | {"summary": "Dora wrote that", "version": version})
    assert Review.objects.get(meeting=conference.meeting).summary == "Dora wrote that"


def test_an_action_closed_meanwhile_is_a_clash_and_not_lost(conference, dora, live, client_of):
    fields = fields_of(dora, live) | {of(conference.housing_action, "status"): "stuck"}
    hal = client_of(conference.hal)
    hal.send(reverse("action_done", args=[conference.housing_action.key]), {"version": 1})
    clash = dora.send(live, fields)
    assert clash.status_code == 409
    assert "Find a supported flat" in words(clash)
    assert not Review.objects.filter(meeting=conference.meeting).exists()
    conference.housing_action.refresh_from_db()
    assert conference.housing_action.status == "done"


def test_undo_takes_the_first_save_back(conference, dora, live):
    dora.send(live, fields_of(dora, live) | {"summary": "Too early"})
    review = Review.objects.get(meeting=conference.meeting)
    dora.send(reverse("review_undo", args=[review.key, 1]))
    assert not Review.objects.filter(meeting=conference.meeting).exists()
    assert change("review_undo").people == [conference.person.pk]


def test_undo_of_a_later_save_brings_the_text_before_back(conference, dora, live):
    dora.send(live, fields_of(dora, live) | {"summary": "First", "go": "stay"})
    dora.send(live, fields_of(dora, live) | {"summary": "Second", "go": "stay"})
    review = Review.objects.get(meeting=conference.meeting)
    dora.send(reverse("review_undo", args=[review.key, 2]))
    review.refresh_from_db()
    assert (review.summary, review.version) == ("First", 3)
    dora.send(reverse("review_undo", args=[review.key, 2]))  # pressed again on an old page
    review.refresh_from_db()
    assert (review.summary, review.version) == ("First", 3)


@pytest.mark.parametrize(
    ("who", "status"), [("dora", 200), ("cherie", 200), ("hal", 403), ("carol", 403), ("steve", 403)]
)
def test_who_may(conference, live, client_of, who, status):
    assert client_of(getattr(conference, who)).get(live).status_code == status


def test_the_chair_of_another_scheme_finds_nothing(conference, live, client_of):
    Capacity.objects.filter(user=conference.carol).update(role="chair")
    assert client_of(conference.carol).get(live).status_code == 404


def test_what_the_chair_may_not_see_is_not_on_the_page(conference, live, client_of):
    """Community safety has drugs at summary: that the action is there, not its words."""
    told = client_of(conference.cherie).get(live).content.decode()
    assert "Start a methadone script" not in told
    assert "Drugs and alcohol" in told
    assert "Start a methadone script" in client_of(conference.dora).get(live).content.decode()


def test_a_note_that_is_not_shown_is_not_written_over(conference, live, client_of):
    hidden = ActionDetail.objects.select_related("action").get(text="Start a methadone script")
    ActionDetail.objects.filter(pk=hidden.pk).update(outcome="Clinic has rung")
    cherie = client_of(conference.cherie)
    fields = fields_of(cherie, live)
    assert of(hidden.action, "status") in fields
    assert of(hidden.action, "note") not in fields
    assert cherie.send(live, fields | {of(hidden.action, "note"): "Typed blindly"}).status_code == 302
    hidden.refresh_from_db()
    assert hidden.outcome == "Clinic has rung"


def test_more_actions_cost_no_more_statements(conference, dora, live):
    before = statements(dora, live)
    actions = Action.objects.bulk_create(
        [
            Action(
                person=conference.person, owner=conference.police, agency=conference.police, number=50 + n,
                pathway="ete", opened_on=conference.today, status="not_started",
            )
            for n in range(20)
        ]
    )  # fmt: skip
    ActionDetail.objects.bulk_create(
        [
            ActionDetail(action=row, person=conference.person, owner=row.owner, pathway="ete", text="More")
            for row in actions
        ]
    )
    assert statements(dora, live) == before
