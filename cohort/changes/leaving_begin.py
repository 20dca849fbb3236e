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
        plan, _ = LeavingPlan.objects.get_or_create(
            membership=membership,
            defaults={"person_id": membership.person_id, "owner_id": membership.owner_id, "written_on": on},
        )
        if plan.left_on is None:
            plan.left_on, plan.version = on, plan.version + 1
            plan.save(update_fields=["left_on", "version"])
        if membership.deselection_criterion == Membership.Criterion.DECEASED:
            return plan
        LeavingCheck.objects.bulk_create(
            [
                LeavingCheck(
                    person_id=plan.person_id,
                    owner_id=plan.owner_id,
                    plan=plan,
                    months=months,
                    due_on=add_months(on, months),
                )
                for months in CHECK_MONTHS
            ],
            ignore_conflicts=True,
        )
    return plan


def leaving_kept(*, membership):
    """A panel kept the person: the plan stays as it is written, and waits for nobody any more."""
    with looking_as_system():
        for plan in LeavingPlan.objects.select_for_update().filter(membership=membership, sent_on__isnull=False):
            plan.sent_on, plan.version = None, plan.version + 1
            plan.save(update_fields=["sent_on", "version"])
