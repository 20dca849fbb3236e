"""What becomes of a plan when its person moves to another scheme: what the old area's agencies were to do ends that day.

The new area reads it and agrees anew. A part of `cohort.changes.transfer`, in its transaction and as the system.
"""

from pathways.models import Action, Referral

OPEN = (Action.Status.NOT_STARTED, Action.Status.IN_PROGRESS, Action.Status.STUCK)


def plan_end(*, person, today):
    """Close the open actions and end or withdraw the referrals of a person; returns {label: how many}."""
    actions = _changed(
        Action.objects.filter(person=person, status__in=OPEN),
        status=Action.Status.NO_LONGER_NEEDED,
        closed_on=lambda row: max(today, row.opened_on),
    )
    waiting = _changed(
        Referral.objects.filter(person=person, decision=Referral.Decision.WAITING),
        decision=Referral.Decision.WITHDRAWN,
        decided_on=lambda row: max(today, row.referred_on),
    )
    running = _changed(
        Referral.objects.filter(person=person, decision=Referral.Decision.ACCEPTED, ended_on__isnull=True),
        ended_on=lambda row: max(today, row.started_on or row.decided_on),
    )
    found = {"pathways.action": actions, "pathways.referral": waiting + running}
    return {label: number for label, number in found.items() if number}


def _changed(rows, **to):
    """Write values, or what a function makes of the row, on each; returns how many. Each row has its next version."""
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for row in found:
        for name, value in to.items():
            setattr(row, name, value(row) if callable(value) else value)
        row.version += 1
        row.save(update_fields=[*to, "version"])
    return len(found)
