"""Reminding of letters that are due: the lead worker, else the co-ordinators, when it is time and again when it is late."""

from datetime import timedelta

from django.db import transaction

from casework.leads import lead_capacities
from cohort import induction
from sharing import ledger
from sharing.changes import work
from sharing.models import Capacity, Setting
from sharing.permissions import Role
from sharing.rules import setting_values

EARLY = timedelta(days=3)  # before the last day
WORDS = {"coming": "Somebody new on the scheme should have their letter soon", "late": "A letter to somebody is late"}


@transaction.atomic
def inductions_remind(*, scheme, today, at):
    """Tell, once a stage, whoever is to hand over a letter that is due in three days or late. Returns how many letters.

    By the clock, as the system. A notice names nobody: its link leads through the policy.
    """
    days = setting_values(Setting.objects.in_force(scheme=scheme, on=today))["induction_days"]
    rows = list(induction.waiting(on=today, days=days).filter(person__scheme=scheme).select_related("person"))
    due = [row for row in rows if row.letter_due_on - EARLY <= today]
    coordinators = list(
        Capacity.objects.filter(agency__scheme=scheme, role=Role.COORDINATOR, active=True).select_related("user")
    )
    leads = lead_capacities({row.person_id for row in due}, on=today)
    for row in due:
        stage = "late" if row.letter_due_on < today else "coming"
        lead = leads.get(row.person_id)
        work.tell(
            [lead] if lead else coordinators,
            kind="induction",
            once=f"induction:{row.key}:{stage}",
            words=WORDS[stage],
            address=f"/people/{row.person.key}/membership/",
            at=at,
            subject="PPO case system: a letter is due",
            person=row.person_id,
        )
    if due:
        people = [row.person_id for row in due]
        ledger.record("induction_remind", doer="reminders", people=people, scheme_id=scheme.pk, letters=len(due))
    return len(due)
