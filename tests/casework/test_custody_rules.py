"""The clocks of custody, counted by hand."""

from datetime import date

import pytest

from casework.rules.custody import Clock, State, Step, Terms, clocks, terms_of
from sharing.rules import SETTINGS

TERMS = Terms(
    first_check_hours=24,
    housing_hours=48,
    prison_visit_months=3,
    prison_booking_days=14,
    release_notice_days=30,
)


def due(start, release_on, today, terms=TERMS):
    return {clock.step: clock.due_on for clock in clocks(start, release_on, terms, today)}


def test_on_reception():
    assert due(date(2026, 11, 20), None, date(2026, 11, 20)) == {
        Step.FIRST_CHECK: date(2026, 11, 21),
        Step.HOUSING: date(2026, 11, 22),
    }


def test_before_release():
    found = clocks(date(2026, 1, 5), date(2026, 12, 18), TERMS, date(2026, 9, 1))
    assert found == (
        Clock(Step.VISIT, date(2026, 9, 4), date(2026, 9, 18)),
        Clock(Step.POLICE_TOLD, date(2026, 11, 18), date(2026, 11, 18)),
        Clock(Step.GATE, date(2026, 11, 18), date(2026, 12, 18)),
    )


def test_three_months_before_the_end_of_may_is_the_end_of_february():
    assert due(date(2025, 1, 1), date(2027, 5, 31), date(2026, 9, 1))[Step.VISIT] == date(2027, 2, 28)
    assert due(date(2025, 1, 1), date(2028, 5, 31), date(2026, 9, 1))[Step.VISIT] == date(2028, 2, 29)


def test_a_short_stay_has_as_long_as_a_prison_needs_to_book():
    found = due(date(2026, 11, 20), date(2026, 12, 18), date(2026, 11, 20))
    assert found[Step.VISIT] == date(2026, 12, 4)
    assert found[Step.POLICE_TOLD] == date(2026, 11, 20)
    assert due(date(2026, 11, 20), date(2026, 11, 25), date(2026, 11, 20))[Step.VISIT] == date(2026, 11, 25)


def test_nothing_is_counted_from_a_day_that_has_passed():
    assert due(date(2026, 1, 5), date(2026, 11, 19), date(2026, 11, 20)) == {}
    assert Step.GATE in due(date(2026, 1, 5), date(2026, 11, 20), date(2026, 11, 20))


def test_a_first_check_is_asked_for_four_weeks():
    assert Step.FIRST_CHECK in due(date(2026, 10, 23), None, date(2026, 11, 20))
    assert due(date(2026, 10, 22), None, date(2026, 11, 20)) == {}


def test_part_of_a_day_is_a_day():
    terms = Terms(25, 12, 3, 14, 30)
    found = due(date(2026, 11, 20), None, date(2026, 11, 20), terms)
    assert found == {Step.HOUSING: date(2026, 11, 21), Step.FIRST_CHECK: date(2026, 11, 22)}


@pytest.mark.parametrize(
    ("today", "done", "state"),
    [
        (date(2026, 11, 3), False, State.AHEAD),
        (date(2026, 11, 4), False, State.NOW),
        (date(2026, 11, 18), False, State.TODAY),
        (date(2026, 11, 19), False, State.LATE),
        (date(2026, 11, 19), True, State.DONE),
    ],
)
def test_states(today, done, state):
    assert Clock(Step.VISIT, date(2026, 11, 4), date(2026, 11, 18)).state(done, today) == state


def test_the_terms_are_settings_of_the_scheme():
    assert terms_of({name: rule.default for name, rule in SETTINGS.items()}) == TERMS
