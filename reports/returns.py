"""The monthly data return of a scheme, from its records."""

from reports.reading import facts_of
from reports.rules.returns import gaps, month_measures, not_yet_judgeable


def data_return(scheme, *, month, on):
    """Measures and gaps of the month that `month` lies in, as known at the end of the day `on`. Fits JSON.

    Callers look as the system and show gaps, which name people by ref, only to whoever makes the return.
    """
    facts = facts_of(scheme, on=on)
    refs = dict(scheme.people.values_list("pk", "ref"))
    found = [(refs[gap.person], gap.field) for gap in gaps(facts, month, on)]
    return {
        "month": f"{month:%Y-%m}",
        "measures": [
            {
                "code": measure.code,
                "label": measure.label,
                "value": measure.value,
                "lag_days": measure.lag_days,
                "not_yet_judgeable": not_yet_judgeable(measure, month, on),
            }
            for measure in month_measures(facts, month, on)
        ],
        "gaps": [{"ref": ref, "field": field} for ref, field in sorted(found)],
    }
