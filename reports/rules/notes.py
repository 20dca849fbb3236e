"""The caveats of a pack: each with a code, what it counts if anything, and words a councillor can read.

Source: Wakefield 2007 section 12, which names what goes wrong with figures before and after. A note either always goes
with its figure or appears with a count above 0.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypedDict

from reports.rules.cohort import NOT_RECORDED, cohort
from reports.rules.dates import Window
from reports.rules.facts import Facts, Key, Offence, by_person
from reports.rules.liberty import NOT_AT_LIBERTY, days_without_status
from reports.rules.offending import (
    COUNTED,
    OUT_OF_COURT,
    UNKNOWN,
    charges_in_both_years,
    year_after,
    year_before,
)
from sharing.calendar import add_months


class Wording(NamedTuple):
    """The words of a note; `{n}` stands for its count, and `of` for what is counted."""

    text: str
    of: str = ""


class Note(TypedDict):
    code: str
    text: str
    count: int | None


WORDS: Mapping[str, Wording] = {
    "charge_dates": Wording(
        "Offences are counted on the day of the charge, which is later than the day of the offence."
    ),
    "charges_only": Wording(
        "Only offences that led to a charge or a caution are counted. Most crime is never charged, so this is not all "
        "offending."
    ),
    "no_comparison_group": Wording(
        "There is no comparison group. People are chosen when they offend most, so part of a fall would have come "
        "anyway. A fall does not prove that the scheme caused it."
    ),
    "left_since_still_counted": Wording(
        "People tracked who have left the scheme since, and are still counted: {n}.", "people"
    ),
    "months_at_liberty": Wording(
        "Months at liberty leave out days in prison, on remand and in secure hospital. Days unlawfully at large count "
        "as liberty."
    ),
    "tics_and_breaches_apart": Wording(
        "Offences taken into consideration and breaches of orders are shown apart and not in the main figure."
    ),
    "acquitted_or_withdrawn": Wording(
        "Charges in these two years that ended in acquittal or were withdrawn, and are left out: {n}.", "charges"
    ),
    "no_charge_date": Wording(
        "Offences of these people without a date of charge, in no year of the figures: {n}.", "offences"
    ),
    "charged_in_custody": Wording(
        "Charges made while the person was in custody, counted although the time is not: {n}.", "charges"
    ),
    "no_severity_weight": Wording(
        "Offences whose class has no severity weight, adding nothing to severity: {n}.", "offences"
    ),
    "no_unit_cost": Wording(
        "Offences whose class has no average cost, adding nothing to cost: {n}. The costs cover crimes against people "
        "and households, not against shops or businesses.",
        "offences",
    ),
    "average_costs": Wording(
        "Costs are national averages at {n} prices. They are not money that any budget got back.", "price_year"
    ),
    "days_without_status": Wording(
        "People tracked with days on which it is not recorded where they were; those days count as liberty: {n}.",
        "people",
    ),
    "died": Wording("People tracked who died within the 12 months after joining: {n}.", "people"),
    "few_people": Wording("Few people are tracked ({n}), so one person can move these figures a good deal.", "people"),
    "nobody_tracked": Wording("Nobody has been tracked for 12 months yet, so no change can be worked out."),
    "no_offences_recorded": Wording("No offences are on record for this scheme. A count of 0 may mean only that."),
    "cohort_not_complete": Wording(
        "Members of the frozen cohort left out because their 12 months after joining are not over: {n}.", "people"
    ),
    "year_provisional": Wording("This year is not over. Its count is scaled up from {n} whole months to 12.", "months"),
    "age_not_known": Wording("People on the scheme without a date of birth, in no age band: {n}.", "people"),
    "status_not_recorded": Wording("People on the scheme for whom it is not recorded where they are: {n}.", "people"),
    "not_assessed": Wording(
        "People on the scheme without any assessment of needs, counted as having none: {n}.", "people"
    ),
    "self_report_differs": Wording("What people say they need differs from what is assessed; both are shown."),
    "contacts_without_outcome": Wording(
        "Past contacts still without an outcome, counted as planned and not as attended: {n}.", "contacts"
    ),
    "no_contacts_recorded": Wording("No contacts are on record, so the standard of contacts cannot be judged."),
    "no_jobs_recorded": Wording("No jobs are on record, so work cannot be judged."),
    "no_addresses_recorded": Wording("No addresses are on record, so settled housing cannot be judged."),
    "no_referrals_recorded": Wording("No referrals are on record, so treatment cannot be judged."),
    "no_actions_recorded": Wording("No actions are on record, so basic skills cannot be judged."),
    "as_recorded": Wording(
        "Figures use the dates in the record up to the day of the pack. What was entered later with an earlier date "
        "is in."
    ),
}
FEW = 30
ALWAYS = (
    "charge_dates",
    "charges_only",
    "no_comparison_group",
    "months_at_liberty",
    "tics_and_breaches_apart",
    "self_report_differs",
    "as_recorded",
)


def note(code: str, count: int | str | None = None) -> Note:
    """A note in words; the count is a number, or words for it where the number is not to be told."""
    text = WORDS[code].text.format(n=count)
    return Note(code=code, text=text, count=count if isinstance(count, int) else None)


def notes(
    facts: Facts, people: Mapping[Key, date], day: date, *, months_of_year: int, frozen: Iterable[Key] | None = None
) -> list[Note]:
    """Every caveat that applies to a pack of these facts, in the order of `WORDS`. Facts as known on the day."""
    found: dict[str, int | str | None] = dict.fromkeys(ALWAYS)
    found |= {code: count for code, count in _counted(facts, people, day, frozen).items() if count}
    found |= dict.fromkeys(_empty_tables(facts, people))
    found["average_costs"] = facts.price_year
    if len(people) and len(people) < FEW:
        found["few_people"] = len(people)
    if months_of_year < 12:
        found["year_provisional"] = max(months_of_year, 1)
    return [note(code, found[code]) for code in WORDS if code in found]


def _counted(facts: Facts, people: Mapping[Key, date], day: date, frozen: Iterable[Key] | None) -> dict[str, int]:
    return {
        **_about_offences(facts, people),
        **_about_people(facts, people, day),
        "cohort_not_complete": len(set(frozen or ()) - set(people)),
        "contacts_without_outcome": sum(row.outcome == "planned" and row.day < day for row in facts.contacts),
    }


def _about_offences(facts: Facts, people: Mapping[Key, date]) -> dict[str, int]:
    charged = charges_in_both_years(facts, people)
    classes = [facts.classes.get(row.offence_class, UNKNOWN) for row in charged]
    return {
        "acquitted_or_withdrawn": sum(row.outcome in OUT_OF_COURT for row in _in_both_years(facts, people)),
        "no_charge_date": sum(
            row.charged_on is None and row.outcome in COUNTED and row.person in people for row in facts.offences
        ),
        "charged_in_custody": _charged_in_custody(facts, charged),
        "no_severity_weight": sum(each.severity is None for each in classes),
        "no_unit_cost": sum(each.cost is None for each in classes),
    }


def _in_both_years(facts: Facts, people: Mapping[Key, date]) -> list[Offence]:
    return [
        row
        for row in facts.offences
        if row.person in people
        and Window(year_before(people[row.person]).start, year_after(people[row.person]).end).holds(row.charged_on)
    ]


def _charged_in_custody(facts: Facts, charged: Iterable[Offence]) -> int:
    statuses = by_person(facts.statuses)
    return sum(
        any(
            spell.status in NOT_AT_LIBERTY and Window(spell.start, spell.end or date.max).holds(row.charged_on)
            for spell in statuses[row.person]
        )
        for row in charged
    )


def _about_people(facts: Facts, people: Mapping[Key, date], day: date) -> dict[str, int]:
    statuses, on_scheme = by_person(facts.statuses), facts.on_scheme(day)
    died = {person.key: person.died_on for person in facts.people}
    assessed = {row.person for row in facts.needs if row.source != "self_report"}
    on_list = [person for person in facts.people if person.key in on_scheme]
    both = {person: Window(add_months(selected, -12), add_months(selected, 12)) for person, selected in people.items()}
    return {
        "left_since_still_counted": len(set(people) - on_scheme),
        "days_without_status": sum(
            days_without_status(statuses[person], window) > 0 for person, window in both.items()
        ),
        "died": sum(year_after(selected).holds(died.get(person)) for person, selected in people.items()),
        "age_not_known": sum(person.date_of_birth is None for person in on_list),
        "status_not_recorded": cohort(facts, day, Window(day, day))["by_status"][NOT_RECORDED],
        "not_assessed": len(on_scheme - assessed),
    }


def _empty_tables(facts: Facts, people: Mapping[Key, date]) -> Iterable[str]:
    found = {
        "nobody_tracked": not people,
        "no_offences_recorded": not facts.offences,
        "no_contacts_recorded": not facts.contacts,
        "no_jobs_recorded": not facts.jobs,
        "no_addresses_recorded": not facts.addresses,
        "no_referrals_recorded": not facts.referrals,
        "no_actions_recorded": not facts.actions,
    }
    return [code for code, applies in found.items() if applies]
