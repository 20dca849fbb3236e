"""What changed in people's lives: settled housing, basic skills, staying in treatment, staying in work.

Source: Wakefield 2007 section 2.1; M31. Unit: people. Each figure gives `people` with the outcome, `of` how many, and
`not_yet_judgeable`: who started too lately for the length to be over. A figure that rests on a kind of record the
scheme does not keep at all is null.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TypedDict

from reports.rules.dates import covers
from reports.rules.facts import Facts, Key, by_person
from reports.rules.liberty import at_liberty

WORK_WEEKS = 13


class Outcome(TypedDict):
    people: int | None
    of: int
    not_yet_judgeable: int | None


def outcomes(facts: Facts, day: date) -> dict[str, Outcome]:
    """The block `outcomes`, of the people on the scheme at the end of the day."""
    people = facts.on_scheme(day)
    return {
        "settled_accommodation": settled_accommodation(facts, people, day),
        "basic_skills": basic_skills(facts, people),
        "in_treatment_12_weeks": in_treatment(facts, people, day),
        "in_work_13_weeks": in_work(facts, people, day),
    }


def settled_accommodation(facts: Facts, people: Collection[Key], day: date) -> Outcome:
    """Settled accommodation: an open address of kind `settled`, among those at liberty on the day."""
    statuses = by_person(facts.statuses)
    free = {person for person in people if at_liberty(statuses[person], day)}
    settled = {row.person for row in facts.addresses if row.kind == "settled" and covers(row.start, row.end, day)}
    return _outcome(len(free & settled), len(free), 0, kept=facts.addresses)


def basic_skills(facts: Facts, people: Collection[Key]) -> Outcome:
    """Basic skills: an action for education, training and employment done, whose outcome tells of an award."""
    awarded = {
        row.person
        for row in facts.actions
        if row.pathway == "ete" and row.status == "done" and "award" in row.outcome.casefold()
    }
    return _outcome(len(awarded & set(people)), len(people), 0, kept=facts.actions)


def in_treatment(facts: Facts, people: Collection[Key], day: date) -> Outcome:
    """In treatment 12 weeks: a drugs and alcohol referral started so long ago and not ended before that time."""
    spells = [
        (row.person, row.started_on, row.ended_on)
        for row in facts.referrals
        if row.pathway == "drugs_alcohol" and row.started_on is not None
    ]
    lasted, starting = _lasting(spells, facts.settings.treatment_weeks, people, day)
    return _outcome(lasted, len(people), starting, kept=facts.referrals)


def in_work(facts: Facts, people: Collection[Key], day: date) -> Outcome:
    """In work 13 weeks: a job started so long ago and not ended before that time."""
    spells = [(row.person, row.start, row.end) for row in facts.jobs]
    lasted, starting = _lasting(spells, WORK_WEEKS, people, day)
    return _outcome(lasted, len(people), starting, kept=facts.jobs)


def _lasting(
    spells: Iterable[tuple[Key, date, date | None]], weeks: int, people: Collection[Key], day: date
) -> tuple[int, int]:
    """People with a spell that lasted so many weeks, and those without one whose spell still runs but is younger."""
    length = timedelta(weeks=weeks)
    theirs = [(person, start + length, end) for person, start, end in spells if person in people]
    lasted = {person for person, over_on, end in theirs if over_on <= day and (end is None or end >= over_on)}
    running = {person for person, over_on, end in theirs if over_on > day and (end is None or end > day)}
    return len(lasted), len(running - lasted)


def _outcome(people: int, of: int, not_yet: int, *, kept: Collection[object]) -> Outcome:
    if not kept:
        return Outcome(people=None, of=of, not_yet_judgeable=None)
    return Outcome(people=people, of=of, not_yet_judgeable=not_yet)
