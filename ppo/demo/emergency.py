"""What the demo shows of emergency access: one use to review, looked at and over."""

from django.db.models import Exists, OuterRef

from casework.models import Person
from casework.page import OVERVIEW, open_page
from sharing import ledger
from sharing.changes import emergency as changes
from sharing.looking import looking_as, moment
from sharing.models import Capacity, ListRow
from sharing.permissions import Role
from sharing.viewer import of_capacity, with_rules

REASON = (
    "He rang the office, said he had taken tablets and would not say where he was. The ambulance asked for an address."
)


def show_emergency(*, scheme, today):
    """Call it as the system, after the import. Everything goes through the changes and pages, as a user would do it."""
    found = _somebody_unknown(scheme)
    if found is not None:
        _use(*found, today)


def _somebody_unknown(scheme):
    """(capacity, person): the first practitioner, and the first person of the scheme who is not there for them."""
    held = Capacity.objects.filter(agency__scheme=scheme, role=Role.PRACTITIONER, named_only=False, active=True)
    for capacity in with_rules(held).order_by("-agency__position", "pk"):
        rows = ListRow.objects.at_moment().filter(
            person=OuterRef("pk"), audience__in=[capacity.agency_id * 4 + 1, capacity.pk * 4 + 2]
        )
        person = Person.objects.filter(~Exists(rows), scheme=scheme).order_by("ref").first()
        if person is not None:
            return of_capacity(capacity), person
    return None


def _use(viewer, person, today):
    at = moment()
    emergency = changes.emergency_open(person=person, by=viewer, kind="life", reason=REASON, minutes=60, at=at)
    with looking_as(viewer.capacity_id), ledger.page("record_look", by=viewer):
        open_page(viewer, person.key, today, pieces=OVERVIEW)
    changes.emergency_end(emergency=emergency, by=viewer, at=at)
