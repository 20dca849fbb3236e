"""The facts as read from the tables: the same as in the sheets, and as many statements for many people as for few."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohort.models import TrackedPerson
from reports.reading import CohortUnknown, facts_of, frozen_cohort
from reports.rules import Question, performance
from sharing.looking import looking_as_system
from sharing.models import Setting
from tests.reports.stored import Store, by_ref
from tests.reports.test_measures import needs_the_data
from tests.reports.workbook import WAKEFIELD, facts_from, offence_classes, sheets_of
from tests.reports.worlds import random_scheme

pytestmark = pytest.mark.django_db
DAY = date(2007, 1, 31)


@pytest.fixture(autouse=True)
def _as_system():
    with looking_as_system():
        yield


def same(facts, sheets, ids):
    expected = facts_from(sheets, {})
    return by_ref(facts, ids) == by_ref(expected, {ref: ref for ref in ids})


@pytest.mark.parametrize("seed", range(12))
def test_facts_from_the_tables_are_those_of_the_sheets(seed):
    sheets = random_scheme(Random(seed), people=5)
    stored = Store(sheets)

    assert same(facts_of(stored.scheme, on=DAY), sheets, stored.ids)


def test_another_scheme_is_not_counted():
    stored = Store(random_scheme(Random(1), people=3))
    alone = facts_of(stored.scheme, on=DAY)

    Store(random_scheme(Random(2), people=3), code="U")
    assert facts_of(stored.scheme, on=DAY) == alone


def test_as_many_statements_for_many_people_as_for_few(django_assert_num_queries):
    few, many = Store(random_scheme(Random(3), people=1)), Store(random_scheme(Random(4), people=12), code="U")
    with CaptureQueriesContext(connection) as seen:
        facts_of(few.scheme, on=DAY)

    assert len(seen) <= 19
    with django_assert_num_queries(len(seen)):
        facts_of(many.scheme, on=DAY)


def test_settings_are_those_in_force_on_the_day():
    scheme = Store(random_scheme(Random(5), people=0)).scheme
    for value, since in ((3, "2005-01-01"), (5, "2007-01-01"), (9, "2008-01-01")):
        Setting.objects.create(scheme=scheme, name="contacts_per_week", value=value, in_force_from=since)

    assert facts_of(scheme, on=date(2006, 6, 1)).settings.contacts_per_week == 3
    assert facts_of(scheme, on=DAY).settings.contacts_per_week == 5
    assert facts_of(scheme, on=date(2004, 1, 1)).settings.contacts_per_week == 4


def test_a_frozen_cohort_is_tracked_by_its_name():
    stored = Store(random_scheme(Random(6), people=3))
    TrackedPerson.objects.create(scheme=stored.scheme, name="April 2005", person_id=stored.ids["T001"])

    assert frozen_cohort(stored.scheme, "April 2005") == {stored.ids["T001"]}
    with pytest.raises(CohortUnknown):
        frozen_cohort(stored.scheme, "May 2005")


@needs_the_data
def test_wakefield_from_the_tables():
    """The whole way from rows in the database to the published figures."""
    sheets = sheets_of(WAKEFIELD)
    stored = Store(sheets, code="WK")
    found = performance(replace(facts_of(stored.scheme, on=DAY), price_year="2003/04"), Question(DAY))

    assert found == performance(facts_from(sheets, offence_classes()), Question(DAY))
    assert found["offending"]["tracked"]["before"] == 144
