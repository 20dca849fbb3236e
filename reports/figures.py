"""The performance pack of a scheme: figures with everything that says what they are figures of."""

from django.utils import timezone

from reports.reading import facts_of, frozen_cohort
from reports.rules import Question, performance

MARKING = "OFFICIAL-SENSITIVE"  # the figures as they are
MARKING_SUPPRESSED = "OFFICIAL"  # the pack for the steering group, small counts withheld


def pack(scheme, *, as_of, at, since=None, cohort=None):
    """The pack of interfaces.md as a mapping that fits JSON but for its dates. Counts are not suppressed.

    `at` is the moment it is made. Raises CohortUnknown, and ValueError where the period would start after the day.
    """
    frozen = None if cohort is None else frozen_cohort(scheme, cohort)
    question = Question(as_of, since, frozen)
    period = question.period
    return {
        "scheme": scheme.code,
        "as_of": as_of,
        "period": {"from": period.start, "to": period.last_day},
        "made_at": timezone.localtime(at).replace(microsecond=0),
        "marking": MARKING,
        **performance(facts_of(scheme, on=as_of), question),
    }
