"""What a step of the membership means for leaving, called by the change that writes the step and its line of the ledger."""

from django.db import transaction

from cohort.models import LeavingCheck, LeavingPlan, Membership
from cohort.models.leaving import CHECK_MONTHS
from sharing.calendar import add_months
from sharing.looking import looking_as_system


@transaction.atomic
def leaving_begin(*, membership, on):
    """Somebody left on a day: the plan says so, and there are days to ask how it goes. Nobody leaves without them.

    Part of the change that writes the leaving and its line of the ledger; repeated it does nothing more.
    """
    with looking_as_system():
        plan = _plan(membership, on)
        if plan.left_on is None:
            plan.left_on, plan.version = on, plan.version + 1
            plan.save(update_fields=["left_on", "version"])
        if membership.deselection_criterion != Membership.Criterion.DECEASED:
            _ask_how_it_goes(plan, on)
    return plan


@transaction.atomic
def stepping_down_begin(*, membership, on):
    """Somebody stepped down on a day: somebody asks how it goes from then on too, and the plan waits for no panel.

    Leaving is still to come, so the plan stays open; part of the change that writes the step.
    """
    with looking_as_system():
        plan = _plan(membership, on)
        plan.sent_on, plan.lighter_touch, plan.version = None, True, plan.version + 1
        plan.save(update_fields=["sent_on", "lighter_touch", "version"])
        _ask_how_it_goes(plan, on)
    return plan


def _plan(membership, on):
    plan, _ = LeavingPlan.objects.get_or_create(
        membership=membership,
        defaults={"person_id": membership.person_id, "owner_id": membership.owner_id, "written_on": on},
    )
    return plan


def _ask_how_it_goes(plan, on):
    """Days 3, 6 and 12 months after; those still to come from an earlier day are not asked as well."""
    days = {months: add_months(on, months) for months in CHECK_MONTHS}
    LeavingCheck.objects.filter(plan=plan, done_on__isnull=True).exclude(due_on__in=days.values()).delete()
    LeavingCheck.objects.bulk_create(
        [
            LeavingCheck(person_id=plan.person_id, owner_id=plan.owner_id, plan=plan, months=months, due_on=due_on)
            for months, due_on in days.items()
        ],
        ignore_conflicts=True,
    )


def leaving_kept(*, membership, on):
    """A panel kept the person on a day: the plan stays as it is written, and waits for nobody any more."""
    with looking_as_system():
        for plan in LeavingPlan.objects.select_for_update().filter(membership=membership, sent_on__isnull=False):
            plan.sent_on, plan.version = None, plan.version + 1
            plan.save(update_fields=["sent_on", "version"])
