"""Rules of retention as data: which counts, when a review falls due in London, and what it takes to keep something."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.models import Mappa
from cohort.models import Membership
from ppo import tasks
from ppo.rights import retention
from ppo.rights.changes import retention as changes
from ppo.rights.changes.sweep import reviews_open
from sharing.calendar import add_months
from sharing.looking import looking_as
from sharing.models import Capacity, LedgerEntry, LegalHold, Notice, RetentionReview, RetentionRule
from tests.pages import words
from tests.world import viewer_of

LEFT = date(2020, 2, 29)


@pytest.fixture
def gone(world):
    """Jordan left the scheme on a leap day; the rules that ship are confirmed."""
    Membership.objects.filter(person=world.person).update(
        nominated_on=date(2018, 1, 1),
        selected_on=date(2018, 2, 1),
        deselected_on=LEFT,
        deselection_criterion="stopped_offending",
    )
    gina = Capacity.objects.get(user=world.gina)
    for rule in retention.shipped():
        RetentionRule.objects.create(scheme=world.scheme, confirmed_on=world.today, confirmed_by=gina, **rule)
    return world


def due(world, on):
    """Code of the agency to (rule, due day) of what falls due about Jordan."""
    from sharing.models import Agency

    codes = dict(Agency.objects.values_list("pk", "code"))
    found = retention.falling_due(world.scheme, on=on)
    return {codes[one.agency_id]: (one.rule.code, one.due_on) for one in found if one.person_id == world.person.pk}


def test_each_kind_of_agency_has_its_own_time(gone):
    assert due(gone, date(2022, 2, 27)) == {}
    assert due(gone, date(2022, 2, 28)) == {"housing": ("others", date(2022, 2, 28))}
    later = due(gone, date(2026, 3, 1))
    assert later["probation"] == ("probation", date(2026, 2, 28))
    assert later["housing"] == ("others", date(2022, 2, 28))


def test_the_longest_of_the_rules_that_fit_counts(gone):
    """Jordan has an assault on record: the police keep it ten years, not six."""
    assert "police" not in due(gone, date(2026, 12, 31))
    assert due(gone, date(2030, 2, 28))["police"] == ("police_group_2", date(2030, 2, 28))
    Mappa.objects.create(person=gone.person, owner=gone.police, mappa_category=1, mappa_level=2)
    assert due(gone, date(2030, 2, 28))["police"][1] == date(2030, 2, 28)


def test_treatment_counts_from_the_last_entry(gone):
    entered = gone.today
    assert due(gone, add_months(entered, 96) - timedelta(days=1)).get("drugs") is None
    assert due(gone, add_months(entered, 96))["drugs"] == ("drug_treatment", add_months(entered, 96))


def test_nothing_falls_due_while_the_person_is_on_the_scheme_or_before_the_scheme_confirmed(gone):
    Membership.objects.create(
        person=gone.person, owner=gone.police, nominated_by=gone.police, nominated_on=date(2021, 1, 1)
    )
    far = date(2120, 1, 1)
    assert set(due(gone, far)) <= {"drugs"}
    Membership.objects.filter(person=gone.person, deselected_on__isnull=True).delete()
    assert "housing" in due(gone, far)
    RetentionRule.objects.update(confirmed_on=None, confirmed_by=None)
    assert due(gone, far) == {}


def test_a_hundred_years_of_age_is_the_last_day(gone):
    gone.person.identity.date_of_birth = date(1925, 5, 3)
    gone.person.identity.save()
    assert due(gone, date(2025, 5, 3))["police"] == ("police_group_2", date(2025, 5, 3))


def test_reviews_open_once_and_the_leads_are_told_how_many(gone):
    at = datetime(2022, 2, 28, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    (review,) = reviews_open(scheme=gone.scheme, on=date(2022, 2, 28), at=at)
    assert (review.agency, review.due_on) == (gone.housing, date(2022, 2, 28))
    assert reviews_open(scheme=gone.scheme, on=date(2022, 3, 5), at=at) == []
    notice = Notice.objects.get(kind="retention")
    assert notice.text.startswith("1 record to look at again")
    assert LedgerEntry.objects.get(event="reviews_open").people == [gone.person.pk]


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        ("2022-02-27T23:59+00:00", 0),
        ("2022-02-28T00:00+00:00", 1),
    ],
)
def test_the_day_begins_in_london(gone, monkeypatch, moment, opened):
    monkeypatch.setattr(tasks, "now", lambda: datetime.fromisoformat(moment))
    tasks.retention_look()
    assert RetentionReview.objects.filter(person=gone.person).count() == opened


def test_in_summer_the_day_begins_an_hour_before_utc(gone, monkeypatch):
    Membership.objects.filter(person=gone.person).update(deselected_on=date(2020, 7, 1))
    monkeypatch.setattr(tasks, "now", lambda: datetime.fromisoformat("2022-06-30T22:59+00:00"))
    tasks.retention_look()
    assert not RetentionReview.objects.filter(person=gone.person).exists()
    monkeypatch.setattr(tasks, "now", lambda: datetime.fromisoformat("2022-06-30T23:00+00:00"))
    tasks.retention_look()
    assert RetentionReview.objects.filter(person=gone.person, agency=gone.housing).exists()


@pytest.fixture
def review(gone):
    at = datetime(2022, 2, 28, 9, tzinfo=ZoneInfo("Europe/London"))
    return reviews_open(scheme=gone.scheme, on=date(2022, 2, 28), at=at)[0]


def keep(world, review, on, **more):
    by = viewer_of(world.gina)
    with looking_as(by.capacity_id):
        return changes.retention_keep(review=review, by=by, on=on, reason="A claim", version=review.version, **more)


def test_kept_for_a_reason_it_comes_up_again_an_interval_later(gone, review):
    keep(gone, review, date(2022, 3, 1))
    assert due(gone, date(2023, 2, 27)) == {}
    assert due(gone, date(2023, 2, 28)) == {"housing": ("others", date(2023, 2, 28))}


def test_past_the_longest_time_only_a_hold_keeps_it(gone, review):
    on = date(2026, 3, 1)  # six years after leaving
    with pytest.raises(changes.RetentionRefused, match="longest time"):
        keep(gone, review, on)
    LegalHold.objects.create(
        scheme=gone.scheme,
        person=gone.person,
        reason="A claim",
        placed_on=date(2022, 1, 1),
        placed_by=Capacity.objects.get(user=gone.gina),
        review_on=date(2027, 1, 1),
    )
    assert keep(gone, review, on).decision == "keep"


def test_the_page_refuses_to_keep_without_a_reason(gone, review, gina):
    address = f"/rights/reviews/{review.key}/"
    assert "Northside Homes holds of N001" in words(gina.get(address))
    page = gina.send(address, {"version": 1, "decision": "keep"})
    assert "Say why" in words(page)
    review.refresh_from_db()
    assert review.decision == ""


def test_from_review_to_certificate_in_the_browser(gone, review, gina, client_of):
    """Put up by the governance lead, confirmed by the chair."""
    gina.send(f"/rights/reviews/{review.key}/", {"version": 1, "decision": "dispose", "reason": "Not needed"})
    home = words(gina.get("/rights/"))
    assert "Put up by Gina Frost" in home or "Gina Frost" in home
    notice = Notice.objects.get(kind="disposal", capacity__user=gone.cherie)
    assert "You put this up yourself" in words(gina.get(notice.address))
    cherie = client_of(gone.cherie)
    assert "Not needed" in words(cherie.get(notice.address))
    assert "Choose what you say" in words(cherie.send(notice.address, {"version": 1}))
    done = cherie.send(notice.address, {"version": 1, "answer": "confirm"})
    assert done.status_code == 302
    certificate = words(cherie.get(notice.address))
    assert "NORTH/DIS/1" in certificate
    assert "N001" not in certificate
    assert "Ellis" not in certificate
    assert client_of(gone.alice).get(notice.address).status_code == 403


def test_rules_are_brought_in_and_confirmed_by_hand(world, gina):
    assert "The scheme has no rules yet" in words(gina.get("/rights/retention/"))
    gina.send("/rights/retention/rules/")
    rule = RetentionRule.objects.get(code="others")
    assert (rule.confirmed_on, RetentionRule.objects.count()) == (None, 11)
    address = f"/rights/retention/rules/{rule.key}/"
    wrong = gina.send(address, {"version": 1, "clear_months": 36, "review_months": 12, "maximum_months": 24})
    assert "must not be shorter" in words(wrong)
    gina.send(address, {"version": 1, "clear_months": 36, "review_months": 12, "maximum_months": 72})
    rule.refresh_from_db()
    assert (rule.clear_months, rule.confirmed_by.user.name) == (36, "Gina Frost")
    late = gina.send(address, {"version": 1, "clear_months": 48, "review_months": 12})
    assert late.status_code == 409
    assert 'value="48"' in late.content.decode()


def test_a_hold_in_the_browser(world, gina):
    day = f"{world.today + timedelta(days=90):%d/%m/%Y}"
    fields = {"ref": "n001", "agency": "", "reason": "An inquest", "review_on": day}
    assert "Nobody in this scheme" in words(gina.send("/rights/holds/add/", fields | {"ref": "S001"}))
    gina.send("/rights/holds/add/", fields)
    hold = LegalHold.objects.get()
    assert "An inquest" in words(gina.get("/rights/"))
    gina.send(f"/rights/holds/{hold.key}/end/", {"version": 1, "reason": "It is over"})
    hold.refresh_from_db()
    assert (hold.ended_on, hold.end_reason) == (world.today, "It is over")
    assert "No hold is in force" in words(gina.get("/rights/"))
