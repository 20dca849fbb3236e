"""Of whom a meeting is made: the agencies to invite, and who may lead it."""

from sharing.models import Agency, Capacity, User
from sharing.permissions import Role


def agencies_of(viewer):
    """The agencies of the viewer's scheme, in its order."""
    return Agency.objects.filter(scheme=viewer.scheme_id).order_by("position", "pk")


def chairs_of(viewer):
    """The users who may lead a meeting of the viewer's scheme, by name."""
    run = Capacity.objects.filter(agency__scheme=viewer.scheme_id, role__in=[Role.CHAIR, Role.COORDINATOR], active=True)
    return User.objects.filter(pk__in=run.values("user"), is_active=True).order_by("name")
