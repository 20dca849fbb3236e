"""The performance pack: every measure of a scheme as at one day, put together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.rules.attendance import attendance
from reports.rules.cohort import cohort
from reports.rules.dates import ONE_DAY, Window, financial_year, months_to, whole_months
from reports.rules.facts import Facts, Key
from reports.rules.known import known
from reports.rules.needs import needs
from reports.rules.notes import notes
from reports.rules.offending import tracked, tracked_people, year
from reports.rules.outcomes import outcomes
from reports.rules.pathways import pathways
from reports.rules.reviews import reviews
from reports.rules.supervision import supervision

PERIOD_MONTHS = 12


@dataclass(frozen=True)
class Question:
    """What a pack is asked for: the day, from which day flows are counted, and a frozen cohort if there is one."""

    as_of: date
    since: date | None = None
    frozen: frozenset[Key] | None = None

    @property
    def period(self) -> Window:
        """The period of flows, by default the 12 months up to and including the day."""
        default = months_to(self.as_of, PERIOD_MONTHS)
        return default if self.since is None else Window(self.since, default.end)


def performance(facts: Facts, question: Question) -> dict[str, Any]:
    """Every block of the performance pack (docs/measures.md), from `cohort` to `notes`, from facts of any date.

    Dates stay dates. Raises ValueError when the period would start after the day.
    """
    day, period = question.as_of, question.period
    if period.start > day:
        raise ValueError(f"The period would start on {period.start}, after the day of the pack, {day}")
    facts = known(facts, day)
    people = tracked_people(facts, day, question.frozen)
    before_and_after = tracked(facts, people)
    months_of_year = whole_months(financial_year(day), day + ONE_DAY)
    return {
        "cohort": cohort(facts, day, period),
        "needs": needs(facts.needs, facts.on_scheme(day)),
        "offending": {"tracked": before_and_after, "year": year(facts, people, day, before_and_after["before"])},
        "pathways": pathways(facts, day, period),
        "supervision": supervision(facts, day, period),
        "reviews": reviews(facts, day, period),
        "outcomes": outcomes(facts, day),
        "agencies": attendance(facts, period),
        "notes": notes(facts, people, day, months_of_year=months_of_year, frozen=question.frozen),
    }
