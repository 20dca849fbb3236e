"""The signed-in user in one capacity, as pages and changes know it: `request.viewer`, `by=`."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from sharing.models import Agency, Capacity, Moment, RulePack, Scheme, User
from sharing.permissions import ROLES, Role
from sharing.policy import Reach, Viewer


@dataclass(frozen=True)
class SignedIn(Viewer):
    """A policy viewer with the rows behind it."""

    capacity: Capacity | None = None
    capacities: tuple[Capacity, ...] = ()  # those the user may switch to, this one included

    @property
    def user(self) -> User:
        return self.capacity.user

    @property
    def agency(self) -> Agency:
        return self.capacity.agency

    @property
    def scheme(self) -> Scheme:
        return self.capacity.agency.scheme

    @property
    def role(self) -> Role:
        return Role(self.capacity.role)

    def can(self, permission) -> bool:
        return permission in ROLES[self.role]

    def __str__(self):
        return f"{self.user.name}, {self.agency.name}"


def of_capacity(capacity, capacities=()):
    """The viewer of a capacity that came with its rule pack (`with_rules`)."""
    return SignedIn(
        capacity_id=capacity.pk,
        user_id=capacity.user_id,
        agency_id=capacity.agency_id,
        scheme_id=capacity.agency.scheme_id,
        reach=Reach(capacity.reach),
        open={int(code): by for code, by in (capacity.open_by or {}).items()},
        asked={int(code): by for code, by in (capacity.asked_by or {}).items()},
        capacity=capacity,
        capacities=tuple(capacities),
    )


def with_rules(capacities):
    """Capacities with agency, scheme, user and the rules in force for their agency, in one statement."""
    pack = RulePack.objects.filter(recipient=OuterRef("agency"), starts_at__lte=Moment(), ends_at__gt=Moment())
    return capacities.select_related("agency__scheme", "user").annotate(
        open_by=Subquery(pack.values("open_by")), asked_by=Subquery(pack.values("asked_by"))
    )


def signed_in(user, capacity_key=None):
    """The viewer of a user: the capacity chosen earlier if it is still there, else the first. None without one."""
    capacities = list(with_rules(Capacity.objects.filter(user=user, active=True)).order_by("pk"))
    chosen = next((c for c in capacities if c.key == capacity_key), capacities[0] if capacities else None)
    return chosen and of_capacity(chosen, capacities)


def viewer_of(*, email, scheme=None):
    """The viewer behind an e-mail address, for commands and tasks. Raises Capacity.DoesNotExist."""
    found = Capacity.objects.filter(user__email__iexact=email, active=True)
    if scheme is not None:
        found = found.filter(agency__scheme=scheme)
    capacity = with_rules(found).order_by("pk").first()
    if capacity is None:
        raise Capacity.DoesNotExist(f"Nobody signs in as {email}.")
    return of_capacity(capacity)
