"""A screen that everyone in the room looks at shows what the one shows who may see least; it is worked out on the server."""

import pytest
from django.urls import reverse

from pathways.models import Action, ActionDetail
from reviews.models import Attendance, Review
from sharing.models import LedgerEntry
from tests.pages import statements, words
from tests.reviews.conference import conference
from tests.reviews.test_review_save import fields_of

__all__ = ["conference"]
SCRIPT = "Start a methadone script"


@pytest.fixture
def dora(conference, client_of):
    return client_of(conference.dora)


@pytest.fixture
def live(conference):
    return reverse("review_save", args=[conference.item.key])


@pytest.fixture
def turn(conference, dora):
    def to(how, item=None):
        return dora.send(reverse("meeting_screen", args=[(item or conference.item).key]), {"how": how})

    return to


@pytest.fixture
def only(conference):
    """`only("police")`: the others sent apologies."""

    def come(*codes):
        invited = Attendance.objects.filter(meeting=conference.meeting)
        invited.exclude(agency__code__in=codes).update(attended="apologies")

    return come


def test_the_page_is_cut_to_what_everyone_there_may_see(dora, live, turn):
    """The police see the drug service's action by consent, the housing officer beside them does not."""
    assert SCRIPT in words(dora.get(live))

    assert turn("shared").url == live
    answer = dora.get(live)
    assert SCRIPT not in answer.content.decode()
    assert "Get ID for tenancy" in words(answer)
    assert "Drugs and alcohol" in words(answer)  # that there is an action stays: they all see so much
    assert "only what each of 4 agencies here may see" in words(answer)
    assert "Actions Shared screen" in words(answer)  # where saving leads to, past the top of the page
    assert "Open the record" not in words(answer)


def test_who_is_away_does_not_count(dora, live, turn, only):
    turn("shared")
    only("police", "probation")
    assert SCRIPT in words(dora.get(live))


def test_what_may_not_be_said_to_exist_is_not_there_though_all_may_see_it(conference, dora, live, turn, only):
    action = Action.objects.create(
        person=conference.person, owner=conference.police, number=90, pathway="victims", agency=conference.police,
        opened_on=conference.today, status="in_progress", source="conference",
    )  # fmt: skip
    ActionDetail.objects.create(
        action=action, person=conference.person, owner=conference.police, pathway="victims", text="Ring her"
    )
    only("police")
    assert "Ring her" in words(dora.get(live))
    turn("shared")
    assert f"a-{action.key}" not in dora.get(live).content.decode()


def test_in_front_of_the_person_nobody_else_is_named(conference, dora, live, turn):
    assert "Ward, Kerry" in words(dora.get(live))
    turn("joining")
    answer = dora.get(live)
    assert "Jordan is here" in words(answer)
    for other in ("Ward", "Kerry", conference.other.key, conference.other_item.key):
        assert other not in answer.content.decode()

    elsewhere = dora.get(reverse("review_save", args=[conference.other_item.key]))
    assert elsewhere.url == live
    saved = dora.send(live, fields_of(dora, live) | {"go": "next"})
    assert saved.url == f"{live}#actions"  # the next person comes when this one has left
    turn("shared")
    assert dora.get(reverse("review_save", args=[conference.other_item.key])).status_code == 200


def test_saving_from_a_shared_screen_loses_nothing_that_was_kept_off_it(conference, dora, live, turn):
    ActionDetail.objects.filter(action=conference.drugs_action).update(outcome="Seen on Monday")
    turn("shared")
    sent = fields_of(dora, live)
    assert f"a-{conference.drugs_action.key}-note" not in sent
    dora.send(live, sent | {f"a-{conference.drugs_action.key}-status": "done", "summary": "Agreed aloud"})
    conference.drugs_action.refresh_from_db()
    assert conference.drugs_action.status == "done"
    assert ActionDetail.objects.get(action=conference.drugs_action).outcome == "Seen on Monday"
    assert Review.objects.get(meeting=conference.meeting, person=conference.person).summary == "Agreed aloud"


def test_the_ledger_says_that_the_screen_was_shared_and_with_whom(conference, dora, live, turn):
    turn("shared")
    dora.get(live)
    line = LedgerEntry.objects.filter(event="review_save").latest("pk")
    assert line.facts["screen"] == "shared"
    assert set(line.recipients) == set(conference.meeting.attendances.values_list("agency_id", flat=True))


def test_the_screen_is_taken_back_and_is_the_users_own_in_another_meeting(conference, dora, live, turn):
    turn("shared")
    assert "Show my view: 4 agencies can see this screen" in words(dora.get(live))
    turn("mine")
    assert SCRIPT in words(dora.get(live))


def test_it_costs_the_same_however_many_are_there(dora, live, turn, only):
    turn("shared")
    everyone = statements(dora, live)
    only("police")
    assert statements(dora, live) == everyone
