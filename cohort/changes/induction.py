"""Reminding of letters that are due: the lead worker, else the co-ordinators, when it is time and again when it is late."""

from datetime import timedelta

from django.db import transaction

from casework.models import Allocation
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
    leads = _leads([row.person_id for row in due], today)
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
        )
    if due:
        people = [row.person_id for row in due]
        ledger.record("induction_remind", doer="reminders", people=people, scheme_id=scheme.pk, letters=len(due))
    return len(due)


def _leads(people, today):
    """Person to the capacity of the lead worker, where a user is named. Two statements."""
    rows = Allocation.objects.filter(
        person__in=people, role__in=Allocation.LEAD_ROLES, user__isnull=False, start__lte=today
    ).exclude(end__lte=today)
    order = {role: place for place, role in enumerate(Allocation.LEAD_ROLES)}
    named = {}
    for row in sorted(rows, key=lambda row: order[row.role]):
        named.setdefault(row.person_id, (row.user_id, row.agency_id))
    held = Capacity.objects.filter(user__in=[user for user, _ in named.values()], active=True).select_related("user")
    by_place = {(one.user_id, one.agency_id): one for one in held}
    return {person: by_place[place] for person, place in named.items() if place in by_place}
