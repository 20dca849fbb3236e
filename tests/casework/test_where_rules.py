"""Where somebody is: what is meant by saying it anew, and what a release date is worth."""

from datetime import date

import pytest

from casework.models import Status
from casework.rules.where import (
    COMMUNITY,
    CUSTODY,
    ELSEWHERE,
    Meaning,
    Release,
    Where,
    meaning,
    offices_close_early,
    release,
    stale,
)

LICENCE = Where("licence", date(2026, 5, 3))
LEEDS = Where("remand", date(2026, 5, 3), "LEI")


@pytest.mark.parametrize(
    ("recorded", "said", "meant"),
    [
        (None, LICENCE, Meaning.NEW),
        (LICENCE, Where("sentenced", date(2026, 5, 4)), Meaning.NEW),
        (LICENCE, LICENCE, Meaning.DETAILS),
        (LICENCE, Where("licence", date(2026, 5, 1)), Meaning.DETAILS),
        (LICENCE, Where("licence", date(2026, 5, 4)), Meaning.SAME_LATER),
        (LICENCE, Where("remand", date(2026, 5, 3)), Meaning.OTHER_EARLIER),
        (LICENCE, Where("remand", date(2026, 4, 3)), Meaning.OTHER_EARLIER),
        (LEEDS, Where("remand", date(2026, 5, 9), "DNI"), Meaning.NEW),  # to another prison
        (LEEDS, Where("sentenced", date(2026, 5, 9), "LEI"), Meaning.NEW),  # in the same prison, now sentenced
        (LEEDS, Where("remand", date(2026, 5, 3), "LEI", release_on=date(2026, 6, 1)), Meaning.DETAILS),
    ],
)
def test_what_is_meant(recorded, said, meant):
    assert meaning(recorded, said) == meant


TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("status", "release_on", "confirmed_on", "state"),
    [
        ("sentenced", None, None, Release.NONE),
        ("licence", date(2026, 11, 3), None, Release.NONE),  # of the community it says nothing
        ("sentenced", date(2026, 11, 21), None, Release.AHEAD),
        ("remand", date(2026, 11, 20), None, Release.TODAY),
        ("sentenced", date(2026, 11, 19), None, Release.PASSED),
        ("sentenced", date(2026, 11, 19), date(2026, 11, 19), Release.PASSED),  # seen there in the morning
        ("sentenced", date(2026, 11, 18), date(2026, 11, 19), Release.HELD),
    ],
)
def test_what_a_release_date_is_worth(status, release_on, confirmed_on, state):
    assert release(status, release_on, confirmed_on, TODAY) == state


def test_a_fortnight_without_a_word_is_stale():
    assert not stale(date(2026, 11, 6), date(2026, 1, 1), TODAY)
    assert stale(date(2026, 11, 5), date(2026, 1, 1), TODAY)
    assert stale(None, date(2026, 11, 5), TODAY)
    assert not stale(None, date(2026, 11, 6), TODAY)


def test_fridays():
    assert offices_close_early(date(2026, 12, 18))
    assert not offices_close_early(date(2026, 12, 17))


def test_every_kind_is_in_one_group():
    assert sorted((*COMMUNITY, *CUSTODY, *ELSEWHERE)) == sorted(Status.Kind)
