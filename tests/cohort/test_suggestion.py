"""What the record suggests: who, from what, once; who sees it; and that it nominates nobody by itself."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import now

from casework import models as casework
from casework.changes import refresh
from cohort.changes import suggestion as changes
from cohort.models import Membership, Nomination, NominationSuggestion
from cohort.tasks import suggestions_look
from sharing.looking import looking_as
from sharing.models import LedgerEntry, Mail, Notice, Setting
from sharing.viewer import signed_in
from tests.pages import words

DAY = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


def at(day, hour=10):
    return datetime.combine(day, time(hour), LONDON)


@pytest.fixture
def toby(world):
    """Known to the scheme's agencies, neither on the list nor put forward."""
    person = casework.Person.objects.create(
        scheme=world.scheme, owner=world.police, ref="N900", family_name="Marsh", given_names="Toby"
    )
    casework.Identity.objects.create(person=person, owner=world.police, scheme=world.scheme)
    refresh(people=[person.pk], today=world.today)
    return person


def took_test(world, person, ago, result="positive"):
    test = casework.DrugTest.objects.create(person=person, owner=world.drugs, taken_at=at(world.today - ago * DAY))
    casework.DrugTestResult.objects.create(
        test=test, person=person, owner=world.drugs, setting="on_arrest", result=result
    )


def arrested(world, person, *days, code="28A"):
    for ago in days:
        casework.Arrest.objects.create(
            person=person, owner=world.police, arrested_at=at(world.today - ago * DAY), offence_code=code
        )


def held(world, person, release_in):
    casework.Status.objects.create(
        person=person,
        owner=world.probation,
        start=world.today - 90 * DAY,
        status="sentenced",
        release_on=world.today + release_in * DAY,
    )


def missed(world, person, ago, outcome="unacceptable_absence", agency=None):
    agency = agency or world.drugs
    casework.Contact.objects.create(
        person=person,
        owner=agency,
        agency=agency,
        kind="office",
        outcome=outcome,
        planned_for=at(world.today - ago * DAY),
    )


def make(world):
    return changes.suggestions_make(scheme=world.scheme, by="a test", today=world.today, at=now())


def cards():
    return sorted(NominationSuggestion.objects.values_list("kind", "owner__code", "category", "count"))


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (lambda w, p: took_test(w, p, 3), [("positive_test", "drugs", 8, 1)]),
        (lambda w, p: took_test(w, p, 29), []),
        (lambda w, p: took_test(w, p, 3, "negative"), []),
        (lambda w, p: missed(w, p, 5), [("missed_treatment", "drugs", 1, 1)]),
        (lambda w, p: missed(w, p, 5, "acceptable_absence"), []),
        (lambda w, p: missed(w, p, 5, agency=w.housing), []),
        (lambda w, p: held(w, p, 60), [("leaving_custody", "probation", 2, 1)]),
        (lambda w, p: held(w, p, 120), []),
        (lambda w, p: arrested(w, p, 9, 40, 100), [("frequent_arrests", "police", 3, 3)]),
        (lambda w, p: arrested(w, p, 9, 40), []),
        (lambda w, p: arrested(w, p, 9, 40, 250), []),
        (lambda w, p: arrested(w, p, 9, 40, 100, code="46"), []),  # often, and not grave enough together
    ],
)
def test_what_suggests_a_nomination(world, toby, record, found):
    record(world, toby)
    make(world)
    assert cards() == found
    assert not Nomination.objects.filter(person=toby).exists()
    assert not Membership.objects.filter(person=toby).exists()


def test_the_thresholds_are_the_schemes(world, toby):
    missed(world, toby, 5)
    Setting.objects.create(scheme=world.scheme, name="suggest_absences", value=2, in_force_from=world.today - DAY)
    assert make(world) == []
    missed(world, toby, 6)
    assert [card.count for card in make(world)] == [2]


def test_nobody_on_the_list_put_forward_or_dead_is_suggested(world, toby):
    for person in (world.person, toby):
        took_test(world, person, 2)
    casework.Identity.objects.filter(pk=toby.pk).update(died_on=world.today)
    assert make(world) == []
    casework.Identity.objects.filter(pk=toby.pk).update(died_on=None)
    Membership.objects.create(person=toby, owner=world.police, nominated_by=world.police, nominated_on=world.today)
    assert make(world) == []


def test_what_was_known_when_somebody_left_suggests_nothing(world, toby):
    took_test(world, toby, 10)
    Membership.objects.create(
        person=toby,
        owner=world.police,
        nominated_by=world.police,
        nominated_on=world.today - 30 * DAY,
        deselected_on=world.today - 5 * DAY,
        deselection_criterion="not_selected",
    )
    assert make(world) == []
    took_test(world, toby, 2)
    assert len(make(world)) == 1


def test_again_is_harmless_and_each_agency_is_told_once(world, toby):
    took_test(world, toby, 2)
    assert len(make(world)) == 1
    assert make(world) == []
    suggestions_look()
    assert NominationSuggestion.objects.count() == 1
    assert Notice.objects.filter(capacity__user=world.dee, kind="nomination").count() == 1
    assert not Notice.objects.filter(kind="nomination").exclude(capacity__agency=world.drugs).exists()
    assert not Mail.objects.exists()
    line = LedgerEntry.objects.get(event="suggestions_make")
    assert (line.doer, line.people, line.operation) == ("a test", [toby.pk], "combination")


def test_a_card_tells_no_more_than_the_record_it_rests_on(world, toby):
    took_test(world, toby, 2)
    arrested(world, toby, 9, 40, 100)
    make(world)
    by_kind = {card.kind: card.pk for card in NominationSuggestion.objects.all()}

    def seen(user):
        viewer = signed_in(user)
        with looking_as(viewer.capacity_id):
            rows = set(NominationSuggestion.objects.visible_to(viewer).values_list("pk", flat=True))
            assert rows == set(NominationSuggestion.objects.values_list("pk", flat=True))
        return rows

    assert seen(world.dee) == {by_kind["positive_test"]}
    assert seen(world.dora) == {by_kind["frequent_arrests"]}
    for other in (world.hal, world.bob, world.carol, world.steve, world.cherie):
        assert seen(other) == set()


def test_several_are_nominated_in_one_press(world, toby, client_of):
    arrested(world, toby, 9, 40, 100)
    make(world)
    dora = client_of(world.dora)
    page = dora.get("/nominations/suggested/")
    assert "3 arrests for serious offences" in words(page)
    key = NominationSuggestion.objects.get().key
    assert "Tick whom you nominate." in words(dora.send("/nominations/suggested/", {"reason": "Often arrested"}))
    for _ in range(2):
        sent = {"chosen": [key], "reason": "Often arrested", "form_id": "the-same-form"}
        assert dora.post("/nominations/suggested/", sent).url == "/nominations/"
    row = Nomination.objects.get(person=toby)
    assert (row.owner, row.sources, row.reason) == (world.police, ["offences"], "Often arrested")
    assert LedgerEntry.objects.filter(event="nominate").count() == 1
    assert NominationSuggestion.objects.get().state == "nominated"
    late = dora.send("/nominations/suggested/", {"chosen": [key], "reason": "Often arrested"})
    assert "The record suggests nobody that you can see." in words(late)


def test_put_away_with_a_reason_until_something_new(world, toby, client_of):
    took_test(world, toby, 3)
    make(world)
    card = NominationSuggestion.objects.get()
    where, dee = f"/nominations/suggested/{card.key}/", client_of(world.dee)
    assert client_of(world.dora).get(where).status_code == 404
    assert "Positive drug test on" in words(dee.get(where))
    assert "Say why this person is not nominated." in words(dee.send(where, {"version": 1}))
    assert dee.send(where, {"version": 1, "reason": "In treatment since Monday"}).url == "/nominations/suggested/"
    assert "nominated or put away already" in words(dee.get(where))
    card.refresh_from_db()
    assert (card.state, card.reason) == ("put_away", "In treatment since Monday")
    assert LedgerEntry.objects.get(event="suggestion_put_away", operation="alteration").people == [toby.pk]
    assert make(world) == []
    took_test(world, toby, 1)
    assert len(make(world)) == 1
