"""The rules with numbers: what each setting means, its default and where that comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Rule:
    """One setting: its default (None: not set), what it counts, and its source in the scheme reports."""

    default: int | None
    unit: str
    says: str
    source: str


SETTINGS = {
    "review_interval_months": Rule(3, "months", "A case conference for each person at least this often", "Stockton annual report 2007, 3.1"),
    "review_longest_months": Rule(6, "months", "No review later than this after the last one", "Stockton annual report 2007, 3.2a"),
    "lengthy_sentence_months": Rule(12, "months", "No reviews while more than this is left of a sentence", "Stockton annual report 2007, 3.2a"),
    "contacts_per_week": Rule(4, "contacts a week", "Contacts with a person in the community", "Stockton annual report 2007, 3.2b"),
    "contacts_after_release": Rule(5, "contacts a week", "Contacts in the first weeks after release", "Birmingham 2005, 2"),
    "after_release_weeks": Rule(4, "weeks", "Contacts are denser after release for", "Set by the scheme"),
    "tests_per_week": Rule(2, "tests a week", "Drug tests of a person on licence", "Stockton annual report 2007, 3.2f"),
    "stopped_offending_months": Rule(6, "months", "No arrest and no intelligence for this long means stopped offending", "Stockton update 2009, 5.2.1"),
    "custody_deselect_months": Rule(24, "months", "Likely in custody longer than this: leaving is considered", "Stockton update 2009, 5.2.3"),
    "reselect_months_before": Rule(3, "months", "Looked at again this long before release", "Stockton update 2009, 5.2.3"),
    "release_notice_days": Rule(30, "days", "Police are told of a release this long before", "Wakefield 2007, 6.1"),
    "two_year_months": Rule(24, "months", "Being on the list is looked at again after this long", "Stockton update 2009, 5.2.5"),
    "custody_guide_pct": Rule(33, "per cent", "Share in custody to compare with", "Stockton update 2009, 4.4"),
    "drug_worker_days": Rule(7, "days", "A drug worker is allocated within", "Birmingham 2005, 3"),
    "housing_hours": Rule(48, "hours", "Housing is looked at after reception in custody within", "Birmingham 2005, 3"),
    "first_check_hours": Rule(24, "hours", "Protective factors are looked at after reception within", "Stockton update 2009, paper 2"),
    "prison_visit_months": Rule(3, "months", "A visit in prison this long before release", "Birmingham 2005, 3"),
    "prison_booking_days": Rule(14, "days", "Notice a prison needs to book a visit", "Set by the scheme"),
    "exit_support_weeks": Rule(12, "weeks", "Support is kept after leaving for at least", "Birmingham 2005, 4"),
    "treatment_weeks": Rule(12, "weeks", "Treatment counts as kept after", "Wakefield 2007, 2.1"),
    "absences_limit": Rule(2, "absences", "Unacceptable absences before an enforcement decision is due", "Birmingham 2005, 3"),
    "recall_working_days": Rule(1, "working days", "A recall that was decided is asked for within", "Set by the scheme"),
    "breach_working_days": Rule(10, "working days", "A breach that was decided is sent to the court within", "Set by the scheme"),
    "meeting_access_days": Rule(14, "days", "Those invited to a meeting keep access after it for", "Set by the scheme"),
    "induction_days": Rule(14, "days", "The person is told, with the letter, after being brought on within", "Set by the scheme"),
    "transfer_access_days": Rule(28, "days", "The area a person moved from can still read the record for", "Set by the scheme"),
    "answer_working_days": Rule(5, "working days", "An agency answers within, when it is asked to show something", "Set by the scheme"),
    "reminder_days_before": Rule(14, "days", "Reminders start this long before", "Set by the scheme"),
    "consent_months": Rule(12, "months", "A consent that says nothing else lasts for", "Set by the scheme"),
    "consent_warning_days": Rule(30, "days", "Workers are told that a consent runs out this long before", "Set by the scheme"),
    "emergency_minutes": Rule(60, "minutes", "Emergency access ends by itself after", "Set by the scheme"),
    "panel_quorum": Rule(3, "agencies", "A panel has its quorum with this many agencies", "Set by the scheme"),
    "panel_quorum_binds": Rule(0, "1 for yes, 0 for no", "Without its quorum a panel cannot decide", "Set by the scheme"),
    "panel_ratified": Rule(0, "1 for yes, 0 for no", "The steering group ratifies what a panel decides", "Wakefield 2007, 4.1.2 B"),
    "suggest_days": Rule(28, "days", "A positive test or a missed treatment appointment suggests a nomination for", "Set by the scheme"),
    "suggest_absences": Rule(1, "absences", "Missed treatment appointments that suggest a nomination", "Set by the scheme"),
    "suggest_arrest_months": Rule(6, "months", "Arrests that suggest a nomination are counted over", "Set by the scheme"),
    "suggest_arrests": Rule(3, "arrests", "Arrests that suggest a nomination, at least", "Set by the scheme"),
    "suggest_severity": Rule(300, "points of the crime severity score", "What those arrests are for weighs at least", "Set by the scheme"),
    "suppress_below": Rule(5, "people", "Counts below this are not shown outside the scheme", "Set by the scheme"),
    "target_pct": Rule(None, "per cent", "Wanted change in offending", "Set by the scheme"),
}  # fmt: skip


def setting_values(own: Mapping[str, Any]) -> dict[str, Any]:
    """Every setting's value: the scheme's own where it has one, else the default. Whole numbers as int."""
    values: dict[str, Any] = {name: rule.default for name, rule in SETTINGS.items()}
    for name, value in own.items():
        whole = Decimal(value)
        values[name] = int(whole) if whole == whole.to_integral_value() else float(whole)
    return values
