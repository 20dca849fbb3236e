"""What the clock does for retention: reviews as they fall due, notices that name nobody, and files that have to go."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from ppo.rights import retention
from sharing import ledger
from sharing.changes import work
from sharing.dates import count
from sharing.looking import looking_as_system
from sharing.models import Capacity, Disposal, RequestPart, RetentionReview, Scheme
from sharing.permissions import Permission, roles_with

FOLDER = "rights"


@transaction.atomic
def reviews_open(*, scheme, on, at):
    """Open a review for everything that falls due by this day, and tell the governance leads how many. By the clock.

    Harmless to repeat: of one agency's holding of one person one review is open at a time. Returns the reviews opened.
    """
    with looking_as_system():
        Scheme.objects.select_for_update().get(pk=scheme.pk)
        found = retention.falling_due(scheme, on=on)
        opened = RetentionReview.objects.bulk_create(
            [
                RetentionReview(
                    scheme=scheme,
                    person_id=one.person_id,
                    agency_id=one.agency_id,
                    rule=one.rule,
                    trigger_on=one.trigger_on,
                    due_on=one.due_on,
                )
                for one in found
            ]
        )
        if opened:
            people = {one.person_id for one in opened}
            ledger.record("reviews_open", doer="retention", people=people, scheme_id=scheme.pk, opened=len(opened))
            words = f"{count(len(opened), 'record')} to look at again: keep with a reason, or put up for disposal"
            tell_holders(
                scheme, Permission.RIGHTS_RUN, kind="retention", once=str(on), words=words, address="/rights/", at=at
            )
    return opened


def files_remove(*, disposal):
    """Take the files of a disposal from storage. Safe to repeat: the list is cleared once all of them are gone.

    Writes no line: the disposal's own says that they go.
    """
    for name in disposal.files:
        default_storage.delete(name)
    with looking_as_system():
        Disposal.objects.filter(pk=disposal.pk).update(files=[])


def files_sweep(*, at):
    """Take away files of finished disposals that are still there, and sealed parts that no row names: what a process that
    died between two steps left behind. What is younger than a day may belong to a change under way. Returns how many.
    """
    with looking_as_system(), transaction.atomic():
        waiting = list(Disposal.objects.exclude(files=[]))
        named = set(RequestPart.objects.values_list("pdf_file", flat=True))
        named |= set(RequestPart.objects.values_list("json_file", flat=True))
    for disposal in waiting:
        files_remove(disposal=disposal)
    there = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    loose = [f"{FOLDER}/{name}" for name in there if f"{FOLDER}/{name}" not in named]
    loose = [name for name in loose if default_storage.get_modified_time(name) < at - timedelta(days=1)]
    for name in loose:
        default_storage.delete(name)
    return len(loose) + sum(len(disposal.files) for disposal in waiting)


def tell_holders(scheme, permission, *, kind, once, words, address, at, beside=None):
    """A notice, naming nobody, to everyone of the scheme who may do something about it; not to `beside` (a user's id)."""
    holders = Capacity.objects.filter(agency__scheme=scheme, active=True, role__in=roles_with(permission))
    work.tell(
        holders.exclude(user=beside).order_by("pk"),
        kind=kind,
        once=f"{kind}:{once}",
        words=words,
        address=address,
        at=at,
    )
