"""Supervision: appointments kept, the standard of contacts a week, and drug tests.

Source: Stockton annual report 2007 section 3.2 (four contacts a week in the community).
Unit: contacts, tests, per cent.
"""

from collections import Counter
from datetime import date
from typing import Any

from reports.rules.dates import Window, monday, weeks_to
from reports.rules.facts import Facts, Key, by_person
from reports.rules.figures import percentage
from reports.rules.liberty import at_liberty_throughout

STANDARD_WEEKS = 13


def supervision(facts: Facts, day: date, period: Window) -> dict[str, Any]:
    """The block `supervision`: contacts and tests of the period, and the standard over the last 13 weeks (M25, M26)."""
    outcomes = Counter(row.outcome for row in facts.contacts if period.holds(row.day))
    results = Counter(row.result for row in facts.drug_tests if period.holds(row.day))
    met, judged = standard_weeks(facts, day)
    return {
        "contacts_planned": outcomes.total(),
        "attended": outcomes["attended"],
        "unacceptable": outcomes["unacceptable_absence"],
        "standard_met_pct": percentage(met, judged) if facts.contacts else None,
        "tests_taken": results.total() - results["refused"],
        "positive": results["positive"],
        "refused": results["refused"],
    }


def standard_weeks(facts: Facts, day: date) -> tuple[int, int]:
    """Person-weeks with at least the standard number of contacts attended, and person-weeks judged (M26).

    A week is judged when the person was on the scheme on its Monday and its Sunday and at liberty on every day of it.
    """
    attended = Counter((row.person, monday(row.day)) for row in facts.contacts if row.outcome == "attended")
    judged = [
        (person, week.start) for week in weeks_to(day, STANDARD_WEEKS) for person in _wholly_at_liberty(facts, week)
    ]
    met = sum(attended[person_week] >= facts.settings.contacts_per_week for person_week in judged)
    return met, len(judged)


def _wholly_at_liberty(facts: Facts, week: Window) -> list[Key]:
    statuses = by_person(facts.statuses)
    people = facts.on_scheme(week.start) & facts.on_scheme(week.last_day)
    return [person for person in people if at_liberty_throughout(statuses[person], week)]
