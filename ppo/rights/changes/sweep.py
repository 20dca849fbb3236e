"""What the clock does for retention: reviews as they fall due, notices that name nobody, and files that have to go."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from ppo.rights import retention
from ppo.rights.changes.request import clock_of, deciders
from sharing import ledger
from sharing.changes import work
from sharing.dates import count, day
from sharing.looking import looking_as_system
from sharing.models import Capacity, Disposal, RequestPart, RetentionReview, Scheme, SubjectRequest
from sharing.permissions import Permission, roles_with

FOLDER = "rights"
SOON, NOW = 7, 1  # days before an answer is due
MAILED = {"subject": "PPO case system: something is due", "mailed": "Something that you have to answer is due"}


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


def requests_remind(*, scheme, on, at):
    """Tell of every open request whose answer is due soon, is due or is late: the governance leads of the request, and of
    each part that is not released those who decide about it. By the clock.

    Once a stage: safe to repeat, and a night that was missed is made up for.
    """
    with looking_as_system():
        rows = SubjectRequest.objects.filter(scheme=scheme).open().for_list()
        clocks = [(row, clock_of(row, on=on)) for row in rows]
        for row, clock in clocks:
            stage = stage_of(clock)
            if stage is None:
                continue
            words = f"{stage}: an answer to a request to see what is held, by {day(clock.due_on)}"
            once = f"{row.key}:{clock.due_on}:{stage}"
            told = {"kind": "request_due", "words": words, "at": at, **MAILED}
            tell_holders(scheme, Permission.RIGHTS_RUN, once=once, address=row.get_absolute_url(), **told)
            for part in row.parts.filter(released_at__isnull=True):
                work.tell(
                    deciders(part), once=f"request_due:{once}:{part.key}", address=part.get_absolute_url(), **told
                )


def stage_of(clock):
    """Which reminder is due, in a word; None while it is early or the clock stands."""
    if clock.days_left is None or clock.days_left > SOON:
        return None
    if clock.late:
        return "Late"
    return "Due now" if clock.days_left <= NOW else "Due soon"


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


def tell_holders(scheme, permission, *, kind, once, words, address, at, beside=None, **mail):
    """A notice, naming nobody, to everyone of the scheme who may do something about it; not to `beside` (a user's id).

    `mail`: subject and text, as `work.tell` takes them.
    """
    holders = Capacity.objects.filter(agency__scheme=scheme, active=True, role__in=roles_with(permission))
    work.tell(
        holders.exclude(user=beside).select_related("user").order_by("pk"),
        kind=kind,
        once=f"{kind}:{once}",
        words=words,
        address=address,
        at=at,
        **mail,
    )
