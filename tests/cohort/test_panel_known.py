"""What is heard of a panel outside it: decisions on the person's timeline, and the reminder of what is to be written."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cohort.changes.panel_paragraph import paragraphs_remind
from cohort.models import PanelDecision, PanelParagraph
from cohort.tasks import paragraphs_remind as task
from sharing.calendar import add_working_days
from sharing.models import AgreementRule, LedgerEntry, Notice
from sharing.policy import Category
from tests.cohort.panel import fields_of, panel
from tests.cohort.test_panel_live import dated, dora, live
from tests.pages import words

__all__ = ["dora", "panel"]
DAY = timedelta(days=1)


@pytest.fixture
def kept(panel, dora):
    fields = fields_of(dora, live(panel.panel_item)) | {"reason": "He goes to every meeting"}
    dora.send(live(panel.panel_item), fields | {"until": dated(panel.today + 90 * DAY)})
    return panel


def timeline(world):
    return f"/people/{world.person.key}/timeline/"


def test_a_decision_stands_on_the_timeline(kept, dora):
    page = words(dora.get(timeline(kept)))
    assert "The panel decided: keep, and review on a day" in page
    assert "He goes to every meeting" in page


def test_it_is_shown_as_far_as_what_is_said_at_meetings_passes(kept, client_of):
    assert "The panel decided" in words(client_of(kept.hal).get(timeline(kept)))
    AgreementRule.objects.filter(category=Category.CONFERENCE).delete()
    assert "The panel decided" not in words(client_of(kept.hal).get(timeline(kept)))
    assert "The panel decided" in words(client_of(kept.pete).get(timeline(kept)))  # the agency that leads wrote it down


def test_what_waits_says_so_and_what_came_back_is_not_there(kept, dora):
    PanelDecision.objects.update(state="decided", confirmed_by=None, confirmed_at=None)
    assert "Waits to be confirmed." in words(dora.get(timeline(kept)))
    PanelDecision.objects.update(state="sent_back", sent_back="The wrong day")
    assert "The panel decided" not in words(dora.get(timeline(kept)))


@pytest.fixture
def due(panel):
    """The panel is three working days away; the police have said something on everybody."""
    panel.panel.held_on = add_working_days(panel.today, 3)
    panel.panel.save()
    for item in panel.panel.agenda.all():
        PanelParagraph.objects.create(item=item, person=item.person, owner=panel.police)
    return panel


def told():
    return set(Notice.objects.filter(kind="panel_paragraph").values_list("capacity__user__name", flat=True))


def test_three_working_days_before_those_are_asked_who_have_not_written(due):
    assert paragraphs_remind(scheme=due.scheme, today=due.today - DAY, at=now()) == 0
    assert paragraphs_remind(scheme=due.scheme, today=due.today, at=now()) == 3
    assert told() == {"Alice Reed", "Hal Osei", "Dee Lowe"}
    line = LedgerEntry.objects.get(event="panel_remind")
    assert line.facts["reminded"] == sorted([due.probation.pk, due.housing.pk, due.drugs.pk])
    assert "Ellis" not in Notice.objects.filter(kind="panel_paragraph").first().text


def test_once_a_panel_however_often_the_clock_runs(due):
    paragraphs_remind(scheme=due.scheme, today=due.today, at=now())
    assert paragraphs_remind(scheme=due.scheme, today=due.today + DAY, at=now()) == 0
    task()
    assert Notice.objects.filter(kind="panel_paragraph").count() == 3
    assert LedgerEntry.objects.filter(event="panel_remind").count() == 1


def test_nobody_is_asked_who_wrote_or_sent_apologies(due):
    due.panel.seats.filter(agency=due.housing).update(attended="apologies")
    for item in due.panel.agenda.all():
        PanelParagraph.objects.create(item=item, person=item.person, owner=due.drugs)
    paragraphs_remind(scheme=due.scheme, today=due.today, at=now())
    assert told() == {"Alice Reed"}


def test_on_the_day_it_is_too_late(due):
    assert paragraphs_remind(scheme=due.scheme, today=due.panel.held_on, at=now()) == 0
