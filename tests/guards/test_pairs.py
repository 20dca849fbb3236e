"""Columns that go together: the database refuses one without the other, and days in the wrong order."""

import pytest
from django.apps import apps
from django.db import connection, models

from tests.guards import house

# "Together or not at all", of the sheets' own rules: the columns, and the constraint that holds them.
PAIRS = {
    "membership_left_for_a_reason": ("cohort.Membership", "deselected_on", "deselection_criterion"),
    "membership_tier_if_selected": ("cohort.Membership", "tier", "selected_on"),
    "membership_turned_down_never_on": ("cohort.Membership", "deselection_criterion", "selected_on"),
    "letter_to_an_area_on_a_basis": ("cohort.Letter", "kind", "to", "basis"),
    "agreement_rule_statute_of_another_basis": ("sharing.AgreementRule", "statute", "basis"),
    "panel_decision_dated": ("cohort.PanelDecision", "outcome", "until"),
    "panel_decision_leaves_for_a_reason": ("cohort.PanelDecision", "outcome", "criterion"),
    "panel_decision_otherwise_for_a_reason": ("cohort.PanelDecision", "outcome", "suggested", "otherwise"),
    "panel_decision_leads_who_comes_on": (
        "cohort.PanelDecision",
        "outcome",
        "lead_agency_id",
        "lead_id",
        "first_visit_on",
    ),
    "panel_decision_lead_of_an_agency": ("cohort.PanelDecision", "lead_id", "lead_agency_id"),
    "panel_decision_confirmed": ("cohort.PanelDecision", "state", "confirmed_at", "confirmed_by_id"),
    "panel_decision_by_two": ("cohort.PanelDecision", "outcome", "decided_by_id", "confirmed_by_id"),
    "panel_position_dissent_in_words": ("cohort.PanelPosition", "position", "words"),
    "panel_ratified_by_somebody": ("cohort.Panel", "ratified_at", "ratified_by_id"),
    "offence_charged_is_open": ("casework.Offence", "outcome", "charged_on", "outcome_on"),
    "offence_outcome_has_day": ("casework.Offence", "outcome", "outcome_on"),
    "referral_decided_on_iff": ("pathways.Referral", "decision", "decided_on"),
    "action_closed_on_iff": ("pathways.Action", "status", "closed_on"),
    "drug_test_substances_only_positive": ("casework.DrugTestResult", "substances", "result"),
}
# Days and moments that may be empty and belong to no other column, with the reason.
ALONE = {
    "casework.Identity.first_sanction_on": "a number for predictors, known or not",
    "casework.OffendingSummary.latest_month": "compiled",
    "casework.Person.next_review_on": "a list fact, kept by the clock of reviews",
    "cohort.MatrixVersion.in_force_from": "of a version brought in without one: in force all along",
    "cohort.Membership.kept_on": "the day somebody looked again; may come more than once",
    "cohort.Membership.look_again_on": "a nominee waits until then, or staying is looked at; the panel sets it",
    "cohort.LeavingPlan.check_on": "a day somebody chose to look again",
    "cohort.LeavingProposal.since": "undated where the record has no day",
    "cohort.Membership.stepped_down_on": "a day in the life of the membership",
    "cohort.UnplacedNomination.date_of_birth": "as typed, known or not",
    "cohort.Panel.starts_at": "an hour on the day of the panel",
    "reviews.AgendaItem.slot_at": "an hour on the day of the meeting",
    "reviews.Attendance.invited_on": "not known of imported rows",
    "reviews.ConferencePack.downloaded_at": "once the recipient fetched it",
    "reviews.Meeting.starts_at": "an hour on the day of the meeting",
    "reviews.Review.next_review_on": "as the meeting decided",
    "sharing.Job.cancelled_at": "somebody stopped it: parts may be done by then",
    "sharing.Job.lease_until": "a lease ends by itself",
    "sharing.Exclusion.review_on": "when somebody looks again whether it is still needed; not known of older ones",
    "sharing.ListRow.next_review_on": "compiled",
    "sharing.Mail.lease_until": "a lease ends by itself",
    "sharing.Notice.read_at": "once it was read",
    "sharing.Part.lease_until": "a lease ends by itself",
    "sharing.SubjectRequest.searched_on": "the day somebody looked; nobody may have been found",
    "sharing.User.last_login": "Django's own",
}


def constraints(model):
    """Name to the columns it holds together, of every constraint of the model's table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.conname, array_agg(a.attname::text) from pg_constraint c"
            " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)"
            " where c.conrelid = %s::regclass and c.contype in ('c', 'x') group by 1",
            [f'"{model._meta.db_table}"'],
        )
        return {name: set(columns) for name, columns in cursor.fetchall()}


@pytest.mark.parametrize("name", PAIRS)
def test_columns_of_a_pair_are_held_together(db, name):
    label, *columns = PAIRS[name]
    assert set(columns) <= constraints(apps.get_model(label))[name]


def test_every_day_that_may_be_empty_is_tied_to_another_column(db):
    alone = set()
    for model in house.models():
        held = [columns for columns in constraints(model).values() if len(columns) > 1]
        for field in model._meta.local_fields:
            is_day = isinstance(field, models.DateField | models.TimeField)
            if is_day and field.null and not any(field.column in columns for columns in held):
                alone.add(f"{model._meta.label}.{field.name}")
    assert alone == set(ALONE)


def test_a_moment_that_may_lack_its_hour_says_so_beside_it():
    """`planned_for` with `planned_for_time_known`: the flag never stands without its moment."""
    for model in house.models():
        names = {field.name: field for field in model._meta.local_fields}
        for flag in names:
            if flag.endswith("_time_known"):
                moment = names[flag.removesuffix("_time_known")]
                assert isinstance(moment, models.DateTimeField)
                assert not moment.null
                assert any(flag in getattr(held, "fields", ()) for held in model._meta.constraints), model


def test_numbers_that_count_cannot_be_negative(db):
    for model in house.models():
        for field in model._meta.local_fields:
            if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField):
                assert {field.column} in constraints(model).values(), f"{model._meta.label}.{field.name}"
