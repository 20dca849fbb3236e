"""What stands in the way of a contact that is to be planned, as far as the planner sees the contacts of others.

What somebody may not see is never said, not even as a clash: everything here comes through `visible_to`, which for contacts
asks for the whole of them. A time that is taken without their knowing is theirs to find out from the person.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from casework.models import Contact
from casework.rules.diary import Slot, clashes, is_heavy, to_join


@dataclass(frozen=True)
class Advice:
    """`clashing`: contacts at the same time; `booked`, `agencies`: of a heavy week, else 0; `joint`: one to join."""

    clashing: list
    booked: int = 0
    agencies: int = 0
    joint: Contact | None = None

    def __bool__(self):
        return bool(self.clashing or self.booked)


def advice(viewer, person, *, wanted, limit, now):
    """Advice about a Slot that is to be planned; `limit`: contacts that a week asks for. One statement."""
    monday = localdate(wanted.at) - timedelta(days=localdate(wanted.at).weekday())
    began = make_aware(datetime.combine(monday, time()))
    planned = Contact.objects.visible_to(viewer).filter(
        person=person,
        outcome=Contact.Outcome.PLANNED,
        planned_for__gte=began,
        planned_for__lt=make_aware(datetime.combine(monday + timedelta(days=7), time())),
    )
    rows = {
        row.pk: row for row in planned.select_related("agency").order_by("planned_for", "pk") if row.pk != wanted.number
    }
    slots = [slot_of(row) for row in rows.values()]
    clashing = [rows[slot.number] for slot in clashes(wanted, slots)]
    heavy = is_heavy(wanted, slots, limit)
    joint = to_join(wanted, slots, now) if clashing or heavy else None
    return Advice(
        clashing=clashing,
        booked=len(slots) if heavy else 0,
        agencies=len({slot.agency for slot in slots}) if heavy else 0,
        joint=joint and rows[joint.number],
    )


def slot_of(contact):
    return Slot(
        number=contact.pk,
        agency=contact.agency_id,
        at=contact.planned_for,
        time_known=contact.planned_for_time_known,
        minutes=contact.minutes,
    )
