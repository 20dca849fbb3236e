"""Offences before and after joining the scheme, and this year against the year before joining.

Counted: offences charged in the 12 calendar months before the first selection and in the 12 months from it, with
outcome charged, convicted or caution, and no breach of an order. TICs and breaches stand apart. A count is of offences;
a person is tracked once (M12). Sources: Stockton annual report 2007 section 5 (the method), Wakefield 2007 section 12
(what goes wrong with it), ONS Crime Severity Score (weights), Dubourg, Hamed and Thorns 2005 (costs).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reports.rules.dates import ONE_DAY, Window, financial_year, whole_months
from reports.rules.facts import Facts, Key, Offence, OffenceClass, by_person
from reports.rules.figures import change_pct, months, pounds, rate_ratio, rounded
from reports.rules.liberty import days_at_liberty
from sharing.calendar import add_months

COUNTED = frozenset({"charged", "convicted", "caution"})
OUT_OF_COURT = frozenset({"acquitted", "withdrawn"})
UNKNOWN = OffenceClass("", None, None)


@dataclass
class Side:
    """One year of the tracked people together: what was charged, and how long they were at liberty."""

    offences: list[Offence] = field(default_factory=list)
    tics: int = 0
    breaches: int = 0
    liberty: int = 0

    def add(self, offences: Iterable[Offence], window: Window, liberty: int) -> int:
        """Add one person's year; the answer is that person's count."""
        offences = list(offences)
        charged = [row for row in offences if counts_as_offence(row) and window.holds(row.charged_on)]
        self.offences += charged
        self.tics += sum(row.outcome == "tic" and window.holds(row.outcome_on) for row in offences)
        self.breaches += sum(is_breach(row) and window.holds(row.charged_on) for row in offences)
        self.liberty += liberty
        return len(charged)


def counts_as_offence(row: Offence) -> bool:
    """Whether the row is in the main figure, wherever its dates lie."""
    return row.outcome in COUNTED and not row.breach


def is_breach(row: Offence) -> bool:
    """A breach stands apart, unless acquitted or withdrawn; a TIC breach is a TIC (M14)."""
    return row.breach and row.outcome not in OUT_OF_COURT and row.outcome != "tic"


def first_selected(facts: Facts) -> dict[Key, date]:
    """When each person first joined the scheme."""
    first: dict[Key, date] = {}
    for row in facts.memberships:
        if row.selected_on is not None:
            first[row.person] = min(row.selected_on, first.get(row.person, row.selected_on))
    return first


def tracked_people(facts: Facts, day: date, frozen: Collection[Key] | None = None) -> dict[Key, date]:
    """Tracked people and their first day on the scheme: on it on the day or left since, joined 12 months before (M12).

    Who left stays tracked, so that leaving never flatters or worsens a figure. With `frozen`, the members of that
    cohort whose 12 months after joining are over.
    """
    latest = add_months(day, -12)
    return {
        person: selected
        for person, selected in first_selected(facts).items()
        if selected <= latest and (frozen is None or person in frozen)
    }


def year_before(selected: date) -> Window:
    """The 12 calendar months up to the day of joining."""
    return Window(add_months(selected, -12), selected)


def year_after(selected: date) -> Window:
    """The 12 calendar months from the day of joining."""
    return Window(selected, add_months(selected, 12))


def tracked(facts: Facts, people: Mapping[Key, date]) -> dict[str, Any]:
    """The block `offending.tracked`: the year before joining against the year after it, for the tracked people.

    Facts as known on the day of the pack. Units: offences; months at liberty to one decimal; severity as ONS weights to
    one decimal; money in whole pounds at the price year of the costs.
    """
    before, after, up_down = _sides(facts, people)
    ratio = rate_ratio(
        events_after=len(after.offences),
        days_at_liberty_after=after.liberty,
        events_before=len(before.offences),
        days_at_liberty_before=before.liberty,
    )
    return {
        "people": len(people),
        "before": len(before.offences),
        "after": len(after.offences),
        "change_pct": change_pct(len(before.offences), len(after.offences)),
        "before_by_group": by_group(before.offences, facts.classes),
        "after_by_group": by_group(after.offences, facts.classes),
        "before_months_at_liberty": months(before.liberty),
        "after_months_at_liberty": months(after.liberty),
        "rate_ratio": None if ratio["rate_ratio"] is None else rounded(Fraction(ratio["rate_ratio"]), 3),
        "rate_ratio_ci": None if ratio["ci95"] is None else [rounded(Fraction(limit), 3) for limit in ratio["ci95"]],
        "severity_before": severity(before.offences, facts.classes),
        "severity_after": severity(after.offences, facts.classes),
        "people_down": up_down[-1],
        "people_same": up_down[0],
        "people_up": up_down[1],
        "tics_before": before.tics,
        "tics_after": after.tics,
        "breaches_before": before.breaches,
        "breaches_after": after.breaches,
        "cost_before": cost(before.offences, facts.classes),
        "cost_after": cost(after.offences, facts.classes),
        "price_year": facts.price_year,
    }


def _sides(facts: Facts, people: Mapping[Key, date]) -> tuple[Side, Side, Counter[int]]:
    offences, statuses = by_person(facts.offences), by_person(facts.statuses)
    before, after, up_down = Side(), Side(), Counter[int]()
    for person, selected in people.items():
        theirs, spells = offences[person], statuses[person]
        first, second = year_before(selected), year_after(selected)
        was = before.add(theirs, first, days_at_liberty(spells, first))
        now = after.add(theirs, second, days_at_liberty(spells, second))
        up_down[(now > was) - (now < was)] += 1
    return before, after, up_down


def by_group(offences: Iterable[Offence], classes: Mapping[Key, OffenceClass]) -> dict[str, int]:
    """Offences by group of their class, the groups that occur; a class that is not in the list is `not_known`."""
    tally = Counter(classes.get(row.offence_class, UNKNOWN).group or "not_known" for row in offences)
    return dict(sorted(tally.items()))


def severity(offences: Iterable[Offence], classes: Mapping[Key, OffenceClass]) -> float:
    """Sum of the ONS severity weights, one decimal; classes without a weight add nothing, and a note counts them."""
    weights = (classes.get(row.offence_class, UNKNOWN).severity for row in offences)
    return rounded(sum((weight for weight in weights if weight is not None), Decimal(0)))


def cost(offences: Iterable[Offence], classes: Mapping[Key, OffenceClass]) -> int:
    """Average cost of these crimes in whole pounds; classes without a cost add nothing, and a note counts them."""
    costs = (classes.get(row.offence_class, UNKNOWN).cost for row in offences)
    return pounds(sum((each for each in costs if each is not None), Decimal(0)))


def charges_in_both_years(facts: Facts, people: Mapping[Key, date]) -> list[Offence]:
    """The counted offences of both years, for the notes on weights and costs."""
    before, after, _ = _sides(facts, people)
    return before.offences + after.offences


def year(facts: Facts, people: Mapping[Key, date], day: date, baseline: int) -> dict[str, Any]:
    """The block `offending.year`: charges of the tracked people from 1 April, annualised, against their year before.

    The count up to the end of the last whole month × 12 ÷ whole months (M21); in the first month, the count so far ×
    12. Provisional until 12 months are over. Unit: offences, annualised to one decimal.
    """
    start = financial_year(day)
    whole = whole_months(start, day + ONE_DAY)
    to_date, to_month_end = Window(start, day + ONE_DAY), Window(start, add_months(start, whole))
    charged = [row.charged_on for row in facts.offences if row.person in people and counts_as_offence(row)]
    count = sum(to_date.holds(charge) for charge in charged)
    in_months = sum(to_month_end.holds(charge) for charge in charged) if whole else count
    annualised = Fraction(in_months * 12, max(whole, 1))
    target = facts.settings.target_pct
    return {
        "from": start,
        "to": day,
        "count": count,
        "annualised": rounded(annualised),
        "provisional": whole < 12,
        "change_on_baseline_pct": change_pct(baseline, annualised),
        "target_pct": None if target is None else float(target),
    }
